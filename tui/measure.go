package tui

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"waymark/model"
)

// measureScreen shows one measure: a sentence, a picture of its readings, and
// what can be done with them.
type measureScreen struct {
	sh     *shared
	goal   model.Goal
	m      model.Measure
	span   span
	points []model.Reading // of the span
}

// span is how much of the past a picture shows.
type span int

const (
	fourWeeks span = iota
	twelveWeeks
	allTime
)

// words name the span.
func (s span) words() string {
	return [...]string{"4 weeks", "12 weeks", "all"}[s]
}

// from is the first day of the span; no day is as far back as there is anything.
func (s span) from(today model.Day) model.Day {
	return [...]model.Day{today - 27, today - 83, 0}[s]
}

func newMeasure(sh *shared, g model.Goal, m model.Measure) *measureScreen {
	s := &measureScreen{sh: sh, goal: g, m: m, span: twelveWeeks}
	if m.Kind == model.Done {
		s.span = fourWeeks
	}
	return s
}

// seen is a measure's goal and the points of its picture.
type seen struct {
	goal   model.Goal
	span   span
	points []model.Reading
}

func (s *measureScreen) load() ask { return s.look(s.span) }

// first is the first thing to do; the picture above it is in sight with it.
func (s *measureScreen) first() string {
	if s.m.Kind == model.Done {
		return "today"
	}
	return "reading"
}

// look reads the measure for a span.
func (s *measureScreen) look(over span) ask {
	st, m, from := s.sh.store, s.m, over.from(s.sh.dates.Today)
	return func(ctx context.Context) (any, error) {
		g, err := st.Goal(ctx, m.GoalID)
		if err != nil {
			return nil, err
		}
		points, err := st.Points(ctx, m.ID, from)
		return seen{g, over, points}, err
	}
}

func (s *measureScreen) receive(value any, err error) effect {
	if err != nil {
		return s.sh.leaveIfGone(err)
	}
	switch v := value.(type) {
	case seen:
		s.goal, s.span, s.points = v.goal, v.span, v.points
		m, ok := v.goal.Measure(s.m.ID)
		if !ok {
			return effect{back: 1, note: s.sh.problem(model.ErrNotFound)}
		}
		s.m = m
	case wrote:
		s.sh.home.Learn(v.goal)
		s.goal = v.goal
		return effect{note: v.says(s.m, s.sh.dates)}
	case toggled:
		s.goal = v.goal
		return s.sh.toggledEffect(v)
	}
	return effect{}
}

// follow adds a reading to the picture; one that was corrected or removed has to
// be read again.
func (s *measureScreen) follow(w wrote) bool {
	if w.fresh {
		s.goal = w.goal
		i, _ := slices.BinarySearchFunc(s.points, w.reading.On+1, func(r model.Reading, day model.Day) int { return cmp.Compare(r.On, day) })
		s.points = slices.Insert(s.points, i, w.reading)
	}
	return w.fresh
}

func (s *measureScreen) page(w int) page {
	p := page{trail: []string{s.goal.Title, s.m.Scale()}, fact: s.fact(), esc: "Back", everyday: true}
	p.add(item{kind: rowItem, id: "picture", drawn: s.picture(w)})
	p.gap()
	if s.m.Kind == model.Done {
		it := item{kind: rowItem, id: "today", mark: markToDo, text: "Done today", enter: "Done", space: "Done"}
		if r, ok := s.series().On(s.sh.dates.Today); ok && r.Done() {
			it.mark, it.enter, it.space = markDone, "Take back", "Take back"
		}
		p.add(it)
	}
	p.offer(action{id: "reading", key: "r", word: "Reading", text: "Write down a reading", does: "Write"})
	if !s.series().None() {
		p.offer(action{id: "list", text: "The numbers as a list", also: "readings correct remove", does: "Open"})
	}
	p.add(item{kind: rowItem, id: "span", label: "Shown", labelW: 5, text: s.span.words(), enter: "Change", space: "Change"})
	p.offer(action{id: "change", text: "Change the aim, how often, and what counts as a change", also: "edit baseline unit", does: "Change"})
	s.tied(&p)
	p.tail()
	for i := range p.items {
		p.items[i].sides = "Weeks" // wherever the focus is
	}
	return p
}

