package model

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// someDay draws a day from 1901 to 2300.
var someDay = rapid.Custom(func(t *rapid.T) Day {
	return Day(rapid.IntRange(int(NewDay(1901, time.January, 1)), int(NewDay(2300, time.December, 31))).Draw(t, "day"))
})

func TestDayRoundTrip(t *testing.T) {
	want := NewDay(1900, time.December, 31)
	for at := time.Date(1901, time.January, 1, 0, 0, 0, 0, time.UTC); at.Year() <= 2300; at = at.AddDate(0, 0, 1) {
		want++
		y, m, n := at.Date()
		d := NewDay(y, m, n)
		if d != want {
			t.Fatalf("NewDay(%d, %s, %d) = %d, want %d, the day after the one before", y, m, n, d, want)
		}
		if gy, gm, gn := d.Date(); gy != y || gm != m || gn != n {
			t.Fatalf("Date of %s is %d %s %d", at, gy, gm, gn)
		}
		text := at.Format(time.DateOnly)
		if d.String() != text {
			t.Fatalf("String of %s is %q", text, d)
		}
		if back, err := ParseDay(text); back != d || err != nil {
			t.Fatalf("ParseDay(%q) = %d, %v, want %d", text, back, err, d)
		}
		if d.Weekday() != at.Weekday() {
			t.Fatalf("%s is a %s, want %s", text, d.Weekday(), at.Weekday())
		}
	}
}

func TestParseDay(t *testing.T) {
	for _, text := range []string{"2000-02-29", "2028-02-29", "1904-02-29", "2026-12-31"} {
		if d, err := ParseDay(text); err != nil || d.String() != text {
			t.Errorf("ParseDay(%q) = %s, %v", text, d, err)
		}
	}
	for _, text := range []string{"", "2026-02-29", "2100-02-29", "2026-13-01", "2026-11-31", "26-11-23", "2026-11-23 ", "2026-11-23T09:00:00Z", "soon"} {
		if d, err := ParseDay(text); d != 0 || !errors.Is(err, ErrDateUnreadable) {
			t.Errorf("ParseDay(%q) = %s, %v, want no day and ErrDateUnreadable", text, d, err)
		}
	}
}

func TestNewDayNormalises(t *testing.T) {
	for _, tt := range []struct {
		got  Day
		want string
	}{
		{NewDay(2026, time.April, 31), "2026-05-01"},
		{NewDay(2026, time.November, 0), "2026-10-31"},
		{NewDay(2026, 13, 1), "2027-01-01"},
		{NewDay(2027, time.February, 29), "2027-03-01"},
		{monday.MonthStart(), "2026-11-01"},
		{0, ""},
	} {
		if tt.got.String() != tt.want {
			t.Errorf("got %s, want %s", tt.got, tt.want)
		}
	}
}

// TestDayOfIsTheDayOnTheWall goes through years with clock changes, some of
// them at midnight: a day is the one on the wall calendar of its zone.
func TestDayOfIsTheDayOnTheWall(t *testing.T) {
	for _, tt := range []struct {
		zone string
		year int
	}{
		{"UTC", 2026},
		{"America/New_York", 2026},
		{"Europe/Berlin", 2026},
		{"America/Sao_Paulo", 2018}, // skipped the hour after midnight
		{"Asia/Tehran", 2021},       // the same
		{"Australia/Lord_Howe", 2026},
		{"Pacific/Kiritimati", 2026},
		{"Pacific/Pago_Pago", 2026},
	} {
		zone, err := time.LoadLocation(tt.zone)
		if err != nil {
			t.Fatal(err)
		}
		first := NewDay(tt.year, time.January, 1)
		for n := range 366 {
			for _, at := range []time.Time{
				time.Date(tt.year, time.January, 1+n, 3, 30, 0, 0, zone),
				time.Date(tt.year, time.January, 1+n, 12, 0, 0, 0, zone),
				time.Date(tt.year, time.January, 1+n, 23, 59, 59, 999_999_999, zone),
			} {
				if got := DayOf(at); got != first+Day(n) {
					t.Fatalf("DayOf(%s) = %s, want %s", at, got, first+Day(n))
				}
			}
		}
	}
}

