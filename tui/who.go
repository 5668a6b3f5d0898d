package tui

import (
	"context"
	"strings"

	"waymark/model"
)

// whoScreen says who is at the computer, so that check marks carry the right
// name, and adds people who help.
type whoScreen struct {
	sh  *shared
	bad string
}

func (s *whoScreen) load() ask { return loadHome(s.sh) }

func (s *whoScreen) receive(value any, err error) effect {
	if err != nil {
		return effect{note: s.sh.problem(err)}
	}
	d, changed := value.(seated)
	if !changed {
		s.sh.home = value.(model.Home)
		return effect{}
	}
	s.sh.take(d)
	s.sh.someone = ""
	return effect{back: 1, note: "You are " + s.sh.home.At.Name + ". Check marks will carry this name."}
}

func (s *whoScreen) first() string { return rowID("person", s.sh.home.At.ID) }

func (s *whoScreen) page(int) page {
	p := page{trail: []string{s.sh.home.Patient.Name, "Who is at the computer now?"}, esc: "Back"}
	p.fact = "Check marks carry the name of whoever is here."
	for _, known := range s.sh.home.People {
		it := item{kind: rowItem, id: rowID("person", known.ID), mark: markToDo, text: known.String(), enter: "Choose", space: "Choose"}
		if known.ID == s.sh.home.At.ID {
			it.mark = markChosen
			it.facts = "Here now."
		}
		if known.ID == s.sh.home.Patient.ID {
			it.text = known.Name + "."
		} else {
			it.text = sentence(it.text)
		}
		p.add(it)
	}
	p.add(item{kind: fieldItem, id: "new", mark: markAdd, label: "Someone else is here:", labelW: 21, text: s.sh.someone, blank: "(name, and who they are)", enter: "Add", wrong: s.bad})
	p.gap()
	p.text("Anyone who can open this computer account can open this program. To keep it private, lock the computer when you leave.")
	p.gap()
	p.row("back", "Back", "Back")
	return p
}

// closing keeps nothing: nobody was added who was not confirmed.
func (s *whoScreen) closing() (ask, bool) { return nil, strings.TrimSpace(s.sh.someone) == "" }

func (s *whoScreen) typed(_, text string) { s.sh.someone, s.bad = text, "" }

func (s *whoScreen) do(p press) effect {
	kind, id := splitID(p.id)
	st, at := s.sh.store, s.sh.home.At
	switch {
	case p.leaves():
		return effect{back: 1}
	case p.intent != enter && p.intent != space:
		return effect{}
	case kind == "person":
		return effect{ask: s.sh.sit(model.Seat{At: id})}
	}
	person := model.ParsePerson(s.sh.someone)
	if err := person.Validate(); err != nil {
		s.bad = s.sh.problem(err)
		return effect{}
	}
	for _, known := range s.sh.home.People {
		if model.SameTitle(known.Name, person.Name) {
			return s.do(press{intent: enter, id: rowID("person", known.ID)})
		}
	}
	seat := s.sh.home.Seat()
	return effect{ask: func(ctx context.Context) (any, error) {
		id, c, err := st.AddPerson(ctx, at, person)
		if err != nil {
			return nil, err
		}
		seat.At = id
		v, err := sitAt(st, seat)(ctx)
		if err != nil {
			return nil, err
		}
		sat := v.(seated)
		sat.change = c
		return sat, nil
	}}
}
