package store

import (
	"context"
	"database/sql"
	"time"

	"waymark/model"
)

// A change stands on an earlier one when it touched a row that the earlier one
// touched, or wrote one that names a row which the earlier one added. What took
// another back does not count, nor does what is taken back.
const (
	standsOn = ` CROSS JOIN change ON change.id = other.change_id WHERE change.stands AND change.undoes IS NULL`

	sameRow = `SELECT other.change_id FROM later CROSS JOIN change_row AS row ON row.change_id = later.id
		CROSS JOIN change_row AS other ON other.tbl = row.tbl AND other.row_id = row.row_id AND other.change_id > later.id` + standsOn

	// What names a goal or what belongs to it is written by changes about that
	// goal, of which there are few.
	addedOfGoal = `SELECT other.change_id FROM later CROSS JOIN change_row AS row ON row.change_id = later.id AND row.before IS NULL AND row.tbl IN ('goal', 'measure', 'milestone')`
	itsGoal     = `CASE row.tbl WHEN 'goal' THEN row.row_id ELSE row.after ->> '$.goal_id' END`
	namesOfGoal = ` AND CASE row.tbl WHEN 'goal' THEN row.row_id IN (other.after ->> '$.goal_id', other.after ->> '$.from_id')
			WHEN 'measure' THEN other.tbl IN ('milestone', 'reading') AND other.after ->> '$.measure_id' = row.row_id
			ELSE other.tbl = 'earlier_check' AND other.after ->> '$.milestone_id' = row.row_id END` + standsOn

	aboutGoal = addedOfGoal + ` CROSS JOIN change AS about ON about.goal_id = ` + itsGoal + ` AND about.id > later.id
		CROSS JOIN change_row AS other ON other.change_id = about.id` + namesOfGoal
	alsoAboutGoal = addedOfGoal + ` CROSS JOIN also_about AS about ON about.goal_id = ` + itsGoal + ` AND about.change_id > later.id
		CROSS JOIN change_row AS other ON other.change_id = about.change_id` + namesOfGoal

	// A person can be named in any record. Few images hold the number at all, and
	// to see that is quicker than to read them.
	namesPerson = `SELECT other.change_id FROM later CROSS JOIN change_row AS row ON row.change_id = later.id AND row.before IS NULL AND row.tbl = 'person'
		CROSS JOIN change_row AS other ON other.change_id > later.id AND (instr(other.after, '":' || row.row_id || ',') > 0 OR instr(other.after, '":' || row.row_id || '}') > 0)
			AND CASE other.tbl WHEN 'goal' THEN other.after ->> '$.patient_id' = row.row_id
				WHEN 'team' THEN other.after ->> '$.person_id' = row.row_id
				WHEN 'withheld' THEN row.row_id IN (other.after ->> '$.person_id', other.after ->> '$.patient_id')
				WHEN 'reading' THEN other.after ->> '$.read_by' = row.row_id
				WHEN 'answer' THEN other.after ->> '$.written_by' = row.row_id
				WHEN 'milestone' THEN row.row_id IN (other.after ->> '$.reached_by', other.after ->> '$.checked_by')
				WHEN 'earlier_check' THEN row.row_id IN (other.after ->> '$.reached_by', other.after ->> '$.checked_by') END` + standsOn

	laterRows = `WITH RECURSIVE later (id) AS (VALUES (?1) UNION ` + sameRow + ` UNION ` + aboutGoal + ` UNION ` + alsoAboutGoal + ` UNION ` + namesPerson + `)
		` + changeRows + ` JOIN later USING (id) WHERE change.id > ?1 ORDER BY change.id DESC`
)

// laterChanges returns the later changes that stand on the rows of a change, the
// newest first.
func laterChanges(ctx context.Context, tx *sql.Tx, change int64, zone *time.Location) ([]model.Change, error) {
	var list []model.Change
	err := each(ctx, tx, laterRows, []any{change}, func(rows *sql.Rows) error {
		c, err := scanChange(rows, zone)
		list = append(list, c)
		return err
	})
	return list, err
}
