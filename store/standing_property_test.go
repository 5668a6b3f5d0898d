package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"waymark/model"
)

// crowd is a file with several people who act in it in several records.
type crowd struct {
	s     *Store
	hands []hand
}

func gather(t *testing.T, rt *rapid.T) crowd {
	ctx := context.Background()
	s, err := Open(ctx, filepath.Join(t.TempDir(), "waymark.db"), clock)
	must2(rt, err)
	c, err := s.SetUp(ctx, model.Person{Name: "Rosaq"}, &model.Person{Name: "Benq"})
	must2(rt, err)
	walter, _, err := s.AddPerson(ctx, model.At{}, model.Person{Name: "Walterq", Role: model.RolePatient})
	must2(rt, err)
	return crowd{s, []hand{
		{s, model.At{ID: c.Patient, Name: "Rosaq"}, c.Patient},
		{s, model.At{ID: c.ByID, Name: "Benq"}, c.Patient},
		{s, model.At{ID: c.ByID, Name: "Benq"}, walter},
		{s, model.At{ID: walter, Name: "Walterq"}, walter},
		{s, model.At{ID: walter, Name: "Walterq"}, c.Patient},
	}}
}

// lines are the whole history, oldest first.
func (c crowd) lines(t *testing.T) []model.Change {
	list := mustChanges(t, c.s)
	slices.Reverse(list)
	return list
}

// has reports whether a person is in the file.
func (c crowd) has(t *testing.T, person int64) bool {
	home, err := c.s.Home(context.Background(), model.Seat{})
	must(t, err)
	return home.Person(person).ID != 0
}

// Whatever several people do, take back and do again in whatever order, what is
// in the file depends on which changes stand and on nothing else, row by row;
// every action has exactly one line; and what is refused changes nothing.
func TestStandingProperty(t *testing.T) {
	var done, redone, together, refusals int
	rapid.Check(t, func(rt *rapid.T) {
		c := gather(t, rt)
		defer c.s.Close()
		dumps := map[string][]string{}
		rows := dump(t, c.s)
		lines := c.lines(t)
		for range rapid.IntRange(1, 25).Draw(rt, "steps") {
			h := rapid.SampledFrom(c.hands).Draw(rt, "hand")
			var want int // new lines
			switch rapid.IntRange(0, 3).Draw(rt, "kind") {
			case 0, 1:
				change, err := h.do(rt)
				if errors.Is(err, model.ErrNotFound) && !c.has(t, h.at.ID) {
					err = nil // it was taken back that the person was added
				}
				must2(rt, err)
				if change.ID != 0 {
					want = 1
				}
			case 2:
				if _, err := h.s.Undo(context.Background(), h.at, 0); err == nil {
					want = 1
				} else if !errors.Is(err, model.ErrNothingToUndo) && !errors.Is(err, model.ErrChangedSince) && !errors.Is(err, model.ErrNotAllowed) {
					rt.Fatal(err)
				}
			case 3:
				was := rapid.SampledFrom(lines).Draw(rt, "line")
				want = c.takeBack(t, rt, h, was)
				switch {
				case want > 1:
					together++
				case want == 0:
					refusals++
				case was.Undoes != 0:
					redone++
				}
			}
			done += want
			now, history := dump(t, c.s), c.lines(t)
			if len(history) != len(lines)+want {
				rt.Fatalf("%d new lines, want %d", len(history)-len(lines), want)
			}
			if same := slices.Equal(rows, now); same != (want == 0) {
				rt.Fatalf("%d new lines, rows are the same: %v", want, same)
			}
			rows, lines = now, history
			key := standingOf(rt, lines)
			if was, ok := dumps[key]; ok {
				if d := cmp.Diff(was, now); d != "" {
					rt.Fatalf("the same changes stand (-then +now):\n%s", d)
				}
			}
			dumps[key] = now
		}
		wantSound(t, c.s)
	})
	if done == 0 || redone == 0 || together == 0 || refusals == 0 {
		t.Errorf("%d actions, %d done again, %d taken back together, %d refused", done, redone, together, refusals)
	}
}

