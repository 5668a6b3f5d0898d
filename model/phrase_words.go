package model

import (
	"strconv"
	"strings"
	"time"
)

// read reads words as one of the forms of a date phrase.
func (g grammar) read(words []string) (found, bool) {
	for _, form := range []func([]string) (found, bool){
		g.nothing, g.nearDay, g.weekday, g.relative, g.afterStart, g.monthEnd, g.calendar, g.numeric,
	} {
		if f, ok := form(words); ok {
			return f, true
		}
	}
	return found{}, false
}

// nothing: "", "-", "no date", "none".
func (g grammar) nothing(words []string) (found, bool) {
	switch s := strings.Join(words, " "); s {
	case "no date", "no day", "no date yet":
		return found{none: true, sure: true}, true
	case "", "-", "none", "not yet":
		return found{none: true}, g.whole
	}
	return found{}, false
}

// nearDay: today, tomorrow, yesterday.
func (g grammar) nearDay(words []string) (found, bool) {
	if len(words) != 1 {
		return found{}, false
	}
	switch w := words[0]; {
	case w == "today":
		return found{due: Due{Day: g.today}, sure: true}, true
	case slipOf(w, "tomorrow", 2):
		return found{due: Due{Day: g.today + 1}, sure: true, ahead: true}, true
	case slipOf(w, "yesterday", 2):
		return found{due: Due{Day: g.today - 1}, past: true}, g.whole
	}
	return found{}, false
}

// weekday: "Friday", "next Friday", "this Friday", "last Friday", and a weekday
// before the date it falls on: "Thu 3 Dec".
func (g grammar) weekday(words []string) (found, bool) {
	if len(words) == 0 {
		return found{}, false
	}
	which := ""
	if w := words[0]; len(words) == 2 && (w == "next" || w == "this" || w == "last" || w == "coming") {
		which, words = w, words[1:]
	}
	day, ok := weekdayOf(words[0], true)
	if !ok {
		return found{}, false
	}
	_, exact := weekdayOf(words[0], false)
	if len(words) > 1 {
		f, ok := g.calendar(words[1:])
		if !ok {
			f, ok = g.numeric(words[1:])
		}
		if !ok || f.due.Day.Weekday() != day {
			return found{}, false
		}
		return f, true
	}
	// Weeks begin on Monday.
	monday := g.today - Day((g.today.Weekday()+6)%7)
	offset := Day((day + 6) % 7)
	back := Day((g.today.Weekday() - day + 7) % 7)
	switch which {
	case "next":
		return found{due: Due{Day: monday + 7 + offset}, sure: exact, ahead: true}, true
	case "this":
		return found{due: Due{Day: monday + offset}, sure: exact}, true
	case "last":
		if back == 0 {
			back = 7
		}
		return found{due: Due{Day: g.today - back}, past: true}, g.whole
	}
	long := exact && len(words[0]) > 3
	if g.sense == Planned {
		return found{due: Due{Day: g.today + 7 - back}, sure: long}, true
	}
	return found{due: Due{Day: g.today - back}, sure: long}, true
}

// relative: "in 2 weeks", "in a fortnight", "3 days ago", "next week"; when it
// is all that was typed also "2 weeks".
func (g grammar) relative(words []string) (found, bool) {
	if len(words) == 2 && words[0] == "next" && (words[1] == "week" || words[1] == "month") {
		return found{due: Due{Day: g.shift(1, words[1])}, sure: true, ahead: true}, true
	}
	in := len(words) > 0 && words[0] == "in"
	ago := len(words) > 0 && words[len(words)-1] == "ago"
	switch {
	case in && ago:
		return found{}, false
	case in:
		words = words[1:]
	case ago:
		words = words[:len(words)-1]
	}
	n, rest, ok := amount(words)
	if !ok || len(rest) != 1 || !in && !g.whole {
		return found{}, false
	}
	unit, ok := unitOf(rest[0])
	if !ok || !in && !ago && unit == "day" && g.sense != Planned {
		return found{}, false
	}
	if ago {
		return found{due: Due{Day: g.shift(-n, unit)}, past: true}, g.whole
	}
	if g.sense == Happened && !in {
		return found{}, false
	}
	return found{due: Due{Day: g.shift(n, unit)}, sure: in, ahead: true}, true
}

// shift moves today by so many units, never farther than a day can be.
func (g grammar) shift(n int, unit string) Day {
	n = min(max(n, -20_000), 20_000)
	switch unit {
	case "week":
		return g.today + Day(7*n)
	case "fortnight":
		return g.today + Day(14*n)
	case "month":
		return g.today.AddMonths(min(max(n, -700), 700))
	case "year":
		return g.today.AddMonths(12 * min(max(n, -60), 60))
	}
	return g.today + Day(n)
}

