package tui

import (
	"fmt"

	"waymark/model"
)

// A run of milestones done folds to one counted line from foldRun on; the last
// keepShown of it stay.
const (
	foldRun   = 5
	keepShown = 2
)

func (s *goalScreen) checklist(p *page) {
	list := s.goal.Milestones
	if s.all && s.folds() {
		p.add(item{kind: rowItem, id: "fold", mark: markDone, text: "Fold what was done earlier", enter: "Fold"})
	}
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
			p.add(milestoneRow(s.goal, list[i], s.sh.dates))
			i++
		}
	}
	if len(list) == 0 {
		p.add(item{text: "No milestones yet. Small steps, in days or weeks, make the way visible.", indent: 2})
	}
}

// folds reports whether there is a run that is long enough to fold.
func (s *goalScreen) folds() bool {
	run := 0
	for _, m := range s.goal.Milestones {
		if run++; m.State != model.Reached {
			run = 0
		}
		if run == foldRun {
			return true
		}
	}
	return false
}

// found looks through all milestones, folded or not.
func (s *goalScreen) found(f model.Finder, _, most int) ([]item, int) {
	list := model.Found(s.goal.Milestones, f, func(m model.Milestone) string {
		return model.Fold(milestoneRow(s.goal, m, s.sh.dates).words() + " " + m.Check.Note)
	})
	var rows []item
	for _, m := range list[:min(len(list), most)] {
		rows = append(rows, milestoneRow(s.goal, m, s.sh.dates))
	}
	return rows, len(list)
}

// reveal unfolds the milestones done earlier when the row is one of them.
func (s *goalScreen) reveal(id string) {
	if kind, n := splitID(id); kind == "milestone" {
		m, _ := s.goal.Milestone(n)
		s.all = s.all || m.State == model.Reached
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
		return "in " + s.sh.dates.Month(from)
	}
	fy, month, _ := from.Date()
	if ty, _, _ := to.Date(); fy == ty {
		return month.String() + " to " + s.sh.dates.Month(to)
	}
	return s.sh.dates.Month(from) + " to " + s.sh.dates.Month(to)
}

// milestoneRow is a milestone in a checklist.
func milestoneRow(g model.Goal, m model.Milestone, dates model.Dates) item {
	it := item{
		kind: rowItem, id: rowID("milestone", m.ID), mark: milestoneMark(g, m, dates.Today),
		text: sentence(m.Title), facts: g.MilestoneWords(m, dates), enter: "Open", space: "Check off", spaceNeeds: model.RightCheck,
	}
	if m.State == model.Reached {
		it.space = "Take off"
	}
	return it
}
