package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"modernc.org/sqlite"

	"waymark/model"
)

// settingRestored is the id of the change by which a copy was brought back last. No
// id is given twice, so windows that have the file open notice.
const settingRestored = "restored"

// staged is a copy on its way into the data file: a copy of the copy that is
// brought to the newest shape and checked, while neither the copy nor the data
// file is touched.
type staged struct {
	*Store
	copy model.Copy // the one it was made from
}

// stage makes a staged copy, in a folder that copies may stand in. The error is
// that of [peek] for a file that is no copy of a Waymark file, and
// [model.ErrDamaged] for one of which part cannot be read.
func stage(ctx context.Context, path, folder string, now func() time.Time) (*staged, error) {
	from, err := openCopy(ctx, path)
	if err != nil {
		return nil, err
	}
	spare, err := copyFile(ctx, from, folder)
	if err := errors.Join(err, from.Close()); err != nil {
		return nil, err
	}
	s := &Store{path: spare.path, now: now, patience: patience, unkept: true}
	if err := s.connect(ctx); err != nil {
		spare.drop()
		return nil, err
	}
	st := &staged{Store: s, copy: copyAt(path, now)}
	if err = contents(ctx, s.db, &st.copy); err == nil {
		err = s.fitsTogether(ctx)
	}
	if err != nil {
		return nil, errors.Join(known(err), st.drop())
	}
	return st, nil
}

// copyAt is a copy by its path, before it is known what is in it.
func copyAt(path string, now func() time.Time) model.Copy {
	c := model.Copy{Path: path}
	made, why, ok := model.ParseCopyName(filepath.Base(path), now().Location())
	if ok {
		c.Made, c.Reason = made, why
	} else if info, err := os.Stat(path); err == nil {
		c.Made = info.ModTime().In(now().Location())
	}
	return c
}

// drop closes a staged copy and removes it.
func (s *staged) drop() error {
	err := s.Close()
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if wrong := os.Remove(s.path + suffix); wrong != nil && !os.IsNotExist(wrong) {
			err = errors.Join(err, wrong)
		}
	}
	return err
}

// fitsTogether returns [model.ErrDamaged] when rows name others that are not
// there.
func (s *Store) fitsTogether(ctx context.Context) error {
	var lost int
	if err := s.db.QueryRowContext(ctx, `SELECT count(*) FROM pragma_foreign_key_check`).Scan(&lost); err != nil {
		return known(err)
	}
	if lost > 0 {
		return fmt.Errorf("%w: %d rows name others that are not there", model.ErrDamaged, lost)
	}
	return nil
}

// ofCopy is what is wrong with a copy, and not with the file that is open.
type ofCopy struct{ error }

func (e ofCopy) Unwrap() error { return e.error }

// whose is [Store.met] for what a copy was compared with or brought back into: damage
// that is not the copy's is told apart by [model.ErrOpenDamaged].
func (s *Store) whose(err error) error {
	if errors.As(err, &ofCopy{}) {
		return known(err)
	}
	if err = s.met(err); errors.Is(err, model.ErrDamaged) {
		return fmt.Errorf("%w: %w", model.ErrOpenDamaged, err)
	}
	return err
}

// Compare returns what differs between a copy and the file as it is now. Neither
// is changed. The errors are those of [Store.Restore].
func (s *Store) Compare(ctx context.Context, path string) (model.Difference, error) {
	d, err := s.compare(ctx, path)
	if err != nil {
		return model.Difference{}, fmt.Errorf("compare with %q: %w", path, s.whose(err))
	}
	return d, nil
}

func (s *Store) compare(ctx context.Context, path string) (d model.Difference, err error) {
	st, err := stage(ctx, path, copiesOf(s.path), s.now)
	if err != nil {
		return d, ofCopy{err}
	}
	defer func() { err = errors.Join(err, st.drop()) }()
	d.Copy, d.Now = st.copy, model.Copy{Path: s.path, Made: s.now()}
	if err := contents(ctx, s.db, &d.Now); err != nil {
		return d, err
	}
	then, err := st.changeTimes(ctx)
	if err != nil {
		return d, err
	}
	now, err := s.changeTimes(ctx)
	if err != nil {
		return d, err
	}
	common := int64(0) // the newest change that both have
	for id, at := range then {
		if now[id] == at {
			common = max(common, id)
		}
	}
	d.Related = common > 0 || len(then) == 0 || len(now) == 0
	if d.Gone, d.MoreGone, err = s.since(ctx, common); err != nil {
		return d, err
	}
	if d.Back, d.MoreBack, err = st.since(ctx, common); err != nil {
		return d, err
	}
	d.Goals, err = goalDifferences(ctx, st.Store, s)
	return d, err
}

