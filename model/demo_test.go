package model

import (
	"slices"
	"testing"
	"time"
)

// The examples hold together on whatever day of the week they are looked at.
func TestDemoHoldsTogether(t *testing.T) {
	for today := monday; today < monday+7; today++ {
		d := NewDemo(today)
		start := d.Goals[0].Start
		team := []string{"Rosa", "Ben", "Dana"}
		measures := map[string]Measure{}
		for _, g := range d.Goals {
			for _, m := range g.Measures {
				if measures[m.Name].Name != "" {
					t.Errorf("two measures are called %q", m.Name)
				}
				measures[m.Name] = m
				if err := m.Validate(); err != nil {
					t.Error(err)
				}
			}
			for _, m := range g.Milestones {
				if err := m.Validate(); err != nil || !m.Criterion.None() && !has(g, m) {
					t.Errorf("%q: %+v, %v", m.Title, m.Criterion, err)
				}
			}
		}
		for i, r := range d.Readings {
			m, ok := measures[r.Measure]
			if err := m.Check(r.Reading, today); !ok || err != nil || !slices.Contains(team, r.By) {
				t.Errorf("%+v: %v", r, err)
			}
			if r.On <= start || r.On >= today || i > 0 && r.On < d.Readings[i-1].On {
				t.Errorf("%s is not in the order of days, or not between %s and %s", r.On, start, today)
			}
			if tuesday := r.On.Weekday() == time.Tuesday; r.Measure == "Knee bend" && r.By != "Dana" && tuesday {
				t.Errorf("on a Tuesday %s read the knee", r.By)
			}
		}
	}
}

// has reports whether the goal has the measure that a milestone is tied to.
func has(g Goal, m Milestone) bool {
	_, ok := g.MeasureOf(m)
	return ok
}

// What the readings of the examples come to: a knee that bends past 90 degrees on
// the day its milestone was reached and not before, and pain that eases.
func TestDemoReadings(t *testing.T) {
	d := NewDemo(monday)
	of := map[string][]Reading{}
	for i, r := range d.Readings {
		r.ID = int64(i + 1)
		of[r.Measure] = append(of[r.Measure], r.Reading)
	}
	pain, bend, medicine := of["Pain"], of["Knee bend"], of["Medicine taken"]
	if n := len(pain); n < 15 || n > demoDays-2 || pain[0].Value != 6 || pain[n-1].Value != 3 {
		t.Errorf("pain: %v", pain)
	}
	knee := d.Goals[1]
	past := knee.Milestones[slices.IndexFunc(knee.Milestones, func(m Milestone) bool { return m.Title == "Knee bends past 90 degrees" })]
	for i, r := range bend {
		if met := past.Criterion.Met(r.Value); met != (r.On >= past.Check.On) || r.On == past.Check.On && r.By != past.Check.Checker {
			t.Errorf("it bends %v on %s, by %s; the milestone was reached on %s", r.Value, r.On, r.By, past.Check.On)
		}
		if i > 0 && (r.On-bend[i-1].On < 2 || r.On-bend[i-1].On > 3) {
			t.Errorf("the knee was read on %s and on %s", bend[i-1].On, r.On)
		}
	}
	if first := bend[0].Value; first != *knee.Measures[0].Baseline || bend[len(bend)-1].On != past.Check.On {
		t.Errorf("the bend: %v", bend)
	}
	done := 0
	for _, r := range medicine {
		done += int(r.Value)
	}
	if len(medicine) >= demoDays || done < 15 || done == len(medicine) {
		t.Errorf("medicine: taken on %d of %d days", done, len(medicine))
	}
	if m := knee.Measures[0]; m.Small == nil || *m.Small != 5 || m.SmallFrom != "Dana" {
		t.Errorf("a small change of %v, from %q", m.Small, m.SmallFrom)
	}
	knee.Series = map[int64]Series{0: SeriesOf(bend, monday)}
	for _, n := range knee.Pace().Notices(monday) {
		if n.Kind == NoticeLevel || n.Kind == NoticeWorse {
			t.Errorf("the examples begin with a note on the knee: %s", n.Words(Dates{Today: monday}))
		}
	}
}
