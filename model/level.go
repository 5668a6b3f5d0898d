package model

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// What a measure has to show before it is called level: UX.md section 11. They
// are choices of ours and no clinical thresholds, for there are none (Demain
// 2006, Disabil Rehabil 28:815).
const (
	levelDays     = 14 // how many days the readings span, and it was level for
	levelReadings = 4  // on how many days it was read
	fairReadings  = 6  // of how many it is asked whether they go one way, where so many lie near each other
)

// Trend is what the readings of a measure come to as of a day, with all that it
// is told from. It tells what changed and never why. Nothing is claimed of a
// measure without a small change, of done or not done, or of one that was not
// read within its window before today: its Days are empty then.
type Trend struct {
	Window int       // how many days it looks back from the last reading, as [Window]
	Small  float64   // the smallest change that means something, in the measure's unit
	Days   []Reading // the readings of the window, one a day, oldest first

	Enough bool    // there are enough of them to tell whether it is level
	Span   int     // days between the first and the last of them
	Slope  float64 // as [TheilSen], in units per day
	Change float64 // what the slope comes to over the span, in units, 0 or more
	Steady bool    // they keep going one way
	Middle float64 // their median
	Near   float64 // the median as it is said, with one decimal at most
	Since  Day     // from when on every reading is near it, to the last one

	Lately []Reading // the last two days' readings, when there are enough before them
	Before []Reading // those of the four weeks before them, oldest first
	Usual  float64   // the median of these

	Slide   []Reading // those of the last four weeks, when they went the wrong way by more than Small
	Dropped bool      // the last two are worse than usual by more than Small

	Worse  bool // they slid, or the last two are worse than usual by more than Small, and the aim is not met
	Level  bool // it stays where it is, is not worse, and there is something left to aim for
	Gained bool // the last one is better than the window's first by Small or more
}

// Window is how many days of readings, back from the last one, are to tell whether
// a measure is level: two weeks, or as long as the goal may be quiet, or three
// times as long as the readings are apart, whichever is most.
func Window(m Measure, quietDays int) int { return max(levelDays, quietDays, 3*m.EveryDays) }

// Trend tells what the readings of the measure come to as of today, in a goal
// that may be quiet for so many days.
func (m Measure) Trend(s Series, quietDays int, today Day) Trend {
	t := Trend{Window: Window(m, quietDays)}
	if m.Kind != Number || m.Small == nil || len(s.Days) == 0 {
		return t
	}
	t.Small = *m.Small
	last := s.Days[len(s.Days)-1]
	if today-last.On > Day(t.Window) {
		return t
	}
	// Readings come a little late at times, and so it looks back a bit further.
	t.Days = s.Since(last.On - Day(t.Window+m.EveryDays-1))
	t.Gained = m.worseBy(last.Value, t.Days[0].Value) >= t.Small
	t.fit()
	t.heldSince(s.Days)
	t.compare(m, s)
	t.Level = t.level() && !t.Worse && !m.settled(last.Value) && !m.settled(t.Near)
	return t
}

// fit works out how the readings of the window change.
func (t *Trend) fit() {
	t.Span = int(t.Days[len(t.Days)-1].On - t.Days[0].On)
	t.Enough = len(t.Days) >= levelReadings && t.Span >= levelDays
	t.Slope = TheilSen(t.Days)
	t.Change = fitted(t.Days)
	t.Middle = middle(t.Days)
	t.Near = said(t.Middle, t.Days)
}

// heldSince looks whether the readings keep going one way, and for the first day
// from which on every one lies nearer to the middle than Small. It goes back before the window only as long as what the
// readings from there on come to is still no change: a slow rise that went
// before is no part of it. It is 0 when not even the last one is near.
func (t *Trend) heldSince(all []Reading) {
	window := len(all) - len(t.Days)
	near := len(all)
	for near > 0 && Rounded(math.Abs(all[near-1].Value-t.Middle)) < t.Small {
		near--
	}
	from := max(near, len(all)-fairReadings) // four alone often seem to go one way
	t.Steady = steady(all[min(from, window):]) || oneWay(t.Days)
	t.Since = 0
	if near < len(all) {
		t.Since = all[max(near, window)].On
	}
	for i := window - 1; i >= near && near <= window && (!t.Steady && t.Change < t.Small); i-- {
		if steady(all[i:]) || fitted(all[i:]) >= t.Small {
			return
		}
		t.Since = all[i].On
	}
}

// fitted is what the slope of some days' readings comes to from the first to the
// last of them, in units, 0 or more.
func fitted(days []Reading) float64 {
	return Rounded(math.Abs(TheilSen(days)) * float64(days[len(days)-1].On-days[0].On))
}

