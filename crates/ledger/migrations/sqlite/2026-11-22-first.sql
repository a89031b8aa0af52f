-- What is given, and never changed.
CREATE TABLE journal (seq INTEGER PRIMARY KEY, body BLOB NOT NULL, digest BLOB NOT NULL);
CREATE TABLE original (digest BLOB PRIMARY KEY, bytes BLOB NOT NULL);

-- The fold of the journal.
CREATE TABLE report (id TEXT PRIMARY KEY, n INTEGER NOT NULL UNIQUE, seq INTEGER NOT NULL, reading INTEGER);
CREATE TABLE band (band INTEGER NOT NULL, report INTEGER NOT NULL, PRIMARY KEY (band, report)) WITHOUT ROWID;
CREATE TABLE telling (
  record TEXT PRIMARY KEY, report INTEGER NOT NULL, reading INTEGER NOT NULL, nth INTEGER NOT NULL, current INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE block (block TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (block, record)) WITHOUT ROWID;
CREATE TABLE member (record TEXT PRIMARY KEY, incident TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX member_incident ON member (incident, record);
CREATE TABLE incident (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, seq INTEGER NOT NULL, into_id TEXT, retracted INTEGER,
  type TEXT NOT NULL, start INTEGER NOT NULL, until INTEGER NOT NULL, lasts INTEGER NOT NULL,
  lat REAL, lon REAL, standing TEXT NOT NULL
);
-- Each holds all that a walk asks for.
CREATE INDEX incident_time ON incident (lasts, start, id, until, lat, lon, type, standing);
CREATE INDEX incident_type ON incident (type, lasts, start, id, until, lat, lon, standing);
CREATE VIRTUAL TABLE near USING rtree (n, south, north, west, east, start, until);
CREATE TABLE named (name TEXT NOT NULL, incident INTEGER NOT NULL, PRIMARY KEY (name, incident)) WITHOUT ROWID;
CREATE INDEX named_incident ON named (incident, name);
CREATE TABLE name (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE correction (
  incident TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (incident, field)
) WITHOUT ROWID;
CREATE TABLE pin (incident TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE tie (seq INTEGER PRIMARY KEY, together TEXT NOT NULL, apart TEXT NOT NULL);
CREATE TABLE about (subject TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (subject, seq)) WITHOUT ROWID;
