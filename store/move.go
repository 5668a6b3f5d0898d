package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
)

// moveRow moves a row of a table by so many places in the list that a query of
// ids and ranks gives; it stops at the ends. Rows that need not move keep their
// ranks.
func moveRow(ctx context.Context, tx *sql.Tx, table, list string, arg any, id int64, by int) error {
	var ids []int64
	var places []place
	err := each(ctx, tx, list, []any{arg}, func(rows *sql.Rows) error {
		var row int64
		var p place
		err := rows.Scan(&row, &p.rank)
		ids, places = append(ids, row), append(places, p)
		return err
	})
	if err != nil {
		return fmt.Errorf("list of %s: %w", table, err)
	}
	at := slices.Index(ids, id)
	if at < 0 {
		return sql.ErrNoRows
	}
	to := min(max(0, at+by), len(ids)-1)
	if to == at {
		return nil
	}
	ids, places = slices.Delete(ids, at, at+1), slices.Delete(places, at, at+1)
	ids, places = slices.Insert(ids, to, id), slices.Insert(places, to, place{none: true})
	for i, rank := range ranked(places) {
		if places[i].none || places[i].rank != rank {
			if err := run(ctx, tx, fmt.Sprintf(`UPDATE %s SET rank = ? WHERE id = ?`, table), rank, ids[i]); err != nil {
				return err
			}
		}
	}
	return nil
}
