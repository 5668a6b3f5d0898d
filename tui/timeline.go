package tui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"waymark/model"
)

// timelineScreen shows what was and what comes, oldest first.
type timelineScreen struct {
	sh    *shared
	only  int64 // one goal, or 0 for all
	goals []model.Goal
	open  map[string]bool // spans opened or closed by hand
	show  shown
}

// shown is what a timeline is narrowed to.
type shown int

const (
	showAll shown = iota
	showAhead
	showDone
	showMajor
	shownCount
)

func (s shown) String() string {
	return [...]string{"Showing everything.", "Showing what lies ahead.", "Showing what is done.", "Showing major milestones."}[s]
}

func newTimeline(sh *shared, only int64) *timelineScreen {
	return &timelineScreen{sh: sh, only: only, open: map[string]bool{}}
}

func (s *timelineScreen) load() ask {
	st, only, patient := s.sh.store, s.only, s.sh.home.Patient.ID
	return func(ctx context.Context) (any, error) {
		if only == 0 {
			return st.Goals(ctx, patient)
		}
		g, err := st.Goal(ctx, only)
		return []model.Goal{g}, err
	}
}

func (s *timelineScreen) receive(value any, err error) effect {
	if err != nil {
		return leaveIfGone(err)
	}
	switch v := value.(type) {
	case []model.Goal:
		s.goals = v
	case toggled:
		s.goals = v.data.([]model.Goal)
		return s.sh.toggledEffect(v)
	}
	return effect{}
}

// first puts the focus on what comes next, else on today.
func (s *timelineScreen) first() string {
	for _, span := range model.TimelineOf(s.goals, s.sh.today).Spans {
		for _, e := range span.Entries() {
			if e.Kind == model.EntryAhead && !span.Far {
				return rowID("milestone", e.Milestone.ID)
			}
		}
	}
	return "today"
}

func (s *timelineScreen) page(w int) page {
	p := page{trail: []string{s.sh.home.Patient.Name, "Timeline, all goals"}, esc: "Back", keys: []hint{{"t", "Today"}}}
	p.undo = true
	if s.only != 0 && len(s.goals) == 1 {
		p.trail = []string{s.goals[0].Title, "Timeline"}
	}
	var progress model.Progress
	for _, g := range s.goals {
		progress = progress.Plus(model.ProgressOf(g.Milestones))
	}
	p.fact = progress.String() + ". " + s.show.String()
	tl := model.TimelineOf(s.goals, s.sh.today)
	year := 0
	for _, span := range tl.Spans {
		if y, _, _ := span.Months[0].First.Date(); y != year {
			year = y
			p.heading(fmt.Sprint(y))
		}
		s.span(&p, span, w)
	}
	s.tail(&p, tl)
	p.gap()
	p.row("back", "Back", "Back")
	for i := range p.items {
		if p.items[i].focusable() && p.items[i].sides == "" {
			p.items[i].sides = "Show"
		}
	}
	return p
}

// span draws a month or a folded run of months: a counted row, and what it
// holds when it is open.
func (s *timelineScreen) span(p *page, span model.Span, w int) {
	id := "span:" + span.Months[0].First.String()
	open := !span.Far
	if v, set := s.open[id]; set {
		open = v
	}
	it := item{kind: rowItem, id: id, mark: markFolded, lead: spanName(span), leadW: 22, text: s.count(s.seen(span.Entries())), enter: "Open"}
	if open {
		it.mark, it.enter = markOpened, "Fold"
	}
	if w < wideFrom {
		it.text, it.lead, it.leadW = it.lead+": "+it.text, "", 0
	}
	p.add(it)
	if !open {
		return
	}
	for _, m := range span.Months {
		if len(span.Months) > 1 {
			_, month, _ := m.First.Date()
			p.add(item{mark: markRail, indent: 3, text: month.String(), role: roleStrong})
		}
		for _, e := range m.Entries {
			if s.shows(e) {
				s.entry(p, e, w)
			}
		}
	}
	p.add(item{mark: markRail, indent: 3})
}

func spanName(s model.Span) string {
	_, a, _ := s.Months[0].First.Date()
	_, b, _ := s.Months[len(s.Months)-1].First.Date()
	if a == b {
		return a.String()
	}
	return a.String() + " to " + b.String()
}

func (s *timelineScreen) shows(e model.Entry) bool {
	switch {
	case e.Kind == model.EntryToday || s.show == showAll:
		return true
	case s.show == showAhead:
		return e.Kind != model.EntryReached && e.Kind != model.EntryStart
	case s.show == showDone:
		return e.Kind == model.EntryReached
	}
	return e.Milestone.Major
}

