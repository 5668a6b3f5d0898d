package tui

import (
	"context"
	"fmt"

	"waymark/model"
)

// celebration is the still screen of a major milestone, made of the person's
// own words. It comes by itself once and can be opened from the milestone.
type celebration struct {
	sh   *shared
	goal model.Goal
	m    model.Milestone
	note string
	bad  string
	off  bool // the check mark is to be taken off, once the words are kept

	failed bool // what is typed could not be kept
}

func newCelebration(sh *shared, g model.Goal, m model.Milestone) *celebration {
	return &celebration{sh: sh, goal: g, m: m, note: m.Check.Note}
}

func (s *celebration) load() ask { return nil }

func (s *celebration) receive(value any, err error) effect {
	if err != nil { // what is typed stays, and leaving again leaves it
		s.failed = true
		return s.sh.notSaved(err, true, s.note != s.m.Check.Note)
	}
	if t, ok := value.(toggled); ok {
		e := s.sh.toggledEffect(t)
		e.back, e.focus = 1, "state" // of the milestone's page, when that is below
		return e
	}
	if s.off {
		return s.sh.toggle(s.goal, s.m, nil)
	}
	return effect{back: 1, note: "Saved." + pressU}
}

// first is the field: what is typed at such a moment are words, not commands.
func (s *celebration) first() string { return "note" }

func (s *celebration) page(w int) page {
	star := s.sh.look.mark(markMajor)
	p := page{trail: []string{star + "   A MAJOR MILESTONE   " + star}, esc: "Back"}
	if w < wideFrom {
		p.trail = []string{star + " A MAJOR MILESTONE " + star}
	}
	gap := func() {
		if w >= wideFrom {
			p.gap()
		}
	}
	p.fact = sentence(s.m.Title)
	p.text(s.long())
	p.gap()
	if s.m.Sign != "" {
		p.text(s.whose("How you would know:", "How %s would know:"))
		p.add(item{text: model.Quote(s.m.Sign), indent: 2, role: roleStrong})
		gap()
	}
	p.text(s.journey())
	if w >= wideFrom {
		progress := model.ProgressOf(s.goal.Milestones)
		p.add(item{bar: &progress})
	}
	p.lines(s.goal.ThenAndNow(s.m.Check.On))
	if helped := s.helped(); helped != "" {
		p.text(helped)
	}
	if done := model.ProgressOf(s.goal.Milestones); done.Reached == done.Total {
		p.strong(s.whose("You did what you set out to do.", "%s did it all: every milestone of this goal."))
	}
	gap()
	if s.m.Treat != "" {
		p.text("The plan to celebrate:")
		p.add(item{text: model.Quote(s.m.Treat), indent: 2, role: roleStrong})
	}
	p.gap()
	label := "How did it feel?"
	if s.sh.home.At.ID != s.goal.Patient.ID {
		label = "How did it go?"
	}
	p.add(item{kind: fieldItem, id: "note", label: label, labelW: 16, text: s.note, blank: "(a few words, if you like)", enter: "Save", wrong: s.bad, needs: model.RightCheck})
	p.row("back", "Save and go back", "Save")
	p.row("undo", "Take the check mark off", "Take off")
	p.needs(model.RightCheck)
	return p
}

// whose says something to the person recovering or, when someone else is at the
// computer, of them by name.
func (s *celebration) whose(you, they string) string {
	if s.sh.home.At.ID == s.goal.Patient.ID {
		return you
	}
	return fmt.Sprintf(they, s.goal.Patient.Name)
}

// long says the day and how long it took: "Sunday 20 December 2026. 110 days
// after you started."
func (s *celebration) long() string {
	on := s.m.Check.On
	said := s.sh.dates.Long(on) + "."
	switch days := int(on - s.goal.Start); {
	case days == 1:
		said += " 1 day after the start."
	case days > 1:
		said += fmt.Sprintf(" %d days after the start.", days)
	}
	return said
}

// journey counts what was done on the way here.
func (s *celebration) journey() string {
	n := 0
	for _, m := range s.goal.Milestones {
		if m.State == model.Reached && m.Check.On <= s.m.Check.On {
			n++
		}
	}
	if n == 1 {
		return "This is the first milestone on the way to: " + sentence(s.goal.Title)
	}
	return fmt.Sprintf("%d milestones so far on the way to: %s", n, sentence(s.goal.Title))
}

// helped names the care team and whoever checked milestones off.
func (s *celebration) helped() string {
	seen := map[string]bool{s.goal.Patient.Name: true}
	var names []string
	for _, p := range s.goal.Team {
		if !seen[p.Name] {
			seen[p.Name] = true
			names = append(names, p.Name)
		}
	}
	for _, m := range s.goal.Milestones {
		if n := m.Check.Checker; n != "" && !seen[n] {
			seen[n] = true
			names = append(names, n)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "Who helped: " + listed(names) + "."
}

// listed joins names as one says them: "Ben, Dana and Ana".
func listed(names []string) string {
	s := names[0]
	for i, n := range names[1:] {
		if i == len(names)-2 {
			s += " and " + n
		} else {
			s += ", " + n
		}
	}
	return s
}

func (s *celebration) typed(_, text string) { s.note, s.bad, s.failed = text, "", false }

func (s *celebration) do(p press) effect {
	switch {
	case p.id == "undo" && (p.intent == enter || p.intent == space):
		if e := s.keep(); e.ask != nil || s.bad != "" {
			s.off = s.bad == ""
			return e
		}
		return s.sh.toggle(s.goal, s.m, nil)
	case p.intent == back, p.intent == enter:
		return s.keep()
	}
	return effect{}
}

func (s *celebration) closing() (ask, bool) {
	e := s.keep()
	return e.ask, s.bad == ""
}

// keep saves the words and goes back.
func (s *celebration) keep() effect {
	if s.note == s.m.Check.Note || s.failed {
		return effect{back: 1}
	}
	c := s.m.Check
	c.Note = s.note
	trial := s.m
	trial.Check = c
	if err := trial.Validate(); err != nil {
		s.bad = s.sh.problem(err)
		return effect{focus: "note"}
	}
	st, at, id, tell := s.sh.store, s.sh.home.At, s.m.ID, model.Tell(s.m.Check, c, s.sh.dates.Today)
	return effect{ask: actThen(func(ctx context.Context) (done, error) {
		c, err := st.ChangeMilestone(ctx, at, id, tell)
		return done{change: c}, err
	}, nil)}
}
