package store

import (
	"context"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"waymark/model"
)

// loseLog writes while the log or its index goes from time to time, and ends by
// itself.
func loseLog(w *victim) error {
	home, err := w.sit()
	if err != nil {
		return err
	}
	goal, err := w.Goal(context.Background(), home.Goals[0].ID)
	if err != nil {
		return err
	}
	draft := model.NewDraft(home.Patient)
	for i := range 40 {
		if rand.N(12) == 0 {
			os.Remove(w.path + []string{"-wal", "-shm"}[i%2])
		}
		if err := w.writeOnce(goal, &draft); err != nil {
			return err
		}
	}
	return w.Close()
}

// makeNew makes a file together with others, and adds people.
func makeNew(w *victim) (err error) {
	if w.Store, err = Open(context.Background(), w.path, nil); err != nil {
		return err
	}
	for {
		name := w.title()
		if _, _, err := w.AddPerson(context.Background(), model.At{}, model.Person{Name: name}); err != nil {
			return err
		}
		if w.say(name); w.n == 1 {
			w.say("ready")
		}
		time.Sleep(time.Millisecond)
	}
}

func wantMade(t *testing.T, path string, said [][]string) {
	afterwards(t, path, func(_ *Store, home model.Home) {
		names := namesOf(home.People)
		for window, lines := range said {
			for _, name := range lines {
				if !slices.Contains(names, name) {
					t.Errorf("window %d: %q is lost", window, name)
				}
			}
		}
	})
}
