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
	d := merged(now, was, to)
	d.Milestones = rebased(now.Milestones, was.Milestones, to.Milestones, func(m Milestone) int64 { return m.ID })
	d.Measures = rebased(now.Measures, was.Measures, to.Measures, func(m Measure) int64 { return m.ID })
	d.Team = rebased(now.Team, was.Team, to.Team, func(p Person) int64 { return p.ID })
	d.Precautions = rebased(now.Precautions, was.Precautions, to.Precautions, func(p Precaution) int64 { return p.ID })
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

// merged is [Merge] for each field of a struct.
func merged[T any](now, was, to T) T {
	out, before, after := reflect.ValueOf(&now).Elem(), reflect.ValueOf(was), reflect.ValueOf(to)
	for i := range out.NumField() {
		if !reflect.DeepEqual(before.Field(i).Interface(), after.Field(i).Interface()) {
			out.Field(i).Set(after.Field(i))
		}
	}
	return now
}

// rebased is the list to with what others did to its rows meanwhile. Rows are
// told apart by their ids; one without is new. What others removed is gone
// unless it was changed here. The order is theirs unless it was changed here,
// and a row that only one side has stands behind what it stands behind there.
func rebased[T any](now, was, to []T, id func(T) int64) []T {
	find := func(list []T, row T) int {
		return slices.IndexFunc(list, func(other T) bool { return id(row) != 0 && id(other) == id(row) })
	}
	var mine, theirs []T
	for _, row := range to {
		n, w := find(now, row), find(was, row)
		switch {
		case n >= 0 && w >= 0:
			row = merged(now[n], was[w], row)
		case w >= 0 && reflect.DeepEqual(was[w], row):
			continue
		}
		if m := find(mine, row); m >= 0 {
			mine[m] = row // the same one again
		} else {
			mine = append(mine, row)
		}
	}
	for _, row := range now {
		if m := find(mine, row); m >= 0 {
			theirs = append(theirs, mine[m])
		} else if find(was, row) < 0 {
			theirs = append(theirs, row)
		}
	}
	if inOrder(was, to, find) {
		return woven(theirs, mine, find)
	}
	return woven(mine, theirs, find)
}

// inOrder reports whether the rows that two lists share stand in the same order
// in both.
func inOrder[T any](a, b []T, find func([]T, T) int) bool {
	last := -1
	for _, row := range a {
		if at := find(b, row); at >= 0 {
			if at < last {
				return false
			}
			last = at
		}
	}
	return true
}

// woven is a list with the rows that only another has, each behind what it
// stands behind there.
func woven[T any](list, other []T, find func([]T, T) int) []T {
	out, at := slices.Clone(list), 0
	for _, row := range other {
		if place := find(out, row); place >= 0 {
			at = place + 1
			continue
		}
		out = slices.Insert(out, at, row)
		at++
	}
	return out
}
