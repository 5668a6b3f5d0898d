package tui

import (
	tea "charm.land/bubbletea/v2"
)

// mouse takes a click or a turn of the wheel. A click on a row moves the focus
// there, one on the focused row opens it, and one on a mark that can be checked
// checks it. The wheel moves through the list.
func (a *app) mouse(msg tea.MouseMsg) tea.Cmd {
	m := msg.Mouse()
	switch msg.(type) {
	case tea.MouseWheelMsg:
		return a.wheel(m.Button)
	case tea.MouseClickMsg:
		if m.Button == tea.MouseLeft {
			return a.click(m.X, m.Y)
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

func (a *app) click(x, y int) tea.Cmd {
	f := a.top()
	if y < 0 || y >= len(a.out.rows) {
		return nil
	}
	at := a.out.rows[y]
	if at.item < 0 || at.item >= len(f.page.items) {
		return nil
	}
	it := f.page.items[at.item]
	if !it.focusable() {
		return nil
	}
	a.lost = 0
	onMark := at.first && x >= at.mark[0] && x < at.mark[1]
	was := f.focus
	a.move(it.id)
	switch {
	case onMark && it.space != "":
		return a.act(f, space)
	case was == it.id && it.kind == rowItem:
		return a.act(f, enter)
	}
	return nil
}
