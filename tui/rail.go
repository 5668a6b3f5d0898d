package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"waymark/model"
)

// rail draws the small timeline of a plan: a line from today, or the start, to
// the last day, with a mark for each milestone, and the days at its ends. With
// no day to come there is none.
func rail(sh *shared, list []model.Milestone, start, hoped model.Day, width int) []string {
	from, to := min(start, sh.today), max(start, sh.today, hoped)
	for _, m := range list {
		if on := m.Due.On(start); on != 0 {
			from, to = min(from, on), max(to, on)
		}
	}
	if from == to || width < 16 {
		return nil
	}
	cells := make([]string, width)
	for i := range cells {
		cells[i] = sh.look.line(1)
	}
	put := func(day model.Day, m mark) {
		cells[int(day-from)*(width-1)/int(to-from)] = strings.TrimSpace(shortMark(sh.look, m))
	}
	put(sh.today, markToday)
	if hoped != 0 {
		put(hoped, markGoal)
	}
	for _, m := range list {
		if on := m.Due.On(start); on != 0 {
			put(on, milestoneMark(m, start, sh.today))
		}
	}
	left, right := endLabel(from, sh.today), endLabel(to, sh.today)
	pad := width - ansi.StringWidth(left) - ansi.StringWidth(right)
	return []string{strings.Join(cells, ""), left + strings.Repeat(" ", max(1, pad)) + right}
}

func endLabel(day, today model.Day) string {
	if day == today {
		return "Today"
	}
	return day.Short(today)
}

// shortMark is a mark in one cell.
func shortMark(l look, m mark) string {
	if l.unicode {
		return l.mark(m)
	}
	switch m {
	case markToday:
		return "="
	case markGoal:
		return "O"
	case markMajor:
		return "*"
	case markDone:
		return "x"
	}
	return "o"
}
