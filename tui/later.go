package tui

import (
	"slices"
	"strings"

	"waymark/model"
)

// later asks what to do where other changes stand on one that was to be taken
// back: to leave all as it is, or to take all of them back.
type later struct {
	sh  *shared
	err *model.LaterError
}

// mostLater is how many of the later changes are named.
const mostLater = 20

func newLater(sh *shared, err *model.LaterError) *later { return &later{sh, err} }

func (s *later) load() ask { return nil }

func (s *later) receive(value any, err error) effect {
	more, came := standsOn(err)
	switch {
	case came: // they came while it asked
		s.err = s.err.And(more)
		return effect{note: "More came later just now.", focus: "leave"}
	case isGone(err):
		return effect{back: 1, note: "It was taken back in another window already."}
	case err != nil:
		return effect{note: s.sh.problem(err)}
	}
	u := value.(undone)
	return effect{took: &u, back: 1}
}

func (s *later) first() string { return "leave" }

func (s *later) page(int) page {
	list, n := s.err.Later, len(s.err.Later)
	p := page{trail: []string{"Something came later"}, fact: s.who() + " changed the same thing since.", esc: "Leave it"}
	p.text("To be taken back, from " + s.when(s.err.Change) + ":")
	p.reading("asked", 0, []string{s.told(s.err.Change)})
	p.gap()
	p.text("What came later, the newest first:")
	for i, c := range list[:min(n, mostLater)] {
		p.reading(rowID("later", int64(i)), 0, []string{sentence(model.Capital(s.when(c))) + " " + s.told(c)})
	}
	if n > mostLater {
		p.text("And " + model.Count(n-mostLater, "change") + " more.")
	}
	p.gap()
	p.choice("leave", "Leave all as it is", "")
	p.choice("take", "Take back these "+model.Count(n+1, "change")+" together.", "You can do them again later, one by one.")
	for _, c := range append([]model.Change{s.err.Change}, list...) {
		if c.ByID != s.sh.home.At.ID && c.Kind != model.KindReading {
			p.needs(model.RightPlan)
		}
	}
	return p
}

// told says a change; of what was done in another record, no more than that.
func (s *later) told(c model.Change) string {
	return sentence(model.OneLine(c.In(s.sh.home.Patient.ID).Told(s.sh.home.At.ID)))
}

func (s *later) when(c model.Change) string { return s.sh.dates.Short(c.On) + ", " + c.Clock }

// who names those who made the later changes: "Ben", "You and Ben".
func (s *later) who() string {
	var names []string
	for _, c := range s.err.Later {
		who := c.Maker()
		if c.ByID == s.sh.home.At.ID {
			who = "you"
		}
		if !slices.Contains(names, who) {
			names = append(names, who)
		}
	}
	return model.Capital(strings.Join(names, " and "))
}

func (s *later) do(p press) effect {
	switch {
	case p.intent == back, p.id == "leave" && (p.intent == enter || p.intent == space):
		return effect{back: 1, note: "All is as it was. Nothing was taken back."}
	case p.id == "take" && (p.intent == enter || p.intent == space):
		return effect{ask: s.sh.turnAround(s.err.All()...)}
	}
	return effect{}
}
