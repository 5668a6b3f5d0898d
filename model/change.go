package model

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Kind says what kind of action a change was.
type Kind string

// The kinds of action.
const (
	KindSetUp     Kind = "set-up"           // the first people were added
	KindPerson    Kind = "person-add"       // someone was added
	KindPeople    Kind = "person-change"    // what is known of someone, or whose team they are on, changed
	KindAllow     Kind = "person-allow"     // someone who recovers switched on or off what another may do in their record
	KindGone      Kind = "person-remove"    // someone was removed with all that was theirs; what is left of a line that was about them
	KindRestore   Kind = "restore"          // a saved copy was brought back
	KindStart     Kind = "goal-start"       // a goal was begun
	KindGoal      Kind = "goal-change"      // a goal's own words or its place changed
	KindAnswer    Kind = "answer"           // one of the five questions was answered anew
	KindAdd       Kind = "milestone-add"    // a milestone was added
	KindMilestone Kind = "milestone-change" // a milestone changed, check marks among it
	KindRemove    Kind = "milestone-remove" // a milestone was removed
	KindReading   Kind = "reading"          // a reading was written down, corrected or removed
	KindPlan      Kind = "plan"             // the plan changed in a way that the timeline tells
	KindUndo      Kind = "undo"             // another change was taken back
)

// Deed is what a change to a goal or a milestone did.
type Deed struct {
	Words string // for the history: `Checked off "Stand"`
	Plan  bool   // a change of plan, which the timeline tells
	Says  bool   // it says who may do what, which each who recovers does for their own record
}

// together says several deeds of one action as one; what is the same is said
// once.
func together(deeds []Deed) Deed {
	var all Deed
	var said []string
	for _, d := range deeds {
		all.Plan = all.Plan || d.Plan
		if d.Words != "" && !slices.Contains(said, d.Words) {
			said = append(said, d.Words)
		}
	}
	all.Words = strings.Join(said, ". ")
	return all
}

// Change is one action in the history: who did what, and when. Nothing takes a
// change out of the history again; taking it back is a change of its own.
type Change struct {
	ID      int64
	When    time.Time // UTC
	On      Day       // the calendar day of it, where it is read
	Clock   string    // the time of day there: "9:30"
	By      string    // the name of whoever was at the computer; none of someone who was removed
	ByID    int64
	Patient int64 // whose record it is
	GoalID  int64 // the goal it is about, or 0
	Kind    Kind
	Words   string // what was done, for people, without who and when
	Undoes  int64  // the change this one took back, or 0
	Stands  bool   // it was not taken back, or was done again
	Lingers bool   // where someone was just removed: traces of them may stay in the file until the next start
	Undone  Kind   // where it was just made: of what kind the one was that it took back
}

// What the words of a change begin with that takes another one back, or does it
// again.
const (
	undone = "Undone: "
	again  = "Done again: "
)

// TakenBack are the words of the change that takes this one back. To take back
// what took another back is to do that again.
func (c Change) TakenBack() string {
	switch was, isUndo := strings.CutPrefix(c.Words, undone); {
	case c.Undoes != 0 && isUndo:
		return again + was
	case c.Undoes != 0:
		return undone + strings.TrimPrefix(c.Words, again)
	}
	return undone + Lowered(c.Words)
}

// Told says the change as what its maker did: `Ben checked off "Stand"`. As who
// it names the one who reads it, that is "you".
func (c Change) Told(reader int64) string {
	who := c.By
	switch {
	case c.ByID == reader && reader != 0:
		who = "You"
	case who == "":
		who = Capital(c.Maker())
	}
	words := Lowered(c.Words)
	if was, ok := strings.CutPrefix(c.Words, undone); ok {
		return who + " took back: " + was
	}
	if was, ok := strings.CutPrefix(c.Words, again); ok {
		return who + " did again: " + was
	}
	return who + " " + words
}

// In is the change as it is told where the record of a patient is shown: of what was
// done in another one, no more than that.
func (c Change) In(patient int64) Change {
	if c.GoalID != 0 && c.Patient != patient {
		c.Words = "Changed something in another record"
	}
	return c
}

// Lowered begins words with a small letter, to stand within a sentence.
func Lowered(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToLower(first)) + words[size:]
}

// String is the change as the message line shows it: its words, and who.
func (c Change) String() string {
	s := Sentence(c.Words)
	if c.By != "" {
		s += " By " + c.By + "."
	}
	return s
}

// Maker names whoever made the change: "Ben", "someone who was removed", or
// "someone" who brought back a copy while nobody was known, for the file could not
// be opened.
func (c Change) Maker() string {
	switch {
	case c.By != "":
		return c.By
	case c.Kind == KindRestore && c.ByID == 0:
		return "someone"
	}
	return "someone who was removed"
}

// Back reports whether the change took something back, and did not do again what
// had been taken back.
func (c Change) Back() bool { return c.Undoes != 0 && strings.HasPrefix(c.Words, undone) }

// Lines are those of the history that are asked for. Of each, 0 is any.
type Lines struct {
	Patient int64 // whose record they are about
	People  bool  // with Patient: also those about people, whoever they are, which name no goal
	By      int64 // who made them
	Goal    int64 // that they are about
	Before  int64 // the id of a change: only older ones
	Most    int   // how many at most
}
