package tui

import (
	"context"
	"errors"
	"strings"

	"waymark/model"
)

// removal asks before a person is removed with all that was written for them. It
// is the one thing that undo does not bring back, so it asks for the name.
type removal struct {
	sh   *shared
	id   int64
	goes model.Footprint // what is removed with them
	text string          // the name, as typed
	bad  string
}

// taken is that someone was removed, where the copy is, and what the window shows
// then.
type taken struct {
	seated
	copied  string
	lingers bool // traces of them, until the next start
	here    bool // they were the one at the computer
	older   int  // how many older copies hold them
}

func (s *removal) load() ask {
	st, id := s.sh.store, s.id
	return func(ctx context.Context) (any, error) { return st.Footprint(ctx, id) }
}

func (s *removal) receive(value any, err error) effect {
	switch {
	case errors.Is(err, model.ErrNotThisName):
		s.bad = "That is another name. Type " + model.Quote(name(s.goes.Person.Name)) + " to remove, or press Esc to keep all."
		return effect{focus: "name"}
	case err != nil:
		return s.sh.leaveIfGone(err)
	}
	v, removed := value.(taken)
	if !removed {
		s.goes = value.(model.Footprint)
		return effect{}
	}
	s.sh.take(v.seated)
	e := effect{stack: []screen{newToday(s.sh, v.home)}, open: &farewell{sh: s.sh, name: s.goes.Person.Name, taken: v}}
	if v.home.Patient.ID == 0 {
		e.stack = []screen{&welcome{sh: s.sh}}
	}
	return e
}

func (s *removal) page(int) page {
	who := name(s.goes.Person.Name)
	p := page{trail: []string{"Remove " + who}, esc: "Keep"}
	p.fact = "This removes " + who + " from this computer."
	if also := s.goes.Words(); also != "" {
		p.fact = "This removes " + who + " from this computer, with " + also + "."
	}
	p.text("It cannot be undone" + map[bool]string{true: " with u"}[s.sh.letters()] + ".")
	p.gap()
	p.text("A copy of everything is saved first, in this folder:")
	p.add(item{indent: 2, text: s.goes.Folder})
	if n := s.goes.Copies; n > 0 {
		p.text("In it are also " + model.Count(n, "older copy") + " that hold " + who + ". They stay.")
	}
	p.gap()
	p.choice("back", "Keep "+who+". Change nothing.", "")
	p.items[len(p.items)-1].enter = "Keep"
	label := "Remove. Type the name:"
	p.add(item{kind: fieldItem, id: "name", number: 2, label: label, labelW: len(label), text: s.text, blank: "(" + who + ")", enter: "Remove", wrong: s.bad})
	return p
}

// closing keeps nothing: what was not confirmed did not happen.
func (s *removal) closing() (ask, bool) { return nil, true }

func (s *removal) typed(_, text string) { s.text, s.bad = text, "" }

func (s *removal) do(p press) effect {
	switch {
	case p.leaves():
		return effect{back: 1, note: "Nothing was changed."}
	case p.id != "name" || p.intent != enter:
		return effect{}
	case strings.TrimSpace(s.text) == "":
		return effect{note: "Type the name to be sure. Esc keeps everything."}
	}
	older := s.goes.Copies
	st, at, id, typed, seat := s.sh.store, s.sh.home.At, s.id, strings.TrimSpace(s.text), s.sh.home.Seat()
	if seat.At == id {
		seat.At = 0
	}
	if seat.Patient == id {
		seat.Patient = 0
	}
	return effect{ask: func(ctx context.Context) (any, error) {
		copied, c, err := st.RemovePerson(ctx, at, id, typed)
		if err != nil {
			return nil, err
		}
		v, err := sitAt(st, seat)(ctx)
		sat, _ := v.(seated)
		return taken{sat, copied, c.Lingers, at.ID == id, older}, err
	}}
}

// farewell says that someone was removed, and where the copy is.
type farewell struct {
	taken
	sh   *shared
	name string
}

func (s *farewell) load() ask                 { return nil }
func (s *farewell) receive(any, error) effect { return effect{} }

func (s *farewell) page(int) page {
	p := page{trail: []string{"Removed"}, esc: "Go on"}
	p.fact = name(s.name) + " is gone from here, with all that was written for them."
	p.text("A copy of how it was before is kept here:")
	p.add(item{indent: 2, text: s.copied})
	p.gap()
	if s.older == 0 {
		p.text("The copy still holds everything. When nobody needs it, remove that file too.")
	} else {
		p.text("The copy still holds everything, and so do " + model.Count(s.older, "older copy") + " in that folder. When nobody needs them, remove those files too.")
	}
	if s.lingers {
		p.gap()
		p.text("Another window has the file open. Traces in it go when Waymark is next started.")
	}
	p.gap()
	p.row("back", "Go on", "Go on")
	return p
}

func (s *farewell) do(p press) effect {
	switch {
	case p.leaves() && s.here && !s.sh.home.Alone() && s.sh.home.Patient.ID != 0:
		return effect{open: &whoScreen{sh: s.sh, asks: true}, swap: true}
	case p.leaves():
		return effect{back: 1}
	}
	return effect{}
}
