package tui

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
	"waymark/store"
)

// today0 is the day of the tests.
var today0 = model.DayOf(monday)

// recovery is a file with one goal that has numbers: Rosa's, with Ben, her son,
// at the computer.
type recovery struct {
	st   *store.Store
	at   model.At
	goal model.Goal
	now  time.Time // what the file's clock says
}

// newRecovery makes it; change makes the goal what a test needs.
func newRecovery(t *testing.T, change func(g *model.Goal)) *recovery {
	t.Helper()
	return recoveryAt(t, filepath.Join(t.TempDir(), "waymark.db"), change)
}

// recoveryAt makes it at a path.
func recoveryAt(t *testing.T, path string, change func(g *model.Goal)) *recovery {
	t.Helper()
	ctx := context.Background()
	r := &recovery{now: monday}
	st := openStoreAt(t, path, func() time.Time { return r.now })
	_, err := st.SetUp(ctx, model.Person{Name: "Rosa"}, &model.Person{Name: "Ben", Role: model.RoleFamily, Relation: "her son"})
	if err != nil {
		t.Fatal(err)
	}
	home, err := st.Home(ctx, model.Seat{})
	if err != nil {
		t.Fatal(err)
	}
	start := today0 - 77
	g := model.Goal{
		Patient: home.Patient, Title: "Walk to the park and back", Start: start, Lifecycle: model.Active, QuietDays: 14,
		Team:    []model.Person{{Name: "Dana", Role: model.RolePhysical, Contact: "555 0134"}},
		Answers: []model.Answer{{Key: model.KeySetback, Text: "Drop back to 5 minutes. Call Dana.", WrittenOn: start}},
		Measures: []model.Measure{
			{Name: "Knee bend", Unit: "degrees", Kind: model.Number, Better: model.Higher, Baseline: new(85.0), AimLow: new(120.0), Min: new(-30.0), Max: new(180.0), EveryDays: 7, Small: new(5.0), SmallFrom: "Dana"},
			{Name: "Pain", Unit: "of 10", Kind: model.Number, Better: model.Lower, AimHigh: new(2.0), Min: new(0.0), Max: new(10.0), EveryDays: 1},
			{Name: "Medicine taken", Kind: model.Done, Better: model.Higher, EveryDays: 1},
		},
		Milestones: []model.Milestone{
			{Title: "Knee bends to 90 degrees", Due: model.Due{Day: today0 + 5}, Criterion: model.Criterion{Measure: "Knee bend", Aim: model.Aim{Low: new(90.0)}}},
			{Title: "Walk to the bench", Due: model.Due{Day: today0 + 20}, Major: true},
		},
	}
	if change != nil {
		change(&g)
	}
	id, _, err := st.StartGoal(ctx, model.At{ID: home.Patient.ID, Name: home.Patient.Name}, g, 0)
	if err != nil {
		t.Fatal(err)
	}
	if g, err = st.Goal(ctx, id); err != nil {
		t.Fatal(err)
	}
	r.st, r.at, r.goal = st, home.At, g
	return r
}

// read writes a reading of a measure down, so many days ago.
func (r *recovery) read(t *testing.T, measure int, ago int, value float64) {
	t.Helper()
	_, _, err := r.st.AddReading(context.Background(), r.at, r.goal.Measures[measure].ID, model.Reading{On: today0 - model.Day(ago), Value: value, ReadBy: r.at.ID})
	if err != nil {
		t.Fatal(err)
	}
}

