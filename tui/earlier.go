package tui

import (
	"context"

	"waymark/model"
)

// earlier shows how a question was answered before, with the days.
type earlier struct {
	sh   *shared
	goal model.Goal
	q    model.Question
	list []model.Wording
}

func (s *earlier) load() ask {
	st, id, key, dates := s.sh.store, s.goal.ID, s.q.Key, s.sh.dates
	return func(ctx context.Context) (any, error) { return st.Wordings(ctx, id, key, dates) }
}

func (s *earlier) receive(value any, err error) effect {
	if err != nil {
		return s.sh.leaveIfGone(err)
	}
	s.list = value.([]model.Wording)
	return effect{}
}

func (s *earlier) page(int) page {
	p := page{trail: []string{s.goal.Title, "What you wrote before"}, fact: s.sh.look.quote(s.q.Words), esc: "Back"}
	for i, w := range s.list {
		head := s.sh.dates.WithYear(w.From) + " to " + s.sh.dates.WithYear(w.Until) + "."
		if w.By != "" {
			head += " Changed by " + w.By + "."
		}
		p.add(item{kind: rowItem, id: rowID("was", int64(i+1)), text: head, below: w.Lines})
		p.gap()
	}
	if len(s.list) == 0 {
		p.text("Nothing. The answer is as it was first written.")
		p.gap()
	}
	p.row("back", "Back", "Back")
	return p
}

func (s *earlier) do(p press) effect {
	if p.intent == back || p.id == "back" && (p.intent == enter || p.intent == space) {
		return effect{back: 1}
	}
	return effect{}
}
