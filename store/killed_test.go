package store

import (
	"bufio"
	"context"
	"database/sql"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/model"
)

// kills is how many windows TestKilled ends at a random moment:
//
//	go test ./store -run TestKilled -timeout 1h -v -kills 1000
var kills = flag.Int("kills", 24, "how many windows are ended at a random moment")

// A scene is what windows do until they are killed at a random moment, and what is
// to be found afterwards.
type scene struct {
	windows int
	share   int           // of the kills
	span    time.Duration // within which it is killed, from when it is ready
	begin   func(t *testing.T, path string)
	live    func(w *victim) error // in a program of its own, without an end
	check   func(t *testing.T, path string, said [][]string)
}

var scenes = map[string]scene{
	"one window writes":          {1, 6, 60 * time.Millisecond, beginHousehold, writeOn, wantWritten},
	"two windows write":          {2, 6, 60 * time.Millisecond, beginHousehold, writeOn, wantWritten},
	"an update of the file":      {1, 5, 90 * time.Millisecond, beginOld, openOld, wantUpdated},
	"an update by two windows":   {2, 3, 90 * time.Millisecond, beginOld, openOld, wantUpdated},
	"copies":                     {1, 4, 150 * time.Millisecond, beginHousehold, copyOn, wantCopied},
	"a restore":                  {1, 5, 150 * time.Millisecond, beginToRestore, restoreOn, wantRestored},
	"a restore, another writes":  {2, 5, 150 * time.Millisecond, beginToRestore, restoreOn, wantRestored},
	"a removal":                  {1, 3, 150 * time.Millisecond, beginHousehold, removeOn, wantRemoved},
	"a removal, another writes":  {2, 3, 150 * time.Millisecond, beginHousehold, removeOn, wantRemoved},
	"a damaged file is replaced": {1, 3, 120 * time.Millisecond, beginDamaged, replaceOnce, wantReplaced},
	"a new file, three windows":  {3, 2, 60 * time.Millisecond, func(*testing.T, string) {}, makeNew, wantMade},
	"the log goes, two windows":  {2, 2, 0, beginHousehold, loseLog, wantWritten},
	"the index goes, one window": {1, 2, 0, beginHousehold, loseLog, wantWritten},
}

// Whenever a window is killed, the file opens and is sound; it holds every change
// that was acknowledged, and the one that was not either wholly or not at all. The
// same holds for two windows that are killed one after the other, and while the
// file is brought to a newer shape, copied, or replaced by a copy, and while
// someone is removed.
func TestKilled(t *testing.T) {
	shares := 0
	for _, sc := range scenes {
		shares += sc.share
	}
	began, killed, acknowledged := time.Now(), 0, 0
	for name, sc := range scenes {
		n := max(1, *kills*sc.share/shares/sc.windows)
		t.Run(name, func(t *testing.T) {
			for range n {
				said := sc.play(t, name)
				killed += len(said)
				for _, lines := range said {
					acknowledged += len(lines)
				}
				if t.Failed() {
					return
				}
			}
		})
	}
	t.Logf("%d windows lived, all but a few of them till they were killed; %d changes acknowledged, in %v", killed, acknowledged, time.Since(began).Round(time.Second))
}

// play lets the windows of a scene live twice on one file, and looks at it after
// each time.
func (sc scene) play(t *testing.T, name string) (said [][]string) {
	path := newFile(t)
	sc.begin(t, path)
	for range 2 {
		said = append(said, sc.kill(t, name, path, len(said))...)
		sc.check(t, path, said)
	}
	if t.Failed() {
		t.Logf("it said %q", said)
	}
	return said
}

// What the program of a victim is told: its scene, its file and its number.
const (
	victimScene = "WAYMARK_TEST_SCENE"
	victimPath  = "WAYMARK_TEST_PATH"
	victimSeat  = "WAYMARK_TEST_VICTIM"
)

