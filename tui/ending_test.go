package tui

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"waymark/model"
	"waymark/tui/plain"
)

// readingsOf counts the readings of a measure.
func readingsOf(t *testing.T, r *rig, measure int64) int {
	t.Helper()
	list, err := r.store.Readings(t.Context(), measure, 0)
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

// What was pressed before the screens ended is done, and done once.
func TestEndingWhileTheStoreWorks(t *testing.T) {
	gone, stop := context.WithCancel(t.Context())
	stop()
	for name, tt := range map[string]struct {
		ctx  context.Context
		by   error
		want error
	}{
		"the terminal is gone": {t.Context(), tea.ErrProgramKilled, plain.ErrHungUp},
		"told to end":          {gone, tea.ErrProgramKilled, plain.ErrStopped},
	} {
		t.Run(name, func(t *testing.T) {
			r := demoRig(t, 80, 40)
			r.keys("enter", "r", "1")
			r.sees("How much?")
			measure := r.a.top().screen.(*readingScreen).m.ID
			before := readingsOf(t, r, measure)
			r.typeText("4")
			for _, key := range []string{"enter", "esc", "n"} { // the later ones wait for the first
				r.a.Update(keyMsg(key))
			}
			if !r.a.busy {
				t.Fatal("nothing is under way")
			}
			if err := r.a.ended(tt.ctx, tt.by); !errors.Is(err, tt.want) || errors.Is(err, plain.ErrUnsaved) {
				t.Errorf("it ends with %v", err)
			}
			if n := readingsOf(t, r, measure); n != before+1 {
				t.Errorf("%d readings, were %d", n, before)
			}
		})
	}
}

// A draft that is being saved by itself as the screens end is one draft.
func TestEndingWhileADraftIsSaved(t *testing.T) {
	r := newRig(t, 80, 24)
	r.keys("enter")
	r.typeText("Rosa")
	r.keys("enter")
	r.typeText("Dance")
	r.a.timer = false
	r.a.Update(keepMsg{})
	if !r.a.saving {
		t.Fatal("nothing is being saved")
	}
	r.a.Update(tea.PasteMsg{Content: " again"})
	if err := r.a.ended(t.Context(), tea.ErrProgramKilled); !errors.Is(err, plain.ErrHungUp) {
		t.Error(err)
	}
	home, err := r.store.Home(t.Context(), model.Seat{})
	if err != nil || len(home.Drafts) != 1 || home.Drafts[0].Title != "Dance again" {
		t.Errorf("%+v, %v", home.Drafts, err)
	}
}

// Ctrl-C pressed again while the store works is not waited for, and that is said.
func TestCtrlCTwice(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.a.Update(keyMsg("enter"))
	r.a.Update(keyMsg("ctrl+c"))
	r.a.Update(keyMsg("ctrl+c"))
	err := r.a.ended(t.Context(), nil)
	if !r.a.quit || !errors.Is(err, plain.ErrStopped) || !errors.Is(err, plain.ErrUnsure) {
		t.Errorf("quit %t, %v", r.a.quit, err)
	}
}

// A fault wherever Bubble Tea calls is told in our words, and what is typed is
// kept.
func TestFaultOfOurOwn(t *testing.T) {
	r := demoRig(t, 80, 40)
	r.keys("enter", "enter")
	r.goTo("title")
	r.typeText(", slowly")
	r.a.later = func(time.Duration, tea.Msg) tea.Cmd { panic("Rosa's words") }
	var out bytes.Buffer
	err := r.a.onTerminal(t.Context(), tea.WithInput(nil), tea.WithOutput(&out))
	if !errors.Is(err, plain.ErrCrashed) || strings.Contains(err.Error()+out.String(), "Rosa's words") {
		t.Errorf("%v, %q", err, out.String())
	}
	if title := goalOf(t, r, 1).Milestones[5].Title; !strings.HasSuffix(title, ", slowly") {
		t.Errorf("the milestone is %q", title)
	}
}

// A stop waits for what was pressed before it, and keeps the draft.
func TestStopWaitsItsTurn(t *testing.T) {
	r := newRig(t, 80, 24)
	r.keys("enter")
	r.typeText("Rosa")
	_, work := r.a.Update(keyMsg("enter"))
	r.a.Update(restMsg{})
	if !r.a.busy || len(r.a.queue) != 1 {
		t.Fatalf("busy %t, %d wait", r.a.busy, len(r.a.queue))
	}
	for _, msg := range r.drain(work) {
		r.a.Update(msg)
	}
	if !r.a.resting {
		t.Error("it does not stop")
	}
}
