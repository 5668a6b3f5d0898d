package model

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Two measures as a person would set them up, one better when it is higher and
// one when it is lower.
var (
	kneeMeasure = Measure{
		ID: 3, Name: "Knee bend", Unit: "degrees", Kind: Number, Better: Higher, Min: new(-30.0), Max: new(180.0),
		AimLow: new(120.0), EveryDays: 7, Small: new(5.0),
	}
	painMeasure = Measure{
		ID: 4, Name: "Pain", Unit: "of 10", Kind: Number, Better: Lower, Min: new(0.0), Max: new(10.0),
		AimHigh: new(2.0), EveryDays: 1, Small: new(2.0),
	}
)

// readEvery are readings so many days apart, the last one on monday.
func readEvery(days int, values ...float64) []Reading {
	var list []Reading
	for i, v := range values {
		list = append(list, Reading{ID: int64(i + 1), On: monday - Day(days*(len(values)-1-i)), Value: v})
	}
	return list
}

// readAgo are readings told as pairs: how many days before monday, and the value.
func readAgo(pairs ...float64) []Reading {
	var list []Reading
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, Reading{ID: int64(i + 1), On: monday - Day(pairs[i]), Value: pairs[i+1]})
	}
	return list
}

// repeated is a value so many times, and then some more values.
func repeated(v float64, n int, more ...float64) []float64 {
	return append(slices.Repeat([]float64{v}, n), more...)
}

// claims are what a trend says, in a few words.
func claims(t Trend) string {
	var list []string
	for _, c := range []struct {
		word string
		is   bool
	}{{"enough", t.Enough}, {"steady", t.Enough && t.Steady}, {"gained", t.Gained}, {"worse", t.Worse}, {"level", t.Level}} {
		if c.is {
			list = append(list, c.word)
		}
	}
	return strings.Join(list, " ")
}

// having is a measure with something about it changed.
func having(m Measure, change func(*Measure)) Measure {
	change(&m)
	return m
}

