package tui

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// block draws one item, and tells where in it the cursor stands when it has the
// focus.
func (c *canvas) block(i int) []string {
	it := c.page.items[i]
	switch it.kind {
	case headItem:
		return c.paragraph(c.margin(), it.text, roleStrong)
	case rowItem:
		if c.page.items[i].drawn != nil {
			return c.picture(i)
		}
		return c.row(i)
	case fieldItem:
		return c.typed(i)
	}
	return c.words(i)
}

// short reports whether an item is sure to take one line, so that it need not
// be drawn to know: no letter is wider than two cells.
func (c *canvas) short(i int) bool {
	it := c.page.items[i]
	if it.kind == fieldItem || it.drawn != nil || it.bar != nil && it.barW == 0 || len(it.below) > 0 || strings.Contains(it.text, "\n") {
		return false
	}
	if it.facts != "" && !c.wide() {
		return false
	}
	cells := atMost(it.label) + it.labelW + atMost(it.text) + atMost(it.facts)
	return cells <= min(c.w-c.startOf(i)-c.margin(), textMax)
}

// atMost is a number of cells that a text does not exceed, with the space that
// parts it from what comes next.
func atMost(s string) int {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return 2*utf8.RuneCountInString(s) + 3
		}
	}
	return len(s) + 3
}

// startOf is the column in which an item's words begin.
func (c *canvas) startOf(i int) int {
	it := c.page.items[i]
	if it.kind == headItem {
		return c.margin()
	}
	x := c.margin() + 2 + c.inset(it.indent)
	switch {
	case it.number > 0 && c.letters, it.mark != markNone:
		x += c.look.markWidth() + c.behindMark()
	}
	return x + it.leadW
}

// behindMark is the space between a mark and the words.
func (c *canvas) behindMark() int {
	if c.wide() && c.look.unicode {
		return 2
	}
	return 1
}

// inset narrows an indent where there is little room.
func (c *canvas) inset(n int) int {
	if c.wide() || n == 0 {
		return n
	}
	return (n + 1) / 2
}

// words draws text that is only read, at its indent and behind its mark.
func (c *canvas) words(i int) []string {
	it := c.page.items[i]
	if it.drawn != nil {
		return c.picture(i)
	}
	if it.bar != nil {
		return c.under(i, c.margin()+c.inset(it.indent))
	}
	if it.mark == markNone && it.lead == "" && it.facts == "" {
		return c.paragraph(c.margin()+c.inset(it.indent), it.text, it.role)
	}
	return c.row(i)
}

// picture shows lines as they are drawn, behind the mark where it is a row.
func (c *canvas) picture(i int) []string {
	it, blank := c.page.items[i], strings.Repeat(" ", c.margin())
	if it.kind == rowItem {
		if c.focus == i {
			first := it.drawn[0]
			c.cursor = place{c.margin() + 2 + len(first) - len(strings.TrimLeft(first, " ")), 0}
		}
		blank += "  "
	}
	var lines []string
	for n, s := range it.drawn {
		switch {
		case n == 0 && c.focus == i:
			s = blank[2:] + c.look.style(roleAccent, c.look.focusMark()) + " " + s
		default:
			s = blank + s
		}
		lines = append(lines, s)
	}
	return lines
}

func (c *canvas) paragraph(x int, s string, r role) []string {
	indent := strings.Repeat(" ", x)
	var lines []string
	for _, line := range c.look.wrap(s, min(c.w-x-c.margin(), textMax), 0) {
		if line != "" {
			line = indent + c.look.style(r, line)
		}
		lines = append(lines, line)
	}
	return lines
}

// row draws the mark, the lead column and the words of a row.
func (c *canvas) row(i int) []string {
	it := c.page.items[i]
	prefix, x := c.prefix(i)
	said, r := it.text, it.role
	if c.focus == i {
		r = roleFocus
		c.cursor = place{x, 0}
	}
	if it.label != "" {
		said = c.label(it) + said
	}
	lines := c.styled(said, it.facts, r, min(c.w-x-c.margin(), textMax))
	blank := strings.Repeat(" ", x)
	for n := range lines {
		if n == 0 {
			lines[n] = prefix + lines[n]
		} else {
			lines[n] = blank + lines[n]
		}
	}
	return append(lines, c.under(i, x)...)
}

