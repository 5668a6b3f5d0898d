package tui

import (
	"cmp"
	"slices"
	"strings"

	"waymark/model"
)

// goalStep asks for the goal itself, before the five questions.
type goalStep struct {
	w    *wizard
	keep rowEditor // something to keep in mind that is being typed
	open int       // place of what is kept and open, or -1
}

func newGoalStep(w *wizard) *goalStep {
	return &goalStep{w: w, keep: rowEditor{sh: w.sh, id: "keep", text: w.d.KeepRow, until: true}, open: -1}
}

func (s *goalStep) first() string { return "title" }

// settle keeps what still stands in the field, when it reads well.
func (s *goalStep) settle() {
	if strings.TrimSpace(s.keep.text) != "" {
		s.keepRow(press{id: "keep"})
	}
}

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
	p.add(item{kind: fieldItem, id: "hoped", text: d.HopedText, enter: "Next", wrong: w.wrong["hoped"], blank: `(like "20 december" or "in 8 weeks")`, below: s.read(d.HopedText, d.HopedFor.On(d.StartOn(w.sh.dates.Today)))})
	p.gap()
	p.strong("More, if you like")
	lw := len("When did it start?")
	p.add(item{kind: fieldItem, id: "why", label: "Why it matters", labelW: lw, text: d.Why, enter: "Next", wrong: w.wrong["why"], blank: "(in a few words)"})
	p.add(item{kind: rowItem, id: "area", label: "Area", labelW: lw, text: d.Area.Words(), facts: "(" + d.Area.Help() + ")", enter: "Next", space: "Change", sides: "Change"})
	blank := map[bool]string{true: "(as it was)", false: "(today, or a surgery day)"}[w.only]
	p.add(item{kind: fieldItem, id: "start", label: "When did it start?", labelW: lw, text: d.StartText, enter: "Next", wrong: w.wrong["start"], blank: blank, below: s.read(d.StartText, d.Start)})
	s.precautions(p)
	if !w.only && len(d.Milestones) == 0 {
		p.gap()
		p.row("starters", "Begin from an example plan", "Look")
	}
}

// precautions asks what to keep in mind, where there is a goal to keep it for
// or something was said already.
func (s *goalStep) precautions(p *page) {
	d, dates := s.w.d, s.w.sh.dates
	if !s.w.only && len(d.Precautions) == 0 && d.KeepRow == "" {
		return
	}
	p.gap()
	p.strong("Keep in mind: what to leave alone, and until when")
	for i, kept := range d.Precautions {
		it := item{kind: rowItem, id: rowID("kept", int64(i+1)), mark: markKeep, text: kept.Words(d.StartOn(dates.Today), dates), enter: "Open"}
		if i != s.open {
			p.add(it)
			continue
		}
		it.enter = "Close"
		p.add(it)
		p.add(item{kind: rowItem, id: "rewrite", indent: 3, text: "Change its words or its day", enter: "Change"})
		p.add(item{kind: rowItem, id: "takeout", indent: 3, text: "Take it out", enter: "Take out"})
	}
	s.keep.wrong = cmp.Or(s.keep.wrong, s.w.wrong["keep"])
	s.keep.show(p, item{mark: markAdd, blank: "(like: no bending past 90 degrees until week 6)"}, d.StartOn(dates.Today))
}

// read says which day was understood: "That is Sunday 20 December 2026, in 4
// weeks."
func (s *goalStep) read(text string, day model.Day) []string {
	if strings.TrimSpace(text) == "" || day == 0 {
		return nil
	}
	said := "That is " + s.w.sh.dates.Long(day)
	if away := s.w.sh.dates.Away(day); away != "" {
		said += ", " + away
	} else if weeks := int(day-s.w.sh.dates.Today+3) / 7; weeks > 1 {
		said += ", in about " + model.Count(weeks, "week")
	} else if weeks := int(s.w.sh.dates.Today-day+3) / 7; weeks > 1 {
		said += ", about " + model.Count(weeks, "week") + " ago"
	}
	return []string{said + "."}
}

func (s *goalStep) typed(id, text string) {
	d, today := &s.w.d, s.w.sh.dates.Today
	switch id {
	case "title":
		d.Title = text
	case "why":
		d.Why = text
	case "hoped":
		_ = d.SetHoped(text, today) // said when the person moves on, not while typing
	case "start":
		_ = d.SetStart(text, today)
	case "keep":
		s.keep.typed(text)
		d.KeepRow = text
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
	case p.id == "starters" && (p.intent == enter || p.intent == space):
		return effect{open: &starterList{sh: s.w.sh, plan: s.w}}, true
	case s.keep.mine(p.id) && p.intent == enter:
		if strings.TrimSpace(s.keep.text) == "" {
			return effect{next: true}, true
		}
		return s.keepRow(p), true
	}
	kind, n := splitID(p.id)
	switch {
	case p.intent != enter && p.intent != space:
	case kind == "kept" && int(n)-1 == s.open:
		s.open = -1
		return effect{}, true
	case kind == "kept":
		s.open = int(n) - 1
		return effect{focus: "rewrite"}, true
	case p.id == "rewrite":
		return s.rewrite(), true
	case p.id == "takeout":
		s.takeOut()
		return s.w.keepNow("keep"), true
	}
	return effect{}, false
}

// has reports whether something is kept in mind already.
func (s *goalStep) has(text string) bool {
	return slices.ContainsFunc(s.w.d.Precautions, func(k model.Precaution) bool { return model.SameTitle(k.Text, text) })
}

// asWords keeps what was typed there as it was typed.
func (s *goalStep) asWords() {
	if m, ok := s.keep.words(s.has); ok {
		s.w.d.Precautions = append(slices.Clone(s.w.d.Precautions), model.Precaution{Text: m.Title})
		s.w.d.KeepRow = ""
	}
}

// keepRow keeps what was typed and offers an empty row.
func (s *goalStep) keepRow(p press) effect {
	delete(s.w.wrong, "keep")
	d := &s.w.d
	m, ok := s.keep.keep(p, d.StartOn(s.w.sh.dates.Today), s.has)
	d.KeepRow = s.keep.text
	if !ok {
		return effect{focus: "keep"}
	}
	d.Precautions = append(slices.Clone(d.Precautions), model.Precaution{Text: m.Title, Until: m.Due})
	return s.w.keepNow("keep")
}

// rewrite puts what is open back into the field, once what is typed there is
// kept.
func (s *goalStep) rewrite() effect {
	if strings.TrimSpace(s.keep.text) != "" {
		if e := s.keepRow(press{intent: enter, id: "keep"}); strings.TrimSpace(s.keep.text) != "" {
			return e
		}
	}
	kept := s.takeOut()
	s.keep.typed(rowText(model.Milestone{Title: kept.Text, Due: kept.Until}))
	s.w.d.KeepRow = s.keep.text
	return s.w.keepNow("keep")
}

// takeOut takes what is open out of the list.
func (s *goalStep) takeOut() model.Precaution {
	d := &s.w.d
	kept := d.Precautions[s.open]
	d.Precautions = slices.Delete(slices.Clone(d.Precautions), s.open, s.open+1)
	s.open = -1
	return kept
}

// dateEntered settles a date: a day gone by takes the one suggested, words that
// are no date are said to be none, and the focus goes on otherwise.
func (s *goalStep) dateEntered(id string) effect {
	d, today := &s.w.d, s.w.sh.dates.Today
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
	s.w.wrong[id] = s.w.sh.pastSuggests(err)
	return effect{focus: id}
}
