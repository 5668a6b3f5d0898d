package tui

import (
	"fmt"
	"strings"

	"waymark/model"
)

// lookStep shows the whole plan before it begins; each line leads to its step.
type lookStep struct{ w *wizard }

func (s *lookStep) first() string        { return rowID("step", int64(model.StepGoal)) }
func (s *lookStep) settle()              {}
func (s *lookStep) typed(string, string) {}

func (s *lookStep) show(p *page, width int) {
	d := s.w.d
	p.text("Enter changes a line. PgDn goes to \"Start this goal\". Nothing is fixed forever.")
	p.gap()
	lead := 15
	if width < wideFrom {
		lead = 0
	}
	add := func(step model.Step, label string, lines []string) {
		it := item{kind: rowItem, id: rowID("step", int64(step)), lead: label, leadW: lead, enter: "Change"}
		if len(lines) == 0 {
			lines = []string{"Not answered yet."}
		}
		some := min(len(lines), atOnce)
		it.text, it.below = lines[0], lines[1:some]
		if lead == 0 {
			it.lead, it.text = "", label+": "+lines[0]
		}
		p.add(it)
		p.reading(fmt.Sprintf("more%d", step), lead, lines[some:])
	}
	add(model.StepGoal, "Goal", s.goalLines())
	g := model.Goal{Milestones: d.Milestones, Measures: d.Measures, Team: d.Team, Start: d.StartOn(s.w.sh.dates.Today)}
	if strings.TrimSpace(d.Setback) != "" {
		g.Answers = []model.Answer{{Key: model.KeySetback, Text: d.Setback}}
	}
	for _, q := range model.Questions {
		lines := g.AnswerLines(q.Key, s.w.sh.dates)
		if width < wideFrom && len(lines) > 0 {
			lines = []string{brief(g, q.Key)}
		}
		add(model.StepOf(q.Key), fmt.Sprintf("%d %s", q.Number, q.Short), lines)
	}
	p.gap()
	sure := "Not said"
	if d.Confidence != nil {
		sure = fmt.Sprintf("%d of 10", *d.Confidence)
	}
	p.add(item{kind: rowItem, id: "sure", text: "How sure are you that you can start this?", facts: sure, sides: "Change", space: "Change", enter: "Next"})
}

// brief is an answer in a few words, for a narrow window.
func brief(g model.Goal, k model.Key) string {
	var names []string
	switch k {
	case model.KeyMilestones:
		return model.Count(len(g.Milestones), "milestone") + "."
	case model.KeyMeasures:
		for _, m := range g.Measures {
			names = append(names, m.Name)
		}
	case model.KeyPeople:
		for _, p := range g.Team {
			names = append(names, p.Name)
		}
	case model.KeyMajor:
		for _, m := range g.Milestones {
			if m.Major {
				names = append(names, cut(m.Title, 40))
			}
		}
	case model.KeySetback:
		a, _ := g.Answer(k)
		return model.Quote(cut(model.OneLine(a.Text), 60))
	}
	return sentence(listed(names))
}

func (s *lookStep) goalLines() []string {
	d := s.w.d
	title := strings.TrimSpace(d.Title)
	if title == "" {
		return nil
	}
	line := sentence(title)
	if on := d.HopedFor.On(d.StartOn(s.w.sh.dates.Today)); on != 0 {
		line += " Hoped for by " + s.w.sh.dates.WithYear(on) + "."
	}
	lines := []string{line}
	if d.Why != "" {
		lines = append(lines, "Why: "+model.OneLine(d.Why))
	}
	if d.Start != 0 && d.Start != s.w.sh.dates.Today {
		lines = append(lines, "Started "+s.w.sh.dates.WithYear(d.Start)+".")
	}
	if n := d.AfterHoped(s.w.sh.dates.Today); n > 0 {
		lines = append(lines, model.Count(n, "milestone")+map[bool]string{true: " lies", false: " lie"}[n == 1]+" after the hoped-for day. That is fine.")
	}
	for _, k := range d.Precautions {
		lines = append(lines, "Keep in mind: "+k.Words(d.StartOn(s.w.sh.dates.Today), s.w.sh.dates))
	}
	return lines
}

func (s *lookStep) do(p press) (effect, bool) {
	kind, n := splitID(p.id)
	switch {
	case kind == "step" && (p.intent == enter || p.intent == space):
		return s.w.to(model.Step(n)), true
	case p.id == "sure" && (p.intent == left || p.intent == right || p.intent == space):
		sure := 5
		if c := s.w.d.Confidence; c != nil && p.intent == space {
			sure = (*c + 1) % 11
		} else if c != nil {
			sure = min(max(0, *c+map[intent]int{left: -1, right: 1}[p.intent]), 10)
		}
		s.w.d.Confidence = &sure
		return s.w.keepNow("sure"), true
	}
	return effect{}, false
}
