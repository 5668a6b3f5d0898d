package tui

import (
	"context"
	"slices"

	"waymark/model"
)

// linesAtOnce is how many lines of the history are read at a time.
const linesAtOnce = 100

// history lists what changed in the record that is shown, newest first, and what
// was done to people. Of a long one the newest lines are read, and more when they
// are asked for.
type history struct {
	sh    *shared
	goal  int64 // only what is about one goal, or 0
	by    int64 // only what one person did, or 0
	goals []model.Goal
	lines []model.Change
	older bool // there are more lines than these

	all    []model.Change // every line, while it is looked through
	folded []string       // what can be looked for in each
}

// pastRead is what is read of the history for its first page.
type pastRead struct {
	goals []model.Goal
	lines []model.Change
	most  int // lines at most; one further tells that there are more
	all   []model.Change
}

// The lines that follow those at hand, and every line there is.
type (
	olderLines []model.Change
	everyLine  []model.Change
)

// newHistory lists what is about one goal, or about all of the record (0).
func newHistory(sh *shared, goal int64) *history { return &history{sh: sh, goal: goal} }

// asked are the lines that are asked for.
func (s *history) asked() model.Lines {
	return model.Lines{Patient: s.sh.home.Patient.ID, People: true, By: s.by, Goal: s.goal}
}

func (s *history) load() ask {
	st, patient, of, most, whole := s.sh.store, s.sh.home.Patient.ID, s.asked(), max(linesAtOnce, len(s.lines)), s.all != nil
	return func(ctx context.Context) (any, error) {
		p, err := pastRead{most: most}, error(nil)
		if p.goals, err = st.GoalTitles(ctx, patient); err != nil {
			return nil, err
		}
		if whole {
			if p.all, err = st.Changes(ctx, of); err != nil {
				return nil, err
			}
		}
		of.Most = most + 1
		p.lines, err = st.Changes(ctx, of)
		return p, err
	}
}

// read is an ask for lines beside those at hand.
func (s *history) read(of model.Lines, as func([]model.Change) any) ask {
	st := s.sh.store
	return func(ctx context.Context) (any, error) {
		list, err := st.Changes(ctx, of)
		return as(list), err
	}
}

func (s *history) receive(value any, err error) effect {
	if err != nil {
		return effect{note: s.sh.problem(err)}
	}
	switch v := value.(type) {
	case pastRead:
		s.goals = v.goals
		if s.goal != 0 && s.goalAt() < 0 { // it is not there any more
			s.goal = 0
			return effect{ask: s.load()}
		}
		s.lines = nil
		s.add(v.lines, v.most)
		s.fold(v.all)
	case olderLines:
		if s.add(v, linesAtOnce); len(v) > 0 {
			return effect{focus: rowID("change", v[0].ID)}
		}
	case everyLine:
		s.fold(v)
	}
	return effect{}
}

// add puts further lines behind those at hand, at most so many.
func (s *history) add(lines []model.Change, most int) {
	s.older = len(lines) > most
	s.lines = append(slices.Clip(s.lines), lines[:min(len(lines), most)]...)
}

// fold makes ready what is looked through, once for all that is typed.
func (s *history) fold(all []model.Change) {
	s.all, s.folded = all, make([]string, len(all))
	for i, c := range all {
		s.folded[i] = model.Fold(s.foundLine(c).words())
	}
}

// gather reads every line, to be looked through.
func (s *history) gather() ask {
	return s.read(s.asked(), func(list []model.Change) any { return everyLine(list) })
}

// found looks through every line.
func (s *history) found(f model.Finder, _, most int) ([]item, int) {
	places := make([]int, len(s.all))
	for i := range places {
		places[i] = i
	}
	places = model.Found(places, f, func(i int) string { return s.folded[i] })
	var rows []item
	for _, i := range places[:min(len(places), most)] {
		rows = append(rows, s.foundLine(s.all[i]))
	}
	return rows, len(places)
}

// reveal ends looking through every line.
func (s *history) reveal(string) { s.all, s.folded = nil, nil }

