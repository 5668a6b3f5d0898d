package tui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"waymark/model"
)

// timelineScreen shows what was and what comes, oldest first. Goals that ended
// before this month are read when they are asked for; until then they are
// counted.
type timelineScreen struct {
	sh    *shared
	only  int64 // one goal, or 0 for all
	story model.Story
	asOf  model.Day       // the day it was laid out for
	open  map[string]bool // spans opened or closed by hand
	show  shown
	then  func() effect // what waits for all goals to be read

	tl     model.Timeline
	counts []string       // of its spans, as they are shown
	list   []*model.Entry // everything it holds, to be looked through
	folded []string       // what can be looked for in each
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
	return [...]string{"Showing everything.", "Showing what is still to do.", "Showing what is done.", "Showing major milestones."}[s]
}

func newTimeline(sh *shared, only int64) *timelineScreen {
	return &timelineScreen{sh: sh, only: only, open: map[string]bool{}}
}

func (s *timelineScreen) load() ask { return s.read(len(s.story.Past) == 0 && s.story.Goals != nil) }

// read asks for the goals: all, or those that did not end before this month.
func (s *timelineScreen) read(all bool) ask {
	st, only, patient := s.sh.store, s.only, s.sh.home.Patient.ID
	return func(ctx context.Context) (any, error) {
		if only == 0 {
			return st.Story(ctx, patient, all)
		}
		g, err := st.Goal(ctx, only)
		return model.Story{Goals: []model.Goal{g}, Progress: model.ProgressOf(g.Milestones)}, err
	}
}

// whole does something for which all goals must be at hand.
func (s *timelineScreen) whole(do func() effect) effect {
	read := s.gather()
	if read == nil {
		return do()
	}
	s.then = do
	return effect{ask: read}
}

func (s *timelineScreen) receive(value any, err error) effect {
	then := s.then
	s.then = nil
	if err != nil {
		return s.sh.leaveIfGone(err)
	}
	switch v := value.(type) {
	case model.Story:
		s.story = v
		s.layOut()
		if then != nil {
			return then()
		}
	case toggled:
		if i := slices.IndexFunc(s.story.Goals, func(g model.Goal) bool { return g.ID == v.goal.ID }); i >= 0 {
			s.story.Progress = s.story.Progress.Minus(model.ProgressOf(s.story.Goals[i].Milestones)).Plus(model.ProgressOf(v.goal.Milestones))
			s.story.Goals[i] = v.goal
		}
		s.layOut()
		return s.sh.toggledEffect(v)
	}
	return effect{}
}

// layOut makes the timeline of the goals as of today.
func (s *timelineScreen) layOut() {
	s.asOf = s.sh.dates.Today
	s.tl = s.story.Timeline(s.asOf)
	s.list, s.folded = nil, nil
	s.count()
}

// count says what each span holds.
func (s *timelineScreen) count() {
	s.counts = s.counts[:0]
	for _, span := range s.tl.Spans {
		t := span.Tally()
		if s.show != showAll {
			t = model.TallyOf(s.seen(span.Entries()))
		}
		s.counts = append(s.counts, tallied(t))
	}
}

// first puts the focus on what comes next, else on today.
func (s *timelineScreen) first() string {
	for _, span := range s.tl.Spans {
		for _, e := range span.Entries() {
			if e.Kind == model.EntryAhead && !span.Far {
				return entryID(e)
			}
		}
	}
	return "today"
}

func (s *timelineScreen) page(w int) page {
	if s.asOf != s.sh.dates.Today {
		s.layOut()
	}
	p := page{trail: []string{"Timeline, all goals"}, esc: "Back", everyday: true}
	if s.only != 0 && len(s.story.Goals) == 1 {
		p.trail = []string{s.story.Goals[0].Title, "Timeline"}
	}
	p.also(
		action{id: "today", key: "t", word: "Today", text: "Go to today"},
		action{id: "show", text: "Show something else: " + shownWords((s.show+1)%shownCount)},
	)
	p.fact = model.Capital(s.story.Progress.String()) + ". " + s.show.String()
	year := 0
	for i, span := range s.tl.Spans {
		if s.show != showAll && len(s.seen(span.Entries())) == 0 {
			continue
		}
		if y, _, _ := span.Months[0].First.Date(); y != year {
			year = y
			p.heading(fmt.Sprint(y))
		}
		s.span(&p, span, s.counts[i], w)
	}
	s.tail(&p)
	p.tail()
	for i := range p.items {
		if p.items[i].focusable() && p.items[i].sides == "" {
			p.items[i].sides = "Show"
		}
	}
	return p
}

// shownWords names a way to narrow the timeline: "what lies ahead".
func shownWords(s shown) string {
	return strings.TrimSuffix(strings.TrimPrefix(s.String(), "Showing "), ".")
}

