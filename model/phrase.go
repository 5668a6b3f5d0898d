package model

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Sense says which way a bare day is meant: "Friday" in a plan is the next one,
// in a reading the last one.
type Sense int

// The senses of a day that is said without its year.
const (
	Planned  Sense = iota // the next such day: hoped-for days, milestones
	Happened              // the last such day, today included: readings, check-offs
	Starting              // the last such day, today included, unless a coming one is clearly said
)

// DatePhrase is what a phrase was understood as. The zero value says nothing.
type DatePhrase struct {
	Due     Due   // the day, or so long after the start; zero when None or when there are Choices
	None    bool  // the person said there is no date ("no date", "-", or nothing)
	Choices []Due // two readings of numbers like 3/12: day-first and month-first, the sooner first
}

// DateError says why a phrase could not be taken as a day. It unwraps to
// [ErrDateUnreadable], [ErrDatePast], [ErrDateFuture], or [ErrOutOfRange] when
// the day lies more than [MaxDueDays] away.
type DateError struct {
	Err     error
	Sense   Sense  // what the day was wanted for
	Typed   string // the phrase as typed, without its lead-in word
	Day     Day    // the day understood, if any
	Suggest Day    // a day that would do, if any: for a past day in a plan the same weekday in the
	// coming week, or when it is over two months ago the same day of the coming year
}

func (e *DateError) Error() string { return fmt.Sprintf("date %q: %v", e.Typed, e.Err) }
func (e *DateError) Unwrap() error { return e.Err }

// ParseDue reads a date phrase as [ParseDate] does, where it must not be one of
// two days: that is [ErrDateAmbiguous].
func ParseDue(text string, sense Sense, today, start Day) (Due, error) {
	p, err := ParseDate(text, sense, today, start)
	if err == nil && len(p.Choices) > 0 {
		err = &DateError{Err: ErrDateAmbiguous, Typed: text}
	}
	return p.Due, err
}

// ParseDate reads the whole of text as a date phrase: "Friday", "by 3 Dec", "in
// 2 weeks", "week 6", "no date". start is the goal's first day, from which
// "week 6" counts; when it is 0, such a phrase is not understood. An error is a
// [DateError].
func ParseDate(text string, sense Sense, today, start Day) (DatePhrase, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return DatePhrase{None: true}, nil
	}
	p := newPhrase(text, sense, today, start)
	lasting := false
	for from := 0; from < len(p.tokens) && len(p.tokens) <= maxTokens; from++ {
		r, ok := p.read(from)
		if ok && !(lasting && r.bareSpan) {
			return r.as(p.typed(from))
		}
		lead := p.tokens[from].text
		if !leadIns[lead] {
			break
		}
		lasting = lasting || lead == "for" // "for 2 weeks" says how long, not when
	}
	return DatePhrase{}, &DateError{Err: ErrDateUnreadable, Sense: sense, Typed: text}
}

// maxTokens is how many words and marks the longest phrase may have.
const maxTokens = 16

// reading is what a rule of the grammar made of a phrase.
type reading struct {
	DatePhrase
	wrong    *DateError // why the day does not do; its Typed is not set yet
	row      standing
	bareSpan bool // "two weeks": a time to wait, or a time to take
}

// standing is what makes a phrase at the end of a row of words a date.
type standing int

const (
	alone  standing = iota // nothing more: "next Friday"
	ledIn                  // a lead-in word or a comma: "by 3/12"
	setOff                 // a comma: ", none"
	leads                  // nothing more, for it brings its lead-in: "in 2 weeks"
	never                  // there it is words: "last Friday", "two weeks"
)

// as gives what was read the phrase as typed.
func (r reading) as(typed string) (DatePhrase, error) {
	if r.wrong != nil {
		r.wrong.Typed = typed
		return DatePhrase{}, r.wrong
	}
	if !r.Due.None() {
		r.Due.Typed = typed
	}
	for i := range r.Choices {
		r.Choices[i].Typed = typed
	}
	return r.DatePhrase, nil
}

// settle makes a reading of the days that a phrase can mean. A day that the
// sense refuses gives way to one that it takes.
func (p *phrase) settle(days ...Day) reading {
	var r reading
	for _, d := range days {
		if e := p.refuse(d); e == nil {
			r.Choices = append(r.Choices, Due{Day: d})
		} else if r.wrong == nil {
			r.wrong = e
		}
	}
	if len(days) == 0 {
		r.wrong = &DateError{Err: ErrDateUnreadable}
	}
	if len(r.Choices) > 0 {
		r.wrong = nil
	}
	if len(r.Choices) == 1 {
		r.Due, r.Choices = r.Choices[0], nil
	}
	slices.SortFunc(r.Choices, func(a, b Due) int { return cmp.Compare(a.Day, b.Day) })
	return r
}

