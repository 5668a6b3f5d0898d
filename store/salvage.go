package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"
)

// salvage makes a file of the rows that can be read on the pages of another one,
// and brings it to the newest shape.
// Where that does not say which shape it has, it is taken to be the given one.
func salvage(ctx context.Context, p *pages, shape int, folder string, now func() time.Time) (_ *staged, err error) {
	f, err := os.CreateTemp(folder, unfinished)
	if err != nil {
		return nil, unwritable(err)
	}
	st := &staged{Store: &Store{path: f.Name(), now: now, patience: patience, unkept: true}}
	defer func() {
		if err != nil {
			for _, suffix := range []string{"", "-wal", "-shm"} {
				os.Remove(st.path + suffix)
			}
		}
	}()
	if err := f.Close(); err != nil {
		return nil, unwritable(err)
	}
	v := &salvaging{pages: p, at: now(), likely: shape, accepted: map[uint32]bool{}, given: map[string]int64{}}
	v.findTables(ctx)
	if err := v.fill(ctx, st.path); err != nil {
		return nil, err
	}
	return st, st.connect(ctx)
}

// salvaging is a file that is made of what can be read of another one.
type salvaging struct {
	*pages
	at       time.Time
	likely   int // how many migrations it had, where it does not say
	tx       *sql.Tx
	roots    map[string]uint32 // the first page of each table of the other file
	tables   []*salvaged
	accepted map[uint32]bool  // pages of which a row was taken
	given    map[string]int64 // the last id that each table gave
}

// salvaged is a table of the file that is made.
type salvaged struct {
	name     string
	columns  []column
	idAt     int  // which column holds the id that its rows are named by; -1 when none does
	whole    bool // all of it could be read
	prepared map[int]*sql.Stmt
}

type column struct {
	name     string
	nullable bool
	instead  sql.NullString // what stands in it where nothing is said, as SQL
}

// findTables looks for where the tables of the damaged file begin.
func (v *salvaging) findTables(ctx context.Context) {
	v.roots = map[string]uint32{}
	entry := func(_ uint32, r row) {
		if len(r.values) != 5 || r.values[0] != "table" {
			return
		}
		name, ok := r.values[1].(string)
		root, isNumber := r.values[3].(int64)
		if ok && isNumber && root > 1 && root <= v.count && v.roots[name] == 0 {
			v.roots[name] = uint32(root)
		}
	}
	if v.walk(1, map[uint32]bool{}, entry) {
		return
	}
	v.eachLeaf(ctx, func(n uint32, b []byte) { v.rows(n, b, entry) })
}

// eachLeaf gives every page to do that holds rows of a table.
func (v *salvaging) eachLeaf(ctx context.Context, do func(n uint32, b []byte)) {
	for n := uint32(1); int64(n) <= v.count && ctx.Err() == nil; n++ {
		if b, err := v.page(n); err == nil {
			if kind, _ := kind(n, b); kind == tableLeaf {
				do(n, b)
			}
		}
	}
}

// fill makes a file of the shape that the damaged one has and puts its rows in.
func (v *salvaging) fill(ctx context.Context, path string) (err error) {
	db, err := sql.Open("sqlite", uri(path, url.Values{
		"_journal_mode": {"WAL"}, "_synchronous": {"OFF"}, "_foreign_keys": {"0"}, "_dqs": {"0"}, "_defensive": {"1"},
		"_pragma": {"trusted_schema(0)"},
	}))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	defer func() { err = errors.Join(err, db.Close()) }()
	if v.tx, err = db.BeginTx(ctx, nil); err != nil {
		return err
	}
	defer v.tx.Rollback()
	shape, err := v.shape(ctx)
	if err != nil {
		return err
	}
	for _, put := range []func(context.Context) error{v.fromTables, v.fromLoosePages, v.fromHistory, v.mend, v.witness, v.keepIDs} {
		if err := put(ctx); err != nil {
			return err
		}
	}
	if err := closeUndo(ctx, v.tx); err != nil {
		return err
	}
	if err := createHistory(ctx, v.tx); err != nil {
		return err
	}
	if err := run(ctx, v.tx, fmt.Sprintf(`PRAGMA user_version = %d`, shape)); err != nil {
		return err
	}
	return v.tx.Commit()
}

// shape makes the tables, as many migrations on as the damaged file says it had,
// unless it has tables that there were not yet.
func (v *salvaging) shape(ctx context.Context) (int, error) {
	shape := v.likely
	if b, err := v.page(1); err == nil {
		if h := head(b[:headSize]); h.ours() && h.version() > 0 && h.version() <= latest() {
			shape = h.version()
		}
	}
	if err := v.takeSteps(ctx, 0, shape); err != nil {
		return 0, err
	}
	names, err := tablesOf(ctx, v.tx)
	if err != nil {
		return 0, err
	}
	for name := range v.roots {
		if !slices.Contains(names, name) && shape < latest() && !strings.HasPrefix(name, "sqlite_") {
			if err := v.takeSteps(ctx, shape, latest()); err != nil {
				return 0, err
			}
			shape = latest()
		}
	}
	return shape, v.describe(ctx)
}

func (v *salvaging) takeSteps(ctx context.Context, from, to int) error {
	for _, step := range steps[from:to] {
		text, err := migrations.ReadFile(step)
		if err == nil {
			_, err = v.tx.ExecContext(ctx, string(text))
		}
		if err != nil {
			return fmt.Errorf("%s: %w", step, err)
		}
	}
	return nil
}

