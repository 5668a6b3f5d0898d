package tui

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"waymark/model"
)

// chartToday is the last day of the pictures drawn here: Monday 23 November 2026.
var chartToday = model.NewDay(2026, 11, 23)

// signs and letters are the two ways to draw.
func signs() look   { return newLook(terminal{unicode: true, cells: ansi.WcWidth}, choices{}) }
func letters() look { return newLook(terminal{cells: ansi.WcWidth}, choices{}) }

func number(v float64) *float64 { return &v }

// readEvery are readings so many days apart, the last of them on a day.
func readEvery(days int, last model.Day, values ...float64) []model.Reading {
	list := make([]model.Reading, len(values))
	for i, v := range values {
		list[i] = model.Reading{ID: int64(i + 1), On: last - model.Day((len(values)-1-i)*days), Value: v}
	}
	return list
}

// weeksOf is a picture of the weeks to today.
func weeksOf(weeks int, m model.Measure, points []model.Reading) picture {
	return picture{
		points: points, measure: m, from: chartToday - model.Day(7*weeks) + 1, to: chartToday,
		dates: model.Dates{Today: chartToday},
	}
}

// bend is the bend of a knee once a week, with an aim of 120.
func bend() picture {
	m := model.Measure{Name: "Knee bend", Unit: "degrees", Kind: model.Number, AimLow: number(120), Min: number(-30), Max: number(180)}
	return weeksOf(12, m, readEvery(7, chartToday, 85, 85, 86, 88, 90, 90, 91, 92, 93, 95, 95, 96))
}

// pains are pains of four weeks, three on a day and none on some.
func pains() picture {
	var points []model.Reading
	for day := range model.Day(28) {
		for time := range 3 {
			if day%5 != 2 {
				v := math.Round(5 - float64(day)/9 + 1.5*math.Sin(float64(day)*1.7+2*float64(time)))
				points = append(points, model.Reading{ID: 1, On: chartToday - 27 + day, Value: v})
			}
		}
	}
	return weeksOf(4, model.Measure{Name: "Pain", Unit: "of 10", Kind: model.Number, AimHigh: number(2), Min: number(0), Max: number(10)}, points)
}

// drawnAs fails when lines are not those of a drawing. The lines of want begin
// behind its first line break.
func drawnAs(t *testing.T, got []string, want string) {
	t.Helper()
	if want = strings.Trim(want, "\n"); strings.Join(got, "\n") != want {
		t.Errorf("drawn:\n%s\nwant:\n%s", strings.Join(got, "\n"), want)
	}
}

func TestAChartOfTwelveWeeks(t *testing.T) {
	p := bend()
	p.reached = []model.Day{chartToday - 50, chartToday - 5, chartToday - 100, chartToday + 1}
	drawnAs(t, signs().chart(p, 76, 9), `
120 │┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄  aim 120
    │
110 │
    │
100 │
    │                                              ●    ●    ●    ●  96
 90 │                    ●    ●    ●    ●    ●
    │    ●     ●    ●
 80 │
    └────────────────────────✓────────────────────────────────✓────
     1 Sep       22 Sep          13 Oct          2 Nov       23 Nov
✓ marks a milestone reached.`)
	p.reached = nil
	p.dates.Style = model.MonthFirst
	drawnAs(t, letters().chart(p, 38, 6), `
120 |- - - - - - - - - - - -   aim 120
110 |
100 |                   * * *  96
 90 |  * * ** * * * * *
 80 |
    +------------------------
     Sep 1    Oct 13   Nov 23`)
	drawnAs(t, signs().chart(p, 20, 3), `
120 │┄┄┄┄┄┄┄┄┄┄┄
100 │    ●●●●●●●  96
 80 │ ●●●
    └───────────
     Sep 1   Nov 23`)
}

