package tui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"waymark/model"
)

// goalScreen shows one goal: its bar, its checklist and the ways into its plan.
type goalScreen struct {
	keeper // of the milestone being typed
	id     int64
	goal   model.Goal
	all    bool // milestones done earlier are unfolded
	adds   bool // a milestone is being added
	row    rowEditor
}

func newGoalScreen(sh *shared, id int64) *goalScreen {
	d := sh.home.Adding(id)
	return &goalScreen{keeper: keeper{sh: sh, d: d, onDisk: d.Rev}, id: id, row: rowEditor{id: "row", text: d.Row}}
}

func (s *goalScreen) load() ask { return loadGoal(s.sh.store, s.id) }

func loadGoal(st Store, id int64) ask {
	return func(ctx context.Context) (any, error) { return st.Goal(ctx, id) }
}

func (s *goalScreen) receive(value any, err error) effect {
	if err != nil {
		return leaveIfGone(err)
	}
	switch v := value.(type) {
	case model.Goal:
		s.goal = v
	case toggled:
		s.goal = v.goal
		return s.sh.toggledEffect(v)
	case done:
		s.goal = v.data.(model.Goal)
		s.d.Row = ""
		s.d.Rev++
		p := model.ProgressOf(s.goal.Milestones)
		return effect{note: fmt.Sprintf("You added a milestone. %d of %d now."+pressU, p.Reached, p.Total), focus: "row"}
	}
	return effect{}
}

// first puts the focus on what comes next.
func (s *goalScreen) first() string {
	if m, ok := s.goal.Next(); ok {
		return rowID("milestone", m.ID)
	}
	return ""
}

func (s *goalScreen) page(w int) page {
	g := s.goal
	progress := model.ProgressOf(g.Milestones)
	p := page{trail: []string{g.Patient.Name, g.Title}, bar: &progress, esc: "Back"}
	p.fact = progress.String() + "."
	if on := g.HopedDay(); on != 0 {
		p.fact += " Hoped for " + on.Short(s.sh.today) + "."
	}
	p.keys = []hint{{"t", "Timeline"}, {"n", "New"}}
	p.undo = true
	if about := s.about(); about != "" && w >= wideFrom {
		p.text(about)
		p.gap()
	}
	p.heading("Milestones")
	s.checklist(&p)
	s.adding(&p)
	p.gap()
	p.row("plan", "My plan: the five questions", "Read")
	p.row("timeline", "Timeline of this goal", "Open")
	p.row("about", "Change the goal's words or days", "Change")
	if s.sh.undo {
		p.row("undo", "Undo the last change", "Undo")
	}
	p.row("back", "Back", "Back")
	if about := s.about(); about != "" && w < wideFrom {
		p.gap()
		p.text(about)
	}
	return p
}

// about is why the goal matters and its area.
func (s *goalScreen) about() string {
	var parts []string
	if s.goal.Why != "" {
		parts = append(parts, `Why: "`+strings.Join(strings.Fields(s.goal.Why), " ")+`"`)
	}
	if s.goal.Area != model.AreaUnsaid {
		parts = append(parts, s.goal.Area.Words()+".")
	}
	return strings.Join(parts, " ")
}

// A run of milestones done folds to one counted line from foldRun on; the last
// keepShown of it stay.
const (
	foldRun   = 5
	keepShown = 2
)

func (s *goalScreen) checklist(p *page) {
	list := s.goal.Milestones
	for i := 0; i < len(list); {
		run := 0
		for i+run < len(list) && list[i+run].State == model.Reached {
			run++
		}
		if run >= foldRun && !s.all {
			hidden := list[i : i+run-keepShown]
			p.add(item{
				kind: rowItem, id: rowID("fold", hidden[0].ID), mark: markDone, enter: "Show",
				text: fmt.Sprintf("%d more done, %s.", len(hidden), s.monthsOf(hidden)),
			})
			i += len(hidden)
			run = keepShown
		}
		for range max(1, run) {
			p.add(milestoneRow(s.goal, list[i], s.sh.today))
			i++
		}
	}
	if len(list) == 0 {
		p.add(item{text: "No milestones yet. Small steps, in days or weeks, make the way visible.", indent: 2})
	}
}

// monthsOf names the months in which milestones were reached: "in November",
// "September to November".
func (s *goalScreen) monthsOf(list []model.Milestone) string {
	from, to := list[0].Check.On, list[0].Check.On
	for _, m := range list {
		from, to = min(from, m.Check.On), max(to, m.Check.On)
	}
	if from.MonthStart() == to.MonthStart() {
		return "in " + from.Month(s.sh.today)
	}
	fy, month, _ := from.Date()
	if ty, _, _ := to.Date(); fy == ty {
		return month.String() + " to " + to.Month(s.sh.today)
	}
	return from.Month(s.sh.today) + " to " + to.Month(s.sh.today)
}

