package plain

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"waymark/model"
)

var (
	monday = model.NewDay(2026, time.November, 23)
	dates  = model.Dates{Today: monday}
)

// rosa is a patient with one goal that has a milestone in every state.
func rosa() (model.Home, []model.Goal) {
	patient := model.Person{ID: 1, Name: "Rosa", Role: model.RolePatient}
	milestone := func(id int64, title string, s model.State, due model.Day) model.Milestone {
		return model.Milestone{ID: id, Title: title, State: s, Due: model.Due{Day: due}}
	}
	done := milestone(1, "Sit up", model.Reached, 0)
	done.Check = model.Check{On: monday - 3, ReachedBy: 1, By: "Rosa", CheckedBy: 2, Checker: "Ben"}
	last := milestone(5, "Walk to the park", model.Open, monday+27)
	last.Major, last.Sign = true, "I sit on the bench."
	g := model.Goal{
		ID: 1, UID: "u", Patient: patient, Title: "Walk far", Lifecycle: model.Active, QuietDays: 14, Start: monday - 21,
		Milestones: []model.Milestone{
			done, milestone(2, "Stand", model.Open, monday-1), milestone(3, "Climb", model.Resting, 0),
			milestone(4, "Jump", model.LetGo, 0), last,
		},
	}
	return model.Home{Patient: patient, At: model.At{ID: 2, Name: "Ben"}, People: []model.Person{patient}, Goals: []model.Summary{g.Summary(monday)}}, []model.Goal{g}
}

func TestToday(t *testing.T) {
	var b bytes.Buffer
	home, _ := rosa()
	Today(&b, home, dates)
	want := `Waymark. Rosa's recovery. Monday 23 November 2026. You are Ben.
Goal: Walk far. 1 of 3 done, 1 resting. Next: Stand. Planned for Sun 22 Nov.
Due: Stand. Planned for Sun 22 Nov.
`
	if b.String() != want {
		t.Errorf("today prints\n%s\nwant\n%s", b.String(), want)
	}
}

func TestShowAndTimeline(t *testing.T) {
	var b bytes.Buffer
	_, goals := rosa()
	Show(&b, goals, dates)
	want := `Goal: Walk far
1 of 3 done, 1 resting. 33 percent.
Done: Sit up. Fri 20 Nov, checked by Ben.
Its date has passed: Stand. Planned for Sun 22 Nov.
Resting: Climb.
Let go: Jump.
To do: Walk to the park. By Sun 20 Dec. Major milestone.
`
	if b.String() != want {
		t.Errorf("show prints\n%s\nwant\n%s", b.String(), want)
	}
	b.Reset()
	Timeline(&b, goals, dates)
	want = `Mon 2 Nov 2026. The start: Walk far.
Fri 20 Nov 2026. Done: Sit up. Checked by Ben.
Sun 22 Nov 2026. Its date has passed: Stand.
Mon 23 Nov 2026. Today.
Sun 20 Dec 2026. To do: Walk to the park. Major milestone.
No date yet. Resting: Climb.
`
	if b.String() != want {
		t.Errorf("timeline prints\n%s\nwant\n%s", b.String(), want)
	}
}

// What to keep in mind holds while a goal is lived with, and no longer.
func TestShowKeepsInMind(t *testing.T) {
	for _, tt := range []struct {
		lifecycle model.Lifecycle
		until     model.Day
		want      bool
	}{
		{model.Active, monday + 5, true}, {model.Active, monday - 1, false}, {model.OnHold, monday + 5, true}, {model.Completed, monday + 5, false}, {model.Cancelled, 0, false},
	} {
		var b bytes.Buffer
		_, goals := rosa()
		goals[0].Lifecycle, goals[0].Precautions = tt.lifecycle, []model.Precaution{{Text: "No bending", Until: model.Due{Day: tt.until}}}
		if Show(&b, goals, dates); strings.Contains(b.String(), "Keep in mind: No bending") != tt.want {
			t.Errorf("%s, until %s: want it %t\n%s", tt.lifecycle, tt.until, tt.want, b.String())
		}
	}
}

func TestJSONSaysNullForWhatIsAbsent(t *testing.T) {
	var b bytes.Buffer
	_, goals := rosa()
	if err := ShowJSON(&b, goals, monday); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{
		`"why": null`, `"area": null`, `"hoped_for": null`, `"confidence": null`, `"measures": []`, `"team": []`,
		`"due": {
            "date": null,
            "after_start_days": null,
            "as_typed": null
          }`,
		`"reached_on": "2026-11-20"`, `"reached_by": "Rosa"`, `"checked_by": "Ben"`, `"state": "let-go"`, `"percent": 33`,
		`"question": "How will I know when I've reached a major milestone?"`, `"sign": "I sit on the bench."`,
	} {
		if !strings.Contains(b.String(), part) {
			t.Errorf("no %s in\n%s", part, b.String())
		}
	}
	b.Reset()
	if err := ShowJSON(&b, nil, monday); err != nil || strings.TrimSpace(b.String()) != "{\n  \"goals\": []\n}" {
		t.Errorf("no goals: %v, %s", err, b.String())
	}
	var out any
	b.Reset()
	if err := TimelineJSON(&b, goals, monday); err != nil || json.Unmarshal(b.Bytes(), &out) != nil {
		t.Errorf("timeline: %v, %s", err, b.String())
	}
}

