package model

import (
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
