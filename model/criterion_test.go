package model

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFits(t *testing.T) {
	walk := Measure{ID: 4, Name: "Minutes I can walk", Unit: "minutes", Kind: Number, Better: Higher}
	straight := Measure{ID: 5, Name: "How straight the knee gets", Unit: "degrees", Kind: Number, Better: Higher, Min: new(-90.0), Max: new(30.0)}
	all := []Measure{medicine(), straight, painScore(), kneeBend(), walk}
	for _, tt := range []struct {
		title string
		want  string // the measure and the aim, or ""
	}{
		{"Bend my knee to 90 degrees", "Knee bend: 90 or more"},
		{"Knee bends past 110°", "Knee bend: 110 or more"},
		{"Pain 2 or less", "Pain: 2 or less"},
		{"Pain at 3", "Pain: 3 or less"},
		{"Pain at most 4 of 10", "Pain: 4 or less"},
		{"Walk 10 minutes with the cane", "Minutes I can walk: 10 or more"},
		{"Walk under 20 minutes to the shop", "Minutes I can walk: 20 or less"},
		{"Straight knee: -5 degrees", "How straight the knee gets: -5 or more"},
		{"Little or no pain", ""},
		{"Stand on one leg for 10 seconds", ""},
		{"Knee bends to 960 degrees", ""}, // it cannot
		{"Take 3 pills", ""},
		{"", ""},
	} {
		c, ok := Fits(tt.title, all)
		got := ""
		if ok {
			got = c.Measure + ": " + c.Aim.String()
		}
		if got != tt.want {
			t.Errorf("%q fits %q, want %q", tt.title, got, tt.want)
		}
	}
	if _, ok := Fits("Bend my knee to 90 degrees", nil); ok {
		t.Error("fits no measure at all")
	}
}

func TestParseCriterion(t *testing.T) {
	for _, tt := range []struct {
		m     Measure
		typed string
		want  string
		err   error
	}{
		{kneeBend(), "90", "90 or more", nil},
		{kneeBend(), "90 degrees", "90 or more", nil},
		{kneeBend(), "at most 20", "20 or less", nil},
		{kneeBend(), "80 to 90", "80 to 90", nil},
		{painScore(), "2", "2 or less", nil},
		{painScore(), "2 or more", "2 or more", nil},
		{kneeBend(), "960", "", ErrOutOfRange},
		{kneeBend(), "80 to 960", "", ErrOutOfRange},
		{kneeBend(), "far", "", ErrOutOfRange},
		{kneeBend(), "", "", ErrOutOfRange},
	} {
		c, err := tt.m.ParseCriterion(tt.typed)
		if c.Aim.String() != tt.want || !errors.Is(err, tt.err) || err == nil && (c.Measure != tt.m.Name || c.MeasureID != tt.m.ID) {
			t.Errorf("%s %q: %+v, %v", tt.m.Name, tt.typed, c, err)
		}
	}
}

func TestHowFar(t *testing.T) {
	const today = Day(46000)
	g := Goal{Measures: []Measure{kneeBend(), painScore()}, Series: map[int64]Series{
		1: SeriesOf(valuesOn([2]float64{float64(today), 84}), today),
	}}
	tied := func(measure int64, low, high *float64) Milestone {
		return Milestone{State: Open, Criterion: Criterion{MeasureID: measure, Aim: Aim{low, high}}}
	}
	reached := tied(1, new(90.0), nil)
	reached.State = Reached
	for _, tt := range []struct {
		m    Milestone
		want string
	}{
		{tied(1, new(90.0), nil), "84 of 90 degrees."},
		{tied(1, new(0.0), nil), "Now 84 degrees. It is there."},
		{tied(1, new(80.0), new(90.0)), "Now 84 degrees. It is there."},
		{tied(1, nil, new(20.0)), "Now 84 degrees, for 20 or less."},
		{tied(1, new(85.0), new(90.0)), "Now 84 degrees, for 85 to 90."},
		{tied(2, nil, new(2.0)), ""},
		{tied(9, new(2.0), nil), ""},
		{Milestone{State: Open}, ""},
		{reached, ""},
	} {
		if got := g.HowFar(tt.m); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.m.Criterion, got, tt.want)
		}
	}
	g.Measures[1].Baseline = new(5.0)
	if got := g.HowFar(tied(2, nil, new(2.0))); got != "Now 5 of 10, for 2 or less." {
		t.Errorf("where it began: %q", got)
	}
}

