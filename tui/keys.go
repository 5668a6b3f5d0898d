package tui

import (
	tea "charm.land/bubbletea/v2"
)

// key takes a key in this order: slips of the fingers, help, the keys of a text
// field that has the focus, keys that hold everywhere, then the row in focus.
func (a *app) key(msg tea.KeyPressMsg) tea.Cmd {
	f, name := a.top(), msg.String()
	typing := f.field != nil && name != "enter"
	if !typing && a.bounced(name) {
		return nil
	}
	if name == "f1" || name == "?" && f.field == nil && a.sh.letters() {
		return a.everywhere(doHelp)
	}
	if f.field != nil {
		if cmd, taken := a.fieldKey(f, name, msg); taken {
			return cmd
		}
	}
	return a.listKey(f, name)
}

// arrows are the keys that are never taken for slips: they may be held down.
var arrows = map[string]bool{
	"up": true, "down": true, "left": true, "right": true, "tab": true, "shift+tab": true,
	"pgup": true, "pgdown": true, "home": true, "end": true,
}

// bounced reports a key that follows the same key too soon to be meant.
func (a *app) bounced(name string) bool {
	now := a.pressed()
	wait := a.sh.choices.bounce(name)
	slip := !arrows[name] && a.last.key == name && now.Sub(a.last.at) < wait
	a.last.key, a.last.at = name, now
	return slip
}

// fieldKey gives a key to the text field, unless it leaves the field.
func (a *app) fieldKey(f *frame, name string, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	switch name {
	case "esc", "tab", "shift+tab", "pgup", "pgdown":
		return nil, false
	case "up":
		if !f.field.multi || f.field.atTop() {
			return nil, false
		}
	case "down":
		if !f.field.multi || f.field.atBottom() {
			return nil, false
		}
	case "enter":
		if !f.field.multi {
			return nil, false
		}
	}
	if len(msg.Text) > 0 && a.note == cannotShow {
		a.note = ""
	}
	before := f.field.value()
	if f.field.press(msg); f.field.value() != before {
		a.changed(f)
	}
	return nil, true
}

// changed tells the screen what its field holds now.
func (a *app) changed(f *frame) {
	if f.focus == findField {
		*f.find = f.field.value()
		return
	}
	if t, ok := f.screen.(typist); ok {
		t.typed(f.focus, f.field.value())
	}
}

// paste puts pasted words into the field in focus; elsewhere it does nothing.
func (a *app) paste(msg tea.PasteMsg) tea.Cmd {
	f := a.top()
	if f.field == nil {
		return nil
	}
	if f.field.paste(msg.Content) {
		a.note = cannotShow
	}
	a.changed(f)
	return nil
}

// listKey turns a key into what is wanted of the row in focus.
func (a *app) listKey(f *frame, name string) tea.Cmd {
	if p, ok := f.screen.(pager); ok && p.pages() {
		switch name {
		case "pgdown":
			return a.act(f, next)
		case "pgup":
			return a.act(f, prev)
		}
	}
	switch name {
	case "up", "shift+tab":
		return a.step(f, -1, false)
	case "down":
		return a.step(f, 1, false)
	case "tab":
		return a.step(f, 1, true)
	case "pgdown":
		return a.step(f, max(1, a.h-8), false)
	case "pgup":
		return a.step(f, -max(1, a.h-8), false)
	case "home":
		return a.step(f, -len(f.page.items), false)
	case "end":
		return a.step(f, len(f.page.items), false)
	case "enter":
		return a.act(f, enter)
	case "space":
		return a.choose(f)
	case "left":
		return a.act(f, left)
	case "right":
		return a.act(f, right)
	case "esc", "backspace":
		return a.act(f, back)
	}
	if a.sh.letters() {
		return a.letter(f, name)
	}
	return a.nothing()
}

