-- The first shape of the file. Days are 'YYYY-MM-DD', instants RFC 3339 in UTC.
-- Every table whose rows a person makes has an integer id that is never used
-- twice, because the history names rows by it.

PRAGMA application_id = 0x57594D4B; -- 'WYMK'

CREATE TABLE person (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    uid      TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    name     TEXT NOT NULL CHECK (trim(name) <> '' AND length(name) <= 500),
    role     TEXT NOT NULL CHECK (role IN ('patient', 'family', 'caregiver', 'physical therapist',
                 'occupational therapist', 'nurse', 'physician', 'specialist', 'other')),
    relation TEXT NOT NULL CHECK (length(relation) <= 500),
    contact  TEXT NOT NULL CHECK (length(contact) <= 500)
) STRICT;

CREATE TABLE goal (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    uid          TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    patient_id   INTEGER NOT NULL REFERENCES person (id),
    rank         INTEGER NOT NULL,
    title        TEXT NOT NULL CHECK (trim(title) <> '' AND length(title) <= 500),
    why          TEXT NOT NULL CHECK (length(why) <= 20000),
    area         TEXT NOT NULL CHECK (area IN ('', 'rehabilitation', 'therapy', 'personal', 'chronic')),
    lifecycle    TEXT NOT NULL CHECK (lifecycle IN ('active', 'on-hold', 'completed', 'cancelled', 'entered-in-error')),
    start_on     TEXT NOT NULL CHECK (start_on IS date(start_on)),
    hoped_day    TEXT CHECK (hoped_day IS date(hoped_day)),
    hoped_days   INTEGER CHECK (hoped_days BETWEEN 0 AND 7305),
    hoped_months INTEGER CHECK (hoped_months BETWEEN 0 AND 240),
    hoped_typed  TEXT NOT NULL CHECK (length(hoped_typed) <= 500),
    confidence   INTEGER CHECK (confidence BETWEEN 0 AND 10),
    quiet_days   INTEGER NOT NULL CHECK (quiet_days BETWEEN 1 AND 365),
    CHECK ((hoped_days IS NULL) = (hoped_months IS NULL)),
    CHECK (hoped_day IS NULL OR hoped_days IS NULL),
    CHECK (hoped_day IS NULL OR hoped_day >= start_on)
) STRICT;

CREATE INDEX goal_patient ON goal (patient_id, rank);

CREATE TABLE answer (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    goal_id    INTEGER NOT NULL REFERENCES goal (id),
    key        TEXT NOT NULL CHECK (key IN ('milestones', 'measures', 'people', 'setback', 'major')),
    text       TEXT NOT NULL CHECK (length(text) <= 20000),
    written_on TEXT NOT NULL CHECK (written_on IS date(written_on)),
    UNIQUE (goal_id, key)
) STRICT;

CREATE TABLE milestone (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    uid        TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    goal_id    INTEGER NOT NULL REFERENCES goal (id),
    rank       INTEGER NOT NULL,
    title      TEXT NOT NULL CHECK (trim(title) <> '' AND length(title) <= 500),
    major      INTEGER NOT NULL CHECK (major IN (0, 1)),
    sign       TEXT NOT NULL CHECK (length(sign) <= 20000),
    treat      TEXT NOT NULL CHECK (length(treat) <= 20000),
    due_day    TEXT CHECK (due_day IS date(due_day)),
    due_days   INTEGER CHECK (due_days BETWEEN 0 AND 7305),
    due_months INTEGER CHECK (due_months BETWEEN 0 AND 240),
    due_typed  TEXT NOT NULL CHECK (length(due_typed) <= 500),
    state      TEXT NOT NULL CHECK (state IN ('open', 'reached', 'resting', 'let-go')),
    reached_on TEXT CHECK (reached_on IS date(reached_on)),
    reached_by INTEGER REFERENCES person (id),
    checked_by INTEGER REFERENCES person (id),
    note       TEXT NOT NULL CHECK (length(note) <= 20000),
    CHECK ((due_days IS NULL) = (due_months IS NULL)),
    CHECK (due_day IS NULL OR due_days IS NULL),
    CHECK ((state = 'reached') = (reached_on IS NOT NULL)),
    CHECK (state = 'reached' OR (reached_by IS NULL AND checked_by IS NULL AND note = ''))
) STRICT;

CREATE INDEX milestone_goal ON milestone (goal_id, rank);

CREATE TABLE measure (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    uid        TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    goal_id    INTEGER NOT NULL REFERENCES goal (id),
    rank       INTEGER NOT NULL,
    name       TEXT NOT NULL CHECK (trim(name) <> '' AND length(name) <= 500),
    unit       TEXT NOT NULL CHECK (length(unit) <= 500),
    kind       TEXT NOT NULL CHECK (kind IN ('number', 'done')),
    better     TEXT NOT NULL CHECK (better IN ('higher', 'lower', 'within')),
    baseline   REAL,
    aim_low    REAL,
    aim_high   REAL,
    least      REAL,
    most       REAL,
    every_days INTEGER NOT NULL CHECK (every_days BETWEEN 1 AND 366),
    CHECK (aim_low IS NULL OR aim_high IS NULL OR aim_low <= aim_high)
) STRICT;

CREATE INDEX measure_goal ON measure (goal_id, rank);

CREATE TABLE team (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    goal_id   INTEGER NOT NULL REFERENCES goal (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    rank      INTEGER NOT NULL,
    UNIQUE (goal_id, person_id)
) STRICT;

-- The history: one row an action. Whoever made it, whose record it is and the
-- goal it is about are named without a foreign key, because taking the action
-- back can remove them while its line stays.
CREATE TABLE change (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    made_at    TEXT NOT NULL,
    by_id      INTEGER NOT NULL,
    by_name    TEXT NOT NULL,
    patient_id INTEGER NOT NULL,
    goal_id    INTEGER NOT NULL,
    kind       TEXT NOT NULL CHECK (kind <> ''),
    words      TEXT NOT NULL,
    undoes     INTEGER REFERENCES change (id)
) STRICT;

CREATE INDEX change_by ON change (by_id);
CREATE INDEX change_undoes ON change (undoes) WHERE undoes IS NOT NULL;

-- What an action changed: each row as it was and as it became, as JSON. The
-- triggers that write it are made from the tables as they stand, by the
-- program, after every migration.
CREATE TABLE change_row (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    change_id INTEGER NOT NULL REFERENCES change (id),
    tbl       TEXT NOT NULL,
    row_id    INTEGER NOT NULL,
    before    TEXT CHECK (json_valid(before)),
    after     TEXT CHECK (json_valid(after)),
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;

CREATE INDEX change_row_change ON change_row (change_id);

-- The action being written. It is empty outside a transaction, so that a write
-- outside an action has no change to belong to and is refused.
CREATE TABLE current_action (
    id        INTEGER PRIMARY KEY CHECK (id = 1),
    change_id INTEGER REFERENCES change (id)
) STRICT;

INSERT INTO current_action (id, change_id) VALUES (1, NULL);

-- Goals still being planned. They are not history; a draft may be begun before
-- its person is in the file (patient_id 0).
CREATE TABLE draft (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    patient_id INTEGER NOT NULL,
    rev        INTEGER NOT NULL,
    saved_at   TEXT NOT NULL,
    plan       TEXT NOT NULL CHECK (json_valid(plan))
) STRICT;

CREATE INDEX draft_patient ON draft (patient_id);

CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
