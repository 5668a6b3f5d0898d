package tui

import (
	"context"
	"strings"

	"waymark/model"
)

// whoScreen says who is at the computer, so that check marks carry the right
// name, and, where several people recover, whose recovery the window shows.
type whoScreen struct {
	sh      *shared
	asks    bool // it was not asked for: Waymark begins with it
	records []model.Record
	bad     string
}

// atHand is what the question is asked with.
type atHand struct {
	home    model.Home
	records []model.Record
}

func (s *whoScreen) load() ask {
	st, seat := s.sh.store, s.sh.home.Seat()
	return func(ctx context.Context) (any, error) {
		home, err := st.Home(ctx, seat)
		if err != nil {
			return nil, err
		}
		records, err := recordsOf(ctx, st, home)
		return atHand{home, records}, err
	}
}

// recordsOf reads whose recovery there is to choose from. Of one there is
// nothing to choose.
func recordsOf(ctx context.Context, st Store, home model.Home) ([]model.Record, error) {
	n := 0
	for _, p := range home.People {
		if p.Recovers() {
			n++
		}
	}
	if n < 2 {
		return nil, nil
	}
	return st.Records(ctx)
}

func (s *whoScreen) receive(value any, err error) effect {
	if err != nil {
		return effect{note: s.sh.problem(err)}
	}
	sat, changed := value.(seated)
	if !changed {
		v := value.(atHand)
		s.sh.home, s.records = v.home, v.records
		return effect{}
	}
	was := s.sh.home
	s.sh.take(sat)
	s.sh.newcomers.here = ""
	return s.shown(was)
}

// shown goes on as whoever sits here now. Nothing of a record that is not shown
// any more stays on the screens.
func (s *whoScreen) shown(was model.Home) effect {
	now, e := s.sh.home, effect{back: 1}
	if now.At.ID != was.At.ID || !s.asks {
		e.note = "You are " + name(now.At.Name) + ". Check marks will carry this name."
	}
	if now.Patient.ID == was.Patient.ID {
		return e
	}
	if now.At.ID == was.At.ID && now.At.ID != now.Patient.ID {
		e.note = s.sh.shows()
	}
	e.back, e.stack = 0, []screen{newToday(s.sh, now)}
	if s.asks {
		e.stack = s.sh.opening()
	}
	return e
}

func (s *whoScreen) first() string { return rowID("person", s.sh.home.At.ID) }

func (s *whoScreen) page(int) page {
	home := s.sh.home
	p := page{trail: []string{"Who is at the computer now?"}, esc: "Back"}
	p.fact = "Check marks carry the name of whoever is here."
	here := "Here now."
	if s.asks {
		p.fact, p.esc, here = s.greeting(), "Go on", "Here last."
	}
	n := 0
	add := func(it item, chosen bool, says string) {
		n++
		it.kind, it.number, it.mark, it.enter, it.space = rowItem, digit(n), markToDo, "Choose", "Choose"
		if chosen {
			it.mark, it.facts = markChosen, strings.TrimSpace(it.facts+" "+says)
		}
		p.add(it)
	}
	for _, known := range home.People {
		add(item{id: rowID("person", known.ID), text: sentence(known.Called())}, known.ID == home.At.ID, here)
	}
	p.add(item{kind: fieldItem, id: "new", mark: markAdd, label: "Someone else is here:", labelW: 21, text: s.sh.newcomers.here, blank: "(name, and who they are)", enter: "Add", wrong: s.bad})
	p.gap()
	if len(s.records) > 1 {
		p.heading("Whose recovery do you want to see?")
		for _, r := range s.records {
			add(item{id: rowID("record", r.Patient.ID), text: sentence(r.Patient.Name), facts: r.Words()}, r.Patient.ID == home.Patient.ID, "Shown now.")
		}
		p.gap()
		p.text("What others wrote is hidden until you choose them.")
	}
	p.text("Anyone who can open this computer account can open this program. To keep it private, lock the computer when you leave.")
	p.gap()
	if s.asks {
		p.row("back", strings.TrimSuffix("Go on as "+name(home.At.Name), " as "), "Go on")
		return p
	}
	p.row("people", "People and care teams", "Open")
	p.row("back", "Back", "Back")
	return p
}

// greeting is said at the start.
func (s *whoScreen) greeting() string {
	if s.sh.home.At.ID == 0 {
		return "Good to see you. Choose who you are."
	}
	return "Good to see you. Press Enter to go on as " + name(s.sh.home.At.Name) + "."
}

// closing keeps nothing: nobody was added who was not confirmed.
func (s *whoScreen) closing() (ask, bool) {
	return nil, strings.TrimSpace(s.sh.newcomers.here) == ""
}

func (s *whoScreen) typed(_, text string) { s.sh.newcomers.here, s.bad = text, "" }

func (s *whoScreen) do(p press) effect {
	kind, id := splitID(p.id)
	switch {
	case p.leaves() && s.asks:
		return s.here(s.sh.home.At.ID)
	case p.leaves():
		return effect{back: 1}
	case p.intent != enter && p.intent != space:
		return effect{}
	case p.id == "people":
		return effect{open: &peopleScreen{sh: s.sh}}
	case kind == "record":
		return effect{ask: s.sh.sit(model.Seat{Patient: id})}
	case kind == "person":
		return s.here(id)
	}
	return s.add()
}

// here makes someone the one at the computer. At the start, whoever it was last
// goes on with what is there, and whoever recovers with their own record.
func (s *whoScreen) here(id int64) effect {
	home := s.sh.home
	if s.asks && id == home.At.ID && (id == home.Patient.ID || !home.Person(id).Recovers()) {
		return effect{back: 1}
	}
	return effect{ask: s.sh.sit(model.Seat{At: id})}
}

// add sits down whoever was typed, once they are in the file.
func (s *whoScreen) add() effect {
	person := model.ParsePerson(s.sh.newcomers.here)
	if err := person.Validate(); err != nil {
		s.bad = s.sh.problem(err)
		return effect{}
	}
	if known, ok := model.Namesake(s.sh.home.People, person); ok {
		return s.here(known.ID)
	}
	st, at, seat := s.sh.store, s.sh.home.At, s.sh.home.Seat()
	return effect{ask: func(ctx context.Context) (any, error) {
		id, c, err := st.AddPerson(ctx, at, person)
		if err != nil {
			return nil, err
		}
		seat.At = id
		if person.Recovers() {
			seat.Patient = id
		}
		v, err := sitAt(st, seat)(ctx)
		if err != nil {
			return nil, err
		}
		sat := v.(seated)
		sat.change = c
		return sat, nil
	}}
}
