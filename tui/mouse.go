package tui

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
)

// twice is how soon a second click on the same mark counts as part of the
// first: the row that stood there may have made room for another.
const twice = 500 * time.Millisecond

// mouse takes a click or a turn of the wheel. A click on a row moves the focus
// there, one on the focused row opens it, and one on a mark that can be checked
// checks it. The wheel moves through the list.
func (a *app) mouse(msg tea.MouseMsg, at time.Time) tea.Cmd {
	m := msg.Mouse()
	switch msg.(type) {
	case tea.MouseWheelMsg:
		return a.wheel(m.Button)
	case tea.MouseClickMsg:
		if m.Button == tea.MouseLeft {
			return a.click(m.X, m.Y, at)
		}
	}
	return nil
}

func (a *app) wheel(b tea.MouseButton) tea.Cmd {
	by := map[tea.MouseButton]int{tea.MouseWheelUp: -1, tea.MouseWheelDown: 1}[b]
	note := a.note
	cmd := a.step(a.top(), by, false)
	if a.note == topOfList || a.note == endOfList {
		a.note = note // a wheel is turned too far all the time
	}
	return cmd
}

func (a *app) click(x, y int, at time.Time) tea.Cmd {
	f := a.top()
	if y < 0 || y >= len(a.out.rows) || x >= a.out.column {
		return nil
	}
	hit := a.out.rows[y]
	if hit.item < 0 || hit.item >= len(f.page.items) {
		return nil
	}
	it := f.page.items[hit.item]
	if !it.focusable() {
		return nil
	}
	a.lost = 0
	onMark := hit.first && x >= hit.mark[0] && x < hit.mark[1]
	if onMark && a.bounced(fmt.Sprintf("click %d,%d", x, y), at, twice) {
		return nil
	}
	was := f.focus
	a.move(it.id)
	switch {
	case onMark && (it.space != "" || it.says):
		return a.act(f, space)
	case was == it.id && it.kind == rowItem:
		return a.act(f, enter)
	}
	return nil
}
