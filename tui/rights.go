package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"waymark/model"
)

// What is switched off for whoever is at the computer is told before it is
// tried. Rows and actions say what they need, and all else is done here: a row
// that is withheld keeps its place and its words, says so, and offers no key;
// whoever presses one anyway is told why. It is courtesy: the store refuses the
// same, and anyone can say that they are someone else.

// needy is a screen that is for nothing but what needs these rights. It is not
// opened without them.
type needy interface{ needs() model.Right }

// lacks are those of the rights that whoever is at the computer does not have on
// the record that is shown.
func (sh *shared) lacks(r model.Right) model.Right {
	if r == model.RightNone {
		return r
	}
	return sh.home.Person(sh.home.At.ID).Lacks(r, sh.home.Patient.ID)
}

// why says in full why something is withheld that needs these rights, and "" of
// what is not: "Changing the plan is switched off for Ben. Rosa can switch it
// on, under People."
func (sh *shared) why(r model.Right) string {
	off := sh.lacks(r)
	if off == model.RightNone {
		return ""
	}
	return refusal(sh.notAllowed(off))
}

// notAllowed says that rights are switched off for whoever is at the computer, on
// the record that is shown.
func (sh *shared) notAllowed(off model.Right) *model.NotAllowedError {
	return &model.NotAllowedError{Name: sh.home.At.Name, Right: off, Whose: sh.home.Patient.Name}
}

// refusal says that rights are switched off for someone, and who can switch them
// on.
func refusal(e *model.NotAllowedError) string {
	whose, off := cmp.Or(e.Whose, "someone who recovers"), e.Right
	if off&model.RightSay != 0 {
		return "Only " + whose + " can say who may do what."
	}
	it := "it"
	if off&model.RightCheck != 0 && off&model.RightPlan != 0 {
		it = "them"
	}
	return fmt.Sprintf("%s %s can switch %s on, under People.", switchedOff(off, e.Name), model.Capital(whose), it)
}

// switchedOff names what is switched off for someone.
func switchedOff(off model.Right, name string) string {
	switch {
	case off&model.RightCheck == 0:
		return "Changing the plan is switched off for " + name + "."
	case off&model.RightPlan == 0:
		return "Checking off is switched off for " + name + "."
	}
	return "Checking off and changing the plan are switched off for " + name + "."
}

// decider says who may say what others may do.
func (sh *shared) decider() string { return name(sh.home.Patient.Name) + " decides this." }

// briefly says it in a row's few words, and "" of what is not withheld.
func (sh *shared) briefly(r model.Right) string {
	switch off := sh.lacks(r); {
	case off == model.RightNone:
		return ""
	case off&model.RightSay != 0:
		return sh.decider()
	}
	return "Switched off for " + sh.home.At.Name + "."
}

// needs says what the item that was added last takes.
func (p *page) needs(r model.Right) { p.items[len(p.items)-1].needs = r }

// tell adds a line that says once for the whole page what is withheld of these
// rights. Of its rows then only the one in focus says so, and none that is there
// to be read.
func (p *page) tell(sh *shared, r model.Right) {
	if p.told = sh.lacks(r); p.told != model.RightNone {
		p.text(switchedOff(p.told, sh.home.At.Name))
		p.gap()
	}
}

// withhold takes the keys off what whoever is at the computer may not do, and
// has the rows say so.
func (sh *shared) withhold(p *page, focus string) {
	if sh.lacks(model.RightCheck|model.RightPlan|model.RightSay) == model.RightNone {
		return
	}
	for i := range p.items {
		switch it := &p.items[i]; {
		case sh.lacks(it.needs) != model.RightNone:
			said := ""
			reads := it.kind == rowItem && len(it.below) > 0
			if it.id == focus && !reads || sh.lacks(it.needs)&^p.told != model.RightNone {
				said = sh.briefly(it.needs)
			}
			it.withheld(said)
			if p.entry == it.id {
				p.entry = ""
			}
		case sh.lacks(it.spaceNeeds) != model.RightNone:
			it.space, it.says = "", true
		}
	}
	for i, a := range p.actions {
		if sh.lacks(a.needs) != model.RightNone {
			p.actions[i].word = "" // its letter says why
		}
	}
}

// withheld makes the item one that is only read, and has it say so.
func (it *item) withheld(said string) {
	facts := []string{it.facts, said}
	if it.kind == fieldItem {
		facts = slices.Concat(facts[:1], it.below, []string{it.wrong, said}) // wrong is what was typed before
		it.kind, it.text, it.below = rowItem, cmp.Or(it.text, "Not said"), nil
	}
	it.enter, it.space, it.sides = "", "", ""
	if it.facts = strings.Join(strings.Fields(strings.Join(facts, " ")), " "); it.facts != "" {
		it.text = sentence(it.text)
	}
}

// refused says why a press on the row in focus does nothing, and reports whether
// that is so.
func (a *app) refused(f *frame, in intent) bool {
	i := f.page.find(f.focus)
	if i < 0 || in == back || in == next || in == prev || f.page.sides != "" && (in == left || in == right) {
		return false
	}
	need := f.page.items[i].needs
	if in == space {
		need |= f.page.items[i].spaceNeeds
	}
	return a.tellWhy(need)
}

// refusedAction is [app.refused] for an action of a page.
func (a *app) refusedAction(p page, id string) bool {
	for _, one := range p.actions {
		if one.id == id {
			return a.tellWhy(one.needs)
		}
	}
	return false
}

// refusedScreen is [app.refused] for a screen that is to be opened.
func (a *app) refusedScreen(s screen) bool {
	n, ok := s.(needy)
	return ok && a.tellWhy(n.needs())
}

func (a *app) tellWhy(r model.Right) bool {
	why := a.sh.why(r)
	if why != "" {
		a.note = why
	}
	return why != ""
}
