package tui

import (
	"context"
	"slices"
	"strings"

	"waymark/model"
)

// order puts a list in order: the milestones of a goal, or the goals. Left and
// Right move a row, and so do the rows that open below it.
type order struct {
	sh    *shared
	trail []string
	rows  []orderRow
	begin int64 // the row that has the focus at first
	open  int64 // the row that is open, or 0

	read func(ctx context.Context, st Store) ([]orderRow, error)
	move func(ctx context.Context, st Store, at model.At, id int64, by int) (model.Change, error)
}

// orderRow is one row of a list that can be put in order.
type orderRow struct {
	id          int64
	mark        mark
	text, facts string
}

// farthest is a move to the end of any list.
const farthest = 1 << 20

func newMilestoneOrder(sh *shared, g model.Goal, begin int64) *order {
	id, dates := g.ID, sh.dates
	return &order{
		sh: sh, trail: []string{g.Title, "Put the milestones in order"}, begin: begin,
		read: func(ctx context.Context, st Store) ([]orderRow, error) {
			g, err := st.Goal(ctx, id)
			var rows []orderRow
			for _, m := range g.Milestones {
				rows = append(rows, orderRow{m.ID, milestoneMark(g, m, dates.Today), sentence(m.Title), milestoneFacts(g, m, dates)})
			}
			return rows, err
		},
		move: func(ctx context.Context, st Store, at model.At, id int64, by int) (model.Change, error) {
			return st.MoveMilestone(ctx, at, id, by)
		},
	}
}

func newGoalOrder(sh *shared) *order {
	patient := sh.home.Patient.ID
	return &order{
		sh: sh, trail: []string{sh.home.Patient.Name, "Put the goals in order"},
		read: func(ctx context.Context, st Store) ([]orderRow, error) {
			goals, err := st.ByTitle(ctx, patient)
			var rows []orderRow
			for _, g := range goals {
				if !g.Lifecycle.Stopped() {
					rows = append(rows, orderRow{id: g.ID, text: sentence(g.Title)})
				}
			}
			return rows, err
		},
		move: func(ctx context.Context, st Store, at model.At, id int64, by int) (model.Change, error) {
			return st.MoveGoal(ctx, at, id, by)
		},
	}
}

func (s *order) load() ask {
	st, read := s.sh.store, s.read
	return func(ctx context.Context) (any, error) { return read(ctx, st) }
}

func (s *order) receive(value any, err error) effect {
	if err != nil {
		return effect{note: s.sh.problem(err)}
	}
	switch v := value.(type) {
	case []orderRow:
		s.rows = v
	case done:
		s.rows = v.data.([]orderRow)
		if v.change.ID == 0 {
			return effect{note: "It is at the end already."}
		}
		return effect{note: v.change.Words + "." + pressU}
	}
	return effect{}
}

func (s *order) first() string {
	if s.begin != 0 {
		return rowID("row", s.begin)
	}
	return ""
}

func (s *order) page(int) page {
	p := page{trail: s.trail, fact: "Left and Right move a line, or open it with Enter.", esc: "Back", everyday: true}
	for _, r := range s.rows {
		it := item{kind: rowItem, id: rowID("row", r.id), mark: r.mark, text: r.text, facts: r.facts, enter: "Open", sides: "Move"}
		if r.id != s.open {
			p.add(it)
			continue
		}
		it.enter = "Close"
		p.add(it)
		for _, way := range []struct{ id, text string }{
			{"up", "Move it up"}, {"down", "Move it down"}, {"top", "Move it to the top"}, {"end", "Move it to the end"},
		} {
			p.add(item{kind: rowItem, id: way.id, indent: 3, text: way.text, enter: "Move"})
		}
	}
	p.gap()
	p.row("back", "Back", "Back")
	return p
}

func (s *order) do(p press) effect {
	kind, id := splitID(p.id)
	by := map[string]int{"up": -1, "down": 1, "top": -farthest, "end": farthest}[p.id]
	switch {
	case p.intent == back && s.open != 0:
		id, s.open = s.open, 0
		return effect{focus: rowID("row", id)}
	case p.intent == back, p.id == "back" && p.intent == enter:
		return effect{back: 1}
	case kind == "row" && p.intent == left:
		return s.shift(id, -1)
	case kind == "row" && p.intent == right:
		return s.shift(id, 1)
	case p.intent != enter && p.intent != space:
		return effect{}
	case by != 0:
		return s.shift(s.open, by)
	case kind == "row" && id == s.open:
		s.open = 0
	case kind == "row":
		s.open = id
		return effect{focus: "up"}
	}
	return effect{}
}

func (s *order) shift(id int64, by int) effect {
	st, at, move := s.sh.store, s.sh.home.At, s.move
	return effect{ask: act(func(ctx context.Context) (done, error) {
		c, err := move(ctx, st, at, id, by)
		return done{change: c}, err
	}, s.load())}
}

// shelf lists the goals that are not under way: those that rest, and those that
// have ended, the last one first.
type shelf struct {
	sh    *shared
	goals []model.Goal
}

func (s *shelf) load() ask {
	st, patient := s.sh.store, s.sh.home.Patient.ID
	return func(ctx context.Context) (any, error) { return st.ByTitle(ctx, patient) }
}

func (s *shelf) receive(value any, err error) effect {
	if err != nil {
		return effect{note: s.sh.problem(err)}
	}
	s.goals = slices.DeleteFunc(value.([]model.Goal), func(g model.Goal) bool { return !g.Lifecycle.Stopped() })
	slices.SortStableFunc(s.goals, func(a, b model.Goal) int {
		if a.Lifecycle.Ended() != b.Lifecycle.Ended() {
			if b.Lifecycle.Ended() {
				return -1
			}
			return 1
		}
		return int(b.Since - a.Since)
	})
	return effect{}
}

func (s *shelf) page(int) page {
	p := page{trail: []string{s.sh.home.Patient.Name, "Resting and finished"}, esc: "Back", everyday: true}
	was := model.Lifecycle("")
	for _, g := range s.goals {
		if g.Lifecycle.Ended() != was.Ended() || was == "" {
			p.gap()
			p.heading(map[bool]string{true: "Finished", false: "Resting"}[g.Lifecycle.Ended()])
			was = g.Lifecycle
		}
		it := item{kind: rowItem, id: rowID("goal", g.ID), mark: markResting, text: sentence(g.Title), enter: "Open"}
		if g.Lifecycle.Ended() {
			it.mark = markDone
		}
		if g.Since != 0 {
			it.facts = g.Lifecycle.Words() + " since " + s.sh.dates.Short(g.Since) + "."
			if g.Lifecycle.Ended() {
				it.facts = g.Lifecycle.Words() + " " + s.sh.dates.Short(g.Since) + "."
			}
		}
		if g.Reason != "" {
			it.below = []string{model.Quote(strings.Join(strings.Fields(g.Reason), " "))}
		}
		p.add(it)
	}
	if len(s.goals) == 0 {
		p.text("None. Every goal is on Today.")
	}
	p.gap()
	p.row("back", "Back", "Back")
	return p
}

func (s *shelf) do(p press) effect {
	kind, id := splitID(p.id)
	switch {
	case p.intent == back || p.id == "back":
		return effect{back: 1}
	case kind == "goal" && (p.intent == enter || p.intent == space):
		return effect{open: newGoalScreen(s.sh, id)}
	}
	return effect{}
}
