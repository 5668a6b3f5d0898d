package tui

import (
	"context"
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
	turn   *turn // the way it was last to go: the reason typed there stays
}

func newGoalScreen(sh *shared, id int64) *goalScreen {
	d := sh.home.Adding(id)
	return &goalScreen{keeper: keeper{sh: sh, d: d, onDisk: d.Rev}, id: id, row: rowEditor{sh: sh, id: "row", text: d.Row}}
}

func (s *goalScreen) load() ask { return loadGoal(s.sh.store, s.id) }

func loadGoal(st Store, id int64) ask {
	return func(ctx context.Context) (any, error) { return st.Goal(ctx, id) }
}

func (s *goalScreen) receive(value any, err error) effect {
	if err != nil {
		if s.adds && s.row.text == "" { // what could not be added stays to be tried again
			s.row.text = s.d.Row
		}
		return s.sh.leaveIfGone(err)
	}
	switch v := value.(type) {
	case model.Goal:
		turned := s.goal.ID != 0 && s.goal.Lifecycle != v.Lifecycle
		s.goal = v
		if turned {
			s.turn = nil
			return effect{focus: s.top(), top: true}
		}
	case toggled:
		s.goal = v.goal
		return s.sh.toggledEffect(v)
	case draftPlace:
		s.d.ID = int64(v)
		s.sh.home.Kept(s.d)
		return s.begin()
	case done:
		was := model.ProgressOf(s.goal.Milestones)
		s.goal = v.data.(model.Goal)
		s.d.Row = ""
		s.d.Rev++
		return effect{note: model.CountChange(was, model.ProgressOf(s.goal.Milestones)) + pressU, focus: "row"}
	case turned:
		s.goal = v.goal
		return effect{note: v.note}
	case wrote:
		s.sh.home.Learn(v.goal)
		s.follow(v)
		m, _ := v.goal.Measure(v.reading.MeasureID)
		return effect{note: v.says(m, s.sh.dates)}
	}
	return effect{}
}

func (s *goalScreen) follow(w wrote) bool {
	s.goal = w.goal
	return true
}

// top is the first row on which neither Enter nor Space changes anything.
func (s *goalScreen) top() string {
	p := s.page(textMax)
	for _, i := range p.focusables() {
		if it := p.items[i]; it.space == "" && it.id != "wake" && it.id != "add" {
			return it.id
		}
	}
	return ""
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
	p := page{trail: []string{g.Title}, bar: &progress, fact: s.fact(progress), esc: "Back", everyday: true}
	about := s.about()
	if w >= wideFrom {
		p.lines(about)
	}
	p.lines(s.kept())
	p.tell(s.sh, model.RightCheck|model.RightPlan)
	p.gap()
	if g.Lifecycle.Stopped() {
		p.row("wake", "Pick this goal up again", "Pick up")
		p.needs(model.RightPlan)
		p.gap()
	}
	p.heading("Milestones")
	s.checklist(&p)
	s.adding(&p)
	p.gap()
	s.measured(&p, w)
	s.ways(&p)
	if w < wideFrom {
		p.gap()
		p.lines(about)
	}
	if w >= asideFrom {
		p.aside, p.asideAt = s.beside()
	}
	return p
}

// fact counts the milestones and says what the goal is hoped for, or that it
// rests or has ended.
func (s *goalScreen) fact(progress model.Progress) string {
	g := s.goal
	said := progress.String() + "."
	switch {
	case g.Lifecycle.Stopped():
		said += " " + g.SinceWords(s.sh.dates)
	case g.HopedDay() != 0:
		said += " Hoped for " + s.sh.dates.Short(g.HopedDay()) + "."
	}
	return said
}

