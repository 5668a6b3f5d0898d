package tui

import (
	"context"
	"strings"

	"waymark/model"
)

// now is the person as the fields say. A field that cannot be kept says why, and
// is as it was in the file.
func (s *personScreen) now() model.Person {
	s.wrong = map[string]string{}
	p := s.person
	try := func(field string, now model.Person) {
		err := now.Validate()
		twin, twice := model.Namesake(s.sh.home.People, now)
		switch {
		case err != nil:
			s.wrong[field] = s.sh.problem(err)
		case twice && field == "name":
			s.wrong[field] = "Someone else is called " + name(twin.Name) + ". Add a second name, to tell them apart."
		default:
			p = now
		}
	}
	was := fieldsOfPerson(s.person)
	if s.name != was.name {
		now := p
		now.Name = strings.TrimSpace(s.name)
		try("name", now)
	}
	if s.who != was.who {
		try("who", p.Said(s.who))
	}
	if s.reach != was.reach {
		now := p
		now.Contact = strings.TrimSpace(s.reach)
		try("reach", now)
	}
	return p
}

// keep returns what keeps what was typed, or nil for nothing.
func (s *personScreen) keep() ask {
	now := s.now()
	if now == s.person {
		return nil
	}
	return s.ask(s.telling(now))
}

func (s *personScreen) telling(now model.Person) func(context.Context) (model.Change, error) {
	st, at, id, tell := s.sh.store, s.sh.home.At, s.id, s.person.Tell(now)
	return func(ctx context.Context) (model.Change, error) { return st.ChangePerson(ctx, at, id, tell) }
}

// ask does something and reads everyone again.
func (s *personScreen) ask(do func(context.Context) (model.Change, error)) ask {
	return actThen(func(ctx context.Context) (done, error) {
		c, err := do(ctx)
		return done{change: c}, err
	}, s.load())
}

// act does something to the person, and says it.
func (s *personScreen) act(note string, do func(context.Context) (model.Change, error)) effect {
	s.then = func(e *effect) {
		if e.note == "" { // done already in another window
			note = soAlready
		} else {
			note += pressU
		}
		e.note = note
	}
	return effect{ask: s.ask(do)}
}

// change changes what is known of the person, and says it.
func (s *personScreen) change(change model.PersonChange, note string) effect {
	st, at, id := s.sh.store, s.sh.home.At, s.id
	return s.act(note, func(ctx context.Context) (model.Change, error) { return st.ChangePerson(ctx, at, id, change) })
}

// saved keeps what was typed, if anything, and then goes on. What cannot be kept
// gets the focus, and nothing is kept yet.
func (s *personScreen) saved(then func(*effect)) effect {
	s.then = nil
	keep := s.keep()
	if e, refused := s.refused(notKept); refused {
		return e
	}
	e := effect{ask: keep}
	if keep == nil {
		then(&e)
		return e
	}
	s.then = then
	return e
}

// refused puts the focus on the first field that cannot be kept.
func (s *personScreen) refused(note string) (effect, bool) {
	for _, field := range []string{"name", "who", "reach"} {
		if s.wrong[field] != "" {
			return effect{focus: field, note: note}, true
		}
	}
	return effect{}, false
}

// leave saves what was typed and goes back. What cannot be kept holds the person
// here once, to see why; leaving again gives that up.
func (s *personScreen) leave() effect {
	keep, again := s.keep(), s.leaving
	s.leaving = true
	if e, refused := s.refused(notKept + escLeaves); refused && !again {
		return e
	}
	if keep != nil && !s.failed {
		s.then = func(e *effect) { e.back = 1 }
		return effect{ask: keep}
	}
	return effect{back: 1}
}

func (s *personScreen) closing() (ask, bool) {
	keep := s.keep()
	return keep, len(s.wrong) == 0
}
