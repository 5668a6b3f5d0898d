package tui

import (
	"image/color"
	"math"
	"runtime"
	"strings"

	"charm.land/bubbles/v2/progress"
	"charm.land/lipgloss/v2"

	"waymark/model"
)

// mark is a sign that stands left of words. What it says is always said in
// words too.
type mark int

const (
	markNone mark = iota
	markDone
	markToDo
	markPassed
	markResting
	markLetGo
	markMajor
	markAdd
	markFolded
	markOpened
	markToday
	markReached // done, on a timeline
	markGoal
	markStart
	markChosen
	markRail
)

// role is what a piece of the screen means; the look gives it a style.
type role int

const (
	rolePlain role = iota
	roleStrong
	roleFocus
	roleDone
	roleMajor
	roleAccent
	roleProblem
)

// look is how Waymark draws: one value made of what the terminal can do,
// rebuilt when the terminal tells its background.
type look struct {
	unicode bool
	styles  map[role]lipgloss.Style
	marks   map[mark]string
	roles   map[mark]role
	bar     progress.Model
}

// newLook makes the look for a terminal. Without hues only bold is used, which
// reads on any background; hues come in when the background is known.
func newLook(unicode, hues, dark bool) look {
	l := look{unicode: unicode, marks: asciiMarks, roles: map[mark]role{
		markDone: roleDone, markReached: roleDone, markMajor: roleMajor, markChosen: roleDone, markGoal: roleMajor,
		markToday: roleAccent,
	}}
	full, empty := '#', '.'
	if unicode {
		l.marks, full, empty = unicodeMarks, '█', '░'
	}
	none := lipgloss.NewStyle()
	bold := none.Bold(true)
	l.styles = map[role]lipgloss.Style{
		rolePlain: none, roleStrong: bold, roleFocus: bold, roleDone: none, roleMajor: bold, roleAccent: bold,
		roleProblem: bold,
	}
	var fill color.Color = lipgloss.NoColor{}
	if hues {
		accent, done, major := lipgloss.Blue, lipgloss.Blue, lipgloss.Magenta
		if dark {
			accent, done, major = lipgloss.Cyan, lipgloss.Green, lipgloss.Cyan
		}
		fill = accent
		l.styles[roleAccent] = bold.Foreground(accent)
		l.styles[roleDone] = none.Foreground(done)
		l.styles[roleMajor] = bold.Foreground(major)
	}
	l.bar = progress.New(progress.WithoutPercentage(), progress.WithFillCharacters(full, empty), progress.WithColors(fill))
	l.bar.EmptyColor = fill
	return l
}

var asciiMarks = map[mark]string{
	markNone: "   ", markDone: "[x]", markToDo: "[ ]", markPassed: "[~]", markResting: "[-]", markLetGo: " - ",
	markMajor: "[*]", markAdd: " + ", markFolded: " + ", markOpened: " - ", markToday: " = ", markReached: "[x]",
	markGoal: " o ", markStart: " o ", markChosen: "[x]", markRail: " | ",
}

var unicodeMarks = map[mark]string{
	markNone: " ", markDone: "✓", markToDo: "○", markPassed: "◌", markResting: "–", markLetGo: "·",
	markMajor: "★", markAdd: "+", markFolded: "▸", markOpened: "▾", markToday: "┿", markReached: "●",
	markGoal: "◎", markStart: "◦", markChosen: "✓", markRail: "│",
}

func (l look) style(r role, s string) string { return l.styles[r].Render(s) }

func (l look) mark(m mark) string { return l.marks[m] }

// markWidth is the cells a mark takes.
func (l look) markWidth() int {
	if l.unicode {
		return 1
	}
	return 3
}

// focusMark stands in column 1 of the row that has the focus.
func (l look) focusMark() string {
	if l.unicode {
		return "▌"
	}
	return ">"
}

// crumb joins the parts of where a person is.
func (l look) crumb(trail []string) string {
	if l.unicode {
		return strings.Join(trail, "  ›  ")
	}
	return strings.Join(trail, "  >  ")
}

// quote sets one of the five questions in the marks it is printed with.
func (l look) quote(s string) string {
	if l.unicode {
		return "“" + strings.ReplaceAll(s, "'", "’") + "”"
	}
	return `"` + s + `"`
}

// line is a horizontal rule of n cells.
func (l look) line(n int) string {
	if l.unicode {
		return strings.Repeat("─", max(0, n))
	}
	return strings.Repeat("-", max(0, n))
}

// progress draws the bar in width cells. It is full only when all is done, and
// begun as soon as one is.
func (l look) progress(p model.Progress, width int) string {
	open, shut := "", ""
	if !l.unicode {
		open, shut = "[", "]"
		width -= 2
	}
	cells := math.Floor(p.Fraction() * float64(width))
	if p.Reached > 0 {
		cells = max(cells, 1)
	}
	l.bar.SetWidth(max(1, width))
	return open + l.bar.ViewAs(cells/float64(max(1, width))) + shut
}

// milestoneMark is the sign of a milestone in a checklist.
func milestoneMark(m model.Milestone, start, today model.Day) mark {
	switch {
	case m.State == model.Reached:
		return markDone
	case m.State == model.Resting:
		return markResting
	case m.State == model.LetGo:
		return markLetGo
	case m.DatePassed(start, today):
		return markPassed
	case m.Major:
		return markMajor
	}
	return markToDo
}

// showsUnicode tells from the environment whether the terminal shows more than
// ASCII: a locale that was set to something else than UTF-8 does not; none at
// all says nothing against it.
func showsUnicode(env func(string) string) bool {
	if t := env("TERM"); t == "linux" || t == "vt100" || t == "vt220" {
		return false
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := strings.ToLower(env(name)); v != "" {
			return runtime.GOOS == "windows" || strings.Contains(v, "utf-8") || strings.Contains(v, "utf8")
		}
	}
	return true
}
