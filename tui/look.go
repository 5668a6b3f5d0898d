package tui

import (
	"image/color"
	"math"
	"regexp"
	"runtime"
	"strings"

	"charm.land/bubbles/v2/progress"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

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
	markEarlier // done once, and open again since
	markPlan    // a change of plan
	markKeep    // the end of something to keep in mind
	markGoal
	markStart
	markChosen
	markRail
	markPerson
	markCopy
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

// terminal is what the terminal can do, as far as it is known.
type terminal struct {
	unicode bool        // the locale has more than ASCII
	noColor bool        // NO_COLOR is set
	known   bool        // it told its background
	dark    bool        // which is dark
	cells   ansi.Method // how it counts the cells of letters
}

// look is how Waymark draws: one value made of what the terminal can do and of
// what the person chose, rebuilt when either changes.
type look struct {
	unicode bool
	cells   ansi.Method
	styles  map[role]lipgloss.Style
	marks   map[mark]string
	roles   map[mark]role
	bar     progress.Model
	paint   string // with high contrast: the sequence that sets the letters and the ground
}

// newLook makes the look. Without hues only bold is used, which reads on any
// background; hues come in when the background is known.
func newLook(t terminal, c choices) look {
	l := look{unicode: t.unicode, cells: t.cells, marks: asciiMarks, roles: map[mark]role{
		markDone: roleDone, markReached: roleDone, markMajor: roleMajor, markChosen: roleDone, markGoal: roleMajor,
		markToday: roleAccent,
	}}
	switch c.of(choiceMarks) {
	case marksSigns:
		l.unicode = true
	case marksLetters:
		l.unicode = false
	}
	full, empty := '#', '.'
	if l.unicode {
		l.marks, full, empty = unicodeMarks, '█', '░'
	}
	none := lipgloss.NewStyle()
	bold := none.Bold(true)
	l.styles = map[role]lipgloss.Style{
		rolePlain: none, roleStrong: bold, roleFocus: bold, roleDone: none, roleMajor: bold, roleAccent: bold,
		roleProblem: bold,
	}
	fill := color.Color(lipgloss.NoColor{})
	switch chosen := c.of(choiceLook); {
	case t.noColor || chosen == lookPlain:
	case chosen == lookWhite || chosen == lookBlack:
		fill = l.contrast(chosen == lookWhite)
	case t.known:
		fill = l.hues(t.dark)
	}
	l.bar = progress.New(progress.WithoutPercentage(), progress.WithFillCharacters(full, empty), progress.WithColors(fill))
	l.bar.EmptyColor = fill
	return l
}

// hues adds a little colour, of the hues that read on such a background, and
// returns that of bars.
func (l *look) hues(dark bool) color.Color {
	accent, done, major := lipgloss.Blue, lipgloss.Blue, lipgloss.Magenta
	if dark {
		accent, done, major = lipgloss.Cyan, lipgloss.Green, lipgloss.Cyan
	}
	bold := l.styles[roleStrong]
	l.styles[roleAccent] = bold.Foreground(accent)
	l.styles[roleDone] = lipgloss.NewStyle().Foreground(done)
	l.styles[roleMajor] = bold.Foreground(major)
	return accent
}

// contrast sets white letters on black or black ones on white, underlines the
// focus, and returns the colour of bars.
func (l *look) contrast(white bool) color.Color {
	letters, ground := lipgloss.Color("#ffffff"), lipgloss.Color("#000000")
	if !white {
		letters, ground = ground, letters
	}
	for r, s := range l.styles {
		s = s.Foreground(letters).Background(ground)
		if r == roleFocus {
			s = s.Underline(true)
		}
		l.styles[r] = s
	}
	l.paint = ansi.Style{}.ForegroundColor(letters).BackgroundColor(ground).String()
	return letters
}

// painted gives a whole line the letters and the ground of high contrast.
func (l look) painted(line string, width int) string {
	if l.paint == "" {
		return line
	}
	line = strings.ReplaceAll(line, ansi.ResetStyle, ansi.ResetStyle+l.paint)
	return l.paint + line + strings.Repeat(" ", max(0, width-l.width(line))) + ansi.ResetStyle
}

var asciiMarks = map[mark]string{
	markNone: "   ", markDone: "[x]", markToDo: "[ ]", markPassed: "[~]", markResting: "[-]", markLetGo: " - ",
	markMajor: "[*]", markAdd: " + ", markFolded: " + ", markOpened: " - ", markToday: " = ", markReached: "[x]",
	markEarlier: "(x)", markPlan: " > ", markKeep: " ! ", markGoal: " o ", markStart: " o ", markChosen: "[x]", markRail: " | ",
	markPerson: " - ",
	markCopy:   " - ",
}

var unicodeMarks = map[mark]string{
	markNone: " ", markDone: "✓", markToDo: "○", markPassed: "◌", markResting: "–", markLetGo: "·",
	markMajor: "★", markAdd: "+", markFolded: "▸", markOpened: "▾", markToday: "┿", markReached: "●",
	markEarlier: "◐", markPlan: "»", markKeep: "◇", markGoal: "◎", markStart: "◦", markChosen: "✓", markRail: "│",
	markPerson: "·",
	markCopy:   "·",
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

// width is the cells that a text takes on this terminal.
func (l look) width(s string) int {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return l.cells.StringWidth(s)
		}
	}
	return len(s)
}

