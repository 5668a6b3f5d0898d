package store

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/model"
)

// ownFolder is a file with a goal in it that nothing has open, in a folder that
// only its owner can look into.
func ownFolder(t testing.TB) string {
	t.Helper()
	s, _, _ := begun(t)
	must(t, s.Close())
	must(t, os.Chmod(filepath.Dir(s.Path()), 0o700))
	return s.Path()
}

// breakRules writes below everything that SQLite and the store hold to. What it writes
// is in the history, as if an action had done it.
func breakRules(t testing.TB, path string, statements ...string) {
	t.Helper()
	loosely(t, path, slices.Concat([]string{"UPDATE current_action SET change_id = (SELECT max(id) FROM change)"}, statements,
		[]string{"UPDATE current_action SET change_id = NULL"})...)
}

// loosely runs statements on a connection that holds to no rule of the tables.
func loosely(t testing.TB, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", uri(path, nil)+"?_pragma=ignore_check_constraints(1)&_pragma=foreign_keys(0)")
	must(t, err)
	db.SetMaxOpenConns(1)
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	must(t, db.Close())
}

// scribble overwrites part of a page of a file.
func scribble(t testing.TB, path string, page int64) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	must(t, err)
	_, err = f.WriteAt(bytes.Repeat([]byte{0xa5}, 300), (page-1)*4096)
	must(t, err)
	must(t, f.Close())
}

func rootPage(t testing.TB, path, object string) (page int64) {
	t.Helper()
	db, err := sql.Open("sqlite", uri(path, readOnly())+"&immutable=1")
	must(t, err)
	defer db.Close()
	must(t, db.QueryRow(`SELECT rootpage FROM sqlite_schema WHERE name = ?`, object).Scan(&page))
	return page
}

// around are the findings that are not about what is in the file.
var aroundFile = []model.FindingKey{model.CopiesNone, model.PrivateKept, model.RoomEnough, model.PlaceHere}

