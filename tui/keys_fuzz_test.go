package tui

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"waymark/model"
	"waymark/store"
)

// FuzzKeys does whatever comes, 200 things at the most, to the whole program on a
// file in which several people keep several goals, or on an empty one. After it
// there is a way out, and the file is whole and can be taken back step by step.
//
//	go test ./tui -run '^$' -fuzz '^FuzzKeys$' -fuzztime 10m
func FuzzKeys(f *testing.F) {
	for _, seed := range [][]byte{
		nil,
		[]byte("\x00\x0b\x00\x0b\x00\x0b\x00\x00\x00\x05\x0b\x05"),
		[]byte("\x01\x0b\x00\x00\x17\x0b\x00\x00\x00\x0b\x10\x00\x00\x0b\x00\x0b\x10\x0b\x10\x0b\x10\x0b\x10\x0b\x10\x0b\x00"),
		[]byte("\x00\x01\x00\x00\x00\x00\x0b\x06\x0b\x00\x01\x2b\x01\x63\x00\x0b\x03"),
		[]byte("\x00\x0b\x1b\x00\x13\x0b\x00\x0b\x07\x0b\x00\x02\x02\x0b\x05\x0b\x17\x03\x05\x05\x01\x04\x01\x05"),
	} {
		f.Add(seed)
	}
	for n := range uint64(4) { // and long ones
		seed, chance := make([]byte, 400), rand.New(rand.NewPCG(n, 0))
		for i := range seed {
			seed[i] = byte(chance.Uint32())
		}
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		path := somewhereFast(t)
		empty := len(data) > 0 && data[0]%2 == 1
		if !empty {
			copiedTo(t, path, "laptop", fillLaptop(t))
		}
		data = data[min(1, len(data)):]
		pick := func(_ string, n int) int {
			if len(data) == 0 {
				return 0
			}
			at := int(data[0])
			data = data[1:]
			if n > 256 && len(data) > 0 {
				at, data = at<<8|int(data[0]), data[1:]
			}
			return at % n
		}
		st := openStore(t, path)
		r := rigOn(t, st, 80, 24)
		for n := 0; n < 200 && len(data) > 0 && !r.a.quit; n++ {
			r.anything(pick)
		}
		r.getsOut()
		if err := st.Close(); err != nil {
			t.Fatal(err)
		}
		whole(t, path)
	})
}

// somewhereFast is the path of a file in memory, where the system has such a folder.
func somewhereFast(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "waymark-fuzz-")
	if err != nil {
		return filepath.Join(t.TempDir(), "waymark.db")
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return filepath.Join(dir, "waymark.db")
}

// getsOut leaves with Esc and Enter, as somebody would who does not know where
// they are.
func (r *rig) getsOut() {
	r.t.Helper()
	for range 60 {
		if r.a.quit {
			return
		}
		switch r.a.top().screen.(type) {
		case *today:
			r.keys("esc", "enter")
		default:
			r.keys("esc")
		}
		r.fits(r.a.w, r.a.h)
	}
	r.t.Fatalf("there is no way out:\n%s", r.screen())
}

// whole fails the test unless a file is sound, all of it can be read, and what was
// done last by whoever is at the computer can be taken back, one after the other.
func whole(t *testing.T, path string) {
	t.Helper()
	ctx := t.Context()
	st, err := store.Open(ctx, path, func() time.Time { return monday })
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if _, err := st.Upkeep(ctx); err != nil {
		t.Fatal(err)
	}
	home, err := st.Home(ctx, model.Seat{})
	if err != nil {
		t.Fatal(err)
	}
	if home.Patient.ID == 0 {
		return
	}
	if _, err := st.Changes(ctx, model.Lines{Most: 1000}); err != nil {
		t.Fatal(err)
	}
	for range 50 {
		_, err := st.Undo(ctx, home.At, home.Patient.ID)
		var later *model.LaterError
		switch {
		case errors.Is(err, model.ErrNothingToUndo), errors.Is(err, model.ErrUndoClosed), errors.As(err, &later), errors.Is(err, model.ErrChangedSince):
			return
		case errors.Is(err, model.ErrNotAllowed):
			return
		case err != nil:
			t.Fatal(err)
		}
	}
}