// ways are the rows below the checklist, and what stands in More only.
func (s *goalScreen) ways(p *page) {
	g := s.goal
	if done := model.ProgressOf(g.Milestones); !g.Lifecycle.Stopped() && done.Total > 0 && done.Reached == done.Total {
		p.row("finish", "All is done. Finish this goal", "Finish")
		p.needs(model.RightPlan)
	}
	p.offer(action{id: "plan", text: "My plan: the five questions", does: "Read"})
	p.offer(action{id: "timeline", key: "t", word: "Timeline", text: "Timeline of this goal", does: "Open"})
	p.row(doMore, "More: change, move or rest this goal", "Open")
	p.row("back", "Back", "Back")
	p.also(
		action{id: "add", key: "n", word: "New", text: "Add a milestone", needs: model.RightPlan},
		action{id: "about", text: "Change the goal's words or days, or what to keep in mind", also: "edit rename start why precaution", needs: model.RightPlan},
		action{id: "order", text: "Put the milestones in order", also: "sort move up down", needs: model.RightPlan},
		action{id: "history", text: "See what changed in this goal", also: "undo redo take back who did what"},
		action{id: "hard", text: "For a hard day: my own words, and ways on", also: "gentle note level behind stuck slow plan"},
		action{id: "shift", text: "Move what lies ahead by some days", also: "shift later earlier dates ill sick", needs: model.RightPlan},
	)
	switch {
	case g.Lifecycle.Stopped():
		p.also(action{id: "wake", text: "Pick this goal up again", also: "resume active", needs: model.RightPlan})
	default:
		p.also(action{id: "rest", text: "Rest this goal for now", also: "pause hold ill sick", needs: model.RightPlan})
	}
	if !g.Lifecycle.Ended() {
		p.also(action{id: "finish", text: "Finish this goal", also: "complete end close", needs: model.RightPlan}, action{id: "drop", text: "Let this goal go", also: "cancel stop", needs: model.RightPlan})
	}
	p.also(action{id: "over", text: "Start over from a copy", also: "again anew", needs: model.RightPlan}, action{id: "remove", text: "Remove this goal: it was made by mistake", also: "delete", needs: model.RightPlan})
}

// about is why the goal matters, its area, and why it rests or has ended.
func (s *goalScreen) about() []string {
	g := s.goal
	var parts []string
	if g.Why != "" {
		parts = append(parts, sentence("Why: "+model.Quote(model.OneLine(g.Why))))
	}
	if g.Area != model.AreaUnsaid {
		parts = append(parts, g.Area.Words()+".")
	}
	var lines []string
	if len(parts) > 0 {
		lines = append(lines, strings.Join(parts, " "))
	}
	if g.Lifecycle.Stopped() && g.Reason != "" {
		lines = append(lines, g.Lifecycle.Words()+": "+model.Quote(g.Reason))
	}
	return lines
}

// kept is what to keep in mind. It stands on top, however small the window is.
func (s *goalScreen) kept() []string {
	var lines []string
	g := s.goal
	for _, kept := range g.Precautions {
		if kept.InForce(g.Start, s.sh.dates.Today) && !g.Lifecycle.Ended() {
			lines = append(lines, "Keep in mind: "+kept.Words(g.Start, s.sh.dates))
		}
	}
	return lines
}

// beside is the goal's timeline for the second column, and where today stands.
func (s *goalScreen) beside() ([]item, int) {
	items, at := []item{{kind: headItem, text: "Timeline", role: roleStrong}}, 0
	tl := model.TimelineOf([]model.Goal{s.goal}, s.sh.dates.Today)
	add := func(it item) {
		it.kind, it.id, it.leadW = textItem, "", 8
		if it.facts != "" {
			it.text, it.facts = it.text+" "+it.facts, ""
		}
		items = append(items, it)
	}
	for _, span := range tl.Spans {
		for _, m := range span.Months {
			if len(items) > 1 {
				items = append(items, item{})
			}
			items = append(items, item{text: s.sh.dates.Month(m.First), role: roleStrong, indent: 4})
			for _, e := range m.Entries {
				it := entryItem(s.sh, e, 44)
				if e.Kind == model.EntryToday {
					at = len(items)
					it.text = "Today"
				}
				add(it)
			}
		}
	}
	for _, e := range tl.Hoped {
		items = append(items, item{})
		items = append(items, item{mark: markGoal, text: s.sh.dates.WithYear(e.Day) + ". The goal."})
	}
	return items, at
}

// adding is the row that adds a milestone, and the field it turns into.
func (s *goalScreen) adding(p *page) {
	if !s.adds {
		p.add(item{kind: rowItem, id: "add", mark: markAdd, text: "Add a milestone", facts: s.halfTyped(), enter: "Add", needs: model.RightPlan})
		return
	}
	s.row.show(p, item{mark: markAdd, blank: "(a small step; add a date if you want)", needs: model.RightPlan}, s.goal.Start)
}

