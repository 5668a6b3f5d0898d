package main

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"waymark/model"
	"waymark/store"
)

// evilFile is a file in a home of its own into which someone put, below all that
// Waymark checks, words that would take over a terminal.
func evilFile(t *testing.T) (home string) {
	t.Helper()
	home = t.TempDir()
	path := filepath.Join(home, "data", "waymark", "waymark.db")
	s, err := store.Open(context.Background(), path, func() time.Time { return time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC) })
	if err == nil {
		err = s.FillDemo(context.Background(), model.NewDemo(model.NewDay(2026, time.November, 23)))
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	const evil = "' || char(27) || ']0;EVIL' || char(7) || char(27) || '[31mred' || char(155) || '5m' || char(8238) || char(127) || '"
	for _, statement := range []string{
		`UPDATE current_action SET change_id = (SELECT max(id) FROM change)`,
		`UPDATE person SET name = name || '` + evil + `', contact = '` + evil + `'`, `UPDATE goal SET title = title || '` + evil + `', why = '` + evil + `'`,
		`UPDATE milestone SET title = title || '` + evil + `', note = CASE state WHEN 'reached' THEN '` + evil + `' ELSE '' END, sign = '` + evil + `'`,
		`UPDATE measure SET name = name || '` + evil + `', unit = '` + evil + `'`, `UPDATE reading SET note = '` + evil + `'`,
		`UPDATE answer SET text = text || '` + evil + `'`, `UPDATE change SET words = words || '` + evil + `', by_name = by_name || '` + evil + `'`,
		`UPDATE current_action SET change_id = NULL`,
	} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return home
}

// harmful returns the first character of a text that does something to a terminal
// or to the direction of words.
func harmful(text string) string {
	if i := strings.IndexFunc(text, func(r rune) bool { return r != '\n' && model.Clean(string(r), true) != string(r) }); i >= 0 {
		return fmt.Sprintf("%q", text[max(0, i-20):min(len(text), i+20)])
	}
	return ""
}

// TestEvilWordsAreHarmless shows such a file on many screens and by every verb.
func TestEvilWordsAreHarmless(t *testing.T) {
	t.Parallel()
	home := evilFile(t)
	folder := filepath.Join(home, "a\x1b[31mb\u202e")
	for _, verb := range []string{
		"today", "show", "show --json", "timeline", "timeline --json", "plan", "readings", "readings --json", "history", "history --json", "people", "people --json",
		"doctor", "doctor --json", "show nothing", "done nothing", "log nothing 3", "today --file " + filepath.Join(folder, "x.db", "y.db"), "doctor --file " + folder + "/x.db",
	} {
		got := shell(t, home, onDay("2026-11-23"), strings.Fields(verb)...)
		if bad := harmful(got.stdout + got.stderr); bad != "" || !utf8.ValidString(got.stdout) {
			t.Errorf("waymark %q prints %s", verb, bad)
		}
		if verb == "show" && !strings.Contains(got.stdout, "red") {
			t.Errorf("waymark show says nothing of what was put there: %s", got.stdout)
		}
	}
	term := startOn(t, home, nil, [2]int{100, 40}, onDay("2026-11-23"))
	term.waitFor("red")
	for _, keys := range [][]string{{"enter"}, {"t"}, {"esc"}, {"p"}, {"esc"}, {"down", "enter"}, {"esc"}, {"esc"}, {"h"}, {"enter"}, {"esc"}, {"esc"}, {"m"}, {"esc"}, {"w"}, {"esc"}, {"?"}, {"esc"}} {
		term.press(keys...)
		term.screen()
	}
	out := string(term.raw())
	for _, bad := range []string{"EVIL", "\x1b]0;E", "\u009b", "\u202e", "\x7f"} {
		if strings.Contains(out, bad) {
			t.Errorf("%q reaches the terminal", bad)
		}
	}
	if bad := harmful(strings.NewReplacer("\r", "", "\a", "", "\b", "", "\t", "", "\x0e", "", "\x0f", "").Replace(ansi.Strip(out))); bad != "" {
		t.Errorf("%s reaches the terminal", bad)
	}
}
