package tui

import (
	"fmt"
	"strconv"
	"strings"

	"waymark/model"
)

// today is the home screen: the goals, what is due, and the ways on.
type today struct {
	sh   *shared
	home model.Home
}

func (s *today) load() ask { return loadHome(s.sh.store) }

func (s *today) receive(value any, err error) effect {
	if err != nil {
		return effect{note: problem(err)}
	}
	switch v := value.(type) {
	case model.Home:
		s.home, s.sh.home = v, v
	case toggled:
		s.home = v.data.(model.Home)
		s.sh.home = s.home
		return s.sh.toggledEffect(v)
	}
	return effect{}
}

func (s *today) first() string {
	if len(s.home.Goals) > 0 {
		return rowID("goal", s.home.Goals[0].ID)
	}
	return "new"
}

func (s *today) page(w int) page {
	p := page{trail: []string{s.home.Patient.Name, "Today"}, fact: s.fact(w), esc: "To close"}
	if s.sh.demo {
		p.trail = append([]string{"Made-up examples"}, p.trail...)
	}
	p.keys = []hint{{"t", "Timeline"}, {"n", "New goal"}, {"p", "People"}}
	p.undo = true
	if len(s.home.Goals) == 0 {
		s.empty(&p, w)
	} else {
		s.goals(&p, w)
		s.due(&p)
	}
	p.gap()
	if len(s.home.Goals) > 0 {
		p.row("timeline", "Timeline of all goals", "Open")
	}
	if n := len(s.home.Waiting()); n > 0 && len(s.home.Goals) > 0 {
		p.row("drafts", "Goals you are still planning: "+strconv.Itoa(n), "Open")
	}
	if s.sh.undo {
		p.row("undo", "Undo the last change", "Undo")
	}
	p.row("people", "Who is at the computer: "+s.at(), "Change")
	if s.sh.real != nil {
		p.row("close", "Leave the examples", "Leave")
	} else {
		p.row("close", "Close Waymark", "Close")
	}
	return p
}

func (s *today) at() string {
	if p := s.home.Person(s.home.At.ID); p.ID != s.home.Patient.ID && p.Is() != "" {
		return p.Name + " (" + p.Is() + ")"
	}
	return s.home.At.Name
}

func (s *today) fact(w int) string {
	if w < wideFrom {
		return s.sh.today.WithYear() + ". You are " + s.home.At.Name + "."
	}
	return s.sh.today.Long() + ". You are " + s.at() + "."
}

// empty is Today before the first goal.
func (s *today) empty(p *page, w int) {
	if waiting := s.home.Waiting(); len(waiting) > 0 {
		p.text("Hello, " + s.home.At.Name + ". A goal is still being planned.")
		p.gap()
		p.choice("drafts", "Go on planning.", draftName(waiting[0]))
		p.choice("new", "Write another goal.", "")
		return
	}
	p.text("Hello, " + s.home.At.Name + ". There are no goals yet.")
	p.gap()
	p.text(`A goal is something you want to do again. Some people write: "Walk to the park." "Button my own shirt."`)
	p.gap()
	p.choice("new", "Write the first goal.", "5 short questions help you.")
}

func (s *today) goals(p *page, w int) {
	month := 0
	for _, g := range s.home.Goals {
		for _, m := range g.Milestones {
			if m.State == model.Reached && m.Check.On >= s.sh.today.MonthStart() {
				month++
			}
		}
	}
	if month > 0 {
		p.text(model.Count(month, "milestone") + " done this month.")
		if w >= wideFrom {
			p.gap()
		}
	}
	p.heading("Goals")
	for i, g := range s.home.Goals {
		progress := model.ProgressOf(g.Milestones)
		it := item{
			kind: rowItem, id: rowID("goal", g.ID), text: g.Title, bar: &progress, enter: "Open", says: true,
		}
		if next, ok := g.Next(); ok {
			it.below = []string{strings.TrimSpace("Next: " + sentence(next.Title) + " " + s.when(g, next))}
		} else if progress.Total > 0 {
			it.below = []string{"All milestones are done."}
		}
		p.add(it)
		if w >= wideFrom && i < len(s.home.Goals)-1 {
			p.gap()
		}
	}
	if w >= wideFrom {
		p.gap()
	}
	p.add(item{kind: rowItem, id: "new", mark: markAdd, text: "Start a new goal", enter: "Start"})
}

// when is the day of an open milestone in words; of yesterday it says so.
func (s *today) when(g model.Goal, m model.Milestone) string {
	if m.Due.On(g.Start) == s.sh.today-1 {
		return "Planned for yesterday."
	}
	return m.DueWords(g.Start, s.sh.today)
}

// due lists what lies within the week or has passed its date.
func (s *today) due(p *page) {
	began := false
	for _, g := range s.home.Goals {
		for _, m := range g.DueNow(s.sh.today) {
			if !began {
				p.gap()
				p.heading("This week")
				began = true
			}
			p.add(item{
				kind: rowItem, id: rowID("due", m.ID), mark: milestoneMark(m, g.Start, s.sh.today),
				text: sentence(m.Title), facts: s.when(g, m), enter: "Open", space: "Check off",
			})
		}
	}
}

func (s *today) do(p press) effect {
	switch p.intent {
	case back:
		if p.id == "close" {
			return s.leave()
		}
		return effect{focus: "close"}
	case space:
		return s.space(p.id)
	case letter:
		p.id = map[string]string{"t": "timeline", "n": "new", "p": "people"}[p.letter]
		return s.open(p.id)
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
	}
	return s.open(id)
}

func (s *today) open(id string) effect {
	kind, n := splitID(id)
	switch kind {
	case "goal":
		return effect{open: newGoalScreen(s.sh, n)}
	case "due":
		if g, m, ok := s.find(n); ok {
			return effect{open: newMilestoneScreen(s.sh, g, m)}
		}
	case "new":
		return effect{open: newWizard(s.sh, model.NewDraft(s.home.Patient))}
	case "timeline":
		return effect{open: newTimeline(s.sh, 0)}
	case "drafts":
		return effect{open: &drafts{sh: s.sh}}
	case "undo":
		return effect{undo: true}
	case "people":
		return effect{open: &whoScreen{sh: s.sh}}
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
	s.sh.store, s.sh.real, s.sh.demo, s.sh.undo, s.sh.home = s.sh.real, nil, false, false, model.Home{}
	return effect{stack: []screen{&welcome{sh: s.sh}}}
}

func (s *today) find(milestone int64) (model.Goal, model.Milestone, bool) {
	for _, g := range s.home.Goals {
		if m, ok := g.Milestone(milestone); ok {
			return g, m, true
		}
	}
	return model.Goal{}, model.Milestone{}, false
}

// rowID and splitID name a row after what it stands for, so that the focus
// stays on it when the list changes.
func rowID(kind string, id int64) string { return fmt.Sprintf("%s:%d", kind, id) }

func splitID(s string) (kind string, id int64) {
	kind, n, _ := strings.Cut(s, ":")
	id, _ = strconv.ParseInt(n, 10, 64)
	return kind, id
}
