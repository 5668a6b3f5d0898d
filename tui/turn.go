package tui

import (
	"context"
	"strings"

	"waymark/model"
)

// turn asks before a goal rests, is finished, let go or removed, and for a
// reason that may stay empty.
type turn struct {
	sh     *shared
	goal   model.Goal
	to     model.Lifecycle
	reason string
	bad    string
}

// turned is a goal whose lifecycle changed, and what to say of it.
type turned struct {
	change model.Change
	goal   model.Goal
	note   string
}

func (t turned) made() model.Change { return t.change }

// removedGoal is that a goal was removed: there is nothing to go back to.
type removedGoal struct {
	change model.Change
	home   model.Home
}

func (r removedGoal) made() model.Change { return r.change }

// turnGoal changes a goal's lifecycle and reads it again.
func turnGoal(sh *shared, g model.Goal, change model.GoalChange, note string) effect {
	st, at, id := sh.store, sh.home.At, g.ID
	return effect{ask: func(ctx context.Context) (any, error) {
		c, err := st.ChangeGoal(ctx, at, id, change)
		if err != nil {
			return nil, err
		}
		said := note + pressU
		if c.ID == 0 { // done already in another window
			said = soAlready
		}
		g, err := st.Goal(ctx, id)
		return turned{c, g, said}, err
	}}
}

func (s *turn) load() ask { return nil }

func (s *turn) receive(value any, err error) effect {
	if err != nil {
		return effect{note: s.sh.problem(err)}
	}
	switch v := value.(type) {
	case removedGoal:
		s.sh.home = v.home
		return effect{stack: []screen{newToday(s.sh, v.home)}, note: "The goal is removed." + pressU}
	case turned:
		return effect{back: 1, note: v.note}
	}
	return effect{}
}

// words are the title, what to know, the row that does it, and what is said
// then.
func (s *turn) words() (title, tell, row, note string) {
	switch s.to {
	case model.OnHold:
		return "Rest this goal", "Nothing passes its date while it rests. It waits for you, and nothing is lost.",
			"Rest it now", "Resting. It waits here for you."
	case model.Completed:
		note = "Finished. What you did stays here."
		if p := model.ProgressOf(s.goal.Milestones); p.Total > 0 && p.Reached == p.Total {
			note = "You did what you set out to do."
		}
		tell := "It leaves Today. You find it under finished goals, with all you did."
		if p := model.ProgressOf(s.goal.Milestones); p.Reached < p.Total {
			tell += " What is still to do stays there too."
		}
		return "Finish this goal", tell, "Finish it", note
	case model.Cancelled:
		return "Let this goal go", "Plans change. What you did stays, and you can pick it up again.",
			"Let it go", "You let this goal go. What you did stays here."
	}
	return "Remove this goal", "For a goal that was made by mistake. It is not shown any more.", "Remove it", ""
}

func (s *turn) page(int) page {
	title, tell, row, _ := s.words()
	p := page{trail: []string{s.goal.Title, title}, fact: tell, esc: "Back"}
	if s.to != model.EnteredInError {
		p.strong("Why, if you like")
		p.add(item{kind: fieldItem, id: "reason", text: s.reason, blank: "(in your own words)", enter: "Next", wrong: s.bad})
		p.gap()
	}
	if s.to == model.EnteredInError { // the safe way first
		p.row("back", "Go back. Change nothing.", "Back")
		p.row("go", row, row)
		return p
	}
	p.row("go", row, row)
	p.row("back", "Go back. Change nothing.", "Back")
	return p
}

// first is the reason or, where none is asked for, the first row: the safe way.
func (s *turn) first() string { return "reason" }

// closing keeps nothing: what was not confirmed did not happen.
func (s *turn) closing() (ask, bool) { return nil, strings.TrimSpace(s.reason) == "" }

func (s *turn) typed(_, text string) { s.reason, s.bad = text, "" }

func (s *turn) do(p press) effect {
	switch {
	case p.leaves():
		return effect{back: 1}
	case p.id == "reason" && p.intent == enter:
		return effect{next: true}
	case p.id != "go" || p.intent != enter && p.intent != space:
		return effect{}
	}
	change := model.Turn(s.to, s.reason, s.sh.dates.Today)
	trial := s.goal
	if _, err := change(&trial); err == nil {
		if err := trial.Validate(); err != nil {
			s.bad = s.sh.problem(err)
			return effect{focus: "reason"}
		}
	}
	if s.to == model.EnteredInError {
		st, at, seat, id := s.sh.store, s.sh.home.At, s.sh.home.Seat(), s.goal.ID
		return effect{ask: func(ctx context.Context) (any, error) {
			c, err := st.ChangeGoal(ctx, at, id, change)
			if err != nil {
				return nil, err
			}
			home, err := st.Home(ctx, seat)
			return removedGoal{c, home}, err
		}}
	}
	_, _, _, note := s.words()
	return turnGoal(s.sh, s.goal, change, note)
}

// wake picks a resting goal up again, and asks whether what lies ahead moves
// by the days it rested.
type wake struct {
	sh   *shared
	goal model.Goal
}

func (s *wake) load() ask { return nil }

func (s *wake) receive(value any, err error) effect {
	if err != nil {
		return effect{note: s.sh.problem(err)}
	}
	return effect{back: 1, note: value.(turned).note}
}

func (s *wake) page(w int) page {
	days := s.goal.Rested(s.sh.dates.Today)
	p := page{trail: []string{s.goal.Title, "Pick it up again"}, esc: "Back"}
	p.fact = "It rested for " + model.Count(days, "day") + ", since " + s.sh.dates.Short(s.goal.Since) + "."
	if s.goal.Reason != "" {
		p.text("You wrote: " + model.Quote(s.goal.Reason))
		p.gap()
	}
	p.strong("Move what lies ahead by the days it rested?")
	p.gap()
	p.choice("move", "Yes, "+model.DaysOn(days)+".", "")
	p.choice("keep", "No, keep the dates as they are.", "")
	p.choice("other", "Move it by another number of days.", "")
	p.gap()
	preview(&p, s.sh, []model.Goal{s.goal}, days, w)
	return p
}

func (s *wake) do(p press) effect {
	today := s.sh.dates.Today
	switch {
	case p.intent == back:
		return effect{back: 1}
	case p.intent != enter && p.intent != space:
		return effect{}
	}
	switch p.id {
	case "move":
		days := s.goal.Rested(today)
		return turnGoal(s.sh, s.goal, model.PickUp(days, today), "It goes on. What lies ahead is "+model.DaysOn(days)+".")
	case "keep":
		return turnGoal(s.sh, s.goal, model.PickUp(0, today), "It goes on. The dates are as they were.")
	case "other":
		shift := newShift(s.sh, &s.goal)
		shift.wakes = true
		return effect{open: shift}
	}
	return effect{}
}
