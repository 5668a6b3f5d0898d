package tui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
)

// key takes a key in this order: slips of the fingers, help, the keys of a text
// field that has the focus, keys that hold everywhere, then the row in focus.
func (a *app) key(msg tea.KeyPressMsg, at time.Time) tea.Cmd {
	f, name := a.top(), msg.String()
	typing := f.field != nil && name != "enter"
	if !typing && a.bounced(name, at, a.sh.choices.bounce(name)) {
		return nil
	}
	if name == "f1" || name == "?" && f.field == nil && a.sh.letters() {
		return a.common(doHelp)
	}
	if f.field != nil {
		if a.fieldKey(f, name, msg) {
			return nil
		}
	}
	return a.listKey(f, name, msg)
}

// arrows are the keys that are never taken for slips: they may be held down.
var arrows = map[string]bool{
	"up": true, "down": true, "left": true, "right": true, "tab": true, "shift+tab": true,
	"pgup": true, "pgdown": true, "home": true, "end": true,
}

// bounced reports a key that follows the same key too soon to be meant.
func (a *app) bounced(name string, at time.Time, wait time.Duration) bool {
	slip := !arrows[name] && a.last.key == name && at.Sub(a.last.at) < wait
	a.last.key, a.last.at = name, at
	return slip
}

// fieldKey gives a key to the text field; false when it leaves the field.
func (a *app) fieldKey(f *frame, name string, msg tea.KeyPressMsg) bool {
	switch name {
	case "esc", "tab", "shift+tab", "pgup", "pgdown":
		return false
	case "left", "right":
		if f.page.items[f.page.find(f.focus)].sides != "" { // of a number or a day: one less, one more
			return false
		}
	case "up":
		if !f.field.multi || f.field.atTop() {
			return false
		}
	case "down":
		if !f.field.multi || f.field.atBottom() {
			return false
		}
	case "enter":
		if !f.field.multi {
			return false
		}
	}
	if len(msg.Text) > 0 && a.note == cannotShow {
		a.note = ""
	}
	before := f.field.value()
	if it := f.page.items[f.page.find(f.focus)]; it.offer && len(msg.Text) > 0 {
		f.field.set("")
	}
	if f.field.press(msg); f.field.value() != before {
		a.changed(f)
	}
	return true
}

// changed tells the screen what its field holds now.
func (a *app) changed(f *frame) {
	if f.stuck = false; a.note == notKept+escLeaves {
		a.note = ""
	}
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
func (a *app) listKey(f *frame, name string, msg tea.KeyPressMsg) tea.Cmd {
	if f.page.next != "" {
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
		return a.leaf(f, 1)
	case "pgup":
		return a.leaf(f, -1)
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
	if f.find != nil && name == "/" {
		return a.lookFor() // for something else
	}
	if f.page.find(f.page.entry) >= 0 && msg.Text != "" && !f.page.numbered(name) {
		a.move(f.page.entry) // words are typed where there is room for them
		return a.key(msg, a.last.at)
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
	case "u":
		if f.page.everyday && a.asksFirst() {
			return nil
		}
	}
	for _, k := range f.page.actions {
		if k.key == name {
			return a.run(f, k.id)
		}
	}
	if f.page.everyday {
		for _, k := range append(a.sh.common(), action{id: doUndo, key: "u"}, action{id: doMore, key: "m"}) {
			if k.key == name {
				return a.run(f, k.id)
			}
		}
	}
	for _, it := range f.page.items {
		if it.focusable() && it.numbered(name) {
			a.lost = 0
			a.move(it.id)
			return a.act(f, enter)
		}
	}
	return a.nothing()
}

// nothing is a key that does nothing here; the third in a row gets an answer.
func (a *app) nothing() tea.Cmd {
	if a.lost++; a.lost >= 3 {
		a.lost, a.note = 0, useArrows+" "+map[bool]string{true: "?", false: "F1"}[a.sh.letters()]+" shows all keys."
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

// leaf moves the focus by as much as the window shows, so that no line is
// passed over.
func (a *app) leaf(f *frame, dir int) tea.Cmd {
	rows := f.page.focusables()
	at := slices.Index(rows, f.page.find(f.focus))
	if at < 0 || len(a.out.starts) != len(f.page.items) {
		return a.step(f, dir*max(1, a.out.room-1), false)
	}
	from, n := a.out.starts[rows[at]], dir
	for k := at + dir; k >= 0 && k < len(rows); k += dir {
		i := rows[k]
		if dir > 0 && a.out.starts[i]+a.out.heights[i] > from+a.out.room-1 || dir < 0 && a.out.starts[i] < from-a.out.room+2 {
			break
		}
		n = k - at
	}
	return a.step(f, n, false)
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
	case f.find != nil && (in == left || in == right):
		return nil // what it changes is out of sight
	case f.find != nil && (in == back || f.focus == findAll):
		a.note = ""
		a.showAll(f)
		return nil
	case f.focus == findField:
		if in == enter {
			return a.foundEnter(f)
		}
		return nil
	case isCommon(f.focus) && (in == enter || in == space):
		if _, listed := f.screen.(*more); !listed { // More leaves first
			return a.common(f.focus)
		}
	}
	if a.refused(f, in) {
		return nil
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
		return a.common(id)
	case a.refusedAction(f.page, id):
		return nil
	}
	if f.find != nil {
		a.showAll(f)
	}
	if i := f.page.find(id); i >= 0 && f.page.items[i].kind == fieldItem {
		a.move(id)
		return nil
	}
	return a.apply(f.screen.do(press{intent: enter, id: id}))
}

// common carries out what can be done on every everyday screen.
func (a *app) common(id string) tea.Cmd {
	switch f := a.top(); id {
	case doUndo:
		return a.takeBack()
	case doFind:
		return a.lookFor()
	case doHistory:
		return a.apply(effect{open: newHistory(a.sh, 0)})
	case doMore:
		return a.apply(effect{open: newMore(a.sh, f)})
	case doWho:
		return a.askWho()
	case doPeople:
		if _, on := a.top().screen.(*peopleScreen); !on {
			return a.apply(effect{open: &peopleScreen{sh: a.sh}})
		}
	case doSettings:
		return a.apply(effect{open: &settings{sh: a.sh}})
	case doHelp:
		if _, on := f.screen.(*help); !on {
			return a.apply(effect{open: newHelp(a.sh, f)})
		}
	case doCopy:
		return a.apply(effect{open: &saveCopy{sh: a.sh}})
	case doBack:
		return a.afterKeeping(&copyList{sh: a.sh})
	case doHide:
		a.hidden = true
	case doPutBack:
		return a.putBack()
	case doClose:
		return a.leave()
	}
	return nil
}
