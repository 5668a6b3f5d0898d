package tui

import (
	"context"
	"strings"

	"waymark/model"
)

// measureFacts say how a measure changed and what is aimed for: "Up 4 in 4 weeks.
// Aim: 120 or more."
func measureFacts(g model.Goal, m model.Measure, dates model.Dates) string {
	s := g.SeriesOf(m.ID)
	said := m.ChangeWords(s, dates)
	if !s.None() && s.Last.On < dates.Today && m.Kind == model.Number {
		said = sentence(dates.Short(s.Last.On)) + " " + said
	}
	if aim := m.Aim(); !aim.None() {
		said = strings.TrimSpace(said) + " Aim: " + aim.String() + "."
	}
	if s.None() && m.Baseline != nil {
		said = m.Amount(*m.Baseline) + " at the start. " + strings.TrimSpace(said)
	} else if s.None() {
		said = "No reading yet. " + strings.TrimSpace(said)
	}
	return strings.TrimSpace(said)
}

// mostValue is how wide a value with its unit may be to stand in a column.
const mostValue = 20

// sparkCells is the width of a small picture of a measure.
const sparkCells = 8

// measureRows are the measures of a goal, their values and small pictures in a
// column at the left.
func (sh *shared) measureRows(g model.Goal, w int) []item {
	var rows []item
	width, valueW := 0, 0
	for _, m := range g.Measures {
		if s := g.SeriesOf(m.ID); !s.None() && m.Kind == model.Number {
			valueW = max(valueW, sh.look.width(m.Amount(s.Last.Value)))
		}
	}
	for _, m := range g.Measures {
		s := g.SeriesOf(m.ID)
		it := item{kind: rowItem, id: rowID("measure", m.ID), text: sentence(m.Name), facts: measureFacts(g, m, sh.dates), enter: "Open"}
		if m.Kind == model.Done {
			it.mark, it.space = markToDo, "Done today"
			if r, ok := s.On(sh.dates.Today); ok && r.Done() {
				it.mark, it.space = markDone, "Take back"
			}
		}
		value := ""
		if !s.None() && m.Kind == model.Number {
			value = m.Amount(s.Last.Value)
		}
		switch spark := sh.look.sparkline(s, m, sh.dates.Today, sparkCells); {
		case (w < wideFrom || valueW > mostValue) && value != "":
			it.text = sentence(m.Name + ": " + value)
		case value != "":
			it.lead = strings.Repeat(" ", valueW-sh.look.width(value)) + value
			if spark != "" {
				it.lead += "  " + spark
			}
		}
		width = max(width, sh.look.width(it.lead)+2)
		rows = append(rows, it)
	}
	for i := range rows {
		if w >= wideFrom && width > 2 {
			rows[i].leadW = width
			if rows[i].mark != markNone {
				rows[i].leadW -= sh.look.markWidth() + 2
			}
		}
	}
	return rows
}

// noBreak is a space that stays at the beginning of a line.
const noBreak = "\u00a0"

// mostMeasured is how many measures of a goal Today shows.
const mostMeasured = 3

// measureLines are a goal's measures as Today shows them: the last value, how it
// changed, and a small picture.
func (sh *shared) measureLines(g model.Goal, w int) []string {
	var lines []string
	for _, m := range g.Measures {
		s := g.SeriesOf(m.ID)
		if s.None() || len(lines) == mostMeasured {
			continue
		}
		said := m.Name + ": " + m.LastWords(s, sh.dates) + ". " + m.ChangeWords(s, sh.dates)
		if change := m.ChangeWords(s, sh.dates); m.Kind == model.Done && change != "" {
			said = m.Name + ": " + change
		}
		if spark := sh.look.sparkline(s, m, sh.dates.Today, sparkCells); spark != "" && w >= wideFrom {
			said = strings.ReplaceAll(spark, " ", noBreak) + "  " + said
		}
		lines = append(lines, strings.TrimSpace(said))
	}
	return lines
}

