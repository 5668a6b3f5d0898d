package tui

import (
	"math"
	"strings"

	"waymark/model"
)

// sparkDays is how many days a sparkline covers, today among them: eight weeks.
const sparkDays = 56

// bars are the heights of a sparkline.
var bars = []rune("▁▂▃▄▅▆▇█")

// sparkline draws the last eight weeks of a measure in so many cells, each the
// last reading of its share of the days. A cell in which nothing was read is
// blank. It is "" where there is nothing to compare, of done or not done, and
// where there is only ASCII.
func (l look) sparkline(s model.Series, m model.Measure, today model.Day, cells int) string {
	if !l.unicode || m.Kind == model.Done || cells < 2 {
		return ""
	}
	values, filled := make([]float64, cells), make([]bool, cells)
	low, high, n := math.Inf(1), math.Inf(-1), 0
	for _, r := range s.Since(today - sparkDays + 1) {
		if r.On <= today {
			i := int(r.On-today+sparkDays-1) * cells / sparkDays
			values[i], filled[i] = r.Value, true
		}
	}
	for i, v := range values {
		if filled[i] {
			low, high, n = min(low, v), max(high, v), n+1
		}
	}
	if n < 2 {
		return ""
	}
	low, high = sparkRange(m, low, high)
	line := []rune(strings.Repeat(" ", cells))
	for i, v := range values {
		if filled[i] {
			line[i] = bars[height(v, low, high, len(bars))]
		}
	}
	return string(line)
}

// sparkRange are the values of the lowest and the highest bar: a scale has the
// same at all times, and of any other measure what is too small to count is not to
// look like a cliff.
func sparkRange(m model.Measure, low, high float64) (float64, float64) {
	if m.OnScale() {
		return *m.Min, *m.Max
	}
	least := math.Abs(low/2+high/2) / 10
	if m.Small != nil {
		least = max(least, 2**m.Small)
	}
	if wider := (least - (high - low)) / 2; wider > 0 && high > low && !math.IsInf(high+wider-(low-wider), 0) {
		return low - wider, high + wider
	}
	return low, high
}

// height is which of so many heights a value has between the lowest and the
// highest; where these are one it is the middle.
func height(v, low, high float64, heights int) int {
	if low == high {
		return (heights - 1) / 2
	}
	if math.IsInf(high-low, 0) {
		v, low, high = v/2, low/2, high/2
	}
	return int(math.Round((v - low) / (high - low) * float64(heights-1)))
}
