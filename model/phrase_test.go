package model

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// monday is Monday 23 November 2026, the day most tests take place on.
var monday = NewDay(2026, time.November, 23)

func TestParseDate(t *testing.T) {
	start := NewDay(2026, time.November, 2)
	for _, tt := range []struct {
		text  string
		sense Sense
		want  string // the day, "none", "a or b", or an error's word
	}{
		{"", Planned, "none"},
		{"-", Planned, "none"},
		{"no date", Planned, "none"},
		{"No Date.", Planned, "none"},
		{"today", Planned, "2026-11-23"},
		{"Tomorrow", Planned, "2026-11-24"},
		{"tommorow", Planned, "2026-11-24"},
		{"yesterday", Planned, "past, suggests 2026-11-29"},
		{"yesterday", Happened, "2026-11-22"},
		{"Friday", Planned, "2026-11-27"},
		{"by friday", Planned, "2026-11-27"},
		{"fri", Planned, "2026-11-27"},
		{"thurs", Planned, "2026-11-26"},
		{"Monday", Planned, "2026-11-30"}, // a weekday on that weekday is a week on
		{"next Friday", Planned, "2026-12-04"},
		{"this friday", Planned, "2026-11-27"},
		{"wendsday", Planned, "2026-11-25"},
		{"Monday", Happened, "2026-11-23"},
		{"Friday", Happened, "2026-11-20"},
		{"last Friday", Happened, "2026-11-20"},
		{"last Monday", Happened, "2026-11-16"},
		{"Friday", Starting, "2026-11-20"},
		{"in 2 weeks", Planned, "2026-12-07"},
		{"in two weeks", Planned, "2026-12-07"},
		{"two weeks", Planned, "2026-12-07"},
		{"in a week", Planned, "2026-11-30"},
		{"in a fortnight", Planned, "2026-12-07"},
		{"in 3 wks", Planned, "2026-12-14"},
		{"in 10 days", Planned, "2026-12-03"},
		{"in a month", Planned, "2026-12-23"},
		{"in a couple of weeks", Planned, "2026-12-07"},
		{"next week", Planned, "2026-11-30"},
		{"3 days ago", Happened, "2026-11-20"},
		{"a week ago", Happened, "2026-11-16"},
		{"three weeks ago", Starting, "2026-11-02"},
		{"3 days ago", Planned, "past, suggests 2026-11-27"},
		{"in 2 weeks", Happened, "future"},
		{"in 2 weeks", Starting, "2026-12-07"},
		{"3 Dec", Planned, "2026-12-03"},
		{"Dec 3", Planned, "2026-12-03"},
		{"dec. 3", Planned, "2026-12-03"},
		{"by 3 dec", Planned, "2026-12-03"},
		{"3rd of December", Planned, "2026-12-03"},
		{"the 3rd of December", Planned, "2026-12-03"},
		{"3 December 2027", Planned, "2027-12-03"},
		{"December 3, 2027", Planned, "2027-12-03"},
		{"Thu 3 Dec", Planned, "2026-12-03"},
		{"Fri 3 Dec", Planned, "unreadable"},
		{"Thursday 3 December 2026", Planned, "2026-12-03"},
		{"23 nov", Planned, "2026-11-23"},
		{"22 nov", Planned, "2027-11-22"},
		{"22 nov", Happened, "2026-11-22"},
		{"24 nov", Happened, "2025-11-24"},
		{"24 nov", Starting, "2025-11-24"},
		{"24 nov 2026", Starting, "2026-11-24"},
		{"24 nov 2026", Happened, "future"},
		{"20 nov 2026", Planned, "past, suggests 2026-11-27"},
		{"febuary 3", Planned, "2027-02-03"},
		{"septmber 3", Planned, "2027-09-03"},
		{"29 feb", Planned, "2028-02-29"},
		{"29 feb", Happened, "2024-02-29"},
		{"31 feb", Planned, "unreadable"},
		{"2026-12-03", Planned, "2026-12-03"},
		{"2020-01-01", Planned, "past, suggests 2027-01-01"},
		{"end of the month", Planned, "2026-11-30"},
		{"end of december", Planned, "2026-12-31"},
		{"end of next month", Planned, "2026-12-31"},
		{"week 6", Planned, "+42"},
		{"Week 6 after surgery", Planned, "+42"},
		{"6 weeks after surgery", Planned, "+42"},
		{"weeks 5-6", Planned, "+42"},
		{"weeks 5 to 6", Planned, "+42"},
		{"wk 2", Planned, "+14"},
		{"day 10", Planned, "+10"},
		{"month 3", Planned, "+92"},
		{"3/12", Planned, "2026-12-03 or 2027-03-12"},
		{"3.12.", Planned, "2026-12-03 or 2027-03-12"},
		{"12/25", Planned, "2026-12-25"},
		{"3/3", Planned, "2027-03-03"},
		{"3/12/2027", Planned, "2027-03-12 or 2027-12-03"},
		{"nxt thu", Planned, "unreadable"},
		{"soon", Planned, "unreadable"},
		{"in 900 weeks", Planned, "2044-02-22"},
		{"in 90000 weeks", Planned, "range"},
		{"in 99999 years", Planned, "range"},
		{"week 99999", Planned, "range"},
	} {
		got := describe(ParseDate(tt.text, tt.sense, monday, start))
		if got != tt.want {
			t.Errorf("ParseDate(%q, sense %d) = %s, want %s", tt.text, tt.sense, got, tt.want)
		}
	}
}

