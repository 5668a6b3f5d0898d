package tui

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"waymark/store"
	"waymark/tui/plain"
)

// A file that is moved away while a window is open is told at the next look, and
// More puts it back: what could not be saved can be tried again, and all is in the
// file.
func TestTheFileIsPutBack(t *testing.T) {
	for name, move := range map[string]func(path string) error{
		"moved":   func(path string) error { return os.Rename(path, path+".old") },
		"removed": os.Remove,
		"folder":  func(path string) error { return os.Rename(filepath.Dir(path), filepath.Dir(path)+".old") },
	} {
		t.Run(name, func(t *testing.T) {
			r := demoRig(t, 80, 24)
			path := r.store.(*store.Store).Path()
			r.keys("enter")
			if err := move(path); err != nil {
				t.Fatal(err)
			}
			r.send(lookMsg{})
			r.sees("The file was moved or removed while it was open. All that was saved is safe in this window. Choose \"Put the file back where it was\", here or under More.")
			r.keys("space")
			r.sees("5 of 10 done", "so the last change is not saved.")
			r.more(doPutBack)
			r.sees("The file is back where it was, with everything in it.", "5 of 10 done")
			r.keys("space")
			r.sees("6 of 10 done")
			if g := goalOf(t, rigOn(t, openStore(t, path), 80, 24), 1); g.Milestones[5].Check.On == 0 {
				t.Error("the check mark is not in the file")
			}
			r.keys("m")
			r.seesNot(putBackText)
		})
	}
}

// In the wizard, where there is no More, the row stands on the page, and what is
// typed is there to be saved again.
func TestTheFileIsPutBackFromTheWizard(t *testing.T) {
	r := newRig(t, 80, 24)
	r.play(planned(4)...)
	path := r.store.(*store.Store).Path()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	r.typeText(" More words.")
	r.wait()
	r.sees("The file was moved or removed", "More words.")
	r.goTo(doPutBack)
	r.keys("enter")
	r.sees("The file is back where it was", "More words.")
	r.wait()
	again := rigOn(t, openStore(t, path), 80, 24)
	again.keys("enter")
	again.sees("More words.")
}

// A file that comes back by itself is told too, and another file in its place is
// left alone.
func TestTheFileComesBackByItself(t *testing.T) {
	r := demoRig(t, 80, 24)
	path := r.store.(*store.Store).Path()
	rename := func(from, to string) {
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
		r.send(lookMsg{})
	}
	rename(path, path+".old")
	r.sees("The file was moved or removed while it was open.")
	rename(path+".old", path)
	r.sees("The file is back where it was. Everything is safe.")
	if err := os.WriteFile(path+".new", []byte("another"), 0o600); err != nil {
		t.Fatal(err)
	}
	rename(path+".new", path)
	r.sees("Another file has taken the place of yours while it was open. All that was saved is safe in this window. Choose More, then Save a copy. Then start Waymark again.")
	r.keys("enter", "space")
	r.sees("5 of 10 done", "so the last change is not saved.")
}

// Whoever closes Waymark, or is cut off, while the file is not where it was finds
// everything there at the next start; the warning stays until then.
func TestTheFileIsPutBackAtTheEnd(t *testing.T) {
	for name, end := range map[string]func(r *rig){
		"closed": func(r *rig) { r.keys("esc", "q") },
		"Ctrl-C": func(r *rig) { r.keys("ctrl+c") },
		"cut":    func(r *rig) { r.a.atLast(t.Context()) },
	} {
		t.Run(name, func(t *testing.T) {
			r := demoRig(t, 80, 24)
			path := r.store.(*store.Store).Path()
			r.keys("enter", "space")
			r.sees("6 of 10 done")
			if err := os.Rename(path, path+".old"); err != nil {
				t.Fatal(err)
			}
			r.send(lookMsg{})
			r.keys("esc", "down")
			r.sees("The file was moved or removed while it was open.", putBackText)
			end(r)
			if r.a.unsaved || r.a.misplaced {
				t.Errorf("unsaved %v, not in its place %v", r.a.unsaved, r.a.misplaced)
			}
			if g := goalOf(t, rigOn(t, openStore(t, path), 80, 24), 1); g.Milestones[5].Check.On == 0 {
				t.Error("the check mark is not in the file")
			}
		})
	}
}

// Another file in the place of the open one is not written over, and it is not said
// that all is saved.
func TestAnotherFileIsThereAtTheEnd(t *testing.T) {
	r := demoRig(t, 80, 24)
	path := r.store.(*store.Store).Path()
	if err := os.Rename(path, path+".old"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("another"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.keys("ctrl+c")
	if err := r.a.ended(t.Context(), nil); !errors.Is(err, plain.ErrNotInPlace) {
		t.Errorf("it ends with %v", err)
	}
	if b, err := os.ReadFile(path); string(b) != "another" {
		t.Errorf("%q, %v", b, err)
	}
}

// A milestone that could not be added is there to be tried again.
func TestAMilestoneIsTriedAgain(t *testing.T) {
	r := demoRig(t, 80, 24)
	path := r.store.(*store.Store).Path()
	r.play("enter", "n", "=Dance")
	if err := os.Rename(path, path+".old"); err != nil {
		t.Fatal(err)
	}
	r.keys("enter")
	r.sees("so the last change is not saved.", "Dance")
	if err := os.Rename(path+".old", path); err != nil {
		t.Fatal(err)
	}
	r.keys("enter")
	r.sees("5 of 11 done", "Dance.")
}
