package tui

import (
	"context"
	"fmt"

	"waymark/model"
)

// starterList offers the example plans, by their areas.
type starterList struct {
	sh   *shared
	plan *wizard // the planning they are for; nil to begin a new one
}

func (s *starterList) load() ask                 { return nil }
func (s *starterList) receive(any, error) effect { return effect{} }

func (s *starterList) page(int) page {
	p := page{trail: []string{"New goal", "Example plans"}, fact: model.YourPlanFirst, esc: "Back"}
	for _, area := range model.Areas[1:] {
		p.gap()
		p.heading(area.Words())
		for _, plan := range model.Starters() {
			if plan.Area == area {
				p.row("plan:"+plan.Key, sentence(plan.Name), "Look at it")
			}
		}
	}
	p.gap()
	p.row("back", "Back", "Back")
	return p
}

func (s *starterList) do(p press) effect {
	switch {
	case p.leaves():
		return effect{back: 1}
	case p.intent == enter || p.intent == space:
		for _, plan := range model.Starters() {
			if p.id == "plan:"+plan.Key {
				return effect{open: &starterScreen{sh: s.sh, from: plan, plan: s.plan}}
			}
		}
	}
	return effect{}
}

// starterScreen shows one example plan and fills a goal's plan from it.
type starterScreen struct {
	sh   *shared
	from model.Starter
	plan *wizard
}

func (s *starterScreen) load() ask { return nil }

// receive takes that the filled draft is on disk.
func (s *starterScreen) receive(value any, err error) effect {
	if err != nil {
		return effect{note: s.sh.problem(err)}
	}
	s.plan.saved(value, nil)
	e := effect{back: 2, note: s.filled(), focus: s.plan.step().first()}
	if s.plan.d.At == model.StepGoal {
		e.focus = "start"
	}
	return e
}

// filled says what the plan brought and, where its weeks need a start, asks for
// it.
func (s *starterScreen) filled() string {
	said := "Filled in: " + model.Count(len(s.from.Milestones), "milestone") + "."
	if s.asksStart() {
		return said + " Weeks are counted from " + s.from.Start + ". When was it?"
	}
	return said + " Change anything."
}

// asksStart reports whether days are counted from a start that is not said yet.
func (s *starterScreen) asksStart() bool {
	return s.from.Dated() && (s.plan == nil || s.plan.d.Start == 0)
}

// start is the day that weeks are counted from.
func (s *starterScreen) start() model.Day {
	if s.plan != nil {
		return s.plan.d.StartOn(s.sh.dates.Today)
	}
	return s.sh.dates.Today
}

func (s *starterScreen) page(int) page {
	plan, start := s.from, s.start()
	p := page{trail: []string{"Example plans", plan.Name}, fact: model.YourPlanFirst, esc: "Back"}
	p.text(plan.Credit())
	p.gap()
	p.row("use", "Use this plan, and change it", "Use it")
	p.needs(model.RightPlan)
	p.row("back", "Back to the example plans", "Back")
	p.gap()
	p.heading("Goal")
	p.reading("goal", 0, []string{sentence(plan.Goal)})
	p.gap()
	p.heading("Milestones")
	p.reading("milestones", 0, s.milestones(start))
	if _, keep := plan.Plan(); len(keep) > 0 {
		var lines []string
		for _, k := range keep {
			lines = append(lines, k.Words(start, s.sh.dates))
		}
		p.gap()
		p.heading("Keep in mind")
		p.reading("keep", 0, lines)
	}
	var measures []string
	for _, m := range plan.Measures {
		measures = append(measures, m.String())
	}
	p.gap()
	p.heading("Measures")
	p.reading("measures", 0, append(measures, plan.Notes...))
	return p
}

// milestones are those of the plan, each with its day for a goal begun on start.
func (s *starterScreen) milestones(start model.Day) []string {
	var lines []string
	list, _ := s.from.Plan()
	for i, m := range list {
		line := sentence(m.Title)
		if by := s.from.Milestones[i].By; by != "" {
			line += fmt.Sprintf(" By %s: %s.", by, s.sh.dates.Short(m.Due.On(start)))
		}
		if m.Major {
			line += " Major."
		}
		lines = append(lines, line)
	}
	if s.from.Dated() {
		lines = append(lines, fmt.Sprintf("Counted from the start, %s. Here it is %s.", s.from.Start, s.sh.dates.Short(start)))
	}
	return lines
}

func (s *starterScreen) do(p press) effect {
	switch {
	case p.leaves():
		return effect{back: 1}
	case p.id != "use" || p.intent != enter && p.intent != space:
		return effect{}
	case s.plan == nil:
		d := model.NewDraft(s.sh.home.Patient)
		s.from.Fill(&d)
		d.Rev++
		return effect{open: newWizard(s.sh, d), back: 2, note: s.filled()}
	}
	s.from.Fill(&s.plan.d)
	if s.plan.d.At = model.StepMilestones; s.asksStart() {
		s.plan.d.At = model.StepGoal
	}
	s.plan.d.Rev++
	s.plan.begin()
	st, d := s.sh.store, s.plan.copy()
	return effect{ask: func(ctx context.Context) (any, error) {
		id, err := st.SaveDraft(ctx, d)
		return savedDraft{id, d.Rev}, err
	}}
}