// values are the readings of a measure in the file, newest first.
func (r *recovery) values(t *testing.T, measure int) []string {
	t.Helper()
	list, err := r.st.Readings(context.Background(), r.goal.Measures[measure].ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	said := []string{}
	for _, one := range list {
		s := fmt.Sprintf("%d days ago: %s by %s", today0-one.On, model.FormatNumber(one.Value), one.By)
		if one.Note != "" {
			s += ", " + one.Note
		}
		said = append(said, s)
	}
	return said
}

// has fails the test unless the file holds these readings of a measure.
func (r *recovery) has(t *testing.T, measure int, want ...string) {
	t.Helper()
	if d := cmp.Diff(append([]string{}, want...), r.values(t, measure)); d != "" {
		t.Fatalf("readings (-want +got):\n%s", d)
	}
}

func TestWriteDownAReading(t *testing.T) {
	in := newRecovery(t, nil)
	in.read(t, 0, 28, 84)
	r := rigOn(t, in.st, 80, 24)
	r.keys("enter", "r", "1")
	r.sees("Knee bend, in degrees.", "Last time: 84 degrees on Mon 26 Oct.", "When? today", "That is Monday 23 November 2026.", "Who measured it? Ben", "If this worries you, call your care team. Dana: 555 0134.")
	r.keys("enter")
	r.sees("Type a number, or press Left or Right.")
	in.has(t, 0, "28 days ago: 84 by Ben")
	r.keys("right")
	r.sees("84 degrees. Last time")
	r.keys("right", "right", "right", "left")
	r.sees("▌ How much? 86", "86 degrees.")
	r.goTo("by")
	r.keys("right")
	r.sees("Who measured it? Dana")
	r.goTo("note")
	r.typeText("After the walk")
	r.goTo("save")
	r.keys("enter")
	r.sees("Saved. Knee bend: 86 degrees. Up 2 in 4 weeks. Press u to undo.", "86 of 90 degrees.")
	in.has(t, 0, "0 days ago: 86 by Dana, After the walk", "28 days ago: 84 by Ben")
	r.keys("u")
	r.sees("Undone: wrote down Knee bend: 86 degrees.", "84 of 90 degrees.")
	in.has(t, 0, "28 days ago: 84 by Ben")
}

// What is typed replaces what the arrows chose; numbers have points, commas,
// signs and units.
func TestTypedValues(t *testing.T) {
	for typed, want := range map[string]string{
		"84.5": "84.5", "84,5": "84.5", "-10": "-10", "−10": "-10", "96 degrees": "96", "96°": "96", " 7 ": "7",
	} {
		in := newRecovery(t, nil)
		r := rigOn(t, in.st, 80, 24)
		r.keys("enter", "r", "1", "right")
		r.typeText(typed)
		r.keys("enter")
		in.has(t, 0, "0 days ago: "+want+" by Ben")
	}
}

func TestSlipsAreCaught(t *testing.T) {
	in := newRecovery(t, nil)
	r := rigOn(t, in.st, 80, 24)
	r.keys("enter", "r", "1")
	r.typeText("960")
	r.keys("enter")
	r.sees("▌ How much? 960", "960 is more than knee bend goes to, which is 180. Did you mean 96? Enter says yes.")
	in.has(t, 0)
	r.keys("enter")
	r.sees("Saved. Knee bend: 96 degrees.")
	in.has(t, 0, "0 days ago: 96 by Ben")

	r.keys("esc") // the question whether it reaches a milestone
	r.keys("r", "1")
	r.typeText("999")
	r.keys("enter")
	r.sees("Did you mean 99?")
	r.keys("backspace")
	r.seesNot("Did you mean")
	r.keys("enter", "esc")
	in.has(t, 0, "0 days ago: 99 by Ben", "0 days ago: 96 by Ben")

	r.keys("r", "1")
	r.typeText("soon")
	r.keys("enter")
	r.sees(`"soon" is not a number we can read.`, "▌ How much? soon")
	r.keys("esc")
	r.sees("Something here could not be saved.", "▌ How much? soon")
	r.keys("esc")
	r.sees("Milestones")
	in.has(t, 0, "0 days ago: 99 by Ben", "0 days ago: 96 by Ben")
}

func TestTheDayOfAReading(t *testing.T) {
	in := newRecovery(t, nil)
	r := rigOn(t, in.st, 80, 24)
	write := func(day string) {
		t.Helper()
		r.keys("enter", "r", "1")
		r.typeText("80")
		r.keys("down")
		r.typeText(day)
	}
	write("Tuesday")
	r.sees("That is Tuesday 17 November 2026.")
	r.keys("enter", "esc")
	in.has(t, 0, "6 days ago: 80 by Ben")

	write("tomorrow")
	r.keys("enter")
	r.sees("That day has not come yet.", "▌ When? tomorrow")
	r.keys("esc", "esc", "esc")
	in.has(t, 0, "6 days ago: 80 by Ben")

	write("")
	r.keys("left", "left", "left", "right")
	r.sees("That is Saturday 21 November 2026.")
	r.keys("right", "right", "right")
	r.sees("That day has not come yet.", "When? today")
	r.keys("left", "enter")
	in.has(t, 0, "1 days ago: 80 by Ben", "6 days ago: 80 by Ben")
}

func TestPainIsChosenOnItsScale(t *testing.T) {
	in := newRecovery(t, nil)
	r := rigOn(t, in.st, 80, 24)
	r.keys("r", "2")
	r.sees("Pain, 0 to 10.", "0 1 2 3 4 5 6 7 8 9 10", "10 is the worst you can think of.", "Call 911")
	r.seesNot("^")
	r.keys("right")
	r.sees("^", "▌ How much? 0")
	r.typeText("3")
	r.sees("▌ How much? 3")
	r.typeText("7")
	r.sees("▌ How much? 37")
	r.seesNot("37 of 10")
	r.keys("enter") // and is no other number by itself
	r.sees("Pain goes from 0 to 10. You typed 37. Type a number from 0 to 10.")
	r.keys("backspace", "backspace")
	r.typeText("100")
	r.keys("enter")
	r.sees("100 is more than pain goes to, which is 10. Did you mean 10?")
	r.keys("backspace", "backspace", "backspace")
	r.typeText("10")
	r.sees("▌ How much? 10", "10 of 10.")
	r.keys("right")
	r.sees("▌ How much? 10")
	r.keys("left", "enter")
	r.sees("Saved. Pain: 9 of 10.")
	in.has(t, 1, "0 days ago: 9 by Ben")
}

// Leaving keeps what is typed, as on every other page; a row leaves without.
func TestLeavingAReading(t *testing.T) {
	in := newRecovery(t, nil)
	r := rigOn(t, in.st, 80, 24)
	r.keys("enter", "r", "1", "esc")
	in.has(t, 0)
	r.keys("r", "1")
	r.typeText("80")
	r.goTo("drop")
	r.keys("enter")
	r.sees("Nothing was written down.")
	in.has(t, 0)
	r.keys("r", "1")
	r.typeText("80")
	r.keys("esc")
	r.sees("Saved. Knee bend: 80 degrees.")
	in.has(t, 0, "0 days ago: 80 by Ben")
	r.keys("r", "1")
	r.typeText("81")
	r.keys("ctrl+c")
	in.has(t, 0, "0 days ago: 81 by Ben", "0 days ago: 80 by Ben")
	if r.a.unsaved {
		t.Error("it is said that something was not saved")
	}
}

func TestAnUnreadValueIsToldOnTheWayOut(t *testing.T) {
	in := newRecovery(t, nil)
	r := rigOn(t, in.st, 80, 24)
	r.keys("enter", "r", "1")
	r.typeText("soon")
	r.keys("ctrl+c")
	if !r.a.unsaved || !r.a.leaving {
		t.Error("Ctrl-C says nothing of what could not be read")
	}
	in.has(t, 0)
}

// What is done or not takes one key, which takes it back too.
func TestDoneTodayIsOneKey(t *testing.T) {
	in := newRecovery(t, nil)
	for ago := 1; ago < 28; ago++ {
		in.read(t, 2, ago, float64(min(1, ago%3)))
	}
	r := rigOn(t, in.st, 80, 30)
	r.sees("To write down today", "Medicine taken. 18 of the last 27 days.")
	medicine := rowID("measure", in.goal.Measures[2].ID)
	r.goTo(medicine)
	r.keys("space")
	r.sees("Saved. Medicine taken: done. 19 of the last 28 days.")
	if got := in.values(t, 2)[0]; got != "0 days ago: 1 by Rosa" {
		t.Errorf("in the file: %s", got)
	}
	r.keys("home", "enter")
	r.goTo(medicine)
	r.sees("▌ ✓", "19 of the last 28 days.")
	r.keys("space")
	r.sees("▌ ○", "18 of the last 27 days.", "Removed a reading of Medicine taken: done.")
	r.keys("space", "u")
	r.sees("▌ ○", "18 of the last 27 days.")
	r.keys("enter")
	r.sees("Medicine taken", "Mo Tu We", "Done today")
	r.keys("enter")
	r.sees("▌ ✓ Done today")
	r.goTo("reading")
	r.keys("enter", "enter")
	r.sees("Was it done? Press Left or Right.")
	r.keys("right", "right", "right")
	r.sees("▌ Done? (press Left or Right)")
	r.keys("right", "right")
	r.sees("▌ Done? No.")
	r.keys("enter")
	if got := in.values(t, 2)[0]; got != "0 days ago: 0 by Ben" {
		t.Errorf("in the file: %s", got)
	}
}

// One goes through all that is due today; what is not due is left out.
func TestTheNextOneThatIsDue(t *testing.T) {
	in := newRecovery(t, nil)
	in.read(t, 0, 3, 80) // once a week: not due
	r := rigOn(t, in.st, 80, 24)
	r.keys("r")
	r.sees("Which one?", "1 Knee bend, in degrees. Last time: 80 degrees on Fri 20 Nov.", "▌ 2 Pain, 0 to 10. No reading yet.", "3 Medicine taken. No reading yet.")
	r.keys("enter")
	r.sees("Save, and write down the next one: Medicine taken")
	r.typeText("4")
	r.goTo("next")
	r.keys("enter")
	r.sees("Saved. Pain: 4 of 10.", "Medicine taken", "Done?")
	r.seesNot("the next one")
	r.keys("right", "enter")
	r.sees("Goals", "Medicine taken: done.")
	r.seesNot("To write down today")
	in.has(t, 1, "0 days ago: 4 by Ben")
	in.has(t, 2, "0 days ago: 1 by Ben")
}
