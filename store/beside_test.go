package store

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"waymark/model"
)

// Whether a copy is due is told by the names of those there are.
func TestCopyDueIsToldByNames(t *testing.T) {
	s, _, _ := begun(t)
	if !s.CopyDue() {
		t.Error("without a copy none is due")
	}
	path := mustCopy(t, s)
	if s.CopyDue() {
		t.Error("just after one another is due")
	}
	old := filepath.Join(s.CopiesFolder(), model.CopyName(s.now().Add(-model.CopyEvery-time.Hour), model.DailyCopy)+".db")
	must(t, os.Rename(path, old))
	if !s.CopyDue() {
		t.Error("after a day none is due")
	}
}

func TestCopyAt(t *testing.T) {
	s, _, goal := begun(t)
	away := filepath.Join(t.TempDir(), "mine.db")
	must(t, os.Rename(mustCopy(t, s), away))
	made := time.Date(2026, time.November, 3, 10, 0, 0, 0, time.UTC)
	must(t, os.Chtimes(away, made, made))
	if c := CopyAt(t.Context(), away, s.now); c.Err != nil || c.Goals != 1 || c.Patients[0] != goal.Patient.Name || !c.Made.Equal(made) {
		t.Errorf("%+v", c)
	}
	if c := CopyAt(t.Context(), filepath.Join(t.TempDir(), "none.db"), s.now); c.Err == nil {
		t.Errorf("%+v", c)
	}
}
