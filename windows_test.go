// Two people at two windows of one file, and a command beside them: the real
// program, twice, each in a terminal of its own. They stand apart from the
// journeys, which are of one window each.
package main

import (
	"os/exec"
	"strings"
	"testing"
	"time"

	"waymark/model"
	"waymark/store"
)

// openAs opens a window on a household's file and says who sits down at it, by
// the key of their row.
func openAs(t *testing.T, home string, env []string, key, name string) *terminal {
	t.Helper()
	term := startOn(t, home, nil, [2]int{80, 40}, env)
	term.waitFor("Who is at the computer now?")
	term.press(key)
	term.waitFor("You are " + name)
	return term
}

// soonEnough is how soon one window shows what was done in another.
const soonEnough = 2 * time.Second

func TestTwoWindows(t *testing.T) {
	t.Parallel()
	home, env := household(t)
	ben, rosa := openAs(t, home, env, "2", "Ben"), openAs(t, home, env, "1", "Rosa")
	for _, term := range []*terminal{ben, rosa} {
		term.press("enter")
		term.waitFor("Stand with support.")
	}
	x, y, _ := rosa.cursor()

	// A change in one shows in the other without a key, and the focus stays. The
	// machine may be busy, so the soonest of some times counts.
	soonest := time.Hour
	for range 3 {
		ben.press("space")
		ben.waitFor("Press u to undo.")
		at := time.Now()
		rosa.waitFor("Ben checked off")
		soonest = min(soonest, time.Since(at))
		ben.press("u")
		ben.waitFor("Undone:")
		rosa.waitFor("Ben took back")
	}
	if soonest > soonEnough {
		t.Errorf("the other window showed it after %v at the soonest", soonest)
	}
	if nx, ny, visible := rosa.cursor(); nx != x || ny != y || !visible {
		t.Errorf("the cursor went from %d,%d to %d,%d, visible %v", x, y, nx, ny, visible)
	}

	// Words that are being typed stay, while a command writes beside both.
	rosa.press("enter")
	rosa.waitFor("The milestone")
	rosa.goTo("Words")
	rosa.typeText(", at last")
	cmd := exec.Command(binary, "done", "stand", "--by", "dana")
	cmd.Env = environment(home, env)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	ben.waitFor("Dana checked off")
	rosa.waitFor("Dana checked off")
	rosa.waitFor("Stand with support, at last")
	rosa.press("esc")
	rosa.waitFor("Stand with support, at last. Mon 23 Nov, checked by Dana.")
	ben.waitFor(`Rosa changed "Stand with support" to "Stand with support, at last"`)
	for _, term := range []*terminal{ben, rosa} {
		if words := term.screen(); strings.Contains(words, "not saved") || strings.Contains(words, "went wrong") {
			t.Errorf("an error shows:\n%s", words)
		}
	}

	var words []string
	inFile(t, home, func(st *store.Store) error {
		list, err := st.Changes(t.Context(), model.Lines{Most: 2})
		for _, c := range list {
			words = append(words, c.String())
		}
		return err
	})
	want := []string{`Changed "Stand with support" to "Stand with support, at last". By Rosa.`, `Checked off "Stand with support". By Dana.`}
	if strings.Join(words, "\n") != strings.Join(want, "\n") {
		t.Errorf("the history says %q", words)
	}
}

// Two people change one milestone in the same moment: both changes are kept, and
// neither window speaks of an error.
func TestTwoPeopleAtOnce(t *testing.T) {
	t.Parallel()
	home, env := household(t)
	ben, rosa := openAs(t, home, env, "2", "Ben"), openAs(t, home, env, "1", "Rosa")
	for _, term := range []*terminal{ben, rosa} {
		term.press("enter")
		term.waitFor("Stand with support.")
		term.press("enter")
		term.waitFor("The milestone")
	}
	ben.goTo("Words")
	ben.typeText(" of Ben")
	rosa.goTo("Words")
	rosa.typeText(" of mine")
	ben.send(keys["esc"])
	rosa.send(keys["esc"])
	ben.waitFor("Saved.")
	rosa.waitFor("Saved.")
	var words []string
	inFile(t, home, func(st *store.Store) error {
		list, err := st.Changes(t.Context(), model.Lines{Most: 2})
		for _, c := range list {
			words = append(words, c.By)
			if !strings.Contains(c.Words, `"Stand with support of`) {
				t.Errorf("the history says %q", c.Words)
			}
		}
		return err
	})
	if all := strings.Join(words, ""); all != "BenRosa" && all != "RosaBen" {
		t.Errorf("changes by %q", words)
	}
	title := "of " + map[string]string{"Ben": "Ben", "Rosa": "mine"}[words[0]] // the later one stands
	ben.waitFor("Stand with support " + title)
	rosa.waitFor("Stand with support " + title)
}

// An open window that is left alone draws nothing.
func TestAWindowThatIsLeftAlone(t *testing.T) {
	t.Parallel()
	home, env := household(t)
	ben := openAs(t, home, env, "2", "Ben")
	before := len(ben.raw())
	time.Sleep(2500 * time.Millisecond)
	if n := len(ben.raw()) - before; n != 0 {
		t.Errorf("%d bytes were written", n)
	}
}
