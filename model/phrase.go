package model

import (
	"fmt"
	"strings"
	"time"
)

// Sense says which way a bare day is meant.
type Sense int

// The three senses of a day.
const (
	Planned  Sense = iota // a milestone's or a goal's day: the next such day
	Happened              // something done: the last such day, today included
	Starting              // a goal's start: the nearest such day gone by, or today
)

// DatePhrase is what a typed phrase was understood as.
type DatePhrase struct {
	Due     Due   // the day, or so long after the start; zero with None or Choices
	None    bool  // there is no date: "no date", "-" or nothing
	Choices []Due // the two days that numbers like 3/12 can be, the sooner first
}

// DateError says why a phrase is no day that will do. It unwraps to
// [ErrDateUnreadable], [ErrDateAmbiguous], [ErrDatePast], [ErrDateFuture] or,
// when it is more than MaxDueDays from today, [ErrOutOfRange].
type DateError struct {
	Err     error
	Typed   string
	Day     Day // the day that was understood, or 0
	Suggest Day // a day that would do, or 0
}

func (e *DateError) Error() string { return fmt.Sprintf("date %q: %v", e.Typed, e.Err) }
func (e *DateError) Unwrap() error { return e.Err }

// ParseDate reads the whole of text as a date phrase: "tomorrow", "Friday",
// "in 2 weeks", "3 Dec", "week 6", "no date" and their like, in any case, with
// or without a word such as "by" before them. start is the goal's first day; 0
// when it is not known, and then "week 6" is not understood. The error is a
// [*DateError].
func ParseDate(text string, sense Sense, today, start Day) (DatePhrase, error) {
	words := fields(text)
	for len(words) > 0 && parseLead[words[0].low] {
		words = words[1:]
	}
	typed := strings.TrimSpace(text)
	if len(words) > 0 {
		typed = spanOf(text, words)
	}
	g := grammar{sense: sense, today: today, start: start, whole: true}
	found, ok := g.read(lows(words))
	if !ok {
		return DatePhrase{}, &DateError{Err: ErrDateUnreadable, Typed: typed}
	}
	return g.phrase(found, typed)
}

// MilestoneRow is a typed row taken apart.
type MilestoneRow struct {
	Title string // the words, exactly as typed
	Date  DatePhrase
}

// rowWords is how many words at the end of a row can be a date phrase.
const rowWords = 8

// SplitRow takes a date phrase off the end of a typed milestone. The words
// before it stay exactly as typed, the outer spaces and one joining mark aside.
// A phrase counts when it cannot be mistaken ("in 2 weeks", "3 Dec") or when a
// comma or a word such as "by" leads to it; anything else is words. A phrase
// that is led to and is no day that will do is a [*DateError]; the row then
// holds the words before it.
func SplitRow(text string, today, start Day) (MilestoneRow, error) {
	text = strings.TrimSpace(text)
	words := fields(text)
	row := MilestoneRow{Title: text, Date: DatePhrase{None: true}}
	g := grammar{sense: Planned, today: today, start: start}
	for from := max(1, len(words)-rowWords); from < len(words); from++ {
		tail, led := words[from:], leads(words[from-1])
		if rowLead[tail[0].low] && len(tail) > 1 {
			tail, led = tail[1:], true
		}
		title := joined(text[:words[from].from])
		found, ok := g.read(lows(tail))
		if !ok || title == "" || !led && (!found.sure || recurring[words[from-1].low]) {
			continue
		}
		row.Title = title
		var err error
		row.Date, err = g.phrase(found, spanOf(text, tail))
		return row, err
	}
	return attempted(text, words, row)
}

// attempted reports words after the last "by" or comma that were surely meant
// to be a date and are none.
func attempted(text string, words []word, row MilestoneRow) (MilestoneRow, error) {
	for from := len(words) - 1; from > 0 && from >= len(words)-rowWords; from-- {
		tail := words[from:]
		comma := leads(words[from-1])
		if tail[0].low == "by" && len(tail) > 1 {
			tail, comma = tail[1:], false
		} else if !comma {
			continue
		}
		title := joined(text[:words[from].from])
		if title == "" || !looksLikeDate(lows(tail), comma) {
			return row, nil
		}
		row.Title = title
		return row, &DateError{Err: ErrDateUnreadable, Typed: spanOf(text, tail)}
	}
	return row, nil
}

// looksLikeDate tells whether words that are no date were meant as one. After a
// comma, which joins much else, only a month with a number is.
func looksLikeDate(words []string, comma bool) bool {
	month, number, day := false, false, false
	for _, w := range words {
		_, m := monthOf(w, true)
		_, d := weekdayOf(w, true)
		_, _, _, numeric := numbersOf(w)
		month = month || m && w != "may" && w != "march"
		day = day || d && w != "sun" && w != "sat" || numeric
		number = number || w != "" && w[0] >= '0' && w[0] <= '9'
	}
	if comma {
		return month && number && len(words) <= 4
	}
	return month || day
}

// word is one word of a text and where it stands.
type word struct {
	low      string // in lower case, without the marks around it
	from, to int    // in bytes, marks included
	raw      string
}

