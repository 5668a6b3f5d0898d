package tui

import (
	"context"

	"waymark/model"
)

// order puts a list in order: the milestones of a goal, or the goals. Left moves
// a row up and Right down, and so do the rows that open below it.
type order struct {
	sh    *shared
	goal  int64 // the goal whose milestones are put in order; 0 for the goals
	goals []model.Goal
	begin int64 // the row that has the focus at first
	open  int64 // the row that is open, or 0
}

// farthest is a move to the end of any list.
const farthest = 1 << 20

func newMilestoneOrder(sh *shared, g model.Goal, begin int64) *order {
	return &order{sh: sh, goal: g.ID, begin: begin}
}

func newGoalOrder(sh *shared) *order { return &order{sh: sh} }

func (s *order) load() ask {
	st, goal, patient := s.sh.store, s.goal, s.sh.home.Patient.ID
	return func(ctx context.Context) (any, error) {
		if goal == 0 {
			goals, err := st.GoalTitles(ctx, patient)
			return model.UnderWay(goals), err
		}
		g, err := st.Goal(ctx, goal)
		return []model.Goal{g}, err
	}
}

func (s *order) receive(value any, err error) effect {
	if err != nil {
		return s.sh.leaveIfGone(err)
	}
	switch v := value.(type) {
	case []model.Goal:
		s.goals = v
	case done:
		s.goals = v.data.([]model.Goal)
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

// rows are the rows of the list.
func (s *order) rows() []item {
	var rows []item
	if s.goal == 0 {
		for _, g := range s.goals {
			rows = append(rows, item{id: rowID("row", g.ID), text: sentence(g.Title)})
		}
		return rows
	}
	for _, g := range s.goals {
		for _, m := range g.Milestones {
			it := milestoneRow(g, m, s.sh.dates)
			rows = append(rows, item{id: rowID("row", m.ID), mark: it.mark, text: it.text, facts: it.facts})
		}
	}
	return rows
}

func (s *order) page(int) page {
	p := page{trail: []string{"Put the goals in order"}, esc: "Back", everyday: true}
	if s.goal != 0 && len(s.goals) > 0 {
		p.trail = []string{s.goals[0].Title, "Put the milestones in order"}
	}
	p.fact = "Left moves a line up, Right moves it down. Enter opens more ways."
	for _, it := range s.rows() {
		it.kind, it.enter, it.sides = rowItem, "Open", "Up, down"
		if it.id != rowID("row", s.open) {
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
	p.tail()
	return p
}

func (s *order) do(p press) effect {
	kind, id := splitID(p.id)
	by := map[string]int{"up": -1, "down": 1, "top": -farthest, "end": farthest}[p.id]
	switch {
	case p.intent == back && s.open != 0:
		id, s.open = s.open, 0
		return effect{focus: rowID("row", id)}
	case p.leaves():
		return effect{back: 1}
	case kind == "row" && p.intent == left:
		return s.move(id, -1)
	case kind == "row" && p.intent == right:
		return s.move(id, 1)
	case p.intent != enter && p.intent != space:
		return effect{}
	case by != 0:
		return s.move(s.open, by)
	case kind == "row" && id == s.open:
		s.open = 0
	case kind == "row":
		s.open = id
		return effect{focus: "up"}
	}
	return effect{}
}

// move moves a row by so many places; below 0, up.
func (s *order) move(id int64, by int) effect {
	st, at, goal := s.sh.store, s.sh.home.At, s.goal
	return effect{ask: actThen(func(ctx context.Context) (done, error) {
		move := st.MoveMilestone
		if goal == 0 {
			move = st.MoveGoal
		}
		c, err := move(ctx, at, id, by)
		return done{change: c}, err
	}, s.load())}
}
