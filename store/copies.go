package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"waymark/model"
)

// copiesOf is the folder of the copies of a data file, beside it.
func copiesOf(file string) string {
	return strings.TrimSuffix(file, filepath.Ext(file)) + "-copies"
}

// Copies lists the copies of the data file at a path that stand in the folder
// beside it and in further folders, a stick say, the newest first, with what is
// in them. now gives the zone in which the names of copies tell the time. Where a
// link stands at the path they are beside what it leads to. The data file itself is
// not opened. A folder that is not there has no copies.
func Copies(ctx context.Context, file string, now func() time.Time, folders ...string) ([]model.Copy, error) {
	file, err := placeOf(file)
	if err != nil {
		return nil, fmt.Errorf("list the copies: %w", err)
	}
	zone := now().Location()
	var list []model.Copy
	seen := map[string]bool{}
	for _, folder := range append([]string{copiesOf(file)}, folders...) {
		for _, c := range namedIn(folder, zone) {
			if real, err := filepath.EvalSymlinks(c.Path); err == nil && !seen[real] {
				seen[real] = true
				list = append(list, inside(ctx, c))
			}
		}
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("list the copies: %w", err)
		}
	}
	slices.SortStableFunc(list, func(a, b model.Copy) int { return b.Made.Compare(a.Made) })
	return list, nil
}

// CopiesIn lists the copies that stand in one folder, as [Copies] does.
func CopiesIn(ctx context.Context, folder string, now func() time.Time) ([]model.Copy, error) {
	var list []model.Copy
	for _, c := range namedIn(folder, now().Location()) {
		list = append(list, inside(ctx, c))
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("list the copies: %w", err)
	}
	slices.SortStableFunc(list, func(a, b model.Copy) int { return b.Made.Compare(a.Made) })
	return list, nil
}

// Copies lists the copies of the file that is open, as the function of that name
// does.
func (s *Store) Copies(ctx context.Context, folders ...string) ([]model.Copy, error) {
	return Copies(ctx, s.path, s.now, folders...)
}

// namedIn returns the files of a folder that have the name of a copy, without
// looking into them.
func namedIn(folder string, zone *time.Location) []model.Copy {
	var list []model.Copy
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		if made, why, ok := model.ParseCopyName(e.Name(), zone); ok && !e.IsDir() {
			list = append(list, model.Copy{Path: filepath.Join(folder, e.Name()), Made: made, Reason: why})
		}
	}
	return list
}

// inside fills in what is in a copy, or why it cannot be used.
func inside(ctx context.Context, c model.Copy) model.Copy {
	db, err := openCopy(ctx, c.Path)
	if err == nil {
		err = errors.Join(contents(ctx, db, &c), db.Close())
	}
	c.Err = known(err)
	return c
}

// openCopy opens a file that nothing is to be written to. The errors are those of
// [peek], and [model.ErrDamaged] for one with nothing in it.
func openCopy(ctx context.Context, path string) (*sql.DB, error) {
	if err := peek(ctx, path); err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, unwritable(err)
	}
	if info.Size() == 0 {
		return nil, fmt.Errorf("%w: empty", model.ErrDamaged)
	}
	how := readOnly()
	if !hasPages(path + "-wal") {
		how.Set("immutable", "1")
	}
	return openReading(uri(path, how))
}

// contentsRow are counts of what is in a file of any shape.
const contentsRow = `SELECT (SELECT user_version FROM pragma_user_version),
	(SELECT count(*) FROM person),
	(SELECT count(*) FROM goal WHERE lifecycle <> 'entered-in-error'),
	(SELECT count(*) FROM reading)`

// contents reads what is in a file, whichever shape it has.
func contents(ctx context.Context, db connected, c *model.Copy) error {
	query := contentsRow
	if tables, err := tablesOf(ctx, db); err != nil {
		return err
	} else if !slices.Contains(tables, "reading") { // before there were any
		query = strings.Replace(query, "FROM reading", "FROM goal WHERE false", 1)
	}
	if err := db.QueryRowContext(ctx, query).Scan(&c.Shape, &c.People, &c.Goals, &c.Readings); err != nil {
		return err
	}
	err := each(ctx, db, `SELECT name FROM person WHERE role = 'patient' OR id IN (SELECT patient_id FROM goal) ORDER BY id`, nil, func(rows *sql.Rows) error {
		var name string
		err := rows.Scan(&name)
		c.Patients = append(c.Patients, name)
		return err
	})
	if err != nil {
		return err
	}
	c.Progress = model.Progress{}
	err = each(ctx, db, `SELECT state, count(*) FROM milestone JOIN goal ON goal.id = goal_id WHERE lifecycle <> 'entered-in-error' GROUP BY state`, nil, func(rows *sql.Rows) error {
		var state model.State
		var n int
		err := rows.Scan(&state, &n)
		c.Progress.Add(state, n)
		return err
	})
	if err != nil {
		return err
	}
	var at string
	err = db.QueryRowContext(ctx, `SELECT made_at, words FROM change ORDER BY id DESC LIMIT 1`).Scan(&at, &c.LastWords)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err == nil {
		c.LastAt, err = time.Parse(time.RFC3339, at)
	}
	return err
}

