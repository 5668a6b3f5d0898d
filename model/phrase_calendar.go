package model

import (
	"slices"
	"strconv"
	"time"
)

// middleOf reads "mid January" and "the middle of January 2027": the 15th.
func (p *phrase) middleOf() (reading, bool) {
	p.word("the")
	switch {
	case p.word("mid"):
		p.word("-")
	case p.word("middle"):
		p.word("of")
	default:
		return reading{}, false
	}
	m, ok := take(p, monthNames)
	if !ok {
		return reading{}, false
	}
	return p.settle(p.days(dayMonth{15, m, p.year()})...), true
}

// feast reads "Christmas", "Christmas Eve" and "New Year's Day", which are words
// at the end of a row unless they are led in.
func (p *phrase) feast() (reading, bool) {
	d, eve := dayMonth{}, dayMonth{}
	switch {
	case p.word("christmas", "xmas"):
		d, eve = dayMonth{25, time.December, 0}, dayMonth{24, time.December, 0}
	case p.word("new") && p.word("year", "years", "year's", "year’s"):
		d, eve = dayMonth{1, time.January, 0}, dayMonth{31, time.December, 0}
	default:
		return reading{}, false
	}
	if p.word("eve") {
		d = eve
	} else {
		p.word("day")
	}
	r := p.settle(p.days(d)...)
	r.row = ledIn
	return r, true
}

// dayOfMonth reads "the 11th": the next such day in a plan, else the last.
func (p *phrase) dayOfMonth() (reading, bool) {
	p.word("the")
	day, ok := p.digits(2)
	if !ok || !p.ordinal() {
		return reading{}, false
	}
	first, step := p.today.MonthStart(), 1
	if p.sense != Planned {
		step = -1
	}
	for n := 0; n < 12; n++ {
		m := first.AddMonths(n * step)
		on := m + Day(day-1)
		if day >= 1 && on.MonthStart() == m && (on == p.today || (on > p.today) == (step > 0)) {
			r := p.settle(on)
			r.row = ledIn
			return r, true
		}
	}
	return reading{}, false
}

// dayMonth is a date as written. monthEnd stands for the last day of the
// month, and the year 0 for none.
type dayMonth struct {
	day   int
	month time.Month
	year  int
}

const monthEnd = -1

// calendarDate reads "3 Dec", "Dec 3, 2027", "the 3rd of December", 2026-12-03
// and 3/12, each also after a weekday, which must fit.
func (p *phrase) calendarDate() (reading, bool) {
	wd, named := take(p, weekdayNames)
	if named {
		p.word(",")
	}
	p.word("the")
	mark, row := p.at, alone
	dates := p.worded()
	worded := dates != nil
	if dates == nil {
		p.at = mark
		dates, row = p.numeric()
	}
	if dates == nil {
		return reading{}, false
	}
	days := slices.DeleteFunc(p.days(dates...), func(d Day) bool { return named && d.Weekday() != wd })
	r := p.settle(days...)
	if !named {
		r.row = row
	}
	if worded && !named && len(days) == 0 {
		r.wrong = &DateError{Err: ErrNoSuchDay}
	}
	return r, true
}

// worded takes a date with the month as a word.
func (p *phrase) worded() []dayMonth {
	day, ok := p.digits(2)
	if ok {
		p.ordinal()
		p.word("of")
	}
	month, isMonth := take(p, monthNames)
	if !ok && isMonth {
		day, ok = p.digits(2)
		p.ordinal()
	}
	if !ok || !isMonth {
		return nil
	}
	return []dayMonth{{day, month, p.year()}}
}

// ordinal takes what is glued to the day: "3rd", "3.".
func (p *phrase) ordinal() bool {
	return p.at < len(p.tokens) && p.tokens[p.at].glued && p.word("st", "nd", "rd", "th", ".")
}

// year takes a year of four digits, or returns 0.
func (p *phrase) year() int {
	mark := p.at
	p.word(",")
	if y, ok := p.digits(4); ok && y >= 1000 {
		return y
	}
	p.at = mark
	return 0
}

// numeric takes 2026-12-03, or 3/12 and 3/12/2026 with both their readings,
// and says what they need at the end of a row.
func (p *phrase) numeric() ([]dayMonth, standing) {
	fig, sep := p.figures()
	var n [3]int
	var width [3]int
	for i, f := range fig[:min(3, len(fig))] {
		n[i], _ = strconv.Atoi(f)
		width[i] = len(f)
	}
	row := ledIn
	switch {
	case len(fig) == 3 && width[0] == 4 && n[0] >= 1000 && width[1] <= 2 && width[2] <= 2:
		return []dayMonth{{n[2], time.Month(n[1]), n[0]}}, alone
	case len(fig) < 2 || len(fig) > 3 || width[0] > 2 || width[1] > 2:
		return nil, never
	case width[2] == 4 && n[2] >= 1000:
		row = alone
	case width[2] == 2:
		n[2] += 2000
	case len(fig) == 3:
		return nil, never
	case sep == "." && !p.dotted:
		row = never // "lower it by 1.5"
	}
	dates := []dayMonth{{n[0], time.Month(n[1]), n[2]}}
	if n[0] != n[1] {
		dates = append(dates, dayMonth{n[1], time.Month(n[0]), n[2]})
	}
	return dates, row
}

// days returns the days that dates stand for, without those that no calendar has.
func (p *phrase) days(dates ...dayMonth) []Day {
	var days []Day
	for _, d := range dates {
		if on, ok := p.day(d); ok {
			days = append(days, on)
		}
	}
	return days
}

// day returns the day that a date stands for. Without a year it is the next
// such day in a plan, otherwise the last; today is both.
func (p *phrase) day(d dayMonth) (Day, bool) {
	if d.month < time.January || d.month > time.December {
		return 0, false
	}
	year, step, tries := d.year, 1, 1
	if d.year == 0 {
		year, _, _ = p.today.Date()
		tries = 9 // 29 February can be eight years away
	}
	if p.sense != Planned {
		step = -1
	}
	for ; tries > 0; tries-- {
		day, last := d.day, time.Date(year, d.month+1, 0, 0, 0, 0, 0, time.UTC).Day()
		if day == monthEnd {
			day = last
		}
		on := NewDay(year, d.month, day)
		rightWay := d.year != 0 || on == p.today || (on > p.today) == (step > 0)
		if day >= 1 && day <= last && rightWay {
			return on, true
		}
		year += step
	}
	return 0, false
}
