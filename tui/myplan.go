package tui

import (
	"context"
	"fmt"

	"waymark/model"
)

// myPlan is the plan as one page to read: the five questions, each with its
// answer in full and what came of it. Each can be answered or changed from
// here.
type myPlan struct {
	sh     *shared
	goal   model.Goal
	before map[model.Key][]model.Wording
}

// planPage is what the page is made of.
type planPage struct {
	goal   model.Goal
	before map[model.Key][]model.Wording
}

func (s *myPlan) load() ask {
	st, id, dates := s.sh.store, s.goal.ID, s.sh.dates
	return func(ctx context.Context) (any, error) {
		g, err := st.Goal(ctx, id)
		if err != nil {
			return nil, err
		}
		before, err := st.Wordings(ctx, id, dates)
		return planPage{g, before}, err
	}
}

func (s *myPlan) receive(value any, err error) effect {
	if err != nil {
		return s.sh.leaveIfGone(err)
	}
	v := value.(planPage)
	s.goal, s.before = v.goal, v.before
	return effect{}
}

func (s *myPlan) page(int) page {
	p := page{trail: []string{s.goal.Title, "My plan"}, fact: "The five questions, your answers, and what came of them.", esc: "Back", everyday: true}
	if p.told = s.sh.lacks(model.RightPlan); p.told != model.RightNone {
		p.fact = switchedOff(p.told, s.sh.home.At.Name) // where it stays in sight
	}
	for _, part := range s.goal.Plan(s.sh.dates) {
		q := part.Question
		some := min(len(part.Answer), atOnce)
		it := item{kind: rowItem, id: string(q.Key), number: q.Number, text: s.sh.look.quote(q.Words), enter: "Change", below: part.Answer[:some], needs: model.RightPlan}
		if len(part.Answer) == 0 {
			it.below, it.enter = []string{"Not answered yet." + map[bool]string{true: " Enter answers it."}[p.told == model.RightNone]}, "Answer"
		}
		p.add(it)
		p.also(action{id: it.id, text: fmt.Sprintf("Change the answer to question %d", q.Number), also: q.Words, needs: model.RightPlan})
		p.reading("answer-"+string(q.Key), 3, part.Answer[some:])
		for _, line := range part.Came {
			p.add(item{indent: 5, text: line, role: roleStrong})
		}
		s.written(&p, part)
		p.gap()
	}
	if from, ok := model.StarterOf(s.goal.Starter); ok {
		p.reading("starter", 0, []string{"Begun from the example plan: " + sentence(from.Name) + " " + from.Credit() + " " + model.YourPlanFirst})
	}
	p.tail()
	return p
}

// written says when an answer was written and, where it was another one before,
// leads there.
func (s *myPlan) written(p *page, part model.PlanPart) {
	if part.WrittenOn == 0 {
		return
	}
	it := item{indent: 3, text: "Written on " + s.sh.dates.Long(part.WrittenOn) + "."}
	if len(s.before[part.Question.Key]) > 0 {
		it.kind, it.id, it.facts, it.enter = rowItem, "before:"+string(part.Question.Key), "See what it was before.", "See"
		p.also(action{id: it.id, text: fmt.Sprintf("See what the answer to question %d was before", part.Question.Number), also: "earlier history"})
	} else {
		it.indent = 5
	}
	p.add(it)
}

func (s *myPlan) do(p press) effect {
	switch {
	case p.leaves():
		return effect{back: 1}
	case p.intent != enter && p.intent != space:
		return effect{}
	}
	for _, q := range model.Questions {
		switch p.id {
		case string(q.Key):
			return effect{open: newEditor(s.sh, s.goal, model.StepOf(q.Key))}
		case "before:" + string(q.Key):
			return effect{open: &earlier{s.sh, s.goal, q, s.before[q.Key]}}
		}
	}
	return effect{}
}