// Each way in which a file can be unwell is found, and said of nothing else; and
// neither the file nor what is around it is changed by looking.
func examineFile(t *testing.T) {
	inFile := []model.FindingKey{model.FileOurs, model.PagesWhole, model.LinksWhole, model.ShapeNewest}
	rule := func(k model.FindingKey, name string, n int, statements ...string) fileState {
		return fileState{name: strings.Join(statements, "; "), make: func(t *testing.T) string {
			path := ownFolder(t)
			breakRules(t, path, statements...)
			return path
		}, want: slices.Concat(inFile, []model.FindingKey{k}, aroundFile), finding: model.Finding{Key: k, Name: name, Count: n}}
	}
	shape := func(name string, statements ...string) fileState {
		return fileState{name: strings.Join(statements, "; "), make: func(t *testing.T) string {
			path := ownFolder(t)
			loosely(t, path, statements...)
			return path
		}, want: slices.Concat([]model.FindingKey{model.FileOurs, model.PagesWhole, model.LinksWhole, model.ShapeChanged}, aroundFile), finding: model.Finding{Key: model.ShapeChanged, Name: name, Count: 1}}
	}
	damaged := func(name string, make func(t *testing.T, path string)) fileState {
		return fileState{name: name, make: func(t *testing.T) string {
			path := ownFolder(t)
			make(t, path)
			return path
		}, wrong: true}
	}
	well := slices.Concat(inFile, []model.FindingKey{model.RulesKept}, aroundFile)
	for _, test := range []fileState{
		{name: "well", make: func(t *testing.T) string { return ownFolder(t) }, want: well},
		{name: "open in a window", make: func(t *testing.T) string {
			s, at, goal := begun(t)
			must(t, os.Chmod(filepath.Dir(s.Path()), 0o700))
			mustAdd(t, s, at, goal.ID, "Only in the log yet")
			return s.Path()
		}, want: well, shared: true},
		{name: "just opened in a window", make: func(t *testing.T) string {
			path := ownFolder(t)
			open(t, path)
			return path
		}, want: well, shared: true},
		{name: "left by a crash", make: func(t *testing.T) string {
			s, _, _ := begun(t)
			path := copied(t, s.Path(), "-wal")
			must(t, os.Chmod(filepath.Dir(path), 0o700))
			return path
		}, want: well},
		{name: "left by a crash, with the index of its log", make: func(t *testing.T) string {
			s, _, _ := begun(t)
			path := copied(t, s.Path(), "-wal", "-shm")
			must(t, os.Chmod(filepath.Dir(path), 0o700))
			return path
		}, want: well},
		{name: "wrong only in its log", make: func(t *testing.T) string {
			s, _, _ := begun(t)
			must(t, os.Chmod(filepath.Dir(s.Path()), 0o700))
			_, err := s.db.Exec(`UPDATE change SET made_at = 'yesterday'`)
			must(t, err)
			return s.Path()
		}, want: slices.Concat(inFile, []model.FindingKey{model.RuleTimes}, aroundFile), shared: true},

		rule(model.RuleReached, "", 1, `UPDATE milestone SET reached_on = NULL WHERE title = 'Stand with support'`),
		rule(model.RuleReached, "", 1, `UPDATE milestone SET reached_on = '2026-11-20' WHERE title = 'Rest'`),
		rule(model.RuleValues, "milestone", 1, `UPDATE milestone SET major = 7 WHERE title = 'Rest'`),
		rule(model.RuleValues, "goal", 1, `UPDATE goal SET start_on = '2026-02-31', hoped_day = NULL`),
		rule(model.RuleOrder, "milestone", 1, `UPDATE milestone SET rank = 9223372036854775807 WHERE title = 'Rest'`),
		rule(model.RuleOrder, "team", 1, `UPDATE team SET rank = -9223372036854775807 WHERE id = 1`),
		rule(model.RuleDrafts, "", 1, `INSERT INTO draft (patient_id, rev, saved_at, plan) VALUES (1, 1, '2026-11-23T12:00:00.000Z', '{"at": "nowhere"}')`),
		rule(model.RuleDrafts, "", 1, `INSERT INTO draft (patient_id, rev, saved_at, plan) VALUES (1, 1, 'now', '{}')`),
		rule(model.RuleTimes, "change", 1, `UPDATE change SET made_at = '2026-13-23T12:00:00Z' WHERE id = 1`),
		rule(model.RuleIDs, "milestone", 1, `UPDATE sqlite_sequence SET seq = 2 WHERE name = 'milestone'`),
		rule(model.RuleIDs, "draft", 1, `INSERT INTO draft (patient_id, rev, saved_at, plan) VALUES (1, 1, '2026-11-23T12:00:00.000Z', '{}')`, `DELETE FROM sqlite_sequence WHERE name = 'draft'`),
		rule(model.RuleIDs, "milestone", 1, `DELETE FROM milestone WHERE title = 'Rest'`, `UPDATE sqlite_sequence SET seq = (SELECT max(id) FROM milestone) - 1 WHERE name = 'milestone'`),
		rule(model.RuleHistory, "", 1, `UPDATE change_row SET after = json_set(after, '$.title', 'Another') WHERE tbl = 'milestone' AND row_id = 2`),
		rule(model.RuleHistory, "", 1, `DELETE FROM change_row WHERE tbl = 'milestone' AND row_id = 2`),
		rule(model.RuleHistory, "", 1, `UPDATE change_row SET before = after, after = NULL WHERE tbl = 'person' AND row_id = 2`),
		rule(model.RuleAction, "", 1, `DELETE FROM current_action`),
		{name: "in the middle of an action", make: func(t *testing.T) string {
			path := ownFolder(t)
			loosely(t, path, `UPDATE current_action SET change_id = 1`)
			return path
		}, want: slices.Concat(inFile, []model.FindingKey{model.RuleAction}, aroundFile)},
		{name: "broken links", make: func(t *testing.T) string {
			path := ownFolder(t)
			breakRules(t, path, `UPDATE milestone SET goal_id = 900 WHERE title = 'Rest'`)
			return path
		}, want: slices.Concat([]model.FindingKey{model.FileOurs, model.PagesWhole, model.LinksBroken, model.ShapeNewest, model.RulesKept}, aroundFile), finding: model.Finding{Key: model.LinksBroken, Count: 1}},

		shape("history_goal_UPDATE", `DROP TRIGGER history_goal_UPDATE`),
		shape("change_by", `DROP INDEX change_by`),
		shape("mine", `CREATE TABLE mine (words TEXT)`),
		shape("history_goal_UPDATE", `DROP TRIGGER history_goal_UPDATE`, `CREATE TRIGGER history_goal_UPDATE AFTER UPDATE ON goal WHEN false BEGIN SELECT 1; END`),
		{name: "an older Waymark's", make: func(t *testing.T) string {
			path := newFile(t)
			content, err := os.ReadFile("testdata/version-1.db")
			must(t, err)
			must(t, os.WriteFile(path, content, 0o600))
			must(t, os.Chmod(filepath.Dir(path), 0o700))
			return path
		}, want: slices.Concat([]model.FindingKey{model.FileOurs, model.PagesWhole, model.LinksWhole, model.ShapeOlder}, aroundFile), finding: model.Finding{Key: model.ShapeOlder, Count: 1}},

		damaged("a page of a table", func(t *testing.T, path string) { scribble(t, path, rootPage(t, path, "milestone")) }),
		damaged("a page of an index", func(t *testing.T, path string) { scribble(t, path, rootPage(t, path, "change_by")) }),
		damaged("the list of tables", func(t *testing.T, path string) {
			content, err := os.ReadFile(path)
			must(t, err)
			copy(content[100:4096], bytes.Repeat([]byte{0xa5}, 4096))
			must(t, os.WriteFile(path, content, 0o600))
		}),
		damaged("half of it", func(t *testing.T, path string) { must(t, os.Truncate(path, 4096*7+100)) }),
		damaged("an entry missing from an index", func(t *testing.T, path string) {
			at := rootPage(t, path, "team_person") // whose page is put in the place of another index's
			content, err := os.ReadFile(path)
			must(t, err)
			to := rootPage(t, path, "change_by")
			copy(content[(to-1)*4096:to*4096], content[(at-1)*4096:at*4096])
			must(t, os.WriteFile(path, content, 0o600))
		}),

		{name: "none", make: func(t *testing.T) string { return filepath.Join(t.TempDir(), "not", "there", "waymark.db") }, want: []model.FindingKey{model.FileNone, model.RoomEnough, model.PlaceHere}},
		{name: "empty", make: func(t *testing.T) string { return bare(t, nil) }, want: []model.FindingKey{model.FileEmpty, model.CopiesNotYet, model.PrivateKept, model.RoomEnough, model.PlaceHere}},
		{name: "another's", make: func(t *testing.T) string { return bare(t, []byte("Dear Dana")) }, want: []model.FindingKey{model.FileOther}},
		{name: "a folder", make: func(t *testing.T) string { return t.TempDir() }, want: []model.FindingKey{model.FileOther}},
		{name: "a newer Waymark's", make: func(t *testing.T) string {
			path := ownFolder(t)
			loosely(t, path, "PRAGMA user_version = 1000")
			return path
		}, want: []model.FindingKey{model.FileNewer, model.CopiesNotYet, model.PrivateKept, model.RoomEnough, model.PlaceHere}},
		{name: "in no folder", make: func(t *testing.T) string { return filepath.Join(bare(t, []byte("a letter")), "waymark.db") }, want: []model.FindingKey{model.FileClosed, model.CopiesNotYet, model.PlaceHere}, any: true},
		{name: "gone", make: func(t *testing.T) string {
			path := withCopy(t, nil)
			must(t, os.Remove(path))
			return path
		}, want: []model.FindingKey{model.FileGone, model.CopiesKept, model.PrivateKept, model.RoomEnough, model.PlaceHere}},
		{name: "emptied", make: func(t *testing.T) string {
			path := withCopy(t, nil)
			must(t, os.Truncate(path, 0))
			return path
		}, want: []model.FindingKey{model.FileGone, model.CopiesKept, model.PrivateKept, model.RoomEnough, model.PlaceHere}},
		{name: "gone but for what was rescued", make: func(t *testing.T) string {
			path := withCopy(t, func(t *testing.T, _ *Store, _ model.At, _ model.Goal, copy string) {
				must(t, os.Rename(copy, strings.TrimSuffix(copy, "-by-hand.db")+"-rescued.db"))
			})
			must(t, os.Remove(path))
			return path
		}, want: []model.FindingKey{model.FileGone, model.CopiesKept, model.PrivateKept, model.RoomEnough, model.PlaceHere}, finding: model.Finding{Key: model.FileGone, Name: "gone"}},
		{name: "gone but for a copy that cannot be used", make: func(t *testing.T) string {
			path := withCopy(t, func(t *testing.T, _ *Store, _ model.At, _ model.Goal, copy string) { must(t, os.Truncate(copy, 5000)) })
			must(t, os.Remove(path))
			return path
		}, want: []model.FindingKey{model.FileNone, model.CopiesNotYet, model.CopiesDamaged, model.RoomEnough, model.PlaceHere}},
		{name: "held by another program", make: func(t *testing.T) string {
			s, at, goal := begun(t)
			_, err := s.db.Exec(`PRAGMA locking_mode = EXCLUSIVE`)
			must(t, err)
			mustAdd(t, s, at, goal.ID, "Nobody else may look")
			return s.Path()
		}, want: []model.FindingKey{model.FileBusy}, any: true},
	} {
		t.Run(test.name, test.run)
	}
}

