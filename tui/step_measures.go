package tui

import (
	"slices"
	"strings"

	"waymark/model"
)

// measuresStep asks question 2: what will be written down. The usual measures
// are there to choose; Space is enough, Enter opens one to fill in.
type measuresStep struct {
	w    *wizard
	rows []measureRow
	open int // place of the open row, or -1

	leaving   bool // the person wants to close it
	published bool // published figures for its small change are shown
}

type measureRow struct {
	m     model.Measure
	was   model.Measure // as it was when it was opened
	on    bool
	own   bool              // in the person's own words
	typed map[string]string // the numbers as typed
}

func newMeasuresStep(w *wizard) *measuresStep {
	s := &measuresStep{w: w, open: -1}
	usual := model.UsualMeasures()
	for _, m := range w.d.Measures { // in their own order
		i := slices.IndexFunc(usual, func(u model.Measure) bool { return u.Name == m.Name })
		if s.rows = append(s.rows, measureRow{m: m, on: true, own: i < 0}); i >= 0 {
			usual = slices.Delete(usual, i, i+1)
		}
	}
	for _, m := range usual {
		s.rows = append(s.rows, measureRow{m: m})
	}
	for i := range s.rows {
		r := &s.rows[i]
		r.typed = numbersOf(r.m)
		for figure, text := range w.d.Figures {
			if r.on && r.m.Name == figure.Measure {
				r.typed[figure.Field], s.open = text, i // it is to be mended first
			}
		}
	}
	s.check()
	return s
}

// first is the first measure or, where one is to be changed, its own row.
func (s *measuresStep) first() string { return placeID(max(0, s.open)) }

// reveal opens the measure of a name.
func (s *measuresStep) reveal(name string) {
	if s.open = slices.IndexFunc(s.rows, func(r measureRow) bool { return r.m.Name == name }); s.open >= 0 {
		s.rows[s.open].was = s.rows[s.open].m
	}
	s.check()
}

// settle takes in the aim of the open measure as it was typed.
func (s *measuresStep) settle() {
	if s.open >= 0 {
		s.rows[s.open].settle()
		s.collect()
	}
}

func (s *measuresStep) show(p *page, _ int) {
	if s.open >= 0 {
		p.esc = "Close this one"
	}
	for i, r := range s.rows {
		it := item{kind: rowItem, id: placeID(i), mark: markToDo, text: r.sentence(), enter: "Fill in", space: "Choose"}
		if r.on {
			it.mark, it.space = markChosen, "Leave out"
		}
		if i == s.open {
			it.enter = "Close"
		}
		p.add(it)
		if i == s.open {
			s.fields(p, r)
		}
	}
	p.add(item{kind: rowItem, id: "own", mark: markAdd, text: "Something else, in my own words", enter: "Add", space: "Add"})
	s.numbers(p)
}

// sentence is the measure with what is known of it.
func (r measureRow) sentence() string {
	if !r.on {
		if r.m.Kind == model.Done {
			return r.m.Name + ": done, or not done."
		}
		return r.m.Scale() + "."
	}
	if strings.TrimSpace(r.m.Name) == "" {
		return "Something of my own"
	}
	said := r.m.String()
	if r.m.Baseline != nil && r.m.ID == 0 {
		if far := r.m.Aim().ToGo(*r.m.Baseline); far > 0 {
			said += " " + r.m.Distance(far) + " to go."
		}
	}
	return said
}

// fields adds what can be filled in for the open measure.
func (s *measuresStep) fields(p *page, r measureRow) {
	lw := len("Better when")
	add := func(id, label, text, blank string) {
		p.add(item{kind: fieldItem, id: id, indent: 3, label: label, labelW: lw, text: text, blank: blank, enter: "Next", wrong: s.w.wrong[id]})
	}
	pick := func(id, label, text string) {
		p.add(item{kind: rowItem, id: id, indent: 3, label: label, labelW: lw, text: text, enter: "Next", space: "Change", sides: "Change"})
	}
	now := map[bool]string{true: "At the start", false: "Now"}[r.m.ID != 0]
	add("name", "Name", r.m.Name, "(what it is)")
	if r.own && r.m.ID == 0 { // what has readings stays what it is
		kind := "A number"
		if r.m.Kind == model.Done {
			kind = "Done, or not done"
		}
		pick("kind", "Kind", kind)
	}
	if r.m.Kind == model.Number {
		if r.own {
			add("unit", "Unit", r.m.Unit, "(minutes, pounds, feet)")
		}
		add("now", now, r.typed["now"], "(where it is, if known)")
		pick("better", "Better when", map[model.Better]string{model.Higher: "higher", model.Lower: "lower", model.Within: "in a range"}[r.m.Better])
		if r.m.Better != model.Lower {
			add("low", map[bool]string{true: "Aim, from", false: "Aim"}[r.m.Better == model.Within], r.typed["low"], "(if you like)")
		}
		if r.m.Better != model.Higher {
			add("high", map[bool]string{true: "Aim, to", false: "Aim"}[r.m.Better == model.Within], r.typed["high"], "(if you like)")
		}
	}
	pick("often", "How often", r.m.Often())
	if r.m.Kind == model.Number {
		s.small(p, r, lw)
	}
	p.add(item{kind: rowItem, id: "shut", indent: 3, text: "That is all for this one", enter: "Close"})
}