// What Waymark could do and does not says why, the same everywhere.
func TestRefused(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want string
	}{
		{&model.NotAllowedError{Name: "Ben", Right: model.RightPlan}, "This is switched off for Ben: change the plan. Someone who recovers can switch it on, under People."},
		{&model.NotAllowedError{Name: "Ben", Right: model.RightCheck}, "This is switched off for Ben: check off milestones. Someone who recovers can switch it on, under People."},
		{&model.NotAllowedError{Name: "Ben", Right: model.RightSay}, "Only someone who recovers can say who may do what. Nothing was changed."},
		{model.ErrNotThisName, "That is not the name of the person to remove. Nothing was removed. Type the name as it is shown."},
		{
			&model.LaterError{Later: []model.Change{{By: "Ben", Words: `Checked off "Stand"`}, {By: "Rosa", Words: "x"}}},
			`The same thing was changed again after that. Nothing was taken back. Last came: Ben checked off "Stand".`,
		},
		{&model.LaterError{}, "This can no longer be taken back: what it changed is not as it was left. Nothing was changed. Everything is safe."},
		{model.ErrChangedSince, "This can no longer be taken back: what it changed is not as it was left. Nothing was changed. Everything is safe."},
		{model.ErrBusy, ""},
	} {
		err := fmt.Errorf("undo: %w", tt.err)
		if got := Refused(err); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.err, got, tt.want)
		}
		want := tt.want
		if strings.HasPrefix(want, "This is switched off") { // a command can be of someone else
			first, _, _ := strings.Cut(want, " Someone")
			want = first + " Nothing was changed.\nIf someone else is here, add --by and their name."
		}
		if got := Explain(err, "/a/b.db"); want != "" && got != want {
			t.Errorf("%v is explained as %q", tt.err, got)
		}
	}
}

func TestExplainSaysWhatHappenedAndWhatToDo(t *testing.T) {
	for err, words := range map[error]string{
		model.ErrNewerFile:  "This file was written by a newer Waymark. Nothing was changed.",
		model.ErrNotWaymark: "This is not a Waymark file. Nothing was changed.",
		model.ErrDamaged:    "Keep a copy of /a/b.db before anything else.",
		model.ErrReadOnly:   "Choose another place with --file PATH.",
		model.ErrFull:       "Make some room, then start Waymark again.",
		model.ErrBusy:       "Close the other program, then try again.",
		ErrCrashed:          "Everything up to your last change is saved.",
		ErrStopped:          "Everything is saved.",
		ErrHungUp:           "Everything is saved.",
		ErrCutShort:         "Stopped. Nothing was changed.",
		ErrUnsure:           "What you did last may not be saved: Waymark did not wait for it. All else is saved.",
		ErrUnread:           "Something went wrong while reading. Nothing was changed.",
		ErrUnsaved:          "All else is saved.",
		ErrNotPrinted:       "Your file is as it was.",
		ErrUntold:           "It is written down. Saying it back here did not work.",
		ErrUnwritten:        "Something went wrong while writing it down.",
		model.ErrMoved:      "The file was moved or replaced just now. Nothing was written down.",
		errors.New("odd"):   "Try: waymark --help",
	} {
		if got := Explain(fmt.Errorf("open: %w", err), "/a/b.db"); !strings.Contains(got, words) {
			t.Errorf("%v is explained as %q, want %q in it", err, got, words)
		}
	}
}

// lived is rosa's goal after months: it rests, its plan changed, one milestone
// was reached before, and there is something to keep in mind.
func lived() []model.Goal {
	_, goals := rosa()
	g := &goals[0]
	g.Lifecycle, g.Since, g.Reason, g.Starter = model.OnHold, monday-2, "The flu.", "hip-by-weeks"
	g.Milestones[1].Earlier = []model.Earlier{{ID: 1, Check: model.Check{On: monday - 9, ReachedBy: 1, By: "Rosa"}, Until: monday - 5}}
	g.Precautions = []model.Precaution{{Text: "No jumping", Until: model.Due{Day: monday + 9}}, {Text: "No low chairs", Until: model.Due{Day: monday - 9}}}
	g.Changes = []model.Change{{ID: 7, On: monday - 2, GoalID: 1, Words: `Rested the goal. "The flu."`, By: "Ben"}}
	g.Answers = []model.Answer{{Key: model.KeySetback, Text: "Rest.", WrittenOn: monday - 20}}
	g.QuietDays = 14
	return goals
}

