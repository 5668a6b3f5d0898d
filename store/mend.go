package store

import (
	"context"
	"database/sql"
	"fmt"

	"waymark/model"
)

// loose is a row that names another one that is not there.
type loose struct {
	table string
	row   sql.NullInt64 // none in a table whose rows have no number
	key   int           // which of the table's foreign keys
}

// mendings is how often rows are left out because of others that were, at most:
// more often than one table names another that names another.
const mendings = 20

// mend leaves out what names a row that is not there: only its name where it can
// do without, else the whole row.
func (v *salvaging) mend(ctx context.Context) error {
	for range mendings {
		var list []loose
		err := each(ctx, v.tx, `SELECT "table", rowid, fkid FROM pragma_foreign_key_check`, nil, func(rows *sql.Rows) error {
			var l loose
			err := rows.Scan(&l.table, &l.row, &l.key)
			list = append(list, l)
			return err
		})
		if err != nil || len(list) == 0 {
			return err
		}
		for _, l := range list {
			if err := v.leaveOut(ctx, l); err != nil {
				return err
			}
		}
	}
	return fmt.Errorf("%w: rows name others that are not there", model.ErrDamaged)
}

func (v *salvaging) leaveOut(ctx context.Context, l loose) error {
	var from, to, parent string
	var nullable bool
	err := v.tx.QueryRowContext(ctx, `SELECT k."from", coalesce(k."to", 'id'), k."table", c."notnull" = 0 FROM pragma_foreign_key_list(?1) k, pragma_table_info(?1) c
		WHERE k.id = ?2 AND c.name = k."from"`, l.table, l.key).Scan(&from, &to, &parent, &nullable)
	if err != nil {
		return err
	}
	if !l.row.Valid {
		return run(ctx, v.tx, fmt.Sprintf(`DELETE FROM %s WHERE %s NOT IN (SELECT %s FROM %s)`, l.table, from, to, parent))
	}
	if nullable {
		also := ""
		if l.table == "milestone" && from == "measure_id" {
			also = ", meets_low = NULL, meets_high = NULL" // what the measure was to come to
		}
		kept, err := tookIt(v.tx.ExecContext(ctx, fmt.Sprintf(`UPDATE %s SET %s = NULL%s WHERE rowid = ?`, l.table, from, also), l.row.Int64))
		if kept || err != nil {
			return err
		}
	}
	return run(ctx, v.tx, fmt.Sprintf(`DELETE FROM %s WHERE rowid = ?`, l.table), l.row.Int64)
}

// witness lets the history agree with rows of which every image is lost: it says of
// them no more than how they are now.
func (v *salvaging) witness(ctx context.Context) error {
	var change int64
	if err := v.tx.QueryRowContext(ctx, `SELECT coalesce(min(id), 0) FROM change`).Scan(&change); err != nil {
		return err
	}
	for _, table := range recorded {
		columns, err := columnsOf(ctx, v.tx, table)
		if err != nil {
			return err
		}
		if len(columns) == 0 {
			continue // a later migration makes the table
		}
		unseen := fmt.Sprintf(`FROM %[1]s WHERE NOT EXISTS (SELECT 1 FROM change_row WHERE tbl = '%[1]s' AND row_id = %[1]s.id)`, table)
		var any bool
		if err := v.tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 `+unseen+`)`).Scan(&any); err != nil {
			return err
		}
		if any && change == 0 {
			change, err = insert(ctx, v.tx, `INSERT INTO change (made_at, by_id, by_name, patient_id, goal_id, kind, words) VALUES (?, 0, '', 0, 0, ?, ?)`,
				v.at.Format(instant), model.KindRestore, model.BroughtBack(model.Copy{Reason: model.Rescued}, model.DayOf(v.at)))
			if err != nil {
				return err
			}
		}
		if !any {
			continue
		}
		if err := run(ctx, v.tx, fmt.Sprintf(`INSERT INTO change_row (change_id, tbl, row_id, after) SELECT ?, '%s', id, %s %s`, table, image(table, columns), unseen), change); err != nil {
			return err
		}
	}
	return nil
}
