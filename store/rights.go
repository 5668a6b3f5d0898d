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
// it: nothing to take back what one did oneself, unless that says who may do what.
// To do again what was taken back takes what doing it takes, and so does taking
// back what others did, for which changing the plan is needed too.
func (a *action) neededToTakeBack(ctx context.Context, was model.Change) (model.Right, error) {
	need := model.RightNone
	err := each(ctx, a.tx, `SELECT tbl, row_id, coalesce(before, ''), coalesce(after, '') FROM change_row WHERE change_id = ?`, []any{a.change.ID}, func(rows *sql.Rows) error {
		var r rowImage
		if err := rows.Scan(&r.table, &r.id, &r.before, &r.after); err != nil {
			return err
		}
		takes, err := r.needed()
		need |= takes
		return err
	})
	own := was.ByID == a.change.ByID
	switch {
	case err != nil, need == model.RightNone:
	case own && was.Undoes == 0:
		need &= model.RightSay
	case !own:
		need |= model.RightPlan
	}
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