// halfTyped says what waits in the row that was left.
func (s *goalScreen) halfTyped() string {
	if strings.TrimSpace(s.row.text) == "" {
		return ""
	}
	return sentence("Typed and kept: " + model.Quote(name(s.row.text)))
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
	case p.intent != enter && p.intent != space:
		return effect{}
	case kind == "milestone" && isMilestone && p.intent == space:
		return s.sh.toggle(s.goal, m, nil)
	case kind == "milestone" && isMilestone:
		return effect{open: newMilestoneScreen(s.sh, s.goal, m)}
	case kind == "measure":
		return s.measure(id, p.intent == space)
	case p.id == "fold":
		s.all = false
		return effect{focus: s.first()}
	case kind == "fold":
		s.all = true
		return effect{focus: rowID("milestone", id)}
	case s.adds && s.row.mine(p.id):
		return s.add(p)
	}
	return s.open(p.id)
}

func (s *goalScreen) open(id string) effect {
	switch id {
	case "reading":
		return s.sh.writeDown(s.goal.Measured())
	case "measures":
		return effect{open: newEditor(s.sh, s.goal, model.StepMeasures)}
	case "add":
		return s.begin()
	case "plan":
		return effect{open: &myPlan{sh: s.sh, goal: s.goal}}
	case "timeline":
		return effect{open: newTimeline(s.sh, s.id)}
	case "about":
		return effect{open: newEditor(s.sh, s.goal, model.StepGoal)}
	case "order":
		return effect{open: newMilestoneOrder(s.sh, s.goal, 0)}
	case "history":
		return effect{open: newHistory(s.sh, s.id)}
	case "hard":
		return effect{open: askHardDay(s.sh, s.goal)}
	case "shift":
		return effect{open: newShift(s.sh, &s.goal)}
	case "rest":
		return s.turnTo(model.OnHold)
	case "finish":
		return s.turnTo(model.Completed)
	case "drop":
		return s.turnTo(model.Cancelled)
	case "remove":
		return s.turnTo(model.EnteredInError)
	case "wake":
		return s.wake()
	case "over":
		return effect{open: newWizard(s.sh, model.StartOver(s.goal))}
	case "back":
		return effect{back: 1}
	}
	return effect{}
}

// turnTo asks before the goal takes another way.
func (s *goalScreen) turnTo(to model.Lifecycle) effect {
	t := &turn{sh: s.sh, goal: s.goal, to: to}
	if s.turn != nil && s.turn.to == to {
		t.reason = s.turn.reason
	}
	s.turn = t
	return effect{open: t}
}

// wake picks the goal up again, at once when there is nothing to ask.
func (s *goalScreen) wake() effect {
	if days := s.goal.Rested(s.sh.dates.Today); days > 0 && !s.goal.Ahead(days).Empty() {
		return effect{open: &wake{sh: s.sh, goal: s.goal}}
	}
	return turnGoal(s.sh, s.goal, model.PickUp(0, s.sh.dates.Today), "It goes on. Nothing was lost.")
}

// begin offers the row that adds a milestone, once what is typed there has its
// place in the file.
func (s *goalScreen) begin() effect {
	if place := s.keeper.load(); place != nil {
		return effect{ask: place}
	}
	s.adds = true
	return effect{focus: "row"}
}

// add keeps the milestone that was typed and offers an empty row.
func (s *goalScreen) add(p press) effect {
	if strings.TrimSpace(s.row.text) == "" {
		s.adds = false
		return effect{focus: "add"}
	}
	m, ok := s.row.keep(p, s.goal.Start, func(title string) bool {
		return slices.ContainsFunc(s.goal.Milestones, func(m model.Milestone) bool { return model.SameTitle(m.Title, title) })
	})
	if !ok {
		return effect{focus: "row"}
	}
	st, at, id := s.sh.store, s.sh.home.At, s.id
	return effect{ask: actThen(func(ctx context.Context) (done, error) {
		_, c, err := st.AddMilestone(ctx, at, id, m)
		return done{change: c}, err
	}, s.load())}
}
