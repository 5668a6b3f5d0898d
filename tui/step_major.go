package tui

import (
	"slices"

	"waymark/model"
)

// majorStep asks question 5: which milestones are major, how the person will
// know, and how they will celebrate.
type majorStep struct{ w *wizard }

// first is the first major one, else the first of all.
func (s *majorStep) first() string {
	list := s.w.d.Milestones
	if len(list) == 0 {
		return "next"
	}
	return placeID(max(0, slices.IndexFunc(list, func(m model.Milestone) bool { return m.Major })))
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
