package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"waymark/model"
)

// Which goals to load. Each takes one argument.
const (
	theGoal     = ` WHERE goal.id = ?`
	activeGoals = ` WHERE goal.patient_id = ? AND goal.lifecycle = 'active'`
	openGoals   = ` WHERE goal.patient_id = ? AND goal.lifecycle IN ('active', 'on-hold')`
	keptGoals   = ` WHERE goal.patient_id = ? AND goal.lifecycle <> 'entered-in-error'`
)

// hasEnded holds of goals that are finished or let go.
const hasEnded = `lifecycle IN ('completed', 'cancelled')`

// The parts of goals, one query each for however many goals there are. Which
// goals stands between the two halves.
const (
	goalRows = `SELECT id, uid, patient_id, coalesce(from_id, 0), starter, title, why, area, lifecycle, since, reason, start_on,
		hoped_day, hoped_days, hoped_months, hoped_typed, confidence, quiet_days FROM goal`
	goalOrder = ` ORDER BY goal.rank, goal.id`

	answerRows = `SELECT goal_id, key, text, written_on, coalesce(written_by, 0) FROM goal JOIN answer ON answer.goal_id = goal.id`

	milestoneRows = `SELECT milestone.id, milestone.uid, goal_id, milestone.rank, milestone.title, major, sign, treat,
		due_day, due_days, due_months, due_typed, state, reached_on, coalesce(reached_by, 0), coalesce(checked_by, 0), note,
		coalesce(measure_id, 0), meets_low, meets_high
		FROM goal JOIN milestone ON milestone.goal_id = goal.id`
	milestoneOrder = goalOrder + `, milestone.rank, milestone.id`

	// Those of one milestone come in the order of their ids.
	earlierRows = `SELECT goal_id, milestone_id, ` + earlierColumns + ` FROM goal JOIN milestone ON milestone.goal_id = goal.id JOIN earlier_check ON earlier_check.milestone_id = milestone.id`

	precautionRows = `SELECT goal_id, precaution.id, text, until_day, until_days, until_months, until_typed
		FROM goal JOIN precaution ON precaution.goal_id = goal.id`
	precautionOrder = goalOrder + `, precaution.rank, precaution.id`

	measureRows = `SELECT measure.id, measure.uid, goal_id, measure.rank, name, unit, kind, better,
		baseline, aim_low, aim_high, least, most, every_days, small, small_from FROM goal JOIN measure ON measure.goal_id = goal.id`
	measureOrder = goalOrder + `, measure.rank, measure.id`

	teamRows  = `SELECT goal_id, person_id FROM goal JOIN team ON team.goal_id = goal.id`
	teamOrder = goalOrder + `, team.rank, team.id`
)

// part names what belongs to a goal, to load no more than is shown.
type part int

// The parts of a goal.
const (
	answers part = 1 << iota
	milestones
	measures
	precautions
	team
	hushes
	series  // of the measures' readings, of late
	first   // and the first of all
	changes // of its plan

	ownWords part = 0 // nothing but the goal's own words and days
	whole         = answers | milestones | measures | precautions | team | hushes
	shown         = whole | series | first | changes
)

// wholeGoal loads one goal as an action needs it, or returns [sql.ErrNoRows].
func wholeGoal(ctx context.Context, tx *sql.Tx, id int64) (model.Goal, error) {
	return oneGoal(ctx, tx, id, whole, as{})
}

// as is how things are read: as of today, with instants told in a zone.
type as struct {
	today model.Day
	zone  *time.Location
}

// asNow reads things as of now.
func (s *Store) asNow() as {
	now := s.now()
	return as{today: model.DayOf(now), zone: now.Location()}
}

// oneGoal loads parts of one goal, or returns [sql.ErrNoRows].
func oneGoal(ctx context.Context, tx *sql.Tx, id int64, parts part, how as) (model.Goal, error) {
	everyone, err := loadPeople(ctx, tx)
	if err != nil {
		return model.Goal{}, err
	}
	list, err := loadGoals(ctx, tx, theGoal, id, everyone, parts, how)
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
	as       as
}

