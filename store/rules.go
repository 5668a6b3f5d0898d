package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"waymark/model"
)

// reader examines what is in a file, at one moment of it.
type reader struct {
	tx       *sql.Tx
	version  int
	findings []model.Finding
	lost     error // why the last thing that could not be examined could not
}

func (r *reader) found(f model.Finding) { r.findings = append(r.findings, f) }

func (r *reader) has(k model.FindingKey) bool { return model.Checkup{Findings: r.findings}.Has(k) }

// all examines everything in the file, as far as it can be read.
func (r *reader) all(ctx context.Context) {
	h, err := headerOf(ctx, r.tx)
	switch {
	case err != nil:
		r.found(unopened(unreadable(err)))
		return
	case h.version == 0:
		r.found(model.Finding{Key: model.FileEmpty})
		return
	}
	r.version = h.version
	r.found(model.Finding{Key: model.FileOurs})
	r.try(ctx, r.pages)
	r.try(ctx, r.links)
	r.try(ctx, r.shape)
	if r.has(model.ShapeNewest) && r.has(model.PagesWhole) { // else they would speak of what is not there
		r.rules(ctx)
	}
	if r.lost != nil && (model.Checkup{Findings: r.findings}).Health() != model.Wrong {
		r.found(model.Finding{Key: model.FileUnreadable, Detail: r.lost.Error()})
	}
}

// try examines one thing. Where that cannot be done because of damage, the damage
// is what was found.
func (r *reader) try(ctx context.Context, one func(context.Context) error) {
	err := known(one(ctx))
	switch {
	case err == nil:
	case errors.Is(err, model.ErrDamaged) && !r.has(model.PagesDamaged):
		r.found(model.Finding{Key: model.PagesDamaged, Count: 1, Detail: err.Error()})
	default:
		r.lost = err
	}
}

// pages reads the file from beginning to end.
func (r *reader) pages(ctx context.Context) error {
	var n int
	var first string
	err := r.tx.QueryRowContext(ctx, `SELECT count(*), coalesce(min(integrity_check), '') FROM pragma_integrity_check WHERE integrity_check <> 'ok'`).Scan(&n, &first)
	if err != nil {
		return err
	}
	if n > 0 {
		r.found(model.Finding{Key: model.PagesDamaged, Count: n, Detail: first})
	} else {
		r.found(model.Finding{Key: model.PagesWhole})
	}
	return nil
}

func (r *reader) links(ctx context.Context) error {
	n, err := r.count(ctx, `SELECT count(*) FROM pragma_foreign_key_check`)
	if err != nil {
		return err
	}
	if n > 0 {
		r.found(model.Finding{Key: model.LinksBroken, Count: n})
	} else {
		r.found(model.Finding{Key: model.LinksWhole})
	}
	return nil
}

func (r *reader) count(ctx context.Context, query string, args ...any) (n int, err error) {
	err = r.tx.QueryRowContext(ctx, query, args...).Scan(&n)
	return n, err
}

// rules examines what Waymark itself holds to in what it writes.
func (r *reader) rules(ctx context.Context) {
	before := len(r.findings)
	for _, rule := range []func(context.Context) error{r.reached, r.values, r.order, r.action, r.history, r.ids, r.drafts, r.times} {
		r.try(ctx, rule)
	}
	if len(r.findings) == before && r.lost == nil {
		r.found(model.Finding{Key: model.RulesKept})
	}
}

// broken notes that a rule is not kept so many times, if it is not.
func (r *reader) broken(k model.FindingKey, name string, n int) {
	if n > 0 {
		r.found(model.Finding{Key: k, Name: name, Count: n})
	}
}

// counted notes what a query counts of what breaks a rule.
func (r *reader) counted(ctx context.Context, k model.FindingKey, name, query string, args ...any) error {
	n, err := r.count(ctx, query, args...)
	r.broken(k, name, n)
	return err
}

const reachedWithoutDay = `SELECT count(*) FROM milestone WHERE (state = 'reached') <> (reached_on IS NOT NULL)`

func (r *reader) reached(ctx context.Context) error {
	return r.counted(ctx, model.RuleReached, "", reachedWithoutDay)
}

// values examines what each row may hold, as the tables themselves say it. SQLite
// does not look at that in a file it only reads, so the rows are put into a table
// made in the same way, which refuses those that it may not hold.
func (r *reader) values(ctx context.Context) error {
	made, err := shapeOf(ctx, r.tx)
	if err != nil {
		return err
	}
	for _, table := range slices.SortedFunc(maps.Keys(made), func(a, b object) int { return strings.Compare(a.name, b.name) }) {
		if table.kind != "table" {
			continue
		}
		n, err := r.refused(ctx, table.name, made[table])
		if err != nil {
			return err
		}
		if table.name == "milestone" && n > 0 {
			told, err := r.count(ctx, reachedWithoutDay)
			if err != nil {
				return err
			}
			n -= told
		}
		r.broken(model.RuleValues, table.name, n)
	}
	return nil
}

