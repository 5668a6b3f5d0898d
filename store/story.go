package store

import (
	"context"
	"database/sql"
	"fmt"

	"waymark/model"
)

// pastRows counts the milestones of a patient's goals that ended before a day,
// by what became of them and the month in which they were reached.
const pastRows = `SELECT state, coalesce(substr(reached_on, 1, 7), ''), count(*) FROM goal JOIN milestone ON milestone.goal_id = goal.id
	WHERE patient_id = ?1 AND ` + hasEnded + ` AND since < ?2 GROUP BY 2, 1 ORDER BY 2`

// aFew is how many milestones of goals that have ended are read without being
// asked for: about half a year's worth of a file that was kept for ten.
const aFew = 300

// Story returns what a timeline of a patient's goals is made of. Where there is
// much of it, goals that ended before this month are only counted, unless all
// is true.
func (s *Store) Story(ctx context.Context, patient int64, all bool) (model.Story, error) {
	var story model.Story
	month := model.DayOf(s.now()).MonthStart()
	err := s.read(ctx, func(tx *sql.Tx) error {
		everyone, err := loadPeople(ctx, tx)
		if err != nil {
			return err
		}
		past, ended, err := pastOf(ctx, tx, patient, month)
		if err != nil {
			return err
		}
		which := keptGoals
		if !all && ended.Total+ended.Resting+ended.LetGo > aFew {
			which = fmt.Sprintf("%s AND (NOT "+hasEnded+" OR since IS NULL OR since >= '%s')", keptGoals, month)
			story.Past, story.Progress = past, ended
		}
		story.Goals, err = loadGoals(ctx, tx, which, patient, everyone, milestones|precautions|changes, s.asNow())
		return err
	})
	if err != nil {
		return model.Story{}, fmt.Errorf("read the story of %d: %w", patient, err)
	}
	for _, g := range story.Goals {
		story.Progress = story.Progress.Plus(model.ProgressOf(g.Milestones))
	}
	return story, nil
}

// pastOf counts the milestones of goals that ended before a month.
func pastOf(ctx context.Context, tx *sql.Tx, patient int64, month model.Day) (past []model.Past, all model.Progress, err error) {
	err = each(ctx, tx, pastRows, []any{patient, month.String()}, func(rows *sql.Rows) error {
		var state model.State
		var in string
		var n int
		if err := rows.Scan(&state, &in, &n); err != nil {
			return err
		}
		all.Add(state, n)
		if state != model.Reached {
			return nil
		}
		first, err := model.ParseDay(in + "-01")
		past = append(past, model.Past{First: first, Done: n})
		return err
	})
	return past, all, err
}
