package model

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// The day most tests take place on, and the start of the goal in them.
var (
	monday  = NewDay(2026, time.November, 23)
	surgery = NewDay(2026, time.November, 2)
)

// told puts what was read into a few words: the days, "none", "week 6: +42d",
// or what is wrong.
func told(p DatePhrase, err error) string {
	var e *DateError
	if err != nil && !errors.As(err, &e) {
		return "not a DateError"
	}
	switch {
	case errors.Is(err, ErrDatePast) && e.Suggest != 0:
		return "past, try " + e.Suggest.String()
	case errors.Is(err, ErrDatePast):
		return "past"
	case errors.Is(err, ErrDateFuture):
		return "future"
	case errors.Is(err, ErrOutOfRange):
		return "far"
	case errors.Is(err, ErrNoSuchDay):
		return "no such day"
	case err != nil:
		return "unreadable"
	case p.None:
		return "none"
	case len(p.Choices) > 0:
		return p.Choices[0].Day.String() + " or " + p.Choices[1].Day.String()
	case p.Due.FromStart && p.Due.Months > 0:
		return fmt.Sprintf("+%dm", p.Due.Months)
	case p.Due.FromStart:
		return fmt.Sprintf("+%dd", p.Due.Days)
	}
	return p.Due.Day.String()
}

// each runs f on every line "text = want" of a table, without blank lines.
func each(t *testing.T, table string, f func(text, want string)) {
	t.Helper()
	for line := range strings.Lines(table) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		text, want, ok := strings.Cut(line, " = ")
		if !ok {
			t.Fatalf("line %q has no \" = \"", line)
		}
		f(strings.TrimSpace(text), strings.TrimSpace(want))
	}
}

func checkPhrases(t *testing.T, sense Sense, today, start Day, table string) {
	t.Helper()
	each(t, table, func(text, want string) {
		if got := told(ParseDate(text, sense, today, start)); got != want {
			t.Errorf("on %v, sense %d: ParseDate(%q) is %s, want %s", today, sense, text, got, want)
		}
	})
}

