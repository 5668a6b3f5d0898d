package model

// NoticeKind says what a gentle note is about.
type NoticeKind string

// The kinds of notice, most pressing first.
const (
	NoticeWorse  NoticeKind = "worse"  // a measure goes the other way
	NoticePassed NoticeKind = "passed" // the date of a milestone has passed
	NoticeLevel  NoticeKind = "level"  // a measure stays where it is
	NoticeQuiet  NoticeKind = "quiet"  // no milestone was reached for a while
)

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
}

// About names what the notice is about, for [Hush].
func (n Notice) About() string { return "" }

// Hush says that a note was put aside: it does not come by itself before a day,
// and not at all once it was put aside [MaxHushes] times in a row.
type Hush struct {
	GoalID int64
	About  string // as [Notice.About]
	Until  Day    // the first day on which it may come again
	Times  int    // how often in a row it was put aside; 0 when it was acted on
	On     Day    // the day it was put aside last
}

// Pace is what is looked at in a goal of which all is at hand.
func (g Goal) Pace() Pace { return Pace{} }
