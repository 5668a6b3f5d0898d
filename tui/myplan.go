package tui

import (
	"waymark/model"
)

// myPlan is the plan as one page to read: the five questions, each with its
// answer in full and what came of it. Each can be answered or changed from
// here.
type myPlan struct {
	sh   *shared
	goal model.Goal
}

func (s *myPlan) load() ask { return loadGoal(s.sh.store, s.goal.ID) }

func (s *myPlan) receive(value any, err error) effect {
	if err != nil {
		return s.sh.leaveIfGone(err)
	}
	s.goal = value.(model.Goal)
	return effect{}
}

func (s *myPlan) page(int) page {
	p := page{trail: []string{s.goal.Title, "My plan"}, fact: "The five questions, your answers, and what came of them.", esc: "Back", everyday: true}
	if from, ok := model.StarterOf(s.goal.Starter); ok {
		p.text("Begun from the example plan: " + sentence(from.Name) + " " + from.Credit() + " " + model.YourPlanFirst)
		p.gap()
	}
	for _, part := range s.goal.Plan(s.sh.dates) {
		q := part.Question
		some := min(len(part.Answer), atOnce)
		it := item{kind: rowItem, id: string(q.Key), number: q.Number, text: s.sh.look.quote(q.Words), enter: "Change", below: part.Answer[:some]}
		if len(part.Answer) == 0 {
			it.below, it.enter = []string{"Not answered yet. Enter answers it."}, "Answer"
		}
		p.add(it)
		p.reading("answer-"+string(q.Key), 3, part.Answer[some:])
		for _, line := range part.Came {
			p.add(item{indent: 5, text: line, role: roleStrong})
		}
		if len(part.Answer) > 0 && part.WrittenOn != 0 {
			p.add(item{kind: rowItem, id: "before:" + string(q.Key), indent: 3, text: "Written on " + s.sh.dates.Long(part.WrittenOn) + ".", facts: "See what it was before.", enter: "See"})
		}
		p.gap()
	}
	p.row("back", "Back", "Back")
	return p
}

func (s *myPlan) do(p press) effect {
	switch {
	case p.intent == back, p.id == "back":
		return effect{back: 1}
	case p.intent != enter && p.intent != space:
		return effect{}
	}
	for _, q := range model.Questions {
		switch p.id {
		case string(q.Key):
			return effect{open: newEditor(s.sh, s.goal, model.StepOf(q.Key))}
		case "before:" + string(q.Key):
			return effect{open: &earlier{sh: s.sh, goal: s.goal, q: q}}
		}
	}
	return effect{}
}
