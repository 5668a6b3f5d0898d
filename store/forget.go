package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"waymark/model"
)

// remove removes a person and leaves one line in the history. It works below the
// history, whose triggers are gone meanwhile: there is no image of what goes.
func (a *action) remove(ctx context.Context, p model.Person) error {
	f := &forgetting{tx: a.tx, person: p}
	if err := dropHistory(ctx, a.tx); err != nil {
		return err
	}
	for _, part := range []struct {
		name string
		do   func(context.Context) error
	}{
		{"names", f.findNames},
		{"rows", f.rows},
		{"images", f.images},
		{"lines", f.lines},
		{"words", f.words},
		{"plans", f.plans},
		{"settings", func(ctx context.Context) error { return f.settings(ctx, a.change.ByID) }},
	} {
		if err := part.do(ctx); err != nil {
			return fmt.Errorf("forget %s: %w", part.name, err)
		}
	}
	if err := createHistory(ctx, a.tx); err != nil {
		return err
	}
	if err := a.sign(ctx); err != nil {
		return err
	}
	a.say(model.Removed)
	c := a.change
	id, err := insert(ctx, a.tx, `INSERT INTO change (made_at, by_id, by_name, patient_id, goal_id, kind, words) VALUES (?, ?, ?, 0, 0, ?, ?)`,
		c.When.Format(instant), c.ByID, c.By, c.Kind, c.Words)
	a.change.ID = id
	return err
}

// forgetting takes one person out of a file.
type forgetting struct {
	tx     *sql.Tx
	person model.Person
	names  []string // that they have and had
}

// goneRow says of an id whether a person had it who was removed: one who is only
// taken back is still in the history.
const goneRow = `SELECT ?1 <= coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'person'), 0)
	AND NOT EXISTS (SELECT 1 FROM person WHERE id = ?1) AND NOT EXISTS (SELECT 1 FROM change_row WHERE tbl = 'person' AND row_id = ?1)`

// wasRemoved reports whether someone was removed from the file, as a window that
// was opened before may not know yet.
func wasRemoved(ctx context.Context, tx *sql.Tx, person int64) (bool, error) {
	if person == 0 {
		return false, nil
	}
	var gone bool
	err := tx.QueryRowContext(ctx, goneRow, person).Scan(&gone)
	return gone, err
}

