package tui

import (
	"slices"
	"strings"

	"waymark/model"
)

// peopleStep asks question 3: who helps. People already known are offered
// again; a new one is typed on one line, or filled in field by field.
type peopleStep struct {
	w    *wizard
	rows []personRow
	open int // place of the open row, or -1
	bad  string
}

type personRow struct {
	p  model.Person
	on bool
}

func newPeopleStep(w *wizard) *peopleStep {
	s := &peopleStep{w: w, open: -1}
	for _, p := range w.sh.home.People {
		if p.ID != w.d.Patient.ID {
			at := slices.IndexFunc(w.d.Team, func(t model.Person) bool { return t.ID == p.ID })
			if at >= 0 {
				p = w.d.Team[at]
			}
			s.rows = append(s.rows, personRow{p, at >= 0})
		}
	}
	for _, p := range w.d.Team {
		if p.ID == 0 {
			s.rows = append(s.rows, personRow{p, true})
		}
	}
	return s
}

func (s *peopleStep) first() string { return "person" }

func (s *peopleStep) show(p *page, _ int) {
	for i, r := range s.rows {
		it := item{kind: rowItem, id: placeID(i), mark: markToDo, text: sentence(r.p.String()), enter: "Choose", space: "Choose"}
		if r.on {
			it.mark, it.enter, it.space = markChosen, "Leave out", "Leave out"
		}
		if r.p.ID == 0 {
			it.enter = "Change"
		}
		p.add(it)
		if i == s.open {
			s.fields(p, r.p)
		}
	}
	p.entry = "person"
	if s.open >= 0 {
		p.entry, p.esc = "", "Close this one"
	}
	wrong := s.bad
	if wrong == "" {
		wrong = s.w.wrong["person"]
	}
	it := item{kind: fieldItem, id: "person", mark: markAdd, label: "Add a person:", labelW: 13, text: s.w.d.PersonRow, enter: "Keep", blank: "(name, and who they are)", wrong: wrong}
	if typed := model.ParsePerson(s.w.d.PersonRow); typed.Name != "" && (typed.Is() != "" || typed.Contact != "") {
		it.below = []string{"Reads as: " + said(typed)}
	}
	p.add(it)
	if credit := s.credit(); credit != "" {
		p.gap()
		p.text(credit)
	}
}

// said takes a person apart, so that each part can be checked.
func said(p model.Person) string {
	s := p.Name + "."
	if is := p.Is(); is != "" {
		s += " Who: " + is + "."
	}
	if p.Contact != "" {
		s += " Also: " + sentence(p.Contact)
	}
	return s
}

// credit shows the answer at work: a check mark that carries a name.
func (s *peopleStep) credit() string {
	for _, r := range s.rows {
		if r.on && len(s.w.d.Milestones) > 0 {
			return "A check mark can then say: " + sentence(name(s.w.d.Milestones[0].Title)) + " Checked by " + r.p.Name + "."
		}
	}
	return ""
}

func (s *peopleStep) fields(p *page, person model.Person) {
	lw := len("Who they are")
	for _, f := range []struct{ id, label, text, blank string }{
		{"name", "Name", person.Name, "(a name)"},
		{"relation", "Who they are", person.Is(), "(physical therapist, my son)"},
		{"contact", "How to reach", person.Contact, "(a number, a day)"},
	} {
		p.add(item{kind: fieldItem, id: f.id, indent: 3, label: f.label, labelW: lw, text: f.text, blank: f.blank, enter: "Next", wrong: s.w.wrong[f.id]})
	}
	p.add(item{kind: rowItem, id: "shut", indent: 3, text: "That is all for this person", enter: "Close"})
	p.add(item{kind: rowItem, id: "remove", indent: 3, text: "Take this person off", enter: "Remove"})
}

func (s *peopleStep) typed(id, text string) {
	if id == "person" {
		s.w.d.PersonRow, s.bad = text, ""
		return
	}
	if s.open < 0 {
		return
	}
	p := &s.rows[s.open].p
	switch id {
	case "name":
		p.Name = text
	case "relation":
		p.Relation, p.Role = text, model.RoleOf(text)
	case "contact":
		p.Contact = text
	}
	s.collect()
}

func (s *peopleStep) settle() {
	if s.open >= 0 {
		s.shut()
	}
	if strings.TrimSpace(s.w.d.PersonRow) != "" {
		s.add()
	}
}

func (s *peopleStep) collect() {
	var team []model.Person
	for _, r := range s.rows {
		if r.on && strings.TrimSpace(r.p.Name) != "" {
			team = append(team, r.p)
		}
	}
	s.w.d.Team = team
}

func (s *peopleStep) do(p press) (effect, bool) {
	kind, n := splitID(p.id)
	at := int(n) - 1
	switch {
	case p.intent == back && s.open >= 0, p.id == "shut" && p.intent == enter:
		return s.shut(), true
	case p.id == "remove" && p.intent == enter:
		s.rows = slices.Delete(s.rows, s.open, s.open+1)
		s.open = -1
		s.collect()
		return s.w.keepNow("person"), true
	case kind == "place" && p.intent == enter && s.rows[at].p.ID == 0:
		s.open = at
		return effect{focus: "name"}, true
	case kind == "place" && (p.intent == space || p.intent == enter):
		if s.open >= 0 && strings.TrimSpace(s.rows[s.open].p.Name) == "" {
			return s.shut(), true
		}
		s.rows[at].on = !s.rows[at].on
		s.collect()
		return s.w.keepNow(p.id), true
	case p.id == "person" && p.intent == enter:
		if strings.TrimSpace(s.w.d.PersonRow) == "" {
			return effect{next: true}, true
		}
		return s.add(), true
	}
	return effect{}, false
}

// shut closes the open person; one who has no name goes.
func (s *peopleStep) shut() effect {
	at := s.open
	s.open = -1
	if strings.TrimSpace(s.rows[at].p.Name) == "" {
		s.rows = slices.Delete(s.rows, at, at+1)
		s.collect()
		return s.w.keepNow("person")
	}
	return s.w.keepNow(placeID(at))
}

// add keeps the person who was typed and offers an empty row.
func (s *peopleStep) add() effect {
	p := model.ParsePerson(s.w.d.PersonRow)
	if err := p.Validate(); err != nil {
		s.bad = s.w.sh.problem(err)
		return effect{focus: "person"}
	}
	known := slices.IndexFunc(s.rows, func(r personRow) bool { return model.SameTitle(r.p.Name, p.Name) })
	if known >= 0 { // someone already known, of whom more may be said now
		s.rows[known] = personRow{s.rows[known].p.Learn(p), true}
	} else {
		s.rows = append(s.rows, personRow{p, true})
	}
	s.w.d.PersonRow = ""
	s.collect()
	return s.w.keepNow("person")
}