func TestParsePlanned(t *testing.T) {
	checkPhrases(t, Planned, monday, surgery, `
		mid january = 2027-01-15
		by the middle of Jan 2028 = 2028-01-15
		mid-December = 2026-12-15
		mid week = unreadable
		by Christmas = 2026-12-25
		before xmas eve = 2026-12-24
		new year = 2027-01-01
		by New Year's Day = 2027-01-01
		new year’s eve = 2026-12-31
		the 11th = 2026-12-11
		by the 23rd = 2026-11-23
		31st = 2026-12-31
		the 32nd = unreadable
		the 11 = unreadable
		30 feb = no such day
		today = 2026-11-23
		Tomorrow = 2026-11-24
		  by   TOMORROW ,  = 2026-11-24
		tommorow = 2026-11-24
		tomorow = 2026-11-24
		yesterday = past, try 2026-11-29
		3 days ago = past, try 2026-11-27
		last Friday = past, try 2026-11-27

		Friday = 2026-11-27
		fri = 2026-11-27
		thu = 2026-11-26
		thur = 2026-11-26
		thurs. = 2026-11-26
		tues = 2026-11-24
		wendsday = 2026-11-25
		thrusday = 2026-11-26
		by friday. = 2026-11-27
		on Sunday = 2026-11-29
		before Sunday = 2026-11-29
		around Sunday = 2026-11-29
		until Sunday = 2026-11-29
		about Sunday = 2026-11-29
		for Sunday = 2026-11-29
		by about Sunday = 2026-11-29
		sun = 2026-11-29
		Monday = 2026-11-30
		this Monday = 2026-11-23
		this Friday = 2026-11-27
		next Friday = 2026-12-04
		next Monday = 2026-11-30

		in 3 days = 2026-11-26
		in 2 weeks = 2026-12-07
		in a week = 2026-11-30
		in one week = 2026-11-30
		in twelve weeks = 2027-02-15
		in a fortnight = 2026-12-07
		in a couple of weeks = 2026-12-07
		in 2-3 weeks = 2026-12-14
		in 2 months = 2027-01-23
		in a month = 2026-12-23
		in a year = 2027-11-23
		in two weeks' time = 2026-12-07
		in a month’s time = 2026-12-23
		within 2 weeks = 2026-12-07
		2 weeks from now = 2026-12-07
		two weeks = 2026-12-07
		about two weeks = 2026-12-07
		a week = 2026-11-30
		3 wks = 2026-12-14
		in 3wks = 2026-12-14
		next week = 2026-11-30
		next month = 2026-12-23
		for 2 weeks = unreadable

		3 Dec = 2026-12-03
		3 dec. = 2026-12-03
		Dec 3 = 2026-12-03
		dec. 3 = 2026-12-03
		3dec = 2026-12-03
		3. Dezember = 2026-12-03
		3. December = 2026-12-03
		3 December 2027 = 2027-12-03
		December 3, 2027 = 2027-12-03
		December 3rd 2027 = 2027-12-03
		3rd of December = 2026-12-03
		the 3rd of December = 2026-12-03
		by the 3rd of December = 2026-12-03
		around the 3rd of december = 2026-12-03
		Thu 3 Dec = 2026-12-03
		Thu, 3 Dec = 2026-12-03
		Thursday the 3rd of December = 2026-12-03
		Thursday 3 December 2026 = 2026-12-03
		Fri 3 Dec = unreadable
		Friday 3 December 2026 = unreadable
		23 nov = 2026-11-23
		22 nov = 2027-11-22
		nov. 30 = 2026-11-30
		3 febuary = 2027-02-03
		3 septmber = 2027-09-03
		3 sept = 2027-09-03
		1 march = 2027-03-01
		1 match = unreadable
		31 feb = no such day
		29 feb 2027 = no such day
		32 dec = no such day
		0 dec = no such day
		29 feb = 2028-02-29
		20 nov 2026 = past, try 2026-11-27
		16 nov 2026 = past, try 2026-11-30
		3 dec 2025 = past, try 2026-12-03
		2026-12-03 = 2026-12-03
		2026/12/03 = 2026-12-03
		2020-01-01 = past, try 2027-01-01
		1066-01-01 = past
		2026-13-03 = unreadable
		3 dec 2500 = far
		3 dec 9999 = far
		9999-12-31 = far
		0000-12-31 = unreadable
		in 900 weeks = 2044-02-22
		in 1044 weeks = far
		in 7305 days = 2046-11-23
		in 7306 days = far
		in 99999999999999999999 months = unreadable
		in 99999999 months = far

		end of the month = 2026-11-30
		the end of the month = 2026-11-30
		at the end of the month = 2026-11-30
		end of month = 2026-11-30
		end of this month = 2026-11-30
		end of next month = 2026-12-31
		end of last month = past, try 2026-11-28
		end of December = 2026-12-31
		end of feb = 2027-02-28
		by the end of December 2027 = 2027-12-31
		end of November = 2026-11-30
		end of the year = 2026-12-31
		end of week 6 = +42d
		end of the day = unreadable

		no date = none
		No Date. = none
		no day = none
		none = none
		- = none
		— = none

		3/12 = 2026-12-03 or 2027-03-12
		12/3 = 2026-12-03 or 2027-03-12
		3.12. = 2026-12-03 or 2027-03-12
		3-12 = 2026-12-03 or 2027-03-12
		by 3/12 = 2026-12-03 or 2027-03-12
		3/12/2027 = 2027-03-12 or 2027-12-03
		3/12/26 = 2026-12-03
		3/12/2026 = 2026-12-03
		12/25 = 2026-12-25
		25/12 = 2026-12-25
		3/3 = 2027-03-03
		13/13 = unreadable
		31/2 = unreadable
		3/12-26 = unreadable
		Thu 3/12 = 2026-12-03

		week 6 = +42d
		wk 6 = +42d
		week6 = +42d
		by week six = +42d
		in week 6 = +42d
		weeks 5-6 = +42d
		weeks 5–6 = +42d
		weeks 5 to 6 = +42d
		weeks 6-5 = unreadable
		day 10 = +10d
		day 0 = +0d
		month 3 = +3m
		week 6 after surgery = +42d
		week 6 after the operation = +42d
		weeks 5-6 after my surgery = +42d
		month 3 after the start = +3m
		day 10 post-op = +10d
		6 weeks after surgery = +42d
		six weeks post op = +42d
		week 1043 = +7301d
		week 1044 = far
		month 9999 = far
		year 2 = unreadable

		march = unreadable
		by June = unreadable
		nxt thu = unreadable
		soon = unreadable
		by = unreadable
		, = unreadable
		. = unreadable
		Friday at 3 = unreadable
		friday friday = unreadable
		fridays = unreadable
		in 1.5 weeks = unreadable
	`)
}

func TestParseHappened(t *testing.T) {
	checkPhrases(t, Happened, monday, surgery, `
		today = 2026-11-23
		yesterday = 2026-11-22
		yesteday = 2026-11-22
		tomorrow = future
		Monday = 2026-11-23
		on Friday = 2026-11-20
		this Friday = future
		last Friday = 2026-11-20
		last Monday = 2026-11-16
		next Friday = future
		3 days ago = 2026-11-20
		a week ago = 2026-11-16
		a couple of weeks ago = 2026-11-09
		about two months ago = 2026-09-23
		in 2 weeks = future
		two weeks = unreadable
		23 nov = 2026-11-23
		22 nov = 2026-11-22
		3 dec = 2025-12-03
		3 dec 2026 = future
		29 feb = 2024-02-29
		end of december = 2025-12-31
		end of last month = 2026-10-31
		3/12 = 2025-12-03 or 2026-03-12
		3/12/2026 = 2026-03-12
		1 jan 1990 = far
		week 6 = +42d
		no date = none
	`)
}