func TestAChartOfSeveralReadingsADay(t *testing.T) {
	drawnAs(t, signs().chart(pains(), 76, 11), `
10 │
   │
 8 │
   │
 6 │● ●    ●    ● ●
   │●      ● ●         ● ●  ● ●    ●      ●
 4 │● ●         ● ●    ●    ● ●      ●  ●      ● ● ●  ●    ●
   │       ● ●  ● ●    ● ●    ●    ●      ●    ● ● ●  ●      ● ●  ●
 2 │┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄●┄┄┄┄┄┄●┄●┄┄●┄●┄┄┄┄●┄┄┄┄┄┄┄┄┄┄┄●┄●┄┄┄┄●┄┄  aim 2
   │                                             ● ●  ●    ● ● ●  ●  1
 0 │
   └─────────────────────────────────────────────────────────────────
    27 Oct         3 Nov          10 Nov        16 Nov         23 Nov`)
}

func TestAChartOfFewReadings(t *testing.T) {
	p := bend()
	p.points = p.points[11:]
	drawnAs(t, signs().chart(p, 40, 6), `
120 │┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄  aim 120
115 │
110 │
105 │
100 │
 95 │                         ●  96
    └──────────────────────────
     1 Sep     13 Oct    23 Nov`)
	p.measure.AimLow = nil
	drawnAs(t, signs().chart(p, 40, 6), `
105 │
100 │
 95 │                              ●  96
 90 │
 85 │
    └───────────────────────────────
     1 Sep       13 Oct       23 Nov`)
	p.points = readEvery(20, chartToday-20, 100, 100)
	drawnAs(t, signs().chart(p, 40, 6), `
110 │
105 │
100 │               ●      ●  100
 95 │
 90 │
    └──────────────────────────────
     1 Sep       13 Oct      23 Nov`)
	p.points = nil
	drawnAs(t, signs().chart(p, 40, 5), `
│
│
│      No reading in these weeks.
│
│
└───────────────────────────────────────
 1 Sep     29 Sep      26 Oct     23 Nov`)
	drawnAs(t, letters().chart(p, 20, 3), `
|No reading in these
|      weeks.
|
+-------------------
 1 Sep        23 Nov`)
	p = bend()
	p.points, p.from = p.points[11:], chartToday
	drawnAs(t, letters().chart(p, 40, 4), `
120 |- - - - - - - - - - - - -   aim 120
110 |
100 |            *  96
 90 |
    +--------------------------
              23 Nov`)
}

// What no window is, and what no measure says, is drawn all the same.
func TestAChartOfOddThings(t *testing.T) {
	p := bend()
	p.points = readEvery(7, chartToday, -math.MaxFloat64, 0, math.MaxFloat64)
	drawnAs(t, signs().chart(p, 40, 3), `
 1e+300 │                    ●  1.8e+308
      0 │┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄●┄┄  aim 120
-1e+300 │                 ●
        └─────────────────────
         1 Sep          23 Nov`)
	p.points = readEvery(1, chartToday, 1e6, 1e6+1e-9)
	drawnAs(t, signs().chart(p, 40, 3), `
1000000 │                     ●  1000000
 500000 │
      0 │┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄  aim 120
        └──────────────────────
         1 Sep           23 Nov`)
	for w := range 20 {
		for h := range 4 {
			if lines := signs().chart(p, w, h); len(lines) < 5 || len(lines) > 6 {
				t.Errorf("%d lines in %d cells", len(lines), w)
			}
		}
	}
	p.points, p.to = readEvery(1, chartToday, 96), chartToday-9
	p.from = chartToday
	turned := signs().chart(p, 40, 3)
	p.to = chartToday
	drawnAs(t, turned, strings.Join(signs().chart(p, 40, 3), "\n"))
	p = bend()
	p.points = readEvery(7, chartToday, 98_000, 104_321)
	p.measure.AimLow = nil
	drawnAs(t, letters().chart(p, 20, 3), `
105000 |           *
100000 |          *
 95000 |
       +------------
              23 Nov`)
	p.points = readEvery(7, chartToday-35, 98_000, 104_321) // no room for half of it
	drawnAs(t, letters().chart(p, 20, 3), `
105000 |      *
100000 |     *
 95000 |
       +------------
              23 Nov`)
}

