package model

// Measured is a measure with the goal it belongs to.
type Measured struct {
	Measure
	Goal Goal
}

// String is the measure on its scale, with its goal: "Knee bend, in degrees.
// Goal: Walk to the park and back."
func (m Measured) String() string {
	return Sentence(m.Scale()) + " Goal: " + Sentence(m.Goal.Title)
}

// Series is what is known of its readings.
func (m Measured) Series() Series { return m.Goal.SeriesOf(m.Measure.ID) }

// Due reports whether it is to be read today.
func (m Measured) Due(today Day) bool { return m.Measure.DueToday(m.Series(), today) }

// Measured lists the goal's measures, in their order.
func (g Goal) Measured() []Measured {
	var list []Measured
	for _, m := range g.Measures {
		list = append(list, Measured{m, g})
	}
	return list
}

// Measured lists the measures of all goals under way, in their order.
func (h Home) Measured() []Measured {
	var list []Measured
	for _, g := range h.Goals {
		list = append(list, g.Goal.Measured()...)
	}
	return list
}

// ToRead lists the measures that are to be read today, in the order of the goals.
func (h Home) ToRead(today Day) []Measured {
	var list []Measured
	for _, m := range h.Measured() {
		if m.Due(today) {
			list = append(list, m)
		}
	}
	return list
}

// NextToRead is the measure to be read today that comes after another one, or
// else the first.
func (h Home) NextToRead(after int64, today Day) (Measured, bool) {
	var first, next *Measured
	passed := false
	for _, m := range h.Measured() {
		switch {
		case m.Measure.ID == after:
			passed = true
		case !m.Due(today):
		case passed && next == nil:
			next = &m
		case first == nil:
			first = &m
		}
	}
	switch {
	case next != nil:
		return *next, true
	case first != nil:
		return *first, true
	}
	return Measured{}, false
}
