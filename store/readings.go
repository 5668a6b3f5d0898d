package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"waymark/model"
)

// Which readings to load, each in its order.
const (
	readingRows = `SELECT id, uid, measure_id, read_on, read_at, value, coalesce(read_by, 0), note FROM reading`

	oneReading     = ` WHERE id = ?`
	newestReadings = ` WHERE measure_id = ? ORDER BY read_on DESC, read_at DESC, id DESC LIMIT ?`
	ofDay          = ` WHERE measure_id = ? AND read_on = ? ORDER BY read_at DESC, id DESC LIMIT 1`

	// The values of a measure from a day on, and the least and the most of each
	// day, which are enough where many days share a column of a picture.
	valueRows  = `SELECT id, read_on, read_at, value FROM reading WHERE measure_id = ? AND read_on >= ? ORDER BY read_on, read_at, id`
	extentRows = `SELECT read_on, min(value), max(value) FROM reading WHERE measure_id = ? GROUP BY read_on ORDER BY read_on`

	// The last reading of each day of late, newest first, and the newest of all,
	// found by going from day to day: there may be dozens on each. The day it goes
	// back to stands at the first %s, and which goals, at the second.
	lateRows = `WITH RECURSIVE late (measure, day, back) AS (
			SELECT measure.id, (SELECT max(read_on) FROM reading WHERE measure_id = measure.id), 0
				FROM goal JOIN measure ON measure.goal_id = goal.id%[2]s
			UNION ALL
			SELECT measure, (SELECT max(read_on) FROM reading WHERE measure_id = measure AND read_on < day), 1 FROM late WHERE day > '%[1]s')
		SELECT measure, reading.id, day, read_at, value FROM late JOIN reading ON reading.id =
			(SELECT id FROM reading WHERE measure_id = measure AND read_on = day ORDER BY read_at DESC, id DESC LIMIT 1)
		WHERE day > '%[1]s' OR back = 0`

	// The first of all.
	firstRows = `SELECT measure.id, reading.id, read_on, read_at, value
		FROM goal JOIN measure ON measure.goal_id = goal.id JOIN reading ON reading.id =
			(SELECT id FROM reading WHERE measure_id = measure.id ORDER BY read_on, read_at, id LIMIT 1)`
)

// AddReading writes down a reading of a measure, after those of its day, and
// returns its id. A measure that is done or not has one reading a day: it
// becomes what this one says. A measure that is not there is
// [model.ErrNotFound]; what [model.Measure.Check] refuses is returned as it is.
func (s *Store) AddReading(ctx context.Context, at model.At, measure int64, r model.Reading) (int64, model.Change, error) {
	var id int64
	c, err := s.act(ctx, at, model.KindReading, func(a *action) error {
		m, err := a.aboutMeasure(ctx, measure)
		if err != nil {
			return err
		}
		a.did(m.Wrote(r.Value))
		r.MeasureID, r.At = measure, a.change.When
		if err := m.Check(r, a.today); err != nil {
			return err
		}
		if m.Kind == model.Done {
			was, err := scanReading(a.tx.QueryRowContext(ctx, readingRows+ofDay, measure, r.On.String()))
			if err == nil {
				id = was.ID
				was.Value, was.ReadBy = r.Value, r.ReadBy
				if r.Note != "" {
					was.Note = r.Note
				}
				return updateReading(ctx, a.tx, was)
			}
			if !errors.Is(err, sql.ErrNoRows) {
				return err
			}
		}
		id, err = insertReading(ctx, a.tx, r)
		return err
	})
	if err != nil {
		return 0, model.Change{}, fmt.Errorf("add a reading of measure %d: %w", measure, err)
	}
	return id, c, nil
}

// ChangeReading changes a reading as it is when the change is written, and returns
// what became of it. One that is not there is [model.ErrNotFound]; what the
// change refuses is returned as it is. Of a measure that is done or not, it takes
// the place of another reading of its day.
func (s *Store) ChangeReading(ctx context.Context, at model.At, id int64, change model.ReadingChange) (model.Reading, model.Change, error) {
	var r model.Reading
	c, err := s.act(ctx, at, model.KindReading, func(a *action) (err error) {
		var m model.Measure
		if r, m, err = a.reading(ctx, id); err != nil {
			return err
		}
		deed, err := change(m, &r)
		if err != nil {
			return err
		}
		a.did(deed)
		if m.Kind == model.Done {
			if err := run(ctx, a.tx, `DELETE FROM reading WHERE measure_id = ? AND read_on = ? AND id <> ?`, m.ID, r.On.String(), id); err != nil {
				return err
			}
		}
		return updateReading(ctx, a.tx, r)
	})
	if err != nil {
		return model.Reading{}, model.Change{}, fmt.Errorf("change reading %d: %w", id, err)
	}
	return r, c, nil
}

// RemoveReading removes a reading; the history keeps it whole. One that is not
// there is [model.ErrNotFound].
func (s *Store) RemoveReading(ctx context.Context, at model.At, id int64) (model.Change, error) {
	c, err := s.act(ctx, at, model.KindReading, func(a *action) error {
		r, m, err := a.reading(ctx, id)
		if err != nil {
			return err
		}
		a.say("Removed a reading of %s: %s", m.Name, m.Told(r.Value))
		return run(ctx, a.tx, `DELETE FROM reading WHERE id = ?`, id)
	})
	if err != nil {
		return model.Change{}, fmt.Errorf("remove reading %d: %w", id, err)
	}
	return c, nil
}

// reading returns a reading and its measure, which the action is about.
func (a *action) reading(ctx context.Context, id int64) (model.Reading, model.Measure, error) {
	r, err := scanReading(a.tx.QueryRowContext(ctx, readingRows+oneReading, id))
	if err != nil {
		return r, model.Measure{}, err
	}
	m, err := a.aboutMeasure(ctx, r.MeasureID)
	return r, m, err
}