func TestAddMonths(t *testing.T) {
	for _, tt := range []struct {
		day  string
		n    int
		want string
	}{
		{"2026-11-23", 0, "2026-11-23"},
		{"2026-11-23", 3, "2027-02-23"},
		{"2026-01-31", 1, "2026-02-28"},
		{"2028-01-31", 1, "2028-02-29"},
		{"2026-10-31", 1, "2026-11-30"},
		{"2026-12-31", 2, "2027-02-28"},
		{"2028-02-29", 12, "2029-02-28"},
		{"2028-02-29", 48, "2032-02-29"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-01-15", -13, "2024-12-15"},
	} {
		day, err := ParseDay(tt.day)
		if err != nil {
			t.Fatal(err)
		}
		if got := day.AddMonths(tt.n).String(); got != tt.want {
			t.Errorf("%s and %d months = %s, want %s", tt.day, tt.n, got, tt.want)
		}
	}
}

func TestAddMonthsStaysInItsMonth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, n := someDay.Draw(t, "day"), rapid.IntRange(-240, 240).Draw(t, "months")
		got := d.AddMonths(n)
		y, m, day := d.Date()
		gy, gm, gday := got.Date()
		if gy*12+int(gm) != y*12+int(m)+n {
			t.Fatalf("%s and %d months = %s", d, n, got)
		}
		_, next, _ := (got + 1).Date()
		if gday != day && (gday > day || next == gm) {
			t.Fatalf("%s and %d months = %s, neither the same day nor the last of the month", d, n, got)
		}
	})
}

func TestDayWords(t *testing.T) {
	today, dates := monday, Dates{Today: monday}
	for _, tt := range []struct {
		day               Day
		short, away, near string
	}{
		{today, "Mon 23 Nov", "today", "Mon 23 Nov, today"},
		{today + 1, "Tue 24 Nov", "tomorrow", "Tue 24 Nov, tomorrow"},
		{today - 1, "Sun 22 Nov", "yesterday", "Sun 22 Nov, yesterday"},
		{today + 3, "Thu 26 Nov", "in 3 days", "Thu 26 Nov, in 3 days"},
		{today - 3, "Fri 20 Nov", "3 days ago", "Fri 20 Nov, 3 days ago"},
		{today + 13, "Sun 6 Dec", "in 13 days", "Sun 6 Dec, in 13 days"},
		{today - 13, "Tue 10 Nov", "13 days ago", "Tue 10 Nov, 13 days ago"},
		{today + 14, "Mon 7 Dec", "", "Mon 7 Dec"},
		{today - 14, "Mon 9 Nov", "", "Mon 9 Nov"},
		{NewDay(2027, time.January, 1), "Fri 1 Jan 2027", "", "Fri 1 Jan 2027"},
		{NewDay(2025, time.December, 31), "Wed 31 Dec 2025", "", "Wed 31 Dec 2025"},
	} {
		if got := dates.Short(tt.day); got != tt.short {
			t.Errorf("Short = %q, want %q", got, tt.short)
		}
		if got := dates.Away(tt.day); got != tt.away {
			t.Errorf("Away of %s = %q, want %q", tt.day, got, tt.away)
		}
		if got := dates.Near(tt.day); got != tt.near {
			t.Errorf("Near = %q, want %q", got, tt.near)
		}
	}
	for _, tt := range []struct{ got, want string }{
		{dates.Long(today), "Monday 23 November 2026"},
		{dates.WithYear(today), "Mon 23 Nov 2026"},
		{dates.Month(today), "November"},
		{dates.Month(NewDay(2027, time.May, 3)), "May 2027"},
		{Dates{Today: NewDay(2026, time.December, 31)}.Near(NewDay(2027, time.January, 2)), "Sat 2 Jan 2027, in 2 days"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestDueOn(t *testing.T) {
	start := NewDay(2026, time.January, 31)
	for _, tt := range []struct {
		due    Due
		on     string
		phrase string
	}{
		{Due{}, "", ""},
		{Due{Day: monday, Typed: "today"}, "2026-11-23", "23 Nov 2026"},
		{Due{FromStart: true}, "2026-01-31", "day 0"},
		{Due{FromStart: true, Days: 42, Typed: "week 6"}, "2026-03-14", "week 6"},
		{Due{FromStart: true, Days: 10}, "2026-02-10", "day 10"},
		{Due{FromStart: true, Months: 1}, "2026-02-28", "month 1"},
		{Due{FromStart: true, Months: 3, Typed: "month 3"}, "2026-04-30", "month 3"},
		{Due{FromStart: true, Months: 1, Days: 2, Typed: "later"}, "2026-03-02", "later"},
	} {
		if got := tt.due.On(start).String(); got != tt.on {
			t.Errorf("%+v is on %q, want %q", tt.due, got, tt.on)
		}
		if got := tt.due.Phrase(); got != tt.phrase {
			t.Errorf("%+v reads %q, want %q", tt.due, got, tt.phrase)
		}
		if tt.due.None() != (tt.on == "") {
			t.Errorf("%+v: None is %t", tt.due, tt.due.None())
		}
	}
}

func TestDueShifted(t *testing.T) {
	start := monday
	week := Due{FromStart: true, Days: 7, Typed: "week 1"}
	for _, tt := range []struct {
		due  Due
		by   int
		want Due
	}{
		{Due{}, 5, Due{}},
		{week, 0, week},
		{week, 3, Due{FromStart: true, Days: 10}},
		{week, -7, Due{FromStart: true}},
		{week, -8, Due{Day: start - 1}}, // before the start nothing is counted from it
		{Due{FromStart: true, Months: 1}, 1, Due{FromStart: true, Days: 31}},
		{Due{FromStart: true, Days: MaxDueDays}, 1, Due{Day: start + MaxDueDays + 1}},
		{Due{Day: start + 2, Typed: "Wednesday"}, 3, Due{Day: start + 5}},
		{Due{Day: start + 2}, -3, Due{Day: start - 1}},
	} {
		if got := tt.due.Shifted(tt.by, start); got != tt.want {
			t.Errorf("%+v shifted by %d is %+v, want %+v", tt.due, tt.by, got, tt.want)
		}
	}
}

func TestDueCounted(t *testing.T) {
	start := monday
	for _, tt := range []struct{ due, want Due }{
		{Due{}, Due{}},
		{Due{FromStart: true, Months: 2, Typed: "month 2"}, Due{FromStart: true, Months: 2, Typed: "month 2"}},
		{Due{Day: start + 9, Typed: "Wednesday"}, Due{FromStart: true, Days: 9}},
		{Due{Day: start - 3}, Due{FromStart: true}},
		{Due{Day: start + MaxDueDays}, Due{FromStart: true, Days: MaxDueDays}},
		{Due{Day: start + MaxDueDays + 1}, Due{Day: start + MaxDueDays + 1}},
	} {
		if got := tt.due.Counted(start); got != tt.want {
			t.Errorf("%+v counted is %+v, want %+v", tt.due, got, tt.want)
		}
	}
}

func TestMovingTheStartMovesWhatCountsFromIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start, by := someDay.Draw(t, "start"), Day(rapid.IntRange(-1000, 1000).Draw(t, "by"))
		days := rapid.IntRange(0, MaxDueDays).Draw(t, "days")
		counted, fixed := Due{FromStart: true, Days: days}, Due{Day: someDay.Draw(t, "fixed")}
		if got, want := counted.On(start+by), counted.On(start)+by; got != want {
			t.Fatalf("day %d is on %s after the start moved, want %s", days, got, want)
		}
		if fixed.On(start+by) != fixed.On(start) {
			t.Fatalf("a fixed day moved with the start")
		}
		months := Due{FromStart: true, Months: rapid.IntRange(1, 240).Draw(t, "months"), Days: days}
		if later := months.On(start + max(by, -by)); later < months.On(start) {
			t.Fatalf("a later start gave the earlier day %s", later)
		}
	})
}

func TestDayJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := Due{Day: someDay.Draw(t, "day"), Typed: rapid.String().Draw(t, "typed")}
		data, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got Due
		if err := json.Unmarshal(data, &got); err != nil || got != want {
			t.Fatalf("%s came back as %+v, %v", data, got, err)
		}
	})
	type both struct {
		A Day
		B Day `json:",omitempty"`
	}
	data, err := json.Marshal(both{})
	if string(data) != `{"A":""}` || err != nil {
		t.Errorf("no day is written as %s, %v", data, err)
	}
	got := both{A: monday}
	if err := json.Unmarshal(data, &got); err != nil || got.A != 0 {
		t.Errorf("no day was read as %s, %v", got.A, err)
	}
	if err := json.Unmarshal([]byte(`{"A":"23/11"}`), &got); !errors.Is(err, ErrDateUnreadable) {
		t.Errorf("a day that is none: %v", err)
	}
}

func TestDateStyles(t *testing.T) {
	today, next := monday, NewDay(2027, time.January, 5)
	for style, want := range map[DateStyle][]string{
		"":         {"Mon 23 Nov", "Mon 23 Nov 2026", "Monday 23 November 2026", "Tue 5 Jan 2027", "Tue 24 Nov, tomorrow"},
		DayFirst:   {"Mon 23 Nov", "Mon 23 Nov 2026", "Monday 23 November 2026", "Tue 5 Jan 2027", "Tue 24 Nov, tomorrow"},
		MonthFirst: {"Mon Nov 23", "Mon Nov 23, 2026", "Monday, November 23, 2026", "Tue Jan 5, 2027", "Tue Nov 24, tomorrow"},
		YearFirst:  {"Mon 2026-11-23", "Mon 2026-11-23", "Monday 2026-11-23", "Tue 2027-01-05", "Tue 2026-11-24, tomorrow"},
	} {
		s := Dates{today, style}
		got := []string{s.Short(today), s.WithYear(today), s.Long(today), s.Short(next), s.Near(today + 1)}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", style, got, want)
		}
		if s.InMonth(today) != "Mon 23" {
			t.Errorf("%s: within its month it is %q", style, s.InMonth(today))
		}
	}
}
