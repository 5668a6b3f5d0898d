package tui

import (
	"fmt"
	"slices"
	"strings"

	"waymark/model"
)

// milestonesStep asks question 1: a list of milestones that is typed row by
// row, with the timeline filling as it grows.
type milestonesStep struct {
	w    *wizard
	row  rowEditor // the new row
	edit rowEditor // the row that is open
	open int       // place of the open row, or -1

	leaving bool // the person wants to shut it

	gone   model.Milestone // the one taken out last; it can be put back
	goneAt int             // its place, or -1
}

func newMilestonesStep(w *wizard) *milestonesStep {
	return &milestonesStep{w: w, row: rowEditor{sh: w.sh, id: "row", text: w.d.Row}, edit: rowEditor{sh: w.sh, id: "edit"}, open: -1, goneAt: -1}
}

func (s *milestonesStep) first() string { return "row" }

func (s *milestonesStep) start() model.Day { return s.w.d.StartOn(s.w.sh.dates.Today) }

func (s *milestonesStep) show(p *page, width int) {
	for i, m := range s.w.d.Milestones {
		it := item{lead: fmt.Sprint(i + 1), leadW: 3}
		if s.open == i {
			s.edit.show(p, it, s.start())
			s.opened(p, i)
			continue
		}
		it.kind, it.id, it.text, it.facts = rowItem, placeID(i), sentence(m.Title), s.facts(m)
		it.enter, it.sides = "Change", "Up, down"
		p.add(it)
		if i == len(s.w.d.Milestones)-1 && s.open < 0 { // the one kept last
			s.offer(p, i)
		}
	}
	p.entry = "row"
	if s.open >= 0 {
		p.entry, p.esc = "edit", "Close this line"
	}
	if s.goneAt >= 0 {
		p.add(item{kind: rowItem, id: "putback", indent: 3, text: "Put back: " + sentence(name(s.gone.Title)), enter: "Put back"})
	}
	if s.w.wrong["row"] != "" {
		s.row.wrong = s.w.wrong["row"]
	}
	s.row.show(p, item{lead: fmt.Sprint(len(s.w.d.Milestones) + 1), leadW: 3, blank: "(type a small step, then Enter)"}, s.start())
	p.gap()
	p.text(s.filling(width))
	if !s.w.only && len(s.w.d.Milestones) == 0 {
		p.gap()
		p.row("starters", "Fill in from an example plan", "Look")
	}
}

// opened adds what can be done to the open row.
func (s *milestonesStep) opened(p *page, i int) {
	sub := func(id, text string) {
		p.add(item{kind: rowItem, id: id, indent: 3, text: text, enter: "Choose", space: "Choose"})
	}
	if i > 0 {
		sub("up", "Move it up")
	}
	if i < len(s.w.d.Milestones)-1 {
		sub("down", "Move it down")
	}
	s.offer(p, i)
	if !s.w.d.Milestones[i].Criterion.None() {
		sub("untie", "Untie it from its number")
	}
	sub("remove", "Remove it")
}

func (s *milestonesStep) facts(m model.Milestone) string {
	said := "No date."
	if on := m.Due.On(s.start()); on != 0 {
		said = "By " + s.w.sh.dates.WithYear(on) + "."
	}
	if !m.Criterion.None() {
		said += " " + sentence(m.Criterion.Measure+": "+m.Criterion.Aim.String())
	}
	return said
}

// offer is the row that ties a milestone to the number its words speak of.
func (s *milestonesStep) offer(p *page, i int) {
	m := s.w.d.Milestones[i]
	if c, ok := model.Fits(m.Title, s.w.d.Measures); ok && m.Criterion.None() {
		p.add(item{kind: rowItem, id: rowID("tie", int64(i+1)), indent: 3, text: "Tie it to " + c.Measure + ": " + c.Aim.String(), enter: "Tie", space: "Tie"})
	}
}

// filling is the small timeline: what lies between the start and the last day,
// the row being typed among it.
func (s *milestonesStep) filling(width int) string {
	list := s.w.d.Milestones
	if typed, err := model.SplitRow(s.row.text, s.w.sh.dates.Today, s.start()); err == nil && !typed.Date.Due.None() {
		list = append(slices.Clone(list), model.Milestone{Due: typed.Date.Due, State: model.Open})
	}
	if len(list) == 0 {
		return "Your timeline fills as you type."
	}
	lines := rail(s.w.sh, list, s.start(), s.w.d.HopedFor.On(s.start()), min(width-4, 64))
	if len(s.w.d.Milestones) > 0 {
		lines = append(lines, s.soFar())
	}
	return strings.Join(lines, "\n")
}

// soFar counts what is kept.
func (s *milestonesStep) soFar() string {
	undated := 0
	for _, m := range s.w.d.Milestones {
		if m.Due.None() {
			undated++
		}
	}
	said := model.Count(len(s.w.d.Milestones), "milestone") + " so far."
	if undated > 0 {
		said += " " + model.Count(undated, "milestone") + " with no date. That is fine."
	}
	return said
}

func (s *milestonesStep) typed(id, text string) {
	if id == "edit" {
		s.edit.typed(text)
		s.leaving = false
		return
	}
	s.row.typed(text)
	s.w.d.Row = text
}

// settle keeps what still stands in a field, when it reads well.
func (s *milestonesStep) settle() {
	if s.open >= 0 {
		s.keepEdit(press{id: "edit"})
	}
	if strings.TrimSpace(s.row.text) != "" {
		s.keepRow(press{id: "row"})
	}
}

