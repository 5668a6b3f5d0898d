package tui

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"waymark/model"
)

// historyLine shows one change: what was done, by whom and when, what it changed,
// and the way to turn it around.
type historyLine struct {
	sh    *shared
	id    int64
	d     model.Detail
	turns bool // it is being turned around
}

func (s *historyLine) load() ask {
	st, id := s.sh.store, s.id
	return func(ctx context.Context) (any, error) { return st.Edits(ctx, id) }
}

func (s *historyLine) receive(value any, err error) effect {
	turned := s.turns
	s.turns = false
	_, asks := standsOn(err)
	switch {
	case err != nil && turned && isGone(err):
		return effect{note: "This was turned around in another window. Here is how it stands now.", ask: s.load()}
	case errors.Is(err, model.ErrChangedSince) && turned && s.d.Redoes() && !asks:
		return effect{note: "It stands on an earlier change that was taken back too. Do that one again first."}
	case err != nil && turned:
		return s.sh.notTakenBack(err)
	case err != nil:
		return s.sh.leaveIfGone(err)
	}
	switch v := value.(type) {
	case model.Detail:
		s.d = v
	case undone:
		return effect{took: &v}
	}
	return effect{}
}

func (s *historyLine) page(int) page {
	c, dates := s.d.Change, s.sh.dates
	p := page{trail: []string{"See what changed", "One change"}, fact: sentence(model.OneLine(c.Told(s.sh.home.At.ID))), esc: "Back", everyday: true}
	p.text(dates.Long(c.On) + ", " + c.Clock + ".")
	if s.d.Goal != "" {
		p.text("Goal: " + sentence(s.d.Goal))
	}
	p.lines(s.stands())
	p.gap()
	for i, e := range s.d.Edits {
		s.edit(&p, i, e)
	}
	p.gap()
	if why := s.stuck(); why != "" {
		p.reading("stuck", 0, []string{why})
	} else {
		p.row("turn", s.turn(), "Choose")
	}
	p.tail()
	return p
}

// stands say what the change took back, and who took it back itself.
func (s *historyLine) stands() []string {
	var lines []string
	at := func(c model.Change) string { return " on " + s.sh.dates.Short(c.On) + ", " + c.Clock + "." }
	if was := s.d.Undid; was.ID != 0 {
		lines = append(lines, "That was done by "+was.Maker()+at(was))
	}
	if back := s.d.Back; back.ID != 0 && !s.d.Change.Stands {
		how := "Taken back by "
		if s.d.Change.Back() {
			how = "Done again by "
		}
		lines = append(lines, how+back.Maker()+at(back))
	}
	return lines
}

// edit tells what was done to one thing.
func (s *historyLine) edit(p *page, i int, e model.Edit) {
	var lines []string
	for _, f := range s.d.Facts(e, s.sh.dates) {
		for _, line := range f.Lines() {
			lines = append(lines, strings.Split(line, "\n")...)
		}
	}
	some := min(len(lines), atOnce)
	p.gap()
	p.add(item{kind: rowItem, id: rowID("thing", int64(i)), text: model.OneLine(e.Words()), role: roleStrong, below: lines[:some]})
	p.reading(fmt.Sprintf("thing-%d", i), 0, lines[some:])
}

// turn names the way to turn the change around.
func (s *historyLine) turn() string {
	switch {
	case s.d.Redoes():
		return "Do it again"
	case s.d.Change.Back():
		return "Take it back again"
	}
	return "Undo this change"
}

// stuck says why the change cannot be turned around; "" when it can.
func (s *historyLine) stuck() string {
	c, at := s.d.Change, s.sh.home.At
	off := s.sh.home.Person(at.ID).Lacks(s.d.Needs(at), c.Patient)
	switch {
	case c.Kind == model.KindSetUp:
		return "This is how it began, so it stays."
	case c.Kind == model.KindRestore:
		return "To go back to how it was before, bring back the copy from then: More, Bring back a saved copy."
	case c.Kind == model.KindGone:
		return "This cannot be undone here. A copy of the file was saved first."
	case s.d.Closed:
		return "This was done before Waymark was updated. It cannot be undone here. Everything is safe."
	case s.d.Turns() == 0:
		return "This was turned around since, so it stays as it is."
	case off != model.RightNone:
		return s.sh.problem(s.sh.notAllowed(off))
	}
	return ""
}

func (s *historyLine) do(p press) effect {
	switch {
	case p.leaves():
		return effect{back: 1}
	case p.id == "turn" && (p.intent == enter || p.intent == space):
		s.turns = true
		return effect{ask: s.sh.turnAround(s.d.Turns())}
	}
	return effect{}
}