// seen leaves out the entries that are not asked for.
func (s *timelineScreen) seen(entries []model.Entry) []model.Entry {
	return slices.DeleteFunc(slices.Clone(entries), func(e model.Entry) bool { return !s.shows(e) })
}

// count says what a span holds: "2 done, 1 date passed, 1 to do".
func (s *timelineScreen) count(entries []model.Entry) string {
	t := model.TallyOf(entries)
	var parts []string
	add := func(n int, what string) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, what))
		}
	}
	add(t.Done, "done")
	add(t.Passed, "date passed")
	add(t.Resting, "resting")
	add(t.ToDo, "to do")
	add(t.Major, "major")
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, ", ")
}

// entry draws one line of the rail.
func (s *timelineScreen) entry(p *page, e model.Entry, w int) {
	day := e.Day.Short(s.sh.today)
	lead := strings.Join(strings.Fields(day)[:2], " ")
	it := item{kind: rowItem, indent: 3, lead: lead, leadW: 8, enter: "Open"}
	switch e.Kind {
	case model.EntryToday:
		it.id, it.mark, it.enter, it.text = "today", markToday, "", "Today "+s.sh.look.line(max(0, min(w-30, 40)))
	case model.EntryStart:
		it.id, it.mark, it.text = rowID("start", e.Goal.ID), markStart, "The start: "+sentence(e.Goal.Title)
	default:
		s.milestone(&it, e)
	}
	p.add(it)
}

func (s *timelineScreen) milestone(it *item, e model.Entry) {
	m := e.Milestone
	it.id, it.space = rowID("milestone", m.ID), "Check off"
	it.text = sentence(m.Title)
	it.mark = milestoneMark(m, e.Goal.Start, s.sh.today)
	var facts []string
	switch e.Kind {
	case model.EntryReached:
		it.mark, it.space = markReached, "Take off"
		if who := m.Check.Who(); who != "" {
			facts = append(facts, strings.ToUpper(who[:1])+who[1:]+".")
		}
		if m.Check.Note != "" {
			it.below = []string{model.Quote(strings.Join(strings.Fields(m.Check.Note), " "))}
		}
	case model.EntryPassed:
		facts = append(facts, "Date passed.")
	case model.EntryResting:
		facts = append(facts, "Resting.")
	case model.EntryAhead:
		if away := e.Day.Away(s.sh.today); away != "" {
			facts = append(facts, strings.ToUpper(away[:1])+away[1:]+".")
		}
	}
	if m.Major {
		if it.mark == markReached {
			it.mark = markMajor
		}
		facts = append(facts, "Major.")
	}
	if s.only == 0 && len(s.goals) > 1 {
		facts = append(facts, "("+cut(e.Goal.Title, 18)+")")
	}
	it.facts = strings.Join(facts, " ")
}

// tail draws what has no date yet and the hoped-for days.
func (s *timelineScreen) tail(p *page, tl model.Timeline) {
	if len(tl.Undated) > 0 {
		p.heading("No date yet")
		for _, e := range tl.Undated {
			if s.shows(e) {
				it := item{kind: rowItem, indent: 3, enter: "Open"}
				s.milestone(&it, e)
				p.add(it)
			}
		}
	}
	if len(tl.Hoped) > 0 {
		p.gap()
	}
	for _, e := range tl.Hoped {
		p.add(item{mark: markGoal, indent: 3, text: e.Day.WithYear() + ". The goal: " + sentence(e.Goal.Title)})
	}
}

func (s *timelineScreen) do(p press) effect {
	kind, id := splitID(p.id)
	switch {
	case p.intent == back, p.id == "back" && p.intent == enter:
		return effect{back: 1}
	case p.intent == letter:
		return effect{focus: "today"}
	case p.intent == left:
		s.show = (s.show + shownCount - 1) % shownCount
		return effect{}
	case p.intent == right:
		s.show = (s.show + 1) % shownCount
		return effect{}
	case kind == "span":
		s.fold(p.id)
		return effect{}
	case kind == "start" && p.intent == enter:
		return effect{open: newGoalScreen(s.sh, id)}
	case kind == "milestone":
		return s.onMilestone(p.intent, id)
	}
	return effect{}
}

func (s *timelineScreen) fold(id string) {
	far := false
	for _, span := range model.TimelineOf(s.goals, s.sh.today).Spans {
		if "span:"+span.Months[0].First.String() == id {
			far = span.Far
		}
	}
	open, set := s.open[id]
	if !set {
		open = !far
	}
	s.open[id] = !open
}

func (s *timelineScreen) onMilestone(in intent, id int64) effect {
	for _, g := range s.goals {
		m, ok := g.Milestone(id)
		if !ok {
			continue
		}
		if in == space {
			return s.sh.toggle(g, m, s.load())
		}
		return effect{open: newMilestoneScreen(s.sh, g, m)}
	}
	return effect{}
}
