package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// The widths at which the layout changes, and the widest a paragraph gets.
const (
	wideFrom = 60
	textMax  = 76
)

// place is where something stands on the screen, in cells from its top left.
type place struct{ x, y int }

// drawn is a page laid out for a window.
type drawn struct {
	lines  []string
	cursor place
	top    int // the first body line shown, to scroll from next time
}

// bodyLine is one line of a page's middle, before scrolling.
type bodyLine struct {
	text string
	item int // which item it belongs to
}

// canvas lays out one page. It holds what the drawing functions share.
type canvas struct {
	look   look
	w, h   int
	page   page
	focus  int // place of the focused item, or -1
	field  *field
	lines  []bodyLine
	cursor place // in the body
}

// draw lays out a page for a window of w by h cells. note is the message line,
// top the first body line shown so far.
func draw(l look, p page, w, h int, focus string, f *field, note string, top int) drawn {
	c := &canvas{look: l, w: w, h: h, page: p, focus: p.find(focus), field: f}
	for i := range p.items {
		c.item(i)
	}
	head := c.head()
	foot := c.foot(note)
	room := h - len(head) - len(foot)
	for room < 3 && len(head) > 1 {
		head = head[:len(head)-1]
		room++
	}
	for room < 1 && len(foot) > 0 {
		foot = foot[:len(foot)-1]
		room++
	}
	if len(head) > 0 && room < 1 {
		head = nil
		room = max(1, h-len(foot))
	}
	top = c.scroll(top, room)
	out := drawn{top: top, cursor: place{c.cursor.x, len(head) + c.cursor.y - top}}
	body := c.window(top, room)
	out.lines = append(append(head, body...), foot...)
	if len(out.lines) > h {
		out.lines = out.lines[:max(0, h)]
	}
	for i, line := range out.lines {
		out.lines[i] = ansi.Truncate(line, w, "")
	}
	out.cursor.x = min(max(0, out.cursor.x), max(0, w-1))
	out.cursor.y = min(max(0, out.cursor.y), max(0, h-1))
	return out
}

func (c *canvas) wide() bool { return c.w >= wideFrom }

// margin is the blank column at the left.
func (c *canvas) margin() int {
	if c.wide() {
		return 1
	}
	return 0
}

// head is the screen's first lines: where we are, and the one fact.
func (c *canvas) head() []string {
	indent := strings.Repeat(" ", c.margin())
	width := c.w - 2*c.margin()
	var lines []string
	for _, s := range wrap(c.look.crumb(c.page.trail), width, max(1, c.h/6)) {
		lines = append(lines, indent+c.look.style(roleStrong, s))
	}
	if c.page.fact == "" && c.page.bar == nil {
		return append(lines, "")
	}
	if c.wide() && c.h >= 18 {
		lines = append(lines, "")
	}
	if c.page.bar != nil {
		lines = append(lines, c.barLines(indent, width)...)
	} else {
		for _, s := range wrap(c.page.fact, min(width, textMax), 3) {
			lines = append(lines, indent+c.look.style(roleStrong, s))
		}
	}
	return append(lines, "")
}

// barLines draws the progress bar and the fact, side by side where they fit.
func (c *canvas) barLines(indent string, width int) []string {
	barW := 40
	beside := ansi.StringWidth(c.page.fact) + 2 + barW
	if c.wide() && beside <= width {
		return []string{indent + c.look.progress(*c.page.bar, barW) + "  " + c.look.style(roleStrong, c.page.fact)}
	}
	lines := []string{indent + c.look.progress(*c.page.bar, min(barW, width))}
	for _, s := range wrap(c.page.fact, width, 3) {
		lines = append(lines, indent+c.look.style(roleStrong, s))
	}
	return lines
}

// item appends the lines of one item of the page.
func (c *canvas) item(i int) {
	it := c.page.items[i]
	switch it.kind {
	case headItem:
		c.paragraph(i, c.margin(), it.text, roleStrong)
	case rowItem:
		c.row(i)
	case fieldItem:
		c.typed(i)
	default:
		c.words(i)
	}
}

// words draws text that is only read, at its indent and behind its mark.
func (c *canvas) words(i int) {
	it := c.page.items[i]
	if it.bar != nil {
		c.under(i, c.margin()+c.inset(it.indent))
		return
	}
	if it.mark == markNone && it.lead == "" {
		c.paragraph(i, c.margin()+c.inset(it.indent), it.text, it.role)
		return
	}
	c.row(i)
}

// inset narrows an indent where there is little room.
func (c *canvas) inset(n int) int {
	if c.wide() || n == 0 {
		return n
	}
	return (n + 1) / 2
}

func (c *canvas) paragraph(i, x int, s string, r role) {
	indent := strings.Repeat(" ", x)
	for _, line := range wrap(s, min(c.w-x-c.margin(), textMax), 0) {
		if line == "" {
			c.put(i, "")
			continue
		}
		c.put(i, indent+c.look.style(r, line))
	}
}

func (c *canvas) put(i int, s string) { c.lines = append(c.lines, bodyLine{s, i}) }

// row draws the mark, the lead column and the words of a row.
func (c *canvas) row(i int) {
	it := c.page.items[i]
	prefix, x := c.prefix(i)
	said, r := it.text, it.role
	if c.focus == i {
		r = roleFocus
	}
	if it.label != "" {
		said = c.label(it) + said
	}
	width := min(c.w-x-c.margin(), textMax)
	lines := c.styled(said, it.facts, r, width)
	if c.focus == i {
		c.cursor = place{x, len(c.lines)}
	}
	blank := strings.Repeat(" ", x)
	for n, s := range lines {
		if n == 0 {
			c.put(i, prefix+s)
		} else {
			c.put(i, blank+s)
		}
	}
	c.under(i, x)
}