// letter takes the letters of what can be done on a page, and the digits of its
// numbered rows.
func (a *app) letter(f *frame, name string) tea.Cmd {
	switch name {
	case "k":
		return a.step(f, -1, false)
	case "j":
		return a.step(f, 1, false)
	case "e": // the left hand's Enter
		return a.act(f, enter)
	}
	for _, k := range f.page.actions {
		if k.key == name {
			return a.run(f, k.id)
		}
	}
	if f.page.everyday {
		for _, k := range append(a.sh.everywhere(), action{id: doUndo, key: "u"}, action{id: doMore, key: "m"}) {
			if k.key == name {
				return a.run(f, k.id)
			}
		}
	}
	if len(name) == 1 && name[0] >= '1' && name[0] <= '9' {
		for _, it := range f.page.items {
			if it.number == int(name[0]-'0') && it.focusable() {
				a.lost = 0
				a.move(it.id)
				return a.act(f, enter)
			}
		}
	}
	return a.nothing()
}

// nothing is a key that does nothing here; the third in a row gets an answer.
func (a *app) nothing() tea.Cmd {
	if a.lost++; a.lost >= 3 {
		a.lost, a.note = 0, useArrows
	}
	return nil
}

// step moves the focus by n rows; at the ends it says so.
func (a *app) step(f *frame, n int, wrap bool) tea.Cmd {
	a.lost = 0
	rows := f.page.focusables()
	at := 0
	for k, i := range rows {
		if f.page.items[i].id == f.focus {
			at = k
		}
	}
	if len(rows) == 0 {
		f.top = max(0, f.top+n) // nothing to stand on: the words scroll
		return nil
	}
	to := at + n
	switch {
	case wrap && to >= len(rows):
		to = 0
	case to < 0:
		to = 0
	case to >= len(rows):
		to = len(rows) - 1
	}
	if to == at && len(rows) > 1 && n != 0 {
		a.note = map[bool]string{true: topOfList, false: endOfList}[n < 0]
		return nil
	}
	if a.note == topOfList || a.note == endOfList {
		a.note = ""
	}
	a.move(f.page.items[rows[to]].id)
	return nil
}

// choose is Space: what the row says it does, and on a row that says nothing
// of Space, what Enter does.
func (a *app) choose(f *frame) tea.Cmd {
	i := f.page.find(f.focus)
	if i >= 0 && f.page.items[i].space == "" && !f.page.items[i].says {
		return a.act(f, enter)
	}
	return a.act(f, space)
}

// act hands an intent on the focused row to whoever it belongs to: find, what
// can be done everywhere, or the screen.
func (a *app) act(f *frame, in intent) tea.Cmd {
	a.lost = 0
	if a.note == topOfList || a.note == endOfList {
		a.note = ""
	}
	switch {
	case f.find != nil && (in == back || f.focus == findAll && in != left && in != right):
		a.showAll()
		return nil
	case f.focus == findField:
		if in == enter {
			return a.foundEnter(f)
		}
		return nil
	case isCommon(f.focus) && (in == enter || in == space):
		if _, listed := f.screen.(*more); !listed { // More leaves first
			return a.everywhere(f.focus)
		}
	}
	return a.apply(f.screen.do(press{intent: in, id: f.focus}))
}

// run carries out an action of the screen on top, as its row would.
func (a *app) run(f *frame, id string) tea.Cmd {
	a.lost = 0
	switch {
	case id == doEnter:
		return a.act(f, enter)
	case id == doSpace:
		return a.choose(f)
	case isCommon(id):
		return a.everywhere(id)
	}
	return a.apply(f.screen.do(press{intent: enter, id: id}))
}

// everywhere carries out what can be done on every everyday screen.
func (a *app) everywhere(id string) tea.Cmd {
	switch f := a.top(); id {
	case doUndo:
		return a.takeBack()
	case doFind:
		return a.lookFor()
	case doMore:
		return a.apply(effect{open: newMore(a.sh, f)})
	case doPeople:
		return a.apply(effect{open: &whoScreen{sh: a.sh}})
	case doSettings:
		return a.apply(effect{open: newSettings(a.sh)})
	case doHelp:
		if _, on := f.screen.(*help); !on {
			return a.apply(effect{open: newHelp(a.sh, f)})
		}
	case doClose:
		return a.leave()
	}
	return nil
}