// kill runs the windows of a scene, kills each, and returns what they said: one
// line for each change, once it was acknowledged.
func (sc scene) kill(t *testing.T, name, path string, first int) [][]string {
	said := make([][]string, sc.windows)
	err := together(sc.windows, func(i int) error {
		window := exec.Command(os.Args[0])
		window.Env = append(os.Environ(), victimScene+"="+name, victimPath+"="+path, fmt.Sprint(victimSeat, "=", first+i))
		var wrong strings.Builder
		window.Stderr = &wrong
		out, err := window.StdoutPipe()
		if err != nil {
			return err
		}
		if err := window.Start(); err != nil {
			return err
		}
		lines := bufio.NewReader(out)
		for {
			line, err := lines.ReadString('\n')
			if err != nil { // the pipe has ended with the window
				window.Wait()
				if wrong.Len() > 0 {
					return fmt.Errorf("window %d: %s", first+i, wrong.String())
				}
				return nil
			}
			if line = strings.TrimSpace(line); line != "ready" {
				said[i] = append(said[i], line)
			} else if sc.span > 0 {
				time.AfterFunc(rand.N(sc.span), func() { window.Process.Kill() })
			}
		}
	})
	if err != nil {
		t.Error(err)
	}
	return said
}

// victim is a window that is going to be killed.
type victim struct {
	*Store
	path string
	seat int
	at   model.At
	n    int // of what it adds
}