// asWords keeps the new row as it was typed.
func (s *milestonesStep) asWords() {
	if m, ok := s.row.words(func(t string) bool { return s.w.d.Duplicate(t, -1) >= 0 }); ok {
		s.w.d.Milestones = append(slices.Clone(s.w.d.Milestones), m)
	}
}

func (s *milestonesStep) do(p press) (effect, bool) {
	kind, n := splitID(p.id)
	at := int(n) - 1
	switch {
	case p.intent == back && s.open >= 0:
		return s.shut(), true
	case kind == "place" && (p.intent == left || p.intent == right):
		return s.shift(at, map[intent]int{left: -1, right: 1}[p.intent]), true
	case kind == "place" && (p.intent == enter || p.intent == space):
		return s.openRow(at), true
	case kind == "tie" && (p.intent == enter || p.intent == space):
		c, _ := model.Fits(s.w.d.Milestones[at].Title, s.w.d.Measures)
		return s.tied(at, c), true
	case s.edit.mine(p.id) && p.intent == enter:
		return s.keepEdit(p), true
	case s.row.mine(p.id) && p.intent == enter:
		if strings.TrimSpace(s.row.text) == "" {
			return effect{next: true}, true
		}
		return s.keepRow(p), true
	case s.open >= 0 && (p.intent == enter || p.intent == space):
		return s.onOpened(p.id)
	case p.id == "putback" && (p.intent == enter || p.intent == space):
		at := min(s.goneAt, len(s.w.d.Milestones))
		s.w.d.Milestones = slices.Insert(slices.Clone(s.w.d.Milestones), at, s.gone)
		s.goneAt = -1
		return s.w.keepNow(placeID(at)), true
	case p.id == "starters" && (p.intent == enter || p.intent == space):
		return effect{open: &starterList{sh: s.w.sh, plan: s.w}}, true
	}
	return effect{}, false
}

func (s *milestonesStep) onOpened(id string) (effect, bool) {
	switch id {
	case "up":
		return s.shift(s.open, -1), true
	case "down":
		return s.shift(s.open, 1), true
	case "untie":
		return s.tied(s.open, model.Criterion{}), true
	case "remove":
		s.gone, s.goneAt = s.w.d.Milestones[s.open], s.open
		s.w.d.Milestones = slices.Delete(slices.Clone(s.w.d.Milestones), s.open, s.open+1)
		s.open = -1
		return s.w.keepNow("row"), true
	}
	return effect{}, false
}

// tied ties a milestone to a number, or unties it.
func (s *milestonesStep) tied(at int, c model.Criterion) effect {
	list := slices.Clone(s.w.d.Milestones)
	list[at].Criterion = c
	s.w.d.Milestones = list
	if s.open >= 0 {
		return s.w.keepNow("edit")
	}
	return s.w.keepNow("row")
}

// shift moves a row up or down by one place; the focus goes with it.
func (s *milestonesStep) shift(at, by int) effect {
	if e, ok := s.kept(); !ok {
		return e
	}
	list := slices.Clone(s.w.d.Milestones)
	to := at + by
	if to < 0 || to >= len(list) {
		return effect{}
	}
	list[at], list[to] = list[to], list[at]
	s.w.d.Milestones = list
	return s.w.keepNow(placeID(to))
}

// kept keeps what is typed in the open row and shuts it. It is false, with what
// to do, when that does not read well.
func (s *milestonesStep) kept() (effect, bool) {
	if s.open < 0 {
		return effect{}, true
	}
	e := s.keepEdit(press{id: "edit"})
	return e, s.open < 0
}

// shut is Esc in the open row: what is typed there is kept. What does not read
// well holds the person here once, to see why.
func (s *milestonesStep) shut() effect {
	again := s.leaving
	e, ok := s.kept()
	if s.leaving = !ok; ok {
		return effect{ask: e.ask, focus: "row"}
	}
	if again {
		s.open, s.leaving = -1, false
		return effect{focus: "row"}
	}
	e.note = notKept + escLeaves
	return e
}

func (s *milestonesStep) openRow(at int) effect {
	if e, ok := s.kept(); !ok {
		return e
	}
	s.open = at
	s.edit.typed(rowText(s.w.d.Milestones[at]))
	return effect{focus: "edit"}
}

// keepRow keeps the new row and offers an empty one.
func (s *milestonesStep) keepRow(p press) effect {
	delete(s.w.wrong, "row")
	m, ok := s.row.keep(p, s.start(), func(t string) bool { return s.w.d.Duplicate(t, -1) >= 0 })
	s.w.d.Row = s.row.text
	if !ok {
		return effect{focus: "row"}
	}
	s.w.d.Milestones = append(slices.Clone(s.w.d.Milestones), m)
	return s.w.keepNow("row")
}

// keepEdit keeps the words and date of the open row; the rest of it stays.
func (s *milestonesStep) keepEdit(p press) effect {
	at := s.open
	was := s.w.d.Milestones[at]
	if p.id == "edit" && s.edit.text == rowText(was) {
		s.open = -1
		return effect{focus: placeID(at)}
	}
	m, ok := s.edit.keep(p, s.start(), func(t string) bool { return s.w.d.Duplicate(t, at) >= 0 })
	if !ok {
		return effect{focus: "edit"}
	}
	list := slices.Clone(s.w.d.Milestones)
	list[at].Title, list[at].Due = m.Title, m.Due
	s.w.d.Milestones, s.open = list, -1
	return s.w.keepNow("row")
}

// rowText is a milestone as it could be typed again.
func rowText(m model.Milestone) string {
	if phrase := m.Due.Phrase(); phrase != "" {
		return m.Title + ", " + phrase
	}
	return m.Title
}

// placeID names a row of a list by its place, from 1.
func placeID(i int) string { return rowID("place", int64(i+1)) }
