package tui

import (
	"cmp"
	"fmt"
	"strings"

	"waymark/model"
)

// The actions that hold on every everyday screen, whatever is on it. The app
// carries them out.
const (
	doUndo     = "@undo"
	doFind     = "@find"
	doHistory  = "@history"
	doMore     = "@more"
	doWho      = "@who"
	doPeople   = "@people"
	doSettings = "@settings"
	doHelp     = "@help"
	doClose    = "@close"
	doHide     = "@hide"
	doPutBack  = "@putback"
	doCopy     = "@copy"
	doBack     = "@back"

	doEnter = "@enter" // of the focused row
	doSpace = "@space"
)

// undoAction takes back the newest change of whoever is at the computer, and
// names it.
func (sh *shared) undoAction() action {
	last, text := sh.home.Last, "Undo: "
	if last.On < sh.dates.Today {
		text = "Undo what you did on " + sh.dates.Short(last.On) + ": "
	}
	return action{
		id: doUndo, key: "u", word: "Undo", text: text + name(model.Lowered(model.OneLine(last.Words))),
		found: "Undo", also: "take back my last",
	}
}

// common lists what can be done on every everyday screen.
func (sh *shared) common() []action {
	var list []action
	if sh.home.Last.ID != 0 {
		list = append(list, sh.undoAction())
	}
	list = append(list,
		action{id: doFind, key: "/", text: "Find a line on this screen"},
		action{id: doHistory, text: "See what changed", also: "history undo redo do again take back who did what"},
		action{id: doWho, key: "p", text: "Who is at the computer"},
		action{id: doPeople, text: "People and care teams", also: "helper contact phone call reach add remove switch"},
		action{id: doSettings, text: "Make the screen easier to see", also: "settings colors marks mouse letters date"},
		action{id: doHide, text: "Hide the screen until a key", also: "blank cover private away"},
	)
	if !sh.demo { // of made-up examples there are none
		list = append(list,
			action{id: doCopy, text: "Save a copy", also: "backup keep stick export everything safe"},
			action{id: doBack, text: "Bring back a saved copy", also: "restore backup copies older lost"},
		)
	}
	return append(list,
		action{id: doHelp, key: "?", text: "Help: the keys that work here"},
		action{id: doClose, key: "q", text: "Close Waymark"},
	)
}

// more lists everything that can be done on the screen it was opened from, each
// with its key; typing narrows it.
type more struct {
	sh    *shared
	where []string
	list  []action
	text  string // typed to narrow it
}

func newMore(sh *shared, f *frame) *more {
	m := &more{sh: sh, where: f.page.trail, list: sh.offerPutBack()}
	if i := f.page.find(f.focus); i >= 0 && f.page.items[i].kind == rowItem {
		it := f.page.items[i]
		if it.enter != "" && it.id != doMore {
			m.list = append(m.list, action{id: doEnter, key: "Enter", text: deed(it.enter, it)})
		}
		if it.space != "" && it.space != it.enter {
			m.list = append(m.list, action{id: doSpace, key: "Space", text: deed(it.space, it)})
		}
	}
	for _, a := range f.page.actions {
		if !isCommon(a.id) {
			m.list = append(m.list, a)
		}
	}
	m.list = append(m.list, sh.common()...)
	return m
}

// deed says what a key does to a row, unless the row says so by itself.
func deed(verb string, it item) string {
	if strings.HasPrefix(it.text, verb) {
		return it.text
	}
	return verb + ": " + name(cmp.Or(it.called, it.label, it.text))
}

func (m *more) load() ask                 { return nil }
func (m *more) receive(any, error) effect { return effect{} }

// shown are the actions that hold what was typed. Those that have it in their
// row, word for word, come first: Enter chooses the first.
func (m *more) shown() []action {
	finder := model.NewFinder(m.text)
	list := model.Found(m.list, finder, func(a action) string { return model.Fold(a.words() + " " + a.also) })
	if finder.Blank() {
		return list
	}
	var word, other []action
	for _, a := range list {
		if finder.Phrase(model.Fold(a.words())) {
			word = append(word, a)
		} else {
			other = append(other, a)
		}
	}
	return append(word, other...)
}

func (m *more) first() string { return "find" }

func (m *more) page(int) page {
	p := page{entry: "find", trail: []string{m.where[len(m.where)-1], "More"}, fact: "Everything that can be done here. Type to narrow it.", esc: "Back"}
	p.add(item{kind: fieldItem, id: "find", label: "Find:", labelW: 5, text: m.text, blank: "(a word)", enter: "Choose"})
	p.gap()
	list := m.shown()
	for i, a := range list {
		if i > 0 && strings.TrimSpace(m.text) == "" && isCommon(a.id) && !isCommon(list[i-1].id) {
			p.gap()
		}
		it := item{kind: rowItem, id: a.id, text: a.text, enter: "Choose", leadW: 7, needs: a.needs}
		if m.sh.letters() || len(a.key) > 1 {
			it.lead = a.key
		}
		p.add(it)
	}
	if len(list) == 0 {
		p.text(fmt.Sprintf("Nothing that can be done here holds %s.", model.Quote(short(m.text))))
	}
	return p
}

// isCommon reports whether an action is one that holds on every everyday screen.
func isCommon(id string) bool { return id != "" && id[0] == '@' && id != doEnter && id != doSpace }

func (m *more) typed(_, text string) { m.text = text }

func (m *more) do(p press) effect {
	switch {
	case p.intent == back:
		return effect{back: 1}
	case p.intent != enter && p.intent != space:
		return effect{}
	case p.id != "find":
		return effect{run: p.id}
	}
	if list := m.shown(); len(list) > 0 && m.text != "" {
		if why := m.sh.why(list[0].needs); why != "" {
			return effect{note: why}
		}
		return effect{run: list[0].id}
	}
	return effect{next: true}
}
