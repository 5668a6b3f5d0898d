package model

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
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

// checkRows splits rows of a table "row = title | date"; "row = words" stands
// for a row that is words as a whole.
func checkRows(t *testing.T, table string) {
	t.Helper()
	each(t, table, func(text, want string) {
		if want == "words" {
			want = text + " | none"
		}
		row, err := SplitRow(text, monday, surgery)
		if got := row.Title + " | " + told(row.Date, err); got != want {
			t.Errorf("SplitRow(%q) is %s, want %s", text, got, want)
		}
	})
}

func TestSplitRow(t *testing.T) {
	checkRows(t, `
		Stand with support = words
		Stand with support, in 1 week = Stand with support | 2026-11-30
		Stand with support in 1 week = Stand with support | 2026-11-30
		walk to the park and back by 20 dec = walk to the park and back | 2026-12-20
		Walk 10 minutes by 3 Dec. = Walk 10 minutes | 2026-12-03
		Walk 10 minutes 3 Dec = Walk 10 minutes | 2026-12-03
		Walk 10 minutes 3 December 2027 = Walk 10 minutes | 2027-12-03
		Button a shirt, Friday = Button a shirt | 2026-11-27
		Button a shirt friday = Button a shirt | 2026-11-27
		Button a shirt thurs = Button a shirt | 2026-11-26
		Button a shirt by wendsday = Button a shirt | 2026-11-25
		Button a shirt next Friday = Button a shirt | 2026-12-04
		Button a shirt by Thu 3 Dec = Button a shirt | 2026-12-03
		Button a shirt before the 3rd of December = Button a shirt | 2026-12-03
		Button a shirt by about 3 Dec = Button a shirt | 2026-12-03
		Walk to church on Sunday = Walk to church | 2026-11-29
		Walk to church on sun = Walk to church | 2026-11-29
		Sit up - tomorrow = Sit up | 2026-11-24
		Sit up — tomorrow = Sit up | 2026-11-24
		Sit up; tomorrow = Sit up | 2026-11-24
		Sit up. By tomorrow! = Sit up | 2026-11-24
		Put my socks on tomorrow = Put my socks on | 2026-11-24
		Put my socks on in 2 weeks = Put my socks on | 2026-12-07
		Find someone to walk with, tomorrow = Find someone to walk with | 2026-11-24
		Use the cane until Friday = Use the cane | 2026-11-27
		Use the cane until it is easy = words
		Rest until the pain is 3 of 10 = words
		Sit up (week 6) = Sit up | +42d
		Sit up (by Friday). = Sit up | 2026-11-27
		Sit up (Friday = Sit up | 2026-11-27
		Sit up week 6 after surgery = Sit up | +42d
		Sit up 6 weeks after surgery = Sit up | +42d
		Straighten the knee, weeks 5-6 = Straighten the knee | +42d
		Straighten the knee in weeks 5 to 6 = Straighten the knee | +42d
		Bend my knee to 90 degrees by week 2 = Bend my knee to 90 degrees | +14d
		Bend past 90, day 10 = Bend past 90 | +10d
		Jog month 3 = Jog | +3m
		Walk alone, no date = Walk alone | none
		Walk alone no date = Walk alone | none
		Walk alone, - = Walk alone | none
		Walk alone, none = Walk alone | none
		Cook 2026-12-03 = Cook | 2026-12-03
		Cook by the end of the month = Cook | 2026-11-30
		Cook end of the month = Cook | 2026-11-30
		Cook at the end of December = Cook | 2026-12-31
		Cook, by 3/12 = Cook | 2026-12-03 or 2027-03-12
		Cook by 3.12. = Cook | 2026-12-03 or 2027-03-12
		Cook, 12/25 = Cook | 2026-12-25
		Cook 12/25/2026 = Cook | 2026-12-25
		Do 10 Dec 3 = Do 10 | 2026-12-03
		Walk etc., by Friday = Walk etc. | 2026-11-27
		Walk... Friday = Walk... | 2026-11-27
		👩‍🦽 to the café ☕ by 3 Dec = 👩‍🦽 to the café ☕ | 2026-12-03
		步行十分钟 by 3 Dec = 步行十分钟 | 2026-12-03
		المشي عشر دقائق, in 2 weeks = المشي عشر دقائق | 2026-12-07
	`)
}