// Held is for how many days, up to the last reading, every one was near the
// middle; 0 when the last one is not.
func (t Trend) Held() int {
	if t.Since == 0 {
		return 0
	}
	return int(t.Days[len(t.Days)-1].On - t.Since)
}

// level reports whether the readings of the window stay where they are. A change
// smaller than Small is not enough: what goes up a little from each reading to
// the next is a steady gain, however long it takes to add up, and is never
// called level. openScale #1453 called a steady loss of 22 kg a plateau, because
// it looked at the size of each step alone.
func (t Trend) level() bool {
	return t.Enough && t.Change < t.Small && !t.Steady && t.Held() >= levelDays
}

// compare holds the last two days against the four weeks before them.
func (t *Trend) compare(m Measure, s Series) {
	at := len(s.Days) - 2
	if at < 2 {
		return
	}
	t.slide(m, s)
	from := s.Days[at].On - fourWeeks
	before := slices.DeleteFunc(slices.Clone(s.Days[:at]), func(r Reading) bool { return r.On < from })
	if len(before) < 2 {
		return
	}
	t.Lately, t.Before, t.Usual = s.Days[at:], before, middle(before)
	t.Dropped = m.worseBy(t.Usual, t.Lately[0].Value) > t.Small && m.worseBy(t.Usual, t.Lately[1].Value) > t.Small
	t.Worse = (t.Dropped || len(t.Slide) > 0) && !m.Aim().Met(t.Lately[1].Value)
}

// slide looks whether the last four weeks went the wrong way, little by little, so
// that no reading differs much from those around it.
func (t *Trend) slide(m Measure, s Series) {
	days := s.Since(s.Days[len(s.Days)-1].On - fourWeeks)
	if len(days) < levelReadings || int(days[len(days)-1].On-days[0].On) < levelDays {
		return
	}
	if fell := m.Better != Within && m.worseBy(0, TheilSen(days)) > 0; fell && steady(days) && fitted(days) > t.Small {
		t.Slide = days
	}
}

// worseBy is by how much one value of the measure is worse than another, in its
// unit, to twelve digits; below 0 when it is better. Of a measure that is best
// within its aim, it is how much farther from the aim it lies.
func (m Measure) worseBy(from, to float64) float64 {
	switch m.Better {
	case Higher:
		return Rounded(from - to)
	case Lower:
		return Rounded(to - from)
	}
	return Rounded(m.Aim().ToGo(to) - m.Aim().ToGo(from))
}

// settled reports whether there is nothing left to aim for at a value: it meets
// the aim, or the measure can be no better. Pain that stays at 0 is no news.
func (m Measure) settled(v float64) bool {
	return m.Aim().Met(v) ||
		m.Better == Higher && m.Max != nil && v >= *m.Max ||
		m.Better == Lower && m.Min != nil && v <= *m.Min
}

// TheilSen is the slope of some days' readings, in units per day: the median of
// the slopes between any two of them (Theil 1950, Sen 1968), which a few odd
// readings hardly move. It is 0 for fewer than two days.
func TheilSen(days []Reading) float64 {
	var slopes []float64
	for i, a := range days {
		for _, b := range days[i+1:] {
			if apart := b.On - a.On; apart != 0 {
				slopes = append(slopes, (b.Value-a.Value)/float64(apart))
			}
		}
	}
	return median(slopes)
}

// steady reports whether the readings keep going one way: of all pairs of them,
// those that rise and those that fall differ by more than half (the count S of
// Mann 1945 and Kendall). It looks at the order alone, so that no gain is too
// small. Of four readings a single step, 94, 95, 95, 95, is not yet a way.
func steady(days []Reading) bool {
	s, pairs := rises(days)
	return 2*max(s, -s) > pairs
}

// oneWay reports whether each reading lies beyond all before it, on one side.
func oneWay(days []Reading) bool {
	s, pairs := rises(days)
	return max(s, -s) == pairs
}

// rises counts the pairs of readings that rise less those that fall, and all.
func rises(days []Reading) (s, pairs int) {
	for i, a := range days {
		for _, b := range days[i+1:] {
			s += cmp.Compare(b.Value, a.Value)
			pairs++
		}
	}
	return s, pairs
}

// middle is the median of the readings' values, to twelve digits.
func middle(days []Reading) float64 {
	values := make([]float64, len(days))
	for i, r := range days {
		values[i] = r.Value
	}
	return Rounded(median(values))
}

// median sorts some numbers and returns the one in the middle, or the mean of
// the two there; 0 for none.
func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	half := len(values) / 2
	if len(values)%2 == 1 {
		return values[half]
	}
	return values[half-1]/2 + values[half]/2
}

// said is a value among some readings as it is told: a whole number when they
// all are, else with one decimal. A half goes up.
func said(v float64, among []Reading) float64 {
	scale := 1.0
	if slices.ContainsFunc(among, func(r Reading) bool { return r.Value != math.Trunc(r.Value) }) {
		scale = 10
	}
	return Rounded(math.Floor(v*scale+0.5) / scale)
}

