package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"waymark/model"
)

// The rows that find puts on a screen.
const (
	findField = "@find-field"
	findAll   = "@find-end"
)

// mostFound is how many rows find shows at once.
const mostFound = 100

// narrowed is a page with only those rows that hold what was typed into the
// field above them.
func narrowed(s screen, p page, typed string, w int) page {
	finder := model.NewFinder(typed)
	rows, all := matches(s, p, finder, w)
	out := page{entry: findField, whose: p.whose, trail: p.trail, bar: p.bar, fact: p.fact, actions: p.actions, everyday: p.everyday, esc: "Show all"}
	out.add(item{kind: fieldItem, id: findField, label: "Find:", labelW: 5, text: typed, blank: "(a word, or part of one)", enter: map[bool]string{true: "Go to it"}[all > 0]})
	switch {
	case finder.Blank():
		out.text("Type to narrow the list.")
	case all == 0:
		out.text("Nothing in this list holds " + model.Quote(short(strings.TrimSpace(typed))) + ".")
	default:
		out.text(model.Count(all, "line") + ".")
	}
	out.gap()
	for _, it := range rows {
		it.sides = "" // what it changes is out of sight
		out.add(it)
	}
	if all > len(rows) {
		out.text(fmt.Sprintf("And %d more. Type more to narrow the list.", all-len(rows)))
	}
	out.gap()
	out.row(findAll, "Show everything again", "Show all")
	return out
}

// matches are the rows of a screen that fit: those it finds itself or, on a
// screen that shows all it has, those of its page.
func matches(s screen, p page, f model.Finder, w int) ([]item, int) {
	if own, ok := s.(searched); ok && !f.Blank() {
		return own.found(f, w, mostFound)
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
			f.before = f.focus
		}
		f.find = new(string)
		a.note = ""
		a.move(findField)
	}
	var more ask
	if s, ok := f.screen.(gatherer); ok {
		more = s.gather()
	}
	if more == nil {
		begin()
		return nil
	}
	return a.request(more, func(msg answer) tea.Cmd {
		cmd := a.apply(f.screen.receive(msg.value, msg.err))
		if msg.err == nil {
			begin()
		}
		return cmd
	})
}

// showAll ends it; the focus stays on its row where that still shows.
func (a *app) showAll(f *frame) {
	f.find = nil
	if s, ok := f.screen.(folder); ok {
		s.reveal(f.focus)
	}
	if f.screen.page(a.w).find(f.focus) < 0 {
		f.focus, f.field = f.before, nil
	}
	a.settle(f)
}

// foundEnter is Enter in the field: it goes to the first match.
func (a *app) foundEnter(f *frame) tea.Cmd {
	if strings.TrimSpace(*f.find) == "" {
		return nil
	}
	for _, i := range f.page.focusables() {
		if id := f.page.items[i].id; id != findField && id != findAll {
			a.move(id)
			break
		}
	}
	return nil
}
