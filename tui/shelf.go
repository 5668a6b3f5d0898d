package tui

import (
	"context"

	"waymark/model"
)

// shelf lists the goals that are not under way: those that rest, and those that
// have ended, the last one first.
type shelf struct {
	sh    *shared
	goals []model.Goal
}

func (s *shelf) load() ask {
	st, patient := s.sh.store, s.sh.home.Patient.ID
	return func(ctx context.Context) (any, error) { return st.GoalTitles(ctx, patient) }
}

func (s *shelf) receive(value any, err error) effect {
	if err != nil {
		return effect{note: s.sh.problem(err)}
	}
	s.goals = model.Aside(value.([]model.Goal))
	return effect{}
}

func (s *shelf) page(int) page {
	p := page{trail: []string{"Resting and finished"}, esc: "Back", everyday: true}
	was := ""
	for _, g := range s.goals {
		m := map[model.Lifecycle]mark{model.OnHold: markResting, model.Completed: markDone, model.Cancelled: markLetGo}[g.Lifecycle]
		if group := g.Lifecycle.Words(); group != was {
			p.gap()
			p.heading(group)
			was = group
		}
		it := item{kind: rowItem, id: rowID("goal", g.ID), mark: m, text: sentence(g.Title), facts: g.SinceWords(s.sh.dates), enter: "Open"}
		if g.Reason != "" {
			it.below = []string{model.Quote(model.OneLine(g.Reason))}
		}
		p.add(it)
	}
	if len(s.goals) == 0 {
		p.text("None. Every goal is on Today.")
	}
	p.tail()
	return p
}

func (s *shelf) do(p press) effect {
	kind, id := splitID(p.id)
	switch {
	case p.leaves():
		return effect{back: 1}
	case kind == "goal" && (p.intent == enter || p.intent == space):
		return effect{open: newGoalScreen(s.sh, id)}
	}
	return effect{}
}
