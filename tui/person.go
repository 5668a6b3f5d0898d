package tui

import (
	"context"
	"slices"
	"strings"

	"waymark/model"
)

// personScreen opens one person: their name, who they are and how to reach them,
// on which care teams they are, and what they may do.
type personScreen struct {
	personFields
	sh      *shared
	id      int64
	person  model.Person // as in the file
	teams   []model.Goal // open goals of everyone, with their care teams
	record  model.Record // of one who recovers
	wrong   map[string]string
	leaving bool          // the person at the computer wants to go back
	failed  bool          // and what is typed could not be saved then
	then    func(*effect) // what comes once what is typed is saved
}

// personFields are what can be typed of a person.
type personFields struct{ name, who, reach string }

func fieldsOfPerson(p model.Person) personFields {
	f := personFields{p.Name, p.Is(), p.Contact}
	if p.Recovers() {
		f.who = p.Relation
	}
	return f
}

// follow takes over what changed in the file. What was typed and is not kept
// yet stays.
func (f *personFields) follow(was, now personFields) {
	f.name = model.Merge(now.name, was.name, f.name)
	f.who = model.Merge(now.who, was.who, f.who)
	f.reach = model.Merge(now.reach, was.reach, f.reach)
}

func newPerson(sh *shared, id int64) *personScreen {
	return &personScreen{sh: sh, id: id, wrong: map[string]string{}}
}

func (s *personScreen) load() ask { return loadEveryone(s.sh) }

func (s *personScreen) receive(value any, err error) effect {
	if err != nil {
		s.failed = s.leaving
		return s.sh.notSaved(err, s.leaving, s.personFields != fieldsOfPerson(s.person))
	}
	switch v := value.(type) {
	case everyone:
		return s.show(v)
	case seated:
		s.sh.take(v)
		return effect{stack: []screen{newToday(s.sh, v.home)}, note: s.sh.shows()}
	case done:
		s.personFields = fieldsOfPerson(s.person) // what was typed is in the file
		e := s.show(v.data.(everyone))
		if v.change.ID != 0 {
			e.note = "Saved." + map[bool]string{true: notAllRead}[s.leaving && len(s.wrong) > 0] + pressU
		}
		if s.then != nil {
			s.then(&e)
		}
		return e
	}
	return effect{}
}

func (s *personScreen) show(v everyone) effect {
	s.sh.home, s.teams = v.home, v.teams
	now := v.home.Person(s.id)
	if now.ID == 0 {
		return effect{back: 1, note: s.sh.problem(model.ErrNotFound)}
	}
	s.record, _ = recordOf(v.records, s.id)
	s.follow(fieldsOfPerson(s.person), fieldsOfPerson(now))
	s.person = now
	return effect{}
}

// first is the way to a record that is not shown, or the row that says how it
// stands: what is typed there by mistake changes nothing.
func (s *personScreen) first() string {
	if s.hidden() {
		return "show"
	}
	return "state"
}

// mine reports whether the record that is shown is the person's own.
func (s *personScreen) mine() bool { return s.id == s.sh.home.Patient.ID }

// hidden reports whether the person recovers and another record is shown.
func (s *personScreen) hidden() bool { return s.person.Recovers() && !s.mine() }

func (s *personScreen) page(int) page {
	who := name(s.person.Name)
	p := page{trail: []string{"People", who}, fact: sentence(cut(s.person.Called(), textMax)), esc: "Back", everyday: true}
	p.add(item{kind: rowItem, id: "state", text: s.state()})
	if s.hidden() {
		p.row("show", "See "+who+"'s recovery", "Open")
	}
	p.gap()
	p.tell(s.sh, s.needsPlan())
	lw, blank := len("How to reach them"), "(physical therapist, my son)"
	if s.person.Recovers() {
		blank = "(my mother, a neighbor)"
	}
	for _, field := range []struct{ id, label, text, blank string }{
		{"name", "Name", s.name, "(a name)"},
		{"who", "Who they are", s.who, blank},
		{"reach", "How to reach them", s.reach, "(a number, a day)"},
	} {
		p.add(item{kind: fieldItem, id: field.id, label: field.label, labelW: lw, text: field.text, blank: field.blank, enter: "Save", wrong: s.wrong[field.id], needs: s.needsPlan()})
	}
	if !s.mine() {
		s.onTeams(&p)
		s.rights(&p)
	}
	p.gap()
	if !s.person.Recovers() {
		p.row("recovers", who+" recovers too", "Say so")
		p.needs(s.needsPlan())
	}
	p.row("remove", "Remove "+who+" and all that was written for them", "Open")
	p.needs(s.needsPlan())
	p.row("back", "Save and go back", "Back")
	p.row(doMore, "More", "Open")
	return p
}

// needsPlan is what it takes to change what is known of the person: of oneself
// everybody may.
func (s *personScreen) needsPlan() model.Right {
	if s.id == s.sh.home.At.ID {
		return model.RightNone
	}
	return model.RightPlan
}

