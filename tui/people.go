package tui

import (
	"context"
	"slices"
	"strings"

	"waymark/model"
)

// peopleScreen lists everyone in the file: those who recover, by name and
// counts, and those who help, with whom they help and how to reach them.
type peopleScreen struct {
	sh      *shared
	records []model.Record
	teams   []model.Goal // open goals of everyone, with their care teams
	wrong   map[string]string
}

// everyone is what the file knows of people.
type everyone struct {
	home    model.Home
	records []model.Record
	teams   []model.Goal
}

func loadEveryone(sh *shared) ask {
	st, seat := sh.store, sh.home.Seat()
	return func(ctx context.Context) (any, error) {
		var v everyone
		var err error
		if v.home, err = st.Home(ctx, seat); err != nil {
			return nil, err
		}
		if v.records, err = st.Records(ctx); err != nil {
			return nil, err
		}
		v.teams, err = st.Teams(ctx)
		return v, err
	}
}

// added is someone who was added, with what the file knows then.
type added struct {
	id     int64
	change model.Change
	person model.Person
	everyone
}

func (a added) made() model.Change { return a.change }

func (s *peopleScreen) load() ask { return loadEveryone(s.sh) }

func (s *peopleScreen) receive(value any, err error) effect {
	if err != nil {
		return effect{note: s.sh.problem(err)}
	}
	switch v := value.(type) {
	case everyone:
		s.take(v)
	case added:
		s.take(v.everyone)
		note := "Added " + name(v.person.Name) + "." + pressU
		if v.person.Recovers() {
			s.sh.newcomers.recovers = ""
			return effect{open: newPerson(s.sh, v.id), note: note}
		}
		s.sh.newcomers.helps = ""
		return effect{note: note}
	}
	return effect{}
}

func (s *peopleScreen) take(v everyone) {
	s.sh.home, s.records, s.teams = v.home, v.records, v.teams
}

func (s *peopleScreen) page(int) page {
	p := page{trail: []string{"People and care teams"}, esc: "Back", everyday: true}
	p.fact = "Who recovers, who helps, and how to reach them."
	p.heading("Who recovers")
	n := 0
	for _, r := range s.records {
		n++
		it := s.row(r.Patient, n)
		it.facts = r.Words()
		if r.Patient.ID == s.sh.home.Patient.ID {
			it.facts += " Shown now."
		}
		p.add(it)
	}
	s.field(&p, "recovers", "Someone else recovers:", s.sh.newcomers.recovers, "(a name)")
	p.gap()
	p.heading("Who helps")
	for _, known := range s.sh.home.People {
		if !known.Recovers() {
			n++
			p.add(s.row(known, n))
		}
	}
	s.field(&p, "helps", "Someone else helps:", s.sh.newcomers.helps, "(name, and who they are)")
	p.tail()
	return p
}

// row is someone with whom they help, how to reach them and what is switched off
// for them in the record that is shown.
func (s *peopleScreen) row(of model.Person, n int) item {
	it := item{kind: rowItem, id: rowID("person", of.ID), number: digit(n), mark: markPerson, text: sentence(of.Called()), enter: "Open"}
	if helped := model.Helps(s.teams, of.ID); len(helped) > 0 {
		it.facts = "Helps " + model.Names(helped) + "."
	}
	if of.Recovers() && it.facts != "" {
		it.below = append(it.below, it.facts)
	}
	if of.Contact != "" {
		it.below = append(it.below, of.Contact)
	}
	if off := of.Off(); off != "" {
		it.below = append(it.below, "Switched off: "+off+".")
	}
	return it
}

func (s *peopleScreen) field(p *page, id, label, text, blank string) {
	p.add(item{kind: fieldItem, id: id, mark: markAdd, label: label, labelW: len(label), text: text, blank: blank, enter: "Add", wrong: s.wrong[id]})
}

func (s *peopleScreen) typed(id, text string) {
	if delete(s.wrong, id); id == "recovers" {
		s.sh.newcomers.recovers = text
	} else {
		s.sh.newcomers.helps = text
	}
}

// closing keeps nothing: nobody was added who was not confirmed.
func (s *peopleScreen) closing() (ask, bool) {
	typed := s.sh.newcomers
	return nil, strings.TrimSpace(typed.recovers+typed.helps) == ""
}

func (s *peopleScreen) do(p press) effect {
	kind, id := splitID(p.id)
	switch {
	case p.leaves():
		return effect{back: 1}
	case p.intent != enter && p.intent != space:
		return effect{}
	case kind == "person":
		return effect{open: newPerson(s.sh, id)}
	case p.id == "recovers":
		return s.add(p.id, model.ParsePerson(s.sh.newcomers.recovers).Recovering())
	case p.id == "helps":
		return s.add(p.id, model.ParsePerson(s.sh.newcomers.helps))
	}
	return effect{}
}

// add puts someone new into the file; an empty field is passed over.
func (s *peopleScreen) add(field string, person model.Person) effect {
	if person.String() == "" {
		return effect{next: true}
	}
	s.wrong = map[string]string{}
	if err := person.Validate(); err != nil {
		s.wrong[field] = s.sh.problem(err)
		return effect{}
	}
	if known, ok := model.Namesake(s.sh.home.People, person); ok {
		s.wrong[field] = name(known.Name) + " is on this list already. Add a second name, or open that line."
		return effect{}
	}
	st, at, reload := s.sh.store, s.sh.home.At, s.load()
	return effect{ask: func(ctx context.Context) (any, error) {
		id, c, err := st.AddPerson(ctx, at, person)
		if err != nil {
			return nil, err
		}
		v, err := reload(ctx)
		if err != nil {
			return nil, err
		}
		return added{id, c, person, v.(everyone)}, nil
	}}
}

// recordOf returns the counts of someone who recovers, and whether they do.
func recordOf(records []model.Record, id int64) (model.Record, bool) {
	i := slices.IndexFunc(records, func(r model.Record) bool { return r.Patient.ID == id })
	if i < 0 {
		return model.Record{}, false
	}
	return records[i], true
}
