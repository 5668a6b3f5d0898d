package store

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// wantNews asks a window what is new.
func wantNews(t *testing.T, s *Store, any bool, more int, lines ...model.Change) {
	t.Helper()
	got, err := s.News(context.Background(), 1) // Rosa's record
	must(t, err)
	slices.Reverse(lines) // newest first
	if d := cmp.Diff(model.News{Any: any, Changes: lines, More: more}, got); d != "" {
		t.Errorf("news (-want +got):\n%s", d)
	}
}

// A window is told what others did, once, and never what it did itself.
func TestNews(t *testing.T) {
	ctx := context.Background()
	d := begunDeeds(t)
	window, other := open(t, d.s.Path()), d.s
	wantNews(t, window, false, 0)
	own, err := window.ChangeMilestone(ctx, d.rosa, d.goal.Milestones[1].ID, model.Reword("Walk on"))
	must(t, err)
	wantNews(t, window, false, 0)
	wantNews(t, other, true, 0, own)
	wantNews(t, other, false, 0)

	first, err := other.ChangeMilestone(ctx, d.ben, d.goal.Milestones[1].ID, model.MarkMajor(true))
	must(t, err)
	_, err = window.ChangeMilestone(ctx, d.rosa, d.goal.Milestones[1].ID, model.Foresee("I sat down"))
	must(t, err)
	_, err = window.Undo(ctx, d.rosa, 0)
	must(t, err)
	_, err = other.Undo(ctx, d.ben, 0)
	must(t, err)
	second := mustChanges(t, other)[0]
	first.Stands = false // by now
	wantNews(t, window, true, 0, first, second)
	wantNews(t, window, false, 0)

	// What was refused, or changed nothing, is no news to anyone.
	_, _, err = window.AddMilestone(ctx, d.rosa, d.goal.ID, model.Milestone{Title: " "})
	wantErr(t, err, model.ErrEmpty)
	same, err := window.ChangeMilestone(ctx, d.rosa, d.goal.Milestones[1].ID, model.Reword("Walk on"))
	must(t, err)
	if same.ID != 0 {
		t.Errorf("%+v", same)
	}
	third, err := other.ChangeMilestone(ctx, d.ben, d.goal.Milestones[1].ID, model.Reword("Walk far"))
	must(t, err)
	wantNews(t, window, true, 0, third)
}

// What is no part of the history is told as that something is new.
func TestNewsOfWords(t *testing.T) {
	ctx := context.Background()
	d := begunDeeds(t)
	window := open(t, d.s.Path())
	draft := model.NewDraft(d.goal.Patient)
	draft.Title = "Swim"
	_, err := d.s.SaveDraft(ctx, draft)
	must(t, err)
	wantNews(t, window, true, 0)
	must(t, d.s.Choose(ctx, d.ben.ID, map[string]string{"dates": "day first"}))
	wantNews(t, window, true, 0)
	must(t, d.s.Sit(ctx, model.Seat{At: d.rosa.ID}))
	wantNews(t, window, true, 0)
	wantNews(t, window, false, 0)
}

// Much that is new is counted.
func TestMuchNews(t *testing.T) {
	ctx := context.Background()
	d := begunDeeds(t)
	window := open(t, d.s.Path())
	var lines []model.Change
	for i := range model.NewsAtOnce + 5 {
		_, c, err := d.s.AddMilestone(ctx, d.ben, d.goal.ID, model.Milestone{Title: fmt.Sprint("Step ", i)})
		must(t, err)
		lines = append(lines, c)
	}
	wantNews(t, window, true, 5, lines[5:]...)
}

// SQLite counts what others wrote for each connection anew. When database/sql
// makes a new one, all is looked at again, and nothing told twice or left out.
func TestNewsAfterReconnect(t *testing.T) {
	ctx := context.Background()
	d := begunDeeds(t)
	window := open(t, d.s.Path())
	_, err := window.ChangeMilestone(ctx, d.rosa, d.goal.Milestones[1].ID, model.Foresee("I sat down"))
	must(t, err)
	for i := range 5 {
		c, err := d.s.ChangeMilestone(ctx, d.ben, d.goal.Milestones[1].ID, model.Reword(fmt.Sprint("Walk ", i)))
		must(t, err)
		if i%2 == 0 {
			window.db.SetMaxIdleConns(-1) // lets go of the connection
			window.db.SetMaxIdleConns(1)
		}
		wantNews(t, window, true, 0, c)
		wantNews(t, window, false, 0)
	}
	window.db.SetMaxIdleConns(-1)
	window.db.SetMaxIdleConns(1)
	wantNews(t, window, true, 0)
	wantNews(t, window, false, 0)
}

// Two windows that write at once are told each other's lines, all of them, and
// none of their own.
func TestNewsOfTwo(t *testing.T) {
	ctx := context.Background()
	d := begunDeeds(t)
	windows := []hand{{s: d.s, at: d.rosa}, {s: open(t, d.s.Path()), at: d.ben}}
	told := make([]map[int64]bool, 2)
	more := make([]int, 2) // what was too much at once to be named is counted
	const steps = 40
	must(t, together(2, func(i int) error {
		told[i] = map[int64]bool{}
		listen := func() error {
			n, err := windows[i].s.News(ctx, d.rosa.ID)
			more[i] += n.More
			for _, c := range n.Changes {
				if c.By == windows[i].at.Name || told[i][c.ID] {
					t.Errorf("%s was told %+v", windows[i].at.Name, c)
				}
				told[i][c.ID] = true
			}
			return err
		}
		return together(2, func(half int) error {
			for j := range steps {
				if half == 1 {
					if err := listen(); err != nil {
						return err
					}
				} else if _, _, err := windows[i].s.AddMilestone(ctx, windows[i].at, d.goal.ID, model.Milestone{Title: fmt.Sprint(i, j)}); err != nil {
					return err
				}
			}
			return nil
		})
	}))
	for i, w := range windows {
		for range 2 { // until there is nothing left
			n, err := w.s.News(ctx, d.rosa.ID)
			must(t, err)
			more[i] += n.More
			for _, c := range n.Changes {
				told[i][c.ID] = true
			}
		}
		if len(told[i])+more[i] != steps {
			t.Errorf("%s was told %d lines and of %d more, want %d", w.at.Name, len(told[i]), more[i], steps)
		}
	}
}
