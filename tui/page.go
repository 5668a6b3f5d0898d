package tui

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"waymark/model"
)

// page is what a screen shows: where we are, the one fact that matters, and
// one column of items. It is plain data; layout.go draws it.
type page struct {
	whose    string          // whose record this is, before where I am
	trail    []string        // where I am: "Walk to the park and back", "Timeline"
	bar      *model.Progress // drawn before the fact
	fact     string          // the one fact that matters
	items    []item
	actions  []action // what can be done here, beside what the rows are for
	everyday bool     // the letters that hold on everyday screens work here too
	esc      string   // what Esc does: "Back", "Stop and keep"
	next     string   // what PgDn does, where it and PgUp lead to other screens
	reads    bool     // it is read more than gone through: its rows are not counted
	entry    string   // the field that takes what is typed while a row has the focus, if there is one
	sides    string   // what Left and Right do on every row

	told model.Right // what is said once, for all its rows, to be switched off

	aside   []item // a second column, where there is room; nothing in it is only there
	asideAt int    // the place of its item that stays in sight
}

// action is something that can be done on a screen: from its row, by its
// letter, and from More.
type action struct {
	id    string // handed to the screen as Enter on a row of that name
	key   string // its letter, if it has one
	word  string // for the footer, if it stands there
	text  string // its row
	also  string // further words by which More finds it
	found string // of a row that quotes something: the words of its own by which More finds it
	does  string // for the footer when the row has the focus: "Open", "Change"

	needs model.Right // what it takes
}

// words are those of the row itself, without what it quotes.
func (a action) words() string { return cmp.Or(a.found, a.text) }

// hint is a key and the word for what it does now.
type hint struct{ key, word string }

type itemKind int

const (
	textItem  itemKind = iota // words that are only read
	headItem                  // a group's heading
	rowItem                   // a row that takes the focus
	fieldItem                 // a row of typed words
)

// item is one paragraph, row or field of a page.
type item struct {
	kind   itemKind
	id     string // of rows and fields: what the focus holds on to
	indent int    // cells further in
	mark   mark
	number int    // of numbered choices, 1 to 9
	lead   string // a column between mark and words: a day, a place in a list
	leadW  int    // its width in cells
	label  string // names the value: "When?"
	labelW int    // width of the labels of a group
	text   string
	facts  string // said after the text, or below it where there is no room
	role   role
	bar    *model.Progress
	barW   int      // in the lead column: the bar's cells; 0 draws it below the words
	below  []string // further lines of the row
	drawn  []string // of text: lines of a picture, shown as they are
	multi  bool     // of fields: holds several lines
	blank  string   // of fields: what an empty one shows
	offer  bool     // of fields: the text is offered, and what is typed takes its place
	wrong  string   // of fields: what is wrong with what was typed

	called string // what More calls the row, where that is neither its label nor its text

	enter string // what Enter does here, for the footer; "" when it does nothing
	space string
	says  bool   // Space only says why it does nothing here
	sides string // what Left and Right do

	needs      model.Right // what Enter, Space, typing, Left and Right take
	spaceNeeds model.Right // what Space takes beside that
}

// blankLine reports whether the item is nothing but a blank line.
func (it item) blankLine() bool {
	return it.kind == textItem && it.text == "" && it.bar == nil && it.drawn == nil
}

func (it item) focusable() bool { return it.kind == rowItem || it.kind == fieldItem }

// numbered reports whether a key is the digit of a numbered row.
func (it item) numbered(key string) bool { return it.number > 0 && key == strconv.Itoa(it.number) }

// numbered reports whether a key is the digit of one of its rows.
func (p page) numbered(key string) bool {
	return slices.ContainsFunc(p.items, func(it item) bool { return it.numbered(key) })
}

// words are all that a row says, to be looked in.
func (it item) words() string {
	return strings.Join(append([]string{it.lead, it.label, it.text, it.facts}, it.below...), " ")
}

func (p *page) add(it item) { p.items = append(p.items, it) }

// gap adds a blank line, but not at the top and not a second one.
func (p *page) gap() {
	n := len(p.items)
	if n == 0 || p.items[n-1].blankLine() {
		return
	}
	p.add(item{})
}

func (p *page) text(s string) { p.add(item{text: s}) }

func (p *page) lines(list []string) {
	for _, s := range list {
		p.text(s)
	}
}

// atOnce is how many lines of a long text one row of it holds, so that the
// whole of it can be gone through.
const atOnce = 5

// reading adds lines that are only read. Rows of a few lines each take the
// focus, for lines that do not may be out of reach below the window.
func (p *page) reading(id string, indent int, list []string) {
	p.reads = true
	for n := 0; n < len(list); n += atOnce {
		some := list[n:min(n+atOnce, len(list))]
		p.add(item{kind: rowItem, id: rowID(id, int64(n+1)), indent: indent, text: some[0], below: some[1:]})
	}
}

func (p *page) strong(s string) { p.add(item{text: s, role: roleStrong}) }

func (p *page) heading(s string) { p.add(item{kind: headItem, text: s, role: roleStrong}) }

// choice adds a numbered row.
func (p *page) choice(id, text, facts string) {
	n := 1
	for _, it := range p.items {
		if it.number >= n {
			n = it.number + 1
		}
	}
	p.add(item{kind: rowItem, id: id, number: n, text: text, facts: facts, enter: "Choose"})
}

// digit is the number of the nth row of a list that is numbered on through a
// page, or 0: only nine rows have a key.
func digit(n int) int {
	if n > 9 {
		return 0
	}
	return n
}

// row adds a row that opens or does something.
func (p *page) row(id, text, enter string) {
	p.add(item{kind: rowItem, id: id, text: text, enter: enter})
}

// offer adds an action with a row of its own.
func (p *page) offer(a action) {
	p.row(a.id, a.text, a.does)
	p.needs(a.needs)
	p.also(a)
}

// also adds an action that stands in More only, or whose row is there already.
func (p *page) also(list ...action) { p.actions = append(slices.Clip(p.actions), list...) }

// tail ends an everyday page: what else can be done here, and the way back.
func (p *page) tail() {
	p.gap()
	p.row(doMore, "More", "Open")
	p.row("back", "Back", "Back")
}

// find returns the place of the item with that id, or -1.
func (p page) find(id string) int {
	for i, it := range p.items {
		if it.focusable() && it.id == id {
			return i
		}
	}
	return -1
}

// focusables lists the places of the items that take the focus.
func (p page) focusables() []int {
	var list []int
	for i, it := range p.items {
		if it.focusable() {
			list = append(list, i)
		}
	}
	return list
}
