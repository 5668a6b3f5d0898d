package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"waymark/model"
	"waymark/store"
	"waymark/tui/plain"
)

// demoFile makes a home with one goal in it, planned in the program.
func demoFile(t *testing.T) string {
	t.Helper()
	term := start(t, [2]int{80, 24}, onDay("2026-11-23"))
	term.beginAs("Rosa")
	for _, goal := range []string{"Walk to the park", "Walk upstairs"} {
		term.waitFor("What do you want to be able to do?")
		term.typeText(goal)
		term.press("pgdown")
		term.waitFor("Question 1 of 5")
		term.typeText("Stand by tomorrow")
		term.press("enter")
		term.waitFor("Stand. By Tue 24 Nov 2026.")
		for range 5 {
			term.press("pgdown")
		}
		term.waitFor("Look it over")
		term.press("pgdown", "enter")
		term.waitFor("0 of 1 done.")
		term.press("esc", "n")
	}
	term.press("ctrl+c")
	if code := term.exitCode(); code != exitStopped {
		t.Fatalf("Ctrl-C closed with code %d, want %d", code, exitStopped)
	}
	return term.home
}

func TestVerbs(t *testing.T) {
	t.Parallel()
	home := demoFile(t)
	for _, tt := range []struct {
		args   string
		env    []string
		code   int
		stdout string
		stderr string
	}{
		{"today", nil, 0, "Waymark. Rosa's recovery. Monday 23 November 2026. You are Rosa.\nGoal: Walk to the park. 0 of 1 done. Next: Stand. By Tue 24 Nov, tomorrow.", ""},
		{"", nil, 0, "Waymark. Rosa's recovery.", "To open the program, run waymark in a terminal window."},
		{"show", nil, 0, "Goal: Walk upstairs\n0 of 1 done. 0 percent.\nTo do: Stand. By Tue 24 Nov, tomorrow.", ""},
		{"show PARK", nil, 0, "Goal: Walk to the park\n", ""},
		{"show walk", nil, exitMatch, "", "More than one goal has \"walk\" in its name:\n  Walk to the park\n  Walk upstairs\nType more of the name."},
		{"show swim", nil, exitMatch, "", "No goal has \"swim\" in its name."},
		{"timeline upstairs", nil, 0, "Mon 23 Nov 2026. The start: Walk upstairs.\nMon 23 Nov 2026. Today.\nTue 24 Nov 2026. To do: Stand. Tomorrow.", ""},
		{"plan upstairs", nil, 0, "Goal: Walk upstairs\n\n1. What short-term milestones will help me reach my long-term goal?\nStand. By Tue 24 Nov, tomorrow.\n0 of 1 done.", ""},
		{"plan swim", nil, exitMatch, "", "No goal has \"swim\" in its name."},
		{"today extra", nil, exitUsage, "", "Try: waymark --help"},
		{"--nonsense", nil, exitUsage, "", "Try: waymark --help"},
		{"nonsense", nil, exitUsage, "", "Try: waymark --help"},
		{"today", []string{"WAYMARK_NOW=tuesday"}, exitUsage, "", "WAYMARK_NOW"},
		{"demo", nil, 0, "Rosa's recovery", "To look around, run waymark demo in a terminal window."},
		{"demo", nil, 0, "\nKnee bend: 92 degrees on Sat 21 Nov. Up 22 since Tue 3 Nov. Aim: 115 or more.\n", ""},
		{"readings", nil, 0, "Nothing is measured yet.", ""},
		{"readings a b", nil, exitUsage, "", "put a name of several words in quotes: \"a b\""},
		{"log", nil, exitUsage, "", "say which measure, and its value: waymark log pain 3"},
		{"log knee bend 96", nil, exitUsage, "", "put a name of several words in quotes, and a value as well: \"knee bend 96\""},
		{"log pain 3", nil, exitMatch, "", "There is no measure in a goal under way yet."},
		{"log pain 3 --on", nil, exitUsage, "", "Try: waymark --help"},
		{"completion bash", nil, 0, "bash completion", ""},
	} {
		env := append(onDay("2026-11-23"), tt.env...)
		got := shell(t, home, env, strings.Fields(tt.args)...)
		if got.code != tt.code || !strings.Contains(got.stdout, tt.stdout) || !strings.Contains(got.stderr, tt.stderr) {
			t.Errorf("waymark %s: code %d\nstdout: %s\nstderr: %s", tt.args, got.code, got.stdout, got.stderr)
		}
		if (tt.stdout == "") != (got.stdout == "") {
			t.Errorf("waymark %s prints on standard output: %q", tt.args, got.stdout)
		}
	}
}

