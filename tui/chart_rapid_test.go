package tui

import (
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"waymark/model"
)

// anyPicture is a picture of any readings: far apart, equal, or nearly so.
func anyPicture(t *rapid.T) picture {
	days := rapid.SampledFrom([]int{1, 2, 28, 84, 400, 4000}).Draw(t, "days")
	value := rapid.SampledFrom([]*rapid.Generator[float64]{
		rapid.Map(rapid.IntRange(0, 10), func(n int) float64 { return float64(n) }),
		rapid.Map(rapid.IntRange(-50, 100_000), func(n int) float64 { return float64(n) / 10 }),
		rapid.Map(rapid.IntRange(0, 9), func(n int) float64 { return 1e6 + float64(n)/1e9 }),
		rapid.Just(37.2), rapid.Float64Range(-1, 1), rapid.Float64(),
	}).Draw(t, "kind")
	day := rapid.Map(rapid.IntRange(-5, days+4), func(n int) model.Day { return chartToday - model.Day(n) })
	m := model.Measure{Kind: model.Number}
	ends := []float64{value.Draw(t, "end"), value.Draw(t, "other end")}
	slices.Sort(ends)
	if rapid.Bool().Draw(t, "at least") {
		m.AimLow = &ends[0]
	}
	if rapid.Bool().Draw(t, "at most") {
		m.AimHigh = &ends[1]
	}
	p := weeksOf(1, m, nil)
	for _, on := range rapid.SliceOfN(day, 0, 40).Draw(t, "on") {
		p.points = append(p.points, model.Reading{On: on, Value: value.Draw(t, "value")})
	}
	slices.SortStableFunc(p.points, func(a, b model.Reading) int { return int(a.On - b.On) })
	p.from, p.reached = chartToday-model.Day(days)+1, rapid.SliceOfN(day, 0, 3).Draw(t, "reached")
	p.dates.Style = rapid.SampledFrom([]model.DateStyle{"", model.MonthFirst, model.YearFirst}).Draw(t, "style")
	return p
}

// daysNamed is a row of days that stand apart.
var daysNamed = regexp.MustCompile(`^ *((\d{1,2} [A-Z][a-z]{2}|[A-Z][a-z]{2} \d{1,2}|[A-Z][a-z]{2} \d{4})(   +|$))+$`)

func TestAChartDrawsWhatWasReadAndNothingElse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, l := anyPicture(t), letters()
		if rapid.Bool().Draw(t, "signs") {
			l = signs()
		}
		w, h := rapid.IntRange(20, 200).Draw(t, "w"), rapid.IntRange(3, 20).Draw(t, "h")
		lines := l.chart(p, w, h)
		all := strings.Join(lines, "\n")
		if len(lines) > h+3 || strings.Contains(all, "NaN") || strings.Contains(all, "Inf") {
			t.Fatalf("%d lines for %d rows:\n%s", len(lines), h, all)
		}
		for _, line := range lines {
			if l.width(line) > w || strings.TrimRight(line, " ") != line {
				t.Fatalf("%d cells for %d: %q", l.width(line), w, line)
			}
		}
		pen := l.pen()
		floor := slices.IndexFunc(lines, func(s string) bool {
			return strings.ContainsRune(s, pen.corner) && !strings.ContainsRune(s, pen.wall)
		})
		c := chartRead{t: t, picture: p, pen: pen, lines: lines[:floor], axis: []rune(lines[floor]), points: map[place]bool{}}
		c.left = slices.Index(c.axis, pen.corner) + 1
		if !daysNamed.MatchString(lines[floor+1]) {
			t.Fatalf("days %q", lines[floor+1])
		}
		if c.left > w/3+2 {
			t.Fatalf("the labels take %d cells of %d", c.left, w)
		}
		c.checkMilestones(shortMark(l, markDone), strings.Contains(all, "marks a milestone"))
		c.checkPoints()
		c.checkOrder()
		c.checkValues()
	})
}

// chartRead is a chart taken apart again.
type chartRead struct {
	t *rapid.T
	picture
	pen    pen
	lines  []string // its rows, from the highest down
	axis   []rune
	left   int            // the cell of the first day
	points map[place]bool // by their place on the axis, and their row from below
}

