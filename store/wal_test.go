package store

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"modernc.org/sqlite"

	"waymark/model"
)

// aFrame is how long a frame of a log is.
const aFrame = frameHeader + ourPageSize

// logged is a file with a long log, as a kill leaves it, with the first page of
// the data in the file itself.
func logged(t testing.TB) (path string, title func(path string) string) {
	t.Helper()
	s, at, goal := begun(t)
	_, err := s.db.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`)
	must(t, err)
	for i := range 6 {
		mustAdd(t, s, at, goal.ID, fmt.Sprint("Step ", i))
	}
	return copied(t, s.Path(), "-wal"), func(path string) string {
		list := goalNow(t, open(t, path), goal.ID).Milestones
		return list[len(list)-1].Title
	}
}

func framesOf(t testing.TB, path string) (list []frame) {
	t.Helper()
	_, err := readWAL(strings.NewReader(mustRead(t, path+"-wal")), func(f frame) { list = append(list, f) })
	must(t, err)
	return list
}

// A log that lost something that was saved is damaged; one that only ends in the
// middle of something is not, nor is what is left in it of an earlier time.
func TestOpenLogs(t *testing.T) {
	patch := func(at int, b ...byte) damage {
		return func(t testing.TB, path string) {
			f, err := os.OpenFile(path+"-wal", os.O_WRONLY, 0)
			must(t, err)
			_, err = f.WriteAt(b, int64(at))
			must(t, err)
			must(t, f.Close())
		}
	}
	cut := func(less int) damage {
		return func(t testing.TB, path string) {
			info, err := os.Stat(path + "-wal")
			must(t, err)
			must(t, os.Truncate(path+"-wal", info.Size()-int64(less)))
		}
	}
	log := func(at, n int) damage {
		return func(t testing.TB, path string) { flipped(t, path+"-wal", at, n) }
	}
	for _, test := range []struct {
		name string
		do   damage
		want error
		last string // the title of the newest milestone, where it opens
	}{
		{"whole", func(testing.TB, string) {}, nil, "Step 5"},
		{"its mark", log(0, 4), model.ErrDamaged, ""},
		{"its version", log(4, 4), model.ErrDamaged, ""},
		{"its pages", log(8, 4), model.ErrDamaged, ""},
		{"its salts", log(16, 8), model.ErrDamaged, ""},
		{"its sum", log(24, 8), model.ErrDamaged, ""},
		{"no header", patch(0, make([]byte, walHeader)...), model.ErrDamaged, ""},
		{"the first frame", log(walHeader+500, 1), model.ErrDamaged, ""},
		{"the number of a page", log(walHeader+3, 1), model.ErrDamaged, ""},
		{"where a change ends", log(walHeader+7, 1), model.ErrDamaged, ""},
		{"the salts of a frame", log(walHeader+aFrame+8, 8), model.ErrDamaged, ""},
		{"the sum of a frame", log(walHeader+aFrame+16, 8), model.ErrDamaged, ""},
		{"a whole frame", patch(walHeader+3*aFrame, make([]byte, aFrame)...), model.ErrDamaged, ""},
		{"half of its last frame", cut(aFrame / 2), nil, "Step 4"},
		{"its last frame", cut(aFrame), nil, "Step 4"},
		{"the last frame, torn", func(t testing.TB, path string) { log(len(mustRead(t, path+"-wal"))-100, 100)(t, path) }, nil, "Step 4"},
		{"zeros behind it", func(t testing.TB, path string) {
			patch(len(mustRead(t, path+"-wal")), make([]byte, 5*aFrame)...)(t, path)
		}, nil, "Step 5"},
		{"another time's frames behind it", func(t testing.TB, path string) {
			old := []byte(mustRead(t, path+"-wal"))[walHeader:]
			for at := 0; at < len(old); at += aFrame {
				old[at+8]++
			}
			patch(len(mustRead(t, path+"-wal")), old...)(t, path)
		}, nil, "Step 5"},
		{"only a header", func(t testing.TB, path string) { must(t, os.Truncate(path+"-wal", walHeader)) }, nil, "Walk to the park"},
		{"half a header", func(t testing.TB, path string) { must(t, os.Truncate(path+"-wal", 20)) }, nil, "Walk to the park"},
		{"zeros", func(t testing.TB, path string) { must(t, os.WriteFile(path+"-wal", make([]byte, 3*aFrame), 0o600)) }, nil, "Walk to the park"},
	} {
		t.Run(test.name, func(t *testing.T) {
			path, last := logged(t)
			test.do(t, path)
			wantRefused(t, path, test.want)
			if test.want == nil {
				if got := last(path); got != test.last {
					t.Errorf("its last milestone is %q, want %q", got, test.last)
				}
				return
			}
			c, err := Rescue(context.Background(), path, clock)
			must(t, err)
			if got := last(copied(t, c.Path)); got != "Step 5" {
				t.Errorf("of what was saved the last milestone is %q", got)
			}
		})
	}
}

// Every frame that SQLite writes counts, and every page is in it.
func TestReadWAL(t *testing.T) {
	path, _ := logged(t)
	list := framesOf(t, path)
	w, err := logNow(path)
	must(t, err)
	commits := 0
	for _, f := range list {
		if f.commit > 0 {
			commits++
		}
		if !f.sound || !f.ours {
			t.Errorf("frame %+v", f)
		}
	}
	if !w.header || w.damaged() || int(w.frames) != len(list) || commits != 6 {
		t.Errorf("%+v, %d frames, %d commits", w, len(list), commits)
	}
}

// What a killed window wrote and could tell nobody of, and another window wrote
// over in part, is no damage: the index knows where the log ends.
func TestOpenAfterKilledWhileWriting(t *testing.T) {
	if !sqlite.OFDLockingEnabled() {
		t.Skip("the index is not read")
	}
	ctx := context.Background()
	s, at, goal := begun(t)
	path := copied(t, s.Path(), "-wal") // before the change that nobody is told of
	_, _, err := s.StartGoal(ctx, at, model.Goal{Patient: goal.Patient, Title: strings.Repeat("Long. ", 80), Why: strings.Repeat("Long. ", 3000), Start: goal.Start, QuietDays: 14}, 0)
	must(t, err)
	long := mustRead(t, s.Path()+"-wal")
	other := open(t, path)
	id := mustAdd(t, other, at, goal.ID, "Short")
	short := mustRead(t, path+"-wal")
	if len(short) >= len(long) || short[:walHeader] != long[:walHeader] {
		t.Fatalf("%d and %d bytes", len(short), len(long))
	}
	f, err := os.OpenFile(path+"-wal", os.O_WRONLY|os.O_APPEND, 0)
	must(t, err)
	_, err = f.WriteString(long[len(short):])
	must(t, err)
	must(t, f.Close())
	left := copied(t, path, "-wal", "-shm")
	if _, ok := goalNow(t, open(t, left), goal.ID).Milestone(id); !ok {
		t.Error("what was saved is not there")
	}
	wantRefused(t, copied(t, path, "-wal"), model.ErrDamaged) // without the index nothing tells it apart
	if _, ok := goalNow(t, open(t, path), goal.ID).Milestone(id); !ok {
		t.Error("what was saved is not there beside another window")
	}
}

// With its index a log tells that its end is lost.
func TestOpenLogEndLost(t *testing.T) {
	if !sqlite.OFDLockingEnabled() {
		t.Skip("the index is not read")
	}
	s, at, goal := begun(t)
	mustAdd(t, s, at, goal.ID, "The last thing")
	_, err := s.db.Exec(`PRAGMA wal_checkpoint(FULL)`)
	must(t, err) // that all is in the file does not help: SQLite reads what it finds in the log
	for _, do := range []func(path string){
		func(path string) { must(t, os.Truncate(path, int64(len(mustRead(t, path))-aFrame/2))) },
		func(path string) { flipped(t, path, len(mustRead(t, path))-9, 1) },
	} {
		path := copied(t, s.Path(), "-wal", "-shm")
		do(path + "-wal")
		wantRefused(t, path, model.ErrDamaged)
	}
}

// A log that is written to all the while is never taken for a damaged one.
func TestOpenBesideAWriter(t *testing.T) {
	s, at, goal := begun(t)
	_, err := s.db.Exec(`PRAGMA wal_autocheckpoint = 20`)
	must(t, err)
	stop := writing(t, s, at, goal.ID)
	var wrong []error
	for until := time.Now().Add(time.Second); time.Now().Before(until); {
		if err := examine(context.Background(), s.Path()); err != nil {
			wrong = append(wrong, err)
		}
		if w, err := logOf(context.Background(), s.Path()); err != nil || w.damaged() {
			wrong = append(wrong, fmt.Errorf("%+v, %w", w, err))
		}
	}
	stop()
	if wrong = slices.Clip(wrong); len(wrong) > 0 {
		t.Errorf("%d times, first %v", len(wrong), wrong[0])
	}
}