func TestShowAndTimelineOfAGoalLivedWith(t *testing.T) {
	var b bytes.Buffer
	Show(&b, lived(), dates)
	want := `Goal: Walk far
1 of 3 done, 1 resting. 33 percent.
Resting since Sat 21 Nov.
Keep in mind: No jumping, until Wed 2 Dec.
Done: Sit up. Fri 20 Nov, checked by Ben.
To do: Stand. Planned for Sun 22 Nov. Done before, on Sat 14 Nov.
Resting: Climb.
Let go: Jump.
To do: Walk to the park. Planned for Sun 20 Dec. Major milestone.
`
	if b.String() != want {
		t.Errorf("show prints\n%s\nwant\n%s", b.String(), want)
	}
	b.Reset()
	Timeline(&b, lived(), dates)
	want = `Mon 2 Nov 2026. The start: Walk far.
Sat 14 Nov 2026. Done then, and open again later: Stand. By Rosa.
Sat 14 Nov 2026. Until then: No low chairs.
Fri 20 Nov 2026. Done: Sit up. Checked by Ben.
Sat 21 Nov 2026. Plan: Rested the goal. "The flu." By Ben.
Sun 22 Nov 2026. Resting: Stand. Done before, on Sat 14 Nov.
Mon 23 Nov 2026. Today.
Wed 2 Dec 2026. Until then: No jumping.
Sun 20 Dec 2026. Resting: Walk to the park. Major milestone.
No date yet. Resting: Climb.
`
	if b.String() != want {
		t.Errorf("timeline prints\n%s\nwant\n%s", b.String(), want)
	}
	b.Reset()
	if err := TimelineJSON(&b, lived(), monday); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{
		`"kind": "reached-before"`, `"kind": "keep-in-mind-until"`, `"words": "No jumping"`, `"kind": "plan"`, `"words": "Rested the goal. \"The flu.\" By Ben."`,
	} {
		if !strings.Contains(b.String(), part) {
			t.Errorf("no %s in\n%s", part, b.String())
		}
	}
}

func TestPlan(t *testing.T) {
	var b bytes.Buffer
	Plan(&b, lived(), model.Dates{Today: monday, Style: model.MonthFirst})
	want := `Goal: Walk far
Begun from the example plan: A new hip: week by week. From Therapy West Physical Therapy. It speaks of adults who have a new hip joint. Your surgeon's or therapist's plan comes first. Change anything.

1. What short-term milestones will help me reach my long-term goal?
Sit up. Done Fri Nov 20, checked by Ben.
Stand. Planned for Sun Nov 22. Done before, on Sat Nov 14.
Climb. Resting.
Jump. Let go.
Walk to the park. Planned for Sun Dec 20. Major.
1 of 3 done, 1 resting. 1 let go.

2. How will we measure my progress along the way?
Not answered yet.

3. Who will help me track and adjust these milestones?
Not answered yet.

4. What happens if I fall behind or plateau?
Rest.
Written on Tuesday, November 3, 2026.

5. How will I know when I've reached a major milestone?
Walk to the park. I will know: I sit on the bench.
`
	if b.String() != want {
		t.Errorf("plan prints\n%s\nwant\n%s", b.String(), want)
	}
}

// Today says what is to be written down, and the one gentle note.
func TestTodaySaysWhatIsToBeDone(t *testing.T) {
	home, goals := rosa()
	pain := model.UsualMeasures()[0]
	pain.ID = 1
	goals[0].Measures = []model.Measure{pain, {ID: 2, Name: "Medicine taken", Kind: model.Done, EveryDays: 1}}
	goals[0].Series = map[int64]model.Series{2: model.SeriesOf([]model.Reading{{ID: 1, On: monday, Value: 1}}, monday)}
	goals[0].Milestones[1].Due.Day = monday - 4
	home.Goals = []model.Summary{goals[0].Summary(monday)}
	var b bytes.Buffer
	Today(&b, home, dates)
	for _, want := range []string{
		"To write down: Pain, 0 to 10.\n", "A gentle note: \"Stand\" was planned for Thu 19 Nov. Goal: Walk far.\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("today prints\n%s\nwithout %q", b.String(), want)
		}
	}
	if strings.Contains(b.String(), "To write down: Medicine") {
		t.Errorf("what is written down already is asked for:\n%s", b.String())
	}
}

func TestTodayWithNothingUnderWay(t *testing.T) {
	home, _ := rosa()
	home.Goals, home.Ended = nil, 1
	var b bytes.Buffer
	Today(&b, home, dates)
	if want := "Waymark. Rosa's recovery. Monday 23 November 2026. You are Ben.\nNo goal is under way just now.\n"; b.String() != want {
		t.Errorf("today prints\n%s\nwant\n%s", b.String(), want)
	}
}
