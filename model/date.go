package model

import (
	"fmt"
	"time"
)

// Day is a calendar day without a time or a zone, counted in days so that days
// compare and subtract like numbers. The zero Day means "no day": it takes the
// place of 1 January 1900, which nobody plans for.
type Day int

const (
	isoDay       = "2006-01-02"
	secondsInDay = 24 * 60 * 60
)

// DayOf returns the calendar day of t, in t's own zone.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return NewDay(y, m, d)
}

// NewDay returns the given day. Like [time.Date] it normalises: 31 April is
// 1 May.
func NewDay(year int, month time.Month, day int) Day {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	return Day((t.Unix() - epoch().Unix()) / secondsInDay)
}

// ParseDay reads a day written as YYYY-MM-DD.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(isoDay, s)
	if err != nil {
		return 0, fmt.Errorf("day %q: %w", s, ErrDateUnreadable)
	}
	return DayOf(t), nil
}

// epoch is the day that the zero Day would stand for. Days are told from it in
// seconds: a [time.Duration] spans 292 years at most.
func epoch() time.Time { return time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC) }

func (d Day) time() time.Time { return epoch().AddDate(0, 0, int(d)) }

// String returns the day as YYYY-MM-DD, or "" for no day.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.time().Format(isoDay)
}

// Date returns the year, month and day of the month.
func (d Day) Date() (year int, month time.Month, day int) { return d.time().Date() }

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday { return d.time().Weekday() }

// AddMonths returns the same day of the month n months on; where that month is
// too short, its last day.
func (d Day) AddMonths(n int) Day {
	y, m, day := d.Date()
	first := NewDay(y, m+time.Month(n), 1)
	fy, fm, _ := first.Date()
	if last := NewDay(fy, fm+1, 1) - first; Day(day) > last {
		day = int(last)
	}
	return first + Day(day-1)
}

// MonthStart returns the first day of d's month.
func (d Day) MonthStart() Day {
	y, m, _ := d.Date()
	return NewDay(y, m, 1)
}

// Due is when a milestone or a goal is hoped for: not said, on a day, or so
// long after the goal's start ("week 6"), so that moving the start moves it.
type Due struct {
	Day       Day    `json:"day,omitempty"`        // a fixed day, when FromStart is false
	FromStart bool   `json:"from_start,omitempty"` // counted from the goal's start
	Days      int    `json:"days,omitempty"`       // after the start, 0 to [MaxDueDays]
	Months    int    `json:"months,omitempty"`     // calendar months after the start, before Days
	Typed     string `json:"typed,omitempty"`      // the phrase as the person typed it
}

// MaxDueDays is how far a day may be counted from a goal's start, typed from
// today, or moved at once: 20 years.
const MaxDueDays = 7305

// None reports whether no day was said.
func (d Due) None() bool { return d.Day == 0 && !d.FromStart }

// On returns the calendar day, given the goal's start, or 0 for none.
func (d Due) On(start Day) Day {
	if d.FromStart {
		return start.AddMonths(d.Months) + Day(d.Days)
	}
	return d.Day
}

// Phrase is the date as it could be typed again on any day: "week 6", or
// "30 Nov 2026"; "" for none.
func (d Due) Phrase() string {
	switch {
	case d.FromStart && d.Typed != "":
		return d.Typed
	case d.FromStart && d.Months != 0:
		return fmt.Sprintf("month %d", d.Months)
	case d.FromStart && d.Days > 0 && d.Days%7 == 0:
		return fmt.Sprintf("week %d", d.Days/7)
	case d.FromStart:
		return fmt.Sprintf("day %d", d.Days)
	case d.Day != 0:
		return d.Day.time().Format("2 Jan 2006")
	}
	return ""
}

// Shifted returns the due day moved n days on, or back when n is below 0. What
// is counted from the start still is, unless it would lie before the start or
// too far from it; no date stays no date.
func (d Due) Shifted(n int, start Day) Due {
	switch on := d.On(start) + Day(n); {
	case d.None() || n == 0:
		return d
	case d.FromStart && on >= start && on-start <= MaxDueDays:
		return Due{FromStart: true, Days: int(on - start)}
	default:
		return Due{Day: on}
	}
}

// Counted returns a fixed day as one counted from the start, on which it then
// is; a day before the start is the start. What is counted already stays.
func (d Due) Counted(start Day) Due {
	if d.FromStart || d.None() || d.Day-start > MaxDueDays {
		return d
	}
	return Due{FromStart: true, Days: max(0, int(d.Day-start))}
}

// MarshalText writes the day as YYYY-MM-DD, and no day as "".
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Day) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	v, err := ParseDay(string(b))
	*d = v
	return err
}