// describe finds out what the tables are like, the history last: it is long.
func (v *salvaging) describe(ctx context.Context) error {
	names, err := tablesOf(ctx, v.tx)
	if err != nil {
		return err
	}
	for _, name := range names {
		if name == "current_action" || strings.HasPrefix(name, "sqlite_") {
			continue
		}
		t := &salvaged{name: name, idAt: -1, prepared: map[int]*sql.Stmt{}}
		err := each(ctx, v.tx, `SELECT name, "notnull" = 0, dflt_value, type = 'INTEGER' AND pk = 1 AND
			(SELECT wr = 0 FROM pragma_table_list WHERE name = ?1) FROM pragma_table_info(?1)`, []any{name}, func(rows *sql.Rows) error {
			var c column
			var isID bool
			err := rows.Scan(&c.name, &c.nullable, &c.instead, &isID)
			if isID {
				t.idAt = len(t.columns)
			}
			t.columns = append(t.columns, c)
			return err
		})
		if err != nil {
			return err
		}
		v.tables = append(v.tables, t)
	}
	return nil
}

// fromTables puts the rows in that their tables lead to.
func (v *salvaging) fromTables(ctx context.Context) error {
	var wrong error
	for _, t := range v.tables {
		root := v.roots[t.name]
		if root == 0 {
			continue
		}
		t.whole = v.walk(root, map[uint32]bool{}, func(n uint32, r row) {
			if wrong != nil {
				return
			}
			var taken bool
			taken, wrong = v.put(ctx, t, r)
			v.accepted[n] = v.accepted[n] || taken
		})
		if wrong != nil {
			return wrong
		}
	}
	if root := v.roots["sqlite_sequence"]; root > 0 {
		v.walk(root, map[uint32]bool{}, func(_ uint32, r row) {
			if len(r.values) != 2 {
				return
			}
			name, ok := r.values[0].(string)
			known := slices.ContainsFunc(v.tables, func(t *salvaged) bool { return t.name == name })
			if last, isNumber := r.values[1].(int64); ok && known && isNumber && last <= mostID {
				v.given[name] = last
			}
		})
	}
	return nil
}

// fromLoosePages puts the rows in of pages that nothing leads to any more, into the
// first table of those that are not whole whose rules the rows keep.
func (v *salvaging) fromLoosePages(ctx context.Context) (wrong error) {
	if !slices.ContainsFunc(v.tables, func(t *salvaged) bool { return !t.whole }) {
		return nil
	}
	v.eachLeaf(ctx, func(n uint32, b []byte) {
		var of *salvaged
		if v.accepted[n] {
			return
		}
		v.rows(n, b, func(_ uint32, r row) {
			for _, t := range v.tables {
				if t.whole || t.idAt < 0 || of != nil && of != t || wrong != nil {
					continue
				}
				var taken bool
				if taken, wrong = v.put(ctx, t, r); taken {
					of = t
					return
				}
			}
		})
	})
	return errors.Join(wrong, ctx.Err())
}

// mostID is more than any file will give; after the highest there is, SQLite gives
// none.
const mostID = 1 << 48

// put puts a row into a table and reports whether the table took it.
func (v *salvaging) put(ctx context.Context, t *salvaged, r row) (taken bool, err error) {
	n := len(r.values)
	if n == 0 || n > len(t.columns) || t.idAt >= n {
		return false, ctx.Err()
	}
	if t.idAt >= 0 {
		if r.values[t.idAt] != nil || r.id < 1 || r.id > mostID {
			return false, nil // the id stands beside the row
		}
		r.values[t.idAt] = r.id
		defer func() { r.values[t.idAt] = nil }()
	}
	if t.prepared[n] == nil {
		names := make([]string, n)
		for i, c := range t.columns[:n] {
			names[i] = c.name
		}
		t.prepared[n], err = v.tx.PrepareContext(ctx, fmt.Sprintf(`INSERT OR IGNORE INTO %s (%s) VALUES (?%s)`, t.name, strings.Join(names, ", "), strings.Repeat(", ?", n-1)))
		if err != nil {
			return false, err
		}
	}
	return tookIt(t.prepared[n].ExecContext(ctx, r.values...))
}

// tookIt reports whether a row was taken. One that breaks a rule is not.
func tookIt(done sql.Result, err error) (bool, error) {
	if refused(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	n, err := done.RowsAffected()
	return n > 0, err
}

// fromHistory puts in what is missing in tables that are not whole as the history
// saw it last.
func (v *salvaging) fromHistory(ctx context.Context) error {
	for _, t := range v.tables {
		if t.whole || !slices.Contains(recorded, t.name) {
			continue
		}
		var names, parts []string
		for _, c := range t.columns {
			part := fmt.Sprintf(`json_extract(after, '$.%s')`, c.name)
			if !c.nullable && c.instead.Valid { // it came after the image
				part = fmt.Sprintf(`coalesce(%s, %s)`, part, c.instead.String)
			}
			names, parts = append(names, c.name), append(parts, part)
		}
		var images []int64
		err := each(ctx, v.tx, `SELECT max(id) FROM change_row WHERE tbl = ? GROUP BY row_id`, []any{t.name}, func(rows *sql.Rows) error {
			var id int64
			err := rows.Scan(&id)
			images = append(images, id)
			return err
		})
		if err != nil {
			return err
		}
		query := fmt.Sprintf(`INSERT OR IGNORE INTO %s (%s) SELECT %s FROM change_row WHERE id = ? AND after IS NOT NULL`, t.name, strings.Join(names, ", "), strings.Join(parts, ", "))
		for _, id := range images {
			if _, err := tookIt(v.tx.ExecContext(ctx, query, id)); err != nil {
				return err
			}
		}
	}
	return nil
}

// keepIDs keeps ids from being given again.
func (v *salvaging) keepIDs(ctx context.Context) error {
	for table, last := range v.given {
		if err := giveNoMore(ctx, v.tx, table, last); err != nil {
			return err
		}
	}
	return nil
}
