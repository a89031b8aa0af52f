-- What is given, and never changed.
CREATE TABLE journal (seq BIGINT PRIMARY KEY, body BYTEA NOT NULL, digest BYTEA NOT NULL);
CREATE TABLE original (digest BYTEA PRIMARY KEY, bytes BYTEA NOT NULL);

-- The fold of the journal. Texts are ordered by their bytes, as in the other database.
CREATE TABLE report (id TEXT COLLATE "C" PRIMARY KEY, n BIGINT NOT NULL UNIQUE, seq BIGINT NOT NULL, reading BIGINT);
CREATE TABLE band (band BIGINT NOT NULL, report BIGINT NOT NULL, PRIMARY KEY (band, report));
CREATE TABLE telling (
  record TEXT COLLATE "C" PRIMARY KEY, report BIGINT NOT NULL, reading BIGINT NOT NULL, nth BIGINT NOT NULL, current BIGINT NOT NULL
);
CREATE TABLE block (block TEXT COLLATE "C" NOT NULL, record TEXT COLLATE "C" NOT NULL, PRIMARY KEY (block, record));
CREATE TABLE member (record TEXT COLLATE "C" PRIMARY KEY, incident TEXT COLLATE "C" NOT NULL);
CREATE INDEX member_incident ON member (incident, record);
CREATE TABLE incident (
  n BIGINT PRIMARY KEY, id TEXT COLLATE "C" NOT NULL UNIQUE, seq BIGINT NOT NULL, into_id TEXT COLLATE "C", retracted BIGINT,
  type TEXT COLLATE "C" NOT NULL, start BIGINT NOT NULL, until BIGINT NOT NULL, lasts BIGINT NOT NULL,
  lat DOUBLE PRECISION, lon DOUBLE PRECISION, standing TEXT COLLATE "C" NOT NULL
);
CREATE INDEX incident_time ON incident (lasts, start, id);
CREATE INDEX incident_type ON incident (type, lasts, start, id);
CREATE INDEX incident_near ON incident USING GIST (point(lon, lat)) WHERE lat IS NOT NULL AND lasts >= 0;
CREATE TABLE named (name TEXT COLLATE "C" NOT NULL, incident BIGINT NOT NULL, PRIMARY KEY (name, incident));
CREATE INDEX named_incident ON named (incident, name);
CREATE TABLE name (name TEXT COLLATE "C" PRIMARY KEY);
CREATE TABLE correction (
  incident TEXT COLLATE "C" NOT NULL, field TEXT COLLATE "C" NOT NULL, value TEXT NOT NULL, seq BIGINT NOT NULL,
  PRIMARY KEY (incident, field)
);
CREATE TABLE pin (incident TEXT COLLATE "C" PRIMARY KEY);
CREATE TABLE tie (seq BIGINT PRIMARY KEY, together TEXT NOT NULL, apart TEXT NOT NULL);
CREATE TABLE about (subject TEXT COLLATE "C" NOT NULL, seq BIGINT NOT NULL, PRIMARY KEY (subject, seq));
