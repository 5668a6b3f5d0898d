package tui

import (
	"waymark/model"
)

// number asks for the measure that the milestone is tied to, and for the value
// that meets it. Where its words speak of a number, that is offered.
func (s *milestoneScreen) number(p *page, lw int) {
	ids := s.numbers()
	if len(ids) < 2 {
		return
	}
	m, ok := s.goal.Measure(s.measure)
	row := item{kind: rowItem, id: "measure", label: "Number", labelW: lw, text: "None", enter: "Change", space: "Change", sides: "Change", needs: model.RightPlan}
	if ok {
		row.text = m.Name
	}
	p.add(row)
	if ok {
		below := []string(nil)
		if c, err := m.ParseCriterion(s.meets); err == nil {
			below = []string{sentence(c.Words(m))}
		}
		p.add(item{kind: fieldItem, id: "meets", label: "Met at", labelW: lw, text: s.meets, blank: "(like \"90\" or \"2 or less\")", enter: "Save", wrong: s.wrong["meets"], below: below, needs: model.RightPlan})
		p.row("numbers", "Look at the numbers of "+name(m.Name), "Open")
		return
	}
	if c, fits := model.Fits(s.title, s.goal.Measures); fits {
		of, _ := s.goal.Measure(c.MeasureID)
		p.row("fit", "Tie it to "+c.Words(of), "Tie")
		p.needs(model.RightPlan)
	}
}

// numbers are the measures it can be tied to, and none.
func (s *milestoneScreen) numbers() []int64 {
	ids := []int64{0}
	for _, m := range s.goal.Measures {
		if m.Kind == model.Number {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

// tieTo goes on to the next measure, and offers what its words say meets it, or
// else what is aimed for.
func (s *milestoneScreen) tieTo(in intent) effect {
	step := 1
	if in == left {
		step = -1
	}
	s.measure = cycle(s.numbers(), s.measure, step)
	delete(s.wrong, "meets")
	m, ok := s.goal.Measure(s.measure)
	switch c, fits := model.Fits(s.title, []model.Measure{m}); {
	case !ok:
		s.meets = ""
	case s.m.Criterion.MeasureID == s.measure:
		s.meets = s.m.Criterion.Aim.String()
	case fits:
		s.meets = c.Aim.String()
	default:
		s.meets = m.Aim().String()
	}
	if _, err := m.ParseCriterion(s.meets); ok && err != nil {
		return effect{focus: "meets"}
	}
	return s.saved(func(*effect) {})
}

// fit ties the milestone to what its words speak of.
func (s *milestoneScreen) fit() effect {
	c, ok := model.Fits(s.title, s.goal.Measures)
	if !ok {
		return effect{}
	}
	s.measure, s.meets = c.MeasureID, c.Aim.String()
	return s.saved(func(e *effect) { e.next = false })
}

// saveNumber takes on what was changed of the number that meets it.
func (s *milestoneScreen) saveNumber(e *edits) {
	was := fieldsOf(s.m)
	if s.measure == was.measure && s.meets == was.meets {
		return
	}
	m, ok := s.goal.Measure(s.measure)
	if !ok {
		e.add("", model.Tie(model.Criterion{}), nil)
		return
	}
	c, err := m.ParseCriterion(s.meets)
	e.add("meets", model.Tie(c), err)
}
