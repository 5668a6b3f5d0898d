package tui

import (
	"math"
	"strconv"
	"strings"

	"waymark/model"
)

// calendar draws the last so many weeks, at most 12, to the one of today, a row
// each, and some words on them, in lines of at most w cells, at least 32: what
// was written down on a day, the last value of several. Today stands in brackets.
func (l look) calendar(s model.Series, m model.Measure, d model.Dates, weeks, w int) []string {
	weeks = min(max(weeks, 1), model.SeriesDays/7)
	monday := d.Today - model.Day(d.Today.Weekday()+6)%7
	a := almanac{look: l, dates: d, first: monday - model.Day(7*(weeks-1)), days: make([]string, 7*weeks)}
	for _, size := range []struct{ number, name int }{{4, len("26 Oct")}, {3, len("26 Oct")}, {3, len("26")}} {
		a.name = size.name
		a.fill(s, m, size.number)
		if a.width() <= w {
			break
		}
	}
	if a.apart++; a.width() > w {
		a.apart--
	}
	a.name += max(0, min(2, w-a.width()))
	said := strings.TrimSpace("[" + a.days[int(d.Today-a.first)] + "] is today. " +
		"A dot is a day with nothing written down. That is fine. " + a.note)
	return append(append(a.lines(w), ""), l.wrap(said, min(w, textMax), 0)...)
}

// almanac is a calendar being drawn.
type almanac struct {
	look  look
	dates model.Dates
	first model.Day // a Monday
	days  []string  // what stands on each day; "" after today
	name  int       // the cells up to the days
	apart int       // the cells from one day to the next
	note  string    // says that the numbers are not as they were written down
}

// fill writes the days, with numbers of at most so many cells.
func (a *almanac) fill(s model.Series, m model.Measure, most int) {
	for i := range a.days {
		if a.first+model.Day(i) <= a.dates.Today {
			a.days[i] = a.look.dot()
		}
	}
	size := 0.0
	shown := s.Since(a.first)
	for _, r := range shown {
		size = max(size, math.Abs(r.Value))
	}
	thousands := most < 4 && 1000 <= size && size < 999_500
	if thousands {
		a.note = "The numbers are in thousands."
	}
	widest := len("Mo")
	for _, r := range shown {
		text := a.look.written(r)
		if m.Kind == model.Number {
			text = a.number(r.Value, most, thousands)
		}
		if i := int(r.On - a.first); i < len(a.days) && a.days[i] != "" {
			a.days[i] = text
			widest = max(widest, a.look.width(text))
		}
	}
	a.apart = widest + 1
}

// number is a value in at most so many cells. Where none goes there, it says at
// least that one was written down.
func (a *almanac) number(v float64, most int, thousands bool) string {
	full := model.FormatNumber(v)
	if thousands {
		v /= 1000
	}
	text := compact(v, most)
	if text != full && a.note == "" {
		a.note = "The numbers are rounded."
	}
	if text == "" {
		return shortMark(a.look, markDone)
	}
	return text
}

// width is how many cells the weeks take. Behind a Sunday a bracket may stand.
func (a *almanac) width() int { return a.name + 7*a.apart + 1 }

// lines are the names of the days and, below them, the weeks.
func (a *almanac) lines(w int) []string {
	page := newSheet(w, 1+len(a.days)/7)
	for i, day := range strings.Fields("Mo Tu We Th Fr Sa Su") {
		page.put(a.end(i)-len(day), 0, day)
	}
	for i, text := range a.days {
		y := 1 + i/7
		if i%7 == 0 {
			page.put(0, y, a.weekName(a.first+model.Day(i)))
		}
		from := a.end(i) - a.look.width(text)
		page.put(from, y, text)
		if a.first+model.Day(i) == a.dates.Today {
			page.put(from-1, y, "[")
			page.put(a.end(i), y, "]")
		}
	}
	return page.lines()
}

// end is the cell behind a day.
func (a *almanac) end(i int) int { return a.name + (i%7+1)*a.apart }

// weekName names the week of a Monday: "26 Oct", or "26" where that is too long.
func (a *almanac) weekName(monday model.Day) string {
	_, m, n := monday.Date()
	day, month := strconv.Itoa(n), m.String()[:3]
	switch {
	case a.name < len("26 Oct"):
		return day
	case a.dates.Style == model.MonthFirst:
		return month + " " + day
	}
	return day + " " + month
}

// dot stands on a day with nothing written down.
func (l look) dot() string {
	if l.unicode {
		return "·"
	}
	return "."
}

// written is the sign for a reading of done or not done, in one cell.
func (l look) written(r model.Reading) string {
	if r.Done() {
		return shortMark(l, markDone)
	}
	return strings.Trim(l.mark(markResting), "[]")
}
