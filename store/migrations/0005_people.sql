-- A shared laptop: what is switched off for those who help, which changes stand,
-- and celebrations that wait for the person who recovers.

-- What someone who recovers switched off, in their own record, for someone else:
-- to check milestones off, or to change the plan.
CREATE TABLE withheld (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id  INTEGER NOT NULL REFERENCES person (id),
    patient_id INTEGER NOT NULL REFERENCES person (id),
    what       TEXT NOT NULL CHECK (what IN ('check', 'plan')),
    UNIQUE (person_id, patient_id, what),
    CHECK (person_id <> patient_id)
) STRICT;

CREATE INDEX withheld_patient ON withheld (patient_id);

ALTER TABLE answer ADD COLUMN written_by INTEGER REFERENCES person (id); -- who was at the computer then; NULL when that is not known

-- Whoever has a goal recovers, or was to when the file was set up.
UPDATE person SET role = 'patient'
    WHERE id IN (SELECT patient_id FROM goal) OR id = (SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'patient');

-- A change that is taken back stands no more, until that is taken back itself.
ALTER TABLE change ADD COLUMN stands INTEGER NOT NULL DEFAULT 1 CHECK (stands IN (0, 1));
UPDATE change SET stands = 0 WHERE id IN (SELECT undoes FROM change WHERE undoes IS NOT NULL);

CREATE INDEX change_row_row ON change_row (tbl, row_id, change_id);
CREATE INDEX change_patient ON change (patient_id, id);

-- Major milestones whose celebration waits. It is not history: it is gone once
-- it was looked at, and it counts only while its milestone is reached.
CREATE TABLE celebration (
    milestone_id INTEGER PRIMARY KEY REFERENCES milestone (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX team_person ON team (person_id);
