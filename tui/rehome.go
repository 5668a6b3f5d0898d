package tui

import (
	"context"

	"waymark/model"
)

// rehome moves a milestone to another goal that is under way.
type rehome struct {
	sh   *shared
	goal model.Goal
	m    model.Milestone
}

// others are the goals under way but one.
func (sh *shared) others(but int64) []model.Summary {
	var list []model.Summary
	for _, g := range sh.home.Goals {
		if g.ID != but {
			list = append(list, g)
		}
	}
	return list
}

func (*rehome) needs() model.Right { return model.RightPlan }

func (s *rehome) load() ask { return loadHome(s.sh) }

func (s *rehome) receive(value any, err error) effect {
	if err != nil {
		return s.sh.leaveIfGone(err)
	}
	d, moved := value.(done)
	if !moved {
		s.sh.home = value.(model.Home)
		return effect{}
	}
	if d.change.ID == 0 {
		return effect{back: 2, note: soAlready}
	}
	now := model.ProgressOf(d.data.(model.Goal).Milestones)
	return effect{back: 2, note: d.change.Words + ". " + now.Now() + pressU}
}

func (s *rehome) page(int) page {
	p := page{trail: []string{s.goal.Title, "Move it to another goal"}, fact: sentence(s.m.Title), esc: "Back"}
	p.text("Its day stays the same.")
	p.gap()
	for _, g := range s.sh.others(s.goal.ID) {
		p.row(rowID("goal", g.ID), sentence(g.Title), "Move there")
	}
	p.gap()
	p.row("back", "Back", "Back")
	return p
}

func (s *rehome) do(p press) effect {
	kind, to := splitID(p.id)
	switch {
	case p.leaves():
		return effect{back: 1}
	case kind != "goal" || p.intent != enter && p.intent != space:
		return effect{}
	}
	st, at, id := s.sh.store, s.sh.home.At, s.m.ID
	return effect{ask: actThen(func(ctx context.Context) (done, error) {
		c, err := st.RehomeMilestone(ctx, at, id, to)
		return done{change: c}, err
	}, loadGoal(st, s.goal.ID))}
}
