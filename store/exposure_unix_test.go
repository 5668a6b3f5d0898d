//go:build unix

package store

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"waymark/model"
)

// Whoever else can open the file, what stands beside it or its copies is noticed.
func TestExaminePrivate(t *testing.T) {
	for name, test := range map[string]struct {
		spoil func(t *testing.T, path, copy string)
		want  model.FindingKey
		count int
		at    func(path, copy string) string
	}{
		"the file":  {func(t *testing.T, path, _ string) { must(t, os.Chmod(path, 0o604)) }, model.PrivateFile, 1, func(path, _ string) string { return path }},
		"its group": {func(t *testing.T, path, _ string) { must(t, os.Chmod(path, 0o640)) }, model.PrivateFile, 1, func(path, _ string) string { return path }},
		"its log": {func(t *testing.T, path, _ string) {
			must(t, os.WriteFile(path+"-wal", nil, 0o600))
			must(t, os.Chmod(path+"-wal", 0o644))
		}, model.PrivateFile, 1, func(path, _ string) string { return path + "-wal" }},
		"a damaged one": {func(t *testing.T, path, _ string) {
			must(t, os.WriteFile(path+".damaged-2", nil, 0o600))
			must(t, os.Chmod(path+".damaged-2", 0o644))
		}, model.PrivateFile, 1, func(path, _ string) string { return path + ".damaged-2" }},
		"a copy": {func(t *testing.T, _, copy string) { must(t, os.Chmod(copy, 0o644)) }, model.PrivateFile, 1, func(_, copy string) string { return copy }},
		"two copies": {func(t *testing.T, _, copy string) {
			must(t, os.Chmod(copy, 0o644))
			must(t, os.WriteFile(copy+".unfinished", nil, 0o644))
			must(t, os.Chmod(copy+".unfinished", 0o644))
		}, model.PrivateFile, 2, func(_, copy string) string { return filepath.Dir(copy) }},
		"the folder":           {func(t *testing.T, path, _ string) { must(t, os.Chmod(filepath.Dir(path), 0o701)) }, model.PrivateFolder, 0, func(path, _ string) string { return filepath.Dir(path) }},
		"the folder of copies": {func(t *testing.T, _, copy string) { must(t, os.Chmod(filepath.Dir(copy), 0o750)) }, model.PrivateFolder, 0, func(_, copy string) string { return filepath.Dir(copy) }},
		"a folder of all": {func(t *testing.T, path, _ string) {
			must(t, os.Chmod(filepath.Dir(path), 0o777|os.ModeSticky))
		}, model.PrivateShared, 0, func(path, _ string) string { return filepath.Dir(path) }},
		"another owner": {func(t *testing.T, path, _ string) {
			if os.Chown(path, 12345, -1) != nil {
				t.Skip("only root gives files away")
			}
		}, model.PrivateOwner, 1, func(path, _ string) string { return path }},
		"traces": {func(t *testing.T, path, _ string) {
			loosely(t, path, `INSERT INTO setting (key, value) VALUES ('traces', '1')`)
		}, model.PrivateTraces, 0, func(string, string) string { return "" }},
	} {
		t.Run(name, func(t *testing.T) {
			var copy string
			path := withCopy(t, func(_ *testing.T, _ *Store, _ model.At, _ model.Goal, made string) { copy = made })
			well, err := Examine(context.Background(), path, clock)
			must(t, err)
			if !well.Has(model.PrivateKept) || well.Health() != model.Well {
				t.Fatalf("found %+v", well.Findings)
			}
			test.spoil(t, path, copy)
			c, err := Examine(context.Background(), path, clock)
			must(t, err)
			n := 0
			for _, f := range c.Findings {
				if f.Key.Health() == model.Look {
					if n++; f.Key != test.want || f.Count != test.count || f.Path != test.at(path, copy) {
						t.Errorf("found %+v", f)
					}
				}
			}
			if n != 1 || c.Has(model.PrivateKept) {
				t.Errorf("found %+v", c.Findings)
			}
		})
	}
}
