package tui

import (
	"slices"
	"strings"

	"waymark/model"
)

// goalStep asks for the goal itself, before the five questions.
type goalStep struct{ w *wizard }

func (s *goalStep) first() string { return "title" }
func (s *goalStep) settle()       {}

func (s *goalStep) show(p *page, width int) {
	d, w := s.w.d, s.w
	if who := w.sh.home.Patient; w.sh.home.At.ID == who.ID {
		p.strong("What do you want to be able to do?")
	} else {
		p.strong("What does " + name(who.Name) + " want to be able to do?")
	}
	p.text(`Say it in your own words. A hope is fine. Example: "Walk to the park and back without help."`)
	p.add(item{kind: fieldItem, id: "title", text: d.Title, enter: "Next", wrong: w.wrong["title"], blank: "(your goal)"})
	p.gap()
	p.strong("Hoped-for day, if you have one. You can leave this empty.")
	p.add(item{kind: fieldItem, id: "hoped", text: d.HopedText, enter: "Next", wrong: w.wrong["hoped"], blank: `(like "20 december" or "in 8 weeks")`, below: s.read(d.HopedText, d.HopedFor.On(d.StartOn(w.sh.today)))})
	p.gap()
	p.strong("More, if you like")
	lw := len("When did it start?")
	p.add(item{kind: fieldItem, id: "why", label: "Why it matters", labelW: lw, text: d.Why, enter: "Next", wrong: w.wrong["why"], blank: "(in a few words)"})
	p.add(item{kind: rowItem, id: "area", label: "Area", labelW: lw, text: d.Area.Words(), facts: "(" + d.Area.Help() + ")", enter: "Next", space: "Change", sides: "Change"})
	p.add(item{kind: fieldItem, id: "start", label: "When did it start?", labelW: lw, text: d.StartText, enter: "Next", wrong: w.wrong["start"], blank: "(today, or a surgery day)", below: s.read(d.StartText, d.Start)})
}

// read says which day was understood: "That is Sunday 20 December 2026, in 4
// weeks."
func (s *goalStep) read(text string, day model.Day) []string {
	if strings.TrimSpace(text) == "" || day == 0 {
		return nil
	}
	said := "That is " + day.Long()
	if away := day.Away(s.w.sh.today); away != "" {
		said += ", " + away
	} else if weeks := int(day-s.w.sh.today+3) / 7; weeks > 1 {
		said += ", in about " + model.Count(weeks, "week")
	} else if weeks := int(s.w.sh.today-day+3) / 7; weeks > 1 {
		said += ", about " + model.Count(weeks, "week") + " ago"
	}
	return []string{said + "."}
}

func (s *goalStep) typed(id, text string) {
	d, today := &s.w.d, s.w.sh.today
	switch id {
	case "title":
		d.Title = text
	case "why":
		d.Why = text
	case "hoped":
		_ = d.SetHoped(text, today) // said when the person moves on, not while typing
	case "start":
		_ = d.SetStart(text, today)
	}
}

func (s *goalStep) do(p press) (effect, bool) {
	d := &s.w.d
	switch {
	case p.id == "area" && (p.intent == left || p.intent == right || p.intent == space):
		at, step := slices.Index(model.Areas, d.Area), 1
		if p.intent == left {
			step = len(model.Areas) - 1
		}
		d.Area = model.Areas[(at+step)%len(model.Areas)]
		return s.w.keepNow("area"), true
	case p.intent == enter && (p.id == "hoped" || p.id == "start"):
		return s.dateEntered(p.id), true
	case p.intent == enter && p.id == "title" && strings.TrimSpace(d.Title) == "":
		e, _ := s.w.held()
		return e, true
	}
	return effect{}, false
}

// dateEntered settles a date: a day gone by takes the one suggested, words that
// are no date are said to be none, and the focus goes on otherwise.
func (s *goalStep) dateEntered(id string) effect {
	d, today := &s.w.d, s.w.sh.today
	text, set := d.HopedText, d.SetHoped
	if id == "start" {
		text, set = d.StartText, d.SetStart
	}
	err := set(text, today)
	if err == nil {
		delete(s.w.wrong, id)
		return effect{next: true}
	}
	if day := suggested(err); day != 0 && s.w.wrong[id] != "" {
		delete(s.w.wrong, id)
		_ = set(model.Due{Day: day}.Phrase(), today)
		return s.w.keepNow(id)
	}
	s.w.wrong[id] = pastSuggests(err)
	return effect{focus: id}
}
