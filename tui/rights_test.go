package tui

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"waymark/model"
)

// bothRights are all that can be switched off for a helper.
const bothRights = model.RightCheck | model.RightPlan

// helperAt opens Waymark at a stop of the tour with Ben, who helps, at the
// computer, for whom something is switched off. What leads to screens that are
// not opened for him leads as far as it does.
func helperAt(t *testing.T, s stop, off model.Right, w, h int) *rig {
	t.Helper()
	first := at(t, stop{on: s.on}, 80, 24)
	r := rigOn(t, helped(t, first.store, off), w, h)
	for _, k := range s.keys {
		if row, ok := strings.CutPrefix(k, ">"); ok && r.a.top().page.find(row) < 0 {
			break
		}
		r.play(k)
	}
	return r
}

// helped has Ben sit at the computer, with rights switched off by Rosa.
func helped(t *testing.T, st Store, off model.Right) Store {
	t.Helper()
	ctx := context.Background()
	home, err := st.Home(ctx, model.Seat{})
	if err != nil {
		t.Fatal(err)
	}
	rosa := model.At{ID: home.Patient.ID, Name: home.Patient.Name}
	at := slices.IndexFunc(home.People, func(p model.Person) bool { return p.Name == "Ben" })
	var ben int64
	if at >= 0 {
		ben = home.People[at].ID
	} else if ben, _, err = st.AddPerson(ctx, rosa, model.Person{Name: "Ben", Role: model.RoleFamily}); err != nil {
		t.Fatal(err)
	}
	allow(t, st, ben, off, false)
	if err := st.Sit(ctx, model.Seat{At: ben, Patient: home.Patient.ID}); err != nil {
		t.Fatal(err)
	}
	return st
}