// state says how it stands: "Helps Rosa and Walter."
func (s *personScreen) state() string {
	var words []string
	if s.person.Recovers() {
		words = append(words, "Recovers. "+s.record.Words())
	}
	if helped := model.Helps(s.teams, s.id); len(helped) > 0 {
		words = append(words, "Helps "+model.Names(helped)+".")
	} else if !s.person.Recovers() {
		words = append(words, "On no care team yet.")
	}
	if s.id == s.sh.home.At.ID {
		words = append(words, "Here now.")
	}
	return strings.Join(words, " ")
}

// onTeams lists the open goals of the record that is shown, with whether the
// person is on their care teams.
func (s *personScreen) onTeams(p *page) {
	for i, g := range s.goals() {
		if i == 0 {
			p.gap()
			p.heading("On the care team of " + name(s.sh.home.Patient.Name) + " for")
		}
		it := item{kind: rowItem, id: rowID("team", g.ID), mark: markToDo, text: sentence(g.Title), enter: "Put on", space: "Put on", needs: model.RightPlan}
		if g.OnTeam(s.id) {
			it.mark, it.enter, it.space = markChosen, "Take off", "Take off"
		}
		p.add(it)
	}
}

func (s *personScreen) goals() []model.Goal {
	return slices.DeleteFunc(slices.Clone(s.teams), func(g model.Goal) bool { return g.Patient.ID != s.sh.home.Patient.ID })
}

// rightRows are what can be switched off, by their rows.
var rightRows = []struct {
	id, label string
	right     model.Right
}{
	{"check", "May check off milestones", model.RightCheck},
	{"plan", "May change the plan", model.RightPlan},
}

// rights show what the person may do in the record that is shown, and let whose
// it is change that.
func (s *personScreen) rights(p *page) {
	p.gap()
	p.heading("What " + name(s.person.Name) + " may do for " + name(s.sh.home.Patient.Name))
	for _, r := range rightRows {
		it := item{kind: rowItem, id: r.id, label: r.label, labelW: len(rightRows[0].label), text: "No"}
		if s.may(r.right) {
			it.text = "Yes"
		}
		if s.decides() {
			it.enter, it.space, it.sides = "Change", "Change", "Change"
		} else {
			it.text, it.facts = it.text+".", s.sh.decider()
		}
		p.add(it)
	}
	p.gap()
	if !s.decides() {
		p.text(s.toDecide())
	}
	p.text("This is a courtesy between people, not a lock. Waymark takes your word for who is here.")
}

// may reports whether the person may do what needs a right to the record that is
// shown.
func (s *personScreen) may(r model.Right) bool { return s.person.May(r, s.sh.home.Patient.ID) }

// decides reports whether whoever is at the computer says who may do what there:
// it is their own record.
func (s *personScreen) decides() bool { return s.sh.home.May(model.RightSay) }

// toDecide says how someone else comes to be at the computer.
func (s *personScreen) toDecide() string {
	if s.sh.letters() {
		return "Press p to say who is here."
	}
	return "Open More to say who is here."
}

func (s *personScreen) typed(id, text string) {
	s.leaving, s.failed = false, false
	delete(s.wrong, id)
	switch id {
	case "name":
		s.name = text
	case "who":
		s.who = text
	case "reach":
		s.reach = text
	}
}

func (s *personScreen) do(p press) effect {
	if p.leaves() {
		return s.leave()
	}
	s.leaving, s.failed = false, false
	for _, r := range rightRows {
		if r.id == p.id {
			return s.allow(r.right)
		}
	}
	kind, id := splitID(p.id)
	switch {
	case p.intent != enter && p.intent != space:
		return effect{}
	case kind == "team":
		return s.putOn(id)
	case p.id == "show":
		return s.saved(func(e *effect) { *e = effect{ask: s.sh.sit(model.Seat{Patient: s.id})} })
	case p.id == "recovers":
		return s.saved(func(e *effect) {
			*e = s.change(model.BeginRecovery(), name(s.person.Name)+" recovers too.")
		})
	case p.id == "remove":
		return s.saved(func(e *effect) { e.open = &removal{sh: s.sh, id: s.id} })
	}
	if p.id == "state" {
		return effect{}
	}
	return s.saved(func(e *effect) { e.next = true })
}

// allow switches one of the person's rights on or off, once what is typed is
// kept. Only those whose record it is say who may do what there.
func (s *personScreen) allow(r model.Right) effect {
	if !s.decides() {
		return effect{note: s.sh.decider() + " " + s.toDecide()}
	}
	return s.saved(func(e *effect) {
		on := !s.may(r)
		note := name(s.person.Name) + " may " + r.Words() + " again."
		if !on {
			note = "Switched off for " + name(s.person.Name) + ": " + r.Words() + "."
		}
		*e = s.change(model.Allow(r, on), note)
	})
}

// putOn puts the person on the care team of a goal, or takes them off.
func (s *personScreen) putOn(goal int64) effect {
	return s.saved(func(e *effect) {
		on := true
		for _, g := range s.goals() {
			if g.ID == goal {
				on = !g.OnTeam(s.id)
			}
		}
		note := name(s.person.Name) + map[bool]string{true: " is on this care team now.", false: " is off this care team."}[on]
		st, at, id := s.sh.store, s.sh.home.At, s.id
		*e = s.act(note, func(ctx context.Context) (model.Change, error) { return st.PutOnTeam(ctx, at, id, goal, on) })
	})
}
