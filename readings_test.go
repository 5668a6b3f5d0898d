package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/model"
	"waymark/store"
	"waymark/tui/plain"
)

// measuredFile makes a file at which Ben helps Rosa, with readings to write down
// in three goals, of which the last one rests. It returns the environment to find it.
func measuredFile(t *testing.T) (home string, env []string) {
	t.Helper()
	home = t.TempDir()
	env = append(onDay("2026-11-23"), "WAYMARK_FILE="+filepath.Join(home, "recovery.db"))
	inFile(t, home, func(st *store.Store) error {
		ctx := t.Context()
		_, err := st.SetUp(ctx, model.Person{Name: "Rosa", Role: model.RolePatient}, &model.Person{Name: "Ben", Relation: "her son"})
		if err != nil {
			return err
		}
		at, err := st.Home(ctx, model.Seat{})
		if err != nil {
			return err
		}
		if _, _, err := st.AddPerson(ctx, at.At, model.Person{Name: "Dana", Role: model.RolePhysical}); err != nil {
			return err
		}
		usual, low, high := model.UsualMeasures(), 90.0, 2.0
		usual[1].AimLow, usual[0].AimHigh = &low, &high
		straight := model.Measure{Name: "How straight the knee gets", Unit: "degrees", Kind: model.Number, Better: model.Higher, EveryDays: 7}
		for _, goal := range []struct {
			title    string
			measures []model.Measure
		}{{"Walk to the park", []model.Measure{usual[1], usual[0], usual[5]}}, {"Walk upstairs", []model.Measure{usual[0], straight}}, {"Swim", usual[2:3]}} {
			g := model.Goal{
				Patient: at.Patient, Title: goal.title, Start: model.NewDay(2026, time.November, 2), QuietDays: model.DefaultQuietDays, Measures: goal.measures,
				Milestones: []model.Milestone{{Title: "Knee bends to 90 degrees", State: model.Open, Criterion: model.Criterion{Measure: "Knee bend", Aim: model.Aim{Low: &low}}}},
			}
			id, _, err := st.StartGoal(ctx, at.At, g, 0)
			if err == nil && goal.title == "Swim" {
				_, err = st.ChangeGoal(ctx, at.At, id, model.Turn(model.OnHold, "", g.Start))
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	return home, env
}

// inFile does something to the file of measuredFile with the store's own methods, at noon of its day.
func inFile(t *testing.T, home string, do func(*store.Store) error) {
	t.Helper()
	noon := func() time.Time { return time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC) }
	st, err := store.Open(t.Context(), filepath.Join(home, "recovery.db"), noon)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(do(st), st.Close()); err != nil {
		t.Fatal(err)
	}
}

// allReadings is what `waymark readings --json` says.
type allReadings struct {
	Measures []struct {
		Name     string
		Unit     *string
		Baseline *float64
		Aim      struct{ Low, High *float64 }
		Readings []struct {
			Value    float64
			On, At   string
			By, Note *string
		}
	}
}

// readingsIn reads them with the program's own verb.
func readingsIn(t *testing.T, home string, env []string, args ...string) allReadings {
	t.Helper()
	got := shell(t, home, env, append([]string{"readings", "--json"}, args...)...)
	var all allReadings
	dec := json.NewDecoder(strings.NewReader(got.stdout))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&all); err != nil || got.code != 0 {
		t.Fatalf("readings --json: code %d, %v\n%s%s", got.code, err, got.stdout, got.stderr)
	}
	return all
}

// count is how many readings there are in all.
func (a allReadings) count() int {
	n := 0
	for _, m := range a.Measures {
		n += len(m.Readings)
	}
	return n
}

// Readings are written down one command after the other; what is refused writes nothing.
func TestLog(t *testing.T) {
	t.Parallel()
	home, env := measuredFile(t)
	wrote := 0
	for _, tt := range []struct {
		args   []string
		code   int
		stdout string // in full
		stderr string
	}{
		{[]string{"knee bend", "84", "--on", "26 Oct", "--by", "dana"}, 0, "Wrote down Knee bend: 84 degrees, Mon 26 Oct, by Dana.\n", ""},
		{[]string{"BEND", "96", "--note", "After the walk."}, 0, "Wrote down Knee bend: 96 degrees, Mon 23 Nov, by Ben. Up 12 in 4 weeks.\nThis reaches \"Knee bends to 90 degrees\". Check it off in Waymark, if you like.\n", ""},
		{[]string{"knee bend", "95", "--on=Tuesday"}, 0, "Wrote down Knee bend: 95 degrees, Tue 17 Nov, by Ben.\nThis reaches \"Knee bends to 90 degrees\". Check it off in Waymark, if you like.\n", ""},
		{[]string{"knee bend", "960"}, exitUsage, "", "960 is more than knee bend goes to, which is 180. Did you mean 96? Nothing was written down.\n"},
		{[]string{"straight", "-10"}, 0, "Wrote down How straight the knee gets: -10 degrees, Mon 23 Nov, by Ben.\n", ""},
		{[]string{"straight", "--on", "yesterday", "--", "-12,5"}, 0, "Wrote down How straight the knee gets: -12.5 degrees, Sun 22 Nov, by Ben.\n", ""},
		{[]string{"straight", "-.5", "--note", "-5"}, 0, "Wrote down How straight the knee gets: -0.5 degrees, Mon 23 Nov, by Ben. Up 12 since Sun 22 Nov.\n", ""},
		{[]string{"medicine"}, 0, "Wrote down Medicine taken: done, Mon 23 Nov, by Ben.\n", ""},
		{[]string{"medicine", "no", "--on", "yesterday", "--by", "rosa"}, 0, "Wrote down Medicine taken: not done, Sun 22 Nov, by Rosa. 1 of the last 2 days.\n", ""},
		{[]string{"medicine", "maybe"}, exitUsage, "", "Say yes or no for medicine taken. Nothing was written down.\n"},
		{[]string{"pain", "3"}, exitMatch, "", "More than one measure has \"pain\" in its name:\n"},
		{[]string{"pain", "3", "--goal", "upstairs"}, 0, "Wrote down Pain: 3 of 10, Mon 23 Nov, by Ben.\n", ""},
		{[]string{"pain", "12", "--goal", "upstairs"}, exitUsage, "", "12 is more than pain goes to, which is 10. Nothing was written down.\n"},
		{[]string{"pain", "--goal", "upstairs"}, exitUsage, "", "A number is needed for pain. Type it behind the name. Nothing was written down.\n"},
		{[]string{"steps", "4500"}, exitMatch, "", "No measure in a goal under way has \"steps\" in its name. There are:\n"},
		{[]string{"knee bend", "96", "--on", "tomorrow"}, exitUsage, "", "That day has not come yet. A reading is for today or before. Nothing was written down.\n"},
		{[]string{"knee bend", "96", "--on", "3/11"}, exitUsage, "", "can be read two ways."},
		{[]string{"knee bend", "96", "--on", "nxt thu"}, exitUsage, "", "We could not read \"nxt thu\" as a day."},
		{[]string{"knee bend", "96", "--by", "Zoe"}, exitMatch, "", "Nobody here has \"Zoe\" in their name. There are:\n  Rosa, patient\n  Ben, her son\n  Dana, physical therapist\n"},
		{[]string{"knee bend", "96", "--goal", "swim"}, exitMatch, "", "No goal under way has \"swim\" in its name.\n"},
	} {
		got := shell(t, home, env, append([]string{"log"}, tt.args...)...)
		if got.code != tt.code || got.stdout != tt.stdout || !strings.Contains(got.stderr, tt.stderr) || (tt.stderr == "") != (got.stderr == "") {
			t.Errorf("waymark log %q: code %d\nstdout: %s\nstderr: %s", tt.args, got.code, got.stdout, got.stderr)
		}
		if tt.code == 0 {
			wrote++
		}
		if n := readingsIn(t, home, env).count(); n != wrote {
			t.Fatalf("after waymark log %q there are %d readings, want %d", tt.args, n, wrote)
		}
	}
	bend := readingsIn(t, home, env, "bend").Measures[0].Readings
	if r := bend[2]; len(bend) != 3 || bend[0].On != "2026-10-26" || *bend[0].By != "Dana" || bend[0].Note != nil || bend[1].Value != 95 ||
		r.Value != 96 || r.On != "2026-11-23" || r.At != "2026-11-23T09:00:00Z" || *r.By != "Ben" || *r.Note != "After the walk." {
		t.Errorf("the file holds %+v", bend)
	}
	if r := readingsIn(t, home, env, "straight").Measures[0].Readings[2]; *r.Note != "-5" {
		t.Errorf("the note is %q", *r.Note)
	}
	if m := file(t, home, env).Goals[0].Milestones[0]; m.State != "open" {
		t.Errorf("a milestone that was reached is checked off: %+v", m)
	}
}

// A reading is a change of whoever is at the computer, and can be taken back.
func TestLogStandsInTheHistory(t *testing.T) {
	t.Parallel()
	home, env := measuredFile(t)
	if got := shell(t, home, env, "log", "knee bend", "96", "--by", "Dana"); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	inFile(t, home, func(st *store.Store) error {
		at, err := st.Home(t.Context(), model.Seat{})
		if err != nil {
			return err
		}
		list, err := st.Changes(t.Context(), model.Lines{Most: 1})
		if err != nil {
			return err
		}
		if c := list[0]; c.Kind != model.KindReading || c.Words != "Wrote down Knee bend: 96 degrees" || c.By != "Dana" || c.GoalID == 0 || c.Patient != at.Patient.ID {
			t.Errorf("the history says %+v", c)
		}
		_, err = st.Undo(t.Context(), model.At{ID: list[0].ByID, Name: list[0].By}, 0)
		return err
	})
	if n := readingsIn(t, home, env).count(); n != 0 {
		t.Errorf("taken back, %d readings are left", n)
	}
}

// What was done on a day is said once; said again, it stays.
func TestLogOfADayThatSaysSo(t *testing.T) {
	t.Parallel()
	home, env := measuredFile(t)
	for _, want := range []string{
		"Wrote down Medicine taken: done, Mon 23 Nov, by Ben.\n", "It was written down already. Medicine taken: done, Mon 23 Nov, by Ben.\n",
	} {
		if got := shell(t, home, env, "log", "medicine", "yes"); got.code != 0 || got.stdout != want || got.stderr != "" {
			t.Errorf("%+v, want %q", got, want)
		}
	}
	if got := shell(t, home, env, "log", "medicine", "0"); got.code != 0 || readingsIn(t, home, env).count() != 1 {
		t.Errorf("%+v, and %d readings", got, readingsIn(t, home, env).count())
	}
}

// A file that another program holds, or that is not for this Waymark, is left as it is.
func TestLogWhereTheFileCannotBeWritten(t *testing.T) {
	t.Parallel()
	home, env := measuredFile(t)
	db, err := sql.Open("sqlite", "file:"+filepath.Join(home, "recovery.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	do := func(query string) {
		t.Helper()
		if _, err := db.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
	do("BEGIN IMMEDIATE")
	if got := shell(t, home, env, "log", "medicine"); got.code != exitBusy || !strings.Contains(got.stderr, "Another program holds the file. Nothing was changed.") || got.stdout != "" {
		t.Errorf("locked: %+v", got)
	}
	do("ROLLBACK")
	if n := readingsIn(t, home, env).count(); n != 0 {
		t.Errorf("locked, %d readings were written", n)
	}
	do("PRAGMA user_version = 999")
	if got := shell(t, home, env, "log", "medicine"); got.code != exitFile || !strings.Contains(got.stderr, "written by a newer Waymark. Nothing was changed.") {
		t.Errorf("newer: %+v", got)
	}
}

// A file in which nobody is yet has nothing to write a reading of.
func TestLogWithNobodyThere(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	inFile(t, home, func(*store.Store) error { return nil })
	got := shell(t, home, onDay("2026-11-23"), "log", "pain", "3", "--file", "recovery.db")
	if want := "There are no goals yet. Nothing was written down.\n"; got.code != exitMatch || !strings.HasPrefix(got.stderr, want) || got.stdout != "" {
		t.Errorf("%+v, want %d, %q", got, exitMatch, want)
	}
}

// What is written down but cannot be said back is not called unwritten.
func TestLogThatIsNotPrinted(t *testing.T) {
	home, env := measuredFile(t)
	var stderr bytes.Buffer
	code := run([]string{"log", "medicine", "--file", filepath.Join(home, "recovery.db")}, full{}, &stderr)
	if want := "It is written down."; code != exitWrong || !strings.Contains(stderr.String(), want) || strings.Contains(stderr.String(), "Your file is as it was") {
		t.Errorf("code %d, %q, want %d, %q", code, stderr.String(), exitWrong, want)
	}
	if n := readingsIn(t, home, env).count(); n != 1 {
		t.Errorf("%d readings are there", n)
	}
	// Whoever runs it again on code 5 would write it down twice.
	if code := codeOf(fmt.Errorf("%w: %w", plain.ErrUntold, model.ErrBusy)); code != exitWrong {
		t.Errorf("written and then locked is code %d, want %d", code, exitWrong)
	}
}

// Readings are those of every goal, whatever became of it.
func TestReadings(t *testing.T) {
	t.Parallel()
	home, env := measuredFile(t)
	for _, args := range []string{"bend 84 --on yesterday --by Dana --note Stiff", "bend 96", "pain 4 --goal park"} {
		if got := shell(t, home, env, append([]string{"log"}, strings.Fields(args)...)...); got.code != 0 {
			t.Fatalf("%+v", got)
		}
	}
	for _, tt := range []struct {
		args   string
		code   int
		stdout []string
		stderr string
	}{
		{"readings bend", 0, []string{"Knee bend, in degrees. Goal: Walk to the park.\nSun 22 Nov 2026. 84 degrees. By Dana. \"Stiff\"\nMon 23 Nov 2026. 96 degrees. By Ben.\n"}, ""},
		{"readings pain", 0, []string{"Pain, 0 to 10. Goal: Walk to the park.\nMon 23 Nov 2026. 4 of 10. By Ben.\n", "Pain, 0 to 10. Goal: Walk upstairs.\nNo reading yet.\n"}, ""},
		{"readings", 0, []string{"Steps in a day. Goal: Swim.\nNo reading yet.\n", "How straight the knee gets, in degrees. Goal: Walk upstairs.\n", "Medicine taken. Goal: Walk to the park.\n"}, ""},
		{"readings swim", exitMatch, nil, "No measure has \"swim\" in its name. There are:\n  How straight the knee gets\n  Knee bend\n  Medicine taken\n  Pain\n  Steps in a day\n"},
		{"today", 0, []string{"\nKnee bend: 96 degrees today. Up 12 since Sun 22 Nov. Aim: 90 or more.\nPain: 4 of 10 today. Aim: 2 or less.\n"}, ""},
		{"show park", 0, []string{"\nKnee bend: 96 degrees today. Up 12 since Sun 22 Nov. Aim: 90 or more.\nPain: 4 of 10 today. Aim: 2 or less.\nTo do: Knee bends to 90 degrees.\n"}, ""},
	} {
		got := shell(t, home, env, strings.Fields(tt.args)...)
		if got.code != tt.code || got.stderr != tt.stderr || (tt.stdout == nil) != (got.stdout == "") {
			t.Errorf("waymark %s: %+v", tt.args, got)
		}
		for _, part := range tt.stdout {
			if !strings.Contains(got.stdout, part) {
				t.Errorf("waymark %s prints\n%s\nwant in it\n%s", tt.args, got.stdout, part)
			}
		}
	}
	if all := readingsIn(t, home, env); len(all.Measures) != 6 || all.count() != 3 {
		t.Errorf("as JSON: %+v", all)
	}
	bend := readingsIn(t, home, env, "bend").Measures
	if m := bend[0]; len(bend) != 1 || m.Name != "Knee bend" || *m.Unit != "degrees" || m.Baseline != nil || *m.Aim.Low != 90 || m.Aim.High != nil {
		t.Errorf("the knee's bend as JSON: %+v", bend)
	}
}
