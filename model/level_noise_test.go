package model

import (
	"math"
	"math/rand/v2"
	"testing"
)

// However often it is read, a measure that truly stays where it is is called
// level nearly always: the note does not come and go by chance.
func TestNoiseAloneHidesNoLevel(t *testing.T) {
	const runs = 400
	for _, every := range []int{1, 2, 3, 7, 14} {
		m := kneeMeasure
		m.EveryDays = every
		r, level := rand.New(rand.NewPCG(1, uint64(every))), 0
		for range runs {
			var values []float64
			for range min(SeriesDays/every, 40) {
				values = append(values, math.Round(10*(95+r.NormFloat64()**m.Small/4))/10)
			}
			if m.Trend(SeriesOf(readEvery(every, values...), monday), 14, monday).Level {
				level++
			}
		}
		if level < runs*3/4 {
			t.Errorf("read every %d days: level in %d of %d", every, level, runs)
		}
	}
}

// A gain of a degree or two a week is never called level, read as whole degrees.
func TestASlowGainInWholeDegreesIsNeverLevel(t *testing.T) {
	for _, perWeek := range []float64{1, 1.5, 2} {
		for _, every := range []int{1, 2, 3, 7} {
			for shift := range 10 {
				m := kneeMeasure
				m.EveryDays = every
				var values []float64
				for i := range SeriesDays / every {
					values = append(values, math.Floor(80+float64(shift)/10+perWeek*float64(i*every)/7))
				}
				if got := m.Trend(SeriesOf(readEvery(every, values...), monday), 14, monday); got.Level {
					t.Errorf("%v a week, read every %d days: %+v", perWeek, every, got)
				}
			}
		}
	}
}
