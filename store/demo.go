package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"waymark/model"
)

// OpenDemo opens made-up examples as of now, in a file of their own in the
// folder for temporary files. clean closes the file and removes it.
func OpenDemo(ctx context.Context, now func() time.Time) (s *Store, clean func(), err error) {
	dir, err := os.MkdirTemp("", "waymark-demo-")
	if err != nil {
		return nil, nil, fmt.Errorf("make a folder for the examples: %w", unwritable(err))
	}
	s, err = Open(ctx, filepath.Join(dir, "waymark.db"), now)
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(dir))
	}
	clean = func() { _ = errors.Join(s.Close(), os.RemoveAll(dir)) }
	if err := s.FillDemo(ctx, model.NewDemo(model.DayOf(s.now()))); err != nil {
		clean()
		return nil, nil, fmt.Errorf("fill in the examples: %w", err)
	}
	return s, clean, nil
}

// FillDemo writes made-up people, goals and readings into an empty file, by the
// same actions a person would take.
func (s *Store) FillDemo(ctx context.Context, d model.Demo) error {
	if _, err := s.SetUp(ctx, d.Patient, &d.Helper); err != nil {
		return err
	}
	home, err := s.Home(ctx, model.Seat{})
	if err != nil {
		return err
	}
	people, measures := map[string]int64{}, map[string]int64{} // by name
	for _, p := range home.People {
		people[p.Name] = p.ID
	}
	for _, p := range d.Others {
		if people[p.Name], _, err = s.AddPerson(ctx, home.At, p); err != nil {
			return err
		}
	}
	for _, g := range d.Goals {
		g.Patient = home.Patient
		for i, p := range g.Team {
			g.Team[i].ID = people[p.Name]
		}
		for i, m := range g.Milestones {
			c := &g.Milestones[i].Check
			c.ReachedBy, c.CheckedBy = people[m.Check.By], people[m.Check.Checker]
		}
		id, _, err := s.StartGoal(ctx, model.At{ID: home.Patient.ID, Name: home.Patient.Name}, g, 0)
		if err != nil {
			return err
		}
		if g, err = s.Goal(ctx, id); err != nil {
			return err
		}
		for _, m := range g.Measures {
			measures[m.Name] = m.ID
		}
	}
	for _, r := range d.Readings {
		r.ReadBy = people[r.By]
		if _, _, err := s.AddReading(ctx, home.At, measures[r.Measure], r.Reading); err != nil {
			return err
		}
	}
	return nil
}
