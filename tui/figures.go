package tui

import (
	"maps"
	"slices"
	"strings"

	"waymark/model"
)

// figures are the fields of a measure that hold numbers.
var figures = []string{"now", "low", "high", "small"}

// fieldIDs are the fields of an open measure.
func (s *measuresStep) fieldIDs() []string {
	return append([]string{"name", "unit", "from"}, figures...)
}

// check says again what is wrong with the numbers of the open measure.
func (s *measuresStep) check() {
	if s.open < 0 {
		return
	}
	for _, id := range figures {
		if text := s.rows[s.open].typed[id]; text != "" {
			s.number(&s.rows[s.open], id, text)
		}
	}
}

// numbersOf writes a measure's numbers as they stand in their fields.
func numbersOf(m model.Measure) map[string]string {
	out := map[string]string{}
	for field, v := range map[string]*float64{"now": m.Baseline, "low": m.AimLow, "high": m.AimHigh, "small": m.Small} {
		if v != nil {
			out[field] = model.FormatNumber(*v)
		}
	}
	return out
}

// number reads a typed number into the measure. What is none leaves it as it is,
// and the words stay in the draft. An aim may be typed in words: "2 or less".
func (s *measuresStep) number(r *measureRow, id, text string) {
	var v *float64
	n, err := r.m.ParseValue(text)
	aim, aimErr := r.m.ParseAim(text)
	figure := model.Figure{Measure: r.m.Name, Field: id}
	delete(s.w.d.Figures, figure)
	switch {
	case strings.TrimSpace(text) == "":
	case err == nil:
		v = &n
	case (id == "low" || id == "high") && aimErr == nil:
		r.m.AimLow, r.m.AimHigh = aim.Low, aim.High
		return
	default:
		s.w.wrong[id] = model.Quote(short(text)) + " is not a number we can read. Type a number like 85, or leave it empty."
		if s.w.d.Figures == nil {
			s.w.d.Figures = model.Figures{}
		}
		s.w.d.Figures[figure] = text
		return
	}
	switch id {
	case "now":
		r.m.Baseline = v
	case "low":
		r.m.AimLow = v
	case "high":
		r.m.AimHigh = v
	case "small":
		if slices.ContainsFunc(r.m.SmallChanges(), func(c model.SmallChange) bool { return c.String() == r.m.SmallFrom && (v == nil || *v != c.Value) }) {
			r.m.SmallFrom = "" // it spoke of another number
		}
		if r.m.Small = v; v != nil && *v <= 0 {
			r.m.Small = nil
			s.w.wrong[id] = "Type a number above 0, or leave it empty."
			return
		}
	}
	trial := r.m
	if trial.Name == "" {
		trial.Name = "it"
	}
	if err := trial.Validate(); err != nil && v != nil {
		s.w.wrong[id] = s.w.sh.problem(err)
	}
}

// settle makes the way of getting better that of the aim, where that was typed
// in words.
func (r *measureRow) settle() {
	if r.m.SmallFrom = strings.TrimSpace(r.m.SmallFrom); r.m.Small == nil {
		r.m.SmallFrom = ""
	}
	low, high := r.m.AimLow != nil, r.m.AimHigh != nil
	switch {
	case low && high:
		r.m.Better = model.Within
	case low && r.m.Better == model.Lower:
		r.m.Better = model.Higher
	case high && r.m.Better == model.Higher:
		r.m.Better = model.Lower
	default:
		return
	}
	delete(r.typed, "low")
	delete(r.typed, "high")
	maps.Copy(r.typed, numbersOf(r.m))
}

// giveUp forgets the numbers of a measure that cannot be read.
func (s *measuresStep) giveUp(r *measureRow) {
	for _, id := range figures {
		delete(s.w.wrong, id)
		figure := model.Figure{Measure: r.m.Name, Field: id}
		if _, unread := s.w.d.Figures[figure]; unread {
			delete(s.w.d.Figures, figure)
			delete(r.typed, id)
			r.restore(id)
			maps.Copy(r.typed, numbersOf(r.m))
		}
	}
}

// restore makes a number what it was when the measure was opened.
func (r *measureRow) restore(id string) {
	switch id {
	case "now":
		r.m.Baseline = r.was.Baseline
	case "low":
		r.m.AimLow = r.was.AimLow
	case "high":
		r.m.AimHigh = r.was.AimHigh
	case "small":
		r.m.Small, r.m.SmallFrom = r.was.Small, r.was.SmallFrom
	}
}

// aims keeps only the ends of the aim that the way of getting better has; a
// single aim moves from one end to the other.
func (r *measureRow) aims() {
	switch {
	case r.m.Better == model.Lower && r.m.AimHigh == nil:
		r.m.AimHigh = r.m.AimLow
	case r.m.Better == model.Higher && r.m.AimLow == nil:
		r.m.AimLow = r.m.AimHigh
	}
	switch r.m.Better {
	case model.Lower:
		r.m.AimLow = nil
	case model.Higher:
		r.m.AimHigh = nil
	}
	for k, v := range numbersOf(r.m) {
		r.typed[k] = v
	}
}
