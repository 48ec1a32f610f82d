-- Schema 1.
--
-- `wall` columns: milliseconds since 1970-01-01 UTC. `at` columns: milliseconds of session time.
-- `sum`, last in each table, is a check sum over the columns before it (see table.rs): SQLite notices a broken
-- page, but not a changed letter inside one.

-- What sittings were sat with. Equal parts of two sittings are stored once.
CREATE TABLE parts (
  hash TEXT NOT NULL PRIMARY KEY,
  json TEXT NOT NULL,
  sum  INTEGER NOT NULL
) STRICT;

CREATE TABLE snapshots (
  hash TEXT NOT NULL,
  kind TEXT NOT NULL,
  part TEXT NOT NULL,
  sum  INTEGER NOT NULL,
  PRIMARY KEY (hash, kind)
) STRICT, WITHOUT ROWID;

-- AUTOINCREMENT: the number of a deleted sitting is never given again.
CREATE TABLE sittings (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id  TEXT NOT NULL,
  title    TEXT NOT NULL,
  snapshot TEXT NOT NULL,
  opened   INTEGER NOT NULL,
  mode     TEXT NOT NULL,
  level    TEXT NOT NULL,
  minutes  INTEGER NOT NULL,
  finished INTEGER NOT NULL,
  score    INTEGER,
  trashed  INTEGER,
  sum      INTEGER NOT NULL
) STRICT;

-- The log. The sitting is a fold of it; the row in `sittings` can be rebuilt from entry 0.
CREATE TABLE entries (
  sitting INTEGER NOT NULL REFERENCES sittings (id) ON DELETE CASCADE,
  seq     INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  wall    INTEGER NOT NULL,
  json    TEXT NOT NULL,
  sum     INTEGER NOT NULL,
  PRIMARY KEY (sitting, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE drafts (
  sitting INTEGER NOT NULL REFERENCES sittings (id) ON DELETE CASCADE,
  pane    TEXT NOT NULL,
  text    TEXT NOT NULL,
  caret   INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  wall    INTEGER NOT NULL,
  sum     INTEGER NOT NULL,
  PRIMARY KEY (sitting, pane)
) STRICT, WITHOUT ROWID;

-- The heartbeat of the session clock.
CREATE TABLE clocks (
  sitting INTEGER NOT NULL PRIMARY KEY REFERENCES sittings (id) ON DELETE CASCADE,
  at      INTEGER NOT NULL,
  wall    INTEGER NOT NULL,
  sum     INTEGER NOT NULL
) STRICT;

-- Which process has a sitting open.
CREATE TABLE locks (
  sitting INTEGER NOT NULL PRIMARY KEY REFERENCES sittings (id) ON DELETE CASCADE,
  pid     INTEGER NOT NULL,
  born    TEXT NOT NULL,
  wall    INTEGER NOT NULL,
  sum     INTEGER NOT NULL
) STRICT;

CREATE TABLE searches (
  query TEXT NOT NULL PRIMARY KEY,
  wall  INTEGER NOT NULL,
  sum   INTEGER NOT NULL
) STRICT;

CREATE TABLE positions (
  page   TEXT NOT NULL PRIMARY KEY,
  offset INTEGER NOT NULL,
  wall   INTEGER NOT NULL,
  sum    INTEGER NOT NULL
) STRICT;

CREATE TABLE seals (
  page TEXT NOT NULL PRIMARY KEY,
  wall INTEGER NOT NULL,
  sum  INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL,
  sum   INTEGER NOT NULL
) STRICT;