// afterStart: "week 6", "weeks 5-6", "day 10", "month 3", "6 weeks after
// surgery".
func (g grammar) afterStart(words []string) (found, bool) {
	if g.start == 0 {
		return found{}, false
	}
	words, after := withoutAfter(words)
	if len(words) > 0 && (words[0] == "in" || words[0] == "post-op") {
		after, words = after || words[0] == "post-op", words[1:]
	}
	if n, rest, ok := amount(words); ok && after && len(rest) == 1 {
		if unit, ok := unitOf(rest[0]); ok {
			return counted(n, unit)
		}
	}
	if len(words) < 2 {
		return found{}, false
	}
	unit, ok := unitOf(words[0])
	if !ok {
		return found{}, false
	}
	n, ok := lastOf(words[1:])
	if !ok {
		return found{}, false
	}
	return counted(n, unit)
}

// withoutAfter takes "after surgery" and its like off the end.
func withoutAfter(words []string) ([]string, bool) {
	if n := len(words); n > 0 && words[n-1] == "post-op" {
		return words[:n-1], true
	}
	for i, w := range words {
		if w != "after" && w != "from" {
			continue
		}
		what := strings.TrimPrefix(strings.TrimPrefix(strings.Join(words[i+1:], " "), "the "), "my ")
		switch what {
		case "surgery", "operation", "op", "start", "injury", "stroke", "fall":
			return words[:i], true
		}
	}
	return words, false
}

func counted(n int, unit string) (found, bool) {
	due := Due{FromStart: true}
	n = min(n, 20_000)
	switch unit {
	case "week":
		due.Days = 7 * n
	case "fortnight":
		due.Days = 14 * n
	case "month":
		due.Months = min(n, 400)
	case "year":
		due.Months = 12 * min(n, 40)
	default:
		due.Days = n
	}
	return found{due: due, sure: true}, true
}

// lastOf reads a number or the end of a range: "6", "5-6", "5 to 6".
func lastOf(words []string) (int, bool) {
	s := strings.NewReplacer("–", "-", "—", "-").Replace(strings.Join(words, " "))
	s = strings.ReplaceAll(strings.ReplaceAll(s, " to ", "-"), " and ", "-")
	low, high, ranged := strings.Cut(strings.ReplaceAll(s, " ", ""), "-")
	n, ok := number(low)
	if !ranged || !ok {
		return n, ok
	}
	m, ok := number(high)
	return m, ok && m >= n
}

// monthEnd: "end of the month", "end of December", "end of next month".
func (g grammar) monthEnd(words []string) (found, bool) {
	s := strings.TrimPrefix(strings.TrimPrefix(strings.Join(words, " "), "at "), "the ")
	what, ok := strings.CutPrefix(s, "end of ")
	if !ok {
		return found{}, false
	}
	what = strings.TrimPrefix(what, "the ")
	switch what {
	case "month", "this month":
		return found{due: Due{Day: g.today.MonthStart().AddMonths(1) - 1}, sure: true}, true
	case "next month":
		return found{due: Due{Day: g.today.MonthStart().AddMonths(2) - 1}, sure: true}, true
	}
	m, ok := monthOf(what, true)
	if !ok {
		return found{}, false
	}
	y, _, _ := g.today.Date()
	last := NewDay(y, m+1, 1) - 1
	if g.sense == Planned && last < g.today {
		last = NewDay(y+1, m+1, 1) - 1
	} else if g.sense != Planned && last > g.today {
		last = NewDay(y-1, m+1, 1) - 1
	}
	return found{due: Due{Day: last}, sure: true}, true
}

// calendar: "3 Dec", "Dec 3", "the 3rd of December 2027".
func (g grammar) calendar(words []string) (found, bool) {
	var plain []string
	for _, w := range words {
		if w != "the" && w != "of" {
			plain = append(plain, w)
		}
	}
	if len(plain) < 2 || len(plain) > 3 {
		return found{}, false
	}
	dayWord, monthWord := plain[0], plain[1]
	if _, ok := monthOf(dayWord, true); ok {
		dayWord, monthWord = monthWord, dayWord
	}
	month, ok := monthOf(monthWord, true)
	if !ok {
		return found{}, false
	}
	d, ok := dayNumber(dayWord)
	if !ok {
		return found{}, false
	}
	if len(plain) == 2 {
		day := g.dayOfYear(month, d, g.sense)
		return found{due: Due{Day: day}, sure: true}, day != 0
	}
	y, err := strconv.Atoi(plain[2])
	if err != nil || len(plain[2]) != 4 {
		return found{}, false
	}
	return dated(y, month, d)
}

func dated(y int, m time.Month, d int) (found, bool) {
	if y < 1901 || y > 2400 || m < 1 || m > 12 || d < 1 {
		return found{}, false
	}
	day := NewDay(y, m, d)
	if _, month, dd := day.Date(); month != m || dd != d {
		return found{}, false
	}
	return found{due: Due{Day: day}, sure: true, ahead: true}, true
}

