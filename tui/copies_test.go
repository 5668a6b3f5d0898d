package tui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/model"
	"waymark/store"
)

// usb is a store beside which a stick is plugged in.
type usb struct {
	*store.Store
	path string
}

func (s usb) places() []model.Place { return []model.Place{{Name: "The stick BLUE", Path: s.path}} }

// copiesIn lists the copies in a folder.
func copiesIn(t *testing.T, folder string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(folder, "waymark-*.db"))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// whole is the screen without any space, for paths that are broken over lines.
func (r *rig) whole() string { return strings.Join(strings.Fields(r.screen()), "") }

func TestACopyIsSavedWhereThePersonSays(t *testing.T) {
	onStick, typed := t.TempDir(), filepath.Join(t.TempDir(), "my copies")
	r := rigOn(t, usb{laptop(t), onStick}, 80, 30)
	r.more(doCopy)
	r.sees("Save a copy", "1 The stick BLUE.", "Or type a folder:")
	r.keys("enter")
	r.sees("Saved, and checked.", "In it: Rosa and Walter. 3 goals. 5 of 14 milestones done.", "A copy on the same disk does not survive the disk.")
	got := copiesIn(t, onStick)
	if len(got) != 1 || !strings.Contains(r.whole(), got[0]) {
		t.Fatalf("on the stick are %q:\n%s", got, r.screen())
	}
	st, err := store.Open(t.Context(), got[0], nil)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if home, err := st.Home(t.Context(), model.Seat{}); err != nil || home.Patient.Name != "Rosa" {
		t.Errorf("the copy holds %+v, %v", home.Patient, err)
	}
	r.keys("enter")
	r.sees("Rosa › Today")

	r.more(doCopy)
	r.play(">folder", "="+typed, "enter")
	r.sees("There is no such folder. Is the stick plugged in? To make the folder, press Enter again.")
	if got := copiesIn(t, typed); len(got) != 0 {
		t.Errorf("a folder was made: %q", got)
	}
	r.keys("enter")
	if got := copiesIn(t, typed); len(got) != 1 || !strings.Contains(r.whole(), strings.ReplaceAll(got[0], " ", "")) {
		t.Errorf("in the folder are %q:\n%s", got, r.screen())
	}
}

