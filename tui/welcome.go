package tui

import (
	"context"
	"strings"

	"waymark/model"
)

// welcome is the first screen on an empty file.
type welcome struct{ sh *shared }

func (s *welcome) load() ask { return nil }

func (s *welcome) receive(value any, err error) effect {
	if err != nil {
		return effect{note: problem(err)}
	}
	d := value.(examples)
	s.sh.real, s.sh.store, s.sh.home, s.sh.demo = s.sh.store, d.store, d.home, true
	return effect{stack: []screen{&today{sh: s.sh, home: d.home}}}
}

func (s *welcome) page(w int) page {
	p := page{trail: []string{"Welcome to Waymark"}, fact: "Keep track of recovery, one small step at a time.", esc: "Close"}
	var facts [3]string
	if w >= wideFrom {
		p.text("It helps you, and the people who help you, see how far you have come.")
		p.gap()
		facts = [3]string{"About 10 minutes. You can stop any time.", "You give both names.", "Nothing is saved."}
	}
	p.text("What you write stays on this computer. Nothing is sent anywhere. " + notAdvice)
	p.gap()
	p.strong("What would you like to do?")
	if w >= wideFrom {
		p.gap()
	}
	p.choice("goal", "Start my first goal.", facts[0])
	p.choice("help", "I am helping someone.", facts[1])
	p.choice("demo", "Look around with made-up examples.", facts[2])
	if w >= wideFrom {
		p.gap()
		p.text("You can do everything with the arrow keys, Enter, Space and Esc.")
	}
	return p
}

func (s *welcome) do(p press) effect {
	switch {
	case p.intent == back:
		return effect{quit: true}
	case p.intent != enter && p.intent != space:
		return effect{}
	}
	switch p.id {
	case "goal":
		return effect{open: &names{sh: s.sh}}
	case "help":
		return effect{open: &names{sh: s.sh, helping: true}}
	case "demo":
		return effect{ask: openExamples(s.sh.examples)}
	}
	return effect{}
}

// examples is a store of made-up people, open.
type examples struct {
	store Store
	home  model.Home
}

func openExamples(open func(context.Context) (Store, error)) ask {
	return func(ctx context.Context) (any, error) {
		st, err := open(ctx)
		if err != nil {
			return nil, err
		}
		home, err := st.Home(ctx)
		return examples{st, home}, err
	}
}

// names asks who is recovering and, when someone helps, who that is.
type names struct {
	sh      *shared
	helping bool
	patient string
	helper  string
	wrong   map[string]string
}

func (s *names) load() ask { return nil }

func (s *names) page(int) page {
	p := page{trail: []string{"Welcome to Waymark", "Names"}, esc: "Back"}
	if s.helping {
		p.strong("Who is recovering?")
	} else {
		p.strong("What is your name?")
	}
	p.text("A first name is enough. It is shown beside each check mark.")
	p.gap()
	p.add(item{kind: fieldItem, id: "patient", text: s.patient, enter: "Next", wrong: s.wrong["patient"], blank: "(a name)"})
	if s.helping {
		p.gap()
		p.strong("What is your own name, and who are you to them?")
		p.text(`Example: "Ben, my son" or "Ana, caregiver".`)
		p.gap()
		p.add(item{kind: fieldItem, id: "helper", text: s.helper, enter: "Next", wrong: s.wrong["helper"], blank: "(your name)"})
	}
	p.gap()
	p.row("next", "Next", "Next")
	p.row("back", "Back", "Back")
	return p
}

func (s *names) typed(id, text string) {
	if id == "patient" {
		s.patient = text
	} else {
		s.helper = text
	}
	delete(s.wrong, id)
}

func (s *names) do(p press) effect {
	switch {
	case p.intent == back, p.intent == enter && p.id == "back":
		return effect{back: 1}
	case p.intent != enter:
		return effect{}
	case p.id == "patient" && s.helping && strings.TrimSpace(s.patient) != "":
		return effect{focus: "helper"}
	}
	return s.keep()
}

// keep adds the people and goes on to the first goal.
func (s *names) keep() effect {
	s.wrong = map[string]string{}
	patient := model.Person{Name: strings.TrimSpace(s.patient), Role: model.RolePatient}
	if err := patient.Validate(); err != nil {
		s.wrong["patient"] = problem(err)
		return effect{focus: "patient"}
	}
	var helper *model.Person
	if s.helping {
		p := model.ParsePerson(s.helper)
		if p.Relation == "" && p.Role == model.RoleOther {
			p.Role = model.RoleCaregiver
		}
		if err := p.Validate(); err != nil {
			s.wrong["helper"] = problem(err)
			return effect{focus: "helper"}
		}
		helper = &p
	}
	st := s.sh.store
	return effect{ask: act(func(ctx context.Context) (done, error) {
		c, err := st.SetUp(ctx, patient, helper)
		return done{change: c}, err
	}, loadHome(st))}
}

func (s *names) receive(value any, err error) effect {
	if err != nil {
		return effect{note: problem(err)}
	}
	home := value.(done).data.(model.Home)
	s.sh.home = home
	return effect{stack: []screen{&today{sh: s.sh, home: home}}, open: newWizard(s.sh, model.NewDraft(home.Patient))}
}

func loadHome(st Store) ask {
	return func(ctx context.Context) (any, error) { return st.Home(ctx) }
}