// first puts the focus on the newest line.
func (s *history) first() string {
	if len(s.lines) > 0 {
		return rowID("change", s.lines[0].ID)
	}
	return ""
}

func (s *history) page(int) page {
	p := page{trail: []string{"See what changed"}, fact: s.fact(), esc: "Back", everyday: true}
	s.filters(&p)
	was := model.Day(0)
	for _, c := range s.lines {
		if c.On != was {
			was = c.On
			p.gap()
			p.heading(s.sh.dates.Near(c.On))
		}
		p.add(changeRow(c))
	}
	if len(s.lines) == 0 {
		p.gap()
		p.text("Nothing of this kind was changed yet.")
	}
	if s.older {
		p.gap()
		p.row("older", "Show earlier changes", "Show")
	}
	p.tail()
	return p
}

// filters are the rows that say whose changes are shown, and about what.
func (s *history) filters(p *page) {
	by, about := "everyone", "everything"
	if s.by != 0 {
		by = s.sh.personName(s.by)
	}
	if at := s.goalAt(); at >= 0 {
		about = s.goals[at].Title
	}
	row := func(id, label, text string) {
		p.add(item{kind: rowItem, id: id, label: label, labelW: 5, text: model.Capital(text), enter: "Change", sides: "Change"})
	}
	if len(s.sh.home.People) > 1 {
		row("by", "By", by)
	}
	if len(s.goals) > 0 {
		row("about", "About", about)
	}
}

// fact says what is shown.
func (s *history) fact() string {
	about := ""
	if at := s.goalAt(); at >= 0 {
		about = " in " + model.Quote(name(s.goals[at].Title))
	}
	if s.by != 0 {
		return "What " + s.sh.personName(s.by) + " did" + about + ", the newest first."
	}
	return "What was done" + about + ", the newest first."
}

// goalAt is the place of the goal that is shown alone, or -1.
func (s *history) goalAt() int {
	return slices.IndexFunc(s.goals, func(g model.Goal) bool { return g.ID == s.goal })
}

// changeRow is a line of the history below its day.
func changeRow(c model.Change) item {
	it := item{kind: rowItem, id: rowID("change", c.ID), lead: c.Clock, leadW: 7, text: sentence(model.OneLine(c.Words)), facts: sentence("By " + c.Maker()), enter: "Open"}
	if !c.Stands {
		it.facts += " Taken back."
	}
	return it
}

// foundLine is a line among others of any day.
func (s *history) foundLine(c model.Change) item {
	it := changeRow(c)
	it.lead, it.leadW = "", 0
	it.facts = s.sh.dates.Short(c.On) + ", " + c.Clock + ". " + it.facts
	return it
}

func (s *history) do(p press) effect {
	kind, id := splitID(p.id)
	step := map[intent]int{left: -1, right: 1, enter: 1, space: 1}[p.intent]
	switch {
	case p.leaves():
		return effect{back: 1}
	case p.id == "by" && step != 0:
		s.by = stepped(s.by, step, s.sh.home.People, func(p model.Person) int64 { return p.ID })
		return s.again()
	case p.id == "about" && step != 0:
		s.goal = stepped(s.goal, step, s.goals, func(g model.Goal) int64 { return g.ID })
		return s.again()
	case p.intent != enter && p.intent != space:
		return effect{}
	case p.id == "older":
		of := s.asked()
		of.Before, of.Most = s.lines[len(s.lines)-1].ID, linesAtOnce+1
		return effect{ask: s.read(of, func(list []model.Change) any { return olderLines(list) })}
	case kind == "change":
		return effect{open: &historyLine{sh: s.sh, id: id}}
	}
	return effect{}
}

// again reads the newest of other lines.
func (s *history) again() effect {
	s.lines = nil
	return effect{ask: s.load()}
}

// stepped is the id of the one that comes after another in a list, or before it;
// 0 stands before the first and after the last.
func stepped[T any](now int64, step int, list []T, id func(T) int64) int64 {
	ids := []int64{0}
	for _, v := range list {
		ids = append(ids, id(v))
	}
	at := max(0, slices.Index(ids, now)) + step + len(ids)
	return ids[at%len(ids)]
}
