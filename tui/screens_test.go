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
		if n := ansi.StringWidth(line); n > w {
			r.t.Fatalf("%dx%d: a line of %d cells: %q", w, h, n, ansi.Strip(line))
		}
	}
	if w < 20 || h < 5 {
		return
	}
	if v.Cursor == nil || v.Cursor.Blink {
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
		for _, size := range [][2]int{{80, 24}, {40, 20}} {
			t.Run(fmt.Sprintf("%s-%d", s.name, size[0]), func(t *testing.T) {
				t.Parallel()
				r := at(t, s, size[0], size[1])
				for range 12 {
					r.onFocusedRow()
					r.keys("tab")
				}
			})
		}
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
