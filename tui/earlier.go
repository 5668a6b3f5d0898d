package tui

import (
	"waymark/model"
)

// earlier shows how a question was answered before, with the days.
type earlier struct {
	sh   *shared
	goal model.Goal
	q    model.Question
	list []model.Wording
}

func (s *earlier) load() ask                 { return nil }
func (s *earlier) receive(any, error) effect { return effect{} }

func (s *earlier) page(int) page {
	p := page{trail: []string{s.goal.Title, "What you wrote before"}, fact: s.sh.look.quote(s.q.Words), esc: "Back"}
	for i, w := range s.list {
		head := s.sh.dates.WithYear(w.From) + " to " + s.sh.dates.WithYear(w.Until) + "."
		if w.By != "" {
			head += " Changed by " + w.By + "."
		}
		id, some := rowID("was", int64(i+1)), min(len(w.Lines), atOnce)
		p.add(item{kind: rowItem, id: id, text: head, below: w.Lines[:some]})
		p.reading(id, 0, w.Lines[some:])
		p.gap()
	}
	p.row("back", "Back", "Back")
	return p
}

func (s *earlier) do(p press) effect {
	if p.leaves() {
		return effect{back: 1}
	}
	return effect{}
}
