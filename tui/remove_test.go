package tui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/model"
)

func TestAPersonIsRemovedByTheirName(t *testing.T) {
	r := rigOn(t, laptop(t), 120, 40)
	goes, err := r.store.Footprint(t.Context(), 3)
	if err != nil {
		t.Fatal(err)
	}
	r.play(people(">person:3", "enter", ">remove", "enter")...)
	r.sees("Rosa › Remove Walter", "1 goal and 6 milestones", "It cannot be undone with u.", "▌ 1 Keep Walter. Change nothing.", "Esc Keep")
	r.keys("2", "enter")
	r.sees("Type the name to be sure. Esc keeps everything.")
	r.play("=Rosa", "enter")
	r.sees("Remove. Type the name: Rosa", `That is another name. Type "Walter" to remove, or press Esc to keep all.`)
	if r.known(3).ID == 0 {
		t.Fatal("another name removed Walter")
	}
	r.clear(40)
	r.play("= walter ", "enter")
	r.sees("Walter is gone from here, with all that was written for them.", "A copy of how it was before is kept here:")
	list, err := os.ReadDir(goes.Folder)
	if err != nil || len(list) != 1 {
		t.Fatalf("copies %v, %v", list, err)
	}
	if path, whole := filepath.Join(goes.Folder, list[0].Name()), strings.Join(strings.Fields(r.screen()), ""); !strings.Contains(whole, path) {
		t.Errorf("%s is not on the screen:\n%s", path, r.screen())
	}
	if got := r.known(3); got.ID != 0 {
		t.Errorf("in the file is still %+v", got)
	}
	r.keys("enter")
	r.sees("Rosa › Today")
	if got, want := r.seat(), [2]string{"Ben", "Rosa"}; got != want || len(r.a.stack) != 1 {
		t.Errorf("at the window are %v, want %v; %d screens are open", got, want, len(r.a.stack))
	}
	r.keys("p")
	r.seesNot("Walter")
}

func TestKeepingAPersonChangesNothing(t *testing.T) {
	for _, keys := range [][]string{{"enter"}, {"1"}, {"space"}, {"esc"}, {"down", "=Walter", "esc"}, {"down", "=Walter", "up", "enter"}} {
		r := rigOn(t, laptop(t), 80, 24)
		r.play(people(">person:3", "enter", ">remove", "enter")...)
		r.play(keys...)
		r.sees("Rosa › People › Walter", "Nothing was changed.")
		if r.known(3).ID == 0 {
			t.Errorf("%q removed Walter", keys)
		}
	}
}

// Whoever is here, or whose record is shown, may be the one who is removed: the
// window asks who is there now.
func TestTheOneWhoIsHereIsRemoved(t *testing.T) {
	r := rigOn(t, laptop(t), 80, 40)
	r.keys("p", "3") // Walter, on his own record
	r.play(people(">person:3", "enter", ">remove", "enter", "2", "=Walter", "enter", "enter")...)
	r.sees("Rosa › Who is at the computer now?")
	r.keys("enter")
	r.sees("Rosa › Today")
	if r.a.sh.home.At.Name == "Walter" || r.a.sh.home.At.ID == 0 {
		t.Errorf("at the computer is %+v", r.a.sh.home.At)
	}
	r = rigOn(t, laptop(t), 80, 40)
	r.play(people(">person:2", "enter", ">remove", "enter", "2", "=Ben", "enter", "enter")...)
	r.sees("Rosa › Who is at the computer now?")
	r.keys("enter")
	r.sees("Rosa › Today")
	if at := r.a.sh.home.At; at.Name == "Ben" || at.ID == 0 {
		t.Errorf("at the computer is %+v", at)
	}
}

func TestTheLastOneWhoRecoversIsRemoved(t *testing.T) {
	r := goalsRig(t, 80, 40, sixty())
	r.play(people(">person:1", "enter", ">remove", "enter", "2", "=rosa", "enter")...)
	r.sees("Rosa is gone from here, with all that was written for them.")
	r.keys("enter")
	r.sees("Welcome to Waymark", "Start my first goal.")
	r.play("enter", "=Ana", "enter")
	r.sees("What do you want to be able to do?")
}

func TestWhatLingersIsSaid(t *testing.T) {
	r := rigOn(t, lingering{elsewhere{laptop(t)}}, 80, 24)
	r.play(people(">person:3", "enter", ">remove", "enter", "2", "=Walter", "enter")...)
	r.sees(theFolder, "Another window has the file open. Traces in it go when Waymark is next started.")
}

// lingering is a store that another program holds when someone is removed.
type lingering struct{ elsewhere }

func (s lingering) RemovePerson(ctx context.Context, at model.At, person int64, name string) (string, model.Change, error) {
	path, c, err := s.elsewhere.RemovePerson(ctx, at, person, name)
	c.Lingers = true
	return path, c, err
}
