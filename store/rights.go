package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"reflect"

	"waymark/model"
)

// neededToTakeBack returns what it takes to take a change back, given what came of
// it.
func (a *action) neededToTakeBack(ctx context.Context, was model.Change) (model.Right, error) {
	need, err := neededFor(ctx, a.tx, a.change.ID)
	return model.NeededToTakeBack(need, was.ByID == a.change.ByID, was.Undoes != 0), err
}

// neededFor returns what it takes to change the rows that a change touched.
func neededFor(ctx context.Context, tx *sql.Tx, change int64) (model.Right, error) {
	need := model.RightNone
	err := each(ctx, tx, imagesOf, []any{change}, func(rows *sql.Rows) error {
		var r rowImage
		if err := rows.Scan(&r.table, &r.id, &r.before, &r.after); err != nil {
			return err
		}
		takes, err := r.needed()
		need |= takes
		return err
	})
	return need, err
}

// The columns of a milestone that a check mark changes.
var checkColumns = []string{"state", "reached_on", "reached_by", "checked_by", "note"}

// needed returns what it takes to change one row, as [model.NeededFor] says it of
// milestones.
func (r rowImage) needed() (model.Right, error) {
	switch r.table {
	case "reading", "hush":
		return model.RightNone, nil
	case "earlier_check":
		return model.RightCheck, nil
	case "withheld":
		return model.RightSay, nil
	}
	if r.before == "" || r.after == "" || r.table != "milestone" {
		return model.RightPlan, nil
	}
	var was, now map[string]any
	for text, to := range map[string]*map[string]any{r.before: &was, r.after: &now} {
		if err := json.Unmarshal([]byte(text), to); err != nil {
			return model.RightNone, fmt.Errorf("%w: image of %s %d: %v", model.ErrDamaged, r.table, r.id, err)
		}
	}
	need := model.RightNone
	reached := string(model.Reached)
	if was["state"] != now["state"] && was["state"] != reached && now["state"] != reached {
		need |= model.RightPlan
	}
	for _, column := range checkColumns {
		if column != "state" && was[column] != now[column] {
			need |= model.RightCheck
		}
		delete(was, column)
		delete(now, column)
	}
	if !reflect.DeepEqual(was, now) {
		need |= model.RightPlan
	}
	return need, nil
}