func (s *measureScreen) series() model.Series { return s.goal.SeriesOf(s.m.ID) }

// fact is what the numbers say, in words.
func (s *measureScreen) fact() string {
	return s.m.NowWords(s.series(), s.sh.dates)
}

// The size of a picture in lines, where there is little room, some and much, what
// the first row below it and all the others take, and the most cells.
const (
	chartLow   = 6
	chartUsual = 11
	chartHigh  = 18
	chartLeave = 13
	chartRows  = 19
	chartMost  = 120
)

// picture is the chart of a number or, of what is done or not, its days.
func (s *measureScreen) picture(w int) []string {
	today := s.sh.dates.Today
	if s.m.Kind == model.Done {
		weeks := 5 // this one may have just begun
		if s.span != fourWeeks {
			weeks = 12
		}
		return s.sh.look.calendar(s.series(), s.m, s.sh.dates, weeks, min(w-4, chartMost))
	}
	from := s.span.from(today)
	if from == 0 {
		if from = today; !s.series().None() {
			from = min(s.series().First.On, today-27)
		}
	}
	points := s.points
	if last := s.series().Last; s.span == allTime && last.ID != 0 {
		points = append(slices.Clip(points), last) // of its day only the least and the most are at hand
	}
	var reached []model.Day
	for _, m := range s.goal.Milestones {
		if m.State == model.Reached {
			reached = append(reached, m.Check.On)
		}
	}
	high := min(max(chartLow, s.sh.height-chartLeave), chartUsual)
	high, wide := max(high, min(s.sh.height-chartRows, chartHigh)), min(w-4, chartMost)
	if w < wideFrom {
		high, wide = min(max(3, s.sh.height-chartLeave-1), chartLow), w-2
	}
	return s.sh.look.chart(picture{points: points, measure: s.m, from: from, to: today, reached: reached, dates: s.sh.dates}, wide, high)
}

// tied lists the milestones that a value of the measure meets.
func (s *measureScreen) tied(p *page) {
	first := true
	for _, m := range s.goal.Milestones {
		if !m.Criterion.Of(s.m) {
			continue
		}
		if first {
			p.gap()
			p.heading("Milestones with this number")
			first = false
		}
		p.add(milestoneRow(s.goal, m, s.sh.dates))
	}
}

func (s *measureScreen) do(p press) effect {
	kind, id := splitID(p.id)
	m, isMilestone := s.goal.Milestone(id)
	switch {
	case p.leaves():
		return effect{back: 1}
	case p.intent == left:
		return s.show(max(s.span-1, fourWeeks))
	case p.intent == right:
		return s.show(min(s.span+1, s.longest()))
	case p.intent != enter && p.intent != space:
		return effect{}
	case kind == "milestone" && isMilestone && p.intent == space:
		return s.sh.toggle(s.goal, m, nil)
	case kind == "milestone" && isMilestone:
		return effect{open: newMilestoneScreen(s.sh, s.goal, m)}
	}
	switch p.id {
	case "today":
		return s.sh.markDone(s.goal, s.m, nil)
	case "reading":
		return effect{open: newReading(s.sh, s.goal, s.m)}
	case "list":
		return effect{open: &readingList{sh: s.sh, goal: s.goal, m: s.m, most: listAtOnce}}
	case "span":
		return s.show((s.span + 1) % (s.longest() + 1))
	case "change":
		return effect{open: newMeasureEditor(s.sh, s.goal, s.m)}
	}
	return effect{}
}

// longest is the longest span there is a picture of: a calendar has twelve weeks.
func (s *measureScreen) longest() span {
	if s.m.Kind == model.Done {
		return twelveWeeks
	}
	return allTime
}

