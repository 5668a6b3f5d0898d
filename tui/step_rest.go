package tui

import (
	"fmt"
	"slices"
	"strings"

	"waymark/model"
)

// setbackStep asks question 4: the person's own plan for a hard day.
type setbackStep struct{ w *wizard }

func (s *setbackStep) first() string { return "setback" }
func (s *setbackStep) settle()       {}

func (s *setbackStep) show(p *page, _ int) {
	d := s.w.d
	p.add(item{kind: fieldItem, id: "setback", text: d.Setback, multi: true, wrong: s.w.wrong["setback"], enter: "New line", blank: "(what you want to do on a hard day)"})
	p.gap()
	p.add(item{
		kind: rowItem, id: "days", label: "Show this after", labelW: 15, text: model.Count(d.QuietDays, "day") + " with no step done",
		enter: "Next", sides: "Change", space: "Change",
	})
	if strings.TrimSpace(d.Setback) == "" {
		return
	}
	p.gap()
	p.text("If things slow down, you will read:")
	p.add(item{indent: 2, text: "On " + s.w.sh.today.Long() + " you wrote: " + model.Quote(strings.TrimSpace(d.Setback))})
}

func (s *setbackStep) typed(_, text string) { s.w.d.Setback = text }

func (s *setbackStep) do(p press) (effect, bool) {
	if p.id != "days" || p.intent == enter || p.intent == back || p.intent == letter {
		return effect{}, false
	}
	step := 1
	if p.intent == left {
		step = -1
	}
	s.w.d.QuietDays = min(max(1, s.w.d.QuietDays+step), 365)
	return s.w.keepNow("days"), true
}

// majorStep asks question 5: which milestones are major, how the person will
// know, and how they will celebrate.
type majorStep struct{ w *wizard }

func (s *majorStep) first() string {
	if len(s.w.d.Milestones) > 0 {
		return placeID(len(s.w.d.Milestones) - 1)
	}
	return "next"
}

func (s *majorStep) settle() {}

func (s *majorStep) show(p *page, _ int) {
	p.heading("Which milestones are major ones?")
	if len(s.w.d.Milestones) == 0 {
		p.add(item{indent: 2, text: "There are no milestones yet. Go back to question 1 to add some, or skip this for now."})
	}
	for i, m := range s.w.d.Milestones {
		it := item{kind: rowItem, id: placeID(i), mark: markToDo, text: sentence(m.Title), enter: "Choose", space: "Choose"}
		if m.Major {
			it.mark, it.enter, it.space = markMajor, "Leave out", "Leave out"
		}
		p.add(it)
		if !m.Major {
			continue
		}
		lw := len("How will you celebrate?")
		p.add(item{kind: fieldItem, id: rowID("sign", int64(i+1)), indent: 3, label: "How will you know?", labelW: lw, text: m.Sign, blank: "(what you will see or feel)", enter: "Next"})
		p.add(item{kind: fieldItem, id: rowID("treat", int64(i+1)), indent: 3, label: "How will you celebrate?", labelW: lw, text: m.Treat, blank: "(a small treat)", enter: "Next"})
	}
	if said := s.promise(); said != "" {
		p.gap()
		p.text(said)
	}
}

// promise shows the answer at work: what the day will say.
func (s *majorStep) promise() string {
	for _, m := range s.w.d.Milestones {
		if m.Major && (m.Sign != "" || m.Treat != "") {
			out := "On that day you will read: " + sentence(m.Title)
			if m.Sign != "" {
				out += " " + model.Quote(m.Sign)
			}
			if m.Treat != "" {
				out += " Then: " + model.Quote(m.Treat)
			}
			return out
		}
	}
	return ""
}

func (s *majorStep) typed(id, text string) {
	kind, n := splitID(id)
	list := slices.Clone(s.w.d.Milestones)
	if n < 1 || int(n) > len(list) {
		return
	}
	if kind == "sign" {
		list[n-1].Sign = text
	} else {
		list[n-1].Treat = text
	}
	s.w.d.Milestones = list
}

func (s *majorStep) do(p press) (effect, bool) {
	kind, n := splitID(p.id)
	if kind != "place" || p.intent != enter && p.intent != space {
		return effect{}, false
	}
	list := slices.Clone(s.w.d.Milestones)
	m := &list[n-1]
	m.Major = !m.Major
	s.w.d.Milestones = list
	if m.Major {
		return s.w.keepNow(rowID("sign", n)), true
	}
	return s.w.keepNow(p.id), true
}

// lookStep shows the whole plan before it begins; each line leads to its step.
type lookStep struct{ w *wizard }

func (s *lookStep) first() string        { return "start" }
func (s *lookStep) settle()              {}
func (s *lookStep) typed(string, string) {}

func (s *lookStep) show(p *page, width int) {
	d := s.w.d
	p.text("Enter changes a line. Nothing is fixed for ever.")
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
		it.text, it.below = lines[0], lines[1:]
		if lead == 0 {
			it.lead, it.text, it.below = "", label+": "+lines[0], lines[1:]
		}
		p.add(it)
	}
	add(model.StepGoal, "Goal", s.goalLines())
	g := model.Goal{Milestones: d.Milestones, Measures: d.Measures, Team: d.Team, Start: d.StartOn(s.w.sh.today)}
	if strings.TrimSpace(d.Setback) != "" {
		g.Answers = []model.Answer{{Key: model.KeySetback, Text: d.Setback}}
	}
	for _, q := range model.Questions {
		lines := g.AnswerLines(q.Key, s.w.sh.today)
		if width < wideFrom && len(lines) > 2 {
			lines = []string{lines[0], fmt.Sprintf("and %d more", len(lines)-1)}
		}
		add(model.StepOf(q.Key), fmt.Sprintf("%d %s", q.Number, q.Short), lines)
	}
	p.gap()
	sure := "Not said"
	if d.Confidence != nil {
		sure = fmt.Sprintf("%d of 10", *d.Confidence)
	}
	p.add(item{kind: rowItem, id: "sure", text: "How sure are you that you can start this?", facts: sure, sides: "Change", enter: "Next"})
}

func (s *lookStep) goalLines() []string {
	d := s.w.d
	title := strings.TrimSpace(d.Title)
	if title == "" {
		return nil
	}
	line := sentence(title)
	if on := d.HopedFor.On(d.StartOn(s.w.sh.today)); on != 0 {
		line += " Hoped for by " + on.WithYear() + "."
	}
	lines := []string{line}
	if d.Why != "" {
		lines = append(lines, "Why: "+strings.Join(strings.Fields(d.Why), " "))
	}
	if d.Start != 0 && d.Start != s.w.sh.today {
		lines = append(lines, "Started "+d.Start.WithYear()+".")
	}
	return lines
}

func (s *lookStep) do(p press) (effect, bool) {
	kind, n := splitID(p.id)
	switch {
	case kind == "step" && (p.intent == enter || p.intent == space):
		return s.w.to(model.Step(n)), true
	case p.id == "sure" && (p.intent == left || p.intent == right):
		sure := 5
		if c := s.w.d.Confidence; c != nil {
			sure = min(max(0, *c+map[intent]int{left: -1, right: 1}[p.intent]), 10)
		}
		s.w.d.Confidence = &sure
		return s.w.keepNow("sure"), true
	}
	return effect{}, false
}
