-- Schema 2: the memory. `day` columns: days since 1970-01-01 of the learner's calendar, in which a day starts at
-- 04:00 local time.

-- A card has a row once it was graded, buried or suspended, or when an interview made it. Rows of cards whose
-- content is gone are kept.
CREATE TABLE cards (
  id         TEXT NOT NULL PRIMARY KEY,
  stability  REAL,
  difficulty REAL,
  last       INTEGER,
  due        INTEGER NOT NULL,
  buried     INTEGER,
  suspended  INTEGER NOT NULL,
  reps       INTEGER NOT NULL,
  lapses     INTEGER NOT NULL,
  added      INTEGER NOT NULL,
  sitting    INTEGER,
  said       TEXT,
  sum        INTEGER NOT NULL
) STRICT;

-- Every grade that was given and not taken back. `recall` is the expected chance just before, NULL for a new card;
-- `proposed` is the program's grade, NULL where it had none.
CREATE TABLE reviews (
  card     TEXT NOT NULL,
  wall     INTEGER NOT NULL,
  day      INTEGER NOT NULL,
  grade    INTEGER NOT NULL,
  proposed INTEGER,
  millis   INTEGER NOT NULL,
  recall   REAL,
  answer   TEXT NOT NULL,
  sum      INTEGER NOT NULL,
  PRIMARY KEY (card, wall)
) STRICT, WITHOUT ROWID;
