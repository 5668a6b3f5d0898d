package model

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// The files of the example plans hold to the format that Starter describes.
func TestStartersHoldToTheirFormat(t *testing.T) {
	list, err := readStarters() // unknown fields are refused there
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, s := range list {
		if s.Key == "" || seen[s.Key] {
			t.Errorf("two plans are called %q", s.Key)
		}
		seen[s.Key] = true
		if !slices.Contains(Areas, s.Area) || s.Area == AreaUnsaid {
			t.Errorf("%s: no area is called %q", s.Key, s.Area)
		}
		for what, text := range map[string]string{"name": s.Name, "goal": s.Goal, "source": s.Source, "population": s.Population, "start": s.Start} {
			if checkName(what, text) != nil {
				t.Errorf("%s: the %s is %q", s.Key, what, text)
			}
		}
		if len(s.Milestones) < 2 || !slices.ContainsFunc(s.Milestones, func(m StarterMilestone) bool { return m.Major }) {
			t.Errorf("%s: a plan has milestones, and a major one among them", s.Key)
		}
		milestones, keep := s.Plan()
		for i, m := range milestones {
			checkStarterDue(t, s.Key, s.Milestones[i].By, m.Due)
			if err := m.Validate(); err != nil {
				t.Errorf("%s: %v", s.Key, err)
			}
			checkStarterCriterion(t, s, s.Milestones[i], m.Criterion)
		}
		for i, p := range keep {
			checkStarterDue(t, s.Key, s.Keep[i].Until, p.Until)
			if err := p.Validate(); err != nil {
				t.Errorf("%s: %v", s.Key, err)
			}
		}
		for _, m := range s.Measures {
			if err := m.Validate(); err != nil || m.Baseline != nil {
				t.Errorf("%s: measure %+v: %v", s.Key, m, err)
			}
		}
		for _, note := range s.Notes {
			if Sentence(note) != note {
				t.Errorf("%s: no sentence: %q", s.Key, note)
			}
		}
		var d Draft
		d.QuietDays = DefaultQuietDays
		s.Fill(&d)
		if _, err := d.Goal(monday); err != nil {
			t.Errorf("%s makes no goal: %v", s.Key, err)
		}
	}
}

func checkStarterDue(t *testing.T, key, typed string, due Due) {
	t.Helper()
	if (typed == "") != due.None() || typed != "" && (!due.FromStart || due.Typed != typed) {
		t.Errorf("%s: %q is read as %+v", key, typed, due)
	}
}

// checkStarterCriterion holds that what meets a milestone is a number that the
// plan's measure of that name can be.
func checkStarterCriterion(t *testing.T, s Starter, m StarterMilestone, c Criterion) {
	t.Helper()
	if m.Measure == "" {
		if m.Low != nil || m.High != nil {
			t.Errorf("%s: %q has bounds of no measure", s.Key, m.Title)
		}
		return
	}
	at := slices.IndexFunc(s.Measures, func(measure Measure) bool { return measure.Name == m.Measure })
	if at < 0 || s.Measures[at].Kind != Number {
		t.Errorf("%s: %q is met by no number of the plan: %q", s.Key, m.Title, m.Measure)
		return
	}
	if c.Measure != m.Measure || c.MeasureID != 0 || c.Low != m.Low || c.High != m.High {
		t.Errorf("%s: %q is met by %+v", s.Key, m.Title, c)
	}
	for _, bound := range []*float64{m.Low, m.High} {
		if bound != nil && s.Measures[at].checkValue(*bound) != nil {
			t.Errorf("%s: %q is met at %v, which %s cannot be", s.Key, m.Title, *bound, m.Measure)
		}
	}
}

