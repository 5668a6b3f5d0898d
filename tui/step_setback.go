package tui

import (
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
	p.add(item{indent: 2, text: "On " + s.w.sh.dates.Long(s.written()) + " you wrote: " + model.Quote(strings.TrimSpace(d.Setback))})
}

// written is the day of the words: today, unless they stand as they were.
func (s *setbackStep) written() model.Day {
	if a, ok := s.w.goal.Answer(model.KeySetback); ok && a.Text == s.w.d.Setback {
		return a.WrittenOn
	}
	return s.w.sh.dates.Today
}

func (s *setbackStep) typed(_, text string) { s.w.d.Setback = text }

func (s *setbackStep) do(p press) (effect, bool) {
	if p.id != "days" || p.intent == enter || p.intent == back {
		return effect{}, false
	}
	step := 1
	if p.intent == left {
		step = -1
	}
	s.w.d.QuietDays = min(max(1, s.w.d.QuietDays+step), 365)
	return s.w.keepNow("days"), true
}