// label is a label with the space behind it: a column where there is room, a
// colon where there is not.
func (c *canvas) label(it item) string {
	switch {
	case c.wide():
		return it.label + strings.Repeat(" ", max(1, it.labelW-ansi.StringWidth(it.label)+2))
	case strings.HasSuffix(it.label, "?") || strings.HasSuffix(it.label, ":"):
		return it.label + " "
	}
	return it.label + ": "
}

// styled wraps a row's words and the facts behind them, or below them where
// there is little room. Only the words get the style: it tells them from the
// facts, and moving the focus changes few cells.
func (c *canvas) styled(said, facts string, r role, width int) []string {
	var lines []string
	if facts == "" || !c.wide() {
		for _, s := range wrap(said, width, 0) {
			lines = append(lines, c.look.style(r, s))
		}
		if facts != "" {
			lines = append(lines, wrap(facts, width, 0)...)
		}
		return lines
	}
	left := said
	for _, s := range wrap(said+" "+facts, width, 0) {
		n := min(len(left), len(s))
		if n > 0 {
			s = c.look.style(r, s[:n]) + s[n:]
		}
		left = strings.TrimLeft(left[n:], " ")
		lines = append(lines, s)
	}
	return lines
}

// under draws a row's bar and its further lines.
func (c *canvas) under(i, x int) {
	it := c.page.items[i]
	blank := strings.Repeat(" ", x)
	if it.bar != nil {
		width := 20
		said := it.bar.String()
		if c.w-x < width+3+ansi.StringWidth(said) {
			width = 10
		}
		c.put(i, blank+c.look.progress(*it.bar, width)+"  "+said)
	}
	for _, s := range it.below {
		for _, line := range wrap(s, min(c.w-x-c.margin(), textMax), 0) {
			c.put(i, blank+line)
		}
	}
}

// prefix draws what stands left of a row's words and returns where they begin.
func (c *canvas) prefix(i int) (string, int) {
	it := c.page.items[i]
	var b strings.Builder
	b.WriteString(strings.Repeat(" ", c.margin()))
	if c.focus == i {
		b.WriteString(c.look.style(roleAccent, c.look.focusMark()))
	} else {
		b.WriteByte(' ')
	}
	b.WriteByte(' ')
	x := c.margin() + 2 + c.inset(it.indent)
	b.WriteString(strings.Repeat(" ", c.inset(it.indent)))
	space := 1
	if c.wide() && c.look.unicode {
		space = 2
	}
	switch {
	case it.number > 0:
		b.WriteString(fmt.Sprintf("%d%*s", it.number, space, ""))
		x += 1 + space
	case it.mark != markNone:
		b.WriteString(c.look.style(c.look.roles[it.mark], c.look.mark(it.mark)) + strings.Repeat(" ", space))
		x += c.look.markWidth() + space
	}
	if it.leadW > 0 {
		b.WriteString(it.lead + strings.Repeat(" ", max(0, it.leadW-ansi.StringWidth(it.lead))))
		x += it.leadW
	}
	return b.String(), x
}

// typed draws a field: its label, the words in it, and what is wrong with them.
func (c *canvas) typed(i int) {
	it := c.page.items[i]
	prefix, x := c.prefix(i)
	if it.label != "" {
		label := c.label(it)
		prefix += label
		x += ansi.StringWidth(label)
		if c.w-x < 16 {
			c.put(i, prefix)
			x, prefix = c.margin()+4, ""
		}
	}
	blank := strings.Repeat(" ", x)
	width := max(1, min(c.w-x-c.margin(), textMax))
	lines := wrap(it.text, width, 0)
	if it.text == "" && it.blank != "" {
		lines = wrap(it.blank, width, 0)
	}
	if c.focus == i && c.field != nil {
		var at place
		lines, at = c.field.view(width, c.h)
		c.cursor = place{x + at.x, len(c.lines) + at.y}
	}
	beside := blank
	if c.focus == i { // the mark runs along all lines of the words
		beside = strings.Repeat(" ", c.margin()) + c.look.style(roleAccent, c.look.focusMark()) + strings.Repeat(" ", x-c.margin()-1)
	}
	for n, s := range lines {
		if n == 0 && prefix != "" {
			c.put(i, prefix+s)
		} else {
			c.put(i, beside+s)
		}
	}
	for _, s := range it.below {
		for _, line := range wrap(s, width, 0) {
			c.put(i, blank+line)
		}
	}
	for _, s := range wrap(it.wrong, width, 0) {
		if s != "" {
			c.put(i, blank+c.look.style(roleProblem, s))
		}
	}
}

// wrap breaks text at spaces into lines of at most width cells; most, when not
// 0, is how many lines it may take before it is cut.
func wrap(s string, width, most int) []string {
	if s == "" {
		return []string{""}
	}
	lines := strings.Split(ansi.Wrap(s, max(1, width), ""), "\n")
	if most > 0 && len(lines) > most {
		lines = lines[:most]
		lines[most-1] = ansi.Truncate(lines[most-1], max(1, width-1), "") + "…"
	}
	return lines
}