// allow has Rosa switch rights on or off for someone, as in another window.
func allow(t *testing.T, st Store, person int64, rights model.Right, on bool) {
	t.Helper()
	ctx := context.Background()
	home, err := st.Home(ctx, model.Seat{})
	if err != nil {
		t.Fatal(err)
	}
	rosa := model.At{ID: home.Patient.ID, Name: home.Patient.Name}
	for _, one := range []model.Right{model.RightCheck, model.RightPlan} {
		if rights&one != 0 {
			if _, err := st.ChangePerson(ctx, rosa, person, model.Allow(one, on)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// plans are all goals with their plans, without readings, the notes that are put
// aside and the story of both.
func plans(t *testing.T, st Store) []model.Goal {
	t.Helper()
	ctx := context.Background()
	home, err := st.Home(ctx, model.Seat{})
	if err != nil {
		t.Fatal(err)
	}
	titles, err := st.GoalTitles(ctx, home.Patient.ID)
	if err != nil {
		t.Fatal(err)
	}
	var list []model.Goal
	for _, g := range titles {
		g, err := st.Goal(ctx, g.ID)
		if err != nil {
			t.Fatal(err)
		}
		g.Series, g.Hushes, g.Changes = nil, nil, nil
		g.Patient = model.Person{ID: g.Patient.ID}
		for i, p := range g.Team { // what people say of themselves is no plan
			g.Team[i] = model.Person{ID: p.ID}
		}
		list = append(list, g)
	}
	return list
}

// TestRightsMakeTheDifference presses the same keys with a right switched off and
// on: off, they say why and change nothing; on, they change the plan or open what
// changes it.
func TestRightsMakeTheDifference(t *testing.T) {
	const check, plan = model.RightCheck, model.RightPlan
	tests := []struct {
		name string
		stop stop
		keys []string
		need model.Right
		then []string // with the right on
	}{
		{"Space on the checklist", stop{on: "demo", keys: []string{"enter"}}, []string{"space"}, check, nil},
		{"Space on Today", stop{on: "demo"}, []string{">due:6", "space"}, check, nil},
		{"Space on a timeline", stop{on: "demo", keys: []string{"t"}}, []string{"space"}, check, nil},
		{"Space beside a measure", stop{on: "numbers", keys: []string{"enter", ">measure:1", "enter"}}, []string{">milestone:1", "space"}, check, nil},
		{"checked off on its page", stop{on: "demo", keys: []string{"enter", "enter"}}, []string{">check", "enter"}, check, nil},
		{"Space on its page", stop{on: "demo", keys: []string{"enter", "enter"}}, []string{"space"}, check, nil},
		{"who did it", stop{on: "demo", keys: []string{"enter", "up", "enter"}}, []string{">by", "right"}, check, nil},
		{"the note", stop{on: "demo", keys: []string{"enter", "up", "enter"}}, []string{">note", "enter"}, check, []string{">note", "=Hard.", "enter"}},
		{"reached", stop{on: "numbers", keys: []string{"r", ">measure:1", "enter", "=101", "enter"}}, []string{"1"}, check, nil},
		{"rest it, on a hard day", stop{on: "demo", keys: []string{"enter", "m", "=hard", "enter"}}, []string{">rest", "enter"}, plan, []string{">restone", "enter"}},
		{"a new goal", stop{on: "demo"}, []string{">new", "enter"}, plan, nil},
		{"n on Today", stop{on: "demo"}, []string{"n"}, plan, nil},
		{"n on a goal", stop{on: "demo", keys: []string{"enter"}}, []string{"n"}, plan, []string{"=Stand up", "enter"}},
		{"the words", stop{on: "demo", keys: []string{"enter", "enter"}}, []string{">title", "enter"}, plan, []string{">title", "= and back", "enter"}},
		{"the date", stop{on: "demo", keys: []string{"enter", "enter"}}, []string{">due", "enter"}, plan, []string{">due", "=1", "enter"}},
		{"major", stop{on: "demo", keys: []string{"enter", "enter"}}, []string{">major", "left"}, plan, nil},
		{"rest it", stop{on: "demo", keys: []string{"enter", "enter"}}, []string{">rest", "space"}, plan, nil},
		{"let it go", stop{on: "demo", keys: []string{"enter", "enter"}}, []string{">drop", "enter"}, plan, nil},
		{"remove it", stop{on: "demo", keys: []string{"enter", "enter"}}, []string{">remove", "enter"}, plan, nil},
		{"in order", stop{on: "demo", keys: []string{"enter", "enter"}}, []string{">order", "enter"}, plan, []string{"right"}},
		{"to another goal", stop{on: "demo", keys: []string{"enter", "enter"}}, []string{">home", "enter"}, plan, nil},
		{"another number", stop{on: "numbers", keys: []string{"enter", "enter"}}, []string{">measure", "right"}, plan, nil},
		{"an answer", stop{on: "demo", keys: []string{"enter", "m", "=five", "enter"}}, []string{"4"}, plan, nil},
		{"rest a goal", stop{on: "demo", keys: []string{"enter"}}, []string{"m", "=rest", "enter"}, plan, nil},
		{"rest a goal, from its row of More", stop{on: "demo", keys: []string{"enter", "m"}}, []string{">rest", "enter"}, plan, nil},
		{"move what lies ahead", stop{on: "demo"}, []string{"m", "=ill", "enter"}, plan, nil},
		{"the aim", stop{on: "numbers", keys: []string{"enter", ">measure:1", "enter"}}, []string{">change", "enter"}, plan, nil},
		{"wake", stop{on: "lived", keys: []string{">shelf", "enter", "enter"}}, []string{">wake", "enter"}, plan, nil},
		{"an example plan", stop{on: "demo", keys: []string{"m", "=example", "enter", "enter"}}, []string{">use", "enter"}, plan, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for _, off := range []model.Right{tt.need, bothRights, bothRights &^ tt.need} {
				r := helperAt(t, tt.stop, off, 80, 24)
				before, screen := plans(t, r.store), r.a.top().screen
				kind := reflect.TypeOf(screen)
				for _, k := range tt.keys {
					r.play(k)
				}
				if off&tt.need == 0 {
					r.play(tt.then...)
				}
				moved := reflect.TypeOf(r.a.top().screen) != kind || !reflect.DeepEqual(before, plans(t, r.store))
				if off&tt.need == 0 {
					if !moved {
						t.Fatalf("with the right on nothing came of it:\n%s", r.screen())
					}
					continue
				}
				r.sees("switched off for Ben. Rosa can switch")
				if moved && reflect.TypeOf(r.a.top().screen) != reflect.TypeFor[*more]() {
					t.Fatalf("with %d off something came of it:\n%s", off, r.screen())
				}
			}
		})
	}
}

// TestOwnRecordIsNeverRestricted has Rosa, for whom both are switched off on the
// records of others, at her own.
func TestOwnRecordIsNeverRestricted(t *testing.T) {
	first := at(t, stop{on: "demo"}, 80, 24)
	rosa := first.a.sh.home.Patient.ID
	allow(t, first.store, rosa, bothRights, false)
	if err := first.store.Sit(t.Context(), model.Seat{At: rosa}); err != nil {
		t.Fatal(err)
	}
	r := rigOn(t, first.store, 80, 24)
	r.keys("enter")
	r.seesNot("witched off")
	before := plans(t, r.store)
	r.keys("space")
	if reflect.DeepEqual(before, plans(t, r.store)) {
		t.Errorf("Rosa could not check off:\n%s", r.screen())
	}
	r.keys("n")
	r.typeText("Stand up")
	r.keys("enter")
	r.sees("You added 1 milestone.")
}

// TestReadingsAreNeverSwitchedOff writes one down with all else off.
func TestReadingsAreNeverSwitchedOff(t *testing.T) {
	r := helperAt(t, stop{on: "numbers", keys: []string{"r", ">measure:1", "enter"}}, bothRights, 80, 24)
	r.typeText("96")
	r.keys("enter")
	r.sees("Saved. Knee bend: 96")
}

// TestDraftsStay has Rosa begin to plan a goal: Ben, who may not change the plan,
// is not met with it, can look, and can neither go on with it nor remove it.
func TestDraftsStay(t *testing.T) {
	first := at(t, stop{on: "demo", keys: []string{"n", "=Swim again", "wait"}}, 80, 24)
	r := rigOn(t, helped(t, first.store, model.RightPlan), 80, 24)
	r.sees("Rosa › Today")
	r.play(">drafts", "enter", "enter")
	for _, key := range []string{"1", "2", "4"} {
		r.a.note = ""
		r.keys(key)
		r.sees("Swim again", "Changing the plan is switched off for Ben. Rosa can switch it on, under People.")
	}
	r.keys("3")
	r.sees("Kept. You will find it on Today.", "Swim again")
}

// TestCelebrationIsOnlyRead has Ben look at the celebration of what Rosa checked
// off: her words are there, and stay as they are.
func TestCelebrationIsOnlyRead(t *testing.T) {
	first := at(t, stop{on: "demo", keys: []string{"enter", ">milestone:10", "space", "2", "=I sat by the pond.", "enter"}}, 80, 24)
	r := rigOn(t, helped(t, first.store, model.RightCheck), 80, 40)
	r.play("enter", ">milestone:10", "enter", ">celebrate", "enter", ">note")
	r.sees("A MAJOR MILESTONE", "I sat by the pond. Switched off for Ben.", "Take the check mark off. Switched off for Ben.")
	before := plans(t, r.store)
	for _, row := range []string{"note", "undo"} {
		for _, key := range []string{"enter", "space", "left", "x"} {
			r.a.note = ""
			if r.play(">"+row, key); key != "x" {
				r.sees("Checking off is switched off for Ben. Rosa can switch it on, under People.")
			}
		}
	}
	r.keys("esc")
	r.sees("Milestone", "Done.")
	if !reflect.DeepEqual(before, plans(t, r.store)) || r.refused > 0 {
		t.Errorf("something was changed, or refused %d times", r.refused)
	}
}

// TestSwitchedOffWhileTyping has Rosa switch the plan off in another window while
// words are being typed: they stay in sight, leaving says why they are not kept,
// and what may still be kept is.
func TestSwitchedOffWhileTyping(t *testing.T) {
	for _, known := range []bool{false, true} {
		t.Run(fmt.Sprintf("known here: %v", known), func(t *testing.T) {
			r := helperAt(t, stop{on: "demo", keys: []string{"enter", "up", "enter", ">title"}}, 0, 80, 24)
			r.typeText(" and smile")
			r.goTo("note")
			r.typeText("We laughed.")
			ben := r.a.sh.home.At.ID
			allow(t, r.store, ben, model.RightPlan, false)
			if known { // as when another window's change was noticed
				home, err := r.store.Home(t.Context(), r.a.sh.home.Seat())
				if err != nil {
					t.Fatal(err)
				}
				r.a.sh.home = home
			}
			r.keys("esc")
			r.sees("and smile", "We laughed.", "Changing the plan is switched off for Ben.")
			r.keys("esc")
			if _, on := r.a.top().screen.(*goalScreen); !on {
				t.Fatalf("still there:\n%s", r.screen())
			}
			kept := slices.ContainsFunc(plans(t, r.store), func(g model.Goal) bool {
				return slices.ContainsFunc(g.Milestones, func(m model.Milestone) bool { return strings.Contains(m.Check.Note, "We laughed.") })
			})
			if known && !kept {
				t.Errorf("the note, which may be kept, was not:\n%s", r.screen())
			}
		})
	}
}

// TestRefusedByTheStore says why where this window did not know yet.
func TestRefusedByTheStore(t *testing.T) {
	r := helperAt(t, stop{on: "demo", keys: []string{"enter"}}, 0, 80, 24)
	allow(t, r.store, r.a.sh.home.At.ID, bothRights, false)
	r.keys("space")
	r.sees("Checking off is switched off for Ben. Rosa can switch it on, under People.")
	if r.refused != 1 {
		t.Errorf("the store refused %d times", r.refused)
	}
}

// TestWhyWords are the words for each right, in full and in a row's few.
func TestWhyWords(t *testing.T) {
	r := helperAt(t, stop{on: "demo"}, bothRights, 80, 24)
	for _, tt := range []struct {
		need        model.Right
		full, brief string
	}{
		{model.RightNone, "", ""},
		{model.RightCheck, "Checking off is switched off for Ben. Rosa can switch it on, under People.", "Switched off for Ben."},
		{model.RightPlan, "Changing the plan is switched off for Ben. Rosa can switch it on, under People.", "Switched off for Ben."},
		{bothRights, "Checking off and changing the plan are switched off for Ben. Rosa can switch them on, under People.", "Switched off for Ben."},
		{model.RightSay, "Only Rosa can say who may do what.", "Rosa decides this."},
	} {
		if full, brief := r.a.sh.why(tt.need), r.a.sh.briefly(tt.need); full != tt.full || brief != tt.brief {
			t.Errorf("%d: %q and %q", tt.need, full, brief)
		}
	}
}

// TestWithheldWithTheMouse clicks on a mark and on a row in focus.
func TestWithheldWithTheMouse(t *testing.T) {
	r := helperAt(t, stop{on: "demo", keys: []string{"enter"}}, bothRights, 80, 24)
	r.click("○")
	r.sees("Checking off is switched off for Ben. Rosa can switch it on, under People.", "5 of 10")
	r.click("Add a milestone")
	r.click("Add a milestone")
	r.sees("Changing the plan is switched off for Ben. Rosa can switch it on, under People.")
}

// TestAnyKeysWithAllOff presses whatever comes for Ben, for whom all is off: no
// plan changes, and the store never has to refuse.
func TestAnyKeysWithAllOff(t *testing.T) {
	names := []string{
		"enter", "enter", "enter", "space", "space", "esc", "up", "down", "down", "down", "left", "right", "tab", "backspace", "pgdown",
		"t", "n", "r", "e", "m", "m", "/", "1", "2", "3", "4", "5", "rest", "remove", "day",
	}
	rapid.Check(t, func(rt *rapid.T) {
		r := at(t, stop{on: "off"}, 80, 24)
		before := plans(t, r.store)
		for range rapid.IntRange(1, 60).Draw(rt, "keys") {
			switch name := rapid.SampledFrom(names).Draw(rt, "key"); {
			case r.a.quit || r.a.sh.home.At.Name != "Ben": // who may do all, from then on
			case len(name) > 2 && keyMsg(name).Text != "":
				r.typeText(name)
			default:
				r.keys(name)
			}
			r.fits(80, 24)
		}
		if r.refused > 0 {
			rt.Fatalf("the store had to refuse:\n%s", r.screen())
		}
		list, err := r.store.Changes(t.Context(), model.Lines{Most: 100})
		if err != nil {
			rt.Fatal(err)
		}
		if !slices.ContainsFunc(list, func(c model.Change) bool { return c.Kind == model.KindUndo }) { // of what Ben did before
			held(t, bothRights, before, plans(t, r.store))
		}
	})
}

// refusedBy reports whether the store refused what was asked.
func refusedBy(msg any) bool {
	switch msg := msg.(type) {
	case answer:
		return errors.Is(msg.err, model.ErrNotAllowed)
	case keptMsg:
		return errors.Is(msg.err, model.ErrNotAllowed)
	}
	return false
}

// TestPeopleOfOthersAreOnlyRead has Ben, who may not change the plan, look at
// Dana's line and at his own, which he may change.
func TestPeopleOfOthersAreOnlyRead(t *testing.T) {
	r := helperAt(t, stop{on: "demo"}, model.RightPlan, 80, 40)
	r.more(doPeople)
	people := r.a.sh.home.People
	for _, p := range people {
		if p.Recovers() {
			continue
		}
		r.goTo(rowID("person", p.ID))
		r.keys("enter")
		r.goTo("name")
		own := p.ID == r.a.sh.home.At.ID
		r.keys(map[bool]string{true: "X", false: "enter"}[own])
		r.sees(map[bool]string{true: p.Name + "X", false: "Changing the plan is switched off for Ben. Rosa can switch it on, under People."}[own])
		if own {
			r.keys("backspace")
		}
		r.keys("esc")
	}
}