func TestSplitRowKeepsWords(t *testing.T) {
	checkRows(t, `
		Friday = words
		by Friday = words
		- Friday = words
		(Friday) = words
		Thursday 3 December = words
		in 2 weeks = words
		by 2020-01-01 = words
		by nxt thu = words
		no date = words
		- = words
		Walk alone - = words

		Walk in the sun = words
		Sit in the Sun = words
		Sit in the chair where I sat = words
		Stand by the sun = words
		Pain none = words
		Walk 3 days a week = words
		Stand 10 seconds = words
		Stand on one leg for 10 seconds = words
		Do it for 5 minutes = words
		Walk in 5 minutes = words
		Do it for 2 weeks = words
		Climb step 3 = words
		Win match 3 = words
		Take medicine every day for a week = words
		Medicine twice in a week = words
		Walk 3 times in 2 weeks = words
		Rest every Friday = words
		Rest on every second Friday = words
		Swim on Fridays = words
		Swim Mon, Wed, Fri = words
		Swim Monday and Friday = words
		Swim on Monday and on Friday = words
		Swim Mon-Fri = words
		Swim Mon to Fri = words
		Swim Mon/Fri = words
		Stand with support, 1 week = words
		Stand with support 1 week = words
		Take a break at the end of the day = words
		Walk on the day = words
		Do the second = words
		Sort it out in a second = words
		Take the bus in March = words
		Go on a march = words
		Try as I may = words
		Enjoy a sundae = words
		Get ready for Friday = words
		Pack the bag for tomorrow = words
		Feel as good as last Friday = words
		Walk like 3 days ago = words
		Walk more than yesterday = words
		Worry less about tomorrow = words
		Squat to 3/4 = words
		Walk 1/2 = words
		Walk 1/2 mile = words
		Lower it by 1.5 = words
		Friday's walk = words
		well-Friday = words

		Stand by the window = words
		Walk by the river = words
		Get better day by day = words
		Get stronger week by week = words
		Take medicine by mouth = words
		Get fit by walking every day = words
		Bend the knee by 5-10 degrees = words
		Lower blood pressure, below 120/80 = words
		Walk, 3 times a week = words
		Stretch, 10 minutes a day = words
		Rest, then Monday and Friday off = words
		Have a cake with Ann, June = words
		Shop by the Sunday market = words
	`)
}

func TestSplitRowSaysWhatDoesNotDo(t *testing.T) {
	checkRows(t, `
		Stand by nxt thu = Stand | unreadable
		Stand, nxt thu = Stand | unreadable
		Stand (by nxt thu) = Stand | unreadable
		Stand by 31 Feb = Stand | no such day
		Stand, 31 Feb = Stand | no such day
		Stand 31 Feb = Stand | no such day
		Stand by Fri 3 Dec = Stand | unreadable
		Stand by Friday at 3 = Stand | unreadable
		Stand by Friday morning = Stand | unreadable
		Stand by June = Stand | unreadable
		Stand by two weeks = Stand | unreadable
		Stand by 2 weaks = Stand | unreadable
		Stand by the end of the week = Stand | unreadable
		Stand by 31/02 = Stand | unreadable
		No bending until nxt thu = No bending | unreadable
		No bending until 31 feb = No bending | no such day
		Use the cane till 2 weaks = Use the cane | unreadable
		Stand by 2026-13-01 = Stand | unreadable
		Stand by 2020-01-01 = Stand | past, try 2027-01-01
		Stand by 20 nov 2026 = Stand | past, try 2026-11-27
		Stand in 9000 weeks = Stand | far
	`)
}

