package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"time"

	"waymark/model"
)

// goalImages are the rows that the changes of a goal touched, the last one
// first, and those of people, who may be changed in any goal.
const goalImages = `SELECT change.id, change.made_at, change.by_name, tbl, row_id, coalesce(before, ''), coalesce(after, '')
	FROM change JOIN change_row ON change_row.change_id = change.id
	WHERE change.id IN (SELECT id FROM change WHERE goal_id = ?1 UNION SELECT change_id FROM also_about WHERE goal_id = ?1
		UNION SELECT change_id FROM change_row WHERE tbl = 'person')
		AND tbl IN ('goal', 'milestone', 'measure', 'team', 'answer', 'person')
	ORDER BY change_row.id DESC`

// Wordings returns how each question of a goal was answered before, newest
// first, in the words of [model.Goal.AnswerLines]. Of several on one day the last
// stands for all.
func (s *Store) Wordings(ctx context.Context, goal int64, dates model.Dates) (map[model.Key][]model.Wording, error) {
	list := make(map[model.Key][]model.Wording)
	err := s.read(ctx, func(tx *sql.Tx) error {
		p, err := presentOf(ctx, tx, goal)
		if err != nil {
			return err
		}
		w := walk{past: p, dates: dates, answers: make(map[model.Key]*wordings)}
		present := p.goal()
		for _, q := range model.Questions {
			now := present.AnswerLines(q.Key, dates)
			w.answers[q.Key] = &wordings{now: now, newer: now}
		}
		err = each(ctx, tx, goalImages, []any{goal}, func(rows *sql.Rows) error {
			var id int64
			var when, by string
			var r rowImage
			if err := rows.Scan(&id, &when, &by, &r.table, &r.id, &r.before, &r.after); err != nil {
				return err
			}
			at, err := time.Parse(instant, when)
			if err != nil {
				return err
			}
			w.reach(id, model.DayOf(at.In(s.zone())), by)
			return w.put(r)
		})
		w.note()
		for key, a := range w.answers {
			list[key] = a.told(w.day)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("wordings of goal %d: %w", goal, err)
	}
	return list, nil
}

// walk goes back through a goal's history, change by change, and notes where an
// answer changed.
type walk struct {
	*past
	dates   model.Dates
	answers map[model.Key]*wordings
	change  int64     // the change that is walked back
	day     model.Day // when it was made
	by      string    // and by whom
}

// wordings are those of one answer, as they are found.
type wordings struct {
	now, newer []string        // the answer at present, and after the change that is walked back
	found      []model.Wording // newest first; From is not known yet
}

// reach begins to walk a change back, when it is another one.
func (w *walk) reach(change int64, day model.Day, by string) {
	if w.change != change {
		w.note()
	}
	w.change, w.day, w.by = change, day, by
}

// note keeps the answers as they were before the change that was walked back,
// where that changed them.
func (w *walk) note() {
	if w.change == 0 {
		return
	}
	was := w.goal()
	for key, a := range w.answers {
		if before := was.AnswerLines(key, w.dates); !slices.Equal(before, a.newer) {
			a.found = append(a.found, model.Wording{Until: w.day, By: w.by, Lines: before})
			a.newer = before
		}
	}
}

// told says since when each wording stood, given the first day of the history,
// and leaves out those of a moment, those that say nothing, and those that say
// what came after them too.
func (w *wordings) told(first model.Day) []model.Wording {
	var list []model.Wording
	newer := w.now
	for i, f := range w.found {
		f.From = first
		if i+1 < len(w.found) {
			f.From = w.found[i+1].Until
		}
		if f.From < f.Until && len(f.Lines) > 0 && !slices.Equal(f.Lines, newer) {
			list = append(list, f)
			newer = f.Lines
		}
	}
	return list
}

// past is a goal at one moment of its history.
type past struct {
	id         int64
	start      model.Day
	milestones map[int64]model.Milestone
	measures   map[int64]model.Measure
	team       map[int64]rowJSON // by the id of the row
	answers    map[model.Key]model.Answer
	people     map[int64]model.Person
}

// presentOf is a goal as it stands.
func presentOf(ctx context.Context, tx *sql.Tx, id int64) (*past, error) {
	g, err := wholeGoal(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	p := &past{
		id: id, start: g.Start, milestones: map[int64]model.Milestone{}, measures: map[int64]model.Measure{},
		team: map[int64]rowJSON{}, answers: map[model.Key]model.Answer{}, people: map[int64]model.Person{},
	}
	for _, m := range g.Milestones {
		p.milestones[m.ID] = m
	}
	for _, m := range g.Measures {
		p.measures[m.ID] = m
	}
	for _, a := range g.Answers {
		p.answers[a.Key] = a
	}
	everyone, err := loadPeople(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, who := range everyone {
		p.people[who.ID] = who
	}
	return p, each(ctx, tx, `SELECT id, person_id, rank FROM team WHERE goal_id = ?`, []any{id}, func(rows *sql.Rows) error {
		var t rowJSON
		err := rows.Scan(&t.ID, &t.PersonID, &t.Rank)
		p.team[t.ID] = t
		return err
	})
}

// put makes one row what it was before a change.
func (p *past) put(r rowImage) error {
	text := r.before
	if text == "" {
		text = r.after
	}
	row, err := imageOf(r.table, text)
	if err != nil {
		return err
	}
	gone := r.before == "" || r.table != "person" && r.table != "goal" && row.GoalID != p.id
	switch r.table {
	case "goal":
		if row.ID == p.id && !gone {
			p.start = row.StartOn
		}
	case "milestone":
		keep(p.milestones, r.id, row.milestone(), gone)
	case "measure":
		keep(p.measures, r.id, row.measure(), gone)
	case "team":
		keep(p.team, r.id, row, gone)
	case "answer":
		if row.GoalID == p.id {
			keep(p.answers, row.Key, row.answer(), gone)
		}
	case "person":
		keep(p.people, r.id, row.person(), false)
	}
	return nil
}

// keep puts a value into a map, or takes it out.
func keep[K comparable, V any](in map[K]V, key K, v V, gone bool) {
	if gone {
		delete(in, key)
	} else {
		in[key] = v
	}
}

// goal is what answers are made of, at that moment.
func (p *past) goal() model.Goal {
	g := model.Goal{Start: p.start}
	g.Milestones = slices.SortedFunc(maps.Values(p.milestones), func(a, b model.Milestone) int {
		return cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.ID, b.ID))
	})
	g.Measures = slices.SortedFunc(maps.Values(p.measures), func(a, b model.Measure) int {
		return cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.ID, b.ID))
	})
	for _, t := range slices.SortedFunc(maps.Values(p.team), func(a, b rowJSON) int {
		return cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.ID, b.ID))
	}) {
		g.Team = append(g.Team, p.people[t.PersonID])
	}
	g.Answers = slices.Collect(maps.Values(p.answers))
	return g
}
