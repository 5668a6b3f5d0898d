package model

import (
	"fmt"
	"time"
)

// DateStyle is the order in which a person likes to read a date. The month is a
// word or stands between the year and the day, so that no date can be read two
// ways.
type DateStyle string

// The styles of dates. The empty style is DayFirst.
const (
	DayFirst   DateStyle = "day-first"   // Mon 23 Nov 2026
	MonthFirst DateStyle = "month-first" // Mon Nov 23, 2026
	YearFirst  DateStyle = "year-first"  // Mon 2026-11-23
)

// dateLayout are a style's forms, as [time.Time.Format] takes them.
type dateLayout struct{ short, withYear, long string }

func (s DateStyle) layout() dateLayout {
	switch s {
	case MonthFirst:
		return dateLayout{"Mon Jan 2", "Mon Jan 2, 2006", "Monday, January 2, 2006"}
	case YearFirst:
		return dateLayout{"Mon 2006-01-02", "Mon 2006-01-02", "Monday 2006-01-02"}
	}
	return dateLayout{"Mon 2 Jan", "Mon 2 Jan 2006", "Monday 2 January 2006"}
}

// Dates tells days in words, as they are seen from today.
type Dates struct {
	Today Day
	Style DateStyle
}

// Short names a day in few letters: "Thu 26 Nov", with the year when it is not
// that of today.
func (s Dates) Short(d Day) string {
	if !sameYear(d, s.Today) {
		return s.WithYear(d)
	}
	return d.time().Format(s.Style.layout().short)
}

// WithYear names a day in few letters and always says the year: "Thu 26 Nov 2026".
func (s Dates) WithYear(d Day) string { return d.time().Format(s.Style.layout().withYear) }

// Long names a day in full: "Monday 23 November 2026".
func (s Dates) Long(d Day) string { return d.time().Format(s.Style.layout().long) }

// Clock tells the time of day, where t is: "9:30", "18:04".
func Clock(t time.Time) string { return fmt.Sprintf("%d:%02d", t.Hour(), t.Minute()) }

// InMonth names a day where its month is said already: "Thu 26".
func (s Dates) InMonth(d Day) string { return d.time().Format("Mon 2") }

// Month names a day's month, with the year when it is not that of today.
func (s Dates) Month(d Day) string {
	y, m, _ := d.Date()
	if !sameYear(d, s.Today) {
		return fmt.Sprintf("%s %d", m, y)
	}
	return m.String()
}

// Away says how far a day is from today: "today", "tomorrow", "in 3 days",
// "yesterday", "3 days ago". From two weeks on it says nothing.
func (s Dates) Away(d Day) string {
	switch n := int(d - s.Today); {
	case n == 0:
		return "today"
	case n == 1:
		return "tomorrow"
	case n == -1:
		return "yesterday"
	case n > 1 && n < 14:
		return fmt.Sprintf("in %d days", n)
	case n < -1 && n > -14:
		return fmt.Sprintf("%d days ago", -n)
	}
	return ""
}

// Near names a day and, when it is under two weeks away, how far it is: "Thu 26
// Nov, in 3 days".
func (s Dates) Near(d Day) string {
	if away := s.Away(d); away != "" {
		return s.Short(d) + ", " + away
	}
	return s.Short(d)
}