// aboutMeasure is about for the goal of a measure, which it returns.
func (a *action) aboutMeasure(ctx context.Context, id int64) (model.Measure, error) {
	m, err := scanMeasure(a.tx.QueryRowContext(ctx, measureRows+` WHERE measure.id = ?`, id))
	if err != nil {
		return m, err
	}
	return m, a.aboutGoal(ctx, m.GoalID)
}

// Readings returns the newest readings of a measure, at most so many (0: all),
// newest first.
func (s *Store) Readings(ctx context.Context, measure int64, most int) ([]model.Reading, error) {
	if most == 0 {
		most = -1
	}
	var list []model.Reading
	err := s.read(ctx, func(tx *sql.Tx) error {
		everyone, err := loadPeople(ctx, tx)
		if err != nil {
			return err
		}
		return each(ctx, tx, readingRows+newestReadings, []any{measure, most}, func(rows *sql.Rows) error {
			r, err := scanReading(rows)
			r.By = everyone.person(r.ReadBy).Name
			list = append(list, r)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("read readings of measure %d: %w", measure, err)
	}
	return list, nil
}

// Points returns the values of a measure for a picture, oldest first: all from
// a day on or, when that is no day, the least and the most of each day there is,
// which are not the last of their day. Only their day and value are sure to be
// known.
func (s *Store) Points(ctx context.Context, measure int64, from model.Day) ([]model.Reading, error) {
	var list []model.Reading
	err := s.read(ctx, func(tx *sql.Tx) error {
		if from != 0 {
			return each(ctx, tx, valueRows, []any{measure, from.String()}, func(rows *sql.Rows) error {
				r := model.Reading{MeasureID: measure}
				err := rows.Scan(&r.ID, dayTo{&r.On}, instantTo{&r.At}, &r.Value)
				list = append(list, r)
				return err
			})
		}
		return each(ctx, tx, extentRows, []any{measure}, func(rows *sql.Rows) error {
			low := model.Reading{MeasureID: measure}
			high := low
			err := rows.Scan(dayTo{&low.On}, &low.Value, &high.Value)
			if list = append(list, low); high.Value != low.Value {
				high.On = low.On
				list = append(list, high)
			}
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("read points of measure %d: %w", measure, err)
	}
	return list, nil
}

// loadSeries sums up the readings of each measure, of late. Until [loading.loadFirst]
// the first of those is taken for the first of all.
func (l *loading) loadSeries(ctx context.Context) error {
	since := l.as.today - model.SeriesDays
	of := make(map[int64]model.Series)
	var r model.Reading
	to := []any{&r.MeasureID, &r.ID, dayTo{&r.On}, instantTo{&r.At}, &r.Value}
	err := each(ctx, l.tx, fmt.Sprintf(lateRows, since, l.which), []any{l.arg}, func(rows *sql.Rows) error {
		if err := rows.Scan(to...); err != nil {
			return err
		}
		s := of[r.MeasureID]
		if s.First = r; s.None() {
			s.Last = r
		}
		if r.On > since {
			s.Days = append(s.Days, r)
		}
		of[r.MeasureID] = s
		return nil
	})
	if err != nil {
		return err
	}
	for i := range l.goals {
		g := &l.goals[i]
		for _, m := range g.Measures {
			if s, ok := of[m.ID]; ok {
				slices.Reverse(s.Days)
				if g.Series == nil {
					g.Series = make(map[int64]model.Series)
				}
				g.Series[m.ID] = s
			}
		}
	}
	return nil
}

// loadFirst finds the first reading of each measure.
func (l *loading) loadFirst(ctx context.Context) error {
	return l.each(ctx, firstRows, "", func(rows *sql.Rows) error {
		var r model.Reading
		var goal *model.Goal
		if err := rows.Scan(&r.MeasureID, &r.ID, dayTo{&r.On}, instantTo{&r.At}, &r.Value); err != nil {
			return err
		}
		for i := range l.goals {
			if _, ok := l.goals[i].Series[r.MeasureID]; ok {
				goal = &l.goals[i]
			}
		}
		s := goal.Series[r.MeasureID]
		s.First = r
		goal.Series[r.MeasureID] = s
		return nil
	})
}

// instantTo scans a point in time.
type instantTo struct{ at *time.Time }

// Scan implements [sql.Scanner].
func (i instantTo) Scan(v any) (err error) {
	text, _ := v.(string)
	if *i.at, err = time.Parse(instant, text); err != nil {
		return fmt.Errorf("%w: instant %v", model.ErrDamaged, v)
	}
	return nil
}

func scanReading(row scanner) (model.Reading, error) {
	var r model.Reading
	err := row.Scan(&r.ID, &r.UID, &r.MeasureID, dayTo{&r.On}, instantTo{&r.At}, &r.Value, &r.ReadBy, &r.Note)
	return r, err
}

func insertReading(ctx context.Context, tx *sql.Tx, r model.Reading) (int64, error) {
	uid, err := uuid.NewV7()
	if err != nil {
		return 0, fmt.Errorf("new uid: %w", err)
	}
	return insert(ctx, tx, `INSERT INTO reading (uid, measure_id, read_on, read_at, value, read_by, note) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		uid.String(), r.MeasureID, r.On.String(), r.At.UTC().Format(instant), r.Value, idOrNull(r.ReadBy), r.Note)
}

func updateReading(ctx context.Context, tx *sql.Tx, r model.Reading) error {
	return run(ctx, tx, `UPDATE reading SET read_on = ?, value = ?, read_by = ?, note = ? WHERE id = ?`,
		r.On.String(), r.Value, idOrNull(r.ReadBy), r.Note, r.ID)
}
