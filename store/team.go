package store

import (
	"context"
	"database/sql"
	"fmt"

	"waymark/model"
)

// writeTeam makes a goal's team the given people, in that order. People who
// are not in the file are added to it; those who leave the team stay in it.
// The same person twice is on the team once; one who was removed for good does
// not come back.
func writeTeam(ctx context.Context, tx *sql.Tx, goal int64, list []model.Person) error {
	has := make(map[int64]int64) // ranks of those on the team, by person
	err := each(ctx, tx, `SELECT person_id, rank FROM team WHERE goal_id = ?`, []any{goal}, func(rows *sql.Rows) error {
		var person, rank int64
		err := rows.Scan(&person, &rank)
		has[person] = rank
		return err
	})
	if err != nil {
		return fmt.Errorf("team: %w", err)
	}
	ids, err := keepPeople(ctx, tx, list)
	if err != nil {
		return err
	}
	places := make([]place, len(ids))
	for i, id := range ids {
		rank, ok := has[id]
		places[i] = place{rank: rank, none: !ok}
		delete(has, id)
	}
	for id := range has {
		if err := run(ctx, tx, `DELETE FROM team WHERE goal_id = ? AND person_id = ?`, goal, id); err != nil {
			return err
		}
	}
	for i, rank := range ranked(places) {
		query := `UPDATE team SET rank = ?3 WHERE goal_id = ?1 AND person_id = ?2`
		if places[i].none {
			query = `INSERT INTO team (goal_id, person_id, rank) VALUES (?1, ?2, ?3)`
		}
		if err := run(ctx, tx, query, goal, ids[i], rank); err != nil {
			return err
		}
	}
	return nil
}

// keepPeople keeps everyone on a list and returns their ids, each once.
func keepPeople(ctx context.Context, tx *sql.Tx, list []model.Person) ([]int64, error) {
	everyone, err := loadPeople(ctx, tx)
	if err != nil {
		return nil, err
	}
	var ids []int64
	seen := make(map[int64]bool)
	for _, p := range list {
		gone, err := wasRemoved(ctx, tx, p.ID)
		if err != nil {
			return nil, err
		}
		if gone {
			continue
		}
		id, err := keepPerson(ctx, tx, p, everyone)
		if err != nil {
			return nil, fmt.Errorf("person %q: %w", p.Name, err)
		}
		if !seen[id] {
			ids = append(ids, id)
		}
		seen[id] = true
	}
	return ids, nil
}
