package model

import (
	"reflect"
	"slices"
)

// Rebase carries over what a person changed in a draft of a goal to the goal as
// it is now, which others may have changed meanwhile: was is the draft as it
// was opened, to what the person made of it. What they did not touch stays as
// it is now.
func Rebase(now, was, to Draft) Draft {
	d := to
	d.Title = Merge(now.Title, was.Title, to.Title)
	d.Why = Merge(now.Why, was.Why, to.Why)
	d.Area = Merge(now.Area, was.Area, to.Area)
	d.HopedText = Merge(now.HopedText, was.HopedText, to.HopedText)
	d.HopedFor = Merge(now.HopedFor, was.HopedFor, to.HopedFor)
	d.StartText = Merge(now.StartText, was.StartText, to.StartText)
	d.Start = Merge(now.Start, was.Start, to.Start)
	d.Setback = Merge(now.Setback, was.Setback, to.Setback)
	d.QuietDays = Merge(now.QuietDays, was.QuietDays, to.QuietDays)
	d.Milestones = rebased(now.Milestones, was.Milestones, to.Milestones, func(m Milestone) int64 { return m.ID }, rebasedMilestone)
	d.Measures = rebased(now.Measures, was.Measures, to.Measures, func(m Measure) int64 { return m.ID }, rebasedRow)
	d.Team = rebased(now.Team, was.Team, to.Team, func(p Person) int64 { return p.ID }, rebasedRow)
	d.Precautions = rebased(now.Precautions, was.Precautions, to.Precautions, func(p Precaution) int64 { return p.ID }, rebasedRow)
	return d
}

// Salvage returns as much of what a person made of a step of a draft as can be
// kept: opened is the draft as it was opened, to what the person made of it.
// What keeps the step from being left is as it was opened.
func Salvage(opened, to Draft, s Step, today Day) Draft {
	d := opened
	d.At = to.At
	for _, take := range []func(){
		func() { d.Title = to.Title },
		func() { d.Why = to.Why },
		func() { d.Area = to.Area },
		func() {
			d.StartText, d.Start, d.HopedText, d.HopedFor = to.StartText, to.Start, to.HopedText, to.HopedFor
		},
		func() { d.StartText, d.Start = to.StartText, to.Start },
		func() { d.HopedText, d.HopedFor = to.HopedText, to.HopedFor },
		func() { d.Precautions = to.Precautions },
		func() { d.Setback = to.Setback },
		func() { d.QuietDays = to.QuietDays },
		func() { d.Team = to.Team },
		func() {
			d.Milestones = valid(opened.Milestones, to.Milestones, func(m Milestone) int64 { return m.ID })
		},
		func() { d.Measures = valid(opened.Measures, to.Measures, func(m Measure) int64 { return m.ID }) },
	} {
		before := d
		if take(); d.CheckStep(s, today) != nil {
			d = before
		}
	}
	return d
}

// valid is the list to with each row that cannot be kept as it was opened, and
// without those that are new.
func valid[T interface{ Validate() error }](opened, to []T, id func(T) int64) []T {
	var list []T
	for _, row := range to {
		if row.Validate() == nil {
			list = append(list, row)
		} else if i := slices.IndexFunc(opened, func(was T) bool { return id(was) != 0 && id(was) == id(row) }); i >= 0 {
			list = append(list, opened[i])
		}
	}
	return list
}

// Merge is what a value becomes that was read as was and left as to, and that
// is now something else perhaps: to when it was changed here, else now.
func Merge[T comparable](now, was, to T) T {
	if to == was {
		return now
	}
	return to
}

func rebasedMilestone(now, was, to Milestone) Milestone {
	now.Title = Merge(now.Title, was.Title, to.Title)
	now.Due = Merge(now.Due, was.Due, to.Due)
	now.Major = Merge(now.Major, was.Major, to.Major)
	now.Sign = Merge(now.Sign, was.Sign, to.Sign)
	now.Treat = Merge(now.Treat, was.Treat, to.Treat)
	return now
}

func rebasedRow[T any](now, was, to T) T {
	if reflect.DeepEqual(was, to) {
		return now
	}
	return to
}

// rebased is the list to with what others did to its rows meanwhile, in its
// order. Rows are told apart by their ids; one without is new. What others
// removed is gone unless it was changed here, and what they added stands behind
// the row that it stands behind now.
func rebased[T any](now, was, to []T, id func(T) int64, change func(now, was, to T) T) []T {
	find := func(list []T, n int64) int {
		return slices.IndexFunc(list, func(row T) bool { return n != 0 && id(row) == n })
	}
	var out []T
	for _, row := range to {
		n, w := find(now, id(row)), find(was, id(row))
		switch {
		case n >= 0 && w >= 0:
			out = append(out, change(now[n], was[w], row))
		case w < 0 || !reflect.DeepEqual(was[w], row):
			out = append(out, row)
		}
	}
	for i, row := range now {
		if find(was, id(row)) >= 0 || find(out, id(row)) >= 0 {
			continue
		}
		at := 0
		if i > 0 {
			at = find(out, id(now[i-1])) + 1
		}
		out = slices.Insert(out, at, row)
	}
	return out
}
