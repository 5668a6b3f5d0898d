package tui

import (
	"context"
	"errors"
	"testing"
	"time"

	"waymark/model"
)

func TestADamagedFileOffersTheNewestCopy(t *testing.T) {
	r := brokenRig(t, "damaged", 80, 30)
	r.sees("Part of your file cannot be read.", "Nothing was changed.", "▌ 1 Open the copy from today, 9:30.", "Rosa and Walter. 3 goals. 6 of 15 milestones done.",
		"2 Open what could be read of the file.", "14 readings. Last change: today, 9:10.", "Close. Change nothing.")
	r.seesNot("empty file", "attic", "Stand")
	r.look()
	r.sees("▌ 1 Open the copy from today, 9:30.")
	r.keys("enter")
	r.sees("Who is at the computer now?", "We opened the copy from today, 9:30. The damaged file is kept as waymark.db.damaged.")
	r.store = r.a.sh.store
	r.keys("enter", "enter", "space")
	r.sees("Press u to undo.")
	r.look()
	if r.a.mending() != nil {
		t.Error("it says that the file cannot be used")
	}
}

func TestWhatCouldBeReadIsOpened(t *testing.T) {
	r := brokenRig(t, "damaged", 80, 30)
	r.keys("2")
	r.sees("Who is at the computer now?", "We opened what could be read of the file. The damaged file is kept as waymark.db.damaged.")
}

func TestAnotherCopyIsOpened(t *testing.T) {
	r := brokenRig(t, "damaged", 80, 30)
	r.keys("3")
	r.sees("Which copy do you want to open?", "Sat 14 Nov, 18:04.", "In: The stick BLUE.")
	r.keys("4")
	r.sees("This copy cannot be used. Written by a newer Waymark.")
	r.play(">path", "=/home/ben/waymark-2026-11-18-1200.db", "enter")
	r.sees("Part of that copy cannot be read. Nothing was changed. Choose another one.", "Which copy")
	r.keys("esc")
	r.sees("Part of your file cannot be read.")
	r.keys("3", "3")
	r.sees("We opened the copy of Sat 21 Nov, 16:24. The damaged file is kept as waymark.db.damaged.")
}

// Until something is chosen nothing is changed, and there is always a way out.
func TestClosingChangesNothing(t *testing.T) {
	for how, keys := range map[string][]string{"damaged": {"esc"}, "gone": {"3"}, "ruined": {"enter"}} {
		r := brokenRig(t, how, 80, 30)
		if r.keys(keys...); !r.a.quit || r.a.unsaved || r.a.mending() == nil {
			t.Errorf("%s: quit %v, unsaved %v", how, r.a.quit, r.a.unsaved)
		}
	}
}

func TestStartingWithAnEmptyFile(t *testing.T) {
	for how, key := range map[string]string{"gone": "4", "ruined": "4"} {
		r := brokenRig(t, how, 80, 30)
		r.sees("Start with an empty file.")
		r.keys(key)
		r.sees("Welcome to Waymark", "This is a new, empty file.")
		r.play("enter", "=Ana", "enter")
		r.sees("What do you want to be able to do?")
	}
	r := brokenRig(t, "damaged", 80, 30)
	r.seesNot("Start with an empty file.")
}

// Looking for what can be read takes as long as it takes: keys do not wait.
func TestRescueDoesNotHoldKeysUp(t *testing.T) {
	r := brokenRig(t, "damaged", 80, 30)
	r.play("looking")
	r.sees("2 We are still looking for what can be read of the file.")
	r.keys("2")
	r.sees("Part of your file cannot be read.")
	r.keys("1")
	r.send(rescuedMsg{copy: model.Copy{Path: "x"}}) // it comes when another screen is open
	r.sees("Who is at the computer now?")
}

// tending is a store whose upkeep comes to an error.
type tending struct {
	Store
	err    error
	tended int
}

func (s *tending) Upkeep(context.Context) (string, error) {
	s.tended++
	return "", s.err
}

