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
	at, patient := s.w.sh.home.At, d.Patient
	who := "you"
	if at.ID != patient.ID {
		who = patient.Name
	}
	a := s.written(at)
	p.text("If things slow down, " + who + " will read:")
	p.add(item{indent: 2, text: "On " + s.w.sh.dates.Long(a.WrittenOn) + " " + a.Wrote(patient.ID, patient.ID) + ": " + model.Quote(strings.TrimSpace(d.Setback))})
}

// written is the answer as it will be kept: of today and by whoever is at the
// computer, unless the words stand as they were.
func (s *setbackStep) written(at model.At) model.Answer {
	if a, ok := s.w.goal.Answer(model.KeySetback); ok && a.Text == s.w.d.Setback {
		return a
	}
	return model.Answer{WrittenOn: s.w.sh.dates.Today, WrittenBy: at.ID, Writer: at.Name}
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
