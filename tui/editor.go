package tui

import (
	"context"

	"waymark/model"
)

// newEditor changes what one step asked for a goal that is under way.
func newEditor(sh *shared, g model.Goal, s model.Step) *wizard {
	w := &wizard{keeper: keeper{sh: sh, d: model.DraftOf(g)}, goal: g, only: true}
	w.d.At = s
	w.begin()
	return w
}

func (w *wizard) closing() (ask, bool) {
	if !w.only {
		return nil, true // the draft is kept by itself
	}
	w.step().settle()
	_, held := w.held()
	return w.keepAnswer(), !held
}

// saveAnswer keeps the one step of an editor and goes back. What cannot be kept
// holds the person here once, to see why; leaving again gives that up.
func (w *wizard) saveAnswer() effect {
	again := w.leaving
	w.step().settle()
	e, held := w.held()
	w.part = held
	if w.leaving = true; held && !again {
		e.note = notKept + escLeaves
		return e
	}
	if keep := w.keepAnswer(); keep != nil && !w.failed {
		return effect{ask: keep}
	}
	return effect{back: 1}
}

// keepAnswer keeps as much of an editor's step as can be; nil when nothing was
// changed. A row whose date cannot be read is kept as words.
func (w *wizard) keepAnswer() ask {
	if w.d.Rev == 0 {
		return nil
	}
	if s, ok := w.step().(interface{ asWords() }); ok {
		s.asWords()
	}
	st, at, today, id, key := w.sh.store, w.sh.home.At, w.sh.dates.Today, w.goal.ID, model.Key("")
	was := model.DraftOf(w.goal)
	d := model.Salvage(was, copyDraft(w.d), w.d.At, today)
	if q, ok := w.d.At.Question(); ok {
		key = q.Key
	}
	return actThen(func(ctx context.Context) (done, error) {
		if key == "" {
			c, err := st.ChangeGoal(ctx, at, id, model.Describe(was, d, today))
			return done{change: c}, err
		}
		c, err := st.SaveAnswer(ctx, at, id, key, was, d)
		return done{change: c}, err
	}, loadGoal(st, id))
}
