-- Schema 3: what progress draws of a sitting, so that it need not be marked again. A row that is missing, or was
-- made from a log of another length, is made anew.
CREATE TABLE figures (
  sitting INTEGER NOT NULL PRIMARY KEY REFERENCES sittings (id) ON DELETE CASCADE,
  places  INTEGER NOT NULL,
  json    TEXT NOT NULL,
  sum     INTEGER NOT NULL
) STRICT;
