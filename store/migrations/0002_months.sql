-- What a plan needs that is lived with for months: goals that rest and end,
-- days on which a milestone was reached before it was open again, things to
-- keep in mind for a while, and readings.

ALTER TABLE goal ADD COLUMN since TEXT CHECK (since IS date(since));             -- the day its lifecycle last changed
ALTER TABLE goal ADD COLUMN reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 20000);
ALTER TABLE goal ADD COLUMN from_id INTEGER REFERENCES goal (id);                -- the goal it started over from
ALTER TABLE goal ADD COLUMN starter TEXT NOT NULL DEFAULT '' CHECK (length(starter) <= 500); -- the example plan it began from

CREATE INDEX goal_from ON goal (from_id) WHERE from_id IS NOT NULL;

CREATE TABLE earlier_check (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    milestone_id INTEGER NOT NULL REFERENCES milestone (id),
    reached_on   TEXT NOT NULL CHECK (reached_on IS date(reached_on)),
    reached_by   INTEGER REFERENCES person (id),
    checked_by   INTEGER REFERENCES person (id),
    note         TEXT NOT NULL CHECK (length(note) <= 20000),
    until        TEXT NOT NULL CHECK (until IS date(until))
) STRICT;

CREATE INDEX earlier_check_milestone ON earlier_check (milestone_id);

CREATE TABLE precaution (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    goal_id      INTEGER NOT NULL REFERENCES goal (id),
    rank         INTEGER NOT NULL,
    text         TEXT NOT NULL CHECK (trim(text) <> '' AND length(text) <= 500),
    until_day    TEXT CHECK (until_day IS date(until_day)),
    until_days   INTEGER CHECK (until_days BETWEEN 0 AND 7305),
    until_months INTEGER CHECK (until_months BETWEEN 0 AND 240),
    until_typed  TEXT NOT NULL CHECK (length(until_typed) <= 500),
    CHECK ((until_days IS NULL) = (until_months IS NULL)),
    CHECK (until_day IS NULL OR until_days IS NULL)
) STRICT;

CREATE INDEX precaution_goal ON precaution (goal_id, rank);

-- The further goals that a change is about, beside the one it names. As with
-- that, the goal may be gone since.
CREATE TABLE also_about (
    goal_id   INTEGER NOT NULL,
    change_id INTEGER NOT NULL REFERENCES change (id),
    PRIMARY KEY (goal_id, change_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE reading (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    uid        TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    measure_id INTEGER NOT NULL REFERENCES measure (id),
    read_on    TEXT NOT NULL CHECK (read_on IS date(read_on)),
    read_at    TEXT NOT NULL,
    value      REAL NOT NULL,
    read_by    INTEGER REFERENCES person (id),
    note       TEXT NOT NULL CHECK (length(note) <= 20000)
) STRICT;

CREATE INDEX reading_measure ON reading (measure_id, read_on);

-- Lists show goals by their counts and by what is open, and the timeline shows
-- the changes of a plan.
CREATE INDEX goal_active ON goal (patient_id, rank, id) WHERE lifecycle = 'active';
CREATE INDEX milestone_state ON milestone (goal_id, state, reached_on);
CREATE INDEX milestone_open ON milestone (goal_id, rank, id) WHERE state = 'open';
CREATE INDEX change_plan ON change (goal_id, id) WHERE kind = 'plan';
CREATE INDEX change_goal ON change (goal_id, id);
CREATE INDEX change_row_person ON change_row (change_id) WHERE tbl = 'person';
