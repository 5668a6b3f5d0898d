package tui

import (
	"context"
	"strings"
	"testing"

	"waymark/model"
)

// levelling is a recovery whose knee stays near 95 degrees.
func levelling(t *testing.T, change func(g *model.Goal)) *recovery {
	t.Helper()
	in := newRecovery(t, change)
	in.level(t)
	return in
}

// level writes down a knee that bends further and then stays near 95 degrees.
func (in *recovery) level(t *testing.T) {
	t.Helper()
	for i, v := range []float64{85, 90, 95, 95, 96, 94, 95} {
		in.read(t, 0, 42-7*i, v)
	}
}

const levelNote = "Knee bend has stayed near 95 degrees"

// note goes to the gentle note on Today and opens it.
func (r *rig) note() {
	r.t.Helper()
	r.keys("home")
	r.goTo("note")
	r.keys("enter")
}

// way chooses one of the ways on.
func (r *rig) way(id string) {
	r.t.Helper()
	r.goTo(id)
	r.keys("enter")
}

// asPatient makes Rosa the one at the computer.
func (in *recovery) asPatient(t *testing.T) {
	t.Helper()
	if err := in.st.Sit(context.Background(), model.Seat{At: in.goal.Patient.ID}); err != nil {
		t.Fatal(err)
	}
	in.at = model.At{ID: in.goal.Patient.ID, Name: "Rosa"}
}

// The note stands after the goals, opens to the person's own words with their
// day, and says what it was seen from when it is asked.
func TestTheGentleNote(t *testing.T) {
	in := levelling(t, nil)
	in.asPatient(t)
	r := rigOn(t, in.st, 80, 40)
	if r.a.top().focus != "goal:1" {
		t.Errorf("the focus begins on %s", r.a.top().focus)
	}
	screen := r.screen()
	if at, goals := strings.Index(screen, levelNote), strings.Index(screen, "Goals"); at < goals || goals < 0 {
		t.Fatalf("the note does not stand after the goals:\n%s", screen)
	}
	r.note()
	r.sees(levelNote, "No ground is lost: it was 85 on Mon 12 Oct.", "On Monday 7 September 2026 you wrote what you wanted to do:", `"Drop back to 5 minutes. Call Dana."`,
		"There is no wrong choice.", "▌ 1 Do what I wrote.", "2 Talk to the care team. Dana, physical therapist. 555 0134.", "7 Not now.", "Your care team can help you find out.")
	r.seesNot("You set the smallest change")
	r.goTo("why")
	r.keys("enter")
	r.sees("readings from", "95 degrees", "5 degrees")
	r.keys("enter", "esc")
	r.sees("A gentle note", levelNote)
}

func TestTheGentleNoteForAHelper(t *testing.T) {
	in := levelling(t, nil)
	r := rigOn(t, in.st, 80, 40)
	r.note()
	r.sees("On Monday 7 September 2026 Rosa wrote this for such a day:", "1 Do what is written here.")
	r.seesNot("you wrote")
}

