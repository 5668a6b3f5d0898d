package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

func TestTheGoalHasItsTimelineBesideIt(t *testing.T) {
	r := demoRig(t, 120, 40)
	r.keys("enter")
	r.sees("Mon 23 Today", "Wed 4 Stand with support. Checked by Ben.")
	r.send(tea.WindowSizeMsg{Width: 99, Height: 40})
	r.seesNot("Mon 23 Today")
	r.send(tea.WindowSizeMsg{Width: 100, Height: 24})
	r.sees("Mon 23 Today")
}

// The second column begins in the same cell on every line, however the terminal
// counts joined letters.
func TestTheSecondColumnStandsStraight(t *testing.T) {
	for _, cells := range []ansi.Method{ansi.WcWidth, ansi.GraphemeWidth} {
		for _, w := range []int{100, 120, 150, 220} {
			r := goalsRig(t, w, 60, odd())
			if cells == ansi.GraphemeWidth {
				r.send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
			}
			r.keys("enter")
			column := -1
			for _, line := range strings.Split(r.screen(), "\n") {
				for _, mark := range []string{"┿", "◦", "◎"} {
					if i := strings.LastIndex(line, mark); i > 0 {
						if at := cells.StringWidth(line[:i]); column < 0 {
							column = at
						} else if at != column {
							t.Errorf("%d cells: %s stands in %d, want %d: %s", w, mark, at, column, line)
						}
					}
				}
			}
			if column < asideFrom/2 {
				t.Fatalf("%d cells: no second column:\n%s", w, r.screen())
			}
			days := 0
			lines := strings.Split(strings.TrimSpace(r.screen()), "\n")[strings.Count(strings.Split(r.screen(), "Milestones")[0], "\n"):]
			for n, line := range lines {
				if gap := between(cells, line, column-2, column); n > 0 && n < len(lines)-1 && strings.TrimSpace(gap) != "" {
					t.Errorf("%d cells: the columns run together at %q: %s", w, gap, line)
				}
				if strings.HasPrefix(strings.TrimSpace(between(cells, line, column+2, w)), "Thu 26") {
					days++
				}
			}
			if days != 6 {
				t.Errorf("%d cells: %d days stand in their place, want 6:\n%s", w, days, r.screen())
			}
		}
	}
}

// between are the letters of a line that stand in the cells from one to another.
func between(cells ansi.Method, line string, from, to int) string {
	var b strings.Builder
	for x := 0; line != "" && x < to; {
		seq, width, size, _ := cells.DecodeSequenceInString(line, ansi.NormalState, nil)
		if x >= from {
			b.WriteString(seq)
		}
		x, line = x+width, line[size:]
	}
	return b.String()
}

func TestMarksOfADoneMilestoneFoldAndCount(t *testing.T) {
	r := goalsRig(t, 80, 24, sixty())
	r.keys("enter")
	r.sees("more done, ")
	r.sees("Line ")
	r.keys("home", "enter")
	r.sees("Walk 1 minutes.")
}
