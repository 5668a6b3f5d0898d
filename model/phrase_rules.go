package model

import (
	"slices"
	"strconv"
	"time"
)

// rule is one form of date phrase. leads are the words that may lead it in
// within a row: "put my socks on tomorrow" is not "on tomorrow".
type rule struct {
	read  func(*phrase) (reading, bool)
	leads wordSet
}

var rules = []rule{
	{(*phrase).noDate, nil},
	{(*phrase).nearDay, words("by before until till")},
	{(*phrase).weekday, words("by on before around until till")},
	{(*phrase).calendarDate, words("by on before around until till")},
	{(*phrase).nextSpan, words("by before until till")},
	{(*phrase).inSpan, nil},
	{(*phrase).span, words("by before around until till at in")},
	{(*phrase).endOf, words("by on before around until till at")},
	{(*phrase).middleOf, words("by before around until till in")},
	{(*phrase).feast, words("by on before around until till at")},
	{(*phrase).dayOfMonth, words("by on before around until till")},
	{(*phrase).fromStart, words("by before around until till at in during")},
}

// read tries the rules on the tokens that begin at from, to the last of them.
// Afterwards p.leads are those of the rule that fits.
func (p *phrase) read(from int) (reading, bool) {
	for _, rule := range rules {
		p.at = from
		if r, ok := rule.read(p); ok && p.at == len(p.tokens) {
			p.leads = rule.leads
			return r, true
		}
	}
	return reading{}, false
}

// noDate reads "no date", "no day", "none" and "-".
func (p *phrase) noDate() (reading, bool) {
	r := reading{DatePhrase: DatePhrase{None: true}, row: setOff}
	if p.word("no") {
		if p.word("date") {
			r.row = alone
			return r, true
		}
		return r, p.word("day")
	}
	return r, p.word("none", "-")
}

func (p *phrase) nearDay() (reading, bool) {
	n, ok := take(p, nearDays)
	r := p.settle(p.today + Day(n))
	if n < 0 {
		r.row = never
	}
	return r, ok
}

// weekday reads "Friday", "this Friday", "next Friday", "last Friday". Weeks
// start on Monday; the last Friday is the one before today.
func (p *phrase) weekday() (reading, bool) {
	which, name := p.oneOf("this", "next", "last"), p.peek()
	wd, ok := take(p, weekdayNames)
	if !ok {
		return reading{}, false
	}
	inWeek := onOrAfter(p.today-Day(p.today.Weekday()+6)%7, wd)
	var r reading
	switch {
	case which == "next":
		r = p.settle(inWeek + 7)
	case which == "this" && p.sense == Planned:
		r = p.settle(onOrAfter(p.today, wd))
	case which == "this":
		r = p.settle(inWeek)
	case which == "last":
		r = p.settle(onOrAfter(p.today-7, wd))
		r.row = never
	case p.sense == Planned:
		r = p.settle(onOrAfter(p.today+1, wd))
		if alsoWords[name] {
			r.row = ledIn
		}
	default:
		r = p.settle(onOrAfter(p.today-6, wd))
	}
	return r, true
}

// onOrAfter returns the first day from from on that is a wd.
func onOrAfter(from Day, wd time.Weekday) Day { return from + Day(wd-from.Weekday()+7)%7 }

// nextSpan reads "next week", seven days from now, and "next month".
func (p *phrase) nextSpan() (reading, bool) {
	next := p.word("next")
	u, ok := p.unit()
	return p.settle(p.shift(1, u)), next && ok && (u.days == 7 || u.months == 1)
}

// inSpan reads "in 2 weeks" and "in a month's time".
func (p *phrase) inSpan() (reading, bool) {
	if !p.word("in", "within") {
		return reading{}, false
	}
	n, u, ok := p.length()
	if !ok {
		return reading{}, false
	}
	p.word("time")
	r := p.settle(p.shift(n, u))
	r.row = leads
	return r, true
}

// span reads "two weeks after surgery", "two weeks from now", "two weeks ago",
// and in a plan "two weeks" for in two weeks.
func (p *phrase) span() (reading, bool) {
	n, u, ok := p.length()
	if !ok {
		return reading{}, false
	}
	switch {
	case p.afterStart():
		return p.counted(n, u)
	case p.word("from"):
		return p.settle(p.shift(n, u)), p.word("now", "today")
	case p.word("ago"):
		r := p.settle(p.shift(-n, u))
		r.row = never
		return r, true
	}
	r := p.settle(p.shift(n, u))
	r.row, r.bareSpan = never, true
	return r, p.sense == Planned
}

// length takes "3 weeks", "a week" or "a couple of weeks".
func (p *phrase) length() (int, unit, bool) {
	n, ok := 1, true
	if article := p.word("a", "an"); p.word("couple") {
		n = 2
		p.word("of")
	} else if !article {
		n, ok = p.number()
	}
	u, isUnit := p.unit()
	return n, u, ok && isUnit
}

// fromStart reads "week 6", "weeks 5-6 after surgery", "day 10", "month 3".
func (p *phrase) fromStart() (reading, bool) {
	u, ok := p.unit()
	n, isNumber := p.number()
	p.afterStart()
	if !ok || !isNumber || !u.counted {
		return reading{}, false
	}
	return p.counted(n, u)
}

// afterStart takes "after surgery", "after the operation", "post-op".
func (p *phrase) afterStart() bool {
	mark := p.at
	switch {
	case p.word("after"):
		p.word("the", "my", "your", "his", "her", "their")
	case p.word("post"):
		p.word("-")
	case p.word("postop"):
		return true
	}
	if p.at > mark && beginnings[p.peek()] {
		p.skip()
		return true
	}
	p.at = mark
	return false
}

// counted makes a reading of n units after the start, when there is a start.
func (p *phrase) counted(n int, u unit) (reading, bool) {
	var r reading
	r.Due = Due{FromStart: true, Days: n * u.days, Months: n * u.months}
	if r.Due.On(p.start)-p.start > MaxDueDays {
		r.wrong = &DateError{Err: ErrOutOfRange}
	}
	return r, p.start != 0
}

// endOf reads "end of the month", "end of next month", "end of December 2027",
// "end of the year" and "end of week 6".
func (p *phrase) endOf() (reading, bool) {
	p.word("the")
	if !p.word("end") {
		return reading{}, false
	}
	p.word("of")
	mark := p.at
	if r, ok := p.fromStart(); ok {
		return r, true
	}
	p.at = mark
	if m, ok := take(p, monthNames); ok {
		return p.settle(p.days(dayMonth{monthEnd, m, p.year()})...), true
	}
	which := p.oneOf("the", "this", "next", "last")
	u, ok := p.unit()
	if !ok || u.months == 0 {
		return reading{}, false
	}
	first, on := p.today.MonthStart(), 1
	if u.months == 12 {
		year, _, _ := first.Date()
		first = NewDay(year, time.January, 1)
	}
	switch which {
	case "next":
		on = 2
	case "last":
		on = 0
	}
	return p.settle(first.AddMonths(on*u.months) - 1), true
}

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
