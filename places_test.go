package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

func TestPlaces(t *testing.T) {
	root := t.TempDir()
	for _, folder := range []string{"home/rosa/Documents", "media/rosa/BLUE", "media/ben/HIS", "run/media/rosa/RED", "mnt/folder", "Volumes/GREEN", "D:", "F:"} {
		if err := os.MkdirAll(filepath.Join(root, filepath.FromSlash(folder)), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(root, "media", "rosa", "a file"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(root, filepath.Join(root, "Volumes", "Macintosh HD")); err != nil {
		t.Skipf("no links: %v", err)
	}
	documents := filepath.Join(root, "home", "rosa", "Documents")
	in := func(parts ...string) string { return filepath.Join(append([]string{root}, parts...)...) }
	docs := model.Place{Name: "Documents", Path: documents}
	for _, tt := range []struct {
		system, documents, home, login string
		want                           []model.Place
	}{
		{"linux", documents, in("home", "rosa"), "rosa", []model.Place{docs, {Name: "The stick BLUE", Path: in("media", "rosa", "BLUE")}, {Name: "The stick RED", Path: in("run", "media", "rosa", "RED")}}},
		{"linux", in("home", "rosa", "Dokumente"), "", "", nil},
		{"linux", in("home", "rosa", "Dokumente"), in("home", "rosa"), "", []model.Place{{Name: "Your own folder", Path: in("home", "rosa")}}},
		{"darwin", documents, in("home", "rosa"), "rosa", []model.Place{docs, {Name: "The stick GREEN", Path: in("Volumes", "GREEN")}}},
		{"windows", "", "", "rosa", []model.Place{{Name: "The stick D:", Path: in("D:") + string(filepath.Separator)}, {Name: "The stick F:", Path: in("F:") + string(filepath.Separator)}}},
	} {
		if diff := cmp.Diff(tt.want, placesUnder(root, tt.system, tt.documents, tt.home, tt.login)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.system, diff)
		}
	}
}

func TestOnlyWhereAnotherDiskBeginsIsAMount(t *testing.T) {
	if isMount(t.TempDir()) {
		t.Error("a folder of its own counts as a disk")
	}
	if info, err := os.Stat("/proc/self"); err == nil && info.IsDir() && !isMount("/proc") {
		t.Error("/proc does not count")
	}
}

// Whoever saved a copy on a stick is not told to put one on a stick.
func TestOnStick(t *testing.T) {
	list := []model.Place{{Name: "Documents", Path: "/home/rosa/Documents"}, {Name: "The stick BLUE", Path: "/media/rosa/BLUE"}}
	for path, want := range map[string]bool{
		"/media/rosa/BLUE/waymark.db": true, "/media/rosa/BLUE/copies/waymark.db": true,
		"/media/rosa/BLUER/waymark.db": false, "/home/rosa/Documents/waymark.db": false,
	} {
		if got := onStick(filepath.FromSlash(path), list); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
}
