package tui

import (
	"context"
	"fmt"

	"waymark/model"
)

// tellFirst asks whoever checked a major milestone off for someone else whether
// the celebration waits until that person is here. It is kept until one says to
// see it now.
type tellFirst struct {
	sh   *shared
	goal model.Goal
	m    model.Milestone
}

func (s *tellFirst) load() ask { return nil }

// looked is that a celebration was looked at.
type looked struct {
	home model.Home
	of   model.DueNow
}

// celebrate opens a celebration, which then waits no more.
func (sh *shared) celebrate(of model.DueNow) effect {
	st, seat := sh.store, sh.home.Seat()
	return effect{ask: func(ctx context.Context) (any, error) {
		if err := st.Celebrated(ctx, of.Milestone.ID); err != nil {
			return nil, err
		}
		home, err := st.Home(ctx, seat)
		return looked{home, of}, err
	}}
}

func (s *tellFirst) receive(value any, err error) effect {
	if err != nil {
		return effect{note: s.sh.problem(err)}
	}
	s.sh.home = value.(looked).home
	return effect{open: newCelebration(s.sh, s.goal, s.m), swap: true}
}

func (s *tellFirst) page(int) page {
	who := s.goal.Patient.Name
	p := page{trail: []string{s.goal.Title, "A major milestone"}, fact: sentence(s.m.Title), esc: "Keep it"}
	p.text(fmt.Sprintf("The check mark is saved. Checked off by %s.", s.sh.home.At.Name))
	p.gap()
	p.strong("Tell " + who + " first?")
	p.text("There is a page to celebrate it.")
	p.gap()
	p.choice("keep", "Keep it for when "+who+" is here.", "It waits on Today.")
	p.choice("now", "Show it now.", "")
	return p
}

func (s *tellFirst) do(p press) effect {
	switch {
	case p.id == "now" && (p.intent == enter || p.intent == space):
		return s.sh.celebrate(model.DueNow{Goal: s.goal, Milestone: s.m})
	case p.intent == back, p.intent == enter, p.intent == space:
		return effect{back: 1, note: "It waits on Today for " + s.goal.Patient.Name + "." + pressU}
	}
	return effect{}
}

// waits are the celebrations that wait for whoever recovers, when they are here.
func waits(home model.Home) []model.DueNow {
	if home.At.ID != home.Patient.ID {
		return nil
	}
	return home.Treats
}

// treats lists them.
func (s *today) treats(p *page) {
	for i, of := range waits(s.home) {
		if i == 0 {
			p.heading("Waiting for you, to celebrate")
		}
		facts := "Done."
		if c := of.Milestone.Check; c.Checker != "" && c.CheckedBy != s.home.At.ID {
			facts = "Checked off by " + c.Checker + "."
		}
		p.add(item{kind: rowItem, id: rowID("treat", of.Milestone.ID), mark: markMajor, text: sentence(of.Milestone.Title), facts: facts, enter: "Celebrate"})
	}
	p.gap()
}