// Each way on is done there and then, takes the note away, stands on the
// timeline as a change of plan, and can be taken back.
func TestTheWaysOn(t *testing.T) {
	for name, tt := range map[string]struct {
		keys []string
		sees string // before the last key
		plan string // on the timeline
	}{
		"as written": {[]string{">do", "enter"}, "", `Chose to do what was written: "Drop back to 5 minutes. Call Dana."`},
		"talk":       {[]string{">talk", "enter", ">person:3", "enter"}, "", "Chose to talk to Dana."},
		"smaller": {
			[]string{">smaller", "enter", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace", "=88 degrees", "enter"},
			"▌ In other words Knee bends to 88 degrees", `Made "Knee bends to 90 degrees" a smaller step: "Knee bends to 88 degrees".`,
		},
		"new date": {[]string{">dates", "enter", "enter"}, "▌ New date 30 Nov 2026 That is Monday 30 November 2026.", `Chose a new date for "Knee bends to 90 degrees".`},
		"no date":  {[]string{">dates", "enter", ">undated", "enter"}, "", `Took the date off "Knee bends to 90 degrees".`},
		"shift":    {[]string{">dates", "enter", ">shift", "enter", "enter", "enter"}, "Move what lies ahead", "Moved what lies ahead 7 days later."},
		"rest one": {[]string{">rest", "enter", ">restone", "enter"}, "", `Rested "Knee bends to 90 degrees".`},
		"rest all": {[]string{">rest", "enter", ">restall", "enter", "enter", "enter"}, "Rest this goal", ""},
		"rewrite":  {[]string{">rewrite", "enter", "= And rest.", "esc", "esc"}, "", "Wrote anew what to do when things slow down."},
	} {
		t.Run(name, func(t *testing.T) {
			in := levelling(t, nil)
			r := rigOn(t, in.st, 100, 50)
			before := dumpGoal(t, in)
			r.note()
			last := len(tt.keys) - 1
			r.play(tt.keys[:last]...)
			r.sees(tt.sees)
			r.play(tt.keys[last])
			if _, on := r.a.top().screen.(*today); !on {
				t.Fatalf("not on Today:\n%s", r.screen())
			}
			stays := name == "rewrite" // words alone put nothing aside
			if got := strings.Contains(r.flat(), levelNote); got != stays {
				t.Fatalf("the note is there: %v\n%s", got, r.screen())
			}
			if tt.plan != "" { // of a goal under way
				r.keys("t")
				r.sees(tt.plan)
				r.keys("esc")
			}
			r.keys("u")
			r.sees(levelNote)
			if after := dumpGoal(t, in); after != before {
				t.Errorf("undo left\n%s\nnot\n%s", after, before)
			}
		})
	}
}

// dumpGoal is the goal of a recovery as its plan tells it.
func dumpGoal(t *testing.T, in *recovery) string {
	t.Helper()
	g, err := in.st.Goal(context.Background(), in.goal.ID)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range g.Plan(model.Dates{Today: today0}) {
		b.WriteString(strings.Join(append(p.Answer, p.Came...), "\n") + "\n")
	}
	b.WriteString(string(g.Lifecycle))
	return b.String()
}

// What is done about a note keeps it away for a week; doing what is written, for as
// long as the goal may be quiet.
func TestHowLongANoteStaysAway(t *testing.T) {
	for _, tt := range []struct {
		keys []string
		days int
	}{{[]string{">do", "enter"}, 30}, {[]string{">talk", "enter", ">person:3", "enter"}, 7}} {
		in := levelling(t, func(g *model.Goal) { g.QuietDays = 30 })
		in.read(t, 0, 2, 96)
		r := rigOn(t, in.st, 80, 40)
		r.note()
		r.play(tt.keys...)
		g := kept(t, r)
		if len(g.Hushes) != 1 || g.Hushes[0].Until != today0+model.Day(tt.days) || g.Hushes[0].About != "level:1" {
			t.Errorf("%q left %+v", tt.keys, g.Hushes)
		}
	}
}

// Where a measure goes the other way the care team comes first, and no step is to
// be made smaller.
func TestTheNoteOfTheOtherWay(t *testing.T) {
	in := newRecovery(t, nil)
	for i, v := range []float64{96, 95, 96, 96, 88, 87} {
		in.read(t, 0, 15-3*i, v)
	}
	r := rigOn(t, in.st, 80, 40)
	r.sees("Knee bend is 87 degrees now. It was near 96 before.")
	r.note()
	r.sees("If this worries you, call your care team.", "▌ 1 Talk to the care team. Dana, physical therapist. 555 0134.", "2 Do what is written here.")
	r.seesNot("a smaller step")
}

// A note on a date is about that milestone, wherever it stands in the list.
func TestTheNoteIsAboutItsMilestone(t *testing.T) {
	in := newRecovery(t, func(g *model.Goal) { g.Milestones[1].Due = model.Due{Day: today0 - 9} })
	r := rigOn(t, in.st, 80, 40)
	r.sees(`"Walk to the bench" was planned for Sat 14 Nov.`)
	r.note()
	r.sees(`Make "Walk to the bench" a smaller step.`)
	r.play(">dates", "enter", ">shift", "enter")
	r.sees("By how many days? 16", "Move it 16 days later") // so that it lies a week ahead
	r.keys("esc")
	r.play(">undated", "enter")
	if g := kept(t, r); !g.Milestones[1].Due.None() || g.Milestones[0].Due.None() {
		t.Errorf("%+v", g.Milestones)
	}
}

func TestWhatIsTypedInAWayIsChecked(t *testing.T) {
	in := levelling(t, nil)
	r := rigOn(t, in.st, 80, 40)
	r.note()
	r.way("smaller")
	r.keys("enter")
	r.sees("Change the words to a smaller step.")
	for range len("Knee bends to 90 degrees") {
		r.keys("backspace")
	}
	r.keys("enter")
	r.sees("A milestone needs a few words.")
	r.keys("esc")
	r.sees("▌ 3 Make")
	r.way("dates")
	for range len("30 Nov 2026") {
		r.keys("backspace")
	}
	r.typeText("28 nov")
	r.keys("enter")
	r.sees("That is the date it has. Choose another day.", "▌ New date 28 nov")
	r.typeText("nonsense")
	r.keys("enter")
	r.sees("We could not read", "▌ New date")
	r.keys("esc", "esc")
	r.sees("Today", levelNote)
}

// "Not now" gives a week without notes; the third time in a row the note waits
// until it is asked for.
func TestNotNow(t *testing.T) {
	in := levelling(t, func(g *model.Goal) {
		for i := range g.Milestones {
			g.Milestones[i].Due.Day = today0 + 100
		}
	})
	r := rigOn(t, in.st, 80, 40)
	for week := range 3 {
		r.note()
		r.sees([]string{"Ask me again in a week.", "Ask me again in a week.", "Not now. It waits until you ask for it."}[week])
		r.way("later")
		r.sees([]string{"Put a gentle note aside for a week.", "Put a gentle note aside for a week.", "Put a gentle note aside until it is asked for."}[week])
		r.seesNot("A gentle note")
		r.keys("t", "esc")
		for _, days := range []int{6, 1} {
			in.now, r.now = in.now.AddDate(0, 0, days), r.now.AddDate(0, 0, days)
			if days == 6 && week == 2 {
				continue
			}
			if days == 1 {
				in.read(t, 0, -int(model.DayOf(in.now)-today0), 94+float64(week%2)) // the knee is still read once a week
			}
			r.keys("t", "esc")
			if got, want := strings.Contains(r.flat(), "A gentle note"), days == 1 && week < 2; got != want {
				t.Fatalf("week %d, after %d days: a note is there: %v\n%s", week, days, got, r.screen())
			}
		}
	}
	r.keys("home", "enter")
	r.more("hard")
	r.sees(levelNote, "Let such notes come by themselves again")
	r.way("again")
	r.keys("esc")
	r.sees("A gentle note", levelNote)
}

// A date that has passed is no note at once; of a major milestone it is from the
// next day on.
func TestTheNoteOfADateThatPassed(t *testing.T) {
	for _, tt := range []struct {
		ago   int
		major bool
		want  string
	}{{3, false, ""}, {4, false, "was planned for Thu 19 Nov."}, {0, true, ""}, {1, true, "was planned for yesterday, Sun 22 Nov."}} {
		in := newRecovery(t, func(g *model.Goal) {
			g.Milestones[0].Due, g.Milestones[0].Major = model.Due{Day: today0 - model.Day(tt.ago)}, tt.major
			g.QuietDays = 365
		})
		r := rigOn(t, in.st, 80, 40)
		if got := strings.Contains(r.flat(), "A gentle note"); got != (tt.want != "") {
			t.Fatalf("%+v: a note is there: %v\n%s", tt, got, r.screen())
		}
		if tt.want == "" {
			continue
		}
		r.sees(tt.want)
		r.note()
		r.sees("Plans move. That is normal.", "▌ 1 It is done. Check it off.")
		r.keys("1")
		if tt.major {
			r.keys("2")
			r.sees("A MAJOR MILESTONE")
			r.keys("esc")
		}
		r.sees("Today", "1 of 2 done")
		r.seesNot("A gentle note")
	}
}

// Where question 4 was skipped it may be answered now.
func TestTheNoteWithoutWords(t *testing.T) {
	in := levelling(t, func(g *model.Goal) { g.Answers = nil })
	r := rigOn(t, in.st, 80, 40)
	r.note()
	r.sees("No plan for this is written yet. Two minutes are enough.", "▌ 1 Write a plan for this now.")
	r.seesNot("what I wrote")
	r.keys("1")
	r.sees("What happens if I fall behind or plateau?")
	r.typeText("Call Dana.")
	r.keys("esc")
	r.sees(`"Call Dana."`, "On Monday 23 November 2026")
}

// Nothing is noted of a goal that rests, and what is asked for is there all the
// same.
func TestNoNoteWhileResting(t *testing.T) {
	in := levelling(t, nil)
	r := rigOn(t, in.st, 80, 40)
	r.keys("enter")
	r.more("rest")
	r.keys("enter", "enter")
	r.more("hard")
	r.sees("For a day when things are hard.", "Do what is written here.")
	r.seesNot(levelNote, "Not now")
	r.way("talk")
	r.way("person:3")
	r.sees("Chose to talk to Dana.")
	r.keys("esc")
	r.seesNot("A gentle note")
}

// What happened in another window meanwhile is met as it is now.
func TestTheNoteIsOverMeanwhile(t *testing.T) {
	in := levelling(t, nil)
	r := rigOn(t, in.st, 80, 40)
	in.read(t, 0, 0, 110)
	r.note()
	r.sees("Today")
	r.seesNot("A gentle note")
}
