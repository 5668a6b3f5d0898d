package model

import (
	"errors"
	"strings"
	"testing"
	"time"
)

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