// loadGoals reads the goals that which picks, with the parts that are asked
// for and in their order.
func loadGoals(ctx context.Context, tx *sql.Tx, which string, arg any, everyone people, parts part, how as) ([]model.Goal, error) {
	l := &loading{tx: tx, which: which, arg: arg, everyone: everyone, as: how}
	for _, one := range []struct {
		name string
		part part
		load func(context.Context) error
	}{
		{"goals", ownWords, l.loadGoals},
		{"answers", answers, l.loadAnswers},
		{"milestones", milestones, l.loadMilestones},
		{"earlier check marks", milestones, l.loadEarlier},
		{"measures", measures, l.loadMeasures},
		{"precautions", precautions, l.loadPrecautions},
		{"team", team, l.loadTeam},
		{"notes put aside", hushes, l.loadHushes},
		{"readings", series, l.loadSeries},
		{"first readings", first, l.loadFirst},
		{"changes of plan", changes, l.loadChanges},
	} {
		if one.part&parts != one.part {
			continue
		}
		if err := one.load(ctx); err != nil {
			return nil, fmt.Errorf("%s: %w", one.name, err)
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
		err := rows.Scan(&g.ID, &g.UID, &patient, &g.From, &g.Starter, &g.Title, &g.Why, &g.Area, &g.Lifecycle, dayTo{&g.Since}, &g.Reason, dayTo{&g.Start},
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
		err := rows.Scan(&goal, &an.Key, &an.Text, dayTo{&an.WrittenOn}, &an.WrittenBy)
		an.Writer = l.everyone.person(an.WrittenBy).Name
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

// loadMilestones reads the milestones, which come goal by goal.
func (l *loading) loadMilestones(ctx context.Context) error {
	var list []model.Milestone // of the goal at hand; kept in its own size
	keep := func() {
		if len(list) > 0 {
			l.byID[list[0].GoalID].Milestones = slices.Clone(list)
		}
		list = list[:0]
	}
	one := newMilestoneScan()
	err := l.each(ctx, milestoneRows, milestoneOrder, func(rows *sql.Rows) error {
		m, err := one.scan(rows)
		if err != nil {
			return err
		}
		l.name(&m.Check)
		if len(list) > 0 && list[0].GoalID != m.GoalID {
			keep()
		}
		list = append(list, m)
		return nil
	})
	keep()
	return err
}

// name says who the people of a check mark are.
func (l *loading) name(c *model.Check) {
	c.By, c.Checker = l.everyone.person(c.ReachedBy).Name, l.everyone.person(c.CheckedBy).Name
}

func (l *loading) loadEarlier(ctx context.Context) error {
	return l.each(ctx, earlierRows, "", func(rows *sql.Rows) error {
		var goal, milestone int64
		e, err := scanEarlier(rows, &goal, &milestone)
		if err != nil {
			return err
		}
		l.name(&e.Check)
		list := l.byID[goal].Milestones
		i := slices.IndexFunc(list, func(m model.Milestone) bool { return m.ID == milestone })
		list[i].Earlier = append(list[i].Earlier, e)
		return nil
	})
}

func (l *loading) loadMeasures(ctx context.Context) error {
	return l.each(ctx, measureRows, measureOrder, func(rows *sql.Rows) error {
		m, err := scanMeasure(rows)
		if err != nil {
			return err
		}
		g := l.byID[m.GoalID]
		g.Measures = append(g.Measures, m)
		for i := range g.Milestones {
			if c := &g.Milestones[i].Criterion; c.MeasureID == m.ID {
				c.Measure = m.Name
			}
		}
		return nil
	})
}

func (l *loading) loadPrecautions(ctx context.Context) error {
	return l.each(ctx, precautionRows, precautionOrder, func(rows *sql.Rows) error {
		var goal int64
		var p model.Precaution
		var until dueColumns
		err := rows.Scan(&goal, &p.ID, &p.Text, dayTo{&until.day}, &until.days, &until.months, &until.typed)
		p.Until = until.due()
		g := l.byID[goal]
		g.Precautions = append(g.Precautions, p)
		return err
	})
}

// loadChanges reads the changes of plan that stand.
func (l *loading) loadChanges(ctx context.Context) error {
	for _, part := range []struct{ rows, order string }{{planRows, planOrder}, {alsoRows, standing}} {
		err := l.each(ctx, part.rows, part.order, func(rows *sql.Rows) error {
			var goal int64
			c, err := scanChange(rows, l.as.zone, &goal)
			if err != nil {
				return err
			}
			g := l.byID[goal]
			g.Changes = append(g.Changes, c)
			return nil
		})
		if err != nil {
			return err
		}
	}
	for i := range l.goals {
		slices.SortFunc(l.goals[i].Changes, func(a, b model.Change) int { return cmp.Compare(a.ID, b.ID) })
	}
	return nil
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
