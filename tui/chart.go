package tui

import (
	"fmt"
	"sort"
	"strings"

	"waymark/model"
)

// picture is what a chart shows of one measure.
type picture struct {
	points   []model.Reading // oldest first, any number on a day
	measure  model.Measure
	from, to model.Day   // the first and the last day of the axis
	reached  []model.Day // when milestones were reached
	dates    model.Dates
}

// chart draws a picture on a true axis of time, in lines of at most w cells: up
// to h for the values, at least 3, and up to three for the axis, its days and
// some words. It draws what was read on the days of the axis, a point at its day
// and value each, and nothing in between.
func (l look) chart(p picture, w, h int) []string {
	w, h = max(w, 1), max(h, 3)
	p.to = max(p.from, p.to)
	p.points = p.shown()
	r := p.reach()
	words := l.chartWords(p, r, w, 1+h/6)
	rows := h - max(0, len(words)-1)
	d := drawing{picture: p, pen: l.pen()}
	if len(p.points) > 0 {
		d.scale = newScale(r, rows)
		d.layOut(r, w)
		d.aimLines()
		d.readings()
	} else {
		d.scale.rows = rows
		d.layOut(r, w)
		d.nothing(l)
	}
	d.axis(shortMark(l, markDone))
	d.days()
	return append(d.sheet.lines(), words...)
}

// shown are the points whose days the axis has.
func (p picture) shown() []model.Reading {
	from := sort.Search(len(p.points), func(i int) bool { return p.points[i].On >= p.from })
	to := sort.Search(len(p.points), func(i int) bool { return p.points[i].On > p.to })
	return p.points[from:max(from, to)]
}

// chartWords are what stands below a chart, as far as whole sentences go into so
// many lines.
func (l look) chartWords(p picture, r reach, w, most int) []string {
	sentences := []string{r.aside}
	for _, day := range p.reached {
		if p.from <= day && day <= p.to {
			sentences = append(sentences, shortMark(l, markDone)+" marks a milestone reached.")
			break
		}
	}
	var words []string
	said := ""
	for _, s := range sentences {
		more := strings.TrimSpace(said + " " + s)
		if lines := l.wrap(more, w, 0); more != said && len(lines) <= most {
			said, words = more, lines
		}
	}
	return trimmed(words)
}

// pen are the signs that a chart is drawn with.
type pen struct {
	point, aim, wall, corner, floor rune
	dashed                          int // the aim is drawn in each so manyth cell
}

func (l look) pen() pen {
	if l.unicode {
		return pen{'●', '┄', '│', '└', '─', 1}
	}
	return pen{'*', '-', '|', '+', '-', 2}
}

// drawing is a chart on its sheet: the rows of values, the axis and its days.
type drawing struct {
	picture
	pen   pen
	scale scale
	aims  []aimLine
	value string // beside the last point
	sheet sheet
	left  int // the cell of the first day
	width int // the cells from the first day to the last
	told  int // the cell where the aim's words begin, or 0
}

// aimLine is an end of the aim, or both where they fall on one row.
type aimLine struct {
	row  int
	text string
}

// aside is how far the words at the right stand from what they are of.
const aside = 2

// valueCells is how many cells a value takes at most where it is said.
const valueCells = 9

// layOut shares the width among the labels, the days and the words at the right.
// Where these would take more than two fifths from the days, the aim is not said
// there, and then no value either.
func (d *drawing) layOut(r reach, w int) {
	d.sheet = newSheet(w, d.scale.rows+2)
	labels := d.scale.labels(w / 3)
	for _, s := range labels {
		d.left = max(d.left, len(s)+1)
	}
	for i, s := range labels {
		d.sheet.put(d.left-1-len(s), d.scale.rows-1-i, s)
	}
	d.left++
	told := 0
	d.aims = d.scale.aimLines(r, d.measure.Aim())
	for _, a := range d.aims {
		told = max(told, len(a.text))
	}
	if n := len(d.points); n > 0 {
		d.value = compact(d.points[n-1].Value, valueCells)
	}
	d.width = w - d.left
	for _, words := range []int{max(told, len(d.value)), len(d.value)} {
		if margin := words + aside; words > 0 && margin <= d.width*2/5 {
			d.width -= margin
			if words >= told {
				d.told = d.left + d.width + aside
			}
			break
		}
	}
	d.width = max(d.width, 1)
}