// beKilled lives a scene in a program of its own.
func beKilled(name string) {
	w := &victim{path: os.Getenv(victimPath)}
	fmt.Sscan(os.Getenv(victimSeat), &w.seat)
	err := scenes[name].live(w)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// say acknowledges a change to the tester.
func (w *victim) say(words ...any) { fmt.Println(words...) }

// title is one that no other has.
func (w *victim) title() string {
	w.n++
	return fmt.Sprintf("%d-%d", w.seat, w.n)
}

// sit opens the file, as someone of its people.
func (w *victim) sit() (model.Home, error) {
	ctx := context.Background()
	var err error
	if w.Store, err = Open(ctx, w.path, nil); err != nil {
		return model.Home{}, err
	}
	home, err := w.Home(ctx, model.Seat{})
	if err == nil {
		p := home.People[w.seat%2]
		w.at = model.At{ID: p.ID, Name: p.Name}
		w.say("ready")
	}
	return home, err
}

// beginHousehold makes a file of Rosa's with a goal; Ben helps.
func beginHousehold(t *testing.T, path string) {
	ctx := context.Background()
	s, err := Open(ctx, path, clock)
	must(t, err)
	_, err = s.SetUp(ctx, model.Person{Name: "Rosa"}, &model.Person{Name: "Ben"})
	must(t, err)
	h, err := s.Home(ctx, model.Seat{})
	must(t, err)
	_, _, err = s.StartGoal(ctx, h.At, fullGoal(h), 0)
	must(t, err)
	must(t, s.Close())
}

// afterwards opens a file whose windows were killed, and checks that it is sound
// and that its copies are.
func afterwards(t *testing.T, path string, look func(s *Store, home model.Home)) {
	t.Helper()
	ctx := context.Background()
	s, err := Open(ctx, path, clock)
	if err != nil {
		t.Error(err)
		return
	}
	defer s.Close()
	must(t, sound(ctx, s.db))
	var updated int
	must(t, s.db.QueryRow(`SELECT count(*) FROM setting WHERE key = ?`, settingUndoClosed).Scan(&updated))
	if wantWhole(t, s); updated == 0 {
		wantSound(t, s)
	}
	for _, c := range copiesIn(t, copiesOf(path)) {
		must(t, c.Close())
	}
	home, err := s.Home(ctx, model.Seat{})
	must(t, err)
	look(s, home)
}

// copiesIn opens the copies of a folder and checks each. What was cut off is no
// copy: it has another name, and is gone once it is an hour old.
func copiesIn(t *testing.T, folder string) map[string]*sql.DB {
	t.Helper()
	ctx := context.Background()
	dbs := map[string]*sql.DB{}
	for _, c := range namedIn(folder, time.Local) {
		db, err := openCopy(ctx, c.Path)
		if err == nil {
			err = sound(ctx, db)
		}
		if err != nil {
			t.Errorf("copy %s: %v", c.Path, err)
			continue
		}
		dbs[c.Path] = db
	}
	left, _ := filepath.Glob(filepath.Join(folder, unfinished+"*"))
	for _, path := range left {
		must(t, os.Chtimes(path, time.Time{}, time.Now().Add(-2*time.Hour)))
	}
	clearUnfinished(folder)
	if left, _ = filepath.Glob(filepath.Join(folder, unfinished+"*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
	return dbs
}

// holds reports whether a file that is open has a milestone of that title.
func holds(t *testing.T, db connected, title string) bool {
	t.Helper()
	var n int
	must(t, db.QueryRowContext(context.Background(), `SELECT count(*) FROM milestone WHERE title = ?`, title).Scan(&n))
	return n > 0
}

// writeOn writes all kinds of changes.
func writeOn(w *victim) error {
	ctx := context.Background()
	home, err := w.sit()
	if err != nil {
		return err
	}
	goal, err := w.Goal(ctx, home.Goals[0].ID)
	if err != nil {
		return err
	}
	draft := model.NewDraft(home.Patient)
	for {
		if err := w.writeOnce(goal, &draft); err != nil {
			return err
		}
		if w.seat > 0 {
			time.Sleep(time.Millisecond) // or the other would hardly get a turn
		}
	}
}

func (w *victim) writeOnce(goal model.Goal, draft *model.Draft) error {
	ctx := context.Background()
	title := w.title()
	id, _, err := w.AddMilestone(ctx, w.at, goal.ID, model.Milestone{Title: title})
	if err != nil {
		return err
	}
	w.say("added", title)
	switch w.n % 4 {
	case 0:
		if _, err = w.ChangeMilestone(ctx, w.at, id, model.Reach(model.DayOf(time.Now()), goal.Patient.ID, w.at.ID)); err == nil {
			w.say("reached", title)
		}
	case 1:
		if _, err = w.Undo(ctx, w.at, goal.Patient.ID); err == nil {
			w.say("undone", title)
		}
	case 2:
		if _, _, err = w.AddReading(ctx, w.at, goal.Measures[0].ID, model.Reading{On: goal.Start, Value: 3, Note: title}); err == nil {
			w.say("reading", title)
		}
	case 3:
		draft.Title, draft.Rev = title, int64(w.n)
		if draft.ID, err = w.SaveDraft(ctx, *draft); err == nil {
			w.say("draft", title)
		}
	}
	return err
}

// wantWritten checks that all that was said is there.
func wantWritten(t *testing.T, path string, said [][]string) {
	afterwards(t, path, func(s *Store, home model.Home) {
		g, err := s.Goal(context.Background(), home.Goals[0].ID)
		must(t, err)
		state := map[string]model.State{}
		for _, m := range g.Milestones {
			state[m.Title] = m.State
		}
		list, err := s.Readings(context.Background(), g.Measures[0].ID, 0)
		must(t, err)
		for window, lines := range said {
			draft := ""
			for i, line := range lines {
				what, title, _ := strings.Cut(line, " ")
				is, ok := state[title]
				last := i == len(lines)-1
				next := ""
				if !last {
					next, _, _ = strings.Cut(lines[i+1], " ")
				}
				switch what {
				case "added": // what came after it may be there or not when it was not acknowledged
					ok = ok || last || next == "undone"
				case "reached":
					ok = is == model.Reached
				case "undone":
					ok = !ok
				case "reading":
					ok = slices.ContainsFunc(list, func(r model.Reading) bool { return r.Note == title })
				case "draft":
					draft, ok = title, true
				}
				if !ok {
					t.Errorf("window %d: %q is lost; it is %q", window, line, is)
				}
			}
			number := func(title string) (n int) {
				fmt.Sscanf(title, fmt.Sprint(window, "-%d"), &n)
				return n
			}
			if draft != "" && !slices.ContainsFunc(home.Drafts, func(d model.Draft) bool { return number(d.Title) >= number(draft) }) {
				t.Errorf("window %d: the plan %q is lost", window, draft)
			}
		}
	})
}
