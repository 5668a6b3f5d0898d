package model

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// Reading is one value of a measure that was written down.
type Reading struct {
	ID        int64
	UID       string
	MeasureID int64
	On        Day       // the day it is of, not after the day it is written down
	At        time.Time // when it was written down, UTC; those of one day stand in this order
	Value     float64   // in the measure's unit; of done or not done, 1 or 0
	ReadBy    int64     // who measured it, or 0
	By        string    // their name
	Note      string    // a few words
}

// Before orders readings by their day and, within it, as they were written down.
func (r Reading) Before(other Reading) bool { return compareReadings(r, other) < 0 }

func compareReadings(a, b Reading) int {
	return cmp.Or(cmp.Compare(a.On, b.On), a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
}

// Done reports whether a reading of a measure that is done or not says that it
// was done.
func (r Reading) Done() bool { return r.Value != 0 }

// Check tells whether a reading of the measure can be kept today. A number that
// the measure cannot be is a [RangeError], a day after today a [DateError].
func (m Measure) Check(r Reading, today Day) error {
	if err := m.checkValue(r.Value); err != nil {
		return err
	}
	switch {
	case m.Kind == Done && r.Value != 0 && r.Value != 1:
		return &RangeError{Measure: m, Value: r.Value}
	case r.On == 0:
		return &DateError{Err: ErrDateUnreadable, Sense: Happened}
	case r.On > today:
		return &DateError{Err: ErrDateFuture, Day: r.On, Sense: Happened}
	}
	return checkText("note", r.Note)
}

// Meant is what was likely meant by a number that the measure cannot be: one
// with its last digit pressed twice, or a zero too many. It is false when
// nothing is near.
func (m Measure) Meant(v float64) (float64, bool) {
	if v != math.Trunc(v) || math.Abs(v) < 10 || math.Abs(v) > 1e15 || m.checkValue(v) == nil {
		return 0, false
	}
	last, short := math.Abs(math.Mod(v, 10)), math.Trunc(v/10)
	if (last == 0 || last == math.Abs(math.Mod(short, 10))) && m.checkValue(short) == nil {
		return short, true
	}
	return 0, false
}

// OnScale reports whether the measure has a few whole values from 0 up, which can
// be shown side by side: pain, 0 to 10.
func (m Measure) OnScale() bool {
	return m.Kind == Number && strings.HasPrefix(m.Unit, "of ") && m.Min != nil && m.Max != nil && *m.Min == 0 && *m.Max >= 2 && *m.Max <= 10
}

// Step is by how much one press changes a value of the measure.
func (m Measure) Step(last float64) float64 {
	switch {
	case m.Min != nil && m.Max != nil && *m.Max-*m.Min >= 10_000:
		return 100
	case last != math.Trunc(last):
		return 0.1
	}
	return 1
}

// Told is a value of the measure in words: "96 degrees", "3 of 10", "done".
func (m Measure) Told(v float64) string {
	if m.Kind == Done {
		return map[bool]string{true: "done", false: "not done"}[v != 0]
	}
	return m.Amount(v)
}

// Wrote is the deed of writing a value of the measure down.
func (m Measure) Wrote(v float64) Deed { return Deed{Words: "Wrote down " + m.Name + ": " + m.Told(v)} }

// ReadingChange does one thing to a reading of a measure.
type ReadingChange func(m Measure, r *Reading) (Deed, error)

// Correct changes a reading as far as now differs from was. What the measure
// cannot be, and a day after today, is refused as [Measure.Check] says; a day that
// was after today before is not: then a clock was wrong.
func Correct(was, now Reading, today Day) ReadingChange {
	return func(m Measure, r *Reading) (Deed, error) {
		before := r.Value
		r.On = Merge(r.On, was.On, now.On)
		r.Value = Merge(r.Value, was.Value, now.Value)
		r.ReadBy = Merge(r.ReadBy, was.ReadBy, now.ReadBy)
		r.Note = Merge(r.Note, was.Note, now.Note)
		words := "Corrected a reading of " + m.Name
		if before != r.Value {
			words += ": " + m.Told(r.Value) + ", it was " + m.Told(before)
		}
		return Deed{Words: words}, m.Check(*r, max(today, was.On))
	}
}

// Series is what is known of a measure's readings where not all are at hand.
type Series struct {
	Days  []Reading // the last reading of each day of the last [SeriesDays], oldest first
	First Reading   // the first ever, or in a [Summary] the first of these; its ID is 0 when there is none
	Last  Reading   // the newest
}

// SeriesDays is how many days a [Series] looks back, today among them: twelve weeks.
const SeriesDays = 84

// None reports whether nothing was ever read.
func (s Series) None() bool { return s.Last.ID == 0 }

// SeriesOf sums up all readings of a measure, in any order, as of today.
func SeriesOf(all []Reading, today Day) Series {
	if len(all) == 0 {
		return Series{}
	}
	all = slices.SortedFunc(slices.Values(all), compareReadings)
	s := Series{First: all[0], Last: all[len(all)-1]}
	for i, r := range all {
		if r.On > today-SeriesDays && (i+1 == len(all) || all[i+1].On != r.On) {
			s.Days = append(s.Days, r)
		}
	}
	return s
}

// Late is the series without what went before its days: its first is the first of
// these or, where there are none, the last of all.
func (s Series) Late() Series {
	if s.First = s.Last; len(s.Days) > 0 {
		s.First = s.Days[0]
	}
	return s
}

// Since returns the days of the series from a day on.
func (s Series) Since(day Day) []Reading {
	i := slices.IndexFunc(s.Days, func(r Reading) bool { return r.On >= day })
	if i < 0 {
		return nil
	}
	return s.Days[i:]
}

// On returns the last reading of a day, and whether there is one.
func (s Series) On(day Day) (Reading, bool) {
	for _, r := range s.Days {
		if r.On == day {
			return r, true
		}
	}
	return Reading{}, false
}

// SeriesOf returns what is known of the readings of one of the goal's measures.
func (g Goal) SeriesOf(measure int64) Series { return g.Series[measure] }

// DueToday reports whether the measure is to be read today: its last reading is
// as many days old as it is read apart, or there is none.
func (m Measure) DueToday(s Series, today Day) bool {
	return s.None() || s.Last.On+Day(m.EveryDays) <= today
}

// fourWeeks is what a change is told over.
const fourWeeks = 28

// LastWords say the last value and its day, when that is not today: "96 degrees,
// Sun 22 Nov", "" when nothing was read yet.
func (m Measure) LastWords(s Series, d Dates) string {
	switch {
	case s.None():
		return ""
	case s.Last.On == d.Today:
		return m.Told(s.Last.Value) + " today"
	case s.Last.On == d.Today-1:
		return m.Told(s.Last.Value) + " yesterday"
	}
	return m.Told(s.Last.Value) + " on " + d.Short(s.Last.On)
}

// ChangeWords say how the value changed over the last four weeks before its last
// reading, or since the first one within them: "Up 4 in 4 weeks.", "Down 2 since
// Mon 9 Nov.", "The same as on Mon 2 Nov."; "" when there is nothing to compare.
// Of done or not done they count the days: "19 of the last 28 days."
func (m Measure) ChangeWords(s Series, d Dates) string {
	if m.Kind == Done {
		return s.daysDone(d.Today)
	}
	if s.None() {
		return ""
	}
	base := s.Last
	for _, r := range s.Days {
		if r.On <= s.Last.On-fourWeeks || base.ID == s.Last.ID {
			base = r
		}
	}
	if s.Last.On-base.On > fourWeeks+7 { // a gap lies between them
		if within := s.Since(s.Last.On - fourWeeks); len(within) > 1 {
			base = within[0]
		}
	}
	if base.On == s.Last.On {
		return ""
	}
	return m.changed(base, s.Last, d)
}

// changed says how a value differs from an earlier one.
func (m Measure) changed(from, to Reading, d Dates) string {
	change := Rounded(to.Value - from.Value)
	since := "since " + d.Short(from.On)
	if weeks := int(to.On-from.On) / 7; weeks == 4 && to.On > d.Today-7 {
		since = "in 4 weeks"
	}
	switch {
	case change > 0:
		return "Up " + FormatNumber(change) + " " + since + "."
	case change < 0:
		return "Down " + FormatNumber(-change) + " " + since + "."
	}
	return "The same as on " + d.Short(from.On) + "."
}

// daysDone counts the days of the last four weeks on which it was done, or those
// since the first reading, when that is not so long ago. Today counts once it is
// written down. When nothing was for a week nothing is counted: nobody knows
// whether it was done.
func (s Series) daysDone(today Day) string {
	if s.None() || s.Last.On < today-7 {
		return ""
	}
	if s.Last.On < today {
		today--
	}
	n, of := 0, min(fourWeeks, int(today-s.First.On)+1)
	for _, r := range s.Since(today - Day(of) + 1) {
		if r.Done() {
			n++
		}
	}
	if of < 2 {
		return ""
	}
	return fmt.Sprintf("%d of the last %d days.", n, of)
}

// NowWords are the sentence that a measure's picture begins with: what it is
// now, how it changed and since when, and how far the aim is: "96 degrees now.
// Up 11 since Mon 7 Sep. Aim: 120 or more, 24 to go."
func (m Measure) NowWords(s Series, d Dates) string {
	if s.None() {
		return strings.TrimSpace("No reading yet. " + m.aimWords(Reading{}))
	}
	said := Capital(m.LastWords(s, d)) + "."
	if s.Last.On == d.Today && m.Kind == Number {
		said = m.Told(s.Last.Value) + " now."
	}
	if m.Kind == Done {
		return strings.TrimSpace(said + " " + s.daysDone(d.Today))
	}
	if s.First.On != s.Last.On {
		said += " " + m.changed(s.First, s.Last, Dates{Today: d.Today, Style: d.Style})
	}
	return strings.TrimSpace(said + " " + m.aimWords(s.Last))
}

// ThenAndNow tells of each measure of the goal that got better from where it began,
// or else from its first reading, to a day: "Knee bend: 85 degrees
// then, 118 now." A measure of which nothing is known by that day is left out.
func (g Goal) ThenAndNow(day Day) []string {
	var lines []string
	for _, m := range g.Measures {
		s := g.SeriesOf(m.ID)
		now := s.Last
		if now.On > day {
			now = Reading{}
			for _, r := range s.Days {
				if r.On <= day {
					now = r
				}
			}
		}
		then := s.First.Value
		if m.Baseline != nil {
			then = *m.Baseline
		}
		if m.Kind == Number && now.ID != 0 && m.worseBy(then, now.Value) < 0 {
			lines = append(lines, fmt.Sprintf("%s: %s then, %s now.", m.Name, m.Amount(then), FormatNumber(now.Value)))
		}
	}
	return lines
}

// aimWords say the aim and how far it is from a reading.
func (m Measure) aimWords(last Reading) string {
	aim := m.Aim()
	switch {
	case aim.None():
		return ""
	case last.ID == 0:
		return "Aim: " + aim.String() + "."
	case aim.Met(last.Value):
		return "Aim: " + aim.String() + ". It is there."
	}
	return "Aim: " + aim.String() + ", " + m.Distance(aim.ToGo(last.Value)) + " to go."
}
