package store

import (
	"context"
	"fmt"
	"testing"

	"waymark/model"
)

// BenchmarkHome opens no file: it reads what the first screen shows.
func BenchmarkHome(b *testing.B) {
	for _, size := range []struct{ goals, each int }{{1, 10}, {10, 25}, {200, 25}} {
		b.Run(fmt.Sprintf("%d_milestones", size.goals*size.each), func(b *testing.B) {
			s, _ := filled(b, size.goals, size.each)
			for b.Loop() {
				if _, err := s.Home(context.Background(), model.Seat{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkCheckOff checks a milestone off and back on, each on disk.
func BenchmarkCheckOff(b *testing.B) {
	for _, goals := range []int{1, 200} {
		b.Run(fmt.Sprintf("%d_milestones", goals*25), func(b *testing.B) {
			ctx := context.Background()
			s, h := filled(b, goals, 25)
			m := h.Goals[0].Due[0]
			off := true
			for b.Loop() {
				change := model.Reopen(model.DayOf(noon))
				if off {
					change = model.Reach(model.DayOf(noon), h.Patient.ID, h.At.ID)
				}
				if c, err := s.ChangeMilestone(ctx, h.At, m.ID, change); err != nil || c.ID == 0 {
					b.Fatal(c, err)
				}
				off = !off
			}
		})
	}
}

// BenchmarkOpen opens a file that is there and closes it.
func BenchmarkOpen(b *testing.B) {
	s, _ := filled(b, 1, 10)
	must(b, s.Close())
	for b.Loop() {
		s, err := Open(context.Background(), s.Path(), clock)
		must(b, err)
		must(b, s.Close())
	}
}

// BenchmarkReady looks whether the file and its log stand where they were opened,
// as each read and each change does.
func BenchmarkReady(b *testing.B) {
	s, _ := filled(b, 1, 10)
	for b.Loop() {
		must(b, s.ready(context.Background()))
	}
}

// filled is a file with so many active goals of so many milestones each.
func filled(b *testing.B, goals, each int) (*Store, model.Home) {
	b.Helper()
	ctx := context.Background()
	s := open(b, newFile(b))
	_, err := s.SetUp(ctx, model.Person{Name: "Rosa"}, nil)
	must(b, err)
	h, err := s.Home(ctx, model.Seat{})
	must(b, err)
	for i := range goals {
		g := fullGoal(h)
		g.Title = fmt.Sprintf("Goal %d", i)
		g.Team = g.Team[1:]
		g.Milestones = nil
		for j := range each {
			g.Milestones = append(g.Milestones, model.Milestone{
				Title: fmt.Sprintf("Walk %d minutes without the cane", j), Due: model.Due{Day: g.Start + model.Day(j), Typed: "in a while"},
			})
		}
		_, _, err := s.StartGoal(ctx, h.At, g, 0)
		must(b, err)
	}
	h, err = s.Home(ctx, model.Seat{})
	must(b, err)
	return s, h
}
