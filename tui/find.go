package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"waymark/model"
)

// The rows that find puts on a screen.
const (
	findField = "@find"
	findAll   = "@all"
)

// mostFound is how many rows find shows at once.
const mostFound = 100

// narrowed is a page with only those rows that hold what was typed into the
// field above them.
func narrowed(s screen, p page, typed string) page {
	finder := model.NewFinder(typed)
	rows, all := matches(s, p, finder)
	out := page{trail: p.trail, bar: p.bar, fact: p.fact, actions: p.actions, everyday: p.everyday, esc: "Show all"}
	out.add(item{kind: fieldItem, id: findField, label: "Find:", labelW: 5, text: typed, blank: "(a word, or part of one)", enter: "Go to it"})
	switch {
	case finder.Blank():
		out.text("Type to narrow the list.")
	case all == 0:
		out.text("Nothing here holds " + model.Quote(short(strings.TrimSpace(typed))) + ".")
	default:
		out.text(model.Count(all, "line") + ".")
	}
	out.gap()
	out.items = append(out.items, rows...)
	if all > len(rows) {
		out.text(fmt.Sprintf("And %d more. Type more to narrow the list.", all-len(rows)))
	}
	out.gap()
	out.row(findAll, "Show everything again", "Show all")
	return out
}

// matches are the rows of a screen that fit: those it finds itself or, on a
// screen that shows all it has, those of its page.
func matches(s screen, p page, f model.Finder) ([]item, int) {
	if own, ok := s.(searched); ok && !f.Blank() {
		return own.found(f, mostFound)
	}
	var rows []item
	for _, it := range p.items {
		if it.kind == rowItem && !strings.HasPrefix(it.id, "@") && it.id != "back" {
			rows = append(rows, it)
		}
	}
	rows = model.Found(rows, f, func(it item) string { return model.Fold(it.words()) })
	return rows[:min(len(rows), mostFound)], len(rows)
}

// lookFor begins to look for something on the screen on top.
func (a *app) lookFor() tea.Cmd {
	f := a.top()
	begin := func() {
		if f.find == nil {
			f.find, f.before = new(string), f.focus
		}
		a.note = ""
		a.move(findField)
	}
	s, ok := f.screen.(searched)
	if !ok || s.gather() == nil {
		begin()
		return nil
	}
	return a.request(s.gather(), func(msg answer) tea.Cmd {
		cmd := a.apply(f.screen.receive(msg.value, msg.err))
		if msg.err == nil {
			begin()
		}
		return cmd
	})
}

// showAll ends it; the focus stays on its row where it can.
func (a *app) showAll() {
	f := a.top()
	f.find = nil
	if f.focus == findField || f.focus == findAll {
		f.focus, f.field = f.before, nil
	}
	a.note = ""
	a.settle(f)
}

// foundEnter is Enter in the field: it goes to the first match, and opens the
// only one.
func (a *app) foundEnter(f *frame) tea.Cmd {
	var rows []int
	for _, i := range f.page.focusables() {
		if id := f.page.items[i].id; id != findField && id != findAll {
			rows = append(rows, i)
		}
	}
	if len(rows) == 0 || strings.TrimSpace(*f.find) == "" {
		return nil
	}
	a.move(f.page.items[rows[0]].id)
	if len(rows) == 1 {
		return a.act(f, enter)
	}
	return nil
}
