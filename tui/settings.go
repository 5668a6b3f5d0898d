package tui

import (
	"context"
	"maps"

	"waymark/model"
)

// settings makes the screen easier to see and the keys easier to press. Each
// choice holds, and is kept, at once.
type settings struct{ sh *shared }

func (s *settings) load() ask { return nil }

func (s *settings) receive(_ any, err error) effect {
	if err != nil {
		return effect{note: s.sh.problem(err)}
	}
	return effect{note: "Saved."}
}

func (s *settings) page(w int) page {
	p := page{trail: []string{"Easier to see", "Settings"}, fact: s.fact(), esc: "Back"}
	for _, one := range allChoices {
		p.add(item{
			kind: rowItem, id: one.name, label: one.label, labelW: len("Fast letter keys"), text: one.options[one.at(s.sh.choices)].says,
			enter: "Change", space: "Change", sides: "Change",
		})
	}
	p.gap()
	if s.sh.terminal.noColor {
		p.text("NO_COLOR is set on this computer, so there is no color.")
	}
	p.text("For bigger letters, hold Ctrl and press + in this window. Waymark fits.")
	p.gap()
	done := model.Progress{Reached: 6, Total: 10}
	for _, m := range legend[:4] {
		p.add(item{mark: m.mark, text: m.says})
	}
	p.add(item{bar: &done, indent: 2})
	p.gap()
	p.row("restore", "Put everything back as it was at first", "Put back")
	p.row("back", "Back", "Back")
	return p
}

// fact says for whom the choices are kept.
func (s *settings) fact() string {
	if s.sh.home.Alone() {
		return "Changes happen at once."
	}
	return "For " + name(s.sh.home.At.Name) + ". Changes happen at once."
}

func (s *settings) do(p press) effect {
	switch {
	case p.leaves():
		return effect{back: 1}
	case p.id == "restore" && (p.intent == enter || p.intent == space):
		first := choices{}
		for _, one := range allChoices {
			first[one.name] = one.options[0].value
		}
		return s.choose(first)
	}
	by := 1
	if p.intent == left {
		by = -1
	}
	for _, one := range allChoices {
		if one.name == p.id {
			n := len(one.options)
			return s.choose(choices{one.name: one.options[(one.at(s.sh.choices)+by+n)%n].value})
		}
	}
	return effect{}
}

// choose makes choices hold and keeps them.
func (s *settings) choose(list choices) effect {
	now := maps.Clone(s.sh.choices)
	if now == nil {
		now = choices{}
	}
	maps.Copy(now, list)
	s.sh.choices = now
	s.sh.restyle()
	st, person, kept := s.sh.store, s.sh.home.At.ID, maps.Clone(list)
	if s.sh.real != nil { // while examples are shown
		st, person = s.sh.real, 0
	}
	return effect{ask: func(ctx context.Context) (any, error) { return nil, st.Choose(ctx, person, kept) }}
}