// milestoneRow is a milestone in a checklist.
func milestoneRow(g model.Goal, m model.Milestone, today model.Day) item {
	it := item{
		kind: rowItem, id: rowID("milestone", m.ID), mark: milestoneMark(m, g.Start, today),
		text: sentence(m.Title), facts: milestoneFacts(g, m, today), enter: "Open", space: "Check off",
	}
	if m.State == model.Reached {
		it.space = "Take off"
	}
	return it
}

// milestoneFacts is all else a checklist says of a milestone, in words.
func milestoneFacts(g model.Goal, m model.Milestone, today model.Day) string {
	s := m.DueWords(g.Start, today)
	switch {
	case m.State == model.Reached:
		s = m.Check.DoneWords(today)
	case m.State == model.Resting:
		s = "Resting."
	case m.State == model.LetGo:
		s = "Let go."
	}
	if m.Major {
		s += " Major."
	}
	return strings.TrimSpace(s)
}

// adding is the row that adds a milestone, and the field it turns into.
func (s *goalScreen) adding(p *page) {
	if !s.adds {
		p.add(item{kind: rowItem, id: "add", mark: markAdd, text: "Add a milestone", facts: s.halfTyped(), enter: "Add"})
		return
	}
	s.row.show(p, item{mark: markAdd, blank: "(a small step; add a date if you want)"}, s.sh.today, s.goal.Start)
}

// halfTyped says what waits in the row that was left.
func (s *goalScreen) halfTyped() string {
	if strings.TrimSpace(s.row.text) == "" {
		return ""
	}
	return "Typed and kept: " + model.Quote(name(s.row.text))
}

func (s *goalScreen) typed(_, text string) {
	s.row.typed(text)
	s.d.Row = text
	s.d.Rev++
}

func (s *goalScreen) do(p press) effect {
	kind, id := splitID(p.id)
	m, isMilestone := s.goal.Milestone(id)
	switch {
	case p.intent == back:
		if s.adds && s.row.mine(p.id) {
			s.adds = false
			return effect{focus: "add"}
		}
		return effect{back: 1}
	case kind == "milestone" && isMilestone && p.intent == space:
		return s.sh.toggle(s.goal, m, nil)
	case kind == "milestone" && isMilestone && p.intent == enter:
		return effect{open: newMilestoneScreen(s.sh, s.goal, m)}
	case kind == "fold" && (p.intent == enter || p.intent == space):
		s.all = true
		return effect{focus: rowID("milestone", id)}
	case p.intent == letter && p.letter == "t":
		return effect{open: newTimeline(s.sh, s.id)}
	case p.intent == letter && p.letter == "n":
		s.adds = true
		return effect{focus: "row"}
	case s.adds && s.row.mine(p.id) && p.intent == enter:
		return s.add(p)
	case p.intent == enter || p.intent == space:
		return s.open(p.id)
	}
	return effect{}
}

func (s *goalScreen) open(id string) effect {
	switch id {
	case "add":
		s.adds = true
		return effect{focus: "row"}
	case "plan":
		return effect{open: &myPlan{sh: s.sh, goal: s.goal}}
	case "timeline":
		return effect{open: newTimeline(s.sh, s.id)}
	case "about":
		return effect{open: newEditor(s.sh, s.goal, model.StepGoal)}
	case "undo":
		return effect{undo: true}
	case "back":
		return effect{back: 1}
	}
	return effect{}
}

// add keeps the milestone that was typed and offers an empty row.
func (s *goalScreen) add(p press) effect {
	if strings.TrimSpace(s.row.text) == "" {
		s.adds = false
		return effect{focus: "add"}
	}
	m, ok := s.row.keep(p, s.sh.today, s.goal.Start, func(title string) bool {
		return slices.ContainsFunc(s.goal.Milestones, func(m model.Milestone) bool { return model.SameTitle(m.Title, title) })
	})
	if !ok {
		return effect{focus: "row"}
	}
	st, at, id := s.sh.store, s.sh.home.At, s.id
	return effect{ask: act(func(ctx context.Context) (done, error) {
		_, c, err := st.AddMilestone(ctx, at, id, m)
		return done{change: c}, err
	}, s.load())}
}

// leaveIfGone leaves a screen whose subject is gone; any other error is said.
func leaveIfGone(err error) effect {
	e := effect{note: problem(err)}
	if isGone(err) {
		e.back = 1
	}
	return e
}
