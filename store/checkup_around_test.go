package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"waymark/model"
)

// bare is a file of some bytes, in a folder that only its owner can look into.
func bare(t *testing.T, content []byte) string {
	t.Helper()
	path := newFile(t)
	must(t, os.Chmod(filepath.Dir(path), 0o700))
	must(t, os.WriteFile(path, content, 0o600))
	return path
}

// withCopy is a closed file with a copy beside it, after more was done to both.
func withCopy(t *testing.T, more func(t *testing.T, s *Store, at model.At, goal model.Goal, copy string)) string {
	t.Helper()
	s, at, goal := begun(t)
	must(t, os.Chmod(filepath.Dir(s.Path()), 0o700))
	path := mustCopy(t, s)
	if more != nil {
		more(t, s, at, goal, path)
	}
	must(t, s.Close())
	return s.Path()
}

// The copies are read too, each from beginning to end.
func examineCopies(t *testing.T) {
	inFile := []model.FindingKey{model.FileOurs, model.PagesWhole, model.LinksWhole, model.ShapeNewest, model.RulesKept}
	around := []model.FindingKey{model.PrivateKept, model.RoomEnough, model.PlaceHere}
	found := func(keys ...model.FindingKey) []model.FindingKey { return slices.Concat(inFile, keys, around) }
	for _, test := range []fileState{
		{name: "kept", make: func(t *testing.T) string { return withCopy(t, nil) }, want: found(model.CopiesKept), finding: model.Finding{Key: model.CopiesKept, Count: 1}},
		{name: "a page is damaged", make: func(t *testing.T) string {
			return withCopy(t, func(t *testing.T, _ *Store, _ model.At, _ model.Goal, copy string) {
				scribble(t, copy, rootPage(t, copy, "milestone"))
			})
		}, want: found(model.CopiesNone, model.CopiesDamaged), finding: model.Finding{Key: model.CopiesDamaged, Count: 1}},
		{name: "empty", make: func(t *testing.T) string {
			return withCopy(t, func(t *testing.T, _ *Store, _ model.At, _ model.Goal, copy string) {
				must(t, os.Truncate(copy, 0))
			})
		}, want: found(model.CopiesNone, model.CopiesDamaged)},
		{name: "a newer Waymark's", make: func(t *testing.T) string {
			return withCopy(t, func(t *testing.T, s *Store, _ model.At, _ model.Goal, copy string) {
				loosely(t, copy, "PRAGMA user_version = 1000")
				mustCopy(t, s)
			})
		}, want: found(model.CopiesKept, model.CopiesNewer), finding: model.Finding{Key: model.CopiesNewer, Count: 1}},
		{name: "old", make: func(t *testing.T) string {
			return withCopy(t, func(t *testing.T, s *Store, at model.At, goal model.Goal, _ string) {
				s.now = func() time.Time { return noon.AddDate(0, 0, 8) }
				mustAdd(t, s, at, goal.ID, "Much later")
			})
		}, want: found(model.CopiesOld)},
		{name: "opened by another program", make: func(t *testing.T) string {
			return withCopy(t, func(t *testing.T, s *Store, _ model.At, _ model.Goal, copy string) {
				content, err := os.ReadFile(s.path + "-wal")
				must(t, err)
				must(t, os.WriteFile(copy+"-wal", content, 0o600))
			})
		}, want: found(model.CopiesKept)},
	} {
		t.Run(test.name, test.run)
	}
}

// A folder that a program keeps the same elsewhere is told by its name or by what
// such a program leaves in it.
func examinePlace(t *testing.T) {
	for _, test := range []struct{ folder, mark, by string }{
		{"Dropbox/health", "", "Dropbox"},
		{"Dropbox (Family)", "", "Dropbox"},
		{"OneDrive - Clinic/a/b", "", "OneDrive"},
		{"Library/Mobile Documents/com~apple~CloudDocs", "", "iCloud Drive"},
		{"Library/CloudStorage/GoogleDrive-rosa/My Drive", "", "GoogleDrive"},
		{"Nextcloud", "", "Nextcloud"},
		{"ownCloud", "", "ownCloud"},
		{"home/notes", ".stfolder", "Syncthing"},
		{"home", "._sync_1a2b.db", "ownCloud"},
		{"Dropboxes", "", ""},
		{"notes", "", ""},
		{"a [b] *c", "", ""},
		{"a [b] *c", ".stfolder", "Syncthing"},
	} {
		t.Run(test.folder+test.mark, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, test.folder, "waymark.db")
			s := open(t, path)
			must(t, s.Close())
			if test.mark != "" {
				must(t, os.Mkdir(filepath.Join(filepath.Dir(path), test.mark), 0o700))
			}
			c, err := Examine(context.Background(), path, clock)
			must(t, err)
			by := ""
			for _, f := range c.Findings {
				wasFound([]model.FindingKey{f.Key})
				if f.Key == model.PlaceSynced {
					by = f.Name
				}
			}
			if by != test.by || c.Has(model.PlaceHere) != (by == "") {
				t.Errorf("kept the same by %q, want %q: %v", by, test.by, c.Findings)
			}
		})
	}
}

func TestNetworkName(t *testing.T) {
	for system, want := range map[string]string{"nfs4": "NFS", "cifs": "SMB", "SMBFS": "SMB", "fuse.sshfs": "SSHFS", "ext4": "", "fuse.gocryptfs": "", "apfs": "", "": "", "network drive": "Windows"} {
		if got := networkName(system); got != want {
			t.Errorf("%q is %q, want %q", system, got, want)
		}
	}
}

// found are all keys that the examinations of these tests gave.
var foundKeys = map[model.FindingKey]bool{}

func wasFound(keys []model.FindingKey) {
	for _, k := range keys {
		foundKeys[k] = true
	}
}

// What an examination says of a file, of its copies and of where it is; and
// nothing can be found of which no test has made a file.
func TestExamine(t *testing.T) {
	all := t.Run("file", examineFile)
	all = t.Run("copies", examineCopies) && all
	all = t.Run("place", examinePlace) && all
	if !all || !foundKeys[model.FileOurs] || !foundKeys[model.CopiesOld] || !foundKeys[model.PlaceSynced] {
		return // not all examinations were run
	}
	elsewhere := []model.FindingKey{
		model.PlaceNetwork,                   // [TestMountedAt]
		model.FileReadOnly, model.FileUnseen, // [TestExamineReadOnly], [TestExamineWithoutATemporaryFolder]
		model.RoomLittle,                                                                                     // [TestExamineRoom]
		model.PrivateFile, model.PrivateFolder, model.PrivateShared, model.PrivateOwner, model.PrivateTraces, // [TestExaminePrivate]
	}
	for _, k := range model.FindingKeys() {
		if !foundKeys[k] && !slices.Contains(elsewhere, k) && runtime.GOOS != "windows" {
			t.Errorf("no file here has %s", k)
		}
	}
}

func ExampleExamine() {
	c, _ := Examine(context.Background(), filepath.Join(os.TempDir(), "nobody", "made", "this.db"), clock)
	fmt.Println(c.Health())
	// Output: well
}