// mostReadings is how many readings are listed to say what a note was told from.
const mostReadings = 12

// levelWords are the sentence of a note on a measure that is level.
func (m Measure) levelWords(t Trend) string {
	return m.Name + " has stayed near " + m.Amount(t.Near) + " for " + Count(t.Held()/7, "week") + "."
}

// worseWords are the sentences of a note on a measure that goes the other way.
// Only a reading of today is what it is now.
func (m Measure) worseWords(t Trend, s Dates) string {
	usual := " It was near " + FormatNumber(said(t.Usual, t.Before)) + " before."
	if !t.Dropped {
		usual = " It was " + FormatNumber(t.Slide[0].Value) + " on " + s.Short(t.Slide[0].On) + "."
	}
	switch last := t.Lately[1]; last.On {
	case s.Today:
		return m.Name + " is " + m.Amount(last.Value) + " now." + usual
	default:
		return m.Name + " was " + m.LastWords(Series{Last: last}, s) + "." + usual
	}
}

// levelComfort is what is kind and true of a measure that is level. No ground was
// lost when it began worse and no day that is at hand was better by what counts.
func (m Measure) levelComfort(t Trend, known Series, s Dates) string {
	common := "Level spells are common in recovery."
	now := t.Days[len(t.Days)-1].Value
	lost := slices.ContainsFunc(known.Days, func(r Reading) bool { return m.worseBy(r.Value, now) >= t.Small })
	if lost || m.worseBy(now, known.First.Value) <= 0 {
		return common
	}
	return "No ground is lost: it was " + FormatNumber(known.First.Value) + " on " + s.Short(known.First.On) + ". " + common
}

// levelBecause are the numbers that tell the measure is level, a sentence each.
func (m Measure) levelBecause(t Trend, s Dates) []string {
	first, last := t.Days[0], t.Days[len(t.Days)-1]
	list := []string{"Looked at: " + Count(len(t.Days), "reading") + " from " + s.Short(first.On) + " to " + s.Short(last.On) + "."}
	list = append(list, m.listed(t.Days, s)...)
	list = append(list,
		"Over these days the change is about "+m.Distance(t.about())+".",
		"They do not keep going one way.",
		"The middle of them is "+m.Amount(t.Middle)+".",
		"All since "+s.Short(t.Since)+" are nearer to it than "+m.Distance(t.Small)+".")
	list = append(list, m.smallBecause()...)
	if aim := m.Aim(); !aim.None() {
		list = append(list, "The aim of "+aim.String()+" is not reached yet.")
	}
	return list
}

// about is the change with one decimal, which never rounds it up to Small.
func (t Trend) about() float64 {
	if near := math.Round(10*t.Change) / 10; near < t.Small {
		return near
	}
	return math.Floor(10*t.Change) / 10
}

// worseBecause are the numbers that tell the measure goes the other way.
func (m Measure) worseBecause(t Trend, s Dates) []string {
	var list []string
	if t.Dropped {
		list = append([]string{"Looked at: the last 2 readings."}, m.listed(t.Lately, s)...)
		list = append(list,
			"In the 4 weeks before there are "+Count(len(t.Before), "reading")+".",
			"The middle of them is "+m.Amount(t.Usual)+".")
	} else {
		list = append([]string{"Looked at: the last 4 weeks, " + Count(len(t.Slide), "reading") + "."}, m.listed(t.Slide, s)...)
		list = append(list, "Over these days the change is about "+m.Distance(math.Round(10*fitted(t.Slide))/10)+".")
	}
	switch {
	case m.Better == Within:
		list = append(list, "For this measure, nearer to "+m.Aim().String()+" is better.")
	default:
		list = append(list, "For this measure, "+string(m.Better)+" is better.")
	}
	return append(list, m.smallBecause()...)
}

// smallBecause say the smallest change that counts, and where it comes from.
func (m Measure) smallBecause() []string {
	list := []string{"You set the smallest change that counts at " + m.Distance(*m.Small) + "."}
	if m.SmallFrom != "" {
		list = append(list, "That number is from: "+Sentence(m.SmallFrom))
	}
	return list
}

// listed are the last of some readings, one a line: "Mon 2 Nov: 95 degrees."
func (m Measure) listed(days []Reading, s Dates) []string {
	var list []string
	if more := len(days) - mostReadings; more > 0 {
		list = append(list, fmt.Sprintf("The last %d are here, and %d came before.", mostReadings, more))
	}
	for _, r := range days[max(0, len(days)-mostReadings):] {
		list = append(list, s.Short(r.On)+": "+m.Amount(r.Value)+".")
	}
	return list
}
