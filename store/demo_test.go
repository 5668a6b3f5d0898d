package store

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// The examples come into a file as they were made up: each reading under its
// measure and by its person, and each number tied to its milestones.
func TestOpenDemo(t *testing.T) {
	temporary(t, t.TempDir())
	s, clean, err := OpenDemo(t.Context(), clock)
	must(t, err)
	home, err := s.Home(t.Context(), model.Seat{})
	must(t, err)
	goals, err := s.Goals(t.Context(), home.Patient.ID)
	must(t, err)
	today := model.DayOf(noon)
	d := model.NewDemo(today)
	if home.At.Name != "Ben" || len(goals) != len(d.Goals) {
		t.Fatalf("%s is at the computer of %d goals", home.At.Name, len(goals))
	}
	want := map[string][]model.Reading{}
	for _, r := range d.Readings {
		want[r.Measure] = append([]model.Reading{r.Reading}, want[r.Measure]...)
	}
	got, tied := map[string][]model.Reading{}, 0
	for _, g := range goals {
		for _, m := range g.Measures {
			list, err := s.Readings(t.Context(), m.ID, 0)
			must(t, err)
			for _, r := range list {
				if home.Person(r.ReadBy).Name != r.By {
					t.Errorf("%+v is by %d", r, r.ReadBy)
				}
				r.ReadBy = 0
				got[m.Name] = append(got[m.Name], r)
			}
		}
		for _, m := range g.Milestones {
			if measure, ok := g.MeasureOf(m); ok && m.Criterion.MeasureID == measure.ID {
				tied++
			}
		}
	}
	if d := cmp.Diff(want, got, onlyValues); d != "" {
		t.Errorf("readings (-want +got):\n%s", d)
	}
	if tied != 3 {
		t.Errorf("%d milestones are tied to their number, want 3", tied)
	}
	if _, err := os.Stat(s.Path()); err != nil {
		t.Error(err)
	}
	clean()
	if left, err := os.ReadDir(filepath.Dir(filepath.Dir(s.Path()))); err != nil || len(left) > 0 {
		t.Errorf("the examples leave %v, %v", left, err)
	}
}

// temporary makes a folder the one for temporary files, whatever the system calls it.
func temporary(t *testing.T, dir string) {
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, dir)
	}
}

func TestOpenDemoWithoutRoom(t *testing.T) {
	temporary(t, filepath.Join(t.TempDir(), "nowhere"))
	if _, _, err := OpenDemo(t.Context(), clock); err == nil {
		t.Error("examples are opened nowhere")
	}
}