func TestMeets(t *testing.T) {
	const today = Day(46000)
	g := Goal{Measures: []Measure{kneeBend()}, Milestones: []Milestone{
		{ID: 1, Title: "90", State: Open, Criterion: Criterion{MeasureID: 1, Aim: Aim{Low: new(90.0)}}},
		{ID: 2, Title: "100", State: Open, Criterion: Criterion{MeasureID: 1, Aim: Aim{Low: new(100.0)}}},
		{ID: 3, Title: "done", State: Reached, Check: Check{On: today}, Criterion: Criterion{MeasureID: 1, Aim: Aim{Low: new(90.0)}}},
		{ID: 4, Title: "none", State: Open},
	}}
	for _, tt := range []struct {
		readings [][2]float64 // the last one is asked of
		want     []string
	}{
		{[][2]float64{{today.n(0), 95}}, []string{"90"}},
		{[][2]float64{{today.n(-3), 80}, {today.n(0), 100}}, []string{"90", "100"}},
		{[][2]float64{{today.n(-3), 91}, {today.n(0), 100}}, []string{"100"}},
		{[][2]float64{{today.n(-200), 91}, {today.n(0), 95}}, nil},
		{[][2]float64{{today.n(0), 99}, {today.n(-3), 95}}, []string{"90"}}, // of a day before
		{[][2]float64{{today.n(0), 89}}, nil},
	} {
		all := valuesOn(tt.readings...)
		g.Series = map[int64]Series{1: SeriesOf(all, today)}
		var got []string
		for _, m := range g.Meets(all[len(all)-1]) {
			got = append(got, m.Title)
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%v (-want +got):\n%s", tt.readings, d)
		}
	}
}

// n is the day so many days on, as a number.
func (d Day) n(on int) float64 { return float64(int(d) + on) }

func TestCriterionIsChecked(t *testing.T) {
	for _, tt := range []struct {
		c  Criterion
		ok bool
	}{
		{Criterion{}, true},
		{Criterion{Measure: "Knee bend", Aim: Aim{Low: new(90.0)}}, true},
		{Criterion{MeasureID: 1}, false},
		{Criterion{MeasureID: 1, Aim: Aim{Low: new(9.0), High: new(8.0)}}, false},
	} {
		m := Milestone{Title: "Bend", State: Open, Criterion: tt.c}
		if err := m.Validate(); (err == nil) != tt.ok {
			t.Errorf("%+v: %v", tt.c, err)
		}
	}
}

// A milestone that moves to another goal leaves its number behind; one that
// starts over keeps it by name.
func TestCriterionOnTheMove(t *testing.T) {
	g := Goal{ID: 1, Start: 46000, Measures: []Measure{kneeBend()}, Milestones: []Milestone{
		{ID: 1, Title: "90", State: Open, Criterion: Criterion{MeasureID: 1, Measure: "Knee bend", Aim: Aim{Low: new(90.0)}}},
	}}
	m := g.Milestones[0]
	if _, err := Rehome(g, Goal{ID: 2, Start: 46000})(&m); err != nil || !m.Criterion.None() {
		t.Errorf("%+v, %v", m.Criterion, err)
	}
	again := StartOver(g)
	if c := again.Milestones[0].Criterion; c.MeasureID != 0 || c.Measure != "Knee bend" || *c.Low != 90 {
		t.Errorf("%+v", c)
	}
}

func TestSmallChanges(t *testing.T) {
	for _, tt := range []struct {
		name, unit string
		want       []float64
	}{
		{"Pain", "of 10", []float64{2, 1.8}},
		{"Knee bend", "degrees", []float64{6, 10, 12, 14}},
		{"6-minute walk", "m", []float64{14, 30.5, 156, 167}},
		{"Walking speed", "m/s", []float64{0.16}},
		{"Grip strength", "kg", []float64{5, 6.2}},
		{"Arm test ARAT", "points", []float64{12, 17}},
		{"Elbow bend", "degrees", nil},
		{"Pain", "minutes", nil},
		{"Campaign", "of 10", nil},
	} {
		var got []float64
		for _, c := range (Measure{Name: tt.name, Unit: tt.unit, Kind: Number}).SmallChanges() {
			if got = append(got, c.Value); c.Of == "" || c.Source == "" {
				t.Errorf("%s: %v has no population or no source", tt.name, c.Value)
			}
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, d)
		}
	}
	for _, m := range UsualMeasures() {
		if m.Small != nil {
			t.Errorf("%s has a small change unasked", m.Name)
		}
	}
	for _, s := range Starters() {
		for _, m := range s.Measures {
			if m.Small != nil {
				t.Errorf("%s: %s has a small change unasked", s.Name, m.Name)
			}
		}
	}
}
