// Package tenyears makes data files as large as years of recovery make them,
// for benchmarks and for measuring the whole program.
package tenyears

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	_ "modernc.org/sqlite" // the driver

	"waymark/model"
	"waymark/store"
)

// Size says how much a file holds.
type Size struct {
	Goals    int // of which Active are under way, some rest, and the others are finished
	Active   int
	Each     int // milestones of each goal
	Readings int // in all
}

// The sizes that are measured: ten years and one, and ten years of which no
// goal was ever finished.
var (
	Ten     = Size{Goals: 200, Active: 8, Each: 25, Readings: 100_000}
	One     = Size{Goals: 20, Active: 4, Each: 25, Readings: 10_000}
	AllOpen = Size{Goals: 200, Active: 200, Each: 25, Readings: 100_000}
)

// years is how long a file of any size was lived with.
const years = 10

// Fill writes a file of a size at path, which must not exist, as if its last
// day were today. Goals and check marks are made by the store's own methods,
// each on its day; readings are written below it, since there are so many.
func Fill(ctx context.Context, path string, size Size, today model.Day) error {
	f := &filler{size: size, today: today, day: today - years*365}
	st, err := store.Open(ctx, path, f.now)
	if err != nil {
		return err
	}
	f.st = st
	return errors.Join(f.fill(ctx), st.Close(), f.readings(ctx, path))
}

// filler fills one file; its clock stands at noon of the day it has come to.
type filler struct {
	st       *store.Store
	size     Size
	today    model.Day
	day      model.Day
	at       model.At
	patient  model.Person
	measures []model.Measure
}

func (f *filler) now() time.Time {
	y, m, d := f.day.Date()
	return time.Date(y, m, d, 12, 0, 0, 0, time.UTC)
}

func (f *filler) fill(ctx context.Context) error {
	if _, err := f.st.SetUp(ctx, model.Person{Name: "Rosa"}, &model.Person{Name: "Ben", Role: model.RoleFamily}); err != nil {
		return err
	}
	home, err := f.st.Home(ctx, model.Seat{})
	if err != nil {
		return err
	}
	f.at, f.patient = home.At, home.Patient
	for i := range f.size.Goals {
		f.day = f.today - years*365 + model.Day(i*years*365/f.size.Goals)
		if err := f.goal(ctx, i); err != nil {
			return fmt.Errorf("goal %d: %w", i, err)
		}
	}
	return nil
}

// goal begins a goal and lives with it: most of its milestones are reached, one
// rests, one was let go, and in the end it is finished, rests, or goes on.
func (f *filler) goal(ctx context.Context, i int) error {
	g := model.Goal{
		Patient: f.patient, Title: fmt.Sprintf("Walk to the park and back, part %d", i+1), Why: "See the ducks.", Area: model.AreaRehabilitation,
		Start: f.day, HopedFor: model.Due{FromStart: true, Days: 7 * f.size.Each, Typed: fmt.Sprintf("week %d", f.size.Each)}, QuietDays: model.DefaultQuietDays,
		Answers:  []model.Answer{{Key: model.KeyMilestones, WrittenOn: f.day}, {Key: model.KeySetback, Text: "Rest one day. Call Dana.", WrittenOn: f.day}},
		Measures: measures(),
	}
	for j := range f.size.Each {
		g.Milestones = append(g.Milestones, model.Milestone{
			Title: fmt.Sprintf("Walk %d minutes without the cane", j+1), Major: j == f.size.Each-1,
			Due: model.Due{FromStart: true, Days: 7 * (j + 1), Typed: fmt.Sprintf("week %d", j+1)},
		})
	}
	id, _, err := f.st.StartGoal(ctx, f.at, g, 0)
	if err != nil {
		return err
	}
	if g, err = f.st.Goal(ctx, id); err != nil {
		return err
	}
	f.measures = append(f.measures, g.Measures...)
	for j, m := range g.Milestones {
		change := model.Reach(f.day, f.patient.ID, f.at.ID)
		switch {
		case i >= f.size.Goals-f.size.Active && j > f.size.Each/2:
			continue // still to do
		case j == 3:
			change = model.Put(model.Resting)
		case j == 5:
			change = model.Put(model.LetGo)
		}
		f.day = min(f.day+5, f.today)
		if _, err := f.st.ChangeMilestone(ctx, f.at, m.ID, change); err != nil {
			return err
		}
	}
	to := model.Completed
	switch {
	case i >= f.size.Goals-f.size.Active:
		return nil
	case i%40 == 7:
		to = model.OnHold
	}
	_, err = f.st.ChangeGoal(ctx, f.at, id, model.Turn(to, "", f.day))
	return err
}

// measures are two usual ones, of which small changes count, so that it is asked
// whether they are level.
func measures() []model.Measure {
	small, list := 2.0, model.UsualMeasures()[:2]
	for i := range list {
		list[i].Small = &small
	}
	return list
}

// readings writes the readings, each as an action of its own in the history.
func (f *filler) readings(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=foreign_keys(1)&_txlock=immediate")
	if err != nil {
		return err
	}
	defer db.Close()
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	change, err := tx.PrepareContext(ctx, `INSERT INTO change (made_at, by_id, by_name, patient_id, goal_id, kind, words)
		VALUES (?, ?, ?, ?, ?, 'reading', 'Wrote down a reading')`)
	if err != nil {
		return err
	}
	current, err := tx.PrepareContext(ctx, `UPDATE current_action SET change_id = ?`)
	if err != nil {
		return err
	}
	reading, err := tx.PrepareContext(ctx, `INSERT INTO reading (uid, measure_id, read_on, read_at, value, read_by, note) VALUES (?, ?, ?, ?, ?, ?, '')`)
	if err != nil {
		return err
	}
	for i := range f.size.Readings {
		f.day = f.today - years*365 + model.Day(i*years*365/f.size.Readings)
		m := f.measures[i*len(f.measures)/f.size.Readings]
		at := f.now().Format("2006-01-02T15:04:05.000Z07:00")
		r, err := change.ExecContext(ctx, at, f.at.ID, f.at.Name, f.patient.ID, m.GoalID)
		if err != nil {
			return err
		}
		id, err := r.LastInsertId()
		if err != nil {
			return err
		}
		uid, err := uuid.NewV7()
		if err != nil {
			return err
		}
		if _, err := current.ExecContext(ctx, id); err != nil {
			return err
		}
		if _, err := reading.ExecContext(ctx, uid.String(), m.ID, f.day.String(), at, float64(i%10), f.patient.ID); err != nil {
			return err
		}
	}
	if _, err := current.ExecContext(ctx, nil); err != nil {
		return err
	}
	return tx.Commit()
}