// changeTimes returns when each change was made, as kept, by its id. Ids are
// given once for all times, across copies that were brought back too.
func (s *Store) changeTimes(ctx context.Context) (map[int64]string, error) {
	times := map[int64]string{}
	err := each(ctx, s.db, `SELECT id, made_at FROM change`, nil, func(rows *sql.Rows) error {
		var id int64
		var at string
		err := rows.Scan(&id, &at)
		times[id] = at
		return err
	})
	return times, err
}

// since returns the newest changes after one, and how many more there are.
func (s *Store) since(ctx context.Context, change int64) (list []model.Change, more int, err error) {
	list, err = s.Changes(ctx, model.Lines{Most: model.NewsAtOnce})
	if err != nil {
		return nil, 0, err
	}
	list = slices.DeleteFunc(list, func(c model.Change) bool { return c.ID <= change })
	err = s.db.QueryRowContext(ctx, `SELECT count(*) FROM change WHERE id > ?`, change).Scan(&more)
	return list, more - len(list), err
}

// goalProgressRows say how far each goal is.
const goalProgressRows = `SELECT goal.uid, person.name, goal.title, coalesce(milestone.state, ''), count(milestone.id)
	FROM goal JOIN person ON person.id = patient_id LEFT JOIN milestone ON goal_id = goal.id
	WHERE lifecycle <> 'entered-in-error' GROUP BY goal.id, milestone.state ORDER BY person.id, goal.rank, goal.id`

// goalDifferences lists the goals that are otherwise in one file than in another:
// in the order of the first, then those that are only in the other.
func goalDifferences(ctx context.Context, then, now *Store) ([]model.GoalDifference, error) {
	byUID := map[string]*model.GoalDifference{}
	var order []string
	for _, side := range []struct {
		of   *Store
		part func(*model.GoalDifference) **model.Progress
	}{
		{then, func(d *model.GoalDifference) **model.Progress { return &d.Then }},
		{now, func(d *model.GoalDifference) **model.Progress { return &d.Now }},
	} {
		err := each(ctx, side.of.db, goalProgressRows, nil, func(rows *sql.Rows) error {
			var uid string
			var g model.GoalDifference
			var state model.State
			var n int
			if err := rows.Scan(&uid, &g.Patient, &g.Title, &state, &n); err != nil {
				return err
			}
			if byUID[uid] == nil {
				byUID[uid] = &g
				order = append(order, uid)
			}
			p := side.part(byUID[uid])
			if *p == nil {
				*p = &model.Progress{}
			}
			(*p).Add(state, n)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	var list []model.GoalDifference
	for _, uid := range order {
		if g := byUID[uid]; g.Then == nil || g.Now == nil || *g.Then != *g.Now {
			list = append(list, *g)
		}
	}
	return list, nil
}

// Restore brings a copy back: all that is in the file is then as in the copy, at
// once or not at all, and windows that have the file open notice. The file as it
// was before is kept as a copy first, with the last change any window made. The
// copy itself stays as it is; one of an older Waymark is brought to the newest
// shape on the way.
//
// The error is [model.ErrNewerFile] for a copy of a newer Waymark,
// [model.ErrNotWaymark] for another file, and [model.ErrDamaged] for a copy that
// cannot be read, together with [model.ErrOpenDamaged] when it is the file that
// cannot, and a [*model.NotAllowedError] when changing the plan of someone
// is switched off for whoever is at the computer; then the file is as it was.
func (s *Store) Restore(ctx context.Context, at model.At, path string) (model.Restored, error) {
	r, err := s.restore(ctx, at, path)
	if err != nil {
		return model.Restored{}, fmt.Errorf("bring back %q: %w", path, s.whose(err))
	}
	return r, nil
}

func (s *Store) restore(ctx context.Context, at model.At, path string) (r model.Restored, err error) {
	if err := s.ready(ctx); err != nil {
		return r, err
	}
	if err := s.mayReplace(ctx, at); err != nil {
		return r, err
	}
	st, err := stage(ctx, path, copiesOf(s.path), s.now)
	if err != nil {
		return r, ofCopy{err}
	}
	defer st.drop() // what is left of it is cleared up an hour later
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return r, err
	}
	defer conn.Close()
	if r.Kept, err = s.takeOver(ctx, conn, at, st); err != nil {
		return r, err
	}
	r.Copy = st.copy
	// From here on it is done, whatever goes wrong and whoever stops waiting for it.
	conn.Close()
	_ = s.lookAround(context.WithoutCancel(ctx))
	return r, nil
}

// takeOver puts all that is in a staged copy into the file, and returns where that
// is kept as it was before. Once it is in, the error is nil.
func (s *Store) takeOver(ctx context.Context, conn *sql.Conn, at model.At, st *staged) (kept string, err error) {
	defer func() {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), fmt.Sprintf(`PRAGMA busy_timeout = %d`, s.patience.Milliseconds()))
	}()
	if _, err := conn.ExecContext(ctx, `PRAGMA busy_timeout = 0`); err != nil { // see [Store.begin]
		return "", err
	}
	err = conn.Raw(func(driver any) (err error) {
		// While the backup is under way nobody can write to the file, and others can
		// read it: so what is kept of it is what is replaced.
		into, err := driver.(restorer).NewRestore(uri(st.path, readOnly()))
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, into.Finish()) }()
		if err := s.inTurn(ctx, func() error {
			_, err := into.Step(0)
			return err
		}); err != nil {
			return err
		}
		if kept, err = s.keepBefore(ctx, at, st); err != nil {
			return err
		}
		for more := true; more; {
			if more, err = into.Step(-1); err != nil {
				return err
			}
		}
		return nil
	})
	return kept, err
}

