package store

import (
	"context"
	"database/sql"
	"fmt"

	"waymark/model"
)

// What can be withheld from someone, as it is kept.
const (
	withheldCheck = "check"
	withheldPlan  = "plan"
)

const (
	withheldRows = `SELECT person_id, what FROM withheld WHERE patient_id = ?`

	// barredRow is the first who recovers, and withholds the plan from one person
	// (?2), of those whose plans change when another (?1) goes: that one's own, and
	// those with that one on a care team.
	barredRow = `SELECT patient_id FROM withheld WHERE person_id = ?2 AND what = 'plan'
		AND (patient_id = ?1 OR patient_id IN (SELECT goal.patient_id FROM team JOIN goal ON goal.id = goal_id WHERE team.person_id = ?1)) ORDER BY patient_id LIMIT 1`
)

// barredAnywhereRow is the first who recovers and withholds the plan from a person.
const barredAnywhereRow = `SELECT coalesce((SELECT name FROM withheld JOIN person ON person.id = patient_id WHERE person_id = ? AND what = 'plan' ORDER BY patient_id LIMIT 1), '')`

// mayReplace refuses to put another state in the place of all records to whoever
// may not change the plan in one of them.
func (s *Store) mayReplace(ctx context.Context, at model.At) error {
	var whose string
	if err := s.db.QueryRowContext(ctx, barredAnywhereRow, at.ID).Scan(&whose); err != nil || whose == "" {
		return err
	}
	return &model.NotAllowedError{Name: at.Name, Right: model.NeededOf(model.KindRestore), Whose: whose}
}

// on reads what is switched off for each of the people on the record of a patient.
func (list people) on(ctx context.Context, tx *sql.Tx, patient int64) error {
	for i := range list {
		list[i].NoCheck, list[i].NoPlan = false, false
	}
	err := each(ctx, tx, withheldRows, []any{patient}, func(rows *sql.Rows) error {
		var person int64
		var what string
		err := rows.Scan(&person, &what)
		for i := range list {
			if p := &list[i]; p.ID == person {
				p.NoCheck, p.NoPlan = p.NoCheck || what == withheldCheck, p.NoPlan || what == withheldPlan
			}
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("what is switched off in the record of %d: %w", patient, err)
	}
	return nil
}

// allowed refuses what was switched off, on the record that the action is about,
// for whoever does it.
func (a *action) allowed(ctx context.Context) error {
	who := people{a.who}
	if err := who.on(ctx, a.tx, a.change.Patient); err != nil {
		return err
	}
	lacks := who[0].Lacks(a.needs, a.change.Patient)
	if lacks == model.RightNone {
		return nil
	}
	off := &model.NotAllowedError{Name: a.who.Name, Right: lacks}
	whose, err := peopleOf(ctx, a.tx, ` WHERE id = ?`, a.change.Patient)
	if err != nil {
		return err
	}
	if len(whose) > 0 && whose[0].Recovers() {
		off.Whose = whose[0].Name
	}
	return off
}

// withhold switches off or on what someone may do in the record of whoever is at
// the computer, as far as now differs from was. That is refused, even where it
// would change nothing, to those who have no record. In their own people may do
// everything.
func (a *action) withhold(ctx context.Context, was, now model.Person) error {
	patient := a.who.ID
	if patient == 0 {
		return model.ErrNotFound
	}
	a.change.Kind, a.change.Patient = model.KindAllow, patient
	a.needs = model.NeededOf(model.KindAllow)
	if err := a.allowed(ctx); err != nil || now.ID == patient {
		return err
	}
	for _, one := range []struct {
		what     string
		was, now bool
	}{{withheldCheck, was.NoCheck, now.NoCheck}, {withheldPlan, was.NoPlan, now.NoPlan}} {
		if one.was == one.now {
			continue
		}
		query := `DELETE FROM withheld WHERE person_id = ? AND patient_id = ? AND what = ?`
		if one.now {
			query = `INSERT INTO withheld (person_id, patient_id, what) VALUES (?, ?, ?)`
		}
		if err := run(ctx, a.tx, query, now.ID, patient, one.what); err != nil {
			return err
		}
	}
	return nil
}

// barred returns the first who recovers, and whose plan a person may not change,
// of those whose plans change when another person goes; 0 when there is none.
func barred(ctx context.Context, tx *sql.Tx, goes, by int64) (int64, error) {
	var whose int64
	err := each(ctx, tx, barredRow, []any{goes, by}, func(rows *sql.Rows) error { return rows.Scan(&whose) })
	return whose, err
}