func describe(p DatePhrase, err error) string {
	var e *DateError
	if errors.As(err, &e) {
		switch {
		case errors.Is(e, ErrDatePast):
			return "past, suggests " + e.Suggest.String()
		case errors.Is(e, ErrDateFuture):
			return "future"
		case errors.Is(e, ErrOutOfRange):
			return "range"
		}
		return "unreadable"
	}
	switch {
	case p.None:
		return "none"
	case len(p.Choices) == 2:
		return p.Choices[0].Day.String() + " or " + p.Choices[1].Day.String()
	case p.Due.FromStart:
		start := NewDay(2026, time.November, 2)
		return "+" + FormatNumber(float64(p.Due.On(start)-start))
	}
	return p.Due.Day.String()
}

func TestParseDateOnEdgeDays(t *testing.T) {
	for _, tt := range []struct {
		today Day
		text  string
		want  string
	}{
		{NewDay(2026, time.January, 31), "in a month", "2026-02-28"},
		{NewDay(2028, time.January, 31), "in a month", "2028-02-29"},
		{NewDay(2026, time.December, 31), "tomorrow", "2027-01-01"},
		{NewDay(2026, time.December, 31), "1 jan", "2027-01-01"},
		{NewDay(2026, time.November, 29), "next Friday", "2026-12-04"}, // from a Sunday
		{NewDay(2026, time.November, 29), "Sunday", "2026-12-06"},
		{NewDay(2028, time.February, 29), "29 feb", "2028-02-29"},
		{NewDay(2026, time.November, 30), "end of the month", "2026-11-30"},
	} {
		if got := describe(ParseDate(tt.text, Planned, tt.today, 0)); got != tt.want {
			t.Errorf("on %v ParseDate(%q) = %s, want %s", tt.today, tt.text, got, tt.want)
		}
	}
}

func TestWeekNeedsAStart(t *testing.T) {
	if _, err := ParseDate("week 6", Planned, monday, 0); !errors.Is(err, ErrDateUnreadable) {
		t.Errorf("without a start: %v, want it unreadable", err)
	}
}

