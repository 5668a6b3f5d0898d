package tui

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"waymark/model"
)

// today is the home screen: the goals, what is due, and the ways on.
type today struct {
	sh   *shared
	home model.Home
	all  []model.Goal   // whatever became of them, while something is looked for
	done []model.DueNow // what was checked off here: it stays in sight, so that Space takes it back

	every bool // all goals under way are shown

	day model.Day // that the list is of

	noted   model.Day // the day that the note was worked out for, or 0
	note    model.Notice
	hasNote bool
	marked  []int64 // the measures that were said to be done here: they stay in sight, so that Space takes it back
}

func newToday(sh *shared, home model.Home) *today {
	return &today{sh: sh, home: home, day: sh.dates.Today}
}

func (s *today) load() ask { return loadHome(s.sh) }

func (s *today) receive(value any, err error) effect {
	if err != nil {
		return effect{note: s.sh.problem(err)}
	}
	switch v := value.(type) {
	case model.Home:
		planned := len(v.Goals) == 0 && len(v.Waiting()) > len(s.home.Waiting())
		none := len(v.Goals) == 0 && len(s.home.Goals) > 0 // the focus is not to fall on the row that closes
		treat := len(waits(v)) > len(waits(s.home))        // they have just sat down
		s.home, s.sh.home, s.done, s.marked, s.noted, s.day = v, v, nil, nil, 0, s.sh.dates.Today
		if planned || none || treat {
			return effect{focus: s.first(), top: treat}
		}
	case seenToday:
		s.see(v)
	case []model.Goal:
		s.all = v
	case looked:
		s.home, s.sh.home = v.home, v.home
		return effect{open: newCelebration(s.sh, v.of.Goal, v.of.Milestone)}
	case leftExamples:
		s.sh.store, s.sh.real, s.sh.demo, s.sh.home = s.sh.real, nil, false, v.home
		return effect{stack: []screen{&welcome{sh: s.sh}}}
	case wrote:
		s.home = v.data.(model.Home)
		s.sh.home, s.noted = s.home, 0
		m, _ := v.goal.Measure(v.reading.MeasureID)
		if m.ID != 0 {
			s.marked = append(s.marked, m.ID)
		}
		return effect{note: v.says(m, s.sh.dates)}
	case toggled:
		s.home = v.data.(model.Home)
		s.sh.home, s.noted = s.home, 0
		s.done = slices.DeleteFunc(s.done, func(d model.DueNow) bool { return d.Milestone.ID == v.milestone.ID })
		if v.milestone.State == model.Reached {
			s.done = append(s.done, model.DueNow{Goal: v.goal, Milestone: v.milestone})
		}
		return s.sh.toggledEffect(v)
	}
	return effect{}
}

// first is the first goal, or what may be gone on with.
func (s *today) first() string {
	switch {
	case len(waits(s.home)) > 0:
		return rowID("treat", s.home.Treats[0].Milestone.ID)
	case len(s.home.Goals) > 0:
		return rowID("goal", s.home.Goals[0].ID)
	case len(s.home.Waiting()) > 0:
		return "drafts"
	case s.home.Resting+s.home.Ended > 0:
		return "shelf"
	}
	return "new"
}

// What Today shows at most. From fewGoals on each goal takes one line.
const (
	fewGoals  = 3
	mostGoals = 9
	mostDue   = 12
)

func (s *today) page(w int) page {
	p := page{trail: []string{"Today"}, fact: s.fact(w), esc: "To close", everyday: true}
	s.treats(&p)
	if len(s.home.Goals) == 0 {
		s.empty(&p)
	} else {
		s.goals(&p, w)
		s.due(&p)
		s.toWrite(&p)
		s.gentle(&p)
	}
	p.gap()
	s.ways(&p)
	return p
}

// ways are the rows below the goals, and what stands in More only.
func (s *today) ways(p *page) {
	if len(s.home.Goals) > 0 {
		p.offer(action{id: "timeline", key: "t", word: "Timeline", text: "Timeline of all goals", does: "Open"})
	}
	if n := len(s.home.Waiting()); n > 0 && len(s.home.Goals) > 0 {
		p.offer(action{id: "drafts", text: "Goals you are still planning: " + strconv.Itoa(n), does: "Open"})
	}
	if s.home.Resting+s.home.Ended > 0 && p.find("shelf") < 0 {
		p.offer(action{id: "shelf", text: s.shelf(), does: "Open"})
	}
	p.row(doMore, "More: find, settings, people", "Open")
	p.also(action{id: "new", key: "n", word: "New goal", text: "Start a new goal", needs: model.RightPlan}, action{id: "starters", text: "Look at example plans", also: "template starter"})
	if len(s.home.Goals) > 1 {
		p.also(action{id: "order", text: "Put the goals in order", also: "sort move up down", needs: model.RightPlan})
	}
	if len(s.home.Goals) > 0 {
		p.also(action{id: "shift", text: "Move what lies ahead in all goals by some days", also: "shift later earlier dates ill sick", needs: model.RightPlan})
	}
	if s.sh.real != nil {
		p.row("close", "Leave the examples", "Leave")
	} else {
		p.row("close", "Close Waymark", "Close")
	}
}

