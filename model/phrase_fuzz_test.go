// Whatever is typed as a date or as a milestone's row, held against what must be
// so of it.
//
//	go test ./model -run '^$' -fuzz '^FuzzPhrase$' -fuzztime 10m
package model

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

// dayAt is a day from 1901 to 2190, whatever n is.
func dayAt(n uint32) Day { return NewDay(1901, time.January, 1) + Day(n%105_000) }

// nothing stands for a goal without a start.
const nothing = ^uint32(0)

func FuzzPhrase(f *testing.F) {
	today, start := uint32(monday-dayAt(0)), uint32(surgery-dayAt(0))
	for _, text := range []string{
		"", "Friday", "next fri", "last Friday", "this sun", "by 3 Dec", "Dec 3, 2027", "the 3rd of December", "2026-12-03", "3/12", "3.12.26", "29 feb",
		"in 2 weeks", "a couple of weeks", "two weeks ago", "within a month's time", "week 6", "weeks 5-6 after the operation", "post-op day 10", "month 3",
		"end of the month", "end of feb", "the end of week 6", "mid January", "New Year's Eve", "the 31st", "no date", "-", "by by on 3 dec.", "fri 3 dec",
		"tommorow", "99999999999 weeks", "week 99999999", "١٢ ديسمبر", "\xff", "31/02/2027", "for 2 weeks",
	} {
		f.Add(text, today, start)
		f.Add(text, today, nothing)
	}
	f.Fuzz(func(t *testing.T, text string, today, start uint32) {
		now, from := dayAt(today), dayAt(start)
		if start == nothing {
			from = 0
		}
		for _, sense := range []Sense{Planned, Happened, Starting} {
			checkPhrase(t, text, sense, now, from)
		}
	})
}

// checkPhrase reads a phrase and, again, the day as it is said back.
func checkPhrase(t *testing.T, text string, sense Sense, today, start Day) {
	t.Helper()
	p, err := ParseDate(text, sense, today, start)
	checkTaken(t, p, err, sense, today, start)
	days := append([]Due{p.Due}, p.Choices...)
	var wrong *DateError
	if errors.As(err, &wrong) && wrong.Suggest != 0 {
		days = append(days, Due{Day: wrong.Suggest})
	}
	for _, due := range days {
		on := due.On(start)
		if due.None() || on == 0 {
			continue
		}
		if due.Typed != "" && len(p.Choices) == 0 {
			if again, err := ParseDate(due.Typed, sense, today, start); err != nil || again.Due != due {
				t.Errorf("%q of %q, sense %d on %v, reads by itself as %s", due.Typed, text, sense, today, told(again, err))
			}
		}
		if again, err := ParseDate(due.Phrase(), sense, today, start); err != nil || again.Due.On(start) != on {
			t.Errorf("%q, sense %d on %v from %v, is %v and would be typed again as %q: %s", text, sense, today, start, on, due.Phrase(), told(again, err))
		}
		if due.FromStart {
			continue // may lie where no day can be typed: before today, or beyond twenty years of it
		}
		for _, style := range []DateStyle{DayFirst, MonthFirst, YearFirst} {
			said := Dates{Today: today, Style: style}
			for _, echo := range []string{said.WithYear(on), said.Long(on)} {
				if again, err := ParseDate(echo, sense, today, start); err != nil || again.Due.Day != on {
					t.Errorf("%q, sense %d on %v, is said back as %q, which reads as %s", text, sense, today, echo, told(again, err))
				}
			}
		}
	}
}

func FuzzMilestoneRow(f *testing.F) {
	for _, s := range []string{
		"", "Stand with support, in 1 week", "Stand by nxt thu", "Friday", "by", "by by 3 dec", ", , ,", "3/12",
		"x 3-12-", "x, 3.12.", "in in in 3 weeks", "weeks 5-", "week -1", "\xff by friday", "x (by Fri)", "x, -",
		"x by 99999999999999999999 dec", "x by 31/2/0000", "end of", "١٢ by ٣", "x next next friday", "👩‍🦽 by 3 Dec",
		"x by Thursday the 3rd of December, 2026", "x, weeks 5–6 after the operation", strings.Repeat("by 3 dec ", 50),
		"x, none.", "x\u202e, \x1b[2Jweek 6", "Sit up – by 2020-01-01", "e\u0301 (week 2)", "Walk, 3 dec;",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, now := range []Day{monday, NewDay(2028, time.February, 29), NewDay(2026, time.December, 31)} {
			for _, from := range []Day{surgery, 0} {
				checkSplit(t, text, now, from)
				checkRow(t, Clean(text, false), now, from)
			}
		}
	})
}

// checkRow holds a row as a field holds it, without control characters, against
// what is kept of it: nothing of it is lost, a milestone can be made of it, and
// the row that it could be typed as again is the same milestone.
func checkRow(t *testing.T, text string, now, from Day) {
	t.Helper()
	row, err := SplitRow(text, now, from)
	typed := row.Date.Due.Typed
	if len(row.Date.Choices) > 0 {
		typed = row.Date.Choices[0].Typed
	}
	var wrong *DateError
	if errors.As(err, &wrong) {
		typed = wrong.Typed
	}
	rest := strings.TrimPrefix(strings.TrimSpace(text), row.Title)
	at := strings.Index(rest, typed)
	if at < 0 || !joins(rest[:at], typed == "") || !joins(rest[at+len(typed):], typed == "") {
		t.Errorf("of %q the words %q and the date %q are kept", text, row.Title, typed)
	}
	m := Milestone{Title: row.Title, Due: row.Date.Due, State: Open}
	long, empty := utf8.RuneCountInString(row.Title) > MaxName, strings.TrimFunc(row.Title, blank) == ""
	if err := m.Validate(); (err != nil) != (long || empty) {
		t.Errorf("%q makes the milestone %q: %v", text, row.Title, err)
	}
	if m.Due.None() || long || empty {
		return
	}
	typedAgain := m.Title + ", " + m.Due.Phrase()
	if again, err := SplitRow(typedAgain, now, from); err != nil || again.Title != m.Title || again.Date.Due.On(from) != m.Due.On(from) {
		t.Errorf("%q is typed again as %q, which is %q, %s", text, typedAgain, again.Title, told(again.Date, err))
	}
}

// joins reports whether text is nothing but what joins words and a date, or says
// that there is none.
func joins(text string, none bool) bool {
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if !leadIns[word] && word != "during" && word != "about" && !(none && (word == "no" || word == "none" || word == "date" || word == "day")) {
			return false
		}
	}
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsSpace(r) && !strings.ContainsRune(".,;!()-–—−‐‑‒", r) {
			return false
		}
	}
	return true
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
}
