package tui

import (
	"strings"

	"waymark/model"
)

// rail draws the small timeline of a plan: a line from today, or the start, to
// the last day, with a mark for each milestone, and the days at its ends. With
// no day to come there is none.
func rail(sh *shared, list []model.Milestone, start, hoped model.Day, width int) []string {
	from, to := min(start, sh.dates.Today), max(start, sh.dates.Today, hoped)
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
	put(sh.dates.Today, markToday)
	if hoped != 0 {
		put(hoped, markGoal)
	}
	for _, m := range list {
		if on := m.Due.On(start); on != 0 {
			put(on, milestoneMark(model.Goal{Start: start}, m, sh.dates.Today))
		}
	}
	return []string{strings.Join(cells, ""), labels(from, to, sh.dates, width)}
}

// labels names the days at the ends of a rail and, where there is room between
// them, today.
func labels(from, to model.Day, dates model.Dates, width int) string {
	today, left, right := dates.Today, endLabel(from, dates), endLabel(to, dates)
	pad := max(1, width-len(left)-len(right))
	at := int(today-from)*(width-1)/int(to-from) - len("Today")/2 - len(left)
	if from < today && today < to && at > 1 && at+len("Today")+1 < pad {
		return left + strings.Repeat(" ", at) + "Today" + strings.Repeat(" ", pad-at-len("Today")) + right
	}
	return left + strings.Repeat(" ", pad) + right
}

func endLabel(day model.Day, dates model.Dates) string {
	if day == dates.Today {
		return "Today"
	}
	return dates.Short(day)
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
