package tui

import (
	"context"
	"strings"

	"waymark/model"
)

// welcome is the first screen on an empty file.
type welcome struct{ sh *shared }

func (s *welcome) load() ask { return loadHome(s.sh) }

func (s *welcome) receive(value any, err error) effect {
	if err != nil {
		return effect{note: s.sh.problem(err)}
	}
	if home, ok := value.(model.Home); ok {
		s.sh.home = home
		return effect{}
	}
	d := value.(examples)
	s.sh.real, s.sh.store, s.sh.home, s.sh.demo = s.sh.store, d.store, d.home, true
	return effect{stack: []screen{newToday(s.sh, d.home)}}
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
	p.choice("settings", "Make the screen easier to see.", "")
	p.choice("copies", "Bring back a saved copy.", "")
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
		return effect{open: s.names(false)}
	case "help":
		return effect{open: s.names(true)}
	case "demo":
		return effect{ask: openExamples(s.sh.examples)}
	case "settings":
		return effect{open: &settings{sh: s.sh}}
	case "copies":
		return effect{open: &copyList{sh: s.sh}}
	}
	return effect{}
}

// names opens the screen for the names, with what was typed there before.
func (s *welcome) names(helping bool) *names {
	d := model.NewDraft(model.Person{})
	if len(s.sh.home.Drafts) > 0 {
		d = s.sh.home.Drafts[0]
	}
	d.Helping = helping
	return newNames(s.sh, d)
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
		home, err := st.Home(ctx, model.Seat{})
		return examples{st, home}, err
	}
}

// names asks who is recovering and, when someone helps, who that is. What is
// typed is kept as the beginning of the first goal's draft.
type names struct {
	keeper
	wrong map[string]string
}

func newNames(sh *shared, d model.Draft) *names {
	return &names{keeper: keeper{sh: sh, d: d, onDisk: d.Rev}, wrong: map[string]string{}}
}

func (s *names) page(int) page {
	p := page{trail: []string{"Welcome to Waymark", "Names"}, esc: "Back", next: "Next screen"}
	if s.d.Helping {
		p.strong("Who is recovering?")
	} else {
		p.strong("What is your name?")
	}
	p.text("A first name is enough. It is shown beside each check mark.")
	p.gap()
	p.add(item{kind: fieldItem, id: "patient", text: s.d.PatientName, enter: "Next", wrong: s.wrong["patient"], blank: "(a name)"})
	if s.d.Helping {
		p.gap()
		p.strong("What is your own name, and who are you?")
		p.text(`Example: "Ben, her son" or "Ana, caregiver".`)
		p.gap()
		p.add(item{kind: fieldItem, id: "helper", text: s.d.HelperLine, enter: "Next", wrong: s.wrong["helper"], blank: "(your name)"})
	}
	p.gap()
	p.row("next", "Next", "Next")
	p.row("back", "Back", "Back")
	return p
}

func (s *names) typed(id, text string) {
	if id == "patient" {
		s.d.PatientName = text
	} else {
		s.d.HelperLine = text
	}
	s.d.Rev++
	delete(s.wrong, id)
}

func (s *names) do(p press) effect {
	switch {
	case p.intent == back, p.intent == prev, p.intent == enter && p.id == "back":
		return s.leave()
	case p.intent == next:
		return s.keep()
	case p.intent != enter:
		return effect{}
	case p.id == "patient" && s.d.Helping && strings.TrimSpace(s.d.PatientName) != "":
		return effect{focus: "helper"}
	}
	return s.keep()
}

// keep adds the people and goes on to the first goal.
func (s *names) keep() effect {
	s.wrong = map[string]string{}
	patient := model.Person{Name: strings.TrimSpace(s.d.PatientName), Role: model.RolePatient}
	if err := patient.Validate(); err != nil {
		s.wrong["patient"] = s.sh.problem(err)
		return effect{focus: "patient"}
	}
	var helper *model.Person
	if s.d.Helping {
		p := model.ParsePerson(s.d.HelperLine)
		if err := p.Validate(); err != nil {
			s.wrong["helper"] = s.sh.problem(err)
			return effect{focus: "helper"}
		}
		helper = &p
	}
	st := s.sh.store
	return effect{ask: actThen(func(ctx context.Context) (done, error) {
		c, err := st.SetUp(ctx, patient, helper)
		return done{change: c}, err
	}, loadHome(s.sh))}
}

// leave goes back to the welcome; the names wait there.
func (s *names) leave() effect {
	st, d := s.sh.store, s.d
	return effect{ask: func(ctx context.Context) (any, error) {
		if d.PatientName+d.HelperLine == "" {
			return stopped{}, st.RemoveDraft(ctx, d.ID)
		}
		_, err := st.SaveDraft(ctx, d)
		return stopped{}, err
	}}
}

func (s *names) receive(value any, err error) effect {
	if err != nil {
		return effect{note: s.sh.problem(err)}
	}
	switch v := value.(type) {
	case draftPlace:
		s.d.ID = int64(v)
	case stopped:
		return effect{back: 1}
	case done:
		home := v.data.(model.Home)
		s.sh.home = home
		s.d.Patient = home.Patient
		return effect{stack: []screen{newToday(s.sh, home)}, open: newWizard(s.sh, s.d)}
	}
	return effect{}
}

func loadHome(sh *shared) ask {
	st, seat := sh.store, sh.home.Seat()
	return func(ctx context.Context) (any, error) { return st.Home(ctx, seat) }
}
