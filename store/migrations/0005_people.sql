-- A shared laptop: what is switched off for those who help, which changes stand,
-- and celebrations that wait for the person who recovers.

ALTER TABLE person ADD COLUMN no_check INTEGER NOT NULL DEFAULT 0 CHECK (no_check IN (0, 1)); -- may not check off milestones of others
ALTER TABLE person ADD COLUMN no_plan INTEGER NOT NULL DEFAULT 0 CHECK (no_plan IN (0, 1));   -- may not change the plan of others

ALTER TABLE answer ADD COLUMN written_by INTEGER REFERENCES person (id); -- who was at the computer then; NULL when that is not known

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
