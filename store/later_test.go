package store

import (
	"errors"
	"testing"

	"waymark/model"
)

// What names a person whose adding is to be taken back is told, whatever it is.
func TestLaterNamesReadersAndWriters(t *testing.T) {
	for what, do := range map[string]func(t *testing.T, h household, ana model.At){
		"reading": func(t *testing.T, h household, ana model.At) {
			_, _, err := h.s.AddReading(t.Context(), h.rosa, h.goal.Measures[0].ID, model.Reading{On: model.DayOf(noon), Value: 3, ReadBy: ana.ID})
			must(t, err)
		},
		"check": func(t *testing.T, h household, ana model.At) {
			_, err := h.s.ChangeMilestone(t.Context(), h.rosa, h.goal.Milestones[2].ID, model.Reach(model.DayOf(noon), ana.ID, h.rosa.ID))
			must(t, err)
		},
		"answer": func(t *testing.T, h household, ana model.At) {
			_, err := h.s.PutOnTeam(t.Context(), ana, h.walter.ID, h.goal.ID, false)
			must(t, err)
		},
	} {
		t.Run(what, func(t *testing.T) {
			h := lodged(t)
			id, added, err := h.s.AddPerson(t.Context(), h.rosa, model.Person{Name: "Ana", Role: model.RoleNurse})
			must(t, err)
			do(t, h, model.At{ID: id, Name: "Ana"})
			_, err = h.s.TakeBack(t.Context(), h.rosa, added.ID)
			var later *model.LaterError
			if !errors.As(err, &later) || len(later.Later) == 0 {
				t.Fatalf("taking back: %v", err)
			}
			_, err = h.s.TakeBack(t.Context(), h.rosa, later.All()...)
			must(t, err)
		})
	}
}