func TestParseStarting(t *testing.T) {
	checkPhrases(t, Starting, monday, 0, `
		today = 2026-11-23
		Monday = 2026-11-23
		Friday = 2026-11-20
		3 dec = 2025-12-03
		since 3 sept = 2026-09-03
		24 nov 2026 = 2026-11-24
		tomorrow = 2026-11-24
		in 2 weeks = 2026-12-07
		next Friday = 2026-12-04
		three weeks ago = 2026-11-02
		two weeks = unreadable
		week 6 = unreadable
	`)
}

func TestParseOnOtherDays(t *testing.T) {
	for today, table := range map[Day]string{
		NewDay(2026, time.January, 31): `
			in a month = 2026-02-28
			in 2 months = 2026-03-31
			end of the month = 2026-01-31
			end of next month = 2026-02-28`,
		NewDay(2028, time.January, 31): `in a month = 2028-02-29`,
		NewDay(2028, time.February, 29): `
			29 feb = 2028-02-29
			in a year = 2029-02-28
			28 feb = 2029-02-28
			end of february = 2028-02-29`,
		NewDay(2096, time.March, 1): `29 feb = 2104-02-29`,
		NewDay(2026, time.December, 31): `
			tomorrow = 2027-01-01
			1 jan = 2027-01-01
			31 dec = 2026-12-31
			end of next month = 2027-01-31
			end of the year = 2026-12-31
			end of next year = 2027-12-31
			this Friday = 2027-01-01`,
		NewDay(2026, time.November, 29): `
			Sunday = 2026-12-06
			this Sunday = 2026-11-29
			this Friday = 2026-12-04
			next Friday = 2026-12-04
			next Monday = 2026-11-30
			next Sunday = 2026-12-06`,
		NewDay(2026, time.December, 3): `
			3 dec = 2026-12-03
			Thu 3 dec = 2026-12-03
			Thursday = 2026-12-10`,
	} {
		checkPhrases(t, Planned, today, 0, table)
	}
}

func TestParseKeepsThePhraseAsTyped(t *testing.T) {
	each(t, `
		by 3 Dec. = 3 Dec
		about  the 3rd  of Dec, = the 3rd  of Dec
		in 2 weeks = in 2 weeks
		Weeks 5 to 6 = Weeks 5 to 6
		by 3/12 = 3/12
	`, func(text, want string) {
		p, err := ParseDate(text, Planned, monday, surgery)
		got := []string{p.Due.Typed}
		if p.Choices != nil {
			got = []string{p.Choices[0].Typed, p.Choices[1].Typed}
		}
		if err != nil || slices.ContainsFunc(got, func(s string) bool { return s != want }) {
			t.Errorf("ParseDate(%q) keeps %q, %v; want %q", text, got, err, want)
		}
	})
}

func TestDateErrorSaysWhatWasTyped(t *testing.T) {
	_, err := ParseDate("by 20 nov 2026", Planned, monday, surgery)
	var e *DateError
	if !errors.As(err, &e) {
		t.Fatalf("error %v is no DateError", err)
	}
	want := DateError{ErrDatePast, Planned, "20 nov 2026", NewDay(2026, time.November, 20), NewDay(2026, time.November, 27)}
	if *e != want {
		t.Errorf("error is %+v, want %+v", *e, want)
	}
	if got, want := e.Error(), `date "20 nov 2026": day has gone by`; got != want {
		t.Errorf("error reads %q, want %q", got, want)
	}
}

// Every day that the program writes for a person can be typed back.
func TestEveryDayReadsBack(t *testing.T) {
	forms := []string{"2006-01-02", "2 Jan 2006", "Jan 2, 2006", "Monday 2 January 2006", "Mon 2 Jan 2006", "2.1.2006"}
	for d := monday; d < monday+5*366; d++ {
		for i, form := range forms {
			text := d.time().Format(form)
			p, err := ParseDate("by "+text, Planned, monday, surgery)
			if choice := slices.ContainsFunc(p.Choices, func(c Due) bool { return c.Day == d }); i == 5 && choice {
				continue
			}
			if err != nil || p.Due.Day != d {
				t.Fatalf("ParseDate(%q) is %s, want %v", text, told(p, err), d)
			}
		}
	}
}

// checkTaken holds what was read against what a sense allows.
func checkTaken(t *testing.T, p DatePhrase, err error, sense Sense, today, start Day) {
	t.Helper()
	var e *DateError
	if err != nil && (!errors.As(err, &e) || !p.Due.None() || p.None || p.Choices != nil) {
		t.Errorf("with the error %v comes %+v", err, p)
	}
	for _, d := range append(slices.Clone(p.Choices), p.Due) {
		switch {
		case d.FromStart && (d.On(start) < start || d.On(start)-start > MaxDueDays || start == 0):
			t.Errorf("%+v after %v", d, start)
		case d.FromStart || d.Day == 0:
		case max(d.Day-today, today-d.Day) > MaxDueDays,
			sense == Planned && d.Day < today, sense == Happened && d.Day > today:
			t.Errorf("sense %d took %+v on %v", sense, d, today)
		}
	}
	if len(p.Choices) > 0 && (len(p.Choices) != 2 || p.Choices[0].Day >= p.Choices[1].Day) {
		t.Errorf("choices %+v", p.Choices)
	}
}
