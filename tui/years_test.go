package tui

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"waymark/model"
	"waymark/store"
	"waymark/store/tenyears"
)

// yearsRig opens Waymark on a file that was lived with for ten years.
func yearsRig(t *testing.T, size tenyears.Size) *rig {
	t.Helper()
	path := filepath.Join(t.TempDir(), "waymark.db")
	if err := tenyears.Fill(context.Background(), path, size, model.DayOf(monday)); err != nil {
		t.Fatal(err)
	}
	return rigOn(t, openStore(t, path), 80, 24)
}

// A long story is read in part at first: what is folded is counted, and read
// when it is opened, looked through, or narrowed.
func TestALongStoryIsReadAsItIsAskedFor(t *testing.T) {
	size := tenyears.Size{Goals: 24, Active: 2, Each: 15}
	open := func() (*rig, *timelineScreen) {
		r := yearsRig(t, size)
		r.keys("t")
		return r, r.a.top().screen.(*timelineScreen)
	}
	r, s := open()
	r.sees("▸", "December") // years back fold
	if len(s.story.Goals) >= size.Goals || len(s.story.Past) == 0 {
		t.Fatalf("%d goals were read, %d months counted", len(s.story.Goals), len(s.story.Past))
	}
	r.keys("home")
	fact, shown := r.a.top().page.fact, r.screen()
	r.keys("enter")
	r.sees("The start: Walk to the park and back, part 1.", "Walk 1 minutes without the cane. Checked by Ben.")
	if len(s.story.Goals) != size.Goals || len(s.story.Past) != 0 {
		t.Errorf("%d goals were read, %d months counted", len(s.story.Goals), len(s.story.Past))
	}
	if now := r.a.top().page.fact; now != fact {
		t.Errorf("the count was %q and is %q", fact, now)
	}
	r.keys("enter") // shut again: the same numbers as before
	if again := r.screen(); again != shown {
		t.Errorf("counted:\n%s\nread:\n%s", shown, again)
	}

	r, s = open()
	r.keys("/")
	r.typeText("minutes 15")
	if _, all := s.found(model.NewFinder("walk 15 minutes"), 80, 5); all < size.Goals-size.Active {
		t.Errorf("%d of %d last milestones are found", all, size.Goals)
	}
	r, s = open()
	r.keys("right", "right")
	r.sees("Showing what is done.")
	if len(s.story.Past) != 0 {
		t.Error("narrowed without all goals at hand")
	}
}

// years are files for the benchmarks, each made once.
var years = map[string]func() (string, error){
	"one_year":  sync.OnceValues(func() (string, error) { return makeYears(tenyears.One) }),
	"ten_years": sync.OnceValues(func() (string, error) { return makeYears(tenyears.Ten) }),
	"all_open":  sync.OnceValues(func() (string, error) { return makeYears(tenyears.AllOpen) }),
	"empty":     sync.OnceValues(func() (string, error) { return makeYears(tenyears.Size{Goals: 1, Active: 1, Each: 3}) }),
}

// yearsDir holds them; [TestMain] removes it.
var yearsDir string

func makeYears(size tenyears.Size) (string, error) {
	path := filepath.Join(yearsDir, fmt.Sprintf("%d-%d-%d.db", size.Goals, size.Active, size.Readings))
	return path, tenyears.Fill(context.Background(), path, size, model.DayOf(monday))
}

// bench runs a benchmark on each size; begin gets the program on Today.
func bench(b *testing.B, begin func(b *testing.B, r *benchRig)) {
	for _, name := range []string{"empty", "one_year", "ten_years", "all_open"} {
		b.Run(name, func(b *testing.B) {
			path, err := years[name]()
			if err != nil {
				b.Fatal(err)
			}
			r := &benchRig{b: b, path: path}
			r.open()
			r.keys("enter") // whoever was here last
			defer func() { r.st.Close() }()
			begin(b, r)
		})
	}
}

// benchRig drives the program as [rig] does, with nothing that a test needs.
type benchRig struct {
	b    *testing.B
	path string
	st   *store.Store
	a    *app
}