// By itself Waymark makes a copy, a second after the start, and again on another
// day when something changed.
func TestACopyIsMadeByItself(t *testing.T) {
	now := monday
	st := openStoreAt(t, laptopFile(t), func() time.Time { return now })
	r := rigOn(t, st, 80, 30)
	if got := copiesIn(t, st.CopiesFolder()); len(got) != 0 {
		t.Fatalf("before the first screen: %q", got)
	}
	r.look()
	r.look()
	if got := copiesIn(t, st.CopiesFolder()); len(got) != 1 || r.a.note != "" {
		t.Fatalf("%q, and it says %q", got, r.a.note)
	}
	r.keys("enter", "space")
	now = now.AddDate(0, 0, 1)
	r.now = now
	r.look()
	if got := copiesIn(t, st.CopiesFolder()); len(got) != 2 {
		t.Fatalf("on the next day: %q", got)
	}
	demo := &tending{Store: laptop(t)}
	r = rigOn(t, demo, 80, 30)
	r.a.sh.demo = true
	if r.look(); demo.tended > 0 {
		t.Error("made-up examples are looked after")
	}
}

func TestThatNoCopyCouldBeMadeIsToldOnce(t *testing.T) {
	for err, words := range map[error]string{model.ErrFull: "There was no room for today's copy.", model.ErrReadOnly: "Today's copy could not be made beside the file."} {
		st := &tending{Store: laptop(t), err: err}
		r := rigOn(t, st, 80, 30)
		r.look()
		r.look()
		r.sees(words, "Everything else is saved.")
		r.keys("enter", "space")
		r.sees("Press u to undo.")
		r.now = r.now.AddDate(0, 0, 1)
		r.look()
		r.look()
		r.seesNot(words)
		if st.tended != 2 {
			t.Errorf("looked after %d times on two days", st.tended)
		}
	}
	st := &tending{Store: laptop(t), err: errors.New("odd")}
	r := rigOn(t, st, 80, 30)
	r.look()
	r.look()
	if r.a.note != "" {
		t.Errorf("it says %q", r.a.note)
	}
}

// damagedRig opens Waymark on a file of which the upkeep finds part to be
// damaged.
func damagedRig(t *testing.T) (*rig, *tending) {
	t.Helper()
	b := &lostFile{t: t, saved: saved(t), readsN: 6}
	st := &tending{Store: b.saved, err: model.ErrDamaged}
	return rigWith(t, st, Options{Mender: b, Places: b.saved.places}, 80, 30), st
}

func TestDamageIsFoundWhileWaymarkIsOpen(t *testing.T) {
	r, _ := damagedRig(t)
	r.keys("enter", "enter")
	r.sees("Rosa › Walk to the park and back")
	r.look() // finds it
	r.look()
	r.sees("Part of your file cannot be read.", "▌ 1 Open the copy from today, 9:30.", "2 Open what could be read of the file.")
	r.seesNot("Rosa › ")
	r.keys("enter")
	r.sees("We opened the copy from today, 9:30. The damaged file is kept as waymark.db.damaged.")
}

func TestTypedWordsStayWhenDamageIsFound(t *testing.T) {
	r, _ := damagedRig(t)
	r.keys("enter", "enter", "enter")
	r.goTo("title")
	r.typeText(" and more")
	for range 3 {
		r.look()
	}
	r.sees(" and more", "Nothing more is written to it. What is typed stays here until you leave it.")
	r.clear(300)
	r.keys("esc", "esc")
	r.look()
	r.sees("Part of your file cannot be read.", "Open the copy")
}

// What the store says to a key is looked into: the file, or only a copy, may be
// damaged.
func TestAnErrorOfTheFileIsLookedInto(t *testing.T) {
	r, st := damagedRig(t)
	st.err = nil
	r.keys("enter")
	r.look()
	r.a.sh.store = &faulty{Store: st, err: model.ErrDamaged}
	r.keys("enter", "space")
	r.sees("Part of the file could not be read, so the last change is not saved.")
	r.look()
	if st.tended != 2 {
		t.Errorf("looked after %d times", st.tended)
	}
}
