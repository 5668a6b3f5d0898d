package model

import (
	"cmp"
	"slices"
)

// EntryKind says what an entry of a timeline is. Entries of one day stand in
// the order of their kinds.
type EntryKind int

// The kinds of entry.
const (
	EntryStart   EntryKind = iota // the goal's first day
	EntryReached                  // a milestone reached on its day
	EntryPassed                   // open, and its date has passed
	EntryResting                  // resting, on the day once planned
	EntryToday                    // today itself
	EntryAhead                    // open, on the day planned
	EntryUndated                  // open or resting, no date yet
	EntryHoped                    // the goal's hoped-for day
)

// Entry is one line of a timeline.
type Entry struct {
	Kind      EntryKind
	Day       Day       // 0 for EntryUndated
	Goal      Goal      // whose it is; zero for EntryToday
	Milestone Milestone // zero for starts, today and hoped-for days
}

// Month holds the entries of one calendar month, oldest first.
type Month struct {
	First   Day // the first day of the month
	Entries []Entry
}

// Span is a run of months shown as one: a single month near today, or months
// far from it that fold to one counted line. A span lies within one year.
type Span struct {
	Months []Month
	Far    bool // folds unless it is opened
}

// Timeline is everything dated about some goals, oldest first, with what has
// no date yet and the hoped-for days after it.
type Timeline struct {
	Spans   []Span
	Undated []Entry
	Hoped   []Entry
}

// foldFrom is how many milestones a timeline shows at most before months far
// from today fold.
const foldFrom = 15

// TimelineOf lays out the timeline of some goals as of today, which always
// stands in it.
func TimelineOf(goals []Goal, today Day) Timeline {
	var tl Timeline
	dated := []Entry{{Kind: EntryToday, Day: today}}
	shown := 0
	for _, g := range goals {
		dated = append(dated, Entry{Kind: EntryStart, Day: g.Start, Goal: g})
		for _, m := range g.Milestones {
			if m.State == LetGo {
				continue
			}
			shown++
			if e := entryOf(g, m, today); e.Kind == EntryUndated {
				tl.Undated = append(tl.Undated, e)
			} else {
				dated = append(dated, e)
			}
		}
		if on := g.HopedDay(); on != 0 {
			tl.Hoped = append(tl.Hoped, Entry{Kind: EntryHoped, Day: on, Goal: g})
		}
	}
	slices.SortStableFunc(dated, byDay)
	slices.SortStableFunc(tl.Hoped, byDay)
	tl.Spans = fold(months(dated), today, shown > foldFrom)
	return tl
}

func entryOf(g Goal, m Milestone, today Day) Entry {
	e := Entry{Goal: g, Milestone: m, Day: m.Due.On(g.Start)}
	switch {
	case m.State == Reached:
		e.Kind, e.Day = EntryReached, m.Check.On
	case e.Day == 0:
		e.Kind = EntryUndated
	case m.State == Resting:
		e.Kind = EntryResting
	case m.DatePassed(g.Start, today):
		e.Kind = EntryPassed
	default:
		e.Kind = EntryAhead
	}
	return e
}

func byDay(a, b Entry) int { return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Kind, b.Kind)) }

func sortByDue(list []Milestone, start Day) {
	slices.SortStableFunc(list, func(a, b Milestone) int { return cmp.Compare(a.Due.On(start), b.Due.On(start)) })
}

// months puts sorted entries into their calendar months.
func months(entries []Entry) []Month {
	var list []Month
	for _, e := range entries {
		first := e.Day.MonthStart()
		if n := len(list); n == 0 || list[n-1].First != first {
			list = append(list, Month{First: first})
		}
		last := &list[len(list)-1]
		last.Entries = append(last.Entries, e)
	}
	return list
}

// fold makes runs of the months of one year on one side of today's month when
// there is much to show; otherwise every month stands for itself, open.
func fold(list []Month, today Day, much bool) []Span {
	var spans []Span
	now := today.MonthStart()
	for _, m := range list {
		far := much && m.First != now
		if n := len(spans); far && n > 0 && spans[n-1].Far && sameYear(spans[n-1].Months[0].First, m.First) {
			spans[n-1].Months = append(spans[n-1].Months, m)
			continue
		}
		spans = append(spans, Span{Months: []Month{m}, Far: far})
	}
	return spans
}

func sameYear(a, b Day) bool {
	ya, _, _ := a.Date()
	yb, _, _ := b.Date()
	return ya == yb
}

// Tally counts what a span or a list of entries holds.
type Tally struct{ Done, Resting, Passed, ToDo, Major int }

// TallyOf counts entries. Major counts the major ones still to do.
func TallyOf(entries []Entry) Tally {
	var t Tally
	for _, e := range entries {
		switch {
		case e.Kind == EntryReached:
			t.Done++
		case e.Milestone.State == Resting:
			t.Resting++
		case e.Kind == EntryPassed:
			t.Passed++
		case e.Kind == EntryAhead, e.Kind == EntryUndated:
			t.ToDo++
			if e.Milestone.Major {
				t.Major++
			}
		}
	}
	return t
}

// Entries lists all entries of the span.
func (s Span) Entries() []Entry {
	var all []Entry
	for _, m := range s.Months {
		all = append(all, m.Entries...)
	}
	return all
}