func TestSplitRow(t *testing.T) {
	start := NewDay(2026, time.November, 2)
	for _, tt := range []struct{ row, title, want string }{
		{"", "", "none"},
		{"Stand with support", "Stand with support", "none"},
		{"Stand with support, in 1 week", "Stand with support", "2026-11-30"},
		{"Stand with support in 1 week", "Stand with support", "2026-11-30"},
		{"walk to the park and back by 20 dec", "walk to the park and back", "2026-12-20"},
		{"Walk 10 minutes by 3 Dec.", "Walk 10 minutes", "2026-12-03"},
		{"Walk 10 minutes 3 Dec", "Walk 10 minutes", "2026-12-03"},
		{"Button a shirt, Friday", "Button a shirt", "2026-11-27"},
		{"Button a shirt friday", "Button a shirt", "2026-11-27"},
		{"Button a shirt by Thu 3 Dec", "Button a shirt", "2026-12-03"},
		{"Sit up - tomorrow", "Sit up", "2026-11-24"},
		{"Sit up (week 6)", "Sit up", "+42"},
		{"Sit up week 6 after surgery", "Sit up", "+42"},
		{"Straighten the knee, weeks 5-6", "Straighten the knee", "+42"},
		{"Bend my knee to 90 degrees by week 2", "Bend my knee to 90 degrees", "+14"},
		{"Bend past 90, day 10", "Bend past 90", "+10"},
		{"Jog, month 3", "Jog", "+92"},
		{"Walk alone, no date", "Walk alone", "none"},
		{"Walk alone -", "Walk alone -", "none"},
		{"Walk to church on Sunday", "Walk to church", "2026-11-29"},
		{"Cook, by 3/12", "Cook", "2026-12-03 or 2027-03-12"},
		{"Cook 2026-12-03", "Cook", "2026-12-03"},
		{"Cook by the end of the month", "Cook", "2026-11-30"},
		{"Friday", "Friday", "none"},
		{"in 2 weeks", "in 2 weeks", "none"},
		// Words that only look like days.
		{"Walk in the sun", "Walk in the sun", "none"},
		{"Sit in the Sun", "Sit in the Sun", "none"},
		{"Walk 3 days a week", "Walk 3 days a week", "none"},
		{"Stand on one leg for 10 seconds", "Stand on one leg for 10 seconds", "none"},
		{"Do it for 5 minutes", "Do it for 5 minutes", "none"},
		{"Do it for 2 weeks", "Do it for 2 weeks", "none"},
		{"Climb step 3", "Climb step 3", "none"},
		{"Take medicine every day for a week", "Take medicine every day for a week", "none"},
		{"Rest every Friday", "Rest every Friday", "none"},
		{"Swim on Fridays", "Swim on Fridays", "none"},
		{"Take a break at the end of the day", "Take a break at the end of the day", "none"},
		{"Take the bus in March", "Take the bus in March", "none"},
		{"Stand by the window", "Stand by the window", "none"},
		{"Walk by the river", "Walk by the river", "none"},
		{"Walk 1/2 mile", "Walk 1/2 mile", "none"},
		{"Squat to 3/4", "Squat to 3/4", "none"},
		{"Stand with support 1 week", "Stand with support 1 week", "none"},
		{"Walk, 3 times a week", "Walk, 3 times a week", "none"},
		{"Sort it out in a second", "Sort it out in a second", "none"},
		// Words meant as a date that are none, and days gone by.
		{"Stand by nxt thu", "Stand", "unreadable"},
		{"Stand by 31 Feb", "Stand", "unreadable"},
		{"Stand, 31 Feb", "Stand", "unreadable"},
		{"Stand by 20 nov 2026", "Stand", "past, suggests 2026-11-27"},
		{"步行十分钟 by 3 Dec", "步行十分钟", "2026-12-03"},
		{"المشي عشر دقائق, in 2 weeks", "المشي عشر دقائق", "2026-12-07"},
	} {
		row, err := SplitRow(tt.row, monday, start)
		if got := describe(row.Date, err); got != tt.want || row.Title != tt.title {
			t.Errorf("SplitRow(%q) = %q, %s; want %q, %s", tt.row, row.Title, got, tt.title, tt.want)
		}
	}
}

func TestDueKeepsThePhraseAsTyped(t *testing.T) {
	for row, want := range map[string]string{
		"Stand by 3 dec": "3 dec", "Stand, in 2 weeks.": "in 2 weeks", "Stand (Week 6)": "Week 6",
	} {
		got, err := SplitRow(row, monday, monday)
		if err != nil || got.Date.Due.Typed != want {
			t.Errorf("SplitRow(%q) keeps %q, %v; want %q", row, got.Date.Due.Typed, err, want)
		}
	}
}

func FuzzSplitRow(f *testing.F) {
	for _, s := range []string{
		"Stand with support, in 1 week", "by", "by by 3 dec", ", , ,", "3/12", "x 3-12-", "in in in 3 weeks",
		"weeks 5-", "week -1", "\xff by friday", "x by 99999999999999999999 dec", "end of", "x, -", "١٢ by ٣",
		"x on next next friday", strings.Repeat("by 3 dec ", 50),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		row, _ := SplitRow(s, monday, monday-21)
		if !strings.HasPrefix(strings.TrimSpace(s), row.Title) {
			t.Errorf("title %q does not begin the row %q", row.Title, s)
		}
		if strings.TrimSpace(s) != "" && row.Title == "" {
			t.Errorf("row %q lost its words", s)
		}
		if utf8.ValidString(s) && !utf8.ValidString(row.Title) {
			t.Errorf("title %q of %q is cut within a letter", row.Title, s)
		}
		for _, sense := range []Sense{Planned, Happened, Starting} {
			p, err := ParseDate(s, sense, monday, monday-21)
			if err == nil && sense == Happened && p.Due.Day > monday {
				t.Errorf("ParseDate(%q) happened on %v", s, p.Due.Day)
			}
		}
	})
}
