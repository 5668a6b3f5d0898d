-- Readings come alive: what counts as a small change, milestones that a number
-- meets, and gentle notes that were put aside.

ALTER TABLE measure ADD COLUMN small REAL CHECK (small > 0);             -- the smallest change that means something
ALTER TABLE measure ADD COLUMN small_from TEXT NOT NULL DEFAULT '' CHECK (length(small_from) <= 500);

ALTER TABLE milestone ADD COLUMN measure_id INTEGER REFERENCES measure (id); -- the measure that meets it
ALTER TABLE milestone ADD COLUMN meets_low REAL CHECK (meets_low IS NULL OR measure_id IS NOT NULL);
ALTER TABLE milestone ADD COLUMN meets_high REAL CHECK (meets_high IS NULL OR measure_id IS NOT NULL);

CREATE INDEX milestone_measure ON milestone (measure_id) WHERE measure_id IS NOT NULL;

CREATE TABLE hush (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    goal_id INTEGER NOT NULL REFERENCES goal (id),
    about   TEXT NOT NULL CHECK (about <> '' AND length(about) <= 500),
    put_on  TEXT NOT NULL CHECK (put_on IS date(put_on)),
    until   TEXT NOT NULL CHECK (until IS date(until)),
    times   INTEGER NOT NULL CHECK (times >= 0),
    UNIQUE (goal_id, about)
) STRICT;

-- A picture reads the values of a measure in their order and nothing else.
DROP INDEX reading_measure;
CREATE INDEX reading_measure ON reading (measure_id, read_on, read_at, id, value);