// refuse says why a day does not do, or nil.
func (p *phrase) refuse(d Day) *DateError {
	e := &DateError{Day: d}
	far := max(d-p.today, p.today-d) > MaxDueDays
	if far {
		e.Day = 0
	}
	switch {
	case p.sense == Planned && d < p.today:
		e.Err = ErrDatePast
		if !far {
			e.Suggest = p.again(d)
		}
	case p.sense == Happened && d > p.today:
		e.Err = ErrDateFuture
	case far:
		e.Err = ErrOutOfRange
	default:
		return nil
	}
	return e
}

// again is the day to offer for one that has gone by.
func (p *phrase) again(d Day) Day {
	if p.today-d <= 61 {
		return onOrAfter(p.today+1, d.Weekday())
	}
	_, month, day := d.Date()
	next, _ := p.day(dayMonth{day: day, month: month})
	return next
}

// MilestoneRow is one typed row taken apart.
type MilestoneRow struct {
	Title string     // the words, exactly as typed
	Date  DatePhrase // None when no date was said
}

// SplitRow takes a date phrase, if it is one beyond doubt, off the end of a
// typed row. The words before it are kept exactly as typed, but for white space
// around them and one comma, dash or full stop that joins them to the date.
// Words without a date are never an error, and a row that is all date is words.
// When the error is not nil it is a [DateError] and Title is the words before
// what was meant as a date.
func SplitRow(text string, today, start Day) (MilestoneRow, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return MilestoneRow{Date: DatePhrase{None: true}}, nil
	}
	p := newPhrase(text, Planned, today, start)
	p.closeBracket()
	first := max(0, len(p.tokens)-maxTokens)
	for from := first; from < len(p.tokens); from++ {
		if !p.begins(from) {
			continue
		}
		r, ok := p.read(from)
		if !ok {
			continue
		}
		if title, ok := p.before(from, r); ok {
			date, err := r.as(p.typed(from))
			return MilestoneRow{title, date}, err
		}
		break // what is shorter is a part of it, as "Friday" of "last Friday"
	}
	for at := len(p.tokens) - 1; at >= first; at-- {
		by := leadsToDay[p.tokens[at].text] && p.begins(at)
		if !by && p.tokens[at].text != "," {
			continue
		}
		if title := p.title(at); title != "" && p.tried(at+1, by) {
			return MilestoneRow{Title: title}, &DateError{Err: ErrDateUnreadable, Typed: p.typed(at + 1)}
		}
		break
	}
	return MilestoneRow{text, DatePhrase{None: true}}, nil
}

// before returns the words of a row before the phrase that begins at from, and
// false when the row is words as a whole.
func (p *phrase) before(from int, r reading) (title string, ok bool) {
	at, led := p.leadIn(from)
	title = p.title(at)
	switch {
	case title == "", r.row == never, p.routine(from, at), p.bracketed && p.tokens[at-1].text != "(":
		return "", false
	case p.apart(at):
		return title, true
	case led || r.row == leads:
		return title, r.row != setOff && !tiesAny[p.tokens[at-1].text]
	}
	return title, r.row == alone && !ties[p.tokens[at-1].text]
}

// leadIn returns where the phrase at from begins with the words that lead it
// in, and whether there are any.
func (p *phrase) leadIn(from int) (at int, led bool) {
	at = from
	if at > 0 && p.tokens[at-1].text == "about" {
		at--
	}
	for at > 0 && p.leads[p.tokens[at-1].text] && p.begins(at-1) {
		at, led = at-1, true
	}
	if !led {
		return from, false
	}
	return at, true
}

// routine reports whether the phrase is the last of several weekdays: "Mon,
// Wed, Fri".
func (p *phrase) routine(from, at int) bool {
	if from != len(p.tokens)-1 {
		return false
	}
	for at--; at > 0 && joiners[p.tokens[at].text]; at-- {
	}
	_, one := lookUp(weekdayNames, p.tokens[from].text)
	_, more := lookUp(weekdayNames, p.tokens[at].text)
	return one && more
}

// tried reports whether the last words of a row, from a token on, look like a
// date that cannot be read: nothing but words that dates are made of. With by
// they follow the word "by" or "until", otherwise a comma.
func (p *phrase) tried(from int, by bool) bool {
	if from < len(p.tokens) && p.routine(len(p.tokens)-1, from) {
		return false
	}
	var number, month, span, ahead, named, soft, shaped bool
	for p.at = from; p.at < len(p.tokens); p.at++ {
		w := p.peek()
		_, isDay := lookUp(weekdayNames, w)
		_, isMonth := lookUp(monthNames, w)
		u, isUnit := lookUp(units, w)
		_, isNumber := numbers[w]
		switch {
		case isDay:
			named, soft = named || !alsoWords[w], true
		case isMonth:
			month = true
		case isUnit:
			span = span || u.days != 1 || w == "days"
		case isNumber:
			number = true
		case isFigure(w):
			fig, sep := p.figures()
			decimal := len(fig) == 2 && sep == "."
			number, shaped = true, shaped || len(fig) > 1 && !decimal && !slices.ContainsFunc(fig, oddWidth)
			p.at--
		case nexts[w]:
			ahead = true
		case !datelike[w]:
			return false
		}
	}
	return named || soft && ahead || shaped && !span || month && (by || number) || span && (ahead || by && number)
}
