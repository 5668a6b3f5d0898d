package model

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// MeasureKind tells numbers from things done or not done on a day.
type MeasureKind string

// The kinds of measure.
const (
	Number MeasureKind = "number"
	Done   MeasureKind = "done"
)

// Better says which way a measure improves.
type Better string

// The ways a measure improves.
const (
	Higher Better = "higher"
	Lower  Better = "lower"
	Within Better = "within"
)

// Measure is something a person writes down along the way. A nil number is not
// known, and a nil end of a range is open.
type Measure struct {
	ID        int64       `json:"id,omitempty"`
	UID       string      `json:"uid,omitempty"`
	GoalID    int64       `json:"goal_id,omitempty"`
	Rank      int64       `json:"rank,omitempty"`
	Name      string      `json:"name"`
	Unit      string      `json:"unit"` // "of 10", "degrees"; empty for done or not done
	Kind      MeasureKind `json:"kind"`
	Better    Better      `json:"better"`
	Baseline  *float64    `json:"baseline"`             // where it was at the start, in Unit
	AimLow    *float64    `json:"aim_low"`              // at least this, in Unit
	AimHigh   *float64    `json:"aim_high"`             // at most this, in Unit
	Min       *float64    `json:"min"`                  // the least a reading can be, to catch slips
	Max       *float64    `json:"max"`                  // the most a reading can be
	EveryDays int         `json:"every_days"`           // how often: 1 every day, 7 once a week
	Small     *float64    `json:"small,omitempty"`      // the smallest change that means something, above 0, in Unit
	SmallFrom string      `json:"small_from,omitempty"` // where that figure comes from
}

// HowOften are the choices of Measure.EveryDays, in days, that are offered.
var HowOften = []int{1, 2, 7, 14, 30}

// UsualMeasures are the measures offered when a person is asked how they will
// measure their progress. Their limits only catch slips of the fingers; none
// is a clinical threshold.
func UsualMeasures() []Measure {
	n := func(v float64) *float64 { return &v }
	return []Measure{
		{Name: "Pain", Unit: "of 10", Kind: Number, Better: Lower, Min: n(0), Max: n(10), EveryDays: 1},
		{Name: "Knee bend", Unit: "degrees", Kind: Number, Better: Higher, Min: n(-30), Max: n(180), EveryDays: 7},
		{Name: "Steps in a day", Unit: "steps", Kind: Number, Better: Higher, Min: n(0), Max: n(100_000), EveryDays: 1},
		{Name: "Minutes I can walk", Unit: "minutes", Kind: Number, Better: Higher, Min: n(0), Max: n(1440), EveryDays: 1},
		{Name: "How sure I feel", Unit: "of 10", Kind: Number, Better: Higher, Min: n(0), Max: n(10), EveryDays: 7},
		{Name: "Medicine taken", Kind: Done, Better: Higher, EveryDays: 1},
	}
}

// Validate tells whether the measure can be kept.
func (m Measure) Validate() error {
	if err := checkName("measure", m.Name); err != nil {
		return err
	}
	if err := checkLine("unit", m.Unit); err != nil {
		return err
	}
	if err := checkLine("source", m.SmallFrom); err != nil {
		return err
	}
	if m.Small != nil && !(*m.Small > 0 && *m.Small <= math.MaxFloat64) {
		return fmt.Errorf("small change of %q, %v: %w", m.Name, *m.Small, ErrOutOfRange)
	}
	for _, v := range []*float64{m.Baseline, m.AimLow, m.AimHigh} {
		if v == nil {
			continue
		}
		if err := m.checkValue(*v); err != nil {
			return err
		}
	}
	if m.AimLow != nil && m.AimHigh != nil && *m.AimLow > *m.AimHigh {
		return &RangeError{Measure: m, Value: *m.AimLow}
	}
	if m.Kind != Number && m.Kind != Done || m.Better != Higher && m.Better != Lower && m.Better != Within {
		return fmt.Errorf("measure %q is a %q, better %q: %w", m.Name, m.Kind, m.Better, ErrOutOfRange)
	}
	if m.EveryDays < 1 || m.EveryDays > 366 {
		return fmt.Errorf("measure %q every %d days: %w", m.Name, m.EveryDays, ErrOutOfRange)
	}
	return nil
}

// checkValue tells whether the measure can be a number at all.
func (m Measure) checkValue(v float64) error {
	if math.IsNaN(v) || math.IsInf(v, 0) || (m.Min != nil && v < *m.Min) || (m.Max != nil && v > *m.Max) {
		return &RangeError{Measure: m, Value: v}
	}
	return nil
}

