package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// recorded are the tables whose every change is in the history. Their rows are
// named by an integer id.
var recorded = []string{"person", "goal", "answer", "milestone", "earlier_check", "measure", "reading", "precaution", "team", "hush", "withheld"}

// columnsOf returns the names of a table's columns, in the table's order.
func columnsOf(ctx context.Context, tx *sql.Tx, table string) ([]string, error) {
	var names []string
	err := each(ctx, tx, `SELECT name FROM pragma_table_info(?)`, []any{table}, func(rows *sql.Rows) error {
		var name string
		err := rows.Scan(&name)
		names = append(names, name)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("columns of %s: %w", table, err)
	}
	return names, nil
}

// image is the expression that makes a row's JSON. of is "OLD", "NEW" or a
// table's name. Two images are equal as text when their rows are equal.
func image(of string, columns []string) string {
	parts := make([]string, len(columns))
	for i, c := range columns {
		parts[i] = fmt.Sprintf("'%s', %s.%s", c, of, c)
	}
	return "json_object(" + strings.Join(parts, ", ") + ")"
}

// createHistory makes the triggers that write the images of every row an
// action changes. They are made from the tables as they are, so that no
// migration can forget a column. A row written back unchanged leaves no image.
func createHistory(ctx context.Context, tx *sql.Tx) error {
	for _, table := range recorded {
		columns, err := columnsOf(ctx, tx, table)
		if err != nil {
			return err
		}
		if len(columns) == 0 {
			continue // a later migration makes the table
		}
		before, after := image("OLD", columns), image("NEW", columns)
		differs := fmt.Sprintf("(%s) IS NOT (%s)", prefixed("OLD", columns), prefixed("NEW", columns))
		for _, t := range []struct{ event, when, row, before, after string }{
			{"INSERT", "true", "NEW", "NULL", after},
			{"UPDATE", differs, "NEW", before, after},
			{"DELETE", "true", "OLD", before, "NULL"},
		} {
			_, err := tx.ExecContext(ctx, fmt.Sprintf(`
				CREATE TRIGGER history_%[1]s_%[2]s AFTER %[2]s ON %[1]s WHEN %[3]s BEGIN
					INSERT INTO change_row (change_id, tbl, row_id, before, after)
					VALUES ((SELECT change_id FROM current_action), '%[1]s', %[4]s.id, %[5]s, %[6]s);
				END`, table, t.event, t.when, t.row, t.before, t.after))
			if err != nil {
				return fmt.Errorf("history of %s: %w", table, err)
			}
		}
	}
	return nil
}

func prefixed(of string, columns []string) string {
	return of + "." + strings.Join(columns, ", "+of+".")
}

// dropHistory removes the triggers that createHistory made.
func dropHistory(ctx context.Context, tx *sql.Tx) error {
	var names []string
	err := each(ctx, tx, `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'history\_%' ESCAPE '\'`, nil,
		func(rows *sql.Rows) error {
			var name string
			err := rows.Scan(&name)
			names = append(names, name)
			return err
		})
	if err != nil {
		return fmt.Errorf("history triggers: %w", err)
	}
	for _, name := range names {
		if _, err := tx.ExecContext(ctx, "DROP TRIGGER "+name); err != nil {
			return fmt.Errorf("drop %s: %w", name, err)
		}
	}
	return nil
}

// each runs a query and gives every row to one, which scans it. The rows are
// closed when it returns: the one connection cannot answer another query
// before.
func each(ctx context.Context, from connected, query string, args []any, one func(*sql.Rows) error) error {
	rows, err := from.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := one(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