func TestTrendOfKneeBend(t *testing.T) {
	daily := having(kneeMeasure, func(m *Measure) { m.EveryDays = 1 })
	tenths := having(kneeMeasure, func(m *Measure) { m.Small = new(0.5) })
	exact := having(kneeMeasure, func(m *Measure) { m.Small = new(0.3) })
	within := having(kneeMeasure, func(m *Measure) { m.Better, m.AimHigh = Within, new(130.0) })
	for _, tt := range []struct {
		name string
		m    Measure
		all  []Reading
		want string
	}{
		{"smooth up", kneeMeasure, readEvery(7, 85, 88, 91, 94), "enough steady gained"},
		{"smooth down", kneeMeasure, readEvery(7, 98, 96, 94, 92), "enough steady worse"},
		{"smooth down, a little", kneeMeasure, readEvery(7, 98, 97, 96, 95), "enough steady"},
		{"smooth down, over months", kneeMeasure, readEvery(3, 93, 94, 92, 91, 90, 89, 88.5, 88, 87, 86, 85), "enough steady worse"},
		{"true flat", kneeMeasure, readEvery(7, 95, 95, 95, 95), "enough level"},
		{"true flat for long", daily, readEvery(1, repeated(95, 60)...), "enough level"},
		{"noisy flat", kneeMeasure, readEvery(7, 96, 93, 97, 94), "enough level"},
		{"noisy flat, every day", daily, readEvery(1, 95, 97, 93, 96, 94, 95, 98, 92, 96, 94, 95, 93, 97, 95, 94), "enough level"},
		{"noisy trend", daily, readEvery(1, 85, 88, 86, 90, 88, 91, 89, 93, 90, 95, 92, 96, 94, 98, 96), "enough steady gained"},
		{"noise without end", daily, readEvery(1, 95, 85, 105, 90, 100, 95, 85, 105, 90, 100, 95, 85, 105, 90, 95), "enough"},
		{"slow drift", kneeMeasure, readEvery(7, 95, 95.5, 96, 96.5), "enough steady"},
		{"slow drift, every day", daily, readEvery(1, 95, 95.1, 95.2, 95.3, 95.4, 95.5, 95.6, 95.7, 95.8, 95.9, 96, 96.1, 96.2, 96.3, 96.4), "enough steady"},
		{"slow drift the other way", kneeMeasure, readEvery(7, 96.5, 96, 95.5, 95), "enough steady"},
		{"slow drift that rests", kneeMeasure, readEvery(7, 95, 95, 96, 96), "enough steady"},
		{"half of the pairs rise", kneeMeasure, readEvery(7, 94, 95, 96, 95), "enough level"},
		{"half of the pairs fall", kneeMeasure, readEvery(7, 96, 95, 94, 95), "enough level"},
		{"one step, and no more", kneeMeasure, readEvery(7, 94, 95, 95, 95), "enough level"},
		{"over half of the pairs rise", kneeMeasure, readEvery(7, 94, 95, 96, 95.5), "enough steady"},
		{"the change is what counts", kneeMeasure, readEvery(7, 91, 94, 96.5, 93.5), "enough"},
		{"the change is what counts, downwards", kneeMeasure, readEvery(7, 99, 96, 93.5, 96.5), "enough"},
		{"the change is over the days that were read", kneeMeasure, readAgo(14, 91, 9, 95, 4, 97, 0, 94), "enough level"},
		{"nearer to the middle than what counts", kneeMeasure, readAgo(14, 90, 9, 95, 4, 96, 0, 94), "enough level"},
		{"the change is just smaller", kneeMeasure, readEvery(7, 91, 94, 96.5, 93), "enough level"},
		{"the change is what counts, in tenths", tenths, readEvery(7, 70, 70.3, 70.6, 70.1), "enough"},
		{"elsewhere by what counts, in tenths", exact, readAgo(14, 70.3, 12, 70, 9, 70, 6, 70, 3, 70, 0, 70), "enough"},
		{"gained what counts, in tenths", exact, readAgo(7, 70, 0, 70.3), "gained"},
		{"worse by what counts, in tenths", exact, readEvery(1, 70.4, 70.4, 70.1, 70.1), ""},
		{"too few readings", kneeMeasure, readEvery(7, 95, 95, 95), ""},
		{"too few days", kneeMeasure, readAgo(13, 95, 9, 95, 4, 95, 0, 95), ""},
		{"just enough days", kneeMeasure, readAgo(14, 95, 9, 95, 4, 95, 0, 95), "enough level"},
		{"many readings on one day", kneeMeasure, readAgo(0, 95, 0, 95, 0, 96, 0, 95, 0, 95), ""},
		{"many readings on three days", kneeMeasure, readAgo(14, 95, 14, 96, 7, 95, 7, 94, 0, 95, 0, 95), ""},
		{"a gap of months", kneeMeasure, readAgo(200, 95, 190, 95, 180, 95, 7, 95, 0, 95), ""},
		{"read last three weeks ago", kneeMeasure, readAgo(42, 95, 35, 95, 28, 95, 21, 95), "enough level"},
		{"read last longer ago", kneeMeasure, readAgo(43, 95, 36, 95, 29, 95, 22, 95), ""},
		{"gained and read last longer ago", kneeMeasure, readAgo(43, 85, 36, 88, 29, 91, 22, 95), ""},
		{"read at the window's edge", kneeMeasure, readAgo(27, 95, 14, 95, 7, 95, 0, 95), "enough level"},
		{"read before the window", kneeMeasure, readAgo(28, 95, 14, 95, 7, 95, 0, 95), ""},
		{"the last one is elsewhere", daily, readEvery(1, repeated(95, 20, 101)...), "enough gained"},
		{"one elsewhere two weeks ago", daily, readEvery(1, repeated(95, 3, append([]float64{100}, repeated(95, 14)...)...)...), "enough"},
		{"one elsewhere before that", daily, readEvery(1, repeated(95, 3, append([]float64{100}, repeated(95, 15)...)...)...), "enough level"},
		{"one nearly elsewhere", daily, readEvery(1, repeated(95, 3, append([]float64{99.5}, repeated(95, 14)...)...)...), "enough level"},
		{"the aim is met", kneeMeasure, readEvery(7, 118, 119, 117, 120), "enough"},
		{"it is near the aim", kneeMeasure, readEvery(7, 119, 121, 120, 119), "enough"},
		{"no aim", having(kneeMeasure, func(m *Measure) { m.AimLow = nil }), readEvery(7, 95, 95, 95, 95), "enough level"},
		{"it can be no better", having(kneeMeasure, func(m *Measure) { m.AimLow, m.Max = nil, new(95.0) }), readEvery(7, 95, 95, 95, 95), "enough"},
		{"no small change", having(kneeMeasure, func(m *Measure) { m.Small = nil }), readEvery(7, 95, 95, 95, 95), ""},
		{"it can be no worse", having(kneeMeasure, func(m *Measure) { m.AimLow, m.Min = nil, new(95.0) }), readEvery(7, 95, 95, 95, 95), "enough level"},
		{"done or not", having(kneeMeasure, func(m *Measure) { m.Kind = Done }), readEvery(7, 1, 1, 1, 1), ""},
		{"nothing read", kneeMeasure, nil, ""},
		{"within, level", within, readEvery(7, 140, 140, 141, 140), "enough level"},
		{"gained what counts", kneeMeasure, readAgo(7, 90, 0, 95), "gained"},
		{"gained a little less", kneeMeasure, readAgo(7, 90, 0, 94.5), ""},
		{"gained before the window", kneeMeasure, readAgo(28, 90, 7, 94, 0, 95), ""},
		{"gained within", within, readAgo(7, 140, 0, 135), "gained"},
		{"beyond the aim", within, readAgo(7, 120, 0, 130), ""},
	} {
		if got := claims(tt.m.Trend(SeriesOf(tt.all, monday), 14, monday)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestTrendOfPain(t *testing.T) {
	within := having(painMeasure, func(m *Measure) { m.Better, m.AimLow, m.AimHigh = Within, new(4.0), new(6.0) })
	for _, tt := range []struct {
		name string
		m    Measure
		all  []Reading
		want string
	}{
		{"two worse days", painMeasure, readEvery(1, 3, 3, 3, 6, 6), "worse"},
		{"one worse day", painMeasure, readEvery(1, 3, 3, 3, 3, 6), ""},
		{"a worse day before a usual one", painMeasure, readEvery(1, 3, 3, 3, 6, 5), ""},
		{"worse by what counts", painMeasure, readEvery(1, 3, 3, 3, 5, 5), ""},
		{"one of them by what counts", painMeasure, readEvery(1, 3, 3, 3, 5, 6), ""},
		{"worse by a little more", painMeasure, readEvery(1, 3, 3, 3, 5.5, 5.5), "worse"},
		{"two better days", painMeasure, readEvery(1, 6, 6, 6, 3, 3), "gained"},
		{"one day before", painMeasure, readEvery(1, 3, 6, 6), ""},
		{"two days before", painMeasure, readEvery(1, 3, 3, 6, 6), "worse"},
		{"four weeks before", painMeasure, readAgo(29, 3, 28, 3, 1, 6, 0, 6), "worse"},
		{"longer before", painMeasure, readAgo(30, 3, 28, 3, 1, 6, 0, 6), ""},
		{"the middle of those before, not the last", painMeasure, readEvery(1, 3, 3, 7, 6, 6), "worse"},
		{"many readings on the last day", painMeasure, readAgo(2, 3, 1, 3, 0, 6, 0, 6, 0, 7), ""},
		{"two weeks ago", painMeasure, readAgo(18, 3, 17, 3, 16, 3, 15, 6, 14, 6), "worse"},
		{"longer ago", painMeasure, readAgo(19, 3, 18, 3, 17, 3, 16, 6, 15, 6), ""},
		{"lower where higher is better", having(kneeMeasure, func(m *Measure) { m.EveryDays = 1 }), readEvery(1, 95, 95, 95, 89, 89), "worse"},
		{"farther from the aim", within, readEvery(1, 5, 5, 5, 1, 9), "worse"},
		{"as far from it on the other side", within, readEvery(1, 2, 2, 2, 8, 8), ""},
		{"within no aim", having(within, func(m *Measure) { m.AimLow, m.AimHigh = nil, nil }), readEvery(1, 5, 5, 5, 0, 0), ""},
		{"no small change", having(painMeasure, func(m *Measure) { m.Small = nil }), readEvery(1, 3, 3, 3, 9, 9), ""},
		{"worse for two weeks", painMeasure, readEvery(1, repeated(3, 18, repeated(6, 15)...)...), "enough worse"}, // and not level
		{"no pain, and none before", having(painMeasure, func(m *Measure) { m.AimHigh = nil }), readEvery(1, repeated(0, 15)...), "enough"},
		{"worse by what counts, in tenths", having(painMeasure, func(m *Measure) { m.Small = new(0.3) }), readEvery(1, 5.1, 5.1, 5.4, 5.4), ""},
		{"the worst pain", painMeasure, readEvery(1, repeated(10, 15)...), "enough level"},
		{"pain that stays", painMeasure, readEvery(1, 4, 5, 4, 4, 3, 5, 4, 4, 5, 3, 4, 4, 5, 4, 4), "enough level"},
	} {
		if got := claims(tt.m.Trend(SeriesOf(tt.all, monday), 14, monday)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// A few readings often seem to go one way; more that are near tell better. A clean
// gain within the window is one all the same.
func TestSteadyIsToldFromMore(t *testing.T) {
	for _, tt := range []struct {
		all    []Reading
		steady bool
	}{
		{readEvery(7, 95, 96, 94, 95, 96, 95.5), false},  // the last four alone would be
		{readEvery(7, 93, 94, 95, 96, 95.5, 96), true},   // the last four alone would not
		{readEvery(7, 96, 96.5, 94, 95, 95.5, 96), true}, // the last four, each above all before
		{readEvery(7, 85, 94, 95, 96, 95, 96), true},     // the first is elsewhere: five are near
	} {
		if got := kneeMeasure.Trend(SeriesOf(tt.all, monday), 14, monday); got.Steady != tt.steady {
			t.Errorf("%v: steady %v", tt.all, got.Steady)
		}
	}
}

// How long it is level leaves out the slow rise before.
func TestLevelSinceTheRise(t *testing.T) {
	for _, tt := range []struct {
		all  []Reading
		want int // days
	}{
		{readEvery(7, 85, 90, 92, 93, 94, 95, 95, 96, 95, 95), 35},
		{readEvery(7, 95, 94, 96, 95, 95, 96, 94, 95, 95), 56},
		{readEvery(7, 88, 91, 95, 95, 96, 95), 28},
	} {
		got := kneeMeasure.Trend(SeriesOf(tt.all, monday), 14, monday)
		if !got.Level || got.Held() != tt.want {
			t.Errorf("%v: level %v for %d days, want %d", tt.all, got.Level, got.Held(), tt.want)
		}
	}
}

// A note can show all that it is told from.
func TestTrendShowsItsInputs(t *testing.T) {
	all := readEvery(7, 70, 95, 94, 97, 93, 96)
	got := kneeMeasure.Trend(SeriesOf(all, monday), 14, monday)
	want := Trend{
		Window: 21, Small: 5, Days: all[2:], Enough: true, Span: 21, Slope: 1.0 / 84, Change: 0.25, Middle: 95, Near: 95,
		Since: monday - 28, Lately: all[4:], Before: all[:4], Usual: 94.5, Level: true,
	}
	if d := cmp.Diff(want, got); d != "" || got.Held() != 28 {
		t.Errorf("held %d days; -want +got:\n%s", got.Held(), d)
	}
	if stale := kneeMeasure.Trend(SeriesOf(all, monday+60), 14, monday+60); stale.Days != nil || stale.Held() != 0 {
		t.Errorf("read long ago: %+v", stale)
	}
}

func TestWindow(t *testing.T) {
	for _, tt := range []struct{ apart, quiet, want int }{
		{1, 1, 14},
		{1, 14, 14},
		{4, 14, 14},
		{5, 14, 15},
		{7, 14, 21},
		{7, 22, 22},
		{1, 30, 30},
	} {
		if got := Window(Measure{EveryDays: tt.apart}, tt.quiet); got != tt.want {
			t.Errorf("read every %d days, quiet for %d: %d, want %d", tt.apart, tt.quiet, got, tt.want)
		}
	}
}

func TestTheilSen(t *testing.T) {
	for _, tt := range []struct {
		name string
		days []Reading
		want float64
	}{
		{"none", nil, 0},
		{"one", readEvery(1, 95), 0},
		{"two", readEvery(7, 81, 95), 2},
		{"three", readEvery(1, 1, 2, 5), 2},
		{"a line down", readEvery(2, 9, 8, 7, 6, 5), -0.5},
		{"one odd reading", readEvery(1, 1, 2, 90, 4, 5, 6, 7), 1},
		{"the mean of two in the middle", readEvery(1, 0, 1, 3, 7), 13.0 / 6},
		{"all on one day", readAgo(0, 5, 0, 9, 0, 7), 0},
		{"two of them on one day", readAgo(1, 5, 0, 9, 0, 11), 5},
	} {
		if got := TheilSen(tt.days); math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestBecauseListsTheLastReadings(t *testing.T) {
	daily := having(kneeMeasure, func(m *Measure) { m.EveryDays = 1 })
	for left, want := range map[int]string{12: "", 13: "The last 12 are here, and 1 came before.", 15: "The last 12 are here, and 3 came before."} {
		all := slices.Delete(readEvery(1, repeated(95, 15)...), 1, 16-left)
		lines := daily.levelBecause(daily.Trend(SeriesOf(all, monday), 14, monday), Dates{Today: monday})
		listed := slices.DeleteFunc(slices.Clone(lines), func(s string) bool { return !strings.HasSuffix(s, "Nov: 95 degrees.") })
		if len(listed) != 12 || listed[11] != "Mon 23 Nov: 95 degrees." || slices.Contains(lines, want) != (want != "") {
			t.Errorf("%d readings: %q", left, lines)
		}
	}
}

// What is told of a change never reaches what counts, as the change does not.
func TestChangeIsToldBelowWhatCounts(t *testing.T) {
	for _, tt := range []struct{ change, small, want float64 }{
		{0, 5, 0},
		{0.375, 5, 0.4},
		{4.94, 5, 4.9},
		{4.97, 5, 4.9},
		{0.3, 5, 0.3},
		{0.12, 0.16, 0.1},
	} {
		if got := (Trend{Change: tt.change, Small: tt.small}).about(); got != tt.want {
			t.Errorf("%v of %v is told as %v, want %v", tt.change, tt.small, got, tt.want)
		}
	}
}

func TestSaid(t *testing.T) {
	for _, tt := range []struct {
		v     float64
		among []Reading
		want  string
	}{
		{94.5, readEvery(1, 94, 95), "95"},
		{94.5, readEvery(1, 94.5, 95), "94.5"},
		{0.875, readEvery(1, 0.85, 0.9), "0.9"},
		{-0.04, readEvery(1, -0.1, 0.02), "0"},
		{-2.5, readEvery(1, -2, -3), "-2"},
	} {
		if got := FormatNumber(said(tt.v, tt.among)); got != tt.want {
			t.Errorf("%v is told as %s, want %s", tt.v, got, tt.want)
		}
	}
}

// someReadings are readings in halves on the days before monday.
var someReadings = rapid.Custom(func(t *rapid.T) []Reading {
	pairs := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) [2]int {
		return [2]int{rapid.IntRange(0, 40).Draw(t, "ago"), rapid.IntRange(180, 200).Draw(t, "halves")}
	}), 1, 30).Draw(t, "readings")
	var list []Reading
	for i, p := range pairs {
		list = append(list, Reading{ID: int64(i + 1), On: monday - Day(p[0]), Value: float64(p[1]) / 2})
	}
	return list
})

// moved are readings a number of days later and so much higher.
func moved(all []Reading, days Day, by float64) []Reading {
	all = slices.Clone(all)
	for i := range all {
		all[i].On, all[i].Value = all[i].On+days, all[i].Value+by
	}
	return all
}

func TestTrendKnowsNoDayAndNoZero(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all, days := someReadings.Draw(t, "all"), Day(rapid.IntRange(-9000, 9000).Draw(t, "days"))
		by := float64(rapid.IntRange(-200, 200).Draw(t, "by"))
		m := having(kneeMeasure, func(m *Measure) {
			m.AimLow, m.Better = new(97.5), rapid.SampledFrom([]Better{Higher, Lower, Within}).Draw(t, "better")
		})
		higher := having(m, func(m *Measure) { m.AimLow, m.Min, m.Max = new(97.5+by), new(by-30), new(by+180) })
		was := m.Trend(SeriesOf(all, monday), 14, monday)
		now := higher.Trend(SeriesOf(moved(all, days, by), monday+days), 14, monday+days)
		if claims(was) != claims(now) || was.Held() != now.Held() || was.Change != now.Change || len(was.Days) > 0 && Rounded(was.Near+by) != now.Near {
			t.Fatalf("%d days later and %v higher: %+v\ninstead of %+v", days, by, now, was)
		}
	})
}

// What is better upwards and the same thing counted downwards are told alike.
func TestTrendKnowsNoUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := someReadings.Draw(t, "all")
		flipped := slices.Clone(all)
		for i := range flipped {
			flipped[i].Value = -flipped[i].Value
		}
		down := having(kneeMeasure, func(m *Measure) { m.Better, m.AimLow, m.AimHigh, m.Min = Lower, nil, new(-120.0), nil })
		was, now := kneeMeasure.Trend(SeriesOf(all, monday), 14, monday), down.Trend(SeriesOf(flipped, monday), 14, monday)
		if claims(was) != claims(now) {
			t.Fatalf("%q, and downwards %q", claims(was), claims(now))
		}
	})
}

func TestWhatKeepsGoingIsNeverLevel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sign := rapid.SampledFrom([]float64{1, -1}).Draw(t, "sign")
		all, value := []Reading(nil), 90.0
		for i, step := range rapid.SliceOfN(rapid.IntRange(1, 10), 4, 60).Draw(t, "thousandths") {
			value += sign * float64(step) / 1000
			all = append(all, Reading{ID: int64(i + 1), On: monday - 59 + Day(i), Value: value})
		}
		today := all[len(all)-1].On
		got := having(kneeMeasure, func(m *Measure) { m.AimLow = nil }).Trend(SeriesOf(all, today), 14, today)
		if got.Level || !got.Steady || got.Change >= got.Small {
			t.Fatalf("%+v", got)
		}
	})
}