// restorer is the connection of the driver, which can take over another file.
type restorer interface {
	NewRestore(source string) (*sqlite.Backup, error)
}

// keepBefore keeps the file as it is before a staged copy takes its place, and
// gives that copy what it needs to follow it.
func (s *Store) keepBefore(ctx context.Context, at model.At, st *staged) (kept string, err error) {
	before, err := s.aside()
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, before.Close()) }()
	if is, err := inhabited(ctx, before); err != nil {
		return "", err
	} else if is {
		if kept, err = s.keepCopy(ctx, before, copiesOf(s.path), model.BeforeRestore); err != nil {
			return "", err
		}
	}
	return kept, st.follow(ctx, at, before)
}

// follow makes a staged copy one that can take the place of a file: no id that
// was given there is given again, for windows and the history name things by it;
// it has a line in the history, and it is told apart from all that was there
// before. before is nil where that cannot be read.
func (s *staged) follow(ctx context.Context, at model.At, before connected) error {
	given := map[string]int64{}
	if before == nil {
		return s.sign(ctx, at, given)
	}
	err := each(ctx, before, `SELECT name, seq FROM sqlite_sequence`, nil, func(rows *sql.Rows) error {
		var table string
		var seq int64
		err := rows.Scan(&table, &seq)
		given[table] = seq
		return err
	})
	if err != nil {
		return err
	}
	return s.sign(ctx, at, given)
}

// sign writes what a staged copy needs to be told apart and never to give an id
// again, where given holds the last one of each table.
func (s *staged) sign(ctx context.Context, at model.At, given map[string]int64) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		for table, seq := range given {
			if err := giveNoMore(ctx, tx, table, seq); err != nil {
				return err
			}
		}
		c := s.begun(at, model.KindRestore).change
		c.Words = model.BroughtBack(s.copy, model.DayOf(s.now()))
		id, err := insert(ctx, tx, `INSERT INTO change (made_at, by_id, by_name, patient_id, goal_id, kind, words) VALUES (?, ?, ?, 0, 0, ?, ?)`,
			c.When.Format(instant), c.ByID, c.By, c.Kind, c.Words)
		if err != nil {
			return err
		}
		return set(ctx, tx, settingRestored, id)
	})
}

// giveNoMore keeps a table from giving an id again, up to the last one it gave.
func giveNoMore(ctx context.Context, tx *sql.Tx, table string, last int64) error {
	err := run(ctx, tx, `UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1`, table, last)
	if err == nil {
		err = run(ctx, tx, `INSERT INTO sqlite_sequence (name, seq) SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?1)`, table, last)
	}
	return err
}