// shelf is the row that leads to the goals that are not under way.
func (s *today) shelf() string {
	switch {
	case s.home.Ended == 0:
		return "Resting: " + model.Count(s.home.Resting, "goal")
	case s.home.Resting == 0:
		return "Finished: " + model.Count(s.home.Ended, "goal")
	}
	return fmt.Sprintf("Resting and finished: %s", model.Count(s.home.Resting+s.home.Ended, "goal"))
}

func (s *today) at() string {
	if p := s.home.Person(s.home.At.ID); p.ID != s.home.Patient.ID && p.Called() != p.Name {
		return p.Name + " (" + p.Is() + ")"
	}
	return s.home.At.Name
}

func (s *today) fact(w int) string {
	if w < wideFrom {
		return s.sh.dates.WithYear(s.sh.dates.Today) + ". You are " + s.home.At.Name + "."
	}
	return s.sh.dates.Long(s.sh.dates.Today) + ". You are " + s.at() + "."
}

// empty is Today before the first goal, and while none is under way.
func (s *today) empty(p *page) {
	waiting := s.home.Waiting()
	switch {
	case len(waiting) > 0:
		p.text("Hello, " + s.home.At.Name + ". A goal is still being planned.")
		p.gap()
		p.choice("drafts", "Go on planning.", draftName(waiting[0]))
		if s.home.Resting+s.home.Ended > 0 {
			p.choice("shelf", "Look at what rests or is finished.", sentence(s.shelf()))
		}
		p.choice("new", "Write another goal.", "")
		p.needs(model.RightPlan)
		return
	case s.home.Resting+s.home.Ended > 0:
		p.text("Hello, " + s.home.At.Name + ". No goal is under way just now.")
		p.gap()
		p.choice("shelf", "Look at what rests or is finished.", sentence(s.shelf()))
		p.choice("new", "Write a new goal.", "5 short questions help you.")
		p.needs(model.RightPlan)
	default:
		p.text("Hello, " + s.home.At.Name + ". There are no goals yet.")
		p.gap()
		p.text(`A goal is something you want to do again. Some people write: "Walk to the park." "Button my own shirt."`)
		p.gap()
		p.choice("new", "Write the first goal.", "5 short questions help you.")
		p.needs(model.RightPlan)
	}
	p.choice("starters", "Begin from an example plan.", "For a hip, a knee, an arm, a day.")
}

func (s *today) goals(p *page, w int) {
	if month := s.home.Month; month > 0 {
		p.text(model.Count(month, "milestone") + " done this month.")
		if w >= wideFrom {
			p.gap()
		}
	}
	p.heading("Goals")
	few := len(s.home.Goals) <= fewGoals
	for i, g := range s.home.Goals {
		if i == mostGoals && !s.every {
			p.row("every", fmt.Sprintf("And %s", model.Count(len(s.home.Goals)-mostGoals, "more goal")), "Show")
			break
		}
		if !few {
			p.add(s.line(g, w))
			continue
		}
		p.add(s.card(g, w))
		if w >= wideFrom && i < len(s.home.Goals)-1 {
			p.gap()
		}
	}
	if w >= wideFrom && few {
		p.gap()
	}
	p.add(item{kind: rowItem, id: "new", mark: markAdd, text: "Start a new goal", enter: "Start", needs: model.RightPlan})
}

// card is a goal with its bar and what comes next below it.
func (s *today) card(g model.Summary, w int) item {
	progress := g.Progress
	it := item{kind: rowItem, id: rowID("goal", g.ID), text: g.Title, bar: &progress, enter: "Open", says: true}
	if g.Next.ID != 0 {
		it.below = []string{strings.TrimSpace("Next: " + sentence(g.Next.Title) + " " + s.when(g.Goal, g.Next))}
	} else if progress.Total > 0 {
		it.below = []string{"All milestones are done."}
	}
	it.below = append(it.below, s.sh.measureLines(g.Goal, w)...)
	return it
}

// lineLead is the width of what stands before a goal's words on one line.
const lineLead = 22

// line is a goal on one line, its bar in a column of its own.
func (s *today) line(g model.Summary, w int) item {
	progress := g.Progress
	it := item{kind: rowItem, id: rowID("goal", g.ID), text: g.Title, enter: "Open", says: true, lead: fmt.Sprintf("%d of %d", progress.Reached, progress.Total), leadW: 10}
	if w >= wideFrom {
		it.bar, it.barW, it.leadW = &progress, 10, lineLead
	}
	return it
}

