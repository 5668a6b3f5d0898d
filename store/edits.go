package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"waymark/model"
)

const (
	oneChange = changeRows + ` WHERE change.id = ?`

	// backRow is the change that took one back and stands.
	backRow = changeRows + ` WHERE undoes = ? AND stands ORDER BY id DESC LIMIT 1`

	imagesOf = `SELECT tbl, row_id, coalesce(before, ''), coalesce(after, '') FROM change_row WHERE change_id = ? ORDER BY id`

	// pastImage is a row as it stood after a change, or as it was last before it
	// was removed.
	pastImage = `SELECT coalesce(after, before) FROM change_row WHERE tbl = ? AND row_id = ? AND change_id <= ? ORDER BY change_id DESC, id DESC LIMIT 1`
)

// Edits returns one change with all that it did. One that is not there is
// [model.ErrNotFound].
func (s *Store) Edits(ctx context.Context, change int64) (model.Detail, error) {
	var d model.Detail
	err := s.read(ctx, func(tx *sql.Tx) (err error) {
		if d.Change, err = s.change(ctx, tx, oneChange, change); err != nil {
			return err
		}
		if d.Undid, err = s.change(ctx, tx, oneChange, d.Change.Undoes); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if d.Back, err = s.change(ctx, tx, backRow, change); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		closed, err := setting(ctx, tx, settingUndoClosed)
		if err != nil {
			return err
		}
		d.Closed = change <= closed
		then := &then{tx: tx, change: change, rows: make(map[rowAt]rowJSON)}
		if then.everyone, err = loadPeople(ctx, tx); err != nil {
			return err
		}
		g, err := then.row(ctx, "goal", d.Change.GoalID, change)
		if err != nil {
			return err
		}
		d.Goal = g.Title
		if d.Edits, err = then.edits(ctx); err != nil {
			return err
		}
		d.Takes, err = neededFor(ctx, tx, change)
		return err
	})
	if err != nil {
		return model.Detail{}, fmt.Errorf("read change %d: %w", change, err)
	}
	return d, nil
}

func (s *Store) change(ctx context.Context, tx *sql.Tx, query string, id int64) (model.Change, error) {
	return scanChange(tx.QueryRowContext(ctx, query, id), s.zone())
}

// then reads things as they stood before a change and after it.
type then struct {
	tx       *sql.Tx
	change   int64
	everyone people
	rows     map[rowAt]rowJSON
}

// rowAt names a row as it stood after a change.
type rowAt struct {
	table      string
	id, change int64
}

// edits lists what the change did, one for each row that is another one after it.
func (t *then) edits(ctx context.Context) ([]model.Edit, error) {
	var images []rowImage
	places := make(map[rowAt]int)
	err := each(ctx, t.tx, imagesOf, []any{t.change}, func(rows *sql.Rows) error {
		var r rowImage
		err := rows.Scan(&r.table, &r.id, &r.before, &r.after)
		key := rowAt{table: r.table, id: r.id}
		if at, ok := places[key]; ok {
			images[at].after = r.after
			return err
		}
		places[key] = len(images)
		images = append(images, r)
		return err
	})
	if err != nil {
		return nil, err
	}
	var list []model.Edit
	for _, r := range images {
		if r.before == r.after {
			continue
		}
		var e model.Edit
		if e.Was, err = t.thing(ctx, r.table, r.before, t.change-1); err != nil {
			return nil, err
		}
		if e.Now, err = t.thing(ctx, r.table, r.after, t.change); err != nil {
			return nil, err
		}
		if r.table == "withheld" { // the row is the switch: there or not, it is of the same person
			e = switched(e)
		}
		list = append(list, e)
	}
	return list, nil
}