// An old last value stands beside its point, and the aim still has its words.
func TestTheLastValueStandsBesideItsPoint(t *testing.T) {
	p := bend()
	p.points = readEvery(7, chartToday-42, 100, 110, 120)
	drawnAs(t, signs().chart(p, 60, 5), `
120 │┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄●  120 ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄  aim 120
115 │
110 │                  ●
105 │
100 │               ●
    └──────────────────────────────────────────────
     1 Sep   22 Sep      13 Oct      2 Nov   23 Nov`)
}

func TestTheDaysOfAnAxis(t *testing.T) {
	for _, test := range []struct {
		days  model.Day
		style model.DateStyle
		w     int
		want  string
	}{
		{1, model.DayFirst, 60, "                           23 Nov"},
		{2, model.DayFirst, 60, "     22 Nov                                       23 Nov"},
		{28, model.DayFirst, 60, "    27 Oct     3 Nov       10 Nov      16 Nov     23 Nov"},
		{28, model.MonthFirst, 60, "    Oct 27     Nov 3       Nov 10      Nov 16     Nov 23"},
		{28, model.YearFirst, 30, "    27 Oct          23 Nov"},
		{21, model.DayFirst, 39, "    3 Nov       13 Nov       23 Nov"},
		{21, model.DayFirst, 30, "    3 Nov           23 Nov"},
		{365, model.DayFirst, 60, "     24 Nov    23 Feb      25 May       24 Aug    23 Nov"},
		{366, model.DayFirst, 60, "     Nov 2025     Mar 2026        Jul 2026      Nov 2026"},
		{2000, model.MonthFirst, 60, "     Jun 2021     Mar 2023        Jan 2025      Nov 2026"},
		{2000, model.DayFirst, 24, "     Jun 2021   Nov 2026"},
		{2000, model.DayFirst, 20, "        Nov 2026"},
	} {
		p := bend()
		p.from, p.dates.Style, p.measure.AimLow = chartToday-test.days+1, test.style, nil
		lines := signs().chart(p, test.w, 3)
		if got := lines[len(lines)-1]; got != test.want {
			t.Errorf("%d days in %d cells: %q, want %q", test.days, test.w, got, test.want)
		}
	}
}

// Words below that take two lines take a row of the values.
func TestWordsOfAChartTakeTheirRoom(t *testing.T) {
	p := bend()
	p.points, p.reached = readEvery(7, chartToday, 85, 86, 87), []model.Day{chartToday}
	for _, line := range letters().chart(weeksOf(4, model.Measure{AimLow: number(-5), AimHigh: number(0.5)}, readEvery(7, chartToday, 0, 0.1)), 30, 6) {
		if strings.TrimRight(line, " ") != line {
			t.Errorf("%q ends in blanks", line)
		}
	}
	for h, want := range map[int]int{3: 1, 5: 1, 6: 2, 12: 2, 20: 2} {
		lines := letters().chart(p, 38, h)
		words := slices.IndexFunc(lines, func(s string) bool { return strings.Contains(s, "+--") }) + 2
		if len(lines) > h+3 || len(lines)-words != want {
			t.Errorf("%d rows: %d words of %d lines:\n%s", h, len(lines)-words, len(lines), strings.Join(lines, "\n"))
		}
	}
}

func BenchmarkChart(b *testing.B) {
	p := bend()
	p.from = chartToday - 3650
	p.points = make([]model.Reading, 100_000)
	for i := range p.points {
		p.points[i] = model.Reading{On: p.from + model.Day(i*3650/100_000), Value: 60 + 30*math.Sin(float64(i)/9000)}
	}
	for b.Loop() {
		if lines := signs().chart(p, 76, 9); len(lines) > 12 {
			b.Fatal(fmt.Sprint(lines))
		}
	}
}

// What is too small to count is not drawn large.
func TestAChartMakesNoMuchOfALittle(t *testing.T) {
	p := bend()
	p.points = readEvery(7, chartToday, 95, 96, 95)
	p.measure.AimLow, p.measure.Small = nil, number(5)
	got := strings.Join(signs().chart(p, 40, 6), "\n")
	want := strings.TrimPrefix(`
100 │
 98 │
 96 │                         ● ●  ●  95
 94 │
 92 │
 90 │
    └───────────────────────────────
     1 Sep       13 Oct       23 Nov`, "\n")
	if got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}