func TestAFolderThatCannotBeWrittenTo(t *testing.T) {
	r := rigOn(t, usb{laptop(t), t.TempDir()}, 80, 30)
	r.more(doCopy)
	r.play(">folder", "enter")
	r.sees("Type a folder first.")
	file := filepath.Join(t.TempDir(), "letter.txt")
	if err := os.WriteFile(file, []byte("Dear Ben"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.play("="+file, "enter")
	r.sees("Your file is safe. Choose another")
	if r.a.top().focus != "folder" || r.a.top().field.value() != file {
		t.Errorf("the focus is on %q, typed is %q", r.a.top().focus, r.a.top().field.value())
	}
	r.typeText("x")
	r.seesNot("Your file is safe.")
	r.keys("esc")
	r.sees("Rosa › Today")
	for _, row := range []string{"place:1", "folder"} {
		full := saved(t)
		full.full = true
		r = rigOn(t, full, 80, 30)
		r.more(doCopy)
		r.play(">folder", "=~/Copies", ">"+row, "enter")
		if row == "folder" {
			r.keys("enter")
		}
		r.sees("There is no room there for a copy. Your file is safe.")
	}
	own := r.a.sh.homeFolder
	for typed, want := range map[string]string{" ~/Copies ": filepath.Join(own, "Copies"), "~": own, "Copies": filepath.Join(own, "Copies"), own + "/x/../y": filepath.Join(own, "y"), "~ben": filepath.Join(own, "~ben")} {
		if got := r.a.sh.path(typed); got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}

func TestACopyIsBroughtBack(t *testing.T) {
	st := saved(t)
	r := rigOn(t, st, 80, 40)
	then := len(copiesIn(t, st.folder))
	r.more(doBack)
	r.sees("▌ 1 Today, 9:30.", "2 Yesterday, 15:34. Rosa and Walter. 3 goals. 5 of 14 milestones done.", "Made before someone was removed.", "In: The stick BLUE.")
	r.keys("3")
	r.sees(
		"Bring back the copy of Sat 21 Nov, 16:24?", "What was done since would not be in it: 3 changes.", "How it is now is kept as a copy first.",
		"▌ Keep everything as it is now.", "Walk to the park and back. Then: 3 of 6 done. Now: 4 of 6 done.", "Also 1 goal of Walter.",
		`Mon 23 Nov, 9:30. Checked off "Walk 10 minutes". By Ben.`, "Changed something in another record.",
	)
	r.seesNot("attic", "stairs")
	r.keys("down", "enter")
	r.sees("The copy of Sat 21 Nov, 16:24 is back.", "How it was before is kept as a copy, here:")
	if got := copiesIn(t, st.folder); len(got) != then+1 || !slices.ContainsFunc(got, func(path string) bool { return strings.Contains(path, "before-restore") }) {
		t.Errorf("copies %q", got)
	}
	r.keys("enter")
	r.sees("Rosa › Today", "You are Ben (her son).", "3 of 6 done")
	if len(r.a.stack) != 1 {
		t.Errorf("%d screens are open", len(r.a.stack))
	}
	r.more(doHistory)
	r.sees("Brought back the copy of Sat 21 Nov, 16:24")
	r.keys("esc")
	r.more(doBack)
	r.sees("Made before another copy was brought back.")
	r.keys("enter")
	r.sees("What is not in your file now would come back: 3 changes.", "In the copy, and not in your file now")
}

func TestKeepingAllAsItIs(t *testing.T) {
	for _, keys := range [][]string{{"enter"}, {"1", "2", "enter"}, {"space"}, {"esc"}, {"down", "up", "enter"}, {"down", "esc"}} {
		r := rigOn(t, saved(t), 80, 40)
		before := goalOf(t, r, 1)
		r.more(doBack)
		r.keys("3")
		r.play(keys...)
		r.sees("Saved copies", "Nothing was changed.")
		if got := goalOf(t, r, 1); got.Milestones[3].State != before.Milestones[3].State {
			t.Errorf("%q brought the copy back", keys)
		}
		r.keys("esc")
		r.sees("Rosa › Today")
	}
}

func TestACopyThatCannotBeUsedOpensNothing(t *testing.T) {
	r := rigOn(t, saved(t), 80, 40)
	r.more(doBack)
	for key, words := range map[string]string{"4": "Written by a newer Waymark.", "6": "Not a copy of a Waymark file."} {
		r.keys(key)
		r.sees("Which copy do you want to look at?", "This copy cannot be used. "+words)
	}
}

func TestACopyIsNamedByItsPath(t *testing.T) {
	st := laptop(t)
	away := t.TempDir()
	if _, err := st.SaveCopy(t.Context(), away); err != nil {
		t.Fatal(err)
	}
	path := copiesIn(t, away)[0]
	r := rigOn(t, st, 120, 40)
	r.more(doBack)
	r.sees("There are no copies here yet.")
	r.play(">path", "enter")
	r.sees("Type a folder, or the whole name of a copy.")
	r.play("="+filepath.Join(away, "nothing.db"), "enter")
	r.sees("There is no copy at that place.", "nothing.db")
	r.clear(300)
	r.play("="+away, "enter")
	r.sees("1 Today, 9:30. Rosa and Walter.", "In: "+away, "These are the copies with those of that folder.")
	r.keys("enter")
	r.sees("Nothing differs. All that was done is in both.")
	r.keys("esc")
	other := filepath.Join(away, "mine.db")
	if err := os.Rename(path, other); err != nil {
		t.Fatal(err)
	}
	r.play(">again", "enter")
	r.sees("There are no copies here yet.")
	r.play(">path", "="+other, "enter")
	r.sees("Nothing differs. All that was done is in both.")
}

// On an empty file there is nothing to keep first, and who is here is asked.
func TestACopyIsBroughtBackOntoAnEmptyFile(t *testing.T) {
	away := t.TempDir()
	if _, err := laptop(t).SaveCopy(t.Context(), away); err != nil {
		t.Fatal(err)
	}
	st := openStore(t, filepath.Join(t.TempDir(), "waymark.db"))
	r := rigOn(t, usb{st, away}, 80, 40)
	r.keys("5", "enter")
	r.sees("Bring back the copy from today, 9:30?", "What is not in your file now would come back:", "Keep everything as it is now.")
	r.seesNot("Walk to the park", "is kept as a copy first", "stairs") // of two who recover no more than counts
	r.keys("down", "enter")
	r.sees("The copy from today, 9:30 is back.")
	r.keys("enter")
	r.sees("Today", "You are Ben")
	if got := copiesIn(t, st.CopiesFolder()); len(got) > 0 {
		t.Errorf("copies of an empty file: %q", got)
	}
}

// A copy of other people's file asks who is here.
func TestACopyOfAnotherFile(t *testing.T) {
	away := t.TempDir()
	other := openStoreAt(t, filepath.Join(t.TempDir(), "other.db"), func() time.Time { return monday.Add(-time.Hour) })
	for _, err := range []error{
		errOf(other.SetUp(t.Context(), model.Person{Name: "Ana", Role: model.RolePatient}, &model.Person{Name: "Tom"})),
		errOf(other.SaveCopy(t.Context(), away)),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	r := rigOn(t, usb{laptop(t), away}, 80, 40)
	r.more(doBack)
	r.keys("enter")
	r.sees("It is of another file, with a history of its own.", "In it: Ana. No goals yet.", "In your file now: Rosa and Walter.")
	r.keys("down", "enter", "enter")
	r.sees("Who is at the computer now?", "Ana")
	r.seesNot("Rosa")
}

func errOf[T any](_ T, err error) error { return err }

// Whoever may not change the plan of someone cannot bring a copy back, in
// whoever's record that is.
func TestBringingBackIsSwitchedOff(t *testing.T) {
	st := saved(t)
	r := rigOn(t, helped(t, st, model.RightPlan), 80, 40)
	r.more(doBack)
	r.keys("3")
	r.goTo("bring")
	r.sees("Switched off for Ben.")
	r.keys("enter")
	r.sees("Changing the plan is switched off for Ben. Rosa can switch it on, under People.")
	st = saved(t)
	home, err := st.Home(t.Context(), model.Seat{Patient: 3})
	if err != nil {
		t.Fatal(err)
	}
	walter := model.At{ID: home.Patient.ID, Name: home.Patient.Name}
	if _, err := st.ChangePerson(t.Context(), walter, 2, model.Allow(model.RightPlan, false)); err != nil {
		t.Fatal(err)
	}
	r = rigOn(t, st, 80, 40) // Ben, on Rosa's record
	r.more(doBack)
	r.keys("3", "down", "enter")
	r.sees("Changing the plan is switched off for Ben. Walter can switch it on, under People.", "Keep everything as it is now.")
}

// What is typed anywhere is kept before the file becomes another one.
func TestWhatIsTypedIsKeptBeforeACopyIsBroughtBack(t *testing.T) {
	st := saved(t)
	r := rigOn(t, st, 80, 40)
	r.keys("enter", "n")
	r.typeText("Walk to the shop")
	r.keys("esc") // leaves the field
	r.more(doBack)
	r.keys("3", "down", "enter", "enter")
	r.sees("Rosa › Today")
	kept := copiesIn(t, st.folder)
	i := slices.IndexFunc(kept, func(path string) bool { return strings.Contains(path, "before-restore") })
	before, err := store.Open(t.Context(), kept[i], nil)
	if err != nil {
		t.Fatal(err)
	}
	defer before.Close()
	home, err := before.Home(t.Context(), model.Seat{})
	if err != nil || !strings.Contains(fmt.Sprintf("%+v", home.Drafts), "Walk to the shop") {
		t.Errorf("kept is %+v, %v", home.Drafts, err)
	}
}

// Of made-up examples there are no copies.
func TestExamplesHaveNoCopies(t *testing.T) {
	r := rigWith(t, laptop(t), Options{Demo: true}, 80, 60)
	r.keys("m")
	r.sees("Hide the screen")
	r.seesNot("copy")
}

// bringsBack brings a copy back in another window.
func bringsBack(t *testing.T, path, from string) {
	t.Helper()
	st := openStore(t, path)
	if _, err := st.Restore(context.Background(), model.At{}, from); err != nil {
		t.Fatal(err)
	}
}

func TestAnotherWindowBroughtACopyBack(t *testing.T) {
	st := saved(t)
	r := rigOn(t, st, 80, 40)
	old := copiesIn(t, st.folder)[4] // of yesterday
	r.keys("enter")
	r.sees("4 of 6 done")
	bringsBack(t, st.Path(), old)
	r.look()
	r.sees("3 of 6 done", "A saved copy was brought back in another window.", "Rosa › Walk to the park and back")
	r.look()
	r.sees("A saved copy was brought back in another window.")

	// Typed words stay where their place is still there.
	r.keys("enter")
	r.goTo("title")
	r.typeText(" and more")
	bringsBack(t, st.Path(), old)
	r.look()
	r.sees(" and more", "A saved copy was brought back in another window.")
	r.keys("esc")
	r.sees(" and more")
}

// Where whoever is here is not in the copy, the window asks once nothing typed
// would be lost.
func TestAnotherWindowBroughtBackACopyOfOthers(t *testing.T) {
	away := t.TempDir()
	other := openStore(t, filepath.Join(t.TempDir(), "other.db"))
	if _, err := other.SetUp(t.Context(), model.Person{Name: "Ana", Role: model.RolePatient}, &model.Person{Name: "Tom"}); err != nil {
		t.Fatal(err)
	}
	path, err := other.SaveCopy(t.Context(), away)
	if err != nil {
		t.Fatal(err)
	}
	st := laptop(t)
	r := rigOn(t, st, 80, 40)
	r.keys("enter", "enter")
	r.goTo("title")
	r.typeText(" and more")
	bringsBack(t, st.Path(), path)
	r.look()
	r.sees("A saved copy was brought back in another window. What is typed stays here until you leave it.", " and more")
	r.clear(300)
	r.keys("esc", "esc", "esc")
	r.look()
	r.sees("Who is at the computer now?", "Ana", "Tom", "A saved copy was brought back in another window. Say who is here.")
	r.seesNot("Rosa", "Ben")
}
