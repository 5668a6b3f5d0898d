package model

import (
	"fmt"
	"strings"
)

// PlanPart is one of the five questions with its answer in full and what came
// of it so far.
type PlanPart struct {
	Question  Question
	Answer    []string // sentences, one a line; none when it was not answered
	WrittenOn Day      // when it was last answered; 0 for never
	Came      []string // sentences, one a line
}

// Plan is the goal's whole plan: the five questions, their answers, and what
// came of each so far.
func (g Goal) Plan(s Dates) []PlanPart {
	var parts []PlanPart
	for _, q := range Questions {
		a, _ := g.Answer(q.Key)
		p := PlanPart{Question: q, Answer: g.AnswerLines(q.Key, s)}
		switch q.Key {
		case KeyMilestones:
			p.Answer, p.Came = g.stateLines(s), g.milestonesCame(s)
		case KeyMeasures:
			p.Came = g.measuresCame(s)
		case KeyPeople:
			p.Came = g.peopleCame()
		case KeyMajor:
			p.Came = g.majorCame(s)
		}
		if len(p.Answer) > 0 {
			p.WrittenOn = a.WrittenOn
		}
		parts = append(parts, p)
	}
	return parts
}

// stateLines are the milestones, each with where it stands.
func (g Goal) stateLines(s Dates) []string {
	var lines []string
	for _, m := range g.Milestones {
		words := g.MilestoneWords(m, s)
		switch {
		case m.State == Reached:
			words = "Done " + words
		case words == "":
			words = "No date."
		}
		lines = append(lines, Sentence(m.Title)+" "+words)
	}
	return lines
}

// AnswerWords say that the answer to a question was changed, when no more is to
// be said.
func AnswerWords(k Key) string {
	return fmt.Sprintf("Changed the answer to question %d", QuestionOf(k).Number)
}

// Answered is what it was to change the answer to a question of the goal to that
// of a draft. New dates are a change of plan.
func (g Goal) Answered(k Key, to Draft) Deed {
	deeds := []Deed{{Words: AnswerWords(k)}}
	if was, _ := g.Answer(k); k == KeySetback && was.Text != strings.TrimSpace(to.Setback) {
		deeds[0] = Deed{Words: "Wrote anew what to do when things slow down", Plan: true}
	}
	var moved []Milestone
	for _, m := range to.Milestones {
		if was, ok := g.Milestone(m.ID); ok && k == KeyMilestones && was.Due.On(g.Start) != m.Due.On(g.Start) {
			moved = append(moved, m)
		}
	}
	switch {
	case len(moved) == 1 && moved[0].Due.None():
		deeds = append(deeds, Deed{Words: "Took the date off " + Quote(moved[0].Title), Plan: true})
	case len(moved) == 1:
		deeds = append(deeds, Deed{Words: "Chose a new date for " + Quote(moved[0].Title), Plan: true})
	case len(moved) > 1:
		deeds = append(deeds, Deed{Words: fmt.Sprintf("Chose new dates for %d milestones", len(moved)), Plan: true})
	}
	return together(deeds)
}

func (g Goal) milestonesCame(s Dates) []string {
	p := ProgressOf(g.Milestones)
	if len(g.Milestones) == 0 {
		return nil
	}
	said := Capital(p.String()) + "."
	if p.LetGo > 0 {
		said += " " + fmt.Sprintf("%d let go.", p.LetGo)
	}
	lines := []string{said}
	if next, ok := g.Next(); ok && !g.Lifecycle.Stopped() {
		lines = append(lines, strings.TrimSpace("Next: "+Sentence(next.Title)+" "+g.DueWords(next, s)))
	}
	return lines
}

func (g Goal) measuresCame(s Dates) []string {
	var lines []string
	for _, m := range g.Measures {
		if series := g.SeriesOf(m.ID); !series.None() {
			lines = append(lines, m.Name+": "+m.NowWords(series, s))
			continue
		}
		if m.Baseline == nil {
			continue
		}
		if far := m.Aim().ToGo(*m.Baseline); far > 0 {
			lines = append(lines, m.Name+": "+m.Distance(far)+" to go from where it was.")
		}
	}
	return lines
}

func (g Goal) peopleCame() []string {
	checked := map[int64]int{}
	for _, m := range g.Milestones {
		if m.State == Reached {
			checked[m.Check.CheckedBy]++
		}
	}
	var lines []string
	for _, p := range g.Team {
		if n := checked[p.ID]; n > 0 {
			lines = append(lines, p.Name+" checked off "+Count(n, "milestone")+".")
		}
	}
	return lines
}

func (g Goal) majorCame(s Dates) []string {
	var lines []string
	for _, m := range g.Milestones {
		if m.Major && m.State == Reached {
			lines = append(lines, "Reached: "+Sentence(m.Title)+" "+m.Check.DoneWords(s))
		}
	}
	return lines
}

// Wording is an answer as it once was.
type Wording struct {
	From  Day      // the day it was put so
	Until Day      // the day it was changed
	By    string   // who changed it then
	Lines []string // as [Goal.AnswerLines] has them
}
