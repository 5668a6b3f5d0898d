package tui

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"waymark/model"
)

func (s *hardDay) typed(_, text string) { s.text, s.bad = text, "" }

// closing keeps nothing: what was not confirmed did not happen.
func (s *hardDay) closing() (ask, bool) { return nil, s.text == s.offered() }

// offered is what the open field holds before anything is typed.
func (s *hardDay) offered() string {
	m, _ := s.milestone()
	switch s.way {
	case "smaller":
		return m.Title
	case "dates":
		return model.Due{Day: s.suggested()}.Phrase()
	}
	return ""
}

func (s *hardDay) do(p press) effect {
	switch {
	case p.intent == back && s.way != "":
		return s.shut()
	case p.leaves():
		return effect{back: 1}
	case p.intent != enter && p.intent != space:
		return effect{}
	}
	switch p.id {
	case "why":
		s.why = !s.why
		return effect{focus: "why"}
	case "again":
		return s.change(model.Ask())
	case "talk", "smaller", "dates", "rest":
		return s.open(p.id)
	}
	return s.choose(p.id)
}

// open shows what a choice asks, or shuts it.
func (s *hardDay) open(way string) effect {
	same := s.way == way
	if e := s.shut(); same {
		return e
	}
	m, _ := s.milestone()
	s.way, s.about = way, m.ID
	s.text = s.offered()
	if typed, ok := s.kept[s.place()]; ok {
		s.text = typed
	}
	p := s.page(textMax) // the focus goes to what it asks
	return effect{focus: p.items[p.find(way)+1].id}
}

// shut shuts the open choice. What was typed in it is there when it is opened
// again.
func (s *hardDay) shut() effect {
	if s.kept == nil {
		s.kept = make(map[string]string)
	}
	if s.text != s.offered() {
		s.kept[s.place()] = s.text
	}
	way := s.way
	s.way, s.text, s.bad = "", "", ""
	return effect{focus: way}
}

// place names the open choice and what it is about.
func (s *hardDay) place() string { return rowID(s.way, s.about) }

// choose does what was chosen.
func (s *hardDay) choose(id string) effect {
	m, _ := s.milestone()
	kind, n := splitID(id)
	switch {
	case id == "did":
		return s.sh.toggle(s.goal, m, nil)
	case id == "do":
		return s.respond(s.goal.QuietDays, s.goal.AsWritten())
	case id == "rewrite":
		return effect{open: newEditor(s.sh, s.goal, model.StepSetback)}
	case id == "people":
		return effect{open: newEditor(s.sh, s.goal, model.StepPeople)}
	case id == "restall":
		return effect{open: &turn{sh: s.sh, goal: s.goal, to: model.OnHold}}
	case id == "later":
		return s.later()
	case id == "shift":
		shift := newShift(s.sh, &s.goal)
		hush := s.hush(model.HushDays)
		shift.hush = &hush
		if due := m.Due.On(s.goal.Start); s.note.Kind == model.NoticePassed {
			shift.text = fmt.Sprint(int(s.suggested() - due)) // so that it lies ahead again
		}
		return effect{open: shift}
	case id == "field" || id == "keep":
		return s.keep(m)
	case id == "undated":
		return s.respond(model.HushDays, model.Deed{}, model.ToMilestone(m.ID, model.Redate(model.Due{})))
	case id == "restone":
		return s.respond(model.HushDays, model.Deed{}, model.ToMilestone(m.ID, model.Put(model.Resting)))
	case kind == "person":
		return s.respond(model.HushDays, model.TalkTo(s.sh.home.Person(n)))
	}
	return effect{}
}

// keep takes what is typed in the open choice.
func (s *hardDay) keep(m model.Milestone) effect {
	var change model.MilestoneChange
	var err error
	if s.way == "smaller" {
		title := strings.TrimSpace(s.text)
		if title == m.Title {
			s.bad = "Change the words to a smaller step."
			return effect{focus: "field"}
		}
		change = model.Shrink(title, s.goal.Measures)
	} else {
		var due model.Due
		due, err = model.ParseDue(s.text, model.Planned, s.sh.dates.Today, s.goal.Start)
		if err == nil && due.None() {
			err = &model.DateError{Err: model.ErrDateUnreadable, Typed: s.text}
		}
		if err == nil && due.On(s.goal.Start) == m.Due.On(s.goal.Start) {
			s.bad = "That is the date it has. Choose another day."
			return effect{focus: "field"}
		}
		change = model.Redate(due)
	}
	if err == nil {
		if _, err = change(&m); err == nil {
			err = m.Validate()
		}
	}
	if err != nil {
		s.bad = s.sh.problem(err)
		return effect{focus: "field"}
	}
	return s.respond(model.HushDays, model.Deed{}, model.ToMilestone(m.ID, change))
}

// hush puts the note aside for so many days, because something was done; without
// one, whatever note might come.
func (s *hardDay) hush(days int) model.Hush {
	return model.ActedOn(cmp.Or(s.note.About(), "asked"), s.goal.ID, days, s.sh.dates.Today)
}

// respond does what was chosen and puts the note aside for so many days.
func (s *hardDay) respond(days int, said model.Deed, changes ...model.GoalChange) effect {
	return s.change(model.Respond(s.hush(days), said, changes...))
}

// notNow is the note put aside for a week or, the third time in a row, until it is
// asked for.
func (s *hardDay) notNow() model.Hush {
	var was model.Hush
	for _, h := range s.goal.Hushes {
		if h.About == s.note.About() {
			was = h
		}
	}
	return model.NotNow(was, s.note.About(), s.goal.ID, s.sh.dates.Today)
}

func (s *hardDay) later() effect {
	hush := s.notNow()
	said := "Put a gentle note aside for a week"
	if hush.Silent() {
		said = "Put a gentle note aside until it is asked for"
	}
	return s.change(model.Respond(hush, model.Deed{Words: said}))
}

func (s *hardDay) change(change model.GoalChange) effect {
	st, at, id := s.sh.store, s.sh.home.At, s.goal.ID
	return effect{ask: actThen(func(ctx context.Context) (done, error) {
		c, err := st.ChangeGoal(ctx, at, id, change)
		return done{change: c}, err
	}, nil)}
}
