package tui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
)

// TestScreens holds every screen against its picture at three sizes.
func TestScreens(t *testing.T) {
	for _, s := range tour {
		for _, size := range [][2]int{{80, 24}, {40, 20}, {120, 40}} {
			t.Run(fmt.Sprintf("%s-%dx%d", s.name, size[0], size[1]), func(t *testing.T) {
				t.Parallel()
				golden.RequireEqual(t, at(t, s, size[0], size[1]).screen()+"\n")
			})
		}
	}
}

// TestEverySize draws every screen in windows of many sizes: nothing is too
// wide or too tall, the focus and the keys stay in sight.
func TestEverySize(t *testing.T) {
	for _, s := range tour {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			r := at(t, s, 80, 24)
			for w := 20; w <= 130; w += 7 {
				for h := 5; h <= 45; h += 5 {
					r.send(tea.WindowSizeMsg{Width: w, Height: h})
					r.fits(w, h)
				}
			}
			for _, size := range [][2]int{{1, 1}, {2, 3}, {0, 0}, {19, 4}, {32, 12}, {40, 20}, {60, 20}, {300, 100}} {
				r.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				r.fits(size[0], size[1])
			}
		})
	}
}

// fits fails the test when the screen does not fit the window, or when the
// focused row or the way out cannot be seen.
func (r *rig) fits(w, h int) {
	r.t.Helper()
	v := r.a.View()
	lines := strings.Split(v.Content, "\n")
	if len(lines) > max(1, h) {
		r.t.Fatalf("%dx%d: %d lines:\n%s", w, h, len(lines), r.screen())
	}
	for _, line := range lines {
		if n := r.a.sh.look.width(line); n > w {
			r.t.Fatalf("%dx%d: a line of %d cells: %q", w, h, n, ansi.Strip(line))
		}
	}
	if c := v.Cursor; c == nil || c.X < 0 || c.X >= max(1, w) || c.Y < 0 || c.Y >= max(1, h) {
		r.t.Fatalf("%dx%d: the cursor is at %+v:\n%s", w, h, c, r.screen())
	}
	if w < 20 || h < 5 || r.a.hidden {
		return
	}
	if v.Cursor.Blink {
		r.t.Fatalf("%dx%d: no steady cursor", w, h)
	}
	if last := ansi.Strip(lines[len(lines)-1]); !strings.Contains(last, "Esc") && !strings.Contains(last, "Help") {
		r.t.Fatalf("%dx%d: the last line does not name the keys:\n%s", w, h, r.screen())
	}
	if r.a.top().focus != "" && !strings.Contains(r.screen(), r.a.sh.look.focusMark()) {
		r.t.Fatalf("%dx%d: the focused row is out of sight:\n%s", w, h, r.screen())
	}
}

// TestCursorStandsOnTheFocusedRow moves through every row of every screen.
func TestCursorStandsOnTheFocusedRow(t *testing.T) {
	for _, s := range tour {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			r := at(t, s, 80, 24)
			for _, size := range [][2]int{{80, 24}, {40, 20}} {
				r.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				for range 12 {
					r.onFocusedRow()
					r.keys("tab")
				}
			}
		})
	}
}

// onFocusedRow fails the test unless the cursor is on the first letter of the
// row that has the focus mark, or in its typed words.
func (r *rig) onFocusedRow() {
	r.t.Helper()
	f := r.a.top()
	if f.focus == "" {
		return
	}
	cur := r.a.View().Cursor
	lines := strings.Split(r.screen(), "\n")
	if cur.Y >= len(lines) {
		r.t.Fatalf("cursor on line %d of %d", cur.Y, len(lines))
	}
	if f.field != nil {
		return
	}
	line := lines[cur.Y]
	if !strings.Contains(ansi.Cut(line, 0, 2), r.a.sh.look.focusMark()) {
		r.t.Fatalf("cursor at %d,%d is not on the focused row:\n%s", cur.X, cur.Y, r.screen())
	}
	if at := strings.TrimSpace(ansi.Cut(line, cur.X, cur.X+2)); at == "" {
		r.t.Fatalf("cursor at %d,%d is on no letter:\n%s", cur.X, cur.Y, r.screen())
	}
}

// TestEveryLineCanBeReached goes through every screen with Down and with PgDn:
// each line that a very tall window shows comes into sight. Where letters work a
// row leads to More, so that they only speed things up.
func TestEveryLineCanBeReached(t *testing.T) {
	for _, s := range tour {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			r := at(t, s, 80, 24)
			if f := r.a.top(); f.page.everyday && f.find == nil && f.page.find(doMore) < 0 {
				t.Error("no row leads to More")
			}
			r.reads("down", 40, 20)
			if r.a.top().page.next == "" { // else it leads to another screen
				r.reads("pgdown", 80, 24)
			}
		})
	}
}

// reads fails the test unless pressing a key brings every line into sight.
func (r *rig) reads(key string, w, h int) {
	r.t.Helper()
	r.send(tea.WindowSizeMsg{Width: w, Height: h})
	bare := func(line string) string { return strings.TrimSpace(strings.TrimLeft(line, " ▌")) }
	seen := map[string]bool{}
	for _, k := range []string{"shift+tab", key} {
		for was := ""; was != r.screen(); {
			was = r.screen()
			r.keys(k)
			for _, line := range strings.Split(r.screen(), "\n") {
				seen[bare(line)] = true
			}
		}
	}
	r.send(tea.WindowSizeMsg{Width: w, Height: 400})
	r.a.sh.height = h // pictures are as high as they were
	r.a.layout()
	all := strings.Split(r.screen(), "\n")
	for _, line := range all[:len(all)-6] { // the message and the keys stand at the end
		title := strings.Contains(r.a.sh.look.crumb(r.a.top().page.trail), bare(line)) // which may be cut at the top
		if bare(line) != "" && !seen[bare(line)] && !title {
			r.t.Errorf("%dx%d, %s: %q never came into sight", w, h, key, bare(line))
		}
	}
}
