package store

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"waymark/model"
)

// Whoever is removed, and whatever several people did before: nothing of theirs
// is left, the history still tells the whole of what is, and what others did can
// be taken back and done again, or is refused and nothing changes.
func TestRemoveProperty(t *testing.T) {
	ctx := context.Background()
	taken, redone := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		c := gather(t, rt)
		defer c.s.Close()
		for range rapid.IntRange(1, 25).Draw(rt, "steps") {
			h := rapid.SampledFrom(c.hands).Draw(rt, "hand")
			if rapid.IntRange(0, 3).Draw(rt, "kind") > 0 {
				if _, err := h.do(rt); err != nil && !errors.Is(err, model.ErrNotFound) {
					rt.Fatal(err)
				}
				continue
			}
			c.takeBack(t, rt, h, rapid.SampledFrom(c.lines(t)).Draw(rt, "line"))
		}
		home, err := c.s.Home(ctx, model.Seat{})
		must2(rt, err)
		who := rapid.SampledFrom(home.People).Draw(rt, "who")
		_, removed, err := c.s.RemovePerson(ctx, c.hands[0].at, who.ID, who.Name)
		if errors.Is(err, model.ErrNotAllowed) {
			return
		}
		must2(rt, err)
		if removed.Lingers {
			rt.Fatal("traces linger")
		}
		if slices.ContainsFunc(c.hands, func(h hand) bool { return h.at.ID == who.ID }) { // others have names that stand elsewhere too
			wantNothingOf(t, c.s.Path(), []string{who.Name, who.UID})
		}
		wantSound(t, c.s)
		for _, kind := range []bool{false, true} { // take back, and do again
			lines := mustChanges(t, c.s)
			if kind {
				slices.Reverse(lines)
			}
			for _, was := range lines {
				before := dump(t, c.s)
				_, err := c.s.TakeBack(ctx, model.At{}, was.ID)
				var later *model.LaterError
				switch {
				case err == nil && was.Undoes == 0:
					taken++
				case err == nil:
					redone++
				case errors.As(err, &later), errors.Is(err, model.ErrNotFound) && (!was.Stands || was.Kind == model.KindSetUp || was.Kind == model.KindGone):
					if d := cmp.Diff(before, dump(t, c.s)); d != "" {
						rt.Fatalf("refused, but rows changed:\n%s", d)
					}
				default:
					rt.Fatalf("%+v: %v", was, err)
				}
			}
		}
		wantSound(t, c.s)
		if t.Failed() {
			rt.FailNow()
		}
	})
	if taken == 0 || redone == 0 {
		t.Errorf("%d were taken back and %d done again", taken, redone)
	}
}
