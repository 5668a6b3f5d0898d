package model

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseNumber(t *testing.T) {
	for text, want := range map[string]float64{
		"5": 5, " 7 ": 7, "3.5": 3.5, "3,5": 3.5, "-10": -10, "−10": -10, "−2,5": -2.5, "+4": 4, "0": 0, ".5": 0.5, "1 000": 1000, "4,500": 4500, "1,250,000": 1.25e6,
		"-4,500": -4500, "0,125": 0.125, "3,1415": 3.1415, "007": 7,
	} {
		if got, err := ParseNumber(text); got != want || err != nil {
			t.Errorf("ParseNumber(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", " ", "five", "5 of 10", "5%", "1.234,5", "--5", "5-", "0x10", "1_000", "NaN", "Inf", "-infinity", "1e400", "1e3", "3/4", "-", "1 2", "1 00", "4,50,0",
	} {
		if got, err := ParseNumber(text); !errors.Is(err, ErrOutOfRange) || got != 0 {
			t.Errorf("ParseNumber(%q) = %v, %v, want ErrOutOfRange", text, got, err)
		}
	}
}

func TestNumbersRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64Range(-1e6, 1e6).Draw(t, "value")
		text := FormatNumber(v)
		for _, typed := range []string{text, strings.ReplaceAll(text, ".", ","), strings.ReplaceAll(text, "-", "−")} {
			if thousands.MatchString(typed) {
				continue // three digits behind a comma are thousands
			}
			if got, err := ParseNumber(typed); got != v || err != nil {
				t.Fatalf("%v was written %q and read as %v, %v", v, typed, got, err)
			}
		}
	})
}

func TestUsualMeasuresAreValid(t *testing.T) {
	for _, m := range UsualMeasures() {
		if err := m.Validate(); err != nil {
			t.Errorf("%s: %v", m.Name, err)
		}
		if (m.Kind == Number) != (m.Min != nil && m.Max != nil) {
			t.Errorf("%s is a %s, from %v to %v", m.Name, m.Kind, m.Min, m.Max)
		}
	}
	*UsualMeasures()[0].Max = 11
	if *UsualMeasures()[0].Max != 10 {
		t.Error("one list of the usual measures changes another")
	}
}

func TestMeasureBounds(t *testing.T) {
	pain := UsualMeasures()[0] // 0 to 10
	for _, tt := range []struct {
		name          string
		now, low, top *float64
		wrong         float64 // the number to blame; NaN for none
	}{
		{"nothing known", nil, nil, nil, math.NaN()},
		{"at the ends", new(10.0), new(0.0), new(10.0), math.NaN()},
		{"low and high the same", nil, new(3.0), new(3.0), math.NaN()},
		{"start too high", new(12.0), nil, nil, 12},
		{"start too low", new(-0.5), nil, nil, -0.5},
		{"aim too high", nil, nil, new(11.0), 11},
		{"aim too low", nil, new(-1.0), nil, -1},
		{"endless", new(math.Inf(1)), nil, nil, math.Inf(1)},
		{"aim upside down", nil, new(7.0), new(4.0), 7},
	} {
		m := pain
		m.Baseline, m.AimLow, m.AimHigh = tt.now, tt.low, tt.top
		err := m.Validate()
		var e *RangeError
		switch {
		case math.IsNaN(tt.wrong) && err != nil:
			t.Errorf("%s: %v", tt.name, err)
		case !math.IsNaN(tt.wrong) && (!errors.As(err, &e) || !errors.Is(err, ErrOutOfRange) || e.Value != tt.wrong || e.Measure.Name != "Pain"):
			t.Errorf("%s: %v, want Pain and %v blamed", tt.name, err, tt.wrong)
		}
	}
	own := Measure{Name: "Mood", Kind: Number, Better: Higher, EveryDays: 1, Baseline: new(-1e6)}
	if err := own.Validate(); err != nil {
		t.Errorf("a measure without ends: %v", err)
	}
	own.Baseline = new(math.NaN())
	if err := own.Validate(); !errors.Is(err, ErrOutOfRange) {
		t.Errorf("not a number: %v", err)
	}
	for days, want := range map[int]error{0: ErrOutOfRange, -7: ErrOutOfRange, 1: nil, 366: nil, 367: ErrOutOfRange} {
		if err := (Measure{Name: "Mood", Kind: Number, Better: Higher, EveryDays: days}).Validate(); !errors.Is(err, want) {
			t.Errorf("every %d days: %v", days, err)
		}
	}
}

