package tui

import (
	"math"
	"strconv"

	"waymark/model"
)

// reach are the values that a chart covers.
type reach struct {
	low, high float64
	whole     bool      // they are whole numbers
	aims      []float64 // the ends of the aim that lie near enough to be drawn
	aside     string    // says where the aim lies when none of it does
}

// Beyond the largest, and closer together than the finest, no measure goes.
const (
	largest = 1e300
	finest  = 1e-12
)

// reach finds the values to cover: those of the readings, and the aim's when it
// is no further from them than three times their spread. What is too small to
// count is not to look large: the spread is at least twice the measure's small
// change.
func (p picture) reach() reach {
	r := reach{low: largest, high: -largest, whole: true}
	for i := range p.points {
		r.cover(p.points[i].Value)
	}
	if len(p.points) == 0 {
		return r
	}
	least := 0.0
	if small := p.measure.Small; small != nil {
		least = 2 * *small
	}
	if p.measure.OnScale() { // the same axis at all times
		r.cover(*p.measure.Min)
		r.cover(*p.measure.Max)
	}
	far, ends := 3*max(r.high-r.low, least), p.measure.Aim()
	for _, end := range []*float64{ends.Low, ends.High} {
		if end != nil && (r.flat() || r.low-far <= *end && *end <= r.high+far) {
			r.aims = append(r.aims, *end)
		}
	}
	if len(r.aims) == 0 {
		r.aside = r.whereIs(ends)
	}
	for _, v := range r.aims {
		r.cover(v)
	}
	switch around := (least - (r.high - r.low)) / 2; {
	case around > 0 && least < largest:
		r.stretch(around, p.measure)
	case r.flat():
		r.widen(p.measure)
	}
	return r
}

// whereIs says where an aim lies that is not drawn.
func (r reach) whereIs(aim model.Aim) string {
	above := aim.Low != nil && *aim.Low > r.high || aim.Low == nil && aim.High != nil && *aim.High > r.high
	switch {
	case aim.None():
		return ""
	case above:
		return "The aim of " + aim.String() + " lies above."
	case aim.Low != nil && aim.High != nil && *aim.High > r.high:
		return "All of this lies in the aim of " + aim.String() + "."
	}
	return "The aim of " + aim.String() + " lies below."
}

func (r *reach) cover(v float64) {
	v = min(max(v, -largest), largest)
	r.low, r.high = min(r.low, v), max(r.high, v)
	r.whole = r.whole && v == math.Trunc(v)
}

// flat reports whether the values are one, as far as it can be seen.
func (r reach) flat() bool {
	return r.high-r.low <= max(finest, 1e-9*max(math.Abs(r.low), math.Abs(r.high)))
}

// widen sets a single value in the middle of some others that it could be.
func (r *reach) widen(m model.Measure) {
	around := math.Abs(r.low) / 10
	if r.whole {
		around = max(1, math.Trunc(around))
	}
	v := r.low
	r.stretch(around, m)
	if r.flat() {
		r.low, r.high = v-max(around, finest*2), v+max(around, finest*2)
	}
}

// stretch covers so much more at either end, as far as the measure goes.
func (r *reach) stretch(by float64, m model.Measure) {
	if r.whole {
		by = math.Floor(by)
	}
	low, high := r.low, r.high
	r.low, r.high = low-by, high+by
	if m.Min != nil && *m.Min <= low {
		r.low = max(r.low, *m.Min)
	}
	if m.Max != nil && *m.Max >= high {
		r.high = min(r.high, *m.Max)
	}
}

// scale places values on the rows of a chart. Its labels stand on round values,
// 1, 2 or 5 times a power of ten apart, one of them on the lowest row and one on
// the highest.
type scale struct {
	rows  int
	step  float64 // from one label to the next
	power int     // the step is 1, 2 or 5 of ten to this power
	each  int     // rows from one label to the next
	low   float64 // the lowest label, in steps
}

// slack is how far a value may lie outside of a scale, in steps: what numbers
// with a point are wrong by.
const slack = 1e-9

// newScale makes the scale that tells the values of a reach apart best in so
// many rows, at least 3. It may take fewer.
func newScale(r reach, rows int) scale {
	best, least := scale{step: math.Inf(1), each: 1}, math.Inf(1)
	first := int(math.Floor(math.Log10((r.high - r.low) / float64(rows-1))))
	for power := first; power < first+4; power++ {
		for _, times := range []float64{1, 2, 5} {
			step := times * math.Pow10(power)
			low, high := math.Floor(r.low/step+slack), math.Ceil(r.high/step-slack)
			steps := high - low
			if steps < 1 || steps > float64(min(rows-1, max(5, rows/2))) || r.whole && step < 1 {
				continue
			}
			each := min(5, (rows-1)/int(steps))
			cost := step / float64(each) // what one row stands for
			if steps < 3 {
				cost *= 1.3 // more labels are worth a little
			}
			if cost < least*(1-slack) {
				best, least = scale{int(steps)*each + 1, step, power, each, low}, cost
			}
		}
	}
	return best
}

// row is the row of a value, of which the lowest is 0.
func (s scale) row(v float64) int {
	n := math.Round((v/s.step - s.low) * float64(s.each))
	return int(min(max(n, 0), float64(s.rows-1)))
}

// labels are what stands left of each row, from the lowest up: a number of at
// most so many letters, or "". There are none where they would be longer, or
// one like the next.
func (s scale) labels(most int) []string {
	if s.step == 0 {
		return nil
	}
	for _, form := range []func(float64) string{
		func(v float64) string { return strconv.FormatFloat(v, 'f', max(0, -s.power), 64) },
		func(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) },
	} {
		list, last, good := make([]string, s.rows), "", true
		for i := 0; i < s.rows; i += s.each {
			list[i] = form((s.low + float64(i/s.each)) * s.step)
			good = good && len(list[i]) <= most && list[i] != last
			last = list[i]
		}
		if good {
			return list
		}
	}
	return nil
}

// aimLines are the ends of an aim on their rows.
func (s scale) aimLines(r reach, aim model.Aim) []aimLine {
	var list []aimLine
	for _, v := range r.aims {
		line := aimLine{s.row(v), "aim " + compact(v, valueCells)}
		if n := len(list); n > 0 && list[n-1].row == line.row {
			list[n-1].text = "aim " + aim.String()
			continue
		}
		list = append(list, line)
	}
	return list
}
