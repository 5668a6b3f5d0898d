package tui

import (
	"cmp"
	"fmt"
	"strings"
)

// scroll returns the first body line to show so that the focused item is in
// sight, moving as little as it can. With the first row in focus what stands
// above it shows too, and with the last what stands below.
func (c *canvas) scroll(top, room int) int {
	if c.total <= room {
		return 0
	}
	if room > 1 {
		room-- // the last line says where we are
	}
	first, last := c.span(c.focus)
	rows := c.page.focusables()
	switch {
	case len(rows) == 0:
		return max(0, min(top, c.total-room))
	case c.focus == rows[0] && last < room:
		return 0
	case c.focus == rows[len(rows)-1] && c.total-first <= room:
		return c.total - room
	}
	if last = max(last, c.cursor.y, c.subRows(first, room)); last >= top+room {
		top = last - room + 1
	}
	top = min(top, first)
	if c.cursor.y >= top+room { // typed words taller than the window
		top = c.cursor.y - room + 1
	}
	return max(0, min(top, c.total-room))
}

// subRows is the last body line of the rows that settle what is typed in the
// focused field, as far as they fit in the window with it.
func (c *canvas) subRows(first, room int) int {
	last := 0
	for i := c.focus + 1; c.focus >= 0 && i < len(c.page.items); i++ {
		end := c.starts[i] + c.heights[i] - 1
		if !strings.HasPrefix(c.page.items[i].id, c.page.items[c.focus].id+"/") || end >= first+room {
			break
		}
		last = end
	}
	return last
}

// span returns the first and last body line of an item, with the heading right
// above it.
func (c *canvas) span(i int) (first, last int) {
	if i < 0 {
		return 0, 0
	}
	first, last = c.starts[i], c.starts[i]+c.heights[i]-1
	if i > 0 && c.page.items[i-1].kind == headItem {
		first -= c.heights[i-1]
	}
	return first, last
}

// shown draws the body lines from top on in room lines, and what each belongs
// to; when some are left out the last line says so.
func (c *canvas) shown(top, room int) drawn {
	over := c.total > room
	shown := room
	if over && room > 1 {
		shown--
	}
	out := drawn{lines: make([]string, shown, room), rows: make([]hit, shown, room)}
	for n := range out.rows {
		out.rows[n].item = -1
	}
	for i := range c.page.items {
		if c.starts[i]+c.heights[i] <= top || c.starts[i] >= top+shown {
			continue
		}
		cursor := c.cursor
		for n, line := range c.block(i) {
			if at := c.starts[i] + n - top; at >= 0 && at < shown {
				out.lines[at] = line
				out.rows[at] = hit{item: i, first: n == 0, mark: c.markAt(i)}
			}
		}
		c.cursor = cursor
	}
	if over && room > 1 {
		out.lines = append(out.lines, strings.Repeat(" ", c.margin())+c.where(top, shown))
		out.rows = append(out.rows, hit{item: -1})
	}
	return out
}

// where says what is out of sight, in as many words as fit: "Line 3 of 11.
// More below."
func (c *canvas) where(top, room int) string {
	at := ""
	rows := c.page.focusables()
	for n, i := range rows {
		if i == c.focus && len(rows) > 1 && !c.page.reads {
			at = fmt.Sprintf("Line %d of %d.", n+1, len(rows))
		}
	}
	more := "More above and below."
	switch above, below := top > 0, top+room < c.total; {
	case above && !below:
		more = "More above."
	case below && !above:
		more = "More below."
	}
	for _, s := range []string{at + " " + more, at + " More.", at} {
		if s = strings.TrimSpace(s); c.look.width(s) <= c.w-c.margin() {
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
		for _, s := range c.look.wrap(note, width, max(2, c.h/4)) {
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
		n := c.look.width(h.key) + 1 + c.look.width(h.word)
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
		for _, h := range []hint{{"Enter", it.enter}, {"Space", it.space}, {sides, cmp.Or(it.sides, c.page.sides)}} {
			if h.word != "" {
				list = append(list, h)
			}
		}
		if it.kind == fieldItem {
			help = "F1"
		}
	}
	if c.page.next != "" {
		list = append(list, hint{"PgDn", c.page.next})
	}
	if c.letters && c.page.entry == "" && (c.focus < 0 || c.page.items[c.focus].kind != fieldItem) {
		if c.page.everyday {
			list = append(list, hint{"m", "More"})
		}
		for _, a := range c.page.actions {
			if a.key != "" && a.word != "" {
				list = append(list, hint{a.key, a.word})
			}
		}
	}
	if !c.letters {
		help = "F1"
	}
	list = append(list, hint{help, "Help"})
	if c.page.esc != "" {
		list = append(list, hint{"Esc", c.page.esc})
	}
	return list
}