func TestVerbsMakeNoFile(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	for _, verb := range [][]string{{"today"}, {"show"}, {"timeline"}, {"show", "--json"}, {"readings"}, {"readings", "--json"}, {}} {
		if got := shell(t, home, nil, verb...); got.code != 0 {
			t.Errorf("waymark %v on an empty home: %+v", verb, got)
		}
	}
	for _, verb := range []string{"log pain 3", "readings pain"} {
		if got := shell(t, home, nil, strings.Fields(verb)...); got.code != exitMatch || got.stdout != "" {
			t.Errorf("waymark %s on an empty home: %+v", verb, got)
		}
	}
	if made, _ := os.ReadDir(home); len(made) > 0 {
		t.Errorf("the verbs left %v", made)
	}
}

func TestShowJSONFields(t *testing.T) {
	t.Parallel()
	home := demoFile(t)
	var out map[string][]map[string]any
	got := shell(t, home, onDay("2026-11-23"), "show", "--json", "park")
	if err := json.Unmarshal([]byte(got.stdout), &out); err != nil {
		t.Fatal(err)
	}
	g := out["goals"][0]
	want := "answers area confidence hoped_for lifecycle measures milestones patient progress start team title uid why"
	if keys := strings.Join(slices.Sorted(maps.Keys(g)), " "); keys != want {
		t.Errorf("a goal's fields are %s\nwant %s", keys, want)
	}
	m := g["milestones"].([]any)[0].(map[string]any)
	want = "checked_by due major note reached_by reached_on sign state title treat uid"
	if keys := strings.Join(slices.Sorted(maps.Keys(m)), " "); keys != want {
		t.Errorf("a milestone's fields are %s\nwant %s", keys, want)
	}
	if due := m["due"].(map[string]any); due["date"] != "2026-11-24" || due["after_start_days"] != nil || due["as_typed"] != "tomorrow" {
		t.Errorf("due is %v", due)
	}
}

// full is a place with no room left.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestVerbsSayWhatWasNotPrinted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "recovery.db")
	for _, args := range [][]string{{"today"}, {"show"}, {"show", "--json"}, {"timeline"}, {"timeline", "--json"}, {"plan"}, {"readings"}, {"readings", "--json"}} {
		var stderr bytes.Buffer
		code := run(append(args, "--file", path), full{}, &stderr)
		if want := "Your file is as it was."; code != exitWrong || !strings.Contains(stderr.String(), want) {
			t.Errorf("waymark %s: code %d, %q, want %d, %q", args, code, stderr.String(), exitWrong, want)
		}
	}
}

func TestVerbsSayWhatWasNotRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "recovery.db")
	file, err := store.Open(t.Context(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.SetUp(t.Context(), model.Person{Name: "Rosa"}, nil)
	db, openErr := sql.Open("sqlite", "file:"+path)
	if err := errors.Join(err, file.Close(), openErr); err != nil {
		t.Fatal(err)
	}
	_, err = db.Exec("DROP INDEX milestone_reached")
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	for verb, want := range map[string]string{
		"today":     "Something went wrong while reading. Nothing was changed.",
		"readings":  "Something went wrong while reading. Nothing was changed.",
		"log pain":  "Something went wrong while writing it down.",
		"show rosa": "Something went wrong while reading. Nothing was changed.",
	} {
		var stdout, stderr bytes.Buffer
		code := run(append(strings.Fields(verb), "--file", path), &stdout, &stderr)
		if code != exitWrong || !strings.Contains(stderr.String(), want) || stdout.Len() > 0 {
			t.Errorf("waymark %s: code %d, %q, %q; want %d, %q", verb, code, stdout.String(), stderr.String(), exitWrong, want)
		}
	}
}

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
		at, err := st.Home(ctx)
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
		at, err := st.Home(t.Context())
		if err != nil {
			return err
		}
		list, err := st.Changes(t.Context(), 1)
		if err != nil {
			return err
		}
		if c := list[0]; c.Kind != model.KindReading || c.Words != "Wrote down Knee bend: 96 degrees" || c.By != "Ben" || c.GoalID == 0 || c.Patient != at.Patient.ID {
			t.Errorf("the history says %+v", c)
		}
		_, err = st.Undo(t.Context(), at.At)
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

// The date style chosen in the settings is that of the verbs too.
func TestVerbsKeepTheDateStyle(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	path := filepath.Join(home, "recovery.db")
	file, err := store.Open(t.Context(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.SetUp(t.Context(), model.Person{Name: "Rosa"}, nil)
	if err := errors.Join(err, file.Choose(t.Context(), map[string]string{"dates": "month-first"}), file.Close()); err != nil {
		t.Fatal(err)
	}
	got := shell(t, home, onDay("2026-11-23"), "today", "--file", path)
	if want := "Waymark. Rosa's recovery. Monday, November 23, 2026. You are Rosa."; !strings.Contains(got.stdout, want) {
		t.Errorf("today prints %q, want %q; %s", got.stdout, want, got.stderr)
	}
}

func TestTimelineJSON(t *testing.T) {
	t.Parallel()
	var out struct {
		Today   string
		Entries []struct {
			Date      *string
			Kind      string
			Goal      *string
			Milestone *struct{ Title, State string }
		}
	}
	got := shell(t, demoFile(t), onDay("2026-11-25"), "timeline", "park", "--json")
	if err := json.Unmarshal([]byte(got.stdout), &out); err != nil || out.Today != "2026-11-25" {
		t.Fatalf("%v: %s", err, got.stdout)
	}
	var kinds []string
	for _, e := range out.Entries {
		kinds = append(kinds, e.Kind)
	}
	if want := []string{"start", "date-passed", "today"}; !slices.Equal(kinds, want) {
		t.Errorf("kinds %v, want %v", kinds, want)
	}
	if e := out.Entries[1]; *e.Date != "2026-11-24" || *e.Goal != "Walk to the park" || e.Milestone.Title != "Stand" {
		t.Errorf("entry %+v", e)
	}
}

// TestFilesThatAreNotOurs holds that such a file is refused in plain words and
// left exactly as it is.
func TestFilesThatAreNotOurs(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	text := filepath.Join(home, "letter.txt")
	if err := os.WriteFile(text, []byte(strings.Repeat("Dear Dana, ", 500)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ path, words string }{
		{text, "This is not a Waymark file. Nothing was changed.\nChoose another one with --file."},
		{home, "Nothing was changed."},
		{filepath.Join(text, "waymark.db"), "This file or its folder cannot be changed"},
	} {
		term := start(t, [2]int{80, 24}, nil, "--file", tt.path)
		code := term.exitCode()
		out := strings.ReplaceAll(string(term.raw()), "\r\n", "\n")
		if code != exitFile || !strings.Contains(out, tt.words) {
			t.Errorf("--file %s: code %d, says %q, want %d and %q", tt.path, code, out, exitFile, tt.words)
		}
	}
	b, err := os.ReadFile(text)
	if err != nil || len(b) != 5500 {
		t.Errorf("the letter is changed: %d bytes, %v", len(b), err)
	}
	if made, _ := filepath.Glob(text + "*"); len(made) != 1 {
		t.Errorf("beside the letter stand %v", made)
	}
}

func TestDumbTerminalPrintsToday(t *testing.T) {
	t.Parallel()
	term := start(t, [2]int{80, 24}, []string{"TERM=dumb"})
	if code := term.exitCode(); code != 0 || bytes.Contains(term.raw(), []byte("\x1b")) {
		t.Errorf("on a dumb terminal: code %d, %q", code, term.raw())
	}
	term.waitFor("To open the program")
}

func TestNoColorSendsNoColor(t *testing.T) {
	t.Parallel()
	term := startOn(t, t.TempDir(), darkTerminal, [2]int{80, 24}, []string{"NO_COLOR=1"}, "demo")
	term.waitFor("Walk to the park and back")
	term.press("enter", "space")
	term.waitFor("6 of 10 done")
	for _, sgr := range regexp.MustCompile(`\x1b\[([0-9;:]*)m`).FindAllStringSubmatch(string(term.raw()), -1) {
		for _, code := range strings.FieldsFunc(sgr[1], func(r rune) bool { return r == ';' || r == ':' }) {
			if n, _ := strconv.Atoi(code); n >= 30 && n <= 49 || n >= 90 {
				t.Fatalf("NO_COLOR sends %q", sgr[0])
			}
		}
	}
}
