CREATE TABLE accounts (
    folded TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    disabled INTEGER NOT NULL,
    password TEXT,
    made INTEGER NOT NULL,
    seen INTEGER,
    wrong INTEGER NOT NULL
) STRICT;
CREATE TABLE sessions (
    token BLOB PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (folded),
    begun INTEGER NOT NULL,
    seen INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_account ON sessions (account, begun);
CREATE TABLE keys (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    key BLOB NOT NULL,
    until INTEGER NOT NULL
) STRICT;
CREATE TABLE strangers (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    wrong INTEGER NOT NULL
) STRICT;
INSERT INTO strangers VALUES (1, 0);
