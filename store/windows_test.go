package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"waymark/model"
)

// together runs do n times at once and returns what went wrong.
func together(n int, do func(i int) error) error {
	errs := make([]error, n)
	var wait sync.WaitGroup
	for i := range n {
		wait.Go(func() { errs[i] = do(i) })
	}
	wait.Wait()
	return errors.Join(errs...)
}

func TestWindowsCreateTogether(t *testing.T) {
	ctx := context.Background()
	for range 10 {
		path := newFile(t)
		must(t, together(8, func(i int) error {
			s, err := Open(ctx, path, clock)
			if err != nil {
				return err
			}
			_, _, err = s.AddPerson(ctx, model.At{}, model.Person{Name: fmt.Sprint("Person ", i)})
			return errors.Join(err, s.Close())
		}))
		s := open(t, path)
		if h, err := s.Home(ctx, model.Seat{}); err != nil || len(h.People) != 8 {
			t.Errorf("%d people, %v", len(h.People), err)
		}
		wantSound(t, s)
	}
}

func TestWindowsWriteTogether(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	const windows, steps = 8, 5
	must(t, together(windows, func(i int) error {
		s, err := Open(ctx, s.Path(), clock)
		if err != nil {
			return err
		}
		defer s.Close()
		return together(2, func(half int) error {
			for j := range steps {
				if _, _, err := s.AddMilestone(ctx, at, goal.ID, model.Milestone{Title: fmt.Sprint(i, half, j)}); err != nil {
					return err
				}
			}
			return nil
		})
	}))
	got, err := s.Goal(ctx, goal.ID)
	must(t, err)
	if want := len(goal.Milestones) + windows*2*steps; len(got.Milestones) != want {
		t.Errorf("%d milestones, want %d", len(got.Milestones), want)
	}
	for i, m := range got.Milestones[1:] {
		if m.Rank <= got.Milestones[i].Rank {
			t.Errorf("ranks %d, %d", got.Milestones[i].Rank, m.Rank)
		}
	}
	wantSound(t, s)
}
