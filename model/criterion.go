package model

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Criterion ties a milestone to a measure of its goal and to the values that
// meet it: "Knee bends to 90 degrees" is Knee bend, at least 90. The zero
// Criterion ties it to none. Meeting it never checks a milestone off by itself.
type Criterion struct {
	MeasureID int64  `json:"measure_id,omitempty"` // 0 in a plan that is not in the file yet
	Measure   string `json:"measure,omitempty"`    // the measure's name
	Aim
}

// None reports whether the milestone is tied to no measure.
func (c Criterion) None() bool { return c.MeasureID == 0 && c.Measure == "" }

// Of reports whether the criterion is about a measure.
func (c Criterion) Of(m Measure) bool {
	if c.MeasureID != 0 && m.ID != 0 {
		return c.MeasureID == m.ID
	}
	return c.Measure != "" && SameTitle(c.Measure, m.Name)
}

// Validate tells whether the criterion can be kept: tied to a measure it needs
// a bound, and a lower one that is not above the upper one.
func (c Criterion) Validate() error {
	if !c.None() && (c.Aim.None() || c.Low != nil && c.High != nil && *c.Low > *c.High) {
		return fmt.Errorf("criterion %q, %q: %w", c.Measure, c.Aim, ErrOutOfRange)
	}
	return nil
}

// MeasureOf returns the measure of the goal that a milestone is tied to, and
// whether it is to one.
func (g Goal) MeasureOf(m Milestone) (Measure, bool) {
	for _, measure := range g.Measures {
		if m.Criterion.Of(measure) {
			return measure, true
		}
	}
	return Measure{}, false
}

// Named is a criterion with the id and the name that its measure has in the goal,
// told by its id or else by its name; the zero Criterion when the goal has none.
func (g Goal) Named(c Criterion) Criterion {
	if m, ok := g.Measure(c.MeasureID); ok {
		c.Measure = m.Name
		return c
	}
	for _, m := range g.Measures {
		if c.Measure != "" && SameTitle(c.Measure, m.Name) {
			c.MeasureID = m.ID
			return c
		}
	}
	return Criterion{}
}

// ParseCriterion reads what meets a milestone, by a value of the measure: an aim
// in words ("at least 90", "2 or less") or a number, which the way of getting
// better makes the least or the most. A number that the measure cannot be is a
// [RangeError], anything else [ErrOutOfRange].
func (m Measure) ParseCriterion(typed string) (Criterion, error) {
	c := Criterion{MeasureID: m.ID, Measure: m.Name}
	aim, err := m.ParseAim(typed)
	if err != nil {
		var v float64
		if v, err = m.ParseValue(typed); err != nil {
			return Criterion{}, err
		}
		aim = Aim{Low: &v}
		if m.Better == Lower {
			aim = Aim{High: &v}
		}
	}
	for _, v := range []*float64{aim.Low, aim.High} {
		if v != nil {
			if err := m.checkValue(*v); err != nil {
				return Criterion{}, err
			}
		}
	}
	c.Aim = aim
	return c, nil
}

// Words say what meets the criterion: "Knee bend: 90 degrees or more".
func (c Criterion) Words(m Measure) string {
	return m.Name + ": " + m.aimed(c.Aim)
}

// aimed is an aim with the measure's unit: "90 degrees or more", "4 to 7 of 10".
func (m Measure) aimed(a Aim) string {
	switch {
	case a.Low != nil && a.High != nil:
		return FormatNumber(*a.Low) + " to " + m.Amount(*a.High)
	case a.High != nil:
		return m.Amount(*a.High) + " or less"
	case a.Low != nil:
		return m.Amount(*a.Low) + " or more"
	}
	return ""
}