// The numbers of the sources meet the milestones they are given for.
func TestStartersSayWhatMeetsAMilestone(t *testing.T) {
	want := []string{
		"knee-by-criteria: Knee straightens fully. How straight the knee gets: 0 degrees or more",
		"knee-by-criteria: Knee bends past 90 degrees. Knee bend: 90 degrees or more",
		"knee-by-criteria: Knee bends to 110 degrees. Knee bend: 110 degrees or more",
		"knee-by-criteria: Knee bends to 115 degrees. Knee bend: 115 degrees or more",
		"knee-by-criteria: Little or no pain. Pain: 2 of 10 or less",
		"knee-ligament: Knee bends within 10 degrees of the other knee. Difference in bend to the other knee: 10 degrees or less",
		"knee-ligament: Thigh strength past 60 percent of the other side. Thigh strength: 60 percent of the other side or more",
		"arm-after-stroke: Pick up a small object. Arm test (ARAT): 10 of 57 or more",
	}
	var got []string
	for _, s := range Starters() {
		milestones, _ := s.Plan()
		g := Goal{Milestones: milestones, Measures: s.Measures}
		for _, m := range milestones {
			if measure, ok := g.MeasureOf(m); ok {
				got = append(got, s.Key+": "+Sentence(m.Title)+" "+m.Criterion.Words(measure))
			}
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("the plans say\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestStartersCoverTheFourAreas(t *testing.T) {
	for _, area := range Areas[1:] {
		if !slices.ContainsFunc(Starters(), func(s Starter) bool { return s.Area == area }) {
			t.Errorf("no example plan for %s", area)
		}
	}
}

func TestFillKeepsWhatIsThere(t *testing.T) {
	s, ok := StarterOf("hip-by-weeks")
	if !ok {
		t.Fatal("no such plan")
	}
	d := NewDraft(Person{ID: 1, Name: "Rosa"})
	now := 4.0
	d.Title, d.Area = "My own words", AreaTherapy
	d.Milestones = []Milestone{{Title: "stand on one leg  WITH control", Due: Due{Day: monday}, State: Open}}
	d.Measures = []Measure{{Name: "Pain", Unit: "of 10", Kind: Number, Better: Lower, Baseline: &now, EveryDays: 7}}
	s.Fill(&d)
	if d.Title != "My own words" || d.Area != AreaTherapy || d.Starter != "hip-by-weeks" {
		t.Errorf("%q, %s, from %q", d.Title, d.Area, d.Starter)
	}
	if len(d.Milestones) != len(s.Milestones) || d.Milestones[0].Due.Day != monday {
		t.Errorf("%d milestones, the first %+v", len(d.Milestones), d.Milestones[0])
	}
	if len(d.Measures) != len(s.Measures) || *d.Measures[0].Baseline != 4 {
		t.Errorf("measures %+v", d.Measures)
	}
	once := len(d.Milestones) + len(d.Measures) + len(d.Precautions)
	s.Fill(&d)
	if again := len(d.Milestones) + len(d.Measures) + len(d.Precautions); again != once || len(d.Precautions) != 3 {
		t.Errorf("filled twice: %d, then %d", once, again)
	}
	// Week 6 after a surgery on 2 November.
	if on := d.Precautions[0].Until.On(NewDay(2026, time.November, 2)); on != NewDay(2026, time.December, 14) {
		t.Errorf("until %s", on)
	}
}

// The shapes of plans in real life can be told by a draft and are told back.
func TestShapesOfPlans(t *testing.T) {
	n := func(v float64) *float64 { return &v }
	for _, tt := range []struct {
		m    Measure
		want string
	}{
		{Measure{Name: "Knee bend", Unit: "degrees", Better: Higher, AimLow: n(90), EveryDays: 7}, "Knee bend, in degrees, once a week. Aim: 90 or more."},
		{Measure{Name: "Pain", Unit: "of 10", Better: Lower, AimHigh: n(2), EveryDays: 1}, "Pain, 0 to 10, every day. Aim: 2 or less."},
		{Measure{Name: "Lab result", Better: Within, AimLow: n(4), AimHigh: n(7), EveryDays: 30}, "Lab result, every 30 days. Aim: 4 to 7."},
		{Measure{Name: "Knee straight", Unit: "degrees", Better: Higher, Baseline: n(-10), AimLow: n(0), EveryDays: 7}, "Knee straight, once a week. Now -10 degrees. Aim: 0 or more."},
		{Measure{Name: "Thigh strength", Unit: "percent of the other side", Better: Higher, AimLow: n(60), EveryDays: 14}, "Thigh strength, in percent of the other side, every 14 days. Aim: 60 or more."},
		{Measure{Name: "Walk", Unit: "feet", Better: Higher, Baseline: n(1.5), EveryDays: 1}, "Walk, every day. Now 1.5 feet."},
	} {
		tt.m.Kind = Number
		if err := tt.m.Validate(); err != nil || tt.m.String() != tt.want {
			t.Errorf("%q, want %q: %v", tt.m, tt.want, err)
		}
	}
	start := NewDay(2026, time.November, 2)
	for row, want := range map[string]string{
		"Walk, no date":                "",
		"Walk, day 10":                 "2026-11-12",
		"Walk, week 2":                 "2026-11-16",
		"Walk, month 9":                "2027-08-02",
		"Let go of the aid, weeks 2-4": "2026-11-30",
		"Walk even and free of pain, weeks 2 to 6": "2026-12-14",
		"No bending past 90 degrees until week 6":  "2026-12-14",
	} {
		got, err := SplitRow(row, monday, start)
		if err != nil || got.Date.Due.On(start).String() != want || strings.Contains(got.Title, "week") {
			t.Errorf("%q: %q on %s, want %s: %v", row, got.Title, got.Date.Due.On(start), want, err)
		}
	}
}
