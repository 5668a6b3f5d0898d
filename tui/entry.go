package tui

import (
	"strings"

	"waymark/model"
)

// entryID names the row of an entry.
func entryID(e model.Entry) string {
	switch e.Kind {
	case model.EntryToday:
		return "today"
	case model.EntryStart:
		return rowID("start", e.Goal.ID)
	case model.EntryEarlier:
		return rowID("earlier", e.ID)
	case model.EntryPlan:
		return rowID("plan", e.ID)
	case model.EntryPrecaution:
		return rowID("keep", e.ID)
	}
	return rowID("milestone", e.Milestone.ID)
}

// entryItem draws an entry of a timeline: its mark, its day and what it says.
func entryItem(sh *shared, e model.Entry, w int) item {
	it := item{kind: rowItem, id: entryID(e), leadW: 8}
	if e.Day != 0 {
		it.lead = sh.dates.InMonth(e.Day)
	}
	switch e.Kind {
	case model.EntryToday:
		it.mark, it.text = markToday, "Today "+sh.look.line(max(0, min(w-30, 40)))
	case model.EntryStart:
		it.mark, it.enter, it.text = markStart, "Open", "The start: "+sentence(e.Goal.Title)
	case model.EntryPlan:
		it.mark, it.text = markPlan, e.Words
	case model.EntryPrecaution:
		it.mark, it.text = markKeep, "Ends: "+sentence(e.Words)
		if e.Day < sh.dates.Today {
			it.text = "Ended: " + sentence(e.Words)
		}
	default:
		milestoneEntry(sh, &it, e)
	}
	return it
}

// milestoneEntry fills in what a timeline says of a milestone.
func milestoneEntry(sh *shared, it *item, e model.Entry) {
	m := *e.Milestone
	it.enter, it.space, it.spaceNeeds = "Open", "Check off", model.RightCheck
	it.text = sentence(m.Title)
	it.mark = milestoneMark(*e.Goal, m, sh.dates.Today)
	var facts []string
	say := func(words string) {
		if words != "" {
			facts = append(facts, model.Capital(words)+".")
		}
	}
	switch e.Kind {
	case model.EntryReached:
		it.mark, it.space = markReached, "Take off"
		say(e.Check.Who())
		if early := e.Goal.Early(m); early > 0 {
			say(model.Count(early, "day") + " early")
		}
	case model.EntryEarlier:
		it.mark, it.space, it.spaceNeeds = markEarlier, "", model.RightNone
		say(e.Check.Who())
		say("open again later")
	case model.EntryPassed:
		say("date passed")
	case model.EntryResting:
		it.mark = markResting
		say("resting")
	case model.EntryAhead:
		say(sh.dates.Away(e.Day))
	}
	if e.Check != nil && e.Check.Note != "" {
		it.below = []string{model.Quote(model.OneLine(e.Check.Note))}
	}
	if m.Major {
		if it.mark == markReached {
			it.mark = markMajor
		}
		say("major")
	}
	it.facts = strings.Join(facts, " ")
}

// ofGoal names the goal that a line of several goals belongs to.
func ofGoal(g model.Goal) string { return "(" + cut(g.Title, 24) + ")" }

// entry is one line of the rail, and of several goals says which it is of.
func (s *timelineScreen) entry(e model.Entry, w int) item {
	it := entryItem(s.sh, e, w)
	if s.only == 0 && len(s.story.Goals) > 1 && e.Goal != nil && e.Kind != model.EntryStart {
		it.facts = strings.TrimSpace(it.facts + " " + ofGoal(*e.Goal))
	}
	return it
}
