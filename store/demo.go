package store

import (
	"context"

	"waymark/model"
)

// FillDemo writes made-up people and goals into an empty file, by the same
// actions a person would take.
func (s *Store) FillDemo(ctx context.Context, d model.Demo) error {
	if _, err := s.SetUp(ctx, d.Patient, &d.Helper); err != nil {
		return err
	}
	home, err := s.Home(ctx)
	if err != nil {
		return err
	}
	ids := map[string]int64{}
	for _, p := range home.People {
		ids[p.Name] = p.ID
	}
	for _, p := range d.Others {
		if ids[p.Name], _, err = s.AddPerson(ctx, home.At, p); err != nil {
			return err
		}
	}
	for _, g := range d.Goals {
		g.Patient = home.Patient
		for i, p := range g.Team {
			g.Team[i].ID = ids[p.Name]
		}
		for i, m := range g.Milestones {
			c := &g.Milestones[i].Check
			c.ReachedBy, c.CheckedBy = ids[m.Check.By], ids[m.Check.Checker]
		}
		if _, _, err := s.StartGoal(ctx, home.At, g, 0); err != nil {
			return err
		}
	}
	return nil
}