func (s *today) gather() ask {
	st, patient := s.sh.store, s.home.Patient.ID
	return func(ctx context.Context) (any, error) { return st.GoalTitles(ctx, patient) }
}

// found looks through all that is under way or due, and through what is still
// being planned, rests or has ended.
func (s *today) found(f model.Finder, w, most int) ([]item, int) {
	var rows []item
	for _, g := range s.home.Goals {
		rows = append(rows, s.line(g, w))
	}
	list, _ := s.home.Due(s.done...)
	for _, due := range list {
		rows = append(rows, s.dueRow(due))
	}
	aside := func(id, title, state string) {
		it := item{kind: rowItem, id: id, lead: state, leadW: lineLead, text: title, enter: "Open"}
		if w < wideFrom {
			it.lead, it.leadW, it.facts = "", 0, state+"."
		}
		rows = append(rows, it)
	}
	for _, d := range s.home.Waiting() {
		aside(rowID("draft", d.ID), draftName(d), "Still being planned")
	}
	for _, g := range s.all {
		if g.Lifecycle.Stopped() {
			aside(rowID("goal", g.ID), g.Title, g.Lifecycle.Words())
		}
	}
	rows = model.Found(rows, f, func(it item) string { return model.Fold(it.words()) })
	return rows[:min(len(rows), most)], len(rows)
}

func (s *today) do(p press) effect {
	switch p.intent {
	case back:
		return effect{focus: "close"} // only Enter closes: Backspace may be held down
	case space:
		return s.space(p.id)
	case enter:
		return s.open(p.id)
	}
	return effect{}
}

func (s *today) space(id string) effect {
	kind, n := splitID(id)
	switch kind {
	case "due":
		if g, m, ok := s.find(n); ok {
			return s.sh.toggle(g, m, s.load())
		}
	case "goal":
		return effect{note: goalByItself}
	case "measure":
		for _, one := range s.home.Measured() {
			if one.Measure.ID == n && one.Measure.Kind == model.Done {
				return s.sh.markDone(one.Goal, one.Measure, s.load())
			}
		}
	}
	return s.open(id)
}

func (s *today) open(id string) effect {
	kind, n := splitID(id)
	switch kind {
	case "goal":
		return effect{open: newGoalScreen(s.sh, n)}
	case "treat":
		for _, of := range s.home.Treats {
			if of.Milestone.ID == n {
				return s.sh.celebrate(of)
			}
		}
	case "due":
		if g, m, ok := s.find(n); ok {
			return effect{open: newMilestoneScreen(s.sh, g, m)}
		}
	case "measure":
		for _, one := range s.home.Measured() {
			if one.Measure.ID == n {
				return effect{open: newReading(s.sh, one.Goal, one.Measure)}
			}
		}
	case "draft":
		for _, d := range s.home.Waiting() {
			if d.ID == n {
				return effect{open: &comeBack{sh: s.sh, draft: d}}
			}
		}
	case "note":
		if n, ok := s.gentleNote(); ok {
			return effect{open: newHardDay(s.sh, n)}
		}
	case "reading":
		return s.sh.writeDown(s.home.Measured())
	case "new":
		return effect{open: newWizard(s.sh, model.NewDraft(s.home.Patient))}
	case "starters":
		return effect{open: &starterList{sh: s.sh}}
	case "timeline", "passed":
		return effect{open: newTimeline(s.sh, 0)}
	case "drafts":
		return effect{open: &drafts{sh: s.sh}}
	case "shelf":
		return effect{open: &shelf{sh: s.sh}}
	case "every":
		s.every = true
		return effect{focus: rowID("goal", s.home.Goals[mostGoals].ID)}
	case "order":
		return effect{open: newGoalOrder(s.sh)}
	case "shift":
		return effect{open: newShift(s.sh, nil)}
	case "close":
		return s.leave()
	}
	return effect{}
}

// leave closes Waymark, or the examples when they were opened from the welcome.
func (s *today) leave() effect {
	if s.sh.real == nil {
		return effect{quit: true}
	}
	real := s.sh.real
	return effect{ask: func(ctx context.Context) (any, error) {
		home, err := real.Home(ctx, model.Seat{})
		return leftExamples{home}, err
	}}
}

// leftExamples is what the person's own file holds, after the examples.
type leftExamples struct{ home model.Home }

// rowID and splitID name a row after what it stands for, so that the focus
// stays on it when the list changes.
func rowID(kind string, id int64) string { return fmt.Sprintf("%s:%d", kind, id) }

func splitID(s string) (kind string, id int64) {
	kind, n, _ := strings.Cut(s, ":")
	id, _ = strconv.ParseInt(n, 10, 64)
	return kind, id
}
