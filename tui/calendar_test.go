package tui

import (
	"math"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"waymark/model"
)

// painDays is pain on most days of four weeks.
func painDays() model.Series {
	var list []model.Reading
	for i, c := range "34.35.4333.4...43.3323.32.3" {
		if c != '.' {
			list = append(list, model.Reading{ID: int64(i + 1), On: chartToday - 28 + model.Day(i), Value: float64(c - '0')})
		}
	}
	return model.SeriesOf(append(list, model.Reading{ID: 99, On: chartToday, Value: 3}), chartToday)
}

func TestACalendarOfWeeks(t *testing.T) {
	d := model.Dates{Today: chartToday}
	pain := model.Measure{Name: "Pain", Unit: "of 10", Kind: model.Number}
	drawnAs(t, signs().calendar(painDays(), pain, d, 5, 76), `
          Mo  Tu  We  Th  Fr  Sa  Su
26 Oct     3   4   ·   3   5   ·   4
2 Nov      3   3   3   ·   4   ·   ·
9 Nov      ·   4   3   ·   3   3   2
16 Nov     3   ·   3   2   ·   3   ·
23 Nov    [3]

[3] is today. A dot is a day with nothing written down. That is fine.`)
	drawnAs(t, letters().calendar(painDays(), pain, d, 4, 40), `
          Mo  Tu  We  Th  Fr  Sa  Su
2 Nov      3   3   3   .   4   .   .
9 Nov      .   4   3   .   3   3   2
16 Nov     3   .   3   2   .   3   .
23 Nov    [3]

[3] is today. A dot is a day with
nothing written down. That is fine.`)
	d = model.Dates{Today: chartToday - 1, Style: model.MonthFirst} // a Sunday
	drawnAs(t, letters().calendar(painDays(), pain, d, 4, 40), `
          Mo  Tu  We  Th  Fr  Sa  Su
Oct 26     3   4   .   3   5   .   4
Nov 2      3   3   3   .   4   .   .
Nov 9      .   4   3   .   3   3   2
Nov 16     3   .   3   2   .   3  [.]

[.] is today. A dot is a day with
nothing written down. That is fine.`)
}

func TestACalendarOfDoneOrNot(t *testing.T) {
	m := model.Measure{Name: "Medicine taken", Kind: model.Done}
	s := model.SeriesOf(readEvery(1, chartToday-1, 1, 1, 0, 1, 0, 1), chartToday)
	d := model.Dates{Today: chartToday}
	drawnAs(t, signs().calendar(s, m, d, 2, 40), `
          Mo  Tu  We  Th  Fr  Sa  Su
16 Nov     ·   ✓   ✓   –   ✓   –   ✓
23 Nov    [·]

[·] is today. A dot is a day with
nothing written down. That is fine.`)
	drawnAs(t, letters().calendar(s, m, d, 2, 40), `
          Mo  Tu  We  Th  Fr  Sa  Su
16 Nov     .   x   x   -   x   -   x
23 Nov    [.]

[.] is today. A dot is a day with
nothing written down. That is fine.`)
}

// Numbers that are long are told in fewer letters, and that is said.
func TestLongNumbersInACalendar(t *testing.T) {
	d := model.Dates{Today: chartToday}
	number := model.Measure{Kind: model.Number}
	steps := model.SeriesOf(readEvery(1, chartToday, 850, 4500, 9800, 5210), chartToday)
	drawnAs(t, signs().calendar(steps, number, d, 2, 76), `
            Mo    Tu    We    Th    Fr    Sa    Su
16 Nov       ·     ·     ·     ·   850  4500  9800
23 Nov   [5210]

[5210] is today. A dot is a day with nothing written down. That is fine.`)
	drawnAs(t, signs().calendar(steps, number, d, 2, 40), `
          Mo  Tu  We  Th  Fr  Sa  Su
16 Nov     ·   ·   ·   · 0.9 4.5 9.8
23 Nov  [5.2]

[5.2] is today. A dot is a day with
nothing written down. That is fine. The
numbers are in thousands.`)
	drawnAs(t, letters().calendar(steps, number, d, 2, 32), `
     Mo  Tu  We  Th  Fr  Sa  Su
16    .   .   .   . 0.9 4.5 9.8
23 [5.2]

[5.2] is today. A dot is a day
with nothing written down. That
is fine. The numbers are in
thousands.`)
	weight := model.SeriesOf(readEvery(1, chartToday, 71.85, 72.4, 1e9), chartToday)
	drawnAs(t, signs().calendar(weight, number, d, 2, 76), `
            Mo    Tu    We    Th    Fr    Sa    Su
16 Nov       ·     ·     ·     ·     ·  71.9  72.4
23 Nov      [✓]

[✓] is today. A dot is a day with nothing written down. That is fine. The
numbers are rounded.`)
}