// label is a label with the space behind it: a column where there is room, a
// colon where there is not.
func (c *canvas) label(it item) string {
	switch {
	case c.wide():
		return it.label + strings.Repeat(" ", max(1, it.labelW-c.look.width(it.label)+2))
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
		for _, s := range c.look.wrap(said, width, 0) {
			lines = append(lines, c.look.style(r, s))
		}
		if facts != "" {
			lines = append(lines, c.look.wrap(facts, width, 0)...)
		}
		return lines
	}
	left := said
	for _, s := range c.look.wrap(said+" "+facts, width, 0) {
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
func (c *canvas) under(i, x int) []string {
	it := c.page.items[i]
	blank := strings.Repeat(" ", x)
	var lines []string
	if it.bar != nil && it.barW == 0 {
		width := 20
		said := it.bar.String()
		if c.w-x < width+3+c.look.width(said) {
			width = 10
		}
		lines = append(lines, blank+c.look.progress(*it.bar, width)+"  "+said)
	}
	for _, s := range it.below {
		for _, line := range c.look.wrap(s, min(c.w-x-c.margin(), textMax), 0) {
			lines = append(lines, blank+line)
		}
	}
	return lines
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
	b.WriteString(strings.Repeat(" ", 1+c.inset(it.indent)))
	space := c.behindMark()
	switch {
	case it.number > 0 && c.letters:
		side := c.look.markWidth() / 2
		b.WriteString(fmt.Sprintf("%*d%*s", side+1, it.number, side+space, ""))
	case it.mark != markNone:
		b.WriteString(c.look.style(c.look.roles[it.mark], c.look.mark(it.mark)) + strings.Repeat(" ", space))
	}
	if it.leadW > 0 {
		lead, width := it.lead, c.look.width(it.lead)
		if it.barW > 0 && it.bar != nil {
			lead, width = c.look.progress(*it.bar, it.barW)+"  "+lead, width+it.barW+2
		}
		b.WriteString(lead + strings.Repeat(" ", max(0, it.leadW-width)))
	}
	return b.String(), c.startOf(i)
}

// markAt are the cells of an item's mark on its first line.
func (c *canvas) markAt(i int) [2]int {
	it := c.page.items[i]
	x := c.margin() + 2 + c.inset(it.indent)
	if it.mark == markNone || it.number > 0 && c.letters {
		return [2]int{x, x}
	}
	return [2]int{x, x + c.look.markWidth()}
}

// typed draws a field: its label, the words in it, and what is wrong with them.
func (c *canvas) typed(i int) []string {
	it := c.page.items[i]
	prefix, x := c.prefix(i)
	var out []string
	if it.label != "" {
		label := c.label(it)
		prefix += label
		x += c.look.width(label)
		if c.w-x < 16 {
			out = append(out, prefix)
			x, prefix = c.margin()+4, ""
		}
	}
	blank := strings.Repeat(" ", x)
	width := max(1, min(c.w-x-c.margin(), textMax))
	lines := c.look.wrap(it.text, width, 0)
	if it.text == "" && it.blank != "" {
		lines = c.look.wrap(it.blank, width, 0)
	}
	if c.focus == i && c.field != nil {
		var at place
		lines, at = c.field.view(width, c.h)
		c.cursor = place{x + at.x, len(out) + at.y}
	}
	beside := blank
	if c.focus == i { // the mark runs along all lines of the words
		beside = strings.Repeat(" ", c.margin()) + c.look.style(roleAccent, c.look.focusMark()) + strings.Repeat(" ", x-c.margin()-1)
	}
	for n, s := range lines {
		if n == 0 && prefix != "" {
			out = append(out, prefix+s)
		} else {
			out = append(out, beside+s)
		}
	}
	for _, s := range it.below {
		for _, line := range c.look.wrap(s, width, 0) {
			out = append(out, blank+line)
		}
	}
	for _, s := range c.look.wrap(it.wrong, width, 0) {
		if s != "" {
			out = append(out, blank+c.look.style(roleProblem, s))
		}
	}
	return out
}