// HowFar says how far a milestone that is tied to a measure is, by its last
// reading or else where it began: "84 of 90 degrees.", "Now 4 of 10, for 2 or
// less.", "Now 95 degrees. It is there."; "" when it is tied to none, reached, or nothing is known.
func (g Goal) HowFar(m Milestone) string {
	measure, ok := g.MeasureOf(m)
	if !ok || m.State == Reached || m.State == LetGo {
		return ""
	}
	now, s := 0.0, g.SeriesOf(measure.ID)
	switch {
	case !s.None():
		now = s.Last.Value
	case measure.Baseline != nil:
		now = *measure.Baseline
	default:
		return ""
	}
	c := m.Criterion
	switch {
	case c.Met(now):
		return "Now " + measure.Amount(now) + ". It is there."
	case c.Low != nil && c.High == nil && *c.Low > 0 && !strings.HasPrefix(measure.Unit, "of "):
		return FormatNumber(now) + " of " + measure.Amount(*c.Low) + "."
	}
	return "Now " + measure.Amount(now) + ", for " + c.String() + "."
}

// Meets lists the open milestones of the goal that a reading reaches: it meets
// them, and the last one of the days before did not.
func (g Goal) Meets(r Reading) []Milestone {
	before, known := g.before(r)
	return slices.DeleteFunc(slices.Clone(g.Milestones), func(m Milestone) bool {
		c := m.Criterion
		return m.State != Open || c.MeasureID == 0 || c.MeasureID != r.MeasureID || !c.Met(r.Value) || known && c.Met(before)
	})
}

// before is the value of a measure before the day of a reading of it, as far as
// the series goes back.
func (g Goal) before(r Reading) (value float64, known bool) {
	s := g.SeriesOf(r.MeasureID)
	for _, other := range append([]Reading{s.First}, s.Days...) {
		if other.ID != 0 && other.On < r.On {
			value, known = other.Value, true
		}
	}
	return value, known
}

// aNumber is a number as it stands in a title.
var aNumber = regexp.MustCompile(`[-−]?\d+(?:[.,]\d+)?`)

// Fits guesses from its words which of some measures a milestone is about, and
// what meets it: "Bend my knee to 90 degrees" fits Knee bend, at least 90. It is
// false when no measure fits.
func Fits(title string, measures []Measure) (Criterion, bool) {
	best, at := 1, Criterion{}
	for _, m := range measures {
		if m.Kind != Number {
			continue
		}
		value, score := m.spokenOf(title)
		if score > best && m.checkValue(value) == nil {
			best, at = score, Criterion{MeasureID: m.ID, Measure: m.Name, Aim: m.wanted(title, value)}
		}
	}
	return at, best > 1
}

// spokenOf finds a value of the measure in words, and how sure it is that they
// speak of this measure: a word of its name counts one, and its unit two.
func (m Measure) spokenOf(title string) (value float64, score int) {
	text := Fold(title)
	places := aNumber.FindAllStringIndex(text, -1)
	if len(places) == 0 {
		return 0, 0
	}
	words := strings.FieldsFunc(Fold(m.Name), func(r rune) bool { return r < 'a' && r < 0x80 })
	for _, w := range words {
		if len(w) > 3 && slices.ContainsFunc(strings.Fields(text), func(said string) bool { return akin(said, w) }) {
			score++
			if len(words) == 1 {
				score++
			}
		}
	}
	at := places[len(places)-1]
	for _, p := range places {
		after := strings.TrimLeft(text[p[1]:], " ")
		if unit := Fold(m.Unit); unit != "" && (strings.HasPrefix(after, unit) || unit == "degrees" && strings.HasPrefix(after, "°")) {
			at, score = p, score+2
			break
		}
	}
	value, err := ParseNumber(text[at[0]:at[1]])
	if err != nil {
		return 0, 0
	}
	return value, score
}

// akin reports whether two words begin alike: "bends" and "bend".
func akin(a, b string) bool {
	a, b = strings.Trim(a, ".,:;!?"), strings.Trim(b, ".,:;!?")
	return a != "" && len(a) > 3 && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a))
}

// atMostWords say that a number is the most there is to be.
var atMostWords = regexp.MustCompile(`\b(or less|or lower|or below|at most|no more than|less than|under|below|within)\b`)

// wanted is the aim of a value in such words: at most when they say so or less is
// better, else at least.
func (m Measure) wanted(title string, v float64) Aim {
	if atMostWords.MatchString(Fold(title)) || m.Better == Lower {
		return Aim{High: &v}
	}
	return Aim{Low: &v}
}
