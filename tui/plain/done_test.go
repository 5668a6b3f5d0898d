package plain

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"waymark/model"
)

// ledger is a file of one goal in which milestones are checked off.
type ledger struct {
	File
	goal      model.Goal
	elsewhere func(*model.Milestone) // what another window does to a milestone before it is changed
	lost      error                  // of reading the goal, once something was written
	wrote     []model.Change
}

func (l *ledger) Titles(context.Context, int64) (list []model.Titled, err error) {
	for _, m := range l.goal.Milestones {
		list = append(list, model.Titled{ID: m.ID, GoalID: l.goal.ID, Title: m.Title, State: m.State})
	}
	return list, nil
}

func (l *ledger) GoalTitles(context.Context, int64) ([]model.Goal, error) {
	return []model.Goal{l.goal}, nil
}

func (l *ledger) Checklist(context.Context, int64) (model.Goal, error) {
	if len(l.wrote) > 0 && l.lost != nil {
		return model.Goal{}, l.lost
	}
	return l.goal, nil
}

func (l *ledger) ChangeMilestone(_ context.Context, at model.At, id int64, change model.MilestoneChange) (model.Change, error) {
	i := slices.IndexFunc(l.goal.Milestones, func(m model.Milestone) bool { return m.ID == id })
	m := &l.goal.Milestones[i]
	if l.elsewhere != nil {
		l.elsewhere(m)
	}
	deed, err := change(m)
	if err != nil || deed.Words == "" {
		return model.Change{}, err
	}
	l.wrote = append(l.wrote, model.Change{ID: 1, By: at.Name, Words: deed.Words})
	return l.wrote[0], nil
}

// atLedger is Ben's desk with Rosa's record on it.
func atLedger() (*ledger, Desk) {
	home, goals := rosa()
	ben := model.Person{ID: 2, Name: "Ben", Role: model.RoleFamily}
	l := &ledger{goal: goals[0]}
	return l, Desk{File: l, People: []model.Person{home.Patient, ben}, At: ben, Patient: home.Patient, Dates: dates}
}

// What another window checked off just before stays as it was told there.
func TestDoneInAnotherWindow(t *testing.T) {
	l, d := atLedger()
	there := model.Check{On: monday - 1, ReachedBy: 1, By: "Rosa", CheckedBy: 1, Checker: "Rosa", Note: "Mine."}
	l.elsewhere = func(m *model.Milestone) { m.State, m.Check = model.Reached, there }
	done, err := CheckOff{Milestone: "stand"}.Do(t.Context(), d)
	var b bytes.Buffer
	done.Print(&b, dates)
	if want := "Done already: Stand. Sun 22 Nov, by Rosa.\nNothing was changed.\n"; err != nil || b.String() != want || len(l.wrote) > 0 {
		t.Errorf("%v, %q, want %q; wrote %+v", err, b.String(), want, l.wrote)
	}
	l, d = atLedger()
	l.elsewhere = func(m *model.Milestone) { m.State, m.Check = model.Reached, there }
	_, err = CheckOff{Milestone: "stand", Note: "Ours."}.Do(t.Context(), d)
	if m, _ := l.goal.Milestone(2); !errors.As(err, new(MatchError)) || m.Check != there {
		t.Errorf("%v; the milestone is %+v", err, m)
	}
}

// What is checked off but cannot be said back is not called unwritten.
func TestDoneButNotSaidBack(t *testing.T) {
	l, d := atLedger()
	l.lost = model.ErrBusy
	_, err := CheckOff{Milestone: "stand"}.Do(t.Context(), d)
	if want := "It is written down."; len(l.wrote) != 1 || !errors.Is(err, ErrUntold) || !strings.HasPrefix(Explain(err, ""), want) {
		t.Errorf("wrote %+v: %v, %q, want %q", l.wrote, err, Explain(err, ""), want)
	}
}

// The name of a milestone that rests, or was let go, is no slip of another one's.
func TestDoneTakesNoOtherMilestone(t *testing.T) {
	for typed, want := range map[string]string{
		"climb": "No open milestone of a goal under way has \"climb\" in its name. There are:\n  Climbs. Goal: Walk far.\n  Jumps. Goal: Walk far.",
		"jump":  "More than one open milestone has \"jump\" in its name:",
	} {
		l, d := atLedger()
		l.goal.Milestones[1].Title, l.goal.Milestones[4].Title = "Climbs", "Jumps"
		if typed == "jump" {
			l.goal.Milestones[3].Title, l.goal.Milestones[1].Title = "High", "Jumps too"
		}
		if _, err := (CheckOff{Milestone: typed}).Do(t.Context(), d); err == nil || !strings.HasPrefix(err.Error(), want) || len(l.wrote) > 0 {
			t.Errorf("%q: %v, want %s", typed, err, want)
		}
	}
}

// Of a long list the first lines are said, and how many more there are.
func TestDoneListsAFew(t *testing.T) {
	l, d := atLedger()
	for i := range 30 {
		l.goal.Milestones = append(l.goal.Milestones, model.Milestone{ID: int64(10 + i), Title: fmt.Sprint("Stairs, part ", i), State: model.Open})
	}
	_, err := CheckOff{Milestone: "stairs"}.Do(t.Context(), d)
	if lines := strings.Split(err.Error(), "\n"); len(lines) != 23 || lines[20] != "  Stairs, part 19. Goal: Walk far." || lines[21] != "  and 10 more." {
		t.Errorf("it lists\n%v", err)
	}
	if _, err = (CheckOff{Milestone: "swim"}).Do(t.Context(), d); strings.Count(err.Error(), "\n") != 21 || !strings.HasSuffix(err.Error(), "\n  and 12 more.") {
		t.Errorf("it lists\n%v", err)
	}
}

// A celebration waits for the person whose it is, and for nobody else.
func TestDoneTellsOfCelebrations(t *testing.T) {
	for _, tt := range []struct{ by, treat, want string }{
		{"", "Cake.", "This is a major milestone. Its celebration waits on Today for Rosa.\n"},
		{"rosa", "Cake,\nwith Ben.", "This is a major milestone. How you said you would celebrate: \"Cake, with Ben.\"\n"},
		{"rosa", "", "This is a major milestone.\n"},
	} {
		l, d := atLedger()
		l.goal.Milestones[4].Treat = tt.treat
		done, err := CheckOff{Milestone: "park", By: tt.by}.Do(t.Context(), d)
		var b bytes.Buffer
		done.Print(&b, dates)
		if err != nil || !strings.HasSuffix(b.String(), ".\n"+tt.want) || done.Waits != (tt.by == "") {
			t.Errorf("by %q: %v, %q, want %q; waits %v", tt.by, err, b.String(), tt.want, done.Waits)
		}
	}
}