// standingOf names the changes that stand, worked out from which took back which.
func standingOf(t *rapid.T, lines []model.Change) string {
	stands := map[int64]bool{}
	of := map[int64]model.Change{}
	for _, c := range lines {
		of[c.ID], stands[c.ID] = c, true
		for c.Undoes != 0 {
			c = of[c.Undoes]
			stands[c.ID] = !stands[c.ID]
		}
	}
	var roots []string
	for _, c := range lines {
		if c.Stands != stands[c.ID] {
			t.Fatalf("%+v: stands %v, want %v", c, c.Stands, stands[c.ID])
		}
		if c.Stands && c.Undoes == 0 {
			roots = append(roots, fmt.Sprint(c.ID))
		}
	}
	return strings.Join(roots, " ")
}

// takeBack takes a change back, with the later ones that stand on it where there
// are some, and returns how many went.
func (c crowd) takeBack(t *testing.T, rt *rapid.T, h hand, was model.Change) int {
	ctx := context.Background()
	want := laterOf(t, c.s, was.ID)
	_, err := h.s.TakeBack(ctx, h.at, was.ID)
	var later *model.LaterError
	switch {
	case err == nil:
		if len(want) > 0 {
			rt.Fatalf("%d was taken back from under %d", was.ID, want)
		}
		return 1
	case errors.As(err, &later):
		all := later.All()
		if len(later.Later) == 0 {
			return 0
		}
		if d := cmp.Diff(want, all[:len(all)-1]); d != "" {
			rt.Fatalf("later than %d (-want +got):\n%s", was.ID, d)
		}
		_, err := h.s.TakeBack(ctx, h.at, all...)
		if errors.Is(err, model.ErrNotAllowed) || errors.Is(err, model.ErrChangedSince) {
			return 0
		}
		must2(rt, err)
		return len(all)
	case errors.Is(err, model.ErrNotFound):
		if was.Stands && was.Kind != model.KindSetUp {
			rt.Fatalf("%+v: %v", was, err)
		}
	case !errors.Is(err, model.ErrNotAllowed):
		rt.Fatal(err)
	}
	return 0
}

// laterOf finds in the plainest way the changes that stand on one, the newest
// first: those that touched a row which it, or one of them, touched, and those
// that wrote one which names a row that it, or one of them, added.
func laterOf(t *testing.T, s *Store, change int64) []int64 {
	type row struct {
		table string
		id    int64
	}
	touched, added, named := map[int64][]row{}, map[int64][]row{}, map[int64][]row{}
	must(t, s.read(context.Background(), func(tx *sql.Tx) error {
		return each(context.Background(), tx, `SELECT change_id, tbl, row_id, before IS NULL, coalesce(after, '{}') FROM change_row`, nil, func(rows *sql.Rows) error {
			var id int64
			var r row
			var isNew bool
			var after string
			must(t, rows.Scan(&id, &r.table, &r.id, &isNew, &after))
			touched[id] = append(touched[id], r)
			if isNew {
				added[id] = append(added[id], r)
			}
			var image map[string]any
			must(t, json.Unmarshal([]byte(after), &image))
			for column, value := range image {
				table := map[string]string{
					"goal_id": "goal", "from_id": "goal", "milestone_id": "milestone", "measure_id": "measure", "person_id": "person",
					"patient_id": "person", "reached_by": "person", "checked_by": "person", "read_by": "person", "written_by": "person",
				}[column]
				if number, ok := value.(float64); ok && table != "" {
					named[id] = append(named[id], row{table, int64(number)})
				}
			}
			return nil
		})
	}))
	lines := mustChanges(t, s)
	slices.Reverse(lines)
	later := map[int64]bool{change: true}
	for _, c := range lines {
		if c.ID <= change || !c.Stands || c.Undoes != 0 {
			continue
		}
		for earlier := range later {
			if slices.ContainsFunc(touched[c.ID], func(r row) bool { return slices.Contains(touched[earlier], r) }) ||
				slices.ContainsFunc(named[c.ID], func(r row) bool { return slices.Contains(added[earlier], r) }) {
				later[c.ID] = true
				break
			}
		}
	}
	delete(later, change)
	var ids []int64
	for id := range later {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	slices.Reverse(ids)
	return ids
}
