package model

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"
)

// Place is a folder in which copies can be saved, and what people call it:
// "Documents", "The stick BLUE".
type Place struct{ Name, Path string }

// When tells a moment by the clock of where t is: "today, 9:30", "yesterday,
// 18:04", "Fri 20 Nov, 18:04".
func (s Dates) When(t time.Time) string {
	d := DayOf(t)
	if s.near(t) {
		return s.Away(d) + ", " + Clock(t)
	}
	return s.Short(d) + ", " + Clock(t)
}

// near reports whether a moment is told as of today or yesterday.
func (s Dates) near(t time.Time) bool {
	d := DayOf(t)
	return d == s.Today || d == s.Today-1
}

// Called names a copy by when it was made: "the copy from yesterday, 18:04", "the
// copy of Fri 20 Nov, 18:04".
func (c Copy) Called(dates Dates) string {
	of := " of "
	if dates.near(c.Made) {
		of = " from "
	}
	return "the copy" + of + dates.When(c.Made)
}

// Words say what is in a copy: "Rosa and Walter. 3 goals. 5 of 14 milestones
// done."
func (c Copy) Words() string {
	if len(c.Patients) == 0 {
		return "Nobody is in it yet."
	}
	words := Sentence(Listed(c.Patients))
	if c.Goals == 0 {
		return words + " No goals yet."
	}
	words += " " + Count(c.Goals, "goal") + "."
	if c.Progress.Total > 0 {
		words += fmt.Sprintf(" %d of %s done.", c.Progress.Reached, Count(c.Progress.Total, "milestone"))
	}
	return words
}

// LastDone says when something was done last in a copy and, where it is of one
// person only, what that was; "" where nothing was.
func (c Copy) LastDone(dates Dates) string {
	if c.LastAt.IsZero() {
		return ""
	}
	words := "Last change: " + dates.When(c.LastAt.In(c.Made.Location())) + "."
	if len(c.Patients) == 1 {
		words += " " + Sentence(OneLine(c.LastWords))
	}
	return words
}

// Words say why a copy was made; "" of one that was made because a day went by.
func (r Reason) Words() string {
	return map[Reason]string{
		BeforeRemoval: "Made before someone was removed.",
		BeforeRestore: "Made before another copy was brought back.",
		BeforeUpdate:  "Made before Waymark was updated.",
		Rescued:       "What could be read of a damaged file.",
		ByHand:        "Saved by hand.",
	}[r]
}

// Unusable says why a copy cannot be used; "" of one that can.
func (c Copy) Unusable() string {
	switch {
	case c.Err == nil:
		return ""
	case errors.Is(c.Err, ErrNewerFile):
		return "Written by a newer Waymark."
	case errors.Is(c.Err, ErrNotWaymark):
		return "Not a copy of a Waymark file."
	case errors.Is(c.Err, ErrDamaged):
		return "Part of it cannot be read."
	}
	return "It cannot be read just now."
}

// Beside reports whether a copy stands in a folder.
func (c Copy) Beside(folder string) bool { return filepath.Dir(c.Path) == filepath.Clean(folder) }

// Words say what bringing the copy back would come to, in a few sentences.
func (d Difference) Words() []string {
	switch {
	case !d.Related:
		return []string{"It is of another file, with a history of its own."}
	case d.Same():
		return []string{"Nothing differs. All that was done is in both."}
	}
	var list []string
	if n := len(d.Gone) + d.MoreGone; n > 0 {
		list = append(list, "What was done since would not be in it: "+Count(n, "change")+".")
	}
	if n := len(d.Back) + d.MoreBack; n > 0 {
		list = append(list, "What is not in your file now would come back: "+Count(n, "change")+".")
	}
	return list
}

// Words say how far the goal is on both sides: "Then: 3 of 10 done. Now: 5 of 10
// done."
func (g GoalDifference) Words() string {
	side := func(p *Progress) string {
		if p == nil {
			return "not there"
		}
		return p.String()
	}
	return "Then: " + side(g.Then) + ". Now: " + side(g.Now) + "."
}

// Of splits the goals that differ into those of a person, by name, and how many
// there are of each other one: "2 goals of Walter".
func (d Difference) Of(patient string) (own []GoalDifference, others []string) {
	counts := map[string]int{}
	var names []string
	for _, g := range d.Goals {
		if g.Patient == patient {
			own = append(own, g)
			continue
		}
		if counts[g.Patient] == 0 {
			names = append(names, g.Patient)
		}
		counts[g.Patient]++
	}
	for _, name := range names {
		others = append(others, Count(counts[name], "goal")+" of "+name)
	}
	return own, others
}

// Newest returns the newest of some copies that can be used, and whether there is
// one. What was read of a damaged file does not count: it is no copy that was
// made of a file that is whole.
func Newest(copies []Copy) (newest Copy, ok bool) {
	for _, c := range copies {
		if c.Err == nil && c.Reason != Rescued && (!ok || c.Made.After(newest.Made)) {
			newest, ok = c, true
		}
	}
	return newest, ok
}

// Listed joins names as they are read out: "Rosa, Ben and Walter".
func Listed(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