// markDone says that a measure was done today or, when that is written down
// already, takes it back; then it reads what the screen shows.
func (sh *shared) markDone(g model.Goal, m model.Measure, reload ask) effect {
	today := sh.dates.Today
	if r, ok := g.SeriesOf(m.ID).On(today); ok && r.Done() {
		st, at := sh.store, sh.home.At
		return effect{ask: sh.writing(g.ID, reload, func(ctx context.Context) (model.Reading, model.Change, error) {
			c, err := st.RemoveReading(ctx, at, r.ID)
			if isGone(err) { // the reading is, not what is shown here
				err = model.ErrChangedSince
			}
			return model.Reading{}, c, err
		})}
	}
	return effect{ask: sh.write(m, model.Reading{On: today, Value: 1, ReadBy: sh.home.Patient.ID}, reload)}
}

// writeDown opens what writes a reading down: of the only measure there is, or a
// list to choose from.
func (sh *shared) writeDown(list []model.Measured) effect {
	switch len(list) {
	case 0:
		return effect{note: "Nothing is measured yet. Question 2 of a goal's plan asks for it."}
	case 1:
		return effect{open: newReading(sh, list[0].Goal, list[0].Measure)}
	}
	return effect{open: &pickMeasure{sh: sh, list: list}}
}

// pickMeasure asks of which measure a reading is written down.
type pickMeasure struct {
	sh   *shared
	list []model.Measured
}

func (s *pickMeasure) load() ask { return nil }

// first is what is to be written down today.
func (s *pickMeasure) first() string {
	for _, one := range s.list {
		if one.Due(s.sh.dates.Today) {
			return rowID("measure", one.ID)
		}
	}
	return ""
}

func (s *pickMeasure) receive(any, error) effect { return effect{} }

func (s *pickMeasure) page(w int) page {
	p := page{trail: []string{"Write down a reading"}, fact: "Which one?", esc: "Back"}
	for _, one := range s.list {
		facts := "No reading yet."
		if last := one.Measure.LastWords(one.Series(), s.sh.dates); last != "" {
			facts = "Last time: " + last + "."
		}
		if len(s.sh.home.Goals) > 1 {
			facts += " " + ofGoal(one.Goal)
		}
		p.choice(rowID("measure", one.Measure.ID), sentence(one.Measure.Scale()), facts)
	}
	p.gap()
	p.row("back", "Back", "Back")
	return p
}

func (s *pickMeasure) do(p press) effect {
	_, id := splitID(p.id)
	switch {
	case p.leaves():
		return effect{back: 1}
	case p.intent != enter && p.intent != space:
		return effect{}
	}
	for _, one := range s.list {
		if one.Measure.ID == id {
			return effect{open: newReading(s.sh, one.Goal, one.Measure), swap: true}
		}
	}
	return effect{}
}

// measured are the measures and what is known of them.
func (s *goalScreen) measured(p *page, w int) {
	if len(s.goal.Measures) == 0 {
		p.also(action{id: "measures", text: "Say what we measure: question 2", also: "reading measure number aim"})
		return
	}
	p.heading("What we measure")
	for _, it := range s.sh.measureRows(s.goal, w) {
		p.add(it)
	}
	p.add(item{kind: rowItem, id: "reading", mark: markAdd, text: "Write down a reading", enter: "Write"})
	p.also(action{id: "reading", key: "r", word: "Reading", text: "Write down a reading", also: "log measure number"})
	p.gap()
}

// measure opens a measure or, with Space, says that it was done today.
func (s *goalScreen) measure(id int64, mark bool) effect {
	m, ok := s.goal.Measure(id)
	switch {
	case !ok:
		return effect{}
	case mark && m.Kind == model.Done:
		return s.sh.markDone(s.goal, m, nil)
	}
	return effect{open: newMeasure(s.sh, s.goal, m)}
}