func fields(text string) []word {
	var list []word
	from := -1
	for i, r := range text + " " {
		space := r == ' ' || r == '\t' || r == '\n' || r == '\u00a0'
		switch {
		case space && from >= 0:
			raw := text[from:i]
			low := strings.ToLower(strings.Trim(raw, ".,;:!()"))
			if raw == "-" || raw == "–" || raw == "—" {
				low = "-"
			}
			list = append(list, word{low, from, i, raw})
			from = -1
		case !space && from < 0:
			from = i
		}
	}
	return list
}

func lows(words []word) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w.low
	}
	return out
}

// spanOf is the text that words cover, without the marks around them.
func spanOf(text string, words []word) string {
	return strings.Trim(text[words[0].from:words[len(words)-1].to], ".,;:!() ")
}

// leads reports whether a word ends with a mark that leads to a date.
func leads(w word) bool {
	return w.low == "-" || strings.HasSuffix(w.raw, ",") || strings.HasSuffix(w.raw, ";") || strings.HasSuffix(w.raw, "(")
}

// joined takes the mark that joins words to a date off their end.
func joined(s string) string {
	s = strings.TrimSpace(s)
	for _, mark := range []string{",", ";", " -", " –", " —", "("} {
		if strings.HasSuffix(s, mark) {
			return strings.TrimSpace(strings.TrimSuffix(s, mark))
		}
	}
	return s
}

var (
	parseLead = set("by", "on", "before", "around", "until", "till", "about", "for", "from")
	rowLead   = set("by", "on", "before", "around", "until", "till")
	// recurring are words before a day that make it a habit or a thing, not a date.
	recurring = set("every", "each", "all", "the", "a", "of", "per", "this", "one", "for", "in", "any", "no")
)

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// grammar reads the words of a phrase in one sense.
type grammar struct {
	sense        Sense
	today, start Day
	whole        bool // the phrase is all that was typed, so a looser one will do
}

// found is what words were read as, before it is held against the sense.
type found struct {
	due     Due
	choices []Day
	none    bool
	sure    bool // cannot be mistaken for something else
	past    bool // says itself that it lies in the past: "3 days ago"
	ahead   bool // says itself that it lies ahead, or says the year
}

// phrase holds what was read against the sense.
func (g grammar) phrase(f found, typed string) (DatePhrase, error) {
	switch {
	case f.none:
		return DatePhrase{None: true}, nil
	case f.due.FromStart:
		f.due.Typed = typed
		if day := f.due.On(g.start); day-g.today > MaxDueDays || f.due.Days > MaxDueDays {
			return DatePhrase{}, &DateError{Err: ErrOutOfRange, Typed: typed, Day: day}
		}
		return DatePhrase{Due: f.due}, g.check(f.due.On(g.start), typed, true)
	case len(f.choices) == 2:
		first, second := f.choices[0], f.choices[1]
		if second < first {
			first, second = second, first
		}
		a, errA := g.single(first, typed)
		b, errB := g.single(second, typed)
		if errA == nil && errB == nil {
			return DatePhrase{Choices: []Due{a.Due, b.Due}}, nil
		}
		if errA == nil {
			return a, nil
		}
		return b, errB
	}
	return g.single(f.due.Day, typed)
}

func (g grammar) single(day Day, typed string) (DatePhrase, error) {
	if err := g.check(day, typed, false); err != nil {
		return DatePhrase{}, err
	}
	return DatePhrase{Due: Due{Day: day, Typed: typed}}, nil
}

// check holds a day against the sense. A day counted from a goal's start may
// lie on either side of today.
func (g grammar) check(day Day, typed string, counted bool) error {
	switch {
	case day-g.today > MaxDueDays, g.today-day > 5*MaxDueDays:
		return &DateError{Err: ErrOutOfRange, Typed: typed, Day: day}
	case g.sense == Happened && day > g.today:
		return &DateError{Err: ErrDateFuture, Typed: typed, Day: day}
	case g.sense == Planned && day < g.today && !counted:
		return &DateError{Err: ErrDatePast, Typed: typed, Day: day, Suggest: g.again(day)}
	}
	return nil
}

// again is the day to offer for one that has gone by: the same weekday within
// the coming week, or for one long ago the same day of the year.
func (g grammar) again(day Day) Day {
	if g.today-day > 60 {
		_, m, d := day.Date()
		return g.dayOfYear(m, d, Planned)
	}
	ahead := (day - g.today) % 7
	return g.today + (ahead+7)%7 + 7*b2d((ahead+7)%7 == 0)
}

func b2d(b bool) Day {
	if b {
		return 1
	}
	return 0
}

// dayOfYear is the day with that month and day in the year the sense asks for.
func (g grammar) dayOfYear(m time.Month, d int, sense Sense) Day {
	y, _, _ := g.today.Date()
	for _, year := range []int{y, y + 1, y + 2, y + 3, y + 4} {
		if sense != Planned {
			year = 2*y - year
		}
		day := NewDay(year, m, d)
		if _, month, _ := day.Date(); month != m {
			continue // 29 February in a common year
		}
		if sense == Planned && day >= g.today || sense != Planned && day <= g.today {
			return day
		}
	}
	return 0
}