// x is the cell of a day.
func (d *drawing) x(day model.Day) int {
	span, last := int(d.to-d.from), d.width-1
	if span == 0 {
		return d.left + last/2
	}
	return d.left + (2*int(day-d.from)*last+span)/(2*span)
}

// y is the line of a row, of which the lowest is 0.
func (d *drawing) y(row int) int { return d.scale.rows - 1 - row }

// aimLines draws the aim, and says it at the right of its line unless the last
// value stands there.
func (d *drawing) aimLines() {
	last := d.points[len(d.points)-1]
	row, end := d.scale.row(last.Value), d.x(last.On)+1+aside+len(d.value)
	for _, a := range d.aims {
		for x := 0; x < d.width; x += d.pen.dashed {
			d.sheet.set(d.left+x, d.y(a.row), d.pen.aim)
		}
		if d.told > 0 && (a.row != row || end < d.told) {
			d.sheet.put(d.told, d.y(a.row), a.text)
		}
	}
}

// readings draws the points, and the last value beside its own.
func (d *drawing) readings() {
	last := &d.points[len(d.points)-1]
	if x := d.x(last.On) + 1; x+aside+len(d.value) <= len(d.sheet[0]) {
		d.sheet.put(x, d.y(d.scale.row(last.Value)), strings.Repeat(" ", aside)+d.value+" ")
	}
	for i := range d.points {
		r := &d.points[i]
		d.sheet.set(d.x(r.On), d.y(d.scale.row(r.Value)), d.pen.point)
	}
}

// nothing says that nothing was read.
func (d *drawing) nothing(l look) {
	lines := l.wrap("No reading in these weeks.", d.width, 0)
	top := max(0, (d.scale.rows-len(lines))/2)
	for i, s := range lines {
		d.sheet.put(d.left+(d.width-len(s))/2, top+i, s)
	}
}

// axis draws both axes, and the milestones on that of the days.
func (d *drawing) axis(reached string) {
	floor := d.scale.rows
	for y := range floor {
		d.sheet.set(d.left-1, y, d.pen.wall)
	}
	d.sheet.put(d.left-1, floor, string(d.pen.corner)+strings.Repeat(string(d.pen.floor), d.width))
	for _, day := range d.reached {
		if d.from <= day && day <= d.to {
			d.sheet.put(d.x(day), floor, reached)
		}
	}
}

// daysApart is the least that stands between the names of two days.
const daysApart = 3

// days names the first day of the axis, the last, and as many between as there
// is room for, evenly.
func (d *drawing) days() {
	span := int(d.to - d.from)
	for parts := min(4, span); parts > 0; parts-- {
		if d.nameDays(parts) {
			return
		}
	}
	name := d.dayName(d.to)
	at := d.x(d.to) - len(name) + 1
	if span == 0 {
		at = d.x(d.to) - len(name)/2
	}
	d.sheet.put(max(0, min(at, len(d.sheet[0])-len(name))), d.scale.rows+1, name)
}

// nameDays names the days that part the axis evenly, if there is room for them.
func (d *drawing) nameDays(parts int) bool {
	line, w := "", len(d.sheet[0])
	for i := range parts + 1 {
		day := d.from + model.Day((int(d.to-d.from)*i+parts/2)/parts)
		name := d.dayName(day)
		at := d.x(day)
		switch i {
		case 0:
		case parts:
			if at += 1 - len(name); parts == 1 { // it may stand a little further right
				at = max(at, min(w-len(name), len(line)+daysApart))
			}
		default:
			at -= len(name) / 2
		}
		if i > 0 && at < len(line)+daysApart || at+len(name) > w {
			return false
		}
		line += strings.Repeat(" ", at-len(line)) + name
	}
	d.sheet.put(0, d.scale.rows+1, line)
	return true
}

// dayName names a day of the axis: "7 Sep", or "Sep 2025" where the same day of
// another year is on it.
func (d *drawing) dayName(day model.Day) string {
	y, m, n := day.Date()
	switch month := m.String()[:3]; {
	case d.to-d.from >= 365:
		return fmt.Sprintf("%s %d", month, y)
	case d.dates.Style == model.MonthFirst:
		return fmt.Sprintf("%s %d", month, n)
	default:
		return fmt.Sprintf("%d %s", n, month)
	}
}
