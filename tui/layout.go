package tui

import "strings"

// The widths at which the layout changes, and the widest a paragraph gets.
const (
	wideFrom  = 60
	asideFrom = 100
	textMax   = 76
)

// place is where something stands on the screen, in cells from its top left.
type place struct{ x, y int }

// drawn is a page laid out for a window.
type drawn struct {
	lines  []string
	cursor place
	top    int   // the first body line shown, to scroll from next time
	rows   []hit // what stands on each line, for the mouse
	column int   // the width of the column that they stand in

	starts, heights []int // of the page's items, in body lines
	room            int   // how many body lines show
}

// hit is what a line of the screen belongs to.
type hit struct {
	item  int // its place in the page, or -1
	first bool
	mark  [2]int // the cells of its mark, from and behind; none when they are equal
}

// canvas lays out one page. It holds what the drawing functions share.
type canvas struct {
	look    look
	w, h    int // of the window; of a column, its width
	page    page
	focus   int // place of the focused item, or -1
	field   *field
	letters bool // letters and digits work as keys

	heights []int // of each item, in lines
	starts  []int // the first body line of each item
	total   int   // body lines
	cursor  place // in the body
}

// window is what a page is laid out for.
type window struct {
	w, h    int
	letters bool   // letters and digits work as keys
	focus   string // the row that has the focus
	field   *field
	note    string // the message line
	top     int    // the first body line shown so far
}

// draw lays out a page for a window.
func draw(l look, p page, win window) drawn {
	c := &canvas{look: l, w: win.w, h: win.h, page: p, focus: p.find(win.focus), field: win.field, letters: win.letters}
	head := c.head()
	foot := c.foot(win.note)
	room := c.h - len(head) - len(foot)
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
		room = max(1, c.h-len(foot))
	}
	out := c.body(win.top, room)
	out.lines = append(append(head, out.lines...), foot...)
	out.rows = append(make([]hit, len(head), len(out.lines)), out.rows...)
	for i := range head {
		out.rows[i].item = -1
	}
	out.cursor.y += len(head)
	if len(out.lines) > c.h {
		out.lines = out.lines[:max(0, c.h)]
	}
	for i, line := range out.lines {
		out.lines[i] = l.painted(l.cutTo(line, c.w), c.w)
	}
	out.cursor.x = min(max(0, out.cursor.x), max(0, c.w-1))
	out.cursor.y = min(max(0, out.cursor.y), max(0, c.h-1))
	return out
}

// body draws the middle of the screen in so many lines: one column, or two
// where there is room and something to show beside it.
func (c *canvas) body(top, room int) drawn {
	if len(c.page.aside) == 0 {
		return c.column(top, room)
	}
	left := *c
	left.w = min(max(wideFrom, c.w*11/20), textMax+4)
	out := left.column(top, room)
	beside := canvas{look: c.look, w: c.w - left.w - 2, h: c.h, page: page{items: c.page.aside}, focus: -1}
	for i, line := range beside.around(c.page.asideAt, room) {
		pad := strings.Repeat(" ", max(1, left.w-c.look.width(out.lines[i])+1))
		out.lines[i] += pad + line
	}
	return out
}

// column draws the items in one column. Only those in sight are drawn.
func (c *canvas) column(top, room int) drawn {
	c.measure()
	top = c.scroll(top, room)
	out := c.shown(top, room)
	out.top, out.column, out.starts, out.heights, out.room = top, c.w, c.starts, c.heights, room
	out.cursor = place{c.cursor.x, c.cursor.y - top}
	return out
}

// around draws a column so that an item stands in its upper third.
func (c *canvas) around(item, room int) []string {
	c.measure()
	top := 0
	for i := 0; i <= item && i < len(c.starts); i++ { // from the beginning of an item
		if want := min(c.starts[item]-room/3, c.total-room); c.starts[i] <= max(0, want) {
			top = c.starts[i]
		}
	}
	var lines []string
	for i := range c.page.items {
		if c.starts[i]+c.heights[i] <= top || c.starts[i] >= top+room {
			continue
		}
		for n, line := range c.block(i) {
			if at := c.starts[i] + n; at >= top && at < top+room {
				lines = append(lines, line)
			}
		}
	}
	if c.total > top+room && room > 1 {
		lines[room-1] = strings.Repeat(" ", c.margin()) + "More below."
	}
	return lines
}

// measure finds out how many lines each item takes, and where the cursor stands.
func (c *canvas) measure() {
	c.heights, c.starts, c.total = make([]int, len(c.page.items)), make([]int, len(c.page.items)), 0
	for i := range c.page.items {
		c.starts[i] = c.total
		switch {
		case i == c.focus:
			n := len(c.block(i)) // which sets the cursor
			c.cursor.y += c.total
			c.heights[i] = n
		case c.short(i):
			c.heights[i] = 1
		default:
			c.heights[i] = len(c.block(i))
		}
		c.total += c.heights[i]
	}
}

func (c *canvas) wide() bool { return c.w >= wideFrom }

// margin is the blank column at the left.
func (c *canvas) margin() int {
	if c.wide() {
		return 1
	}
	return 0
}

// low reports whether the window has so few lines that blank ones, and the bar
// whose words stand beside it, are left out.
func (c *canvas) low() bool { return c.h < 16 }

// head is the screen's first lines: where we are, and the one fact.
func (c *canvas) head() []string {
	indent := strings.Repeat(" ", c.margin())
	width := c.w - 2*c.margin()
	var lines []string
	for _, s := range c.trail(width) {
		lines = append(lines, indent+c.look.style(roleStrong, s))
	}
	if c.wide() && c.h >= 18 && (c.page.fact != "" || c.page.bar != nil) {
		lines = append(lines, "")
	}
	switch {
	case c.page.bar != nil && !c.low():
		lines = append(lines, c.barLines(indent, width)...)
	case c.page.fact != "":
		for _, s := range c.look.wrap(c.page.fact, min(width, textMax), 3) {
			lines = append(lines, indent+c.look.style(roleStrong, s))
		}
	}
	if c.low() {
		return lines
	}
	return append(lines, "")
}

// trail says whose record this is and where we are. Where that takes too much
// room, the name of the screen stays longest and whose it is as long.
func (c *canvas) trail(width int) []string {
	where, most := c.page.trail, max(1, c.h/6)
	with := func(where []string) []string {
		if c.page.whose == "" {
			return where
		}
		whose := c.look.cells.Truncate(c.page.whose, max(16, width/3), "...")
		return append([]string{whose}, where...)
	}
	for len(where) > 1 && len(c.look.wrap(c.look.crumb(with(where)), width, 0)) > most {
		where = where[1:]
	}
	return c.look.wrap(c.look.crumb(with(where)), width, most)
}

// barLines draws the progress bar and the fact, side by side where they fit.
func (c *canvas) barLines(indent string, width int) []string {
	barW := 40
	beside := c.look.width(c.page.fact) + 2 + barW
	if c.wide() && beside <= width {
		return []string{indent + c.look.progress(*c.page.bar, barW) + "  " + c.look.style(roleStrong, c.page.fact)}
	}
	lines := []string{indent + c.look.progress(*c.page.bar, min(barW, width))}
	for _, s := range c.look.wrap(c.page.fact, width, 3) {
		lines = append(lines, indent+c.look.style(roleStrong, s))
	}
	return lines
}
