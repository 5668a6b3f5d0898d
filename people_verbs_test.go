// What the verbs do where several people share one file: who recovers, who helps,
// who did what, and whose record is meant. They stand apart from verbs_test.go,
// which is about one person's file, and share a household made once for each test.
package main

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/model"
	"waymark/store"
)

// household makes a file in which Rosa and Ana recover, with Ben at the computer
// and Rosa's record shown. Dana is on both care teams and leaves the plan to
// others; Joe leaves check marks to others.
func household(t *testing.T) (home string, env []string) {
	t.Helper()
	home = t.TempDir()
	env = append(onDay("2026-11-23"), "WAYMARK_FILE="+filepath.Join(home, "recovery.db"))
	inFile(t, home, func(st *store.Store) error {
		ctx := t.Context()
		_, err := st.SetUp(ctx, model.Person{Name: "Rosa", Role: model.RolePatient}, &model.Person{Name: "Ben", Role: model.RoleFamily, Relation: "her son", Contact: "555 0100"})
		if err != nil {
			return err
		}
		at := map[string]model.At{"Rosa": {ID: 1, Name: "Rosa"}, "Ben": {ID: 2, Name: "Ben"}}
		for _, p := range []model.Person{
			{Name: "Ana", Role: model.RolePatient},
			{Name: "Dana", Role: model.RolePhysical, Contact: "555 0134"},
			{Name: "Joe", Role: model.RoleCaregiver},
		} {
			id, _, err := st.AddPerson(ctx, at["Ben"], p)
			if err != nil {
				return err
			}
			at[p.Name] = model.At{ID: id, Name: p.Name}
		}
		for name, right := range map[string]model.Right{"Dana": model.RightPlan, "Joe": model.RightCheck} {
			if _, err := st.ChangePerson(ctx, at["Rosa"], at[name].ID, model.Allow(right, false)); err != nil {
				return err
			}
		}
		everyone, _, err := st.People(ctx)
		if err != nil {
			return err
		}
		person := func(name string) model.Person { return model.Home{People: everyone}.Person(at[name].ID) }
		pain := model.UsualMeasures()[:1]
		open := func(title string) model.Milestone { return model.Milestone{Title: title, State: model.Open} }
		mile := model.Milestone{Title: "Walk a mile", State: model.Open, Major: true, Treat: "Cake with Ben."}
		for _, g := range []model.Goal{
			{
				Title: "Walk to the park", Patient: person("Rosa"), Team: []model.Person{person("Ben"), person("Dana")}, Measures: pain,
				Milestones: []model.Milestone{open("Stand with support"), open("Walk 10 minutes"), open("Walk"), mile},
			},
			{Title: "Walk upstairs", Patient: person("Rosa"), Milestones: []model.Milestone{open("Walk 10 steps")}},
			{Title: "Swim", Patient: person("Rosa"), Milestones: []model.Milestone{open("Float")}},
			{
				Title: "Play the piano", Patient: person("Ana"), Team: []model.Person{person("Dana")}, Measures: pain,
				Milestones: []model.Milestone{open("Spielt eine Étüde"), open("Stand up by myself")},
			},
		} {
			g.Start, g.QuietDays = model.NewDay(2026, time.November, 2), model.DefaultQuietDays
			id, _, err := st.StartGoal(ctx, at["Rosa"], g, 0)
			if err == nil && g.Title == "Swim" {
				_, err = st.ChangeGoal(ctx, at["Rosa"], id, model.Turn(model.OnHold, "", g.Start))
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	return home, env
}

// fileRows is every row of every table of the file, as text.
func fileRows(t *testing.T, home string) string {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(home, "recovery.db")+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	column := func(query string) (list []string) {
		rows, err := db.Query(query)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			names, err := rows.Columns()
			values, to := make([]any, len(names)), make([]any, len(names))
			for i := range values {
				to[i] = &values[i]
			}
			if err := errors.Join(err, rows.Scan(to...)); err != nil {
				t.Fatal(err)
			}
			list = append(list, fmt.Sprint(values...))
		}
		return list
	}
	var all []string
	for _, table := range column("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") {
		all = append(all, table)
		all = append(all, column("SELECT * FROM "+table+" ORDER BY 1")...)
	}
	return strings.Join(all, "\n")
}

// verb is a command, and what it is to say.
type verb struct {
	args   []string
	code   int
	stdout string // in full
	stderr string // part of it
}

// try runs commands one after the other. What ends with another code than 0
// changes no row of the file.
func try(t *testing.T, home string, env []string, list ...verb) {
	t.Helper()
	for _, v := range list {
		before := fileRows(t, home)
		got := shell(t, home, env, v.args...)
		if got.code != v.code || got.stdout != v.stdout || !strings.Contains(got.stderr, v.stderr) || (v.stderr == "") != (got.stderr == "") {
			t.Errorf("waymark %q: code %d, want %d\nstdout: %s\nstderr: %s\nwant %s%s", v.args, got.code, v.code, got.stdout, got.stderr, v.stdout, v.stderr)
		}
		if v.code != 0 && fileRows(t, home) != before {
			t.Errorf("waymark %q ends with code %d, and has changed the file", v.args, v.code)
		}
	}
}

func TestPeopleVerb(t *testing.T) {
	t.Parallel()
	home, env := household(t)
	try(t, home, env, verb{[]string{"people"}, 0, `Recovers: Rosa. 2 goals. 0 of 5 milestones done.
Recovers: Ana. 1 goal. 0 of 2 milestones done.
Helps: Ben, her son. 555 0100. On the care team of Rosa.
Helps: Dana, physical therapist. 555 0134. On the care team of Rosa, Ana. Switched off: change the plan.
Helps: Joe, caregiver. On no care team yet. Switched off: check off milestones.
At the computer last: Ben.
`, ""}, verb{[]string{"people", "extra"}, exitUsage, "", "Try: waymark --help"})

	var out struct{ People []map[string]any }
	got := shell(t, home, env, "people", "--json")
	if err := json.Unmarshal([]byte(got.stdout), &out); err != nil || len(out.People) != 5 {
		t.Fatalf("%v: %+v", err, got)
	}
	rosa, dana := out.People[0], out.People[3]
	want := "at_computer contact goals helps name progress recovers relation role switched_off uid"
	if keys := strings.Join(slices.Sorted(maps.Keys(rosa)), " "); keys != want {
		t.Errorf("a person's fields are %s\nwant %s", keys, want)
	}
	if said := fmt.Sprintln(rosa["goals"], rosa["progress"], rosa["helps"], rosa["switched_off"], rosa["recovers"], rosa["contact"]); said != "2 map[percent:0 reached:0 total:5] [] [] true <nil>\n" {
		t.Errorf("Rosa is %s", said)
	}
	if said := fmt.Sprintln(dana["goals"], dana["progress"], dana["helps"], dana["switched_off"], dana["role"], dana["contact"], dana["at_computer"]); said != "<nil> <nil> [Rosa Ana] [plan] physical therapist 555 0134 false\n" {
		t.Errorf("Dana is %s", said)
	}
}

// What is switched off for whoever acts is refused with the reason; readings, and
// what is one's own, never are.
func TestVerbsKeepToWhatIsSwitchedOff(t *testing.T) {
	t.Parallel()
	home, env := household(t)
	const off = "This is switched off for Joe: check off milestones. Nothing was changed.\nIf someone else is here, add --by and their name.\n"
	try(t, home, env,
		verb{[]string{"done", "stand", "--by", "joe"}, exitWrong, "", off},
		verb{[]string{"done", "stand", "--by", "joe", "--person", "ana"}, 0, "Done: Stand up by myself. Mon 23 Nov.\nChecked off by Joe. That is 1 of 2. Ana can add how it felt.\n", ""}, // who switched nothing off
		verb{[]string{"done", "stand", "--by", "dana"}, 0, "Done: Stand with support. Mon 23 Nov.\nChecked off by Dana. That is 1 of 4. Rosa can add how it felt.\n", ""},
		verb{[]string{"log", "pain", "3", "--by", "joe"}, 0, "Wrote down Pain: 3 of 10, Mon 23 Nov, by Joe.\n", ""},
	)
	inFile(t, home, func(st *store.Store) error {
		return st.Sit(t.Context(), model.Seat{At: 5}) // Joe, without being named
	})
	try(t, home, env,
		verb{[]string{"done", "minutes"}, exitWrong, "", off},
		verb{[]string{"log", "pain", "4"}, 0, "Wrote down Pain: 4 of 10, Mon 23 Nov, by Joe.\n", ""},
		verb{[]string{"undo"}, 0, "Undone: wrote down Pain: 4 of 10.\n", ""},
	)
	inFile(t, home, func(st *store.Store) error { // Rosa changes what Dana checked off
		_, err := st.ChangeMilestone(t.Context(), model.At{ID: 1, Name: "Rosa"}, 1, model.Reword("Stand alone"))
		return err
	})
	try(t, home, env,
		verb{[]string{"undo", "--by", "dana", "--with-later"}, exitWrong, "", "This is switched off for Dana: change the plan. Nothing was changed.\n"},
	)
	inFile(t, home, func(st *store.Store) error { // what is one's own is taken back all the same
		_, err := st.ChangePerson(t.Context(), model.At{ID: 1, Name: "Rosa"}, 4, model.Allow(model.RightCheck, false))
		if err == nil {
			_, err = st.ChangeMilestone(t.Context(), model.At{ID: 1, Name: "Rosa"}, 1, model.Reword("Stand with support"))
		}
		return err
	})
	try(t, home, env, verb{[]string{"done", "minutes", "--by", "dana"}, exitWrong, "", "This is switched off for Dana: check off milestones."})
}

func TestUndoVerb(t *testing.T) {
	t.Parallel()
	home, env := household(t)
	try(t, home, env,
		verb{[]string{"undo", "--by", "joe"}, exitMatch, "", "There is nothing to undo for Joe.\n"},
		verb{[]string{"undo", "--by", "a"}, exitMatch, "", "More than one person has \"a\" in their name:\n"},
		verb{[]string{"undo", "stand"}, exitUsage, "", "Try: waymark --help"},
		verb{[]string{"log", "pain", "3"}, 0, "Wrote down Pain: 3 of 10, Mon 23 Nov, by Ben.\n", ""},
		verb{[]string{"done", "stand"}, 0, "Done: Stand with support. Mon 23 Nov.\nChecked off by Ben. That is 1 of 4. Rosa can add how it felt.\n", ""},
		verb{[]string{"undo"}, 0, "Undone: checked off \"Stand with support\". Walk to the park. 0 of 4 now.\n", ""},
		verb{[]string{"undo"}, 0, "Undone: wrote down Pain: 3 of 10.\n", ""},
		verb{[]string{"done", "stand"}, 0, "Done: Stand with support. Mon 23 Nov.\nChecked off by Ben. That is 1 of 4. Rosa can add how it felt.\n", ""},
	)
	inFile(t, home, func(st *store.Store) error {
		for _, change := range []model.MilestoneChange{model.Reword("Stand alone"), model.MarkMajor(true)} {
			if _, err := st.ChangeMilestone(t.Context(), model.At{ID: 1, Name: "Rosa"}, 1, change); err != nil {
				return err
			}
		}
		return nil
	})
	try(t, home, env,
		verb{[]string{"undo"}, exitMatch, "", `Nothing was taken back. Later changes stand on this one:
  Mon 23 Nov 2026, 9:00. Checked off "Stand with support". By Ben.
These are the later ones, the newest first:
  Mon 23 Nov 2026, 12:00. Made "Stand alone" a major milestone. By Rosa.
  Mon 23 Nov 2026, 12:00. Changed "Stand with support" to "Stand alone". By Rosa.
To take them all back, add --with-later.
`},
		verb{[]string{"undo", "--with-later"}, 0, `Undone: made "Stand alone" a major milestone.
Undone: changed "Stand with support" to "Stand alone".
Undone: checked off "Stand with support". Walk to the park. 0 of 4 now.
`, ""},
		verb{[]string{"undo", "--with-later", "--by", "joe"}, exitMatch, "", "There is nothing to undo for Joe.\n"},
	)
	if m := file(t, home, env).Goals[0].Milestones[0]; m.Title != "Stand with support" || m.State != "open" || m.Major {
		t.Errorf("taken back, it is %+v", m)
	}
}

// What was done before the file got its present shape stays.
func TestUndoVerbWhereUndoIsClosed(t *testing.T) {
	t.Parallel()
	home, env := household(t)
	db, err := sql.Open("sqlite", "file:"+filepath.Join(home, "recovery.db"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.Exec("INSERT INTO setting (key, value) VALUES ('undo-closed', '1000') ON CONFLICT (key) DO UPDATE SET value = excluded.value")
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	try(t, home, env, verb{[]string{"undo"}, exitMatch, "", "What was done before Waymark was updated cannot be taken back. Nothing was changed.\n"})
}

func TestHistoryVerb(t *testing.T) {
	t.Parallel()
	home, env := household(t)
	try(t, home, env,
		verb{[]string{"done", "stand"}, 0, "Done: Stand with support. Mon 23 Nov.\nChecked off by Ben. That is 1 of 4. Rosa can add how it felt.\n", ""},
		verb{[]string{"done", "stand", "--person", "ana", "--by", "dana"}, 0, "Done: Stand up by myself. Mon 23 Nov.\nChecked off by Dana. That is 1 of 2. Ana can add how it felt.\n", ""},
		verb{[]string{"undo"}, 0, "Undone: checked off \"Stand with support\". Walk to the park. 0 of 4 now.\n", ""},
		verb{[]string{"history", "--most", "2"}, 0, "Mon 23 Nov 2026, 9:00. Undone: checked off \"Stand with support\". By Ben.\nMon 23 Nov 2026, 9:00. Checked off \"Stand with support\". By Ben. Taken back.\n", ""},
		verb{[]string{"history", "--by", "dana"}, 0, "No such change was made.\n", ""},
		verb{[]string{"history", "--by", "dana", "--person", "ana"}, 0, "Mon 23 Nov 2026, 9:00. Checked off \"Stand up by myself\". By Dana.\n", ""},
		verb{[]string{"history", "--goal", "swim", "--most", "1"}, 0, "Mon 23 Nov 2026, 12:00. Rested the goal. By Rosa.\n", ""},
		verb{[]string{"history", "--goal", "piano"}, exitMatch, "", "No goal has \"piano\" in its name.\n"},
		verb{[]string{"history", "--goal", "walk"}, exitMatch, "", "More than one goal has \"walk\" in its name:\n"},
		verb{[]string{"history", "--by", "zoe"}, exitMatch, "", "Nobody here has \"zoe\" in their name."},
		verb{[]string{"history", "--most", "-1"}, exitUsage, "", "Try: waymark --help"},
		verb{[]string{"history", "stand"}, exitUsage, "", "Try: waymark --help"},
	)
	var out struct{ Changes []map[string]any }
	got := shell(t, home, env, "history", "--json", "--goal", "park")
	if err := json.Unmarshal([]byte(got.stdout), &out); err != nil || len(out.Changes) != 3 {
		t.Fatalf("%v: %+v", err, got)
	}
	want := "at by goal kind on patient stands undoes words"
	if keys := strings.Join(slices.Sorted(maps.Keys(out.Changes[0])), " "); keys != want {
		t.Errorf("a change's fields are %s\nwant %s", keys, want)
	}
	want = "map[at:2026-11-23T09:00:00Z by:Ben goal:Walk to the park kind:undo on:2026-11-23 patient:Rosa stands:true undoes:1 words:Undone: checked off \"Stand with support\"]"
	if said := fmt.Sprint(out.Changes[0]); said != want {
		t.Errorf("the newest change is %s\nwant %s", said, want)
	}
}

// --person says whose record a verb is about, and changes nothing in what the
// program shows.
func TestPersonFlag(t *testing.T) {
	t.Parallel()
	home, env := household(t)
	before := fileRows(t, home)
	for args, want := range map[string]string{
		"today":           "Waymark. Ana's recovery. Monday 23 November 2026. You are Ben.\nGoal: Play the piano. 0 of 2 done.",
		"show":            "Goal: Play the piano\n0 of 2 done.",
		"show --json":     `"patient": "Ana"`,
		"show piano":      "Goal: Play the piano\n",
		"timeline":        "The start: Play the piano.",
		"timeline --json": `"goal": "Play the piano"`,
		"plan":            "Goal: Play the piano\n",
		"readings":        "Pain, 0 to 10. Goal: Play the piano.\nNo reading yet.\n",
		"readings --json": `"name": "Pain"`,
		"history":         `Started the goal: "Play the piano". By Rosa.`,
		"history --json":  `"patient": "Ana"`,
	} {
		got := shell(t, home, env, append(strings.Fields(args), "--person", "aná")...)
		if got.code != 0 || !strings.Contains(got.stdout, want) || strings.Contains(got.stdout, "park") || got.stderr != "" {
			t.Errorf("waymark %s of Ana: %+v\nwant in it %s", args, got, want)
		}
		for name, says := range map[string]string{
			"a":   "More than one person who recovers has \"a\" in their name:\n  Rosa\n  Ana\nType more of the name.\n",
			"ben": "Nobody who recovers has \"ben\" in their name. There are:\n  Rosa\n  Ana\n",
		} {
			if got := shell(t, home, env, append(strings.Fields(args), "--person", name)...); got.code != exitMatch || got.stderr != says || got.stdout != "" {
				t.Errorf("waymark %s --person %s: %+v, want %s", args, name, got, says)
			}
		}
	}
	if fileRows(t, home) != before {
		t.Error("looking at another's record has changed the file")
	}
	try(t, home, env,
		verb{[]string{"log", "pain", "3", "--person", "a"}, exitMatch, "", "More than one person who recovers has \"a\" in their name:"},
		verb{[]string{"log", "pain", "3", "--person", "ana"}, 0, "Wrote down Pain: 3 of 10, Mon 23 Nov, by Ben.\n", ""},
	)
	got := shell(t, home, env, "today")
	if want := "Waymark. Rosa's recovery. Monday 23 November 2026. You are Ben.\n"; !strings.HasPrefix(got.stdout, want) || strings.Contains(got.stdout, "Pain: 3") {
		t.Errorf("today prints %q, want %q", got.stdout, want)
	}
}

// Words that mean nothing are told without what a terminal would obey.
func TestVerbsEchoNoControlCharacters(t *testing.T) {
	t.Parallel()
	home, env := household(t)
	const bad = "x\x1b[2J\x1b]0;t\a\u202ey\u009b1m"
	for _, args := range [][]string{
		{"done", bad},
		{"done", "stand", "--by", bad},
		{"done", "stand", "--person", bad},
		{"done", "stand", "--goal", bad},
		{"done", "stand", "--on", bad},
		{"done", "stand", bad},
		{"undo", "--by", bad},
		{"history", "--by", bad},
		{"history", "--goal", bad},
		{"history", "--most", bad},
		{"today", "--person", bad},
		{"show", bad},
		{"people", bad},
		{bad},
		{"people", "--" + bad},
		{"people", "-" + bad},
		{"today", "--file", home + "/" + bad + "/letter/waymark.db\x1b[2J/"},
		{"done", "stand", "--note", "Well." + bad},
	} {
		got := shell(t, home, env, args...)
		if said := got.stdout + got.stderr; strings.ContainsAny(said, "\x1b\a\u202e\u009b") || said == "" {
			t.Errorf("waymark %q says %q", args, said)
		}
	}
}
