package store

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// crowdPath names the file, and crowdSeat the place, of a copy of this test
// program that does its share of the writes of a crowd.
const (
	crowdPath = "WAYMARK_TEST_CROWD"
	crowdSeat = "WAYMARK_TEST_SEAT"
)

const (
	crowdWindows = 4
	crowdWrites  = 10_000 // of all
)

// writeInCrowd writes to Rosa's goal without a pause: plans are saved as they are
// typed, milestones and readings are added, milestones are moved and reworded, and
// some of it is taken back. It says how many lines of history it
// wrote, and how long the slowest write took.
func writeInCrowd(path string) {
	ctx := context.Background()
	seat, _ := strconv.Atoi(os.Getenv(crowdSeat))
	fail := func(what string, err error) {
		fmt.Println(what, err)
		os.Exit(1)
	}
	s, err := Open(ctx, path, nil)
	if err != nil {
		fail("open:", err)
	}
	home, err := s.Home(ctx, model.Seat{})
	if err != nil {
		fail("home:", err)
	}
	at := model.At{ID: home.People[seat%len(home.People)].ID, Name: fmt.Sprint("Window ", seat)}
	goal, err := s.Goal(ctx, home.Goals[0].ID)
	if err != nil {
		fail("goal:", err)
	}
	lines, slowest := 0, time.Duration(0)
	draft := model.NewDraft(home.Patient)
	for i := range crowdWrites / crowdWindows {
		began := time.Now()
		var c model.Change
		m := goal.Milestones[i%len(goal.Milestones)]
		switch i % 20 {
		case 0, 10:
			_, c, err = s.AddMilestone(ctx, at, goal.ID, model.Milestone{Title: fmt.Sprintf("Step %d of %d", i, seat)})
		case 1, 6, 11:
			_, c, err = s.AddReading(ctx, at, goal.Measures[0].ID, model.Reading{On: goal.Start, Value: float64(i % 10), Note: fmt.Sprintf("%d of %d", i, seat)})
		case 4:
			c, err = s.ChangeMilestone(ctx, at, m.ID, model.Reword(fmt.Sprintf("Words %d of %d", i, seat)))
		case 7:
			c, err = s.ChangeMilestone(ctx, at, goal.Milestones[4].ID, model.Foresee(fmt.Sprintf("Sign %d of %d", i, seat)))
		case 14:
			c, err = s.MoveMilestone(ctx, at, m.ID, i%3-1)
		case 16:
			_, c, err = s.AddReading(ctx, at, goal.Measures[0].ID, model.Reading{On: goal.Start, Value: 1, Note: "slip"})
			lines++
			if err == nil {
				c, err = s.TakeBack(ctx, at, c.ID)
			}
		default:
			draft.Title, draft.Rev = fmt.Sprintf("Plan %d of %d", i, seat), int64(i)
			draft.ID, err = s.SaveDraft(ctx, draft)
		}
		if err != nil {
			fail(fmt.Sprintf("write %d:", i), err)
		}
		if c.ID != 0 {
			lines++
		}
		slowest = max(slowest, time.Since(began))
	}
	if err := s.Close(); err != nil {
		fail("close:", err)
	}
	fmt.Println(lines, slowest.Milliseconds())
	os.Exit(0)
}

// Four programs that write to one file as fast as they can all get their turn:
// none meets an error, nothing is lost, and every line is in the history.
func TestCrowd(t *testing.T) {
	ctx := context.Background()
	s, _, goal := begun(t)
	before := len(mustChanges(t, s))
	began := time.Now()
	said := make([]string, crowdWindows)
	must(t, together(crowdWindows, func(i int) error {
		window := exec.Command(os.Args[0])
		window.Env = append(os.Environ(), crowdPath+"="+s.Path(), crowdSeat+"="+strconv.Itoa(i))
		out, err := window.CombinedOutput()
		if said[i] = strings.TrimSpace(string(out)); err != nil {
			return fmt.Errorf("window %d: %w: %s", i, err, said[i])
		}
		return nil
	}))
	took := time.Since(began)
	lines, slowest := 0, 0
	for i, words := range said {
		var n, slow int
		if _, err := fmt.Sscan(words, &n, &slow); err != nil {
			t.Fatalf("window %d: %q", i, words)
		}
		lines, slowest = lines+n, max(slowest, slow)
	}
	if got := len(mustChanges(t, s)) - before; got != lines {
		t.Errorf("%d lines in the history, %d were written", got, lines)
	}
	got, err := s.Goal(ctx, goal.ID)
	must(t, err)
	if want := len(goal.Milestones) + crowdWrites/10; len(got.Milestones) != want {
		t.Errorf("%d milestones, want %d", len(got.Milestones), want)
	}
	for i, m := range got.Milestones[1:] {
		if m.Rank <= got.Milestones[i].Rank {
			t.Errorf("ranks %d, %d", got.Milestones[i].Rank, m.Rank)
		}
	}
	readings, err := s.Readings(ctx, goal.Measures[0].ID, 0)
	must(t, err)
	if want := crowdWrites * 3 / 20; len(readings) != want {
		t.Errorf("%d readings, want %d", len(readings), want)
	}
	home, err := s.Home(ctx, model.Seat{})
	must(t, err)
	var plans []string
	for _, d := range home.Drafts {
		plans = append(plans, d.Title)
	}
	slices.Sort(plans)
	last := crowdWrites/crowdWindows - 1
	var want []string
	for i := range crowdWindows {
		want = append(want, fmt.Sprintf("Plan %d of %d", last, i))
	}
	if d := cmp.Diff(want, plans); d != "" {
		t.Errorf("plans (-want +got):\n%s", d)
	}
	wantSound(t, s)
	t.Logf("%d writes of %d windows in %v, the slowest in %d ms", crowdWrites, crowdWindows, took.Round(time.Millisecond), slowest)
}