// show shows more or less of the past.
func (s *measureScreen) show(over span) effect {
	if over == s.span {
		return effect{}
	}
	return effect{ask: s.look(over)}
}

// listAtOnce is how many readings a list shows at first, and how many more each
// time it is asked for more.
const listAtOnce = 100

// readingList lists the readings of a measure, newest first.
type readingList struct {
	sh       *shared
	goal     model.Goal
	m        model.Measure
	most     int
	readings []model.Reading
}

func (s *readingList) load() ask {
	st, m, most := s.sh.store, s.m, s.most
	return func(ctx context.Context) (any, error) {
		g, err := st.Goal(ctx, m.GoalID)
		if _, ok := g.Measure(m.ID); err == nil && !ok {
			err = model.ErrNotFound
		}
		if err != nil {
			return nil, err
		}
		return st.Readings(ctx, m.ID, most+1)
	}
}

func (s *readingList) receive(value any, err error) effect {
	if err != nil {
		return s.sh.leaveIfGone(err)
	}
	s.readings = value.([]model.Reading)
	return effect{}
}

func (s *readingList) page(w int) page {
	p := page{trail: []string{s.goal.Title, s.m.Scale(), "Numbers"}, fact: "Newest first. Enter corrects or removes one.", esc: "Back", everyday: true}
	if len(s.readings) == 0 {
		p.text("Nothing is written down yet.")
	}
	p.also(action{id: "reading", key: "r", word: "Reading", text: "Write down a reading"})
	year := 0
	for _, r := range s.readings[:min(len(s.readings), s.most)] {
		if y, _, _ := r.On.Date(); y != year {
			if year != 0 {
				p.gap()
				p.heading(fmt.Sprint(y))
			}
			year = y
		}
		p.add(s.row(r, w))
	}
	if len(s.readings) > s.most {
		p.row("more", "Show older ones", "Show")
	}
	p.tail()
	return p
}

// row is a reading on one line.
func (s *readingList) row(r model.Reading, w int) item {
	it := item{kind: rowItem, id: rowID("reading", r.ID), text: model.Capital(s.m.Told(r.Value)) + ".", enter: "Open"}
	day := s.sh.dates.Short(r.On)
	if w >= wideFrom {
		it.lead, it.leadW = day, 17
	} else {
		it.text = day + ": " + it.text
	}
	if r.By != "" {
		it.facts = "By " + r.By + "."
	}
	if r.Note != "" {
		it.below = []string{model.Quote(model.OneLine(r.Note))}
	}
	return it
}

// found looks through the readings that are shown.
func (s *readingList) found(f model.Finder, w, most int) ([]item, int) {
	var rows []item
	for _, r := range s.readings {
		rows = append(rows, s.row(r, w))
	}
	rows = model.Found(rows, f, func(it item) string { return model.Fold(it.words()) })
	return rows[:min(len(rows), most)], len(rows)
}

func (s *readingList) do(p press) effect {
	kind, id := splitID(p.id)
	switch {
	case p.leaves():
		return effect{back: 1}
	case p.intent != enter && p.intent != space:
		return effect{}
	case p.id == "more":
		s.most += listAtOnce
		return effect{ask: s.load()}
	case p.id == "reading":
		return effect{open: newReading(s.sh, s.goal, s.m)}
	case kind == "reading":
		for _, r := range s.readings {
			if r.ID == id {
				return effect{open: correctReading(s.sh, s.goal, s.m, r)}
			}
		}
	}
	return effect{}
}

// newMeasureEditor changes a measure with the step that first asked for it.
func newMeasureEditor(sh *shared, g model.Goal, m model.Measure) *wizard {
	w := newEditor(sh, g, model.StepMeasures)
	w.steps[model.StepMeasures].(*measuresStep).reveal(strings.TrimSpace(m.Name))
	return w
}
