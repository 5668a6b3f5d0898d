package model

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// kneeBend and painScore are measures as they are usually kept.
func kneeBend() Measure {
	m := UsualMeasures()[1]
	m.ID, m.AimLow, m.Small = 1, new(120.0), new(5.0)
	return m
}

func painScore() Measure {
	m := UsualMeasures()[0]
	m.ID, m.AimHigh = 2, new(2.0)
	return m
}

func medicine() Measure {
	m := UsualMeasures()[5]
	m.ID = 3
	return m
}

// valuesOn makes readings of some days, in the order they are given.
func valuesOn(list ...[2]float64) []Reading {
	var all []Reading
	for i, v := range list {
		all = append(all, Reading{ID: int64(i + 1), MeasureID: 1, On: Day(v[0]), Value: v[1], At: time.Unix(int64(i), 0)})
	}
	return all
}

func TestCheckReading(t *testing.T) {
	const today = Day(46000)
	for _, tt := range []struct {
		m    Measure
		r    Reading
		want error
	}{
		{kneeBend(), Reading{On: today, Value: -10}, nil},
		{kneeBend(), Reading{On: today, Value: 180}, nil},
		{kneeBend(), Reading{On: today, Value: 181}, ErrOutOfRange},
		{kneeBend(), Reading{On: today + 1, Value: 90}, ErrDateFuture},
		{kneeBend(), Reading{Value: 90}, ErrDateUnreadable},
		{kneeBend(), Reading{On: today, Value: 90, Note: strings.Repeat("a", 100_000)}, ErrTooLong},
		{medicine(), Reading{On: today, Value: 1}, nil},
		{medicine(), Reading{On: today, Value: 0}, nil},
		{medicine(), Reading{On: today, Value: 0.5}, ErrOutOfRange},
	} {
		if err := tt.m.Check(tt.r, today); !errors.Is(err, tt.want) || (err == nil) != (tt.want == nil) {
			t.Errorf("%s %v on %v: %v, want %v", tt.m.Name, tt.r.Value, tt.r.On, err, tt.want)
		}
	}
}

func TestMeant(t *testing.T) {
	for _, tt := range []struct {
		m    Measure
		v    float64
		want float64
		ok   bool
	}{
		{kneeBend(), 960, 96, true},
		{kneeBend(), 966, 96, true},
		{kneeBend(), 965, 0, false}, // might be 96.5 or 95: it is not guessed
		{kneeBend(), 96, 0, false},  // it can be
		{kneeBend(), -100, -10, true},
		{kneeBend(), 99999, 0, false},
		{painScore(), 33, 3, true},
		{painScore(), 12, 0, false},
		{painScore(), 100, 10, true},
		{painScore(), 10.5, 0, false},
		{Measure{Name: "Own"}, 960, 0, false}, // without limits nothing is a slip
	} {
		got, ok := tt.m.Meant(tt.v)
		if got != tt.want || ok != tt.ok {
			t.Errorf("%s %v: %v, %v; want %v, %v", tt.m.Name, tt.v, got, ok, tt.want, tt.ok)
		}
	}
}

func TestStep(t *testing.T) {
	steps := UsualMeasures()[2]
	for _, tt := range []struct {
		m          Measure
		last, want float64
	}{{kneeBend(), 96, 1}, {kneeBend(), 0.8, 0.1}, {steps, 4500, 100}, {Measure{}, 3, 1}} {
		if got := tt.m.Step(tt.last); got != tt.want {
			t.Errorf("%s from %v: %v, want %v", tt.m.Name, tt.last, got, tt.want)
		}
	}
}

