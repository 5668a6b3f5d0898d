package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"waymark/model"
)

// object is a table, an index or a trigger.
type object struct{ kind, name string }

// shapeOf returns how everything in a file was made.
func shapeOf(ctx context.Context, db connected) (map[object]string, error) {
	made := map[object]string{}
	err := each(ctx, db, `SELECT type, name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\'`, nil, func(rows *sql.Rows) error {
		var o object
		var text string
		err := rows.Scan(&o.kind, &o.name, &text)
		made[o] = text
		return err
	})
	return made, err
}

// freshShape is the shape of a new file after so many steps.
func freshShape(ctx context.Context, version int) (map[object]string, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	for _, step := range steps[:version] {
		if err := takeStep(ctx, tx, step); err != nil {
			return nil, err
		}
	}
	return shapeOf(ctx, tx)
}

// shape compares the file with a new one of its version.
func (r *reader) shape(ctx context.Context) error {
	is, err := shapeOf(ctx, r.tx)
	if err != nil {
		return err
	}
	want, err := freshShape(ctx, r.version)
	if err != nil {
		return fmt.Errorf("shape %d: %w", r.version, err)
	}
	var other []string
	for o := range maps.Keys(want) {
		if text, ok := is[o]; !ok || text != want[o] {
			other = append(other, o.name)
		}
	}
	for o := range maps.Keys(is) {
		if _, ok := want[o]; !ok {
			other = append(other, o.name)
		}
	}
	slices.Sort(other)
	switch {
	case len(other) > 0:
		r.found(model.Finding{Key: model.ShapeChanged, Count: len(other), Name: other[0]})
	case r.version < latest():
		r.found(model.Finding{Key: model.ShapeOlder, Count: r.version})
	default:
		r.found(model.Finding{Key: model.ShapeNewest})
	}
	return nil
}
