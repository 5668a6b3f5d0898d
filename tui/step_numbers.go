package tui

import (
	"fmt"
	"slices"

	"waymark/model"
)

// numbers lists the milestones of the plan that speak of a number one of the
// chosen measures has, each to be tied to it or not.
func (s *measuresStep) numbers(p *page) {
	if s.w.only || s.open >= 0 {
		return
	}
	first := true
	for i, m := range s.w.d.Milestones {
		c, tied, ok := s.tie(m)
		if !ok {
			continue
		}
		if first {
			p.gap()
			p.text("These milestones speak of a number. Tied to it, they show how far you are.")
			first = false
		}
		it := item{kind: rowItem, id: rowID("tie", int64(i+1)), mark: markToDo, text: sentence(m.Title), facts: sentence(c.Measure + ": " + c.Aim.String()), enter: "Tie", space: "Tie"}
		if tied {
			it.mark, it.enter, it.space = markChosen, "Untie", "Untie"
		}
		p.add(it)
	}
}

// tie is what a milestone is tied to or, of one that is not, what it fits.
func (s *measuresStep) tie(m model.Milestone) (c model.Criterion, tied, ok bool) {
	if slices.ContainsFunc(s.w.d.Measures, m.Criterion.Of) {
		return m.Criterion, true, true
	}
	c, ok = model.Fits(m.Title, s.w.d.Measures)
	return c, false, ok
}

// toggleTie ties a milestone to the number it speaks of, or unties it.
func (s *measuresStep) toggleTie(at int) effect {
	list := slices.Clone(s.w.d.Milestones)
	if at < 0 || at >= len(list) {
		return effect{}
	}
	c, tied, ok := s.tie(list[at])
	if tied || !ok {
		c = model.Criterion{}
	}
	list[at].Criterion = c
	s.w.d.Milestones = list
	return s.w.keepNow(rowID("tie", int64(at+1)))
}

// renamed keeps what is tied to a measure tied to it under its new name.
func (s *measuresStep) renamed(from, to string) {
	for i, r := range s.rows {
		if i != s.open && r.on && model.SameTitle(r.m.Name, from) {
			return // it is that one's name, which was only typed past
		}
	}
	list := slices.Clone(s.w.d.Milestones)
	for i := range list {
		if c := &list[i].Criterion; c.Measure != "" && c.Measure == from {
			c.Measure = to
		}
	}
	s.w.d.Milestones = list
}

// small asks for the smallest change that means something. Published figures are
// offered with whom they speak of; none is taken unasked.
func (s *measuresStep) small(p *page, r measureRow, lw int) {
	p.add(item{kind: fieldItem, id: "small", indent: 3, label: "Small change", labelW: lw, text: r.typed["small"], blank: "(the least that counts, if known)", enter: "Next", wrong: s.w.wrong["small"]})
	if r.m.Small != nil {
		p.add(item{kind: fieldItem, id: "from", indent: 3, label: "Who says so", labelW: lw, text: r.m.SmallFrom, blank: "(your therapist, say)", enter: "Next", wrong: s.w.wrong["from"]})
	}
	figures := r.m.SmallChanges()
	if len(figures) == 0 {
		return
	}
	p.add(item{kind: rowItem, id: "published", indent: 3, text: "Published figures: " + fmt.Sprint(len(figures)), enter: map[bool]string{true: "Close", false: "Show"}[s.published]})
	if !s.published {
		return
	}
	p.add(item{indent: 6, text: "What your therapist says comes first. People differ, and so do the ways to measure."})
	for i, f := range figures {
		p.add(item{kind: rowItem, id: rowID("figure", int64(i+1)), indent: 6, text: sentence(r.m.Distance(f.Value)), facts: sentence(f.String()), enter: "Take"})
	}
}

// take takes a published figure for the small change, with where it comes from.
func (s *measuresStep) take(at int) effect {
	r := &s.rows[s.open]
	figures := r.m.SmallChanges()
	if at < 0 || at >= len(figures) {
		return effect{}
	}
	v := figures[at].Value
	r.m.Small, r.m.SmallFrom = &v, figures[at].String()
	r.typed["small"] = model.FormatNumber(v)
	delete(s.w.wrong, "small")
	s.published = false
	s.collect()
	return s.w.keepNow("small")
}