// all runs statements that take the person's id.
func (f *forgetting) all(ctx context.Context, statements ...string) error {
	for _, statement := range statements {
		if _, err := f.tx.ExecContext(ctx, statement, sql.Named("p", f.person.ID)); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}

// findNames finds the names that the person had before.
func (f *forgetting) findNames(ctx context.Context) error {
	f.names = []string{f.person.Name}
	return each(ctx, f.tx, `SELECT coalesce(before ->> '$.name', ''), coalesce(after ->> '$.name', '') FROM change_row WHERE tbl = 'person' AND row_id = ?`,
		[]any{f.person.ID}, func(rows *sql.Rows) error {
			var before, after string
			err := rows.Scan(&before, &after)
			for _, name := range []string{before, after} {
				if name != "" && !slices.Contains(f.names, name) {
					f.names = append(f.names, name)
				}
			}
			return err
		})
}

// A row's table and the column by which it belongs to a row of another.
var owned = []struct{ table, column, of string }{
	{"goal", "patient_id", "person"},
	{"answer", "goal_id", "goal"},
	{"milestone", "goal_id", "goal"},
	{"measure", "goal_id", "goal"},
	{"precaution", "goal_id", "goal"},
	{"hush", "goal_id", "goal"},
	{"team", "goal_id", "goal"},
	{"team", "person_id", "person"},
	{"withheld", "person_id", "person"},
	{"withheld", "patient_id", "person"},
	{"earlier_check", "milestone_id", "milestone"},
	{"reading", "measure_id", "measure"},
}

// The columns in which rows of others can name the person.
var naming = []struct{ table, column string }{
	{"milestone", "reached_by"},
	{"milestone", "checked_by"},
	{"earlier_check", "reached_by"},
	{"earlier_check", "checked_by"},
	{"reading", "read_by"},
	{"answer", "written_by"},
}

// rows removes the rows that are the person's. Which those are, and were, is
// kept in a table for the time being.
func (f *forgetting) rows(ctx context.Context) error {
	statements := []string{
		`PRAGMA defer_foreign_keys = ON`,
		`CREATE TEMP TABLE theirs (tbl TEXT, id INTEGER, PRIMARY KEY (tbl, id)) WITHOUT ROWID`,
		`INSERT INTO theirs VALUES ('person', :p)`,
	}
	for _, o := range owned {
		statements = append(statements, fmt.Sprintf(`INSERT OR IGNORE INTO theirs
			SELECT '%[1]s', id FROM %[1]s WHERE %[2]s IN (SELECT id FROM theirs WHERE tbl = '%[3]s')
			UNION SELECT '%[1]s', row_id FROM change_row WHERE tbl = '%[1]s'
				AND coalesce(after, before) ->> '$.%[2]s' IN (SELECT id FROM theirs WHERE tbl = '%[3]s')`, o.table, o.column, o.of))
	}
	for _, table := range recorded {
		statements = append(statements, fmt.Sprintf(`DELETE FROM %[1]s WHERE id IN (SELECT id FROM theirs WHERE tbl = '%[1]s')`, table))
	}
	for _, n := range naming {
		statements = append(statements, fmt.Sprintf(`UPDATE %[1]s SET %[2]s = NULL WHERE %[2]s = :p`, n.table, n.column))
	}
	return f.all(ctx, statements...)
}

// images takes the person out of what rows were like. A row that was changed in
// nothing but their name was not changed.
func (f *forgetting) images(ctx context.Context) error {
	statements := []string{`DELETE FROM change_row WHERE EXISTS (SELECT 1 FROM theirs WHERE theirs.tbl = change_row.tbl AND theirs.id = change_row.row_id)`}
	for _, n := range naming {
		for _, side := range []string{"before", "after"} {
			statements = append(statements, fmt.Sprintf(`UPDATE change_row SET %[1]s = json_set(%[1]s, '$.%[3]s', NULL) WHERE tbl = '%[2]s' AND %[1]s ->> '$.%[3]s' = :p`,
				side, n.table, n.column))
		}
	}
	return f.all(ctx, append(statements, `DELETE FROM change_row WHERE before = after`)...)
}

// lines takes the lines of the person's record out of the history, and those in
// nobody's record, where no row is left to them. Those that also changed what is
// known of others stay with that alone, so that the history still tells all of it;
// and so do those about the person in the record of someone else, although there
// is nothing to take back in them any more.
func (f *forgetting) lines(ctx context.Context) error {
	return f.all(ctx,
		`UPDATE change SET by_id = 0, by_name = '' WHERE by_id = :p`,
		`INSERT INTO theirs SELECT 'change', id FROM change WHERE patient_id IN (0, :p) AND kind <> 'person-remove'
			AND NOT EXISTS (SELECT 1 FROM change_row WHERE change_id = change.id)`,
		`DELETE FROM also_about WHERE change_id IN (SELECT id FROM change WHERE patient_id = :p)`,
		`DELETE FROM change WHERE id IN (SELECT id FROM theirs WHERE tbl = 'change')`,
		`UPDATE change SET kind = 'person-remove' WHERE NOT EXISTS (SELECT 1 FROM change_row WHERE change_id = change.id)`,
		`DROP TABLE theirs`)
}

// leftOver are the words of a line about the person that also changed what is
// known of others.
const leftOver = "Changed who is known here"

// words takes the person out of the words of the lines that stay.
func (f *forgetting) words(ctx context.Context) error {
	var list []model.Change
	err := each(ctx, f.tx, changeRows+` ORDER BY id`, nil, func(rows *sql.Rows) error {
		c, err := scanChange(rows, time.UTC)
		list = append(list, c)
		return err
	})
	if err != nil {
		return err
	}
	told := make(map[int64]model.Change) // those that were told anew
	for _, c := range list {
		now := f.told(c, told)
		if now == c {
			continue
		}
		told[c.ID] = now
		if err := run(ctx, f.tx, `UPDATE change SET by_name = ?, patient_id = ?, goal_id = ?, kind = ?, words = ? WHERE id = ?`,
			now.By, now.Patient, now.GoalID, now.Kind, now.Words, c.ID); err != nil {
			return err
		}
	}
	return nil
}

// told is a line without the person, given the earlier ones that were told anew.
func (f *forgetting) told(c model.Change, told map[int64]model.Change) model.Change {
	if c.ByID == 0 && slices.Contains(f.names, c.By) {
		c.By = ""
	}
	theirs := c.Patient == f.person.ID
	if theirs {
		c.Patient, c.GoalID = 0, 0
	}
	was, anew := told[c.Undoes]
	switch {
	case c.Undoes != 0 && anew:
		c.Words = was.TakenBack()
	case c.Undoes != 0:
	case !theirs, c.Kind == model.KindSetUp, c.Kind == model.KindPerson, c.Kind == model.KindPeople:
		c.Words = c.Nameless(f.names)
	default:
		c.Kind, c.Words = model.KindPeople, leftOver
	}
	return c
}

// plans removes the goals that the person was planning, and takes them out of
// those that others are.
func (f *forgetting) plans(ctx context.Context) error {
	if err := f.all(ctx, `DELETE FROM draft WHERE patient_id = :p`); err != nil {
		return err
	}
	changed := make(map[int64]model.Draft)
	err := each(ctx, f.tx, `SELECT id, plan FROM draft`, nil, func(rows *sql.Rows) error {
		var id int64
		var plan string
		if err := rows.Scan(&id, &plan); err != nil {
			return err
		}
		var d model.Draft
		if err := decode(plan, &d); err != nil {
			return fmt.Errorf("%w: draft %d: %w", model.ErrDamaged, id, err)
		}
		if d.Without(f.person.ID, f.names) {
			changed[id] = d
		}
		return nil
	})
	for id, d := range changed {
		plan, wrong := json.Marshal(d)
		err = errors.Join(err, wrong, run(ctx, f.tx, `UPDATE draft SET plan = ? WHERE id = ?`, string(plan), id))
	}
	return err
}

// settings removes what the person chose. Where they were at the computer, or it
// showed their record, someone else is there now: whoever removed them, and the
// first who recovers.
func (f *forgetting) settings(ctx context.Context, by int64) error {
	if err := f.all(ctx, `DELETE FROM setting WHERE key GLOB 'choice-of-' || :p || '/*'`); err != nil {
		return err
	}
	everyone, err := loadPeople(ctx, f.tx)
	if err != nil {
		return err
	}
	patient, err := setting(ctx, f.tx, settingPatient)
	if err != nil {
		return err
	}
	if patient == f.person.ID {
		patient = everyone.firstRecovering().ID
	}
	at, err := setting(ctx, f.tx, settingAtComputer)
	if err != nil {
		return err
	}
	if at == f.person.ID {
		at = patient
		switch {
		case everyone.person(by).ID != 0:
			at = by
		case at == 0 && len(everyone) > 0:
			at = everyone[0].ID
		}
	}
	return errors.Join(set(ctx, f.tx, settingPatient, patient), set(ctx, f.tx, settingAtComputer, at), set(ctx, f.tx, settingTraces, 1))
}