// tablesOf lists the tables of a file by their names.
func tablesOf(ctx context.Context, db connected) ([]string, error) {
	var names []string
	err := each(ctx, db, `SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`, nil, func(rows *sql.Rows) error {
		var name string
		err := rows.Scan(&name)
		names = append(names, name)
		return err
	})
	return names, err
}

// SaveCopy saves a checked copy of the file into a folder, which it makes where
// it is not there, and returns its path. It also does so when the file was moved
// or removed while it was open: nothing of it is lost by that. Among the copies that
// are made by themselves its name says that it was saved by hand, and it stays. The error is
// [model.ErrFull] or [model.ErrReadOnly] for what the folder can run into.
func (s *Store) SaveCopy(ctx context.Context, folder string) (string, error) {
	why := model.DailyCopy
	if sameFolder(folder, copiesOf(s.path)) {
		why = model.ByHand
	}
	path, err := s.keepCopy(ctx, s.db, folder, why)
	if err != nil {
		return "", fmt.Errorf("save a copy: %w", err)
	}
	return path, nil
}

// sameFolder reports whether two paths are of one folder, there or not.
func sameFolder(a, b string) bool {
	a, errA := placeOf(a)
	b, errB := placeOf(b)
	return errA == nil && errB == nil && a == b
}

// keepCopy makes a copy under the name that copies have.
func (s *Store) keepCopy(ctx context.Context, from connected, folder string, why model.Reason) (string, error) {
	spare, err := copyFile(ctx, from, folder)
	if err != nil {
		return "", err
	}
	path, err := spare.keep(model.CopyName(s.now(), why))
	if err != nil {
		spare.drop()
	}
	return path, err
}

// Upkeep looks after the file beside everything else that is done with it: it
// reads the whole of it, makes a copy when the newest is older than a day and
// something changed since, and removes copies that are kept no longer. It returns
// the path of the copy, or "". The error is [model.ErrDamaged] when part of the
// file cannot be read: from then on nothing is written to it any more.
func (s *Store) Upkeep(ctx context.Context) (string, error) {
	path, err := s.upkeep(ctx)
	if err != nil {
		return "", fmt.Errorf("look after the file: %w", known(err))
	}
	return path, nil
}

func (s *Store) upkeep(ctx context.Context) (path string, err error) {
	if err := s.ready(ctx); err != nil {
		return "", err
	}
	db, err := s.aside()
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := sound(ctx, db); err != nil {
		if errors.Is(err, model.ErrDamaged) {
			s.damaged.Store(true)
		}
		return "", err
	}
	clearUnfinished(filepath.Dir(s.path)) // what is left of what was to take its place
	now, folder := s.now(), copiesOf(s.path)
	copies := namedIn(folder, now.Location())
	for i := range copies {
		copies[i].Err = glance(ctx, copies[i].Path)
	}
	read := inspection{}
	for !model.CopyDue(copies, now) {
		newest := newestBy(copies, now)
		if newest.Err = read.whole(ctx, newest.Path); newest.Err != nil && ctx.Err() == nil {
			continue
		}
		// A first day on which goals were made is not to wait for the second.
		if first, err := firstGoal(ctx, db, newest.Path); !first || err != nil {
			return "", errors.Join(err, ctx.Err())
		}
		break
	}
	if same, err := s.asNewest(ctx, db, copies); same || err != nil {
		return "", err
	}
	path, err = s.keepCopy(ctx, db, folder, model.DailyCopy)
	if err != nil {
		return "", err
	}
	read[path] = nil // it was, as it was made
	return path, removeSpent(ctx, append(copies, model.Copy{Path: path, Made: now}), now, read)
}

