package tui

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"waymark/model"
)

func TestSparklines(t *testing.T) {
	pain := model.Measure{Name: "Pain", Unit: "of 10", Kind: model.Number}
	for name, test := range map[string]struct {
		read []model.Reading
		want string
	}{
		"nothing":             {nil, ""},
		"one":                 {readEvery(7, chartToday, 3), ""},
		"two in one week":     {readEvery(1, chartToday, 3, 4), ""},
		"two":                 {readEvery(7, chartToday, 3, 4), "      ▁█"},
		"all equal":           {readEvery(7, chartToday, 3, 3, 3), "     ▄▄▄"},
		"every week":          {readEvery(7, chartToday, 0, 1, 2, 3, 4, 5, 6, 7), "▁▂▃▄▅▆▇█"},
		"down, with a gap":    {slices.Concat(readEvery(7, chartToday-35, 7, 6, 5), readEvery(7, chartToday, 2, 0)), "█▇▆   ▃▁"},
		"the last of a week":  {readEvery(1, chartToday, 9, 9, 9, 9, 1, 9, 9, 9, 9, 9, 9, 3), "      ▁█"},
		"what is longer ago":  {readEvery(55, chartToday, 9, 1, 2), "▁      █"},
		"a day to come":       {readEvery(7, chartToday+7, 1, 2, 9), "      ▁█"},
		"nothing in the end":  {readEvery(7, chartToday-7, 1, 2, 1.5), "    ▁█▅ "},
		"from end to end":     {readEvery(7, chartToday, -math.MaxFloat64, 0, math.MaxFloat64), "     ▁▅█"},
		"as close as can be":  {readEvery(7, chartToday, 0, math.SmallestNonzeroFloat64), "      ▁█"},
		"below and above one": {readEvery(7, chartToday, -1, 0.5, 1), "     ▁▆█"},
	} {
		if got := signs().sparkline(model.SeriesOf(test.read, chartToday), pain, chartToday, 8); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
	s := model.SeriesOf(readEvery(7, chartToday, 0, 1, 1), chartToday)
	if got := letters().sparkline(s, pain, chartToday, 8); got != "" {
		t.Errorf("with letters alone: %q", got)
	}
	if got := signs().sparkline(s, model.Measure{Kind: model.Done}, chartToday, 8); got != "" {
		t.Errorf("of done or not done: %q", got)
	}
}

// However many cells it has, a sparkline has all of them, and a bar in each that
// has a reading.
func TestASparklineFillsItsCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cells := rapid.IntRange(0, 70).Draw(t, "cells")
		var read []model.Reading
		filled := map[int]bool{}
		for _, ago := range rapid.SliceOf(rapid.IntRange(0, 60)).Draw(t, "ago") {
			value := rapid.OneOf(rapid.Float64(), rapid.Float64Range(94, 97), rapid.Float64Range(-math.MaxFloat64, -0.98*math.MaxFloat64)).Draw(t, "value")
			read = append(read, model.Reading{ID: 1, On: chartToday - model.Day(ago), Value: value})
			if ago < 56 && cells > 0 {
				filled[(55-ago)*cells/56] = true
			}
		}
		line := []rune(signs().sparkline(model.SeriesOf(read, chartToday), model.Measure{Kind: model.Number}, chartToday, cells))
		if len(filled) < 2 && len(line) == 0 {
			return
		}
		if len(line) != cells {
			t.Fatalf("%d cells in %d: %q", len(line), cells, string(line))
		}
		for i, r := range line {
			if (r != ' ') != filled[i] {
				t.Fatalf("cell %d of %q, where a reading is %v", i, string(line), filled[i])
			}
		}
		s, low, high := model.SeriesOf(read, chartToday), math.Inf(1), math.Inf(-1)
		for _, r := range s.Since(chartToday - 55) {
			low, high = min(low, r.Value), max(high, r.Value)
		}
		near := (high-low)/10 < math.Abs(low/20+high/20)/10 // within a tenth of each other: no bar is the highest
		if !near && !strings.ContainsRune(string(line), '█') && strings.Trim(string(line), "▄ ") != "" && cells >= 56 {
			t.Fatalf("no highest bar: %q", string(line))
		}
	})
}