// x is where a day stands on the axis, and whether it is on it.
func (c *chartRead) x(day model.Day) (int, bool) {
	last := float64(len(c.axis) - c.left - 1)
	if c.from == c.to {
		return int(last) / 2, day == c.to
	}
	return int(math.Round(float64(day-c.from) * last / float64(c.to-c.from))), c.from <= day && day <= c.to
}

func (c *chartRead) checkMilestones(sign string, said bool) {
	want := []rune(strings.Repeat(string(c.pen.floor), len(c.axis)-c.left))
	for _, day := range c.reached {
		if x, ok := c.x(day); ok {
			want[x] = []rune(sign)[0]
		}
	}
	if got := string(c.axis[c.left:]); got != string(want) {
		c.t.Fatalf("axis %q, want %q", got, string(want))
	}
	if said && !strings.Contains(string(want), sign) {
		c.t.Fatal("no milestone stands on the axis, and its sign is told")
	}
}

// checkPoints finds the points, and compares their columns with the days.
func (c *chartRead) checkPoints() {
	got, want := map[int]bool{}, map[int]bool{}
	for y, line := range c.lines {
		for x, r := range []rune(line) {
			if r == c.pen.point {
				c.points[place{x - c.left, len(c.lines) - 1 - y}] = true
				got[x-c.left] = true
			}
		}
	}
	for _, r := range c.picture.points {
		if x, ok := c.x(r.On); ok {
			want[x] = true
		}
	}
	if !maps.Equal(got, want) {
		c.t.Fatalf("points in the columns %v, want %v:\n%s", got, want, strings.Join(c.lines, "\n"))
	}
	said := strings.Contains(strings.Join(c.lines, " "), "reading")
	if none := len(want) == 0; none != said {
		c.t.Fatalf("nothing was read %v, which is said %v", none, said)
	}
}

// checkOrder compares the highest and the lowest point of each column: a higher
// value never stands lower.
func (c *chartRead) checkOrder() {
	type ends struct{ low, high float64 }
	values, rows := map[int]ends{}, map[int]ends{}
	widen := func(m map[int]ends, x int, v float64) {
		e, ok := m[x]
		if !ok {
			e = ends{v, v}
		}
		m[x] = ends{min(e.low, v), max(e.high, v)}
	}
	for _, r := range c.picture.points {
		if x, ok := c.x(r.On); ok {
			widen(values, x, r.Value)
		}
	}
	for p := range c.points {
		widen(rows, p.x, float64(p.y))
	}
	for x, v := range values {
		for other, u := range values {
			if v.low <= u.low && rows[x].low > rows[other].low || v.high <= u.high && rows[x].high > rows[other].high ||
				v.high <= u.low && rows[x].high > rows[other].low {
				c.t.Fatalf("%v stands on %v, %v on %v", v, rows[x], u, rows[other])
			}
		}
	}
}

// checkValues compares the rows with what the labels say of them.
func (c *chartRead) checkValues() {
	labels := map[int]float64{}
	for y, line := range c.lines {
		label := strings.TrimSpace(string([]rune(line)[:c.left-1]))
		v, err := strconv.ParseFloat(label, 64)
		if strings.Contains(label, "e") { // it is rounded
			return
		}
		if err == nil {
			labels[len(c.lines)-1-y] = v
		}
	}
	if len(labels) < 2 {
		return
	}
	low, high := labels[0], labels[len(c.lines)-1] // there always is one at each end
	read := map[place]bool{}
	for _, r := range c.picture.points {
		x, ok := c.x(r.On)
		exact, found := (r.Value-low)/(high-low)*float64(len(c.lines)-1), !ok
		for _, y := range []int{int(math.Floor(exact)), int(math.Ceil(exact))} { // halfway either will do
			if at := (place{x, y}); ok && math.Abs(exact-float64(y)) < 0.5+1e-6 && c.points[at] {
				read[at], found = true, true
			}
		}
		if !found {
			c.t.Fatalf("%v of %s is not on row %v:\n%s", r.Value, r.On, exact, strings.Join(c.lines, "\n"))
		}
	}
	if !maps.Equal(read, c.points) {
		c.t.Fatalf("points %v, read were %v", c.points, read)
	}
}
