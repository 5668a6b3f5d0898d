package model

import (
	"fmt"
	"slices"
)

// Respond answers a gentle note on a goal: it makes changes and puts the note
// aside, all as one action. said is what was chosen, where the changes do not
// say it themselves.
func Respond(h Hush, said Deed, changes ...GoalChange) GoalChange {
	return func(g *Goal) (Deed, error) {
		deeds := []Deed{said}
		for _, change := range changes {
			d, err := change(g)
			if err != nil {
				return Deed{}, err
			}
			deeds = append(deeds, d)
		}
		g.Hushes = slices.DeleteFunc(slices.Clone(g.Hushes), func(old Hush) bool { return old.About == h.About })
		g.Hushes = append(g.Hushes, h)
		return together(deeds), nil
	}
}

// Ask lets the gentle notes on a goal come by themselves again, however often
// they were put aside.
func Ask() GoalChange {
	return func(g *Goal) (Deed, error) {
		g.Hushes = slices.DeleteFunc(slices.Clone(g.Hushes), func(h Hush) bool { return h.Times > 0 })
		return Deed{Words: "Asked for gentle notes again"}, nil
	}
}

// AsWritten is the deed of choosing to do what the answer to question 4 says.
func (g Goal) AsWritten() Deed {
	a, _ := g.Answer(KeySetback)
	return Deed{Words: "Chose to do what was written: " + Quote(OneLine(a.Text)), Plan: true}
}

// TalkTo is the deed of choosing to talk to someone.
func TalkTo(p Person) Deed { return Deed{Words: "Chose to talk to " + p.Name, Plan: true} }

// Step is the milestone of the goal that what is done about a note is about: the
// one whose date has passed, else the first open one tied to the measure, else
// what comes next. It is false when there is none.
func (n Notice) Step(g Goal) (Milestone, bool) {
	if n.Kind == NoticePassed {
		return g.Milestone(n.Milestone.ID)
	}
	for _, m := range g.Milestones {
		if m.State == Open && n.Measure.ID != 0 && m.Criterion.Of(n.Measure) {
			return m, true
		}
	}
	return g.Next()
}

// ToMilestone makes a change to one milestone of a goal. One that is not there
// is [ErrNotFound].
func ToMilestone(id int64, change MilestoneChange) GoalChange {
	return func(g *Goal) (Deed, error) {
		g.Milestones = slices.Clone(g.Milestones)
		for i := range g.Milestones {
			if g.Milestones[i].ID == id {
				return change(&g.Milestones[i])
			}
		}
		return Deed{}, fmt.Errorf("milestone %d of %q: %w", id, g.Title, ErrNotFound)
	}
}

// Shrink makes the milestone a smaller step, in other words. What it was tied to
// speaks of the greater step: it is tied to the number that its new words speak
// of, by the same one of its goal's measures, or to none.
func Shrink(title string, measures []Measure) MilestoneChange {
	return func(m *Milestone) (Deed, error) {
		was := m.Title
		of := slices.DeleteFunc(slices.Clone(measures), func(measure Measure) bool { return !m.Criterion.Of(measure) })
		m.Title = title
		m.Criterion, _ = Fits(title, of)
		return Deed{Words: fmt.Sprintf("Made %s a smaller step: %s", Quote(was), Quote(title)), Plan: true}, nil
	}
}