// refused counts the rows of a table that one made in the same way refuses.
func (r *reader) refused(ctx context.Context, table, made string) (n int, err error) {
	for _, statement := range []string{
		strings.Replace(made, "CREATE TABLE", "CREATE TEMP TABLE", 1),
		fmt.Sprintf(`INSERT OR IGNORE INTO temp.%[1]s SELECT * FROM main.%[1]s`, table),
	} {
		if _, err := r.tx.ExecContext(ctx, statement); err != nil {
			return 0, err
		}
	}
	n, err = r.count(ctx, fmt.Sprintf(`SELECT (SELECT count(*) FROM main.%[1]s) - (SELECT count(*) FROM temp.%[1]s)`, table))
	if err == nil {
		_, err = r.tx.ExecContext(ctx, `DROP TABLE temp.`+table)
	}
	return n, err
}

// ordered are the tables whose rows have a place in a list.
var ordered = []string{"goal", "milestone", "measure", "precaution", "team"}

// farthest is how far out a place in a list may be. One beyond that leaves no room
// for another. Two rows at one place are in order: taking a move back can put one
// where another has come since, and their ids then say which is first.
const farthest = 1 << 53

func (r *reader) order(ctx context.Context) error {
	for _, table := range ordered {
		err := r.counted(ctx, model.RuleOrder, table, fmt.Sprintf(`SELECT count(*) FROM %s WHERE rank NOT BETWEEN ?1 AND ?2`, table), -farthest, farthest)
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) action(ctx context.Context) error {
	n, err := r.count(ctx, `SELECT count(*) FROM current_action WHERE id = 1 AND change_id IS NULL`)
	if err == nil && n != 1 {
		r.broken(model.RuleAction, "", 1)
	}
	return err
}

// history compares every row with the last image of it. Images from before the
// file got its present shape are of other columns, so they are left out.
func (r *reader) history(ctx context.Context) error {
	closed, err := setting(ctx, r.tx, settingUndoClosed)
	if err != nil {
		return err
	}
	wrong := 0
	for _, table := range recorded {
		columns, err := columnsOf(ctx, r.tx, table)
		if err != nil {
			return err
		}
		images := make([]string, len(columns))
		for i, c := range columns {
			images[i] = fmt.Sprintf("json_extract(after, '$.%s')", c)
		}
		n, err := r.count(ctx, fmt.Sprintf(`SELECT
			(SELECT count(*) FROM (SELECT row_id AS image_of, max(id) AS image FROM change_row WHERE tbl = ?1 GROUP BY row_id)
				JOIN change_row ON change_row.id = image LEFT JOIN %[1]s ON %[1]s.id = image_of
				WHERE change_id > ?2 AND ((after IS NULL) <> (%[1]s.id IS NULL) OR after IS NOT NULL AND (%[2]s) IS NOT (%[3]s)))
			+ (SELECT count(*) FROM %[1]s WHERE NOT EXISTS (SELECT 1 FROM change_row WHERE tbl = ?1 AND row_id = %[1]s.id))`,
			table, strings.Join(images, ", "), prefixed(table, columns)), table, closed)
		if err != nil {
			return err
		}
		wrong += n
	}
	r.broken(model.RuleHistory, "", wrong)
	return nil
}

// ids examines that no id is behind one that was given, in the tables or, to rows
// that are gone, in the history.
func (r *reader) ids(ctx context.Context) error {
	var tables []string
	err := each(ctx, r.tx, `SELECT name FROM main.sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'`, nil, func(rows *sql.Rows) error {
		var name string
		err := rows.Scan(&name)
		tables = append(tables, name)
		return err
	})
	if err != nil {
		return err
	}
	for _, table := range tables {
		err := r.counted(ctx, model.RuleIDs, table, fmt.Sprintf(`SELECT
			max((SELECT coalesce(max(id), 0) FROM %s), (SELECT coalesce(max(row_id), 0) FROM change_row WHERE tbl = ?1))
			> coalesce((SELECT max(seq) FROM main.sqlite_sequence WHERE name = ?1), 0)`, table), table)
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) drafts(ctx context.Context) error {
	n := 0
	err := each(ctx, r.tx, `SELECT plan, saved_at FROM draft`, nil, func(rows *sql.Rows) error {
		var plan, saved string
		if err := rows.Scan(&plan, &saved); err != nil {
			return err
		}
		var d model.Draft
		_, wrong := time.Parse(instant, saved)
		if errors.Join(wrong, json.Unmarshal([]byte(plan), &d)) != nil {
			n++
		}
		return nil
	})
	r.broken(model.RuleDrafts, "", n)
	return err
}

func (r *reader) times(ctx context.Context) error {
	for table, column := range map[string]string{"change": "made_at", "reading": "read_at"} {
		n := 0
		err := each(ctx, r.tx, fmt.Sprintf(`SELECT %s FROM %s`, column, table), nil, func(rows *sql.Rows) error {
			var at string
			err := rows.Scan(&at)
			if _, wrong := time.Parse(time.RFC3339, at); wrong != nil {
				n++
			}
			return err
		})
		if err != nil {
			return err
		}
		r.broken(model.RuleTimes, table, n)
	}
	return nil
}
