package tui

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"waymark/model"
)

func TestTheNumbersOfAChart(t *testing.T) {
	for name, test := range map[string]struct {
		values    []float64
		low, high float64 // of the aim, when not 0
		want      string
	}{
		"decimals": {[]float64{0.62, 0.7, 0.71, 0.8, 0.8, 0.93}, 1.2, 0, `
1.2 │┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄  aim 1.2
1.1 │
1.0 │
0.9 │                         ●  0.93
0.8 │            ●      ●
0.7 │      ●
    └──────────────────────────
     27 Oct    10 Nov    23 Nov`},
		"below zero": {[]float64{-12, -9, -8, -5}, 0, 2, `
  5 │
  0 │┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄  aim 2
 -5 │                           ●  -5
-10 │      ●      ●      ●
-15 │
    └────────────────────────────
     27 Oct     10 Nov     23 Nov`},
		"many steps": {[]float64{21_000, 48_000, 87_500, 100_000}, 0, 0, `
100000 │                       ●  100000
 80000 │                 ●
 60000 │
 40000 │           ●
 20000 │     ●
       └────────────────────────
        27 Oct   10 Nov   23 Nov`},
		"no pain": {[]float64{0, 0, 0}, 0, 0, `
1 │
  │
  │
  │
  │
0 │                ●       ●        ●  0
  └──────────────────────────────────
   27 Oct   5 Nov     14 Nov   23 Nov`},
		"an aim far up": {[]float64{20, 21, 22}, 120, 0, `
22 │                               ●  22
   │
   │                       ●
   │
   │
20 │               ●
   └────────────────────────────────
    27 Oct       10 Nov       23 Nov
The aim of 120 or more lies above.`},
		"far down": {[]float64{95, 97, 96}, 0, 20, `
97 │                       ●
   │
96 │                               ●  96
   │
95 │               ●
   └────────────────────────────────
    27 Oct       10 Nov       23 Nov
The aim of 20 or less lies below.`},
		"all around": {[]float64{50, 51, 50}, 10, 90, `
51 │                       ●
   │
   │
   │
   │
50 │               ●               ●  50
   └────────────────────────────────
    27 Oct       10 Nov       23 Nov
All of this lies in the aim of 10 to 90.`},
		"far to fall": {[]float64{50, 51, 50}, 0, 90, `
51 │                       ●
   │
   │
   │
   │
50 │               ●               ●  50
   └────────────────────────────────
    27 Oct       10 Nov       23 Nov
The aim of 90 or less lies above.`},
		"an aim in sight": {[]float64{20, 22}, 28, 0, `
28 │┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄  aim 28
26 │
24 │
22 │                           ●  22
20 │                    ●
   └────────────────────────────
    27 Oct     10 Nov     23 Nov`},
		"an aim out of sight": {[]float64{20, 22}, 29, 0, `
22 │                               ●  22
   │
   │
   │
   │
20 │                       ●
   └────────────────────────────────
    27 Oct       10 Nov       23 Nov
The aim of 29 or more lies above.`},
		"a half and a whole": {[]float64{2.5, 3}, 0, 0, `
3.0 │                               ●  3
2.9 │
2.8 │
2.7 │
2.6 │
2.5 │                       ●
    └────────────────────────────────
     27 Oct       10 Nov       23 Nov`},
		"tenths": {[]float64{0.7, 1.1}, 0, 0, `
1.1 │                             ●  1.1
1.0 │
0.9 │
0.8 │
0.7 │                     ●
    └──────────────────────────────
     27 Oct      10 Nov      23 Nov`},
		"in the aim": {[]float64{3, 8, 5, 6}, 4, 7, `
8 │              ●
7 │┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄  aim 7
6 │                             ●  6
5 │                     ●
4 │┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄  aim 4
3 │      ●
  └──────────────────────────────
   27 Oct      10 Nov      23 Nov`},
		"on the aim": {[]float64{100, 110, 120}, 120, 0, `
120 │┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄●  120
115 │
110 │                   ●
105 │
100 │            ●
    └──────────────────────────
     27 Oct    10 Nov    23 Nov`},
		"an aim of ends": {[]float64{60, 75, 90}, 100, 101, `
110 │
100 │┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
 90 │                              ●  90
 80 │                      ●
 70 │
 60 │              ●
    └───────────────────────────────
     27 Oct       10 Nov      23 Nov`},
	} {
		m := model.Measure{Kind: model.Number, Min: number(min(0, slices.Min(test.values)))}
		if test.low != 0 {
			m.AimLow = &test.low
		}
		if test.high != 0 {
			m.AimHigh = &test.high
		}
		t.Run(name, func(t *testing.T) {
			drawnAs(t, signs().chart(weeksOf(4, m, readEvery(7, chartToday, test.values...)), 40, 6), test.want)
		})
	}
}

// A scale of one value stays in what its measure can be, where it can.
func TestAScaleOfOneValue(t *testing.T) {
	for _, test := range []struct {
		v        float64
		min, max *float64
		low      float64
		high     float64
	}{
		{3, nil, nil, 2, 4},
		{0, number(0), number(10), 0, 1},
		{10, number(0), number(10), 9, 10},
		{10, number(10), number(10), 9, 11},
		{200, number(0), nil, 180, 220},
		{0.8, nil, nil, 0.72, 0.88},
		{-200, number(0), number(9), -220, -180},
	} {
		r := reach{low: test.v, high: test.v, whole: test.v == math.Trunc(test.v)}
		r.widen(model.Measure{Min: test.min, Max: test.max})
		if math.Abs(r.low-test.low) > slack || math.Abs(r.high-test.high) > slack {
			t.Errorf("%v: %v to %v, want %v to %v", test.v, r.low, r.high, test.low, test.high)
		}
	}
	if s := newScale(reach{low: 3, high: 4, whole: true}, 20); s.rows != 6 || s.step != 1 {
		t.Errorf("3 to 4 takes %d rows in steps of %v", s.rows, s.step)
	}
}

// A scale has a label on its lowest row and its highest, covers what it was made
// for, and takes at most the rows there are.
func TestAScaleCoversItsReach(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := reach{low: largest, high: -largest, whole: true}
		value := rapid.OneOf(rapid.Float64(), rapid.Map(rapid.IntRange(-200, 200), func(n int) float64 { return float64(n) / 4 }),
			rapid.Map(rapid.IntRange(0, 9), func(n int) float64 { return 1e9 + 10*float64(n) }))
		for range rapid.IntRange(1, 3).Draw(t, "values") {
			r.cover(value.Draw(t, "value"))
		}
		if r.flat() {
			r.widen(model.Measure{})
		}
		rows := rapid.IntRange(3, 60).Draw(t, "rows")
		s := newScale(r, rows)
		if s.rows < 2 || s.rows > rows || (s.rows-1)%s.each != 0 {
			t.Fatalf("%d rows of %d, a label on each %d", s.rows, rows, s.each)
		}
		near := max(math.Abs(r.low), math.Abs(r.high))*1e-9 + 2*slack*s.step
		low, high := s.low*s.step, (s.low+float64((s.rows-1)/s.each))*s.step
		if low > r.low+near || high < r.high-near || r.whole && s.step < 1 {
			t.Fatalf("%v to %v in steps of %v, for %v to %v", low, high, s.step, r.low, r.high)
		}
		last := ""
		for _, label := range s.labels(9) {
			if len(label) > 9 || label != "" && label == last {
				t.Fatalf("label %q after %q", label, last)
			}
			last = cmp.Or(label, last)
		}
	})
}