func TestSplitRowTyped(t *testing.T) {
	each(t, `
		Stand by 3 dec = 3 dec
		Stand, in 2 weeks. = in 2 weeks
		Stand (Week 6) = Week 6
		Stand by the 3rd of Dec = the 3rd of Dec
		Stand by nxt thu. = nxt thu
		Stand by 2020-01-01 = 2020-01-01
	`, func(text, want string) {
		row, err := SplitRow(text, monday, surgery)
		got := row.Date.Due.Typed
		if e := (*DateError)(nil); errors.As(err, &e) {
			got = e.Typed
		}
		if row.Title != "Stand" || got != want {
			t.Errorf("SplitRow(%q) keeps %q | %q, want %q", text, row.Title, got, want)
		}
	})
}

func TestSplitRowWithoutStart(t *testing.T) {
	for text, want := range map[string]string{
		"Jog week 6":    "Jog week 6 | none",
		"Jog by week 6": "Jog | unreadable",
		"":              " | none",
		" \t ":          " | none",
	} {
		row, err := SplitRow(text, monday, 0)
		if got := row.Title + " | " + told(row.Date, err); got != want {
			t.Errorf("SplitRow(%q) is %s, want %s", text, got, want)
		}
	}
}

// A row of 10,000 characters is split in no time, whatever it holds.
func TestSplitLongRow(t *testing.T) {
	for _, part := range []string{"by 3 dec ", "3/", "a", "(", "by ", "1-2 ", "weeks 5-", ", ", "مشي "} {
		text := strings.Repeat(part, 10_000/len(part))
		before := time.Now()
		SplitRow(text, monday, surgery)
		ParseDate(text, Planned, monday, surgery)
		if took := time.Since(before); took > time.Second {
			t.Errorf("10,000 characters of %q took %v", part, took)
		}
	}
}

func FuzzSplitRow(f *testing.F) {
	for _, s := range []string{
		"", "Stand with support, in 1 week", "Stand by nxt thu", "Friday", "by", "by by 3 dec", ", , ,", "3/12",
		"x 3-12-", "x, 3.12.", "in in in 3 weeks", "weeks 5-", "week -1", "\xff by friday", "x (by Fri)", "x, -",
		"x by 99999999999999999999 dec", "x by 31/2/0000", "end of", "١٢ by ٣", "x next next friday", "👩‍🦽 by 3 Dec",
		"x by Thursday the 3rd of December, 2026", "x, weeks 5–6 after the operation", strings.Repeat("by 3 dec ", 50),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, now := range []Day{monday, NewDay(2028, time.February, 29), NewDay(2026, time.December, 31)} {
			checkSplit(t, text, now, surgery)
			checkSplit(t, text, now, 0)
		}
	})
}

// checkSplit holds what was made of any text at all against what must be so.
func checkSplit(t *testing.T, text string, now, from Day) {
	t.Helper()
	row, err := SplitRow(text, now, from)
	trimmed := strings.TrimSpace(text)
	if !strings.HasPrefix(trimmed, row.Title) || (row.Title == "") != (trimmed == "") {
		t.Errorf("title %q of row %q", row.Title, text)
	}
	if utf8.ValidString(text) && !utf8.ValidString(row.Title) {
		t.Errorf("title %q of %q is cut within a letter", row.Title, text)
	}
	if again, _ := SplitRow(row.Title, now, from); !strings.HasPrefix(row.Title, again.Title) {
		t.Errorf("title %q becomes %q", row.Title, again.Title)
	}
	checkTaken(t, row.Date, err, Planned, now, from)
	// What was taken off is a date phrase by itself.
	if typed := row.Date.Due.Typed; typed != "" {
		if p, err := ParseDate(typed, Planned, now, from); err != nil || p.Due != row.Date.Due {
			t.Errorf("%q, taken off %q, reads by itself as %s", typed, text, told(p, err))
		}
	}
	for _, sense := range []Sense{Planned, Happened, Starting} {
		p, err := ParseDate(text, sense, now, from)
		checkTaken(t, p, err, sense, now, from)
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
