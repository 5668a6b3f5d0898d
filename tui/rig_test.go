package tui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"waymark/model"
	"waymark/store"
)

// monday is the day on which most tests take place.
var monday = time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC)

// rig drives the whole program without a terminal: keys go in, commands are
// drained until all is quiet, and the screen is what View says.
type rig struct {
	t     *testing.T
	a     *app
	store Store
	now   time.Time
	press time.Time
	held  []tea.Msg // ticks, which only pass when a test lets them

	refused int // how often the store refused what is switched off
}

// newRig opens Waymark on a new file in a window of w by h.
func newRig(t *testing.T, w, h int) *rig {
	t.Helper()
	return rigOn(t, openStore(t, filepath.Join(t.TempDir(), "waymark.db")), w, h)
}

func openStore(t *testing.T, path string) *store.Store {
	t.Helper()
	return openStoreAt(t, path, func() time.Time { return monday })
}

// openStoreAt opens a file with a clock of its own.
func openStoreAt(t *testing.T, path string, now func() time.Time) *store.Store {
	t.Helper()
	st, err := store.Open(context.Background(), path, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return st
}

// demoRig opens Waymark on the made-up examples.
func demoRig(t *testing.T, w, h int) *rig {
	t.Helper()
	return rigOn(t, openStore(t, copied(t, "demo", func(path string) {
		st := openStore(t, path)
		if err := st.FillDemo(context.Background(), model.NewDemo(model.DayOf(monday))); err != nil {
			t.Fatal(err)
		}
		if err := st.Close(); err != nil {
			t.Fatal(err)
		}
	})), w, h)
}

// made are the files that many tests begin from, each made once.
var made struct {
	sync.Mutex
	files map[string][]byte
}

// copied returns the path of a file of its own with what fill wrote, which runs
// for the first test that asks.
func copied(t *testing.T, name string, fill func(path string)) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "waymark.db")
	copiedTo(t, path, name, fill)
	return path
}

// copiedTo puts such a file at a path.
func copiedTo(t *testing.T, path, name string, fill func(path string)) {
	t.Helper()
	made.Lock()
	defer made.Unlock()
	if made.files[name] == nil {
		first := filepath.Join(t.TempDir(), "first.db")
		fill(first)
		file, err := os.ReadFile(first)
		if err != nil {
			t.Fatal(err)
		}
		if made.files == nil {
			made.files = make(map[string][]byte)
		}
		made.files[name] = file
	}
	if err := os.WriteFile(path, made.files[name], 0o600); err != nil {
		t.Fatal(err)
	}
}

// rigOn opens Waymark on a store, and goes on as whoever was here last where it
// asks who is here.
func rigOn(t *testing.T, st Store, w, h int) *rig {
	t.Helper()
	r := rigAsked(t, st, w, h)
	if who, asks := r.a.top().screen.(*whoScreen); asks && who.asks {
		r.keys("enter")
	}
	return r
}

// rigAsked opens Waymark on a store, whatever it begins with.
func rigAsked(t *testing.T, st Store, w, h int) *rig {
	t.Helper()
	r := &rig{t: t, store: st, now: monday, press: monday}
	env := func(name string) string { return map[string]string{"LANG": "C.UTF-8"}[name] }
	r.a = newApp(context.Background(), st, Options{Now: func() time.Time { return r.now }, Env: env})
	r.a.pressed = func() time.Time { r.press = r.press.Add(time.Second); return r.press }
	r.a.later = func(_ time.Duration, msg tea.Msg) tea.Cmd {
		r.held = append(r.held, msg)
		return nil
	}
	if err := r.a.begin(context.Background()); err != nil {
		t.Fatal(err)
	}
	r.send(tea.WindowSizeMsg{Width: w, Height: h})
	return r
}

// send hands a message to the program and drains what comes of it.
func (r *rig) send(msg tea.Msg) {
	r.t.Helper()
	queue := []tea.Msg{msg}
	for n := 0; len(queue) > 0; n++ {
		if n > 10_000 {
			r.t.Fatal("commands without end")
		}
		msg := queue[0]
		queue = queue[1:]
		if refusedBy(msg) {
			r.refused++
		}
		_, cmd := r.a.Update(msg)
		if r.a.crash != nil {
			r.t.Fatalf("crashed: %v", r.a.crash)
		}
		queue = append(queue, r.drain(cmd)...)
	}
}

// drain runs a command and everything batched in it. Clocks are held back: a
// save by itself happens when a test calls wait.
func (r *rig) drain(cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	switch msg := cmd().(type) {
	case nil, tea.QuitMsg:
		return nil
	case tea.BatchMsg:
		var all []tea.Msg
		for _, c := range msg {
			all = append(all, r.drain(c)...)
		}
		return all
	default:
		return []tea.Msg{msg}
	}
}

// wait lets a second pass, so that what is typed is saved by itself.
func (r *rig) wait() {
	r.t.Helper()
	held := r.held
	r.held = nil
	for _, msg := range held {
		r.send(msg)
	}
}

// keys presses keys by name: "enter", "down", "x".
func (r *rig) keys(names ...string) {
	r.t.Helper()
	for _, n := range names {
		r.send(keyMsg(n))
	}
}

// typeText types words.
func (r *rig) typeText(s string) {
	r.t.Helper()
	for _, c := range s {
		r.send(tea.KeyPressMsg{Code: c, Text: string(c)})
	}
}

func keyMsg(name string) tea.KeyPressMsg {
	special := map[string]rune{
		"enter": tea.KeyEnter, "esc": tea.KeyEscape, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft,
		"right": tea.KeyRight, "tab": tea.KeyTab, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete,
		"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd, "f1": tea.KeyF1,
	}
	switch code, ok := special[name]; {
	case ok:
		return tea.KeyPressMsg{Code: code}
	case name == "space":
		return tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
	case name == "shift+tab":
		return tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}
	}
	if mod, key, ok := strings.Cut(name, "+"); ok && key != "" {
		with := keyMsg(key)
		with.Mod, with.Text = map[string]tea.KeyMod{"ctrl": tea.ModCtrl, "alt": tea.ModAlt}[mod], ""
		return with
	}
	return tea.KeyPressMsg{Code: []rune(name)[0], Text: name}
}

// screen is what the terminal shows, without styles.
func (r *rig) screen() string {
	lines := strings.Split(ansi.Strip(r.a.View().Content), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// sees fails the test unless the screen shows each text.
func (r *rig) sees(texts ...string) {
	r.t.Helper()
	for _, text := range texts {
		if !strings.Contains(r.flat(), text) {
			r.t.Fatalf("the screen does not show %q:\n%s", text, r.screen())
		}
	}
}

// seesNot fails the test when the screen shows a text.
func (r *rig) seesNot(texts ...string) {
	r.t.Helper()
	for _, text := range texts {
		if strings.Contains(r.flat(), text) {
			r.t.Fatalf("the screen shows %q:\n%s", text, r.screen())
		}
	}
}

// flat is the screen as one line of words, as it would be read aloud.
func (r *rig) flat() string { return strings.Join(strings.Fields(r.screen()), " ") }

// more carries out an action of the screen from More.
func (r *rig) more(id string) {
	r.t.Helper()
	r.keys("m")
	r.goTo(id)
	r.keys("enter")
}

// goTo moves on until the row with that id has the focus.
func (r *rig) goTo(id string) {
	r.t.Helper()
	for range 200 {
		if r.a.top().focus == id {
			return
		}
		r.keys("tab")
	}
	r.t.Fatalf("no row %q:\n%s", id, r.screen())
}
