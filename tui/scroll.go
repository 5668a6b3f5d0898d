package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// scroll returns the first body line to show so that the focused item is in
// sight, moving as little as it can. With the first row in focus what stands
// above it shows too, and with the last what stands below.
func (c *canvas) scroll(top, room int) int {
	if len(c.lines) <= room {
		return 0
	}
	if room > 1 {
		room-- // the last line says where we are
	}
	first, last := c.span(c.focus)
	rows := c.page.focusables()
	switch {
	case len(rows) == 0:
		return max(0, min(top, len(c.lines)-room))
	case c.focus == rows[0] && last < room:
		return 0
	case c.focus == rows[len(rows)-1] && len(c.lines)-first <= room:
		return len(c.lines) - room
	}
	if last = max(last, c.cursor.y); last >= top+room {
		top = last - room + 1
	}
	top = min(top, first)
	if c.cursor.y >= top+room { // typed words taller than the window
		top = c.cursor.y - room + 1
	}
	return max(0, min(top, len(c.lines)-room))
}

// span returns the first and last body line of an item, with the heading right
// above it.
func (c *canvas) span(i int) (first, last int) {
	first, last = -1, 0
	for n, l := range c.lines {
		if l.item == i {
			if first < 0 {
				first = n
			}
			last = n
		}
	}
	if first < 0 {
		return 0, 0
	}
	if first > 0 && c.page.items[c.lines[first-1].item].kind == headItem {
		first--
	}
	return first, last
}

// window cuts the body lines from top to fill room lines; when some are left
// out the last line says so.
func (c *canvas) window(top, room int) []string {
	out := make([]string, 0, room)
	over := len(c.lines) > room
	if over && room > 1 {
		room--
	}
	for n := top; n < top+room; n++ {
		if n < len(c.lines) {
			out = append(out, c.lines[n].text)
		} else {
			out = append(out, "")
		}
	}
	if over && cap(out) > room {
		out = append(out, strings.Repeat(" ", c.margin())+c.where(top, room))
	}
	return out
}

// where says what is out of sight, in as many words as fit: "Line 3 of 11.
// More below."
func (c *canvas) where(top, room int) string {
	at := ""
	rows := c.page.focusables()
	for n, i := range rows {
		if i == c.focus && len(rows) > 1 {
			at = fmt.Sprintf("Line %d of %d.", n+1, len(rows))
		}
	}
	more := "More above and below."
	switch above, below := top > 0, top+room < len(c.lines); {
	case above && !below:
		more = "More above."
	case below && !above:
		more = "More below."
	}
	for _, s := range []string{at + " " + more, at + " More.", at} {
		if s = strings.TrimSpace(s); ansi.StringWidth(s) <= c.w-c.margin() {
			return s
		}
	}
	return ""
}

// foot draws the message line and the keys that work now.
func (c *canvas) foot(note string) []string {
	indent := strings.Repeat(" ", c.margin())
	width := c.w - 2*c.margin()
	var lines []string
	if c.h >= 22 {
		lines = append(lines, "")
	}
	if note != "" || c.h >= 12 {
		for _, s := range wrap(note, width, max(1, c.h/6)) {
			lines = append(lines, indent+c.look.style(roleStrong, s))
		}
	}
	rows := 1
	if !c.wide() {
		rows = 2
	}
	if c.h < 8 {
		rows = 1
	}
	for _, s := range c.hintLines(width, rows) {
		lines = append(lines, indent+s)
	}
	return lines
}

// hintLines sets the hints in so many rows, leaving out the least needed ones
// that do not fit. They come most needed first; the last two, help and Esc,
// and the first, stay longest.
func (c *canvas) hintLines(width, rows int) []string {
	hints := c.hints()
	for {
		lines := c.setHints(hints, width)
		if len(lines) <= rows || len(hints) <= 1 {
			return lines
		}
		drop := len(hints) - 3
		if drop < 0 {
			drop = 0
		}
		hints = append(hints[:drop:drop], hints[drop+1:]...)
	}
}

func (c *canvas) setHints(hints []hint, width int) []string {
	var lines []string
	line, used := "", 0
	for _, h := range hints {
		n := ansi.StringWidth(h.key) + 1 + ansi.StringWidth(h.word)
		if used > 0 && used+3+n > width {
			lines = append(lines, line)
			line, used = "", 0
		}
		if used > 0 {
			line += "   "
			used += 3
		}
		line += c.look.style(roleStrong, h.key) + " " + h.word
		used += n
	}
	return append(lines, line)
}

// hints lists the keys that work now, from the focused item and the page, most
// needed first.
func (c *canvas) hints() []hint {
	var list []hint
	arrows, sides := "Up/Down", "Left/Right"
	if c.look.unicode {
		arrows, sides = "↑↓", "←→"
	}
	if len(c.page.focusables()) > 1 {
		list = append(list, hint{arrows, "Move"})
	}
	help := "?"
	if c.focus >= 0 {
		it := c.page.items[c.focus]
		for _, h := range []hint{{"Enter", it.enter}, {"Space", it.space}, {sides, it.sides}} {
			if h.word != "" {
				list = append(list, h)
			}
		}
		if it.kind == fieldItem {
			help = "F1"
		}
	}
	if c.focus < 0 || c.page.items[c.focus].kind != fieldItem {
		list = append(list, c.page.keys...)
	}
	list = append(list, hint{help, "Help"})
	if c.page.esc != "" {
		list = append(list, hint{"Esc", c.page.esc})
	}
	return list
}