// glance tells by its first bytes whether a copy can be used.
func glance(ctx context.Context, path string) error {
	if size, there := sizeOf(path); there && size == 0 {
		return fmt.Errorf("%w: empty", model.ErrDamaged)
	}
	return peek(ctx, path)
}

// inspection holds what is wrong with copies that were read whole, by their paths.
type inspection map[string]error

func (i inspection) whole(ctx context.Context, path string) error {
	if _, ok := i[path]; !ok {
		i[path] = readable(ctx, path)
	}
	return i[path]
}

// newestBy is the newest copy that is thought to be usable and not from later than
// now; nil where there is none.
func newestBy(copies []model.Copy, now time.Time) (newest *model.Copy) {
	for i := range copies {
		if c := &copies[i]; c.Err == nil && !c.Made.After(now) && (newest == nil || c.Made.After(newest.Made)) {
			newest = c
		}
	}
	return newest
}

// removeSpent removes copies that are kept no longer. Before one goes, those that
// stay in its stead are read from beginning to end: one that cannot be used stands
// for no other.
func removeSpent(ctx context.Context, copies []model.Copy, now time.Time, read inspection) error {
	for {
		spent := model.Spent(copies, now)
		relied := true
		for i := range copies {
			c := &copies[i]
			instead := func(gone model.Copy) bool { return gone.Reason == c.Reason && gone.Path != c.Path }
			if c.Err != nil || c.Made.After(now) || isAmong(spent, *c) || !slices.ContainsFunc(spent, instead) {
				continue
			}
			if c.Err = read.whole(ctx, c.Path); c.Err != nil {
				relied = false
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
		if !relied {
			continue
		}
		var err error
		for _, c := range spent {
			err = errors.Join(err, os.Remove(c.Path))
		}
		return err
	}
}

func isAmong(list []model.Copy, c model.Copy) bool {
	return slices.ContainsFunc(list, func(l model.Copy) bool { return l.Path == c.Path })
}

// firstGoal reports whether there are goals in a file, and none in a copy of it.
func firstGoal(ctx context.Context, file connected, copy string) (bool, error) {
	const any = `SELECT EXISTS (SELECT 1 FROM goal)`
	is, was := false, true
	if err := file.QueryRowContext(ctx, any).Scan(&is); err != nil || !is {
		return false, err
	}
	old, err := openCopy(ctx, copy)
	if err != nil {
		return false, nil // it is no copy to rely on: another is made tomorrow
	}
	defer old.Close()
	err = old.QueryRowContext(ctx, any).Scan(&was)
	return err == nil && !was, nil
}

// asNewest reports whether nothing changed since the newest copy that can be
// used, or there is nothing in the file yet.
func (s *Store) asNewest(ctx context.Context, db connected, copies []model.Copy) (bool, error) {
	if is, err := inhabited(ctx, db); !is || err != nil {
		return !is, err
	}
	is, err := state(ctx, db)
	if err != nil {
		return false, err
	}
	copies = slices.DeleteFunc(slices.Clone(copies), func(c model.Copy) bool { return c.Err != nil })
	if len(copies) == 0 {
		return false, nil
	}
	newest := slices.MaxFunc(copies, func(a, b model.Copy) int { return a.Made.Compare(b.Made) })
	old, err := openCopy(ctx, newest.Path)
	if err != nil {
		return false, nil // it is no copy to rely on
	}
	defer old.Close()
	was, err := state(ctx, old)
	return err == nil && was == is && sound(ctx, old) == nil, nil
}

// stateRow tells apart what is in a file: its history, what is being planned, and
// the settings.
const stateRow = `SELECT (SELECT count(*) || '/' || coalesce(max(id), 0) || '/' || coalesce(max(made_at), '') FROM change)
	|| '|' || (SELECT coalesce(group_concat(id || '=' || rev), '') FROM (SELECT id, rev FROM draft ORDER BY id))
	|| '|' || (SELECT coalesce(group_concat(key || '=' || value), '') FROM (SELECT key, value FROM setting ORDER BY key))`

func state(ctx context.Context, db connected) (string, error) {
	var is string
	err := db.QueryRowContext(ctx, stateRow).Scan(&is)
	return is, err
}

// aside opens the file a second time, to read it while the window goes on.
func (s *Store) aside() (*sql.DB, error) {
	db, err := openReading(uri(s.path, readOnly()))
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}
