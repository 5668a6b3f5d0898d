package model

import "fmt"

// Detail is one change with all that it did, as it is read when its line of the
// history is opened.
type Detail struct {
	Change Change
	Goal   string // what the goal it is about is called; "" when it is about none or several
	Undid  Change // the one it took back; zero when it took none back
	Back   Change // the one that took it back and stands; zero when it stands itself
	Closed bool   // it was made before the file got its present shape
	Edits  []Edit // what it did to each thing, in the order in which it did
	Takes  Right  // what it takes to do that
}

// Turns returns the change that is taken back to turn this one around: itself or,
// when it does not stand, the one that took it back. 0 is none.
func (d Detail) Turns() int64 {
	switch {
	case d.Closed || d.Change.Kind == KindSetUp || d.Change.Kind == KindGone || d.Change.Kind == KindRestore:
		return 0
	case d.Change.Stands:
		return d.Change.ID
	}
	return d.Back.ID
}

// Redoes reports whether turning the change around does again what was taken
// back.
func (d Detail) Redoes() bool { return d.Change.Stands == d.Change.Back() }

// Needs returns what it takes to turn the change around, for whoever is at the
// computer.
func (d Detail) Needs(at At) Right {
	turned := d.Change
	if !turned.Stands {
		turned = d.Back
	}
	return NeededToTakeBack(d.Takes, turned.ByID == at.ID, turned.Undoes != 0)
}

// Counts reports whether the change changed how many milestones there are, or how
// many of them are done.
func (d Detail) Counts() bool {
	for _, e := range d.Edits {
		was, now := e.Was.Milestone, e.Now.Milestone
		if e.thing().Is == ThingMilestone && (was.State != now.State || was.GoalID != now.GoalID) {
			return true
		}
	}
	return false
}

// Edit is what a change did to one thing: as it was, and as it became. What was
// not there before, or is not there after, is the zero Thing.
type Edit struct{ Was, Now Thing }

// Fact is one thing that is known of something, before a change and after it.
type Fact struct {
	Label    string // "Date"
	Was, Now string // "Mon 23 Nov"; both are "" when it can only be said that it changed
}

// Lines say the fact: "Date, before: Mon 23 Nov", "Date, after: No date".
func (f Fact) Lines() []string {
	switch {
	case f.Was == "" && f.Now == "":
		return []string{f.Label + " changed."}
	case f.Was == "" || f.Now == "":
		return []string{f.Label + ": " + f.Was + f.Now}
	}
	return []string{f.Label + ", before: " + f.Was, f.Label + ", after: " + f.Now}
}

// thing is the one that was changed, as it was known before.
func (e Edit) thing() Thing {
	if e.Was.Is == ThingNone {
		return e.Now
	}
	return e.Was
}

// Added reports whether the thing was not there before.
func (e Edit) Added() bool { return e.Was.Is == ThingNone }

// Removed reports whether the thing is not there after.
func (e Edit) Removed() bool { return e.Now.Is == ThingNone }

// Words say what was changed and how: `Milestone "Stand": changed.`
func (e Edit) Words() string {
	how := "changed"
	switch {
	case e.Added():
		how = "added"
	case e.Removed():
		how = "removed"
	}
	return fmt.Sprintf("%s: %s.", e.thing().Name(), how)
}

// Facts tell what an edit of the change did: what differs or, of something that
// was added or removed, what else is known of it than its name and the goal that
// the change is about. Nothing technical is among them.
func (c Detail) Facts(e Edit, d Dates) []Fact {
	was, now := e.Was.facts(d), e.Now.facts(d)
	var list []Fact
	if e.Added() || e.Removed() {
		for _, f := range append(was, now...) {
			switch {
			case f.words == "", f.named, f.goal && f.words == c.Goal:
			case e.Added():
				list = append(list, Fact{Label: f.label, Now: f.words})
			default:
				list = append(list, Fact{Label: f.label, Was: f.words})
			}
		}
		return list
	}
	for i, f := range was {
		if f.words != now[i].words {
			list = append(list, Fact{f.label, f.orNone(), now[i].orNone()})
		}
	}
	if e.Was.Rank != e.Now.Rank {
		list = append(list, Fact{Label: "Its place in the list"})
	}
	return list
}

// fact is one thing that is known of something at a moment.
type fact struct {
	label, words string
	none         string // what is said when there are no words; "" is "Nothing"
	named        bool   // the name of the thing says it
	goal         bool   // it is the goal that the thing belongs to
}

func (f fact) orNone() string {
	switch {
	case f.words != "":
		return f.words
	case f.none != "":
		return f.none
	}
	return "Nothing"
}