// fileState is a file in some state, and what an examination finds.
type fileState struct {
	name    string
	make    func(t *testing.T) string
	want    []model.FindingKey
	any     bool          // and more may be found; the file changes by itself
	finding model.Finding // one of them in full
	shared  bool          // a window of this process has it open: SQLite notes there how far each of them reads
	wrong   bool          // something is wrong with what is in it, one way or another
}

func (s fileState) run(t *testing.T) {
	path := s.make(t)
	dir := filepath.Dir(path)
	var before map[string]string
	if !s.any {
		if _, err := os.Stat(dir); err == nil {
			before = folder(t, dir)
		}
	}
	c, err := Examine(context.Background(), path, clock)
	must(t, err)
	if before != nil {
		after := folder(t, dir)
		if s.shared {
			delete(before, path+"-shm")
			delete(after, path+"-shm")
		}
		if d := cmp.Diff(before, after); d != "" {
			t.Errorf("the file or its folder is changed (-before +after):\n%.2000s", d)
		}
	} else if _, err := os.Stat(dir); err == nil && !s.any {
		t.Errorf("%s was made", dir)
	}
	var got []model.FindingKey
	for _, f := range c.Findings {
		if got = append(got, f.Key); f.Key.Health() == "" {
			t.Errorf("%s has no health", f.Key)
		}
		if s.finding.Key == f.Key && (f.Name != s.finding.Name || f.Count != s.finding.Count) {
			t.Errorf("found %+v, want %+v", f, s.finding)
		}
	}
	wasFound(got)
	switch {
	case s.wrong:
		if !c.Has(model.PagesDamaged) && !c.Has(model.FileUnreadable) {
			t.Errorf("the damage is not found: %v", got)
		}
		return
	case s.any:
		for _, k := range s.want {
			if !slices.Contains(got, k) {
				t.Errorf("found %v, want %s", got, k)
			}
		}
		return
	}
	if runtime.GOOS == "windows" {
		got = slices.DeleteFunc(got, func(k model.FindingKey) bool { return strings.HasPrefix(string(k), "private") })
		s.want = slices.DeleteFunc(s.want, func(k model.FindingKey) bool { return strings.HasPrefix(string(k), "private") })
	}
	if d := cmp.Diff(s.want, got); d != "" {
		t.Errorf("found (-want +got):\n%s\n%+v", d, c.Findings)
	}
}
