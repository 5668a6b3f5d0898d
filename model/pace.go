package model

import (
	"cmp"
	"fmt"
	"slices"
)

// NoticeKind says what a gentle note is about.
type NoticeKind string

// The kinds of notice, most pressing first.
const (
	NoticeWorse  NoticeKind = "worse"  // a measure goes the other way
	NoticePassed NoticeKind = "passed" // the date of a milestone has passed
	NoticeLevel  NoticeKind = "level"  // a measure stays where it is
	NoticeQuiet  NoticeKind = "quiet"  // no milestone was reached for a while
)

// noticeOrder are the kinds of notice, most pressing first.
var noticeOrder = []NoticeKind{NoticeWorse, NoticePassed, NoticeLevel, NoticeQuiet}

// Pace is what is looked at to tell whether things slow down in a goal.
type Pace struct {
	Goal    Goal        // its own words and days, its measures and their series
	Open    []Milestone // its open milestones, in the list's order
	Reached Day         // the last day on which a milestone was reached; 0 for never
	Hushes  []Hush      // the notes that were put aside
}

// Notice is one gentle note: what is seen, and the numbers behind it.
type Notice struct {
	Kind      NoticeKind
	Goal      Goal
	Milestone Milestone // of [NoticePassed]
	Measure   Measure   // of [NoticeLevel] and [NoticeWorse]
	Trend     Trend     // of the measure
	From      Day       // of [NoticeQuiet]: the day its days are counted from
	Reached   Day       // of [NoticeQuiet]: as [Pace]
}

// About names what the notice is about, for [Hush]: "worse:4", "level:4",
// "passed:7:2026-11-22", "quiet:2026-11-09". A new date is a new matter. That of
// the zero Notice is "", as all its words are.
func (n Notice) About() string {
	switch n.Kind {
	case NoticePassed:
		return fmt.Sprintf("%s:%d:%s", n.Kind, n.Milestone.ID, n.due())
	case NoticeQuiet:
		return fmt.Sprintf("%s:%s", n.Kind, n.From)
	case NoticeWorse, NoticeLevel:
		return fmt.Sprintf("%s:%d", n.Kind, n.Measure.ID)
	}
	return ""
}

// due is the day that has passed.
func (n Notice) due() Day { return n.Milestone.Due.On(n.Goal.Start) }

// Pace is what is looked at in a goal of which all is at hand.
func (g Goal) Pace() Pace {
	p := Pace{Goal: g, Hushes: g.Hushes}
	for _, m := range g.Milestones {
		p.Reached = max(p.Reached, m.lastReached())
		if m.State == Open {
			p.Open = append(p.Open, m)
		}
	}
	return p
}

// lastReached is the last day on which the milestone was reached, be it open
// again; 0 for never.
func (m Milestone) lastReached() Day {
	day := m.Check.On
	for _, e := range m.Earlier {
		day = max(day, e.On)
	}
	return day
}

// How many days after its date a note on a milestone comes: UX.md section 11.
const (
	passedMajor = 1
	passedOther = 4
)

// passedAfter is after how many days a note on the milestone's date comes.
func (m Milestone) passedAfter() Day {
	if m.Major {
		return passedMajor
	}
	return passedOther
}

// Notices are the gentle notes that hold as of today, the most pressing first,
// whatever was put aside. A goal whose clock stands still has none.
func (p Pace) Notices(today Day) []Notice {
	if p.Goal.Lifecycle.Stopped() {
		return nil
	}
	var list []Notice
	level, gained := false, false
	for _, m := range p.Goal.Measures {
		n := Notice{Goal: p.Goal, Measure: m, Trend: m.Trend(p.Goal.SeriesOf(m.ID), p.Goal.QuietDays, today)}
		level, gained = level || n.Trend.Level, gained || n.Trend.Gained
		if n.Trend.Worse {
			n.Kind = NoticeWorse
			list = append(list, n)
		}
		if n.Trend.Level {
			n.Kind = NoticeLevel
			list = append(list, n)
		}
	}
	for _, m := range p.Open {
		n := Notice{Kind: NoticePassed, Goal: p.Goal, Milestone: m}
		if p.Goal.DatePassed(m, today) && today >= max(n.due(), p.Goal.Since)+m.passedAfter() {
			list = append(list, n)
		}
	}
	if !level && !gained && p.quiet(today) {
		list = append(list, Notice{Kind: NoticeQuiet, Goal: p.Goal, From: p.from(), Reached: p.Reached})
	}
	slices.SortStableFunc(list, compareNotices)
	return list
}

// quiet reports whether no milestone was reached for as long as the person said,
// with one still open. A plan whose next milestone has its day ahead is on its way.
func (p Pace) quiet(today Day) bool {
	if len(p.Open) == 0 || p.Open[0].Due.On(p.Goal.Start) >= today {
		return false
	}
	return today-p.from() >= Day(p.Goal.QuietDays)
}

// from is the day that quiet days are counted from: the last one of the goal's
// start, of a milestone, of the day the goal was picked up again, and of the day
// something was done about a note.
func (p Pace) from() Day {
	day := max(p.Goal.Start, p.Reached, p.Goal.Since)
	for _, h := range p.Hushes {
		if h.Times == 0 {
			day = max(day, h.On)
		}
	}
	return day
}

// compareNotices orders notes, the most pressing first: by kind, and passed
// dates with those of major milestones before the others, of the major ones the
// newest and of the others the oldest first.
func compareNotices(a, b Notice) int {
	if c := cmp.Compare(slices.Index(noticeOrder, a.Kind), slices.Index(noticeOrder, b.Kind)); c != 0 {
		return c
	}
	switch {
	case a.Milestone.Major && b.Milestone.Major:
		return cmp.Compare(b.due(), a.due())
	case a.Milestone.Major:
		return -1
	case b.Milestone.Major:
		return 1
	}
	return cmp.Compare(a.due(), b.due())
}