// span draws a month or a folded run of months: a counted row, and what it
// holds when it is open.
func (s *timelineScreen) span(p *page, span model.Span, count string, w int) {
	id, open := spanID(span), s.opened(span)
	it := item{kind: rowItem, id: id, mark: markFolded, lead: spanName(span), leadW: 22, text: count, enter: "Open"}
	if open {
		it.mark, it.enter = markOpened, "Fold"
	}
	switch {
	case it.text == "":
		it.text, it.lead, it.leadW = it.lead, "", 0
	case w < wideFrom:
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
				it := s.entry(e, w)
				it.indent = 3
				p.add(it)
			}
		}
	}
	p.add(item{mark: markRail, indent: 3})
}

func spanID(s model.Span) string { return "span:" + s.Months[0].First.String() }

// opened reports whether a span shows what it holds: when it is near and at
// hand, unless the person said otherwise.
func (s *timelineScreen) opened(span model.Span) bool {
	if open, said := s.open[spanID(span)]; said {
		return open
	}
	return !span.Far && span.Past() == 0
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
		return e.ToDo(s.asOf)
	case s.show == showDone:
		return e.Done()
	}
	return e.Milestone != nil && e.Milestone.Major
}

// seen leaves out the entries that are not asked for.
func (s *timelineScreen) seen(entries []model.Entry) []model.Entry {
	if s.show == showAll {
		return entries
	}
	return slices.DeleteFunc(slices.Clone(entries), func(e model.Entry) bool { return !s.shows(e) })
}

// tallied says what was counted: "2 done, 1 date passed, 1 to do".
func tallied(t model.Tally) string {
	var parts []string
	add := func(n int, what string) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, what))
		}
	}
	add(t.Done, "done")
	add(t.Passed, map[bool]string{true: "date passed", false: "dates passed"}[t.Passed == 1])
	add(t.Resting, "resting")
	add(t.ToDo, "to do")
	add(t.Major, "major")
	return strings.Join(parts, ", ")
}

// tail draws what has no date yet and the hoped-for days.
func (s *timelineScreen) tail(p *page) {
	for i, e := range s.seen(s.tl.Undated) {
		if i == 0 {
			p.heading("No date yet")
		}
		it := s.entry(e, 0)
		it.indent, it.leadW = 3, 0
		p.add(it)
	}
	if len(s.tl.Hoped) > 0 {
		p.gap()
	}
	for _, e := range s.tl.Hoped {
		p.add(item{mark: markGoal, indent: 3, text: s.sh.dates.WithYear(e.Day) + ". The goal: " + sentence(e.Goal.Title)})
	}
}

func (s *timelineScreen) do(p press) effect {
	kind, id := splitID(p.id)
	switch {
	case p.leaves():
		return effect{back: 1}
	case p.intent == left:
		return s.narrow(s.show+shownCount-1, p.id)
	case p.intent == right, p.id == "show":
		return s.narrow(s.show+1, p.id)
	case p.id == "today":
		return effect{focus: "today"}
	case kind == "span":
		return s.fold(p.id)
	case kind == "start":
		return effect{open: newGoalScreen(s.sh, id)}
	case kind == "earlier":
		return s.onEarlier(id)
	case kind == "milestone":
		return s.onMilestone(p.intent, id)
	}
	return effect{}
}

// narrow changes what is shown. The focus stays on its row or goes to today.
func (s *timelineScreen) narrow(to shown, focus string) effect {
	return s.whole(func() effect {
		s.show = to % shownCount
		s.count()
		if s.page(textMax).find(focus) < 0 {
			return effect{focus: "today"}
		}
		return effect{}
	})
}

// fold opens a span or shuts it.
func (s *timelineScreen) fold(id string) effect {
	for _, span := range s.tl.Spans {
		if spanID(span) != id {
			continue
		}
		if s.opened(span) || span.Past() == 0 {
			s.open[id] = !s.opened(span)
			return effect{}
		}
		return s.whole(func() effect {
			s.open[id] = true
			return effect{}
		})
	}
	return effect{}
}

func (s *timelineScreen) onMilestone(in intent, id int64) effect {
	for _, g := range s.story.Goals {
		m, ok := g.Milestone(id)
		if !ok {
			continue
		}
		if in == space {
			return s.sh.toggle(g, m, nil)
		}
		return effect{open: newMilestoneScreen(s.sh, g, m)}
	}
	return effect{}
}

// onEarlier opens the milestone that was reached before.
func (s *timelineScreen) onEarlier(id int64) effect {
	for _, g := range s.story.Goals {
		for _, m := range g.Milestones {
			if slices.ContainsFunc(m.Earlier, func(e model.Earlier) bool { return e.ID == id }) {
				return effect{open: newMilestoneScreen(s.sh, g, m)}
			}
		}
	}
	return effect{}
}
