package store

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"waymark/model"
)

// evil is a text that no field would have taken: it would clear the screen, rename
// the window, and turn words around.
const evil = "A\x1b[2J\x1b]0;mine\aB\u009b31mC\x7fD\u202eE\tF"

// Whatever a file holds, what is read from it can be shown on a terminal; and what
// only stands in it is not changed.
func TestReadClean(t *testing.T) {
	ctx := context.Background()
	s, _, goal := begun(t)
	home, err := s.Home(ctx, model.Seat{})
	must(t, err)
	d := model.NewDraft(home.Patient)
	d.Title, d.Rev = "Swim", 1
	_, err = s.SaveDraft(ctx, d)
	must(t, err)
	must(t, s.Close())
	bad := "'" + evil + "'"
	breakRules(t, s.Path(), `UPDATE person SET name = name || `+bad+`, contact = `+bad, `UPDATE goal SET title = `+bad+`, why = `+bad+` || char(10) || 'two'`,
		`UPDATE milestone SET title = `+bad+`, sign = `+bad+`, note = CASE state WHEN 'reached' THEN `+bad+` ELSE '' END`, `UPDATE measure SET name = `+bad+`, unit = `+bad,
		`UPDATE answer SET text = `+bad, `UPDATE change SET words = `+bad+`, by_name = `+bad, `UPDATE precaution SET text = `+bad,
		`INSERT INTO setting (key, value) VALUES ('choice/x', `+bad+`)`,
		`UPDATE draft SET plan = json_set(plan, '$.title', `+bad+`, '$.known', json_array(json_object('Name', `+bad+`)))`)
	s = open(t, s.Path())
	home, err = s.Home(ctx, model.Seat{})
	must(t, err)
	got, err := s.Goal(ctx, goal.ID)
	must(t, err)
	changes := mustChanges(t, s)
	chosen, err := s.Choices(ctx, 0)
	must(t, err)
	copies := mustCopy(t, s)
	listed, err := s.Copies(ctx)
	must(t, err)
	differs, err := s.Compare(ctx, copies)
	must(t, err)
	for name, read := range map[string]any{"home": home, "goal": got, "changes": changes, "choices": chosen, "copies": listed, "difference": differs, "drafts": home.Drafts} {
		text, err := json.Marshal(read)
		must(t, err)
		var back any
		must(t, json.Unmarshal(text, &back))
		n := 0
		eachString(back, func(text string) {
			if strings.Contains(text, "ABCDE F") {
				n++
			}
			if model.Clean(text, true) != text {
				t.Errorf("%s: %q", name, text)
			}
		})
		if n == 0 {
			t.Errorf("%s hold nothing of what was put there: %s", name, text)
		}
	}
	if got.Why != "ABCDE F\ntwo" || strings.Contains(got.Title, "\n") {
		t.Errorf("%q, %q", got.Why, got.Title)
	}
	var kept string
	must(t, s.db.QueryRow(`SELECT hex(title) FROM goal`).Scan(&kept))
	if !strings.HasPrefix(kept, "411B5B32") {
		t.Errorf("the file itself is changed: %s", kept)
	}
}

func eachString(v any, do func(string)) {
	switch v := v.(type) {
	case string:
		do(v)
	case []any:
		for _, one := range v {
			eachString(one, do)
		}
	case map[string]any:
		for key, one := range v {
			do(key)
			eachString(one, do)
		}
	}
}

// What looking costs each text that is read: a few nanoseconds a letter.
func BenchmarkPlainly(b *testing.B) {
	text := strings.Repeat("Walk to the park and back. ", 2)
	for b.Loop() {
		if !plainly(text) {
			b.Fatal(text)
		}
	}
}