// dateHyphen finds a day like 2026-11-23, which is not to be broken; unbroken
// stands for its hyphens meanwhile.
var dateHyphen = regexp.MustCompile(`(\d{4})-(\d\d)-(\d\d)`)

const unbroken = "\u2011"

// wrap breaks text at spaces into lines of at most width cells; most, when not
// 0, is how many lines it may take before it is cut.
func (l look) wrap(s string, width, most int) []string {
	if s == "" {
		return []string{""}
	}
	s = model.Clean(s, true) // names of folders, say: what the file holds is clean already
	joined := strings.Count(s, "-") > 1 && dateHyphen.MatchString(s) && !strings.Contains(s, unbroken)
	if joined {
		s = dateHyphen.ReplaceAllString(s, "$1"+unbroken+"$2"+unbroken+"$3")
	}
	s = l.cells.Wrap(s, max(1, width), "")
	if joined {
		s = strings.ReplaceAll(s, unbroken, "-")
	}
	lines := strings.Split(s, "\n")
	if most > 0 && len(lines) > most {
		lines = lines[:most]
		lines[most-1] = l.cells.Truncate(lines[most-1], max(1, width-3), "") + "..."
	}
	return lines
}

// cutTo cuts a line to a width. A cut may count letters that are joined to one
// as narrower than they are drawn, and is then made again.
func (l look) cutTo(line string, width int) string {
	out := l.cells.Truncate(line, width, "")
	for n := width; n > 0 && l.width(out) > width; {
		n -= l.width(out) - width
		out = l.cells.Truncate(line, max(0, n), "")
	}
	return out
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

// becomes stands between what was and what will be.
func (l look) becomes() string {
	if l.unicode {
		return " → "
	}
	return " -> "
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

// milestoneMark is the sign of a milestone of a goal in a checklist.
func milestoneMark(g model.Goal, m model.Milestone, today model.Day) mark {
	switch {
	case m.State == model.Reached:
		return markDone
	case m.State == model.Resting:
		return markResting
	case m.State == model.LetGo:
		return markLetGo
	case g.DatePassed(m, today):
		return markPassed
	case m.Major:
		return markMajor
	}
	return markToDo
}

// terminalOf tells from the environment what the terminal can do. A locale that
// was set to something else than UTF-8 shows ASCII only; none at all says
// nothing against more.
func terminalOf(env func(string) string) terminal {
	t := terminal{unicode: true, noColor: env("NO_COLOR") != "", cells: ansi.WcWidth}
	if name := env("TERM"); name == "linux" || name == "vt100" || name == "vt220" {
		t.unicode = false
		return t
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := strings.ToLower(env(name)); v != "" {
			t.unicode = runtime.GOOS == "windows" || strings.Contains(v, "utf-8") || strings.Contains(v, "utf8")
			return t
		}
	}
	return t
}
