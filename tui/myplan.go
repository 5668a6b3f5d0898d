package tui

import (
	"waymark/model"
)

// myPlan shows the five questions with their answers; each can be answered or
// changed from here.
type myPlan struct {
	sh   *shared
	goal model.Goal
}

func (s *myPlan) load() ask { return loadGoal(s.sh.store, s.goal.ID) }

func (s *myPlan) receive(value any, err error) effect {
	if err != nil {
		return leaveIfGone(err)
	}
	s.goal = value.(model.Goal)
	return effect{}
}

func (s *myPlan) page(int) page {
	p := page{trail: []string{s.goal.Title, "My plan"}, fact: "The five questions, and your answers. Enter changes one.", esc: "Back"}
	p.undo = true
	for _, q := range model.Questions {
		lines := s.goal.AnswerLines(q.Key, s.sh.today)
		it := item{kind: rowItem, id: string(q.Key), number: q.Number, text: s.sh.look.quote(q.Words), enter: "Change"}
		if len(lines) == 0 {
			lines, it.enter = []string{"Not answered yet. Enter answers it."}, "Answer"
		}
		if a, ok := s.goal.Answer(q.Key); ok && q.Key == model.KeySetback {
			lines = append(lines, "You wrote this on "+a.WrittenOn.Long()+".")
		}
		it.below = lines
		p.add(it)
		p.gap()
	}
	p.row("back", "Back", "Back")
	return p
}

func (s *myPlan) do(p press) effect {
	switch {
	case p.intent == back, p.id == "back":
		return effect{back: 1}
	case p.intent == enter || p.intent == space:
		return effect{open: newEditor(s.sh, s.goal, model.StepOf(model.Key(p.id)))}
	}
	return effect{}
}