// How notes rest that were put aside: UX.md section 11.
const (
	HushDays  = 7  // for how many days no note on the goal comes after "Not now"
	MaxHushes = 3  // after how many times in a row a note waits until it is asked for
	sameSpell = 28 // how many days may lie between two times in a row
)

// Hush says that a note was put aside: it does not come by itself before a day,
// and not at all once it was put aside [MaxHushes] times in a row.
type Hush struct {
	GoalID int64
	About  string // as [Notice.About]
	Until  Day    // the first day on which it may come again
	Times  int    // how often in a row it was put aside; 0 when it was acted on
	On     Day    // the day it was put aside last
}

// NotNow puts a note aside for [HushDays] as of today. It counts how often in a
// row that was done: was is what was said of the same note before, or zero. After
// a gap of more than four weeks it counts anew, unless the note is silent.
func NotNow(was Hush, about string, goal int64, today Day) Hush {
	h := Hush{GoalID: goal, About: about, Until: today + HushDays, Times: 1, On: today}
	if was.GoalID == goal && was.About == about && (was.Silent() || today-was.Until <= sameSpell) {
		h.Times = was.Times + 1
	}
	return h
}

// ActedOn says that something was done about a note: none on the goal comes for
// so many days, and the quiet days are counted anew.
func ActedOn(about string, goal int64, days int, today Day) Hush {
	return Hush{GoalID: goal, About: about, Until: today + Day(days), On: today}
}

// Silent reports whether the note was put aside so often that it waits until it
// is asked for.
func (h Hush) Silent() bool { return h.Times >= MaxHushes }

// Note is the note on the goal that may come by itself today, the most pressing
// one. None does in the days after one of the goal's notes was put aside, but
// that a measure goes the other way, which only its own note being put aside
// holds back.
func (p Pace) Note(today Day) (Notice, bool) {
	for _, n := range p.Notices(today) {
		held := slices.ContainsFunc(p.Hushes, func(h Hush) bool {
			own := h.About == n.About()
			return own && h.Silent() || h.Until > today && (own || n.Kind != NoticeWorse)
		})
		if !held {
			return n, true
		}
	}
	return Notice{}, false
}

// FirstNote is the one note that may come by itself today of several goals, the
// most pressing; of those alike, that of the first goal. None takes the place of
// one that was put aside today.
func FirstNote(list []Pace, today Day) (first Notice, ok bool) {
	for _, p := range list {
		if slices.ContainsFunc(p.Hushes, func(h Hush) bool { return h.On == today }) {
			return Notice{}, false
		}
	}
	for _, p := range list {
		if n, found := p.Note(today); found && (!ok || compareNotices(n, first) < 0) {
			first, ok = n, true
		}
	}
	return first, ok
}

// Words say what is seen, in a sentence or two for Today: "Knee bend has stayed
// near 95 degrees for 3 weeks."
func (n Notice) Words(s Dates) string {
	switch n.Kind {
	case NoticeWorse:
		return n.Measure.worseWords(n.Trend, s)
	case NoticePassed:
		on := s.Short(n.due())
		if n.due() == s.Today-1 {
			on = "yesterday, " + on
		}
		return Quote(n.Milestone.Title) + " was planned for " + on + "."
	case NoticeLevel:
		return n.Measure.levelWords(n.Trend)
	case NoticeQuiet:
		return "No milestone was checked off for a while. That is all right."
	}
	return ""
}

// Comfort is what is kind and true of the notice, in a sentence or two. It never
// says what a number means.
func (n Notice) Comfort(s Dates) string {
	switch n.Kind {
	case NoticeWorse:
		return "If this worries you, call your care team."
	case NoticePassed:
		return "Plans move. That is normal."
	case NoticeLevel:
		return n.Measure.levelComfort(n.Trend, n.Goal.SeriesOf(n.Measure.ID), s)
	case NoticeQuiet:
		return "This happens to most people."
	}
	return ""
}

// Because are the numbers the notice is told from, a sentence each, for whoever
// asks why it came.
func (n Notice) Because(s Dates) []string {
	switch n.Kind {
	case NoticeWorse:
		return n.Measure.worseBecause(n.Trend, s)
	case NoticePassed:
		return n.passedBecause(s)
	case NoticeLevel:
		return n.Measure.levelBecause(n.Trend, s)
	case NoticeQuiet:
		return n.quietBecause(s)
	}
	return nil
}

func (n Notice) passedBecause(s Dates) []string {
	list := []string{"It was planned for " + s.Short(n.due()) + ".", "That is " + Count(int(s.Today-n.due()), "day") + " ago."}
	if n.Milestone.Major {
		list = append(list, "It is a major milestone.")
	}
	return append(list, "A note comes "+Count(int(n.Milestone.passedAfter()), "day")+" after such a date.")
}

func (n Notice) quietBecause(s Dates) []string {
	from := "You chose what to do on "
	switch n.From {
	case n.Reached:
		from = "The last milestone was reached on "
	case n.Goal.Start:
		from = "The goal began on "
	case n.Goal.Since:
		from = "The goal was picked up again on "
	}
	return []string{
		from + s.Short(n.From) + ".",
		"That is " + Count(int(s.Today-n.From), "day") + " ago.",
		"The next milestone has no date ahead.",
		"A note comes after " + Count(n.Goal.QuietDays, "quiet day") + ".",
		"That number is set in question 4.",
	}
}