func TestACalendarGoesBackAsFarAsIsKnown(t *testing.T) {
	number, d := model.Measure{Kind: model.Number}, model.Dates{Today: chartToday}
	for w := 32; w < 80; w++ {
		for _, line := range signs().calendar(painDays(), number, d, 4, w) {
			if strings.TrimRight(line, " ") != line {
				t.Errorf("%q ends in blanks", line)
			}
		}
	}
	for weeks, want := range map[int]int{0: 1, 1: 1, 12: 12, 13: 12, 52: 12} {
		if lines := signs().calendar(painDays(), number, d, weeks, 76); len(lines) != want+3 {
			t.Errorf("%d weeks: %d lines:\n%s", weeks, len(lines), strings.Join(lines, "\n"))
		}
	}
	for largest, want := range map[float64]string{999: "[999] is", 1000: "[1] is", 999_499: "[999] is", 999_500: "[✓] is", 1_000_000: "[1M] is", 4e6: "[4M] is"} {
		s := model.SeriesOf(readEvery(1, chartToday, 9999, largest), chartToday)
		if largest < 9999 {
			s = model.SeriesOf(readEvery(1, chartToday, largest), chartToday)
		}
		if all := strings.Join(signs().calendar(s, number, d, 2, 40), " "); !strings.Contains(all, want) {
			t.Errorf("%v: %s", largest, all)
		}
	}
}

func TestCompact(t *testing.T) {
	for _, test := range []struct {
		v    float64
		most int
		want string
	}{
		{0, 4, "0"},
		{3, 4, "3"},
		{-12.5, 4, "-13"},
		{96.5, 4, "96.5"},
		{96.54, 4, "96.5"},
		{9.996, 4, "10"},
		{0.8333333, 4, "0.83"},
		{0.1 + 0.2, 4, "0.3"},
		{-0.0001, 4, "0"},
		{4500, 4, "4500"},
		{12_345, 4, "12k"},
		{100_000, 4, "100k"},
		{99_999, 3, ""},
		{1_250_000, 4, "1.3M"},
		{999_999_999, 4, ""},
		{1e12, 9, "1e+12"},
		{math.MaxFloat64, 9, "1.8e+308"},
		{-math.MaxFloat64, 9, "-1.8e+308"},
		{math.SmallestNonzeroFloat64, 9, "0"},
		{1.0 / 3, 9, "0.3333333"},
	} {
		if got := compact(test.v, test.most); got != test.want {
			t.Errorf("%v in %d: %q, want %q", test.v, test.most, got, test.want)
		}
	}
}

var weekNamed = regexp.MustCompile(`^(\d+ [A-Z][a-z]{2}|[A-Z][a-z]{2} \d+|\d+ )`)

func TestACalendarFitsAndTellsEveryDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := letters()
		if rapid.Bool().Draw(t, "signs") {
			l = signs()
		}
		d := model.Dates{Today: chartToday + model.Day(rapid.IntRange(0, 400).Draw(t, "today"))}
		m := model.Measure{Kind: rapid.SampledFrom([]model.MeasureKind{model.Number, model.Done}).Draw(t, "kind")}
		d.Style = rapid.SampledFrom([]model.DateStyle{"", model.MonthFirst}).Draw(t, "style")
		value := rapid.SampledFrom([]*rapid.Generator[float64]{
			rapid.Float64(), rapid.Float64Range(0, 1), rapid.Map(rapid.IntRange(0, 10), func(n int) float64 { return float64(n) }),
			rapid.Map(rapid.IntRange(-10, 99_999), func(n int) float64 { return float64(n) }),
		}).Draw(t, "values")
		weeks, w := rapid.IntRange(1, 12).Draw(t, "weeks"), rapid.IntRange(32, 100).Draw(t, "w")
		monday := d.Today - model.Day(d.Today.Weekday()+6)%7
		var read []model.Reading
		written := map[model.Day]bool{}
		for _, ago := range rapid.SliceOf(rapid.IntRange(-3, 90)).Draw(t, "ago") {
			on := d.Today - model.Day(ago)
			read = append(read, model.Reading{ID: 1, On: on, Value: value.Draw(t, "value")})
			written[on] = ago >= 0 && on > monday-model.Day(7*weeks)+6
		}
		lines := l.calendar(model.SeriesOf(read, d.Today), m, d, weeks, w)
		days, want := 0, 0
		for _, w := range written {
			if w {
				want++
			}
		}
		for i, line := range lines {
			if l.width(line) > w || strings.TrimRight(line, " ") != line {
				t.Fatalf("%d cells for %d: %q", l.width(line), w, line)
			}
			if i > 0 && i <= weeks {
				fields := strings.Fields(strings.NewReplacer("[", " ", "]", " ").Replace(weekNamed.ReplaceAllString(line, "")))
				if n := len(fields); n != 7 && (i < weeks || n != int(d.Today-monday)+1) {
					t.Fatalf("%d days in %q", n, line)
				}
				for _, f := range fields {
					if f != l.dot() {
						days++
					}
				}
			}
		}
		all := strings.Join(lines, "\n")
		if days != want || strings.Count(all, "[") != 2 || strings.Contains(all, "NaN") || strings.Contains(all, "Inf") {
			t.Fatalf("%d days with something written, want %d:\n%s", days, want, all)
		}
	})
}

func BenchmarkSparkline(b *testing.B) {
	s := model.SeriesOf(readEvery(1, chartToday, make([]float64, 100)...), chartToday)
	for b.Loop() {
		signs().sparkline(s, model.Measure{Kind: model.Number}, chartToday, 8)
	}
}
