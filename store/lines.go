package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"waymark/model"
)

// The places in which lines of the history are found by an index, newest first.
const (
	linesOfAll    = changeRows + ` WHERE true`
	linesOfRecord = changeRows + ` WHERE change.patient_id = ?2`
	linesOfGoal   = changeRows + ` WHERE change.goal_id = ?4`
	linesBy       = changeRows + ` WHERE change.by_id = ?3`
	linesAlso     = `SELECT ` + changeColumns + `also_about JOIN change ON change.id = also_about.change_id WHERE also_about.goal_id = ?4`

	// linesOfPeople are what was done to people, taken back again among it.
	linesOfPeople = changeRows + ` WHERE change.goal_id = 0 AND (` + ofPeople + ` OR change.kind = 'undo' AND EXISTS (
		WITH RECURSIVE root (id) AS (VALUES (change.undoes) UNION SELECT undoes FROM root JOIN change USING (id) WHERE undoes IS NOT NULL)
		SELECT 1 FROM root JOIN change USING (id) WHERE ` + ofPeople + `))`
	ofPeople = `change.kind IN ('set-up', 'person-add', 'person-change', 'person-remove', 'restore')`
)

// lineQuery is the query for lines of the history, from the parts that are asked
// for. Each place where they are found is read from its newest line down, and no
// further than it takes.
func lineQuery(of model.Lines) (query string, args []any) {
	places := []string{linesOfAll}
	switch {
	case of.Goal != 0:
		places = []string{linesOfGoal, linesAlso}
	case of.Patient != 0 && of.People:
		places = []string{linesOfRecord, linesOfPeople}
	case of.Patient != 0:
		places = []string{linesOfRecord}
	case of.By != 0:
		places = []string{linesBy}
	}
	most := of.Most
	if most == 0 {
		most = -1
	}
	args = []any{of.Before, of.Patient, of.By, of.Goal, most}
	if len(places) == 1 {
		return placeQuery(places[0], of), args
	}
	for i, place := range places {
		places[i] = `SELECT * FROM (` + placeQuery(place, of) + `)`
	}
	return strings.Join(places, ` UNION `) + ` ORDER BY 1 DESC LIMIT ?5`, args
}

// placeQuery reads one of the places. A + keeps SQLite at the index of the place.
func placeQuery(place string, of model.Lines) string {
	id := `change.id`
	if place == linesAlso {
		id = `also_about.change_id`
	}
	if of.Before != 0 {
		place += ` AND ` + id + ` < ?1`
	}
	if of.By != 0 {
		place += ` AND +change.by_id = ?3`
	}
	if of.Goal != 0 && of.Patient != 0 {
		place += ` AND +change.patient_id = ?2`
	}
	return place + ` ORDER BY ` + id + ` DESC LIMIT ?5`
}

// Changes returns lines of the history, newest first.
func (s *Store) Changes(ctx context.Context, of model.Lines) ([]model.Change, error) {
	var list []model.Change
	query, args := lineQuery(of)
	err := s.read(ctx, func(tx *sql.Tx) error {
		return each(ctx, tx, query, args, func(rows *sql.Rows) error {
			c, err := scanChange(rows, s.zone())
			list = append(list, c)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("read changes: %w", err)
	}
	return list, nil
}
