package tui

import (
	"fmt"
	"slices"
	"strings"

	"waymark/model"
)

// when is the day of an open milestone in words; of yesterday it says so.
func (s *today) when(g model.Goal, m model.Milestone) string {
	if m.Due.On(g.Start) == s.sh.dates.Today-1 && !g.Lifecycle.Stopped() {
		return "Planned for yesterday."
	}
	return g.DueWords(m, s.sh.dates)
}

// due lists what is due about now.
func (s *today) due(p *page) {
	list, passed := s.home.Due(s.done...)
	for i, due := range list[:min(len(list), mostDue)] {
		if i == 0 {
			p.gap()
			p.heading("Around this week")
		}
		p.add(s.dueRow(due))
	}
	switch {
	case len(list) > mostDue:
		p.add(item{text: fmt.Sprintf("And %d more. The timeline shows them all.", len(list)-mostDue+passed), indent: 2})
	case passed > 0:
		p.gap()
		p.row("passed", model.PassedWords(passed)+" Plans move.", "Look")
	}
}

// dueRow is a milestone that is due; among many goals it says whose it is.
func (s *today) dueRow(due model.DueNow) item {
	g, m := due.Goal, due.Milestone
	it := milestoneRow(g, m, s.sh.dates)
	if it.id = rowID("due", m.ID); m.State != model.Reached {
		it.facts = s.when(g, m)
	}
	if len(s.home.Goals) > fewGoals {
		it.facts += " " + ofGoal(g)
	}
	return it
}

// gentle is the one gentle note, if there is one today.
func (s *today) gentle(p *page) {
	if n, ok := s.gentleNote(); ok {
		p.gap()
		p.heading("A gentle note")
		it := item{kind: rowItem, id: "note", text: n.Words(s.sh.dates), facts: "See the plan.", enter: "Open"}
		if len(s.home.Goals) > 1 {
			it.facts += " " + ofGoal(n.Goal)
		}
		p.add(it)
	}
}

// gentleNote is the note of today. It takes a while to work out, and holds until
// the home is read again or the day changes.
func (s *today) gentleNote() (model.Notice, bool) {
	if today := s.sh.dates.Today; s.noted != today {
		s.noted = today
		s.note, s.hasNote = s.home.Note(today)
	}
	return s.note, s.hasNote
}

// mostToWrite is how many measures Today lists to write down.
const mostToWrite = 6

// toWrite lists what is to be written down today.
func (s *today) toWrite(p *page) {
	var list []model.Measured
	for _, one := range s.home.Measured() {
		if one.Due(s.sh.dates.Today) || slices.Contains(s.marked, one.ID) {
			list = append(list, one)
		}
	}
	if len(s.home.Measured()) > 0 {
		p.also(action{id: "reading", key: "r", word: "Reading", text: "Write down a reading", also: "log measure number"})
	}
	for i, one := range list[:min(len(list), mostToWrite)] {
		if i == 0 {
			p.gap()
			p.heading("To write down today")
		}
		p.add(s.writeRow(one))
	}
	if len(list) > mostToWrite {
		p.row("reading", fmt.Sprintf("And %d more", len(list)-mostToWrite), "Open")
	}
}

// writeRow is a measure that is to be written down; what is done or not takes
// one key.
func (s *today) writeRow(one model.Measured) item {
	it := item{kind: rowItem, id: rowID("measure", one.Measure.ID), mark: markToDo, text: sentence(one.Measure.Scale()), enter: "Write", space: "Write"}
	if last := one.Measure.LastWords(one.Series(), s.sh.dates); last != "" {
		it.facts = "Last time: " + last + "."
	}
	if one.Measure.Kind == model.Done {
		it.space = "Done"
		if r, ok := one.Series().On(s.sh.dates.Today); ok && r.Done() {
			it.mark, it.space = markDone, "Take back"
		}
		it.facts = one.Measure.ChangeWords(one.Series(), s.sh.dates)
	}
	twice := slices.ContainsFunc(s.home.Measured(), func(m model.Measured) bool { return m.ID != one.ID && model.SameTitle(m.Name, one.Name) })
	if twice || len(s.home.Goals) > fewGoals {
		it.facts = strings.TrimSpace(it.facts + " " + ofGoal(one.Goal))
	}
	return it
}

func (s *today) find(milestone int64) (model.Goal, model.Milestone, bool) {
	list, _ := s.home.Due(s.done...)
	for _, due := range list {
		if due.Milestone.ID == milestone {
			return due.Goal, due.Milestone, true
		}
	}
	return model.Goal{}, model.Milestone{}, false
}