func TestSeriesOf(t *testing.T) {
	const today = Day(46000)
	all := valuesOn([2]float64{float64(today), 5}, [2]float64{float64(today - 90), 9}, [2]float64{float64(today), 4}, [2]float64{float64(today - SeriesDays), 8}, [2]float64{float64(today - SeriesDays + 1), 7})
	s := SeriesOf(all, today)
	if s.First.Value != 9 || s.Last.Value != 4 || len(s.Days) != 2 || s.Days[0].Value != 7 || s.Days[1].Value != 4 {
		t.Errorf("%+v", s)
	}
	if !SeriesOf(nil, today).None() || s.None() {
		t.Error("a series without a reading is not told from others")
	}
	if r, ok := s.On(today); !ok || r.Value != 4 {
		t.Errorf("today: %v, %v", r, ok)
	}
	if _, ok := s.On(today - 90); ok {
		t.Error("a day out of reach has a reading")
	}
	if got := s.Since(today); len(got) != 1 {
		t.Errorf("since today: %v", got)
	}
	if got := s.Since(today + 1); len(got) != 0 {
		t.Errorf("since tomorrow: %v", got)
	}
}

func TestReadingWords(t *testing.T) {
	today := NewDay(2026, time.November, 23)
	d := Dates{Today: today}
	on := func(ago int, v float64) [2]float64 { return [2]float64{float64(today) - float64(ago), v} }
	for _, tt := range []struct {
		name              string
		m                 Measure
		readings          []Reading
		last, change, now string
	}{
		{"none", kneeBend(), nil, "", "", "No reading yet. Aim: 120 or more."},
		{"one", kneeBend(), valuesOn(on(0, 96)), "96 degrees today", "", "96 degrees now. Aim: 120 or more, 24 degrees to go."},
		{"two", kneeBend(), valuesOn(on(9, 92), on(1, 96)), "96 degrees yesterday", "Up 4 since Sat 14 Nov.", "96 degrees yesterday. Up 4 since Sat 14 Nov. Aim: 120 or more, 24 degrees to go."},
		{"four weeks", kneeBend(), valuesOn(on(40, 80), on(29, 92), on(14, 94), on(1, 96)), "96 degrees yesterday", "Up 4 in 4 weeks.", "96 degrees yesterday. Up 16 since Wed 14 Oct. Aim: 120 or more, 24 degrees to go."},
		{"a gap before", kneeBend(), valuesOn(on(80, 80), on(10, 94), on(0, 96)), "96 degrees today", "Up 2 since Fri 13 Nov.", "96 degrees now. Up 16 since Fri 4 Sep. Aim: 120 or more, 24 degrees to go."},
		{"a gap and one", kneeBend(), valuesOn(on(80, 80), on(0, 96)), "96 degrees today", "Up 16 since Fri 4 Sep.", "96 degrees now. Up 16 since Fri 4 Sep. Aim: 120 or more, 24 degrees to go."},
		{"the same", kneeBend(), valuesOn(on(10, 96), on(0, 96)), "96 degrees today", "The same as on Fri 13 Nov.", "96 degrees now. The same as on Fri 13 Nov. Aim: 120 or more, 24 degrees to go."},
		{"there", kneeBend(), valuesOn(on(10, 96), on(0, 120)), "120 degrees today", "Up 24 since Fri 13 Nov.", "120 degrees now. Up 24 since Fri 13 Nov. Aim: 120 or more. It is there."},
		{"tenths", painScore(), valuesOn(on(10, 5.1), on(0, 2)), "2 of 10 today", "Down 3.1 since Fri 13 Nov.", "2 of 10 now. Down 3.1 since Fri 13 Nov. Aim: 2 or less. It is there."},
		{"long ago", painScore(), valuesOn(on(400, 5)), "5 of 10 on Sun 19 Oct 2025", "", "5 of 10 on Sun 19 Oct 2025. Aim: 2 or less, 3 to go."},
		{"done", medicine(), valuesOn(on(40, 1), on(27, 1), on(5, 1), on(4, 0), on(0, 1)), "done today", "3 of the last 28 days.", "Done today. 3 of the last 28 days."},
		{"done of late", medicine(), valuesOn(on(5, 1), on(4, 0), on(1, 1)), "done yesterday", "2 of the last 5 days.", "Done yesterday. 2 of the last 5 days."},
		{"done long ago", medicine(), valuesOn(on(30, 1), on(8, 1)), "done on Sun 15 Nov", "", "Done on Sun 15 Nov."},
		{"done at first", medicine(), valuesOn(on(0, 1)), "done today", "", "Done today."},
	} {
		s := SeriesOf(tt.readings, today)
		got := []string{tt.m.LastWords(s, d), tt.m.ChangeWords(s, d), tt.m.NowWords(s, d)}
		if diff := cmp.Diff([]string{tt.last, tt.change, tt.now}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestDueToday(t *testing.T) {
	const today = Day(46000)
	for _, tt := range []struct {
		every, ago int
		want       bool
	}{{1, 0, false}, {1, 1, true}, {7, 6, false}, {7, 7, true}, {7, 30, true}} {
		m := kneeBend()
		m.EveryDays = tt.every
		if got := m.DueToday(SeriesOf(valuesOn([2]float64{float64(today) - float64(tt.ago), 1}), today), today); got != tt.want {
			t.Errorf("every %d days, read %d days ago: %v", tt.every, tt.ago, got)
		}
	}
	if m := kneeBend(); !m.DueToday(Series{}, today) {
		t.Error("what was never read is not due")
	}
}

func TestCorrect(t *testing.T) {
	const today = Day(46000)
	was := Reading{ID: 7, On: today - 1, Value: 90, ReadBy: 1, Note: "a"}
	mine := was
	mine.Value = 95
	theirs := was
	theirs.Note, theirs.ReadBy = "b", 2
	deed, err := Correct(was, mine, today)(kneeBend(), &theirs)
	if err != nil || theirs.Value != 95 || theirs.Note != "b" || theirs.ReadBy != 2 {
		t.Errorf("%+v, %v: what another window changed is lost", theirs, err)
	}
	if want := "Corrected a reading of Knee bend: 95 degrees, it was 90 degrees"; deed.Words != want {
		t.Errorf("%q, want %q", deed.Words, want)
	}
	mine.Value = 999
	if _, err := Correct(was, mine, today)(kneeBend(), &theirs); !errors.Is(err, ErrOutOfRange) {
		t.Error(err)
	}
}

func TestThenAndNow(t *testing.T) {
	const today = Day(46000)
	g := Goal{Measures: []Measure{kneeBend(), painScore(), medicine()}, Series: map[int64]Series{
		1: SeriesOf(valuesOn([2]float64{float64(today - 60), 85}, [2]float64{float64(today - 10), 100}, [2]float64{float64(today), 118}), today),
		2: SeriesOf(valuesOn([2]float64{float64(today - 5), 5}), today),
	}}
	for _, tt := range []struct {
		on   Day
		want []string
	}{
		{today, []string{"Knee bend: 85 degrees then, 118 now."}},
		{today - 3, []string{"Knee bend: 85 degrees then, 100 now."}},
		{today - 60, nil},
		{today - 70, nil},
	} {
		if d := cmp.Diff(tt.want, g.ThenAndNow(tt.on)); d != "" {
			t.Errorf("on %v (-want +got):\n%s", tt.on, d)
		}
	}
	g.Measures[1].Baseline = new(7.0)
	if got := g.ThenAndNow(today); len(got) != 2 || got[1] != "Pain: 7 of 10 then, 5 now." {
		t.Errorf("%q", got)
	}
}

// However readings lie, the words are whole, and a change is told by the right sign.
func TestReadingWordsProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const today = Day(46000)
		var list [][2]float64
		for range rapid.IntRange(0, 8).Draw(t, "n") {
			list = append(list, [2]float64{float64(today) - float64(rapid.IntRange(0, 120).Draw(t, "ago")), float64(rapid.IntRange(-200, 200).Draw(t, "v")) / 10})
		}
		s, m := SeriesOf(valuesOn(list...), today), kneeBend()
		m.Min, m.Max = nil, nil
		said := m.NowWords(s, Dates{Today: today}) + m.ChangeWords(s, Dates{Today: today})
		if strings.Contains(said, "NaN") || strings.Contains(said, "  ") || strings.Contains(said, "..") || strings.Contains(said, "-0 ") {
			t.Fatalf("%q", said)
		}
		if s.First.Value < s.Last.Value && s.First.On < s.Last.On && !strings.Contains(m.NowWords(s, Dates{Today: today}), " Up ") {
			t.Fatalf("%q of %v", said, list)
		}
	})
}