// numeric: "2026-12-03", and days in numbers, which can be two days: "3/12",
// "3.12.2026".
func (g grammar) numeric(words []string) (found, bool) {
	if len(words) != 1 {
		return found{}, false
	}
	if day, err := ParseDay(words[0]); err == nil {
		y, m, d := day.Date()
		return dated(y, m, d)
	}
	a, b, y, ok := numbersOf(words[0])
	if !ok {
		return found{}, false
	}
	var days []Day
	for _, dm := range [][2]int{{a, b}, {b, a}} {
		day, m := dm[0], time.Month(dm[1])
		if m > 12 || day > 31 || day < 1 || m < 1 || a == b && len(days) > 0 {
			continue
		}
		if y != 0 {
			if f, ok := dated(y, m, day); ok {
				days = append(days, f.due.Day)
			}
		} else if on := g.dayOfYear(m, day, g.sense); on != 0 {
			days = append(days, on)
		}
	}
	switch len(days) {
	case 1:
		return found{due: Due{Day: days[0]}}, true
	case 2:
		return found{choices: days}, true
	}
	return found{}, false
}

// numbersOf takes "3/12", "3.12", "3-12" or "3/12/2026" apart; y is 0 when it
// is not said.
func numbersOf(s string) (a, b, y int, ok bool) {
	for _, sep := range []string{"/", ".", "-"} {
		parts := strings.Split(s, sep)
		if len(parts) != 2 && len(parts) != 3 {
			continue
		}
		var n [3]int
		for i, p := range parts {
			v, err := strconv.Atoi(p)
			if err != nil || v < 0 || len(p) > 4 {
				return 0, 0, 0, false
			}
			n[i] = v
		}
		if len(parts) == 3 && len(parts[2]) == 2 {
			n[2] += 2000
		}
		return n[0], n[1], n[2], len(parts[0]) <= 2 && len(parts[1]) <= 2
	}
	return 0, 0, 0, false
}

// amount reads a number off the front: "2", "two", "a", "a couple of".
func amount(words []string) (int, []string, bool) {
	if len(words) > 1 && (words[0] == "a" || words[0] == "an") {
		switch {
		case len(words) > 3 && words[1] == "couple" && words[2] == "of":
			return 2, words[3:], true
		case words[1] == "couple":
			return 2, words[2:], true
		}
		return 1, words[1:], true
	}
	if len(words) == 0 {
		return 0, nil, false
	}
	n, ok := number(words[0])
	return n, words[1:], ok
}

// number reads digits or a number word from one to twelve.
func number(s string) (int, bool) {
	for i, w := range []string{
		"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
	} {
		if s == w {
			return i + 1, true
		}
	}
	if len(s) == 0 || len(s) > 5 || s[0] == '+' || s[0] == '-' {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// dayNumber reads the day of a month: "3", "3rd".
func dayNumber(s string) (int, bool) {
	for _, end := range []string{"st", "nd", "rd", "th"} {
		if t, ok := strings.CutSuffix(s, end); ok {
			s = t
			break
		}
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 1 && n <= 31 && s[0] != '+'
}

func unitOf(w string) (string, bool) {
	switch w {
	case "day", "days":
		return "day", true
	case "week", "weeks", "wk", "wks":
		return "week", true
	case "fortnight", "fortnights":
		return "fortnight", true
	case "month", "months", "mth", "mths":
		return "month", true
	case "year", "years", "yr", "yrs":
		return "year", true
	}
	return "", false
}

var weekdayShort = map[string]time.Weekday{
	"mon": 1, "tue": 2, "tues": 2, "wed": 3, "weds": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 0,
}

// weekdayOf reads a weekday; with slips, one letter may be wrong in a name.
func weekdayOf(w string, slips bool) (time.Weekday, bool) {
	if d, ok := weekdayShort[w]; ok {
		return d, true
	}
	for d := time.Sunday; d <= time.Saturday; d++ {
		if full := strings.ToLower(d.String()); w == full || slips && slipOf(w, full, 2) {
			return d, true
		}
	}
	return 0, false
}

// monthOf reads a month's name or its first letters.
func monthOf(w string, slips bool) (time.Month, bool) {
	if w == "sept" {
		return time.September, true
	}
	for m := time.January; m <= time.December; m++ {
		full := strings.ToLower(m.String())
		if w == full || w == full[:3] || slips && slipOf(w, full, 1) {
			return m, true
		}
	}
	return 0, false
}

// slipOf reports whether w is a word of six letters or more with at most so
// many slips: a letter wrong, left out, doubled, or changed with its
// neighbour. A plural is another word, not a slip.
func slipOf(w, full string, most int) bool {
	a, b := []rune(w), []rune(full)
	if len(b) < 8 {
		most = min(most, 1)
	}
	if w == full {
		return true
	}
	if len(b) < 6 || len(a) < len(b)-most || len(a) > len(b)+most || w == full+"s" {
		return false
	}
	// The optimal string alignment distance, row by row.
	var before, last []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, last, row = last, row, make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return row[len(b)] <= most
}