func (s *measuresStep) typed(id, text string) {
	if s.open < 0 {
		return
	}
	s.leaving = false
	r := &s.rows[s.open]
	switch id {
	case "name":
		for _, id := range figures {
			delete(s.w.d.Figures, model.Figure{Measure: r.m.Name, Field: id})
		}
		s.renamed(r.m.Name, text)
		r.m.Name = text
		s.check()
	case "unit":
		r.m.Unit = text
		s.check()
	case "from":
		r.m.SmallFrom = text
		s.check()
	default:
		r.typed[id] = text
		s.number(r, id, text)
	}
	s.collect()
}

// collect puts the chosen measures into the draft.
func (s *measuresStep) collect() {
	var list []model.Measure
	for _, r := range s.rows {
		if r.on {
			list = append(list, r.m)
		}
	}
	s.w.d.Measures = list
}

func (s *measuresStep) do(p press) (effect, bool) {
	kind, n := splitID(p.id)
	at := int(n) - 1
	switch {
	case p.intent == back && s.open >= 0:
		return s.shut(), true
	case p.intent == enter && s.w.wrong[p.id] != "":
		return effect{focus: p.id}, true
	case p.intent == enter && (p.id == "low" || p.id == "high"):
		s.settle()
		return s.w.keepNow("often"), true
	case kind == "tie" && (p.intent == enter || p.intent == space):
		return s.toggleTie(at), true
	case s.open >= 0 && kind == "figure" && (p.intent == enter || p.intent == space):
		return s.take(at), true
	case p.id == "published" && (p.intent == enter || p.intent == space):
		if s.published = !s.published; s.published {
			return effect{focus: rowID("figure", 1)}, true
		}
		return effect{focus: "published"}, true
	case kind == "place" && p.intent == space:
		if s.rows[at].on = !s.rows[at].on; !s.rows[at].on && at == s.open {
			s.giveUp(&s.rows[at])
			s.close()
		}
		s.collect()
		return s.w.keepNow(p.id), true
	case kind == "place" && p.intent == enter && at == s.open, p.id == "shut" && p.intent == enter:
		return s.shut(), true
	case kind == "place" && p.intent == enter:
		if was, n := s.open, len(s.rows); was >= 0 {
			if e := s.shut(); s.open >= 0 {
				return e, true
			}
			if len(s.rows) < n && at > was {
				at-- // the one that was open had no name, and is gone
			}
		}
		s.rows[at].on, s.rows[at].was, s.open = true, s.rows[at].m, at
		s.check()
		s.collect()
		return s.w.keepNow(s.firstField(at)), true
	case p.id == "own" && (p.intent == enter || p.intent == space):
		if s.open >= 0 {
			if e := s.shut(); s.open >= 0 {
				return e, true
			}
		}
		s.rows = append(s.rows, measureRow{
			m:  model.Measure{Kind: model.Number, Better: model.Higher, EveryDays: 1},
			on: true, own: true, typed: map[string]string{},
		})
		s.open = len(s.rows) - 1
		return effect{focus: "name"}, true
	case s.open >= 0:
		return s.pick(p)
	}
	return effect{}, false
}

// firstField is the field a person most likely came for.
func (s *measuresStep) firstField(at int) string {
	switch m := s.rows[at].m; {
	case strings.TrimSpace(m.Name) == "":
		return "name"
	case m.Kind == model.Done:
		return "often"
	}
	return "now"
}

// shut closes the open measure; one of the person's own that got no name goes. A
// number that cannot be read holds the person once, to see why; it is then as it
// was.
func (s *measuresStep) shut() effect {
	again := s.leaving || s.w.leaving
	for _, id := range s.fieldIDs() {
		if s.w.wrong[id] != "" && !again {
			s.leaving = true
			return effect{focus: id, note: notKept + escLeaves}
		}
	}
	s.leaving, s.w.leaving = false, false
	s.giveUp(&s.rows[s.open])
	s.settle()
	at := s.close()
	if r := s.rows[at]; r.own && strings.TrimSpace(r.m.Name) == "" {
		s.rows = slices.Delete(s.rows, at, at+1)
		s.collect()
		return s.w.keepNow("own")
	}
	s.collect()
	return s.w.keepNow(placeID(at))
}

// close closes the open measure and returns its place.
func (s *measuresStep) close() int {
	at := s.open
	s.open, s.published = -1, false
	for _, id := range s.fieldIDs() {
		delete(s.w.wrong, id)
	}
	return at
}

// pick goes through the choices of the open measure.
func (s *measuresStep) pick(p press) (effect, bool) {
	if p.intent != left && p.intent != right && p.intent != space {
		return effect{}, false
	}
	r, step := &s.rows[s.open], 1
	if p.intent == left {
		step = -1
	}
	if p.id == "kind" || p.id == "better" {
		s.giveUp(r)
	}
	switch p.id {
	case "kind":
		if r.m.Kind = model.Number; r.typed["kind"] == "" {
			r.m.Kind, r.typed["kind"] = model.Done, "done"
			r.m.Unit, r.m.Baseline, r.m.AimLow, r.m.AimHigh = "", nil, nil, nil
		} else {
			delete(r.typed, "kind")
		}
	case "better":
		ways := []model.Better{model.Higher, model.Lower, model.Within}
		r.m.Better = cycle(ways, r.m.Better, step)
		r.aims()
	case "often":
		r.m.EveryDays = cycle(model.HowOften, r.m.EveryDays, step)
	default:
		return effect{}, false
	}
	s.collect()
	return s.w.keepNow(p.id), true
}

// cycle returns the choice step places after the present one.
func cycle[T comparable](choices []T, now T, step int) T {
	return choices[(slices.Index(choices, now)+step+len(choices))%len(choices)]
}