func TestMeasureWords(t *testing.T) {
	usual := UsualMeasures()
	pain, knee, steps, minutes, medicine := usual[0], usual[1], usual[2], usual[3], usual[5]
	aimed := func(m Measure, now, low, high *float64) Measure {
		m.Baseline, m.AimLow, m.AimHigh = now, low, high
		return m
	}
	every := func(m Measure, days int) Measure { m.EveryDays = days; return m }
	for _, tt := range []struct{ got, want string }{
		{pain.Aim().String(), ""},
		{aimed(pain, nil, nil, new(2.0)).Aim().String(), "2 or less"},
		{aimed(knee, nil, new(120.0), nil).Aim().String(), "120 or more"},
		{aimed(pain, nil, new(4.0), new(7.5)).Aim().String(), "4 to 7.5"},
		{pain.Scale(), "Pain, 0 to 10"},
		{knee.Scale(), "Knee bend, in degrees"},
		{steps.Scale(), "Steps in a day"},
		{minutes.Scale(), "Minutes I can walk"},
		{medicine.Scale(), "Medicine taken"},
		{knee.Amount(85), "85 degrees"},
		{pain.Amount(3), "3 of 10"},
		{medicine.Amount(1), "1"},
		{aimed(pain, new(5.0), nil, new(2.0)).String(), "Pain, every day. Now 5 of 10. Aim: 2 or less."},
		{aimed(knee, new(85.0), new(120.0), nil).String(), "Knee bend, once a week. Now 85 degrees. Aim: 120 or more."},
		{knee.String(), "Knee bend, in degrees, once a week."},
		{every(medicine, 14).String(), "Medicine taken, every 14 days."},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestParseAim(t *testing.T) {
	for typed, want := range map[string]string{
		"2 or less": "2 or less", "At most 2": "2 or less", "under 2": "2 or less", "<= 2": "2 or less", "no more than 2,5": "2.5 or less",
		"at least 120": "120 or more", "120 or more": "120 or more", ">120": "120 or more", "≥ 4 500": "4500 or more",
		"-10 to 0": "-10 to 0", "between 4 and 7": "4 to 7", "from 4 to 7": "4 to 7", "4–7": "4 to 7", "−5 to −5": "-5 to -5",
		"7 to 4": "", "120": "", "": "", "soon": "", "at least": "", "1.2.3 or less": "",
	} {
		a, err := ParseAim(typed)
		got := ""
		switch {
		case err != nil:
			if !errors.Is(err, ErrOutOfRange) || a != (Aim{}) {
				t.Errorf("%q: %v, %v", typed, a, err)
			}
		case a.Low == nil:
			got = FormatNumber(*a.High) + " or less"
		case a.High == nil:
			got = FormatNumber(*a.Low) + " or more"
		default:
			got = FormatNumber(*a.Low) + " to " + FormatNumber(*a.High)
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", typed, got, want)
		}
	}
}

func TestParseValue(t *testing.T) {
	for _, tt := range []struct {
		unit, typed string
		want        float64
		ok          bool
	}{
		{"degrees", "85 degrees", 85, true},
		{"degrees", "-5 Degrees ", -5, true},
		{"degrees", "85°", 85, true},
		{"of 10", "3 of 10", 3, true},
		{"of 10", "3", 3, true},
		{"kg", "62,5kg", 62.5, true},
		{"", "85 degrees", 0, false},
		{"degrees", "degrees", 0, false},
		{"degrees", "85 kg", 0, false},
	} {
		got, err := Measure{Unit: tt.unit}.ParseValue(tt.typed)
		if got != tt.want || (err == nil) != tt.ok {
			t.Errorf("%q in %q: %v, %v", tt.typed, tt.unit, got, err)
		}
	}
	if a, err := (Measure{Unit: "degrees"}).ParseAim("at least 120 degrees"); err != nil || *a.Low != 120 {
		t.Errorf("an aim with its unit: %v, %v", a, err)
	}
}

func TestToGo(t *testing.T) {
	low, high := Measure{AimLow: new(120.0)}, Measure{AimHigh: new(2.0)}
	within := Measure{AimLow: new(4.0), AimHigh: new(7.0)}
	for _, tt := range []struct {
		m       Measure
		v, want float64
	}{
		{Measure{}, 5, 0},
		{low, 85, 35},
		{low, 120, 0},
		{low, 130, 0},
		{high, 5, 3},
		{high, 2, 0},
		{high, 0, 0},
		{within, 3, 1},
		{within, 4, 0},
		{within, 6, 0},
		{within, 9, 2},
	} {
		if got := tt.m.Aim().ToGo(tt.v); got != tt.want {
			t.Errorf("from %v to %q: %v, want %v", tt.v, tt.m.Aim(), got, tt.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		num := rapid.Float64Range(-1000, 1000)
		a, b, v := num.Draw(t, "a"), num.Draw(t, "b"), num.Draw(t, "v")
		m := Measure{AimLow: new(min(a, b)), AimHigh: new(max(a, b))}
		if got := m.Aim().ToGo(v); got < 0 || (got == 0) != (v >= *m.AimLow && v <= *m.AimHigh) {
			t.Fatalf("from %v to %q: %v", v, m.Aim(), got)
		}
	})
}