// switched is a change to what someone may do, of which a side without a row says
// that nothing is switched off.
func switched(e model.Edit) model.Edit {
	if e.Added() {
		e.Was = model.Thing{Is: model.ThingRights, Person: e.Now.Person}
		e.Was.Person.NoCheck, e.Was.Person.NoPlan = false, false
	}
	if e.Removed() {
		e.Now = model.Thing{Is: model.ThingRights, Person: e.Was.Person}
		e.Now.Person.NoCheck, e.Now.Person.NoPlan = false, false
	}
	return e
}

// thing is a row's image with what it belongs to, as that stood after a change.
// No image is no thing.
func (t *then) thing(ctx context.Context, table, text string, at int64) (model.Thing, error) {
	if text == "" {
		return model.Thing{}, nil
	}
	r, err := imageOf(table, text)
	if err != nil {
		return model.Thing{}, err
	}
	thing := model.Thing{Rank: r.Rank}
	around := func(table string, id int64) rowJSON {
		var row rowJSON
		if err == nil {
			row, err = t.row(ctx, table, id, at)
		}
		return row
	}
	if r.GoalID != 0 {
		thing.Goal = around("goal", r.GoalID).goal()
	}
	switch table {
	case "person":
		thing.Is, thing.Person = model.ThingPerson, r.person()
	case "goal":
		thing.Is, thing.Goal = model.ThingGoal, r.goal()
		thing.Goal.Patient = t.person(around, r.PatientID)
	case "answer":
		thing.Is, thing.Answer = model.ThingAnswer, r.answer()
		thing.Answer.Writer = t.person(around, thing.Answer.WrittenBy).Name
	case "milestone":
		thing.Is, thing.Milestone = model.ThingMilestone, r.milestone()
		t.credit(around, &thing.Milestone.Check)
		thing.Measure = around("measure", r.MeasureID).measure()
	case "earlier_check":
		thing.Is, thing.Milestone = model.ThingEarlier, around("milestone", r.MilestoneID).milestone()
		thing.Earlier = model.Earlier{ID: r.ID, Check: r.check(), Until: r.Until}
		t.credit(around, &thing.Earlier.Check)
	case "measure":
		thing.Is, thing.Measure = model.ThingMeasure, r.measure()
	case "reading":
		thing.Is, thing.Reading, thing.Measure = model.ThingReading, r.reading(), around("measure", r.MeasureID).measure()
		thing.Reading.By = t.person(around, r.ReadBy).Name
	case "precaution":
		thing.Is, thing.Precaution = model.ThingPrecaution, r.precaution()
	case "team":
		thing.Is, thing.Person = model.ThingTeam, t.person(around, r.PersonID)
	case "hush":
		thing.Is, thing.Hush = model.ThingHush, r.hush()
	case "withheld":
		thing.Is, thing.Person = model.ThingRights, t.person(around, r.PersonID)
		thing.Person.NoCheck, thing.Person.NoPlan = r.What == withheldCheck, r.What == withheldPlan
	}
	return thing, err
}

// credit names who did something and who checked it.
func (t *then) credit(around func(string, int64) rowJSON, c *model.Check) {
	c.By, c.Checker = t.person(around, c.ReachedBy).Name, t.person(around, c.CheckedBy).Name
}

// person is someone as they are known now, or else as they were then. Of someone
// who was removed only the id is left.
func (t *then) person(around func(string, int64) rowJSON, id int64) model.Person {
	if p := t.everyone.person(id); p.ID != 0 || id == 0 {
		return p
	}
	p := around("person", id).person()
	p.ID = id
	return p
}

// row is a row as it stood after a change, as the history has it; one that it
// does not have is zero.
func (t *then) row(ctx context.Context, table string, id, change int64) (rowJSON, error) {
	key := rowAt{table, id, change}
	if row, ok := t.rows[key]; ok || id == 0 {
		return row, nil
	}
	var text string
	err := t.tx.QueryRowContext(ctx, pastImage, table, id, change).Scan(&text)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return rowJSON{}, err
	}
	row, err := imageOf(table, text)
	t.rows[key] = row
	return row, err
}
