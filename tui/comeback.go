package tui

import (
	"context"
	"fmt"
	"strings"

	"waymark/model"
)

// comeBack meets a person who stopped in the middle of planning a goal.
type comeBack struct {
	sh    *shared
	draft model.Draft
	ask   bool // asks before the draft is removed: undo cannot bring it back
}

func (s *comeBack) load() ask { return nil }

func (s *comeBack) receive(value any, err error) effect {
	if err != nil {
		return effect{note: s.sh.problem(err)}
	}
	if said, ok := value.(stopped); ok {
		return effect{back: 1, note: said.note}
	}
	return effect{back: 1, note: "The draft is removed."}
}

// later puts the draft aside: it waits on Today and is not offered again at
// the next start.
func (s *comeBack) later() effect {
	st, d := s.sh.store, s.draft
	d.Aside = true
	d.Rev++
	return effect{ask: func(ctx context.Context) (any, error) {
		_, err := st.SaveDraft(ctx, d)
		return stopped{"Kept. You will find it on Today."}, err
	}}
}

func draftName(d model.Draft) string {
	if t := strings.TrimSpace(d.Title); t != "" {
		return model.Quote(t)
	}
	return "A goal without a name yet"
}

func draftFacts(d model.Draft) string {
	return fmt.Sprintf("%d of 5 questions have an answer.", d.AnsweredCount())
}

// carryOn is the row that goes back to where the person stopped.
func (s *comeBack) carryOn() string {
	if q, ok := s.draft.At.Question(); ok {
		return fmt.Sprintf("Carry on at question %d", q.Number)
	}
	if s.draft.At == model.StepLook {
		return "Carry on: look it over"
	}
	return "Carry on with the goal's words"
}

func (s *comeBack) page(int) page {
	p := page{trail: []string{"Welcome back, " + s.sh.home.At.Name}, esc: "Go to Today"}
	p.text("You stopped in the middle of a new goal on " + s.sh.dates.Long(model.DayOf(s.draft.Saved.In(s.sh.now().Location()))) + ".")
	p.add(item{text: sentence(draftName(s.draft)), role: roleStrong})
	p.text(draftFacts(s.draft))
	p.gap()
	if s.ask {
		p.strong("Remove this draft? It cannot be undone.")
		p.gap()
		p.choice("keep", "Keep it", "")
		p.choice("gone", "Remove it", "")
		return p
	}
	p.choice("on", s.carryOn(), "")
	if s.draft.At != model.StepLook {
		p.choice("look", "Look over what there is so far", "")
	}
	p.choice("later", "Keep it for later and go to Today", "")
	p.choice("remove", "Remove this draft", "")
	p.gap()
	p.text("Your answers are safe. There is no time limit.")
	return p
}

func (s *comeBack) do(p press) effect {
	if p.intent == back && s.ask {
		s.ask = false
		return effect{focus: "remove"}
	}
	if p.intent == back {
		return s.later()
	}
	if p.intent != enter && p.intent != space {
		return effect{}
	}
	switch p.id {
	case "on":
		return effect{open: newWizard(s.sh, s.draft), swap: true}
	case "look":
		d := s.draft
		d.At = model.StepLook
		return effect{open: newWizard(s.sh, d), swap: true}
	case "later":
		return s.later()
	case "remove":
		s.ask = true
		return effect{focus: "keep"} // the safe way
	case "keep":
		s.ask = false
		return effect{focus: "remove"}
	case "gone":
		st, id := s.sh.store, s.draft.ID
		return effect{ask: func(ctx context.Context) (any, error) { return nil, st.RemoveDraft(ctx, id) }}
	}
	return effect{}
}

// drafts lists the goals still being planned.
type drafts struct{ sh *shared }

func (s *drafts) load() ask { return loadHome(s.sh) }

func (s *drafts) receive(value any, err error) effect {
	if err != nil {
		return effect{note: s.sh.problem(err)}
	}
	s.sh.home = value.(model.Home)
	return effect{}
}

func (s *drafts) page(int) page {
	p := page{trail: []string{"Goals you are still planning"}, esc: "Back"}
	for _, d := range s.sh.home.Waiting() {
		p.add(item{kind: rowItem, id: rowID("draft", d.ID), text: draftName(d), facts: draftFacts(d), enter: "Open"})
	}
	if len(s.sh.home.Waiting()) == 0 {
		p.text("None. Every goal you began is on Today.")
	}
	p.gap()
	p.row("back", "Back", "Back")
	return p
}

func (s *drafts) do(p press) effect {
	_, id := splitID(p.id)
	switch {
	case p.leaves():
		return effect{back: 1}
	case p.intent == enter || p.intent == space:
		for _, d := range s.sh.home.Waiting() {
			if d.ID == id {
				return effect{open: &comeBack{sh: s.sh, draft: d}}
			}
		}
	}
	return effect{}
}
