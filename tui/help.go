package tui

import "strings"

// help lists the keys that work on the screen it was opened from, and what the
// marks mean.
type help struct {
	sh    *shared
	where string
	keys  []hint
	typed bool
	pages bool
	words map[string]string // what a letter does, by the letter
}

func newHelp(sh *shared, f *frame) *help {
	c := &canvas{look: sh.look, page: f.page, focus: f.page.find(f.focus), w: 80, letters: sh.letters()}
	h := &help{sh: sh, keys: c.hints(), typed: f.field != nil, words: map[string]string{}}
	if n := len(f.page.trail); n > 0 {
		h.where = f.page.trail[n-1]
	}
	h.pages = f.page.next != ""
	if h.typed || f.page.entry != "" || !sh.letters() {
		return h
	}
	list := f.page.actions
	if f.page.everyday {
		list = append(list, action{id: doMore, key: "m", text: "More: everything that can be done here"})
		list = append(list, sh.common()...)
	}
	for _, a := range list {
		if a.key == "" || a.key == "?" {
			continue
		}
		if h.words[a.key] == "" && !h.has(a.key) {
			h.keys = append(h.keys, hint{key: a.key})
		}
		h.words[a.key] = strings.TrimSpace(sentence(a.text) + " " + sh.briefly(a.needs))
	}
	return h
}

func (h *help) has(key string) bool {
	for _, k := range h.keys {
		if k.key == key {
			return true
		}
	}
	return false
}

func (h *help) load() ask                 { return nil }
func (h *help) receive(any, error) effect { return effect{} }

func (h *help) do(p press) effect {
	if p.intent == back || p.intent == enter || p.intent == space {
		return effect{back: 1}
	}
	return effect{}
}

func (h *help) page(int) page {
	p := page{trail: []string{"Help", h.where}, fact: "The keys that work there now.", esc: "Close"}
	add := func(key, says string) {
		p.add(item{kind: rowItem, id: key, lead: key, leadW: 12, text: says})
	}
	more := map[string]string{
		"Move": "Move the mark. Tab moves down too, and from the end to the top.", "Esc": "Nothing is lost.",
		"Undo": "Take the last change back. Again for the one before.",
	}
	for _, k := range h.keys {
		if k.key == "?" || k.key == "F1" || k.key == "PgDn" {
			continue
		}
		said := sentence(k.word)
		if m := more[k.word]; m != "" {
			said = m
		} else if m := more[k.key]; m != "" {
			said += " " + m
		} else if m := h.words[k.key]; m != "" {
			said = sentence(m)
		}
		add(k.key, said)
	}
	if h.pages {
		add("PgDn, PgUp", "The next screen, and the one before. What you typed stays.")
	} else if !h.typed {
		add("PgDn, PgUp", "Move by what the window shows. Home and End go all the way.")
	}
	if !h.typed {
		add("Backspace", "Goes back, as Esc does.")
		if h.sh.letters() {
			add("e", "Does what Enter does.")
		}
	}
	add("Ctrl-C", "Close at once. All that can be read is saved.")
	p.gap()
	p.heading("What the marks mean")
	for _, m := range legend {
		p.add(item{kind: rowItem, id: m.says, mark: m.mark, text: m.says})
	}
	p.gap()
	p.row("close", "Close this page", "Close")
	return p
}

// legend says what the marks mean, the most common ones first.
var legend = []struct {
	mark mark
	says string
}{
	{markDone, "Done."},
	{markToDo, "To do."},
	{markPassed, "Its date has passed."},
	{markMajor, "A major milestone, worth celebrating."},
	{markResting, "Resting."},
	{markLetGo, "Let go."},
	{markReached, "Done, on a timeline."},
	{markEarlier, "Done once, and open again."},
	{markStart, "The start of a goal."},
	{markToday, "Today."},
	{markGoal, "The goal, on its hoped-for day."},
	{markPlan, "The plan changed."},
	{markKeep, "The last day of something to keep in mind."},
}