// RangeError says that a number lies outside what its measure can be. It
// unwraps to [ErrOutOfRange].
type RangeError struct {
	Measure Measure
	Value   float64
}

func (e *RangeError) Error() string {
	return fmt.Sprintf("%s %s: %v", e.Measure.Name, FormatNumber(e.Value), ErrOutOfRange)
}
func (e *RangeError) Unwrap() error { return ErrOutOfRange }

// thousands is a number whose thousands are parted by commas or spaces.
var thousands = regexp.MustCompile(`^[+-]?[1-9]\d{0,2}([ ,]\d{3})+$`)

// ParseNumber reads a number with a decimal point or comma and any sign,
// including the minus sign of print. "4,500" and "4 500" are thousands.
func ParseNumber(s string) (float64, error) {
	s = strings.ReplaceAll(strings.TrimSpace(s), "−", "-")
	if thousands.MatchString(s) {
		s = strings.NewReplacer(",", "", " ", "").Replace(s)
	} else {
		s = strings.Replace(s, ",", ".", 1)
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || strings.Trim(s, "+-.0123456789") != "" {
		return 0, fmt.Errorf("number %q: %w", s, ErrOutOfRange)
	}
	return v + 0, nil // minus zero is zero
}

// ParseValue reads a number as [ParseNumber] does; the measure's unit may stand
// behind it: "85 degrees".
func (m Measure) ParseValue(typed string) (float64, error) { return ParseNumber(m.bare(typed)) }

// ParseAim reads an aim as [ParseAim] does, with the measure's unit or without.
func (m Measure) ParseAim(typed string) (Aim, error) { return ParseAim(m.bare(typed)) }

// bare is what was typed without the measure's unit at its end.
func (m Measure) bare(typed string) string {
	typed = strings.TrimSpace(typed)
	for _, unit := range []string{m.Unit, map[string]string{"degrees": "°"}[m.Unit]} {
		if at := len(typed) - len(unit); unit != "" && at > 0 && strings.EqualFold(typed[at:], unit) {
			return strings.TrimSpace(typed[:at])
		}
	}
	return typed
}

// FormatNumber writes a number without needless zeros.
func FormatNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// Amount writes a number with the measure's unit: "85 degrees", "1 degree", "3 of
// 10".
func (m Measure) Amount(v float64) string {
	unit := m.Unit
	if one := strings.TrimSuffix(unit, "s"); math.Abs(v) == 1 && len(one) > 2 && !strings.HasSuffix(one, "s") {
		unit = one // 1 degree
	}
	return strings.TrimSpace(FormatNumber(v) + " " + unit)
}

// Distance writes how far one number is from another: "24 degrees", "3".
func (m Measure) Distance(far float64) string {
	if strings.HasPrefix(m.Unit, "of ") { // "of 10"
		return FormatNumber(far)
	}
	return m.Amount(far)
}

// Scale names the measure with the scale it is on: "Pain, 0 to 10", "Knee
// bend, in degrees". A unit that the name says already is left out.
func (m Measure) Scale() string {
	switch {
	case strings.HasPrefix(m.Unit, "of "): // "of 10"
		low := 0.0
		if m.Min != nil {
			low = *m.Min
		}
		return m.Name + ", " + FormatNumber(low) + " to " + strings.TrimPrefix(m.Unit, "of ")
	case m.Unit == "" || strings.Contains(strings.ToLower(m.Name), strings.ToLower(m.Unit)):
		return m.Name
	}
	return m.Name + ", in " + m.Unit
}

// Often says how often the measure is written down: "every day", "once a week".
func (m Measure) Often() string {
	switch m.EveryDays {
	case 1:
		return "every day"
	case 7:
		return "once a week"
	}
	return fmt.Sprintf("every %d days", m.EveryDays)
}

// Aim is what is aimed for.
func (m Measure) Aim() Aim { return Aim{m.AimLow, m.AimHigh} }

// String is the measure as a sentence or two: "Pain, every day. Now 5 of 10. Aim:
// 2 or less." In a goal that has begun, now is the start.
func (m Measure) String() string {
	s := m.Name
	if m.Baseline == nil {
		s = m.Scale()
	}
	s += ", " + m.Often() + "."
	switch {
	case m.Baseline != nil && m.ID != 0:
		s += " At the start: " + m.Amount(*m.Baseline) + "."
	case m.Baseline != nil:
		s += " Now " + m.Amount(*m.Baseline) + "."
	}
	if aim := m.Aim(); !aim.None() {
		s += " Aim: " + aim.String() + "."
	}
	return s
}
