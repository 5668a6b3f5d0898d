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
	EntryStart      EntryKind = iota // the goal's first day
	EntryEarlier                     // a day on which a milestone was reached that was open again later
	EntryReached                     // a milestone reached on its day
	EntryPlan                        // a change of plan
	EntryPrecaution                  // the last day of something to keep in mind
	EntryPassed                      // open, and its date has passed
	EntryResting                     // resting, or of a resting goal, on the day once planned
	EntryToday                       // today itself
	EntryAhead                       // open, on the day planned
	EntryUndated                     // open or resting, no date yet
	EntryHoped                       // the goal's hoped-for day
)

// Entry is one line of a timeline.
type Entry struct {
	Kind      EntryKind
	Day       Day        // 0 for EntryUndated
	Goal      *Goal      // whose it is; nil for EntryToday and for a change of plan of several goals
	Milestone *Milestone // nil for anything else
	Check     *Check     // of EntryReached and EntryEarlier
	Words     string     // of EntryPlan and EntryPrecaution
	ID        int64      // of the earlier time, the change or the precaution
}

// Done reports whether the entry tells of a milestone that was reached.
func (e Entry) Done() bool { return e.Kind == EntryReached || e.Kind == EntryEarlier }

// ToDo reports whether the entry is something still to be done, or to be kept
// in mind, as of today.
func (e Entry) ToDo(today Day) bool {
	switch e.Kind {
	case EntryPassed, EntryResting, EntryAhead, EntryUndated:
		return true
	}
	return e.Kind == EntryPrecaution && e.Day >= today
}

// Month holds the entries of one calendar month, oldest first.
type Month struct {
	First   Day // the first day of the month
	Entries []Entry
	Past    int // milestones reached in it that are not at hand, as [Past] counts them
}

// Past counts the milestones reached in a month whose goals have ended and are
// not at hand.
type Past struct {
	First Day // the first day of the month
	Done  int
}

// Story is what a timeline is made of: goals with their milestones, what to
// keep in mind and their changes of plan, and counts in place of those that
// ended before this month.
type Story struct {
	Goals    []Goal
	Past     []Past   // oldest first; none when all goals are at hand
	Progress Progress // of all goals, at hand or not
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
// stands in it. Its entries point into goals.
func TimelineOf(goals []Goal, today Day) Timeline {
	return Story{Goals: goals}.Timeline(today)
}

// Timeline lays out the timeline of a story as [TimelineOf] does; what is only
// counted stands as a number in its month.
func (s Story) Timeline(today Day) Timeline {
	t := timeliner{today: today, dated: []Entry{{Kind: EntryToday, Day: today}}, told: map[int64]bool{}}
	for i := range s.Goals {
		t.goal(&s.Goals[i])
	}
	for _, p := range s.Past {
		t.shown += p.Done
	}
	slices.SortStableFunc(t.dated, byDay)
	slices.SortStableFunc(t.Hoped, byDay)
	t.Spans = fold(counted(months(t.dated), s.Past), today, t.shown > foldFrom)
	return t.Timeline
}

// counted puts what is only counted into its months.
func counted(list []Month, past []Past) []Month {
	if len(past) == 0 {
		return list
	}
	for _, p := range past {
		i, ok := slices.BinarySearchFunc(list, p.First, func(m Month, first Day) int { return cmp.Compare(m.First, first) })
		if !ok {
			list = slices.Insert(list, i, Month{First: p.First})
		}
		list[i].Past += p.Done
	}
	return list
}

// timeliner is a timeline while it is laid out.
type timeliner struct {
	Timeline
	today Day
	dated []Entry
	shown int            // milestones
	told  map[int64]bool // changes of plan that stand in it: one of several goals stands once
}

func (t *timeliner) goal(g *Goal) {
	t.put(Entry{Kind: EntryStart, Day: g.Start, Goal: g})
	for i := range g.Milestones {
		t.milestone(g, &g.Milestones[i])
	}
	for _, p := range g.Precautions {
		if until := p.Until.On(g.Start); until != 0 && !(g.Lifecycle.Ended() && until > t.today) {
			t.put(Entry{Kind: EntryPrecaution, Day: until, Goal: g, Words: p.Text, ID: p.ID})
		}
	}
	for _, c := range g.Changes {
		e := Entry{Kind: EntryPlan, Day: c.On, Goal: g, Words: c.String(), ID: c.ID}
		if c.GoalID == 0 {
			e.Goal = nil
		}
		if !t.told[c.ID] {
			t.put(e)
		}
		t.told[c.ID] = true
	}
	if on := g.HopedDay(); on != 0 && !g.Lifecycle.Ended() {
		t.Hoped = append(t.Hoped, Entry{Kind: EntryHoped, Day: on, Goal: g})
	}
}

func (t *timeliner) put(e Entry) { t.dated = append(t.dated, e) }

func (t *timeliner) milestone(g *Goal, m *Milestone) {
	for i := range m.Earlier {
		was := &m.Earlier[i]
		t.put(Entry{Kind: EntryEarlier, Day: was.On, Goal: g, Milestone: m, Check: &was.Check, ID: was.ID})
	}
	if m.State == LetGo || m.State != Reached && g.Lifecycle.Ended() {
		return
	}
	t.shown++
	e := Entry{Goal: g, Milestone: m, Day: m.Due.On(g.Start)}
	switch {
	case m.State == Reached:
		e.Kind, e.Day, e.Check = EntryReached, m.Check.On, &m.Check
	case e.Day == 0:
		e.Kind = EntryUndated
		t.Undated = append(t.Undated, e)
		return
	case m.State == Resting || g.Lifecycle.Stopped():
		e.Kind = EntryResting
	case g.DatePassed(*m, t.today):
		e.Kind = EntryPassed
	default:
		e.Kind = EntryAhead
	}
	t.put(e)
}

func byDay(a, b Entry) int { return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Kind, b.Kind)) }

// months puts sorted entries into their calendar months.
func months(entries []Entry) []Month {
	var list []Month
	for from := 0; from < len(entries); {
		first, to := entries[from].Day.MonthStart(), from
		next := first.AddMonths(1)
		for to < len(entries) && entries[to].Day < next {
			to++
		}
		list = append(list, Month{First: first, Entries: entries[from:to:to]})
		from = to
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
		case e.Milestone == nil, e.Kind == EntryEarlier:
		case e.Kind == EntryReached:
			t.Done++
		case e.Kind == EntryResting, e.Milestone.State == Resting:
			t.Resting++
		case e.Kind == EntryPassed:
			t.Passed++
		default:
			t.ToDo++
			if e.Milestone.Major {
				t.Major++
			}
		}
	}
	return t
}

// Tally counts what the span holds, with what is only counted.
func (s Span) Tally() Tally {
	t := TallyOf(s.Entries())
	t.Done += s.Past()
	return t
}

// Past counts the milestones of the span that are not at hand.
func (s Span) Past() int {
	n := 0
	for _, m := range s.Months {
		n += m.Past
	}
	return n
}

// Entries lists all entries of the span.
func (s Span) Entries() []Entry {
	if len(s.Months) == 1 {
		return s.Months[0].Entries
	}
	var all []Entry
	for _, m := range s.Months {
		all = append(all, m.Entries...)
	}
	return all
}