func (r *benchRig) open() {
	now := func() time.Time { return monday }
	st, err := store.Open(context.Background(), r.path, now)
	if err != nil {
		r.b.Fatal(err)
	}
	r.st = st
	r.a = newApp(context.Background(), st, Options{Now: now})
	r.a.later = func(time.Duration, tea.Msg) tea.Cmd { return nil }
	pressed := monday
	r.a.pressed = func() time.Time { pressed = pressed.Add(time.Second); return pressed }
	if err := r.a.begin(context.Background()); err != nil {
		r.b.Fatal(err)
	}
	r.send(tea.WindowSizeMsg{Width: 80, Height: 24})
}

// send hands a message to the program, carries out what comes of it, and draws.
func (r *benchRig) send(msg tea.Msg) {
	for msg != nil {
		_, cmd := r.a.Update(msg)
		if msg = nil; cmd != nil {
			switch got := cmd().(type) {
			case tea.BatchMsg:
				for _, c := range got {
					if c != nil {
						r.send(c())
					}
				}
			default:
				msg = got
			}
		}
	}
	if r.a.View().Content == "" {
		r.b.Fatal("nothing is shown")
	}
}

func (r *benchRig) keys(names ...string) {
	for _, n := range names {
		r.send(keyMsg(n))
	}
}

// BenchmarkStart opens the file and draws the first screen.
func BenchmarkStart(b *testing.B) {
	bench(b, func(b *testing.B, r *benchRig) {
		for b.Loop() {
			if err := r.st.Close(); err != nil {
				b.Fatal(err)
			}
			r.open()
		}
	})
}

// BenchmarkToday moves the focus on Today.
func BenchmarkToday(b *testing.B) {
	bench(b, func(b *testing.B, r *benchRig) {
		for b.Loop() {
			r.keys("down", "up")
		}
	})
}

// BenchmarkGoal opens a goal and goes back.
func BenchmarkGoal(b *testing.B) {
	bench(b, func(b *testing.B, r *benchRig) {
		for b.Loop() {
			r.keys("enter", "esc")
		}
	})
}

// BenchmarkTimeline opens the timeline of all goals and goes back.
func BenchmarkTimeline(b *testing.B) {
	bench(b, func(b *testing.B, r *benchRig) {
		for b.Loop() {
			r.keys("t", "esc")
		}
	})
}

// BenchmarkTimelineMove moves the focus on the timeline of all goals.
func BenchmarkTimelineMove(b *testing.B) {
	bench(b, func(b *testing.B, r *benchRig) {
		r.keys("t")
		for b.Loop() {
			r.keys("up", "down")
		}
	})
}

// BenchmarkFind types a letter into find on the timeline of all goals, and
// takes it back.
func BenchmarkFind(b *testing.B) {
	bench(b, func(b *testing.B, r *benchRig) {
		r.keys("t", "/", "w", "a", "l")
		for b.Loop() {
			r.keys("k", "backspace")
		}
	})
}

// BenchmarkCheckOff checks a milestone off on its goal and takes that back, each
// on disk before it is drawn.
func BenchmarkCheckOff(b *testing.B) {
	bench(b, func(b *testing.B, r *benchRig) {
		r.keys("enter")
		for b.Loop() {
			r.keys("space", "space")
		}
	})
}

// toMeasure goes to the measure that was read last, in its goal.
func (r *benchRig) toMeasure() {
	goals := r.a.sh.home.Goals
	g := goals[len(goals)-1]
	r.a.move(rowID("goal", g.ID))
	if r.keys("enter"); len(g.Measures) == 0 {
		r.b.Skip("nothing is measured in this file")
	}
	r.a.move(rowID("measure", g.Measures[0].ID))
}

// BenchmarkMeasure opens a measure with its picture and goes back.
func BenchmarkMeasure(b *testing.B) {
	bench(b, func(b *testing.B, r *benchRig) {
		r.toMeasure()
		for b.Loop() {
			r.keys("enter", "esc")
		}
	})
}

// BenchmarkReading writes a reading down from its goal and takes it back, each on
// disk before it is drawn.
func BenchmarkReading(b *testing.B) {
	bench(b, func(b *testing.B, r *benchRig) {
		r.toMeasure()
		for b.Loop() {
			r.keys("r", "1", "5", "enter", "u")
		}
	})
}
