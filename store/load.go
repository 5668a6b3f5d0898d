package store

import (
	"context"
	"database/sql"
	"fmt"

	"waymark/model"
)

// Which goals to load. Each takes one argument.
const (
	theGoal     = ` WHERE goal.id = ?`
	activeGoals = ` WHERE goal.patient_id = ? AND goal.lifecycle = 'active'`
	keptGoals   = ` WHERE goal.patient_id = ? AND goal.lifecycle <> 'entered-in-error'`
)

// The parts of goals, one query each for however many goals there are. Which
// goals stands between the two halves.
const (
	goalRows = `SELECT id, uid, patient_id, title, why, area, lifecycle, start_on,
		hoped_day, hoped_days, hoped_months, hoped_typed, confidence, quiet_days FROM goal`
	goalOrder = ` ORDER BY goal.rank, goal.id`

	answerRows = `SELECT goal_id, key, text, written_on FROM goal JOIN answer ON answer.goal_id = goal.id`

	milestoneRows = `SELECT milestone.id, milestone.uid, goal_id, milestone.rank, milestone.title, major, sign, treat,
		due_day, due_days, due_months, due_typed, state, reached_on, coalesce(reached_by, 0), coalesce(checked_by, 0), note
		FROM goal JOIN milestone ON milestone.goal_id = goal.id`
	milestoneOrder = goalOrder + `, milestone.rank, milestone.id`

	measureRows = `SELECT measure.id, measure.uid, goal_id, measure.rank, name, unit, kind, better,
		baseline, aim_low, aim_high, least, most, every_days FROM goal JOIN measure ON measure.goal_id = goal.id`
	measureOrder = goalOrder + `, measure.rank, measure.id`

	teamRows  = `SELECT goal_id, person_id FROM goal JOIN team ON team.goal_id = goal.id`
	teamOrder = goalOrder + `, team.rank, team.id`
)

// wholeGoal loads one goal, or returns [sql.ErrNoRows].
func wholeGoal(ctx context.Context, tx *sql.Tx, id int64) (model.Goal, error) {
	everyone, err := loadPeople(ctx, tx)
	if err != nil {
		return model.Goal{}, err
	}
	list, err := loadGoals(ctx, tx, theGoal, id, everyone)
	if err != nil {
		return model.Goal{}, err
	}
	if len(list) == 0 {
		return model.Goal{}, sql.ErrNoRows
	}
	return list[0], nil
}

// loading is a list of goals while their parts are being read.
type loading struct {
	tx       *sql.Tx
	which    string
	arg      any
	goals    []model.Goal
	byID     map[int64]*model.Goal
	everyone people
}

// loadGoals reads the goals that which picks, whole and in their order.
func loadGoals(ctx context.Context, tx *sql.Tx, which string, arg any, everyone people) ([]model.Goal, error) {
	l := &loading{tx: tx, which: which, arg: arg, everyone: everyone}
	for _, part := range []struct {
		name string
		load func(context.Context) error
	}{
		{"goals", l.loadGoals},
		{"answers", l.loadAnswers},
		{"milestones", l.loadMilestones},
		{"measures", l.loadMeasures},
		{"team", l.loadTeam},
	} {
		if err := part.load(ctx); err != nil {
			return nil, fmt.Errorf("%s: %w", part.name, err)
		}
		if len(l.goals) == 0 {
			break
		}
	}
	return l.goals, nil
}

func (l *loading) each(ctx context.Context, rows, order string, one func(*sql.Rows) error) error {
	return each(ctx, l.tx, rows+l.which+order, []any{l.arg}, one)
}

func (l *loading) loadGoals(ctx context.Context) error {
	err := l.each(ctx, goalRows, goalOrder, func(rows *sql.Rows) error {
		var g model.Goal
		var patient int64
		var hoped dueColumns
		err := rows.Scan(&g.ID, &g.UID, &patient, &g.Title, &g.Why, &g.Area, &g.Lifecycle, dayTo{&g.Start},
			dayTo{&hoped.day}, &hoped.days, &hoped.months, &hoped.typed, &g.Confidence, &g.QuietDays)
		g.Patient, g.HopedFor = l.everyone.person(patient), hoped.due()
		l.goals = append(l.goals, g)
		return err
	})
	l.byID = make(map[int64]*model.Goal, len(l.goals))
	for i := range l.goals {
		l.byID[l.goals[i].ID] = &l.goals[i]
	}
	return err
}

func (l *loading) loadAnswers(ctx context.Context) error {
	found := make(map[int64]map[model.Key]model.Answer)
	err := l.each(ctx, answerRows, "", func(rows *sql.Rows) error {
		var goal int64
		var an model.Answer
		err := rows.Scan(&goal, &an.Key, &an.Text, dayTo{&an.WrittenOn})
		if found[goal] == nil {
			found[goal] = make(map[model.Key]model.Answer)
		}
		found[goal][an.Key] = an
		return err
	})
	for goal, answers := range found {
		for _, q := range model.Questions {
			if an, ok := answers[q.Key]; ok {
				l.byID[goal].Answers = append(l.byID[goal].Answers, an)
			}
		}
	}
	return err
}

func (l *loading) loadMilestones(ctx context.Context) error {
	return l.each(ctx, milestoneRows, milestoneOrder, func(rows *sql.Rows) error {
		m, err := scanMilestone(rows)
		if err != nil {
			return err
		}
		m.Check.By, m.Check.Checker = l.everyone.person(m.Check.ReachedBy).Name, l.everyone.person(m.Check.CheckedBy).Name
		g := l.byID[m.GoalID]
		g.Milestones = append(g.Milestones, m)
		return nil
	})
}

func (l *loading) loadMeasures(ctx context.Context) error {
	return l.each(ctx, measureRows, measureOrder, func(rows *sql.Rows) error {
		var m model.Measure
		err := rows.Scan(&m.ID, &m.UID, &m.GoalID, &m.Rank, &m.Name, &m.Unit, &m.Kind, &m.Better,
			&m.Baseline, &m.AimLow, &m.AimHigh, &m.Min, &m.Max, &m.EveryDays)
		if err != nil {
			return err
		}
		g := l.byID[m.GoalID]
		g.Measures = append(g.Measures, m)
		return nil
	})
}

func (l *loading) loadTeam(ctx context.Context) error {
	return l.each(ctx, teamRows, teamOrder, func(rows *sql.Rows) error {
		var goal, person int64
		if err := rows.Scan(&goal, &person); err != nil {
			return err
		}
		g := l.byID[goal]
		g.Team = append(g.Team, l.everyone.person(person))
		return nil
	})
}
