package tui

import (
	"context"
	"fmt"
	"slices"

	"waymark/model"
)

// shift moves what lies ahead of one goal, or of all, by the same number of
// days. What moves where is shown before it is done.
type shift struct {
	sh    *shared
	goal  *model.Goal // nil for all goals under way
	goals []model.Goal
	text  string
	bad   string
	wakes bool        // the goal is picked up again by it
	hush  *model.Hush // the gentle note that it answers, if it does

	offered bool // the number was not typed: what is typed takes its place
}

// aWeek is what is offered at first, in days.
const aWeek = "7"

func newShift(sh *shared, g *model.Goal) *shift {
	s := &shift{sh: sh, goal: g, text: aWeek, offered: true}
	if g != nil {
		s.goals = []model.Goal{*g}
		if days := g.Rested(sh.dates.Today); days > 0 {
			s.text = fmt.Sprint(days)
		}
	}
	return s
}

func (s *shift) load() ask {
	if s.goal != nil {
		return nil
	}
	st, patient := s.sh.store, s.sh.home.Patient.ID
	return func(ctx context.Context) (any, error) { return st.Story(ctx, patient, false) }
}

func (s *shift) receive(value any, err error) effect {
	if err != nil {
		return effect{note: s.sh.problem(err)}
	}
	switch v := value.(type) {
	case model.Story:
		s.goals = model.UnderWay(v.Goals)
	case done:
		if v.change.ID == 0 {
			return effect{back: 1, note: "Nothing had to be moved."}
		}
		return effect{back: s.screens(), note: s.moved() + pressU}
	}
	return effect{}
}

// days reads the number typed.
func (s *shift) days() (int, bool) {
	n, err := model.ParseSpan(s.text)
	return n, err == nil
}

// moves reports whether anything would move.
func (s *shift) moves() bool {
	days, ok := s.days()
	return ok && days != 0 && slices.ContainsFunc(s.goals, func(g model.Goal) bool { return !g.Ahead(days).Empty() })
}

// moved says what the move came to.
func (s *shift) moved() string {
	days, _ := s.days()
	n, hoped := 0, false
	for _, g := range s.goals {
		ahead := g.Ahead(days)
		n += len(ahead.Milestones)
		hoped = hoped || ahead.Hoped != nil
	}
	said := "Moved " + model.Count(n, "milestone")
	switch {
	case hoped && n == 0:
		said = "Moved the hoped-for day"
	case hoped:
		said += " and the hoped-for day"
	}
	return said + ", " + model.DaysOn(days) + "."
}

func (s *shift) page(w int) page {
	p := page{trail: []string{"Move what lies ahead, all goals"}, esc: "Back"}
	if s.goal != nil {
		p.trail = []string{s.goal.Title, "Move what lies ahead"}
	}
	p.fact = "Plans move. All that is still to do moves by the same number of days."
	p.add(item{kind: fieldItem, id: "days", label: "By how many days?", labelW: 17, text: s.text, offer: s.offered, blank: "(a number; -3 is 3 days earlier)", enter: "Next", wrong: s.bad})
	days, ok := s.days()
	if s.moves() {
		p.row("go", "Move it "+model.DaysOn(days), "Move")
	}
	p.row("back", "Go back. Change nothing.", "Back")
	if ok && days != 0 {
		p.gap()
		preview(&p, s.sh, s.goals, days, w)
	}
	return p
}

// screens is how many screens lie between here and the goal.
func (s *shift) screens() int {
	if s.wakes || s.hush != nil {
		return 2
	}
	return 1
}

// mostMoved is how many days a preview shows.
const mostMoved = 100

// preview shows what moves where. Its rows take the focus, so that all of it can
// be read.
func preview(p *page, sh *shared, goals []model.Goal, days, w int) {
	n, width := 0, 0
	var rows []item // those without a lead are the titles of goals
	add := func(g model.Goal, m model.Moved, title string) {
		if n++; n <= mostMoved {
			days := sh.dates.Short(m.From.On(g.Start)) + sh.look.becomes() + sh.dates.Short(m.To.On(g.Start))
			width = max(width, sh.look.width(days)+2)
			rows = append(rows, item{kind: rowItem, id: rowID("moves", int64(n)), lead: days, text: title})
		}
	}
	for _, g := range goals {
		ahead := g.Ahead(days)
		if len(goals) > 1 && !ahead.Empty() && n < mostMoved {
			rows = append(rows, item{text: sentence(g.Title), role: roleStrong})
		}
		for _, m := range ahead.Milestones {
			add(g, m, sentence(m.Title))
		}
		if ahead.Hoped != nil {
			add(g, *ahead.Hoped, "The hoped-for day.")
		}
	}
	for _, r := range rows {
		switch {
		case r.lead == "":
			p.gap()
		case w < wideFrom:
			r.facts, r.lead = r.lead, ""
		default:
			r.leadW = width
		}
		p.add(r)
	}
	switch {
	case n == 0:
		p.text("Nothing ahead has a date.")
	case n > mostMoved:
		p.text(fmt.Sprintf("And %d more.", n-mostMoved))
	}
}

func (s *shift) typed(_, text string) { s.text, s.bad, s.offered = text, "", false }

func (s *shift) do(p press) effect {
	days, ok := s.days()
	switch {
	case p.leaves():
		return effect{back: 1}
	case p.intent != enter && p.intent != space:
		return effect{}
	case !ok || days == 0:
		s.bad = `Type a number of days, like 7, or "2 weeks". Type -3 for 3 days earlier.`
		return effect{focus: "days"}
	case p.id == "days":
		return effect{next: true}
	case p.id != "go":
		return effect{}
	}
	for _, g := range s.goals {
		if err := g.Ahead(days).Validate(g); err != nil {
			s.bad = s.sh.problem(err)
			return effect{focus: "days"}
		}
	}
	change := model.ShiftAhead(days)
	switch {
	case s.wakes:
		change = model.PickUp(days, s.sh.dates.Today)
	case s.hush != nil:
		change = model.Respond(*s.hush, model.Deed{}, change)
	case s.goal == nil:
		change = model.ShiftUnderWay(days)
	}
	var ids []int64
	for _, g := range s.goals {
		ids = append(ids, g.ID)
	}
	st, at := s.sh.store, s.sh.home.At
	return effect{ask: actThen(func(ctx context.Context) (done, error) {
		c, err := st.ChangeGoals(ctx, at, ids, change)
		return done{change: c}, err
	}, nil)}
}
