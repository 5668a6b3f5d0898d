package model

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// Aim is a range that a person aims for; a nil end is open.
type Aim struct {
	Low  *float64 `json:"low,omitempty"`  // at least this
	High *float64 `json:"high,omitempty"` // at most this
}

// None reports whether nothing is aimed for.
func (a Aim) None() bool { return a.Low == nil && a.High == nil }

// Met reports whether a value lies in the aim; nothing does when there is none.
func (a Aim) Met(v float64) bool { return !a.None() && a.ToGo(v) == 0 }

// ToGo is how far a value is from the aim, to twelve digits; 0 when the aim is
// met or there is none.
func (a Aim) ToGo(v float64) float64 {
	switch {
	case a.Low != nil && v < *a.Low:
		return Rounded(*a.Low - v)
	case a.High != nil && v > *a.High:
		return Rounded(v - *a.High)
	}
	return 0
}

// String says the aim in words: "2 or less", "120 or more", "4 to 7", or "".
func (a Aim) String() string {
	switch {
	case a.Low != nil && a.High != nil:
		return FormatNumber(*a.Low) + " to " + FormatNumber(*a.High)
	case a.High != nil:
		return FormatNumber(*a.High) + " or less"
	case a.Low != nil:
		return FormatNumber(*a.Low) + " or more"
	}
	return ""
}

// Rounded is a number to twelve digits: 5.1 less 2 is 3.1.
func Rounded(v float64) float64 {
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', 12, 64), 64)
	return v
}

// aimForms are the ways an aim is said.
var aimForms = sync.OnceValue(func() []aimForm {
	return []aimForm{
		{saidAs(`%s or (?:less|lower|below|under)`), atMost},
		{saidAs(`(?:at most|no more than|up to|under|below|less than|<=?|≤) ?%s`), atMost},
		{saidAs(`%s or (?:more|higher|above|over)`), atLeast},
		{saidAs(`(?:at least|no less than|over|above|more than|>=?|≥) ?%s`), atLeast},
		{saidAs(`(?:from |between |within )?%s ?(?:to|and|–) ?%s`), func(a, b *float64) Aim { return Aim{Low: a, High: b} }},
	}
})

type aimForm struct {
	form *regexp.Regexp
	aim  func(a, b *float64) Aim
}

// saidAs is the form of words in which %s stands for a number.
func saidAs(s string) *regexp.Regexp {
	return regexp.MustCompile(`^` + strings.ReplaceAll(s, "%s", `([-+−]?[0-9][0-9., ]*?)`) + `$`)
}

func atMost(a, _ *float64) Aim  { return Aim{High: a} }
func atLeast(a, _ *float64) Aim { return Aim{Low: a} }

// ParseAim reads an aim in words: "2 or less", "at least 120", "-10 to 0". What
// is none is [ErrOutOfRange].
func ParseAim(typed string) (Aim, error) {
	text := strings.ToLower(OneLine(typed))
	for _, way := range aimForms() {
		m := way.form.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		a, err := ParseNumber(m[1])
		b := a
		if err == nil && len(m) > 2 {
			b, err = ParseNumber(m[2])
		}
		if err == nil && a <= b {
			return way.aim(&a, &b), nil
		}
	}
	return Aim{}, fmt.Errorf("aim %q: %w", typed, ErrOutOfRange)
}
