package store

import (
	"context"
	"database/sql"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"waymark/model"
)

// said is a change as it is read when its line is opened.
func said(t testing.TB, s *Store, change int64) []string {
	t.Helper()
	d, err := s.Edits(context.Background(), change)
	must(t, err)
	return linesOf(d)
}

func linesOf(d model.Detail) []string {
	var lines []string
	for _, e := range d.Edits {
		lines = append(lines, e.Words())
		for _, f := range d.Facts(e, model.Dates{Today: model.DayOf(noon)}) {
			lines = append(lines, f.Label+": "+f.Was+" > "+f.Now)
		}
	}
	return lines
}

// technical is what nobody is shown: names of columns and of values in the file.
var technical = regexp.MustCompile(`\b(rank|uid|id|json|null|on-hold|let-go|entered-in-error|[a-z]+_[a-z]+)\b|[0-9a-f]{8}-[0-9a-f]{4}-`)

// Whatever is done tells what it did to each thing, in plain words, and so does
// taking it back and doing it again, which say the same the other way round.
func TestEveryChangeSaysWhatItDid(t *testing.T) {
	ctx := context.Background()
	kinds := map[model.Kind]bool{}
	rapid.Check(t, func(rt *rapid.T) {
		s, err := Open(ctx, filepath.Join(t.TempDir(), "waymark.db"), clock)
		must2(rt, err)
		defer s.Close()
		c, err := s.SetUp(ctx, model.Person{Name: "Rosa"}, &model.Person{Name: "Ben"})
		must2(rt, err)
		h := hand{s: s, at: model.At{ID: c.ByID, Name: c.By}}
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			if c, err = h.do(rt); err != nil {
				rt.Fatal(err)
			}
			if c.ID == 0 {
				continue
			}
			did := told(rt, s, c)
			kinds[c.Kind] = true
			if rapid.Bool().Draw(rt, "back") {
				undo, err := s.TakeBack(ctx, h.at, c.ID)
				must2(rt, err)
				undid := told(rt, s, undo)
				if len(undid) != len(did) {
					rt.Fatalf("%q did\n%s\nand taking it back\n%s", c.Words, strings.Join(did, "\n"), strings.Join(undid, "\n"))
				}
				again, err := s.TakeBack(ctx, h.at, undo.ID)
				must2(rt, err)
				if redid := told(rt, s, again); !slices.Equal(sorted(did), sorted(redid)) {
					rt.Fatalf("%q did\n%s\nand done again\n%s", c.Words, strings.Join(did, "\n"), strings.Join(redid, "\n"))
				}
			}
		}
	})
	if len(kinds) < 8 {
		t.Errorf("only these were done: %v", kinds)
	}
}

func sorted(list []string) []string { return slices.Sorted(slices.Values(list)) }

// told is what a change says it did.
func told(t *rapid.T, s *Store, c model.Change) []string {
	d, err := s.Edits(context.Background(), c.ID)
	must2(t, err)
	var lines []string
	for _, e := range d.Edits {
		facts := d.Facts(e, model.Dates{Today: model.DayOf(noon)})
		if lines = append(lines, e.Words()); len(facts) == 0 && !e.Added() && !e.Removed() {
			t.Fatalf("%q (%s) does not say what it did to %s\n%+v", c.Words, c.Kind, e.Words(), e)
		}
		for _, f := range facts {
			line := f.Label + ": " + f.Was + " > " + f.Now
			if f.Label == "" || f.Was == f.Now && f.Was != "" || technical.MatchString(strings.ReplaceAll(line, `{"json": null}`, "")) {
				t.Fatalf("%q (%s) says %q", c.Words, c.Kind, line)
			}
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 {
		t.Fatalf("%q (%s) did nothing", c.Words, c.Kind)
	}
	return lines
}

// Each kind of change reads as people say it.
func TestEditsInWords(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	today := model.DayOf(noon)
	m, pain, rosa, title := goal.Milestones[1], goal.Measures[0], goal.Patient, goal.Title
	self := model.At{ID: rosa.ID, Name: rosa.Name}
	var reading int64
	milestone := func(changes ...model.MilestoneChange) func() (model.Change, error) {
		return func() (model.Change, error) { return s.ChangeMilestone(ctx, at, m.ID, model.AllOf(changes...)) }
	}
	low := 9.0
	for _, tt := range []struct {
		name string
		do   func() (model.Change, error)
		want []string
	}{
		{"check off", milestone(model.Reach(today-2, rosa.ID, at.ID)), []string{
			`Milestone "走十分钟": changed.`, "Where it stands: To do > Done, Sat 21 Nov, by Rosa, checked by Ben",
		}},
		{"how it went", milestone(model.Tell(model.Check{}, model.Check{Note: "I sat.", ReachedBy: at.ID}, today)), []string{
			`Milestone "走十分钟": changed.`, "Where it stands: Done, Sat 21 Nov, by Rosa, checked by Ben > Done, Sat 21 Nov, by Ben", "How it went: Nothing > I sat.",
		}},
		{"take the mark off", milestone(model.Reopen(today)), []string{
			`Milestone "走十分钟": changed.`, "Where it stands: Done, Sat 21 Nov, by Ben > To do", "How it went: I sat. > Nothing",
			`An earlier day of "走十分钟": added.`, "Done:  > Sat 21 Nov, by Ben", "How it went:  > I sat.", "To do again from:  > Mon 23 Nov",
		}},
		{"new date", milestone(model.Redate(model.Due{Day: today + 7, Typed: "in 1 week"})), []string{
			`Milestone "走十分钟": changed.`, `Date: Mon 14 Dec ("week 6") > Mon 30 Nov ("in 1 week")`,
		}},
		{"much at once", milestone(model.Redate(model.Due{}), model.MarkMajor(true), model.Reword("Stand tall")), []string{
			`Milestone "走十分钟": changed.`, "Words: 走十分钟 > Stand tall", `Date: Mon 30 Nov ("in 1 week") > No date`, "Major: No > Yes",
		}},
		{"tie", milestone(model.Tie(model.Criterion{MeasureID: pain.ID, Measure: pain.Name, Aim: model.Aim{Low: &low}})), []string{
			`Milestone "Stand tall": changed.`, "The number that meets it: None > Pain: 9 of 10 or more",
		}},
		{"move", func() (model.Change, error) { return s.MoveMilestone(ctx, at, m.ID, -1) }, []string{
			`Milestone "Stand tall": changed.`, "Its place in the list:  > ",
		}},
		{"remove", func() (model.Change, error) { return s.RemoveMilestone(ctx, at, m.ID) }, []string{
			`An earlier day of "Stand tall": removed.`, "Done: Sat 21 Nov, by Ben > ", "How it went: I sat. > ", "To do again from: Mon 23 Nov > ",
			`Milestone "Stand tall": removed.`, "Where it stands: To do > ", "Major: Yes > ",
			"The number that meets it: Pain: 9 of 10 or more > ",
		}},
		{"read", func() (c model.Change, err error) {
			reading, c, err = s.AddReading(ctx, at, pain.ID, model.Reading{On: today, Value: 1, ReadBy: at.ID, Note: "Stiff."})
			return c, err
		}, []string{"Reading of Pain: added.", "How much:  > 1 of 10", "Day:  > Mon 23 Nov", "Who measured it:  > Ben", "A few words:  > Stiff."}},
		{"correct", func() (model.Change, error) {
			now := model.Reading{On: today, Value: 2, Note: "Stiff."}
			_, c, err := s.ChangeReading(ctx, at, reading, model.Correct(model.Reading{On: today, Value: 1, ReadBy: at.ID, Note: "Stiff."}, now, today))
			return c, err
		}, []string{"Reading of Pain: changed.", "How much: 1 of 10 > 2 of 10", "Who measured it: Ben > Not said"}},
		{"rest", func() (model.Change, error) {
			return s.ChangeGoal(ctx, at, goal.ID, model.Turn(model.OnHold, "The flu.", today))
		}, []string{"Goal " + model.Quote(title) + ": changed.", "Where it stands: Under way > Resting since Mon 23 Nov", "Why so: Nothing > The flu."}},
		{"switch off", func() (model.Change, error) {
			return s.ChangePerson(ctx, self, at.ID, model.Allow(model.RightPlan, false))
		}, []string{"What Ben may do: changed.", "May change the plan: Yes > Switched off"}},
		{"switch on", func() (model.Change, error) {
			return s.ChangePerson(ctx, self, at.ID, model.Allow(model.RightPlan, true))
		}, []string{"What Ben may do: changed.", "May change the plan: Switched off > Yes"}},
		{"recovers too", func() (model.Change, error) { return s.ChangePerson(ctx, self, at.ID, model.BeginRecovery()) }, []string{
			"Ben: changed.", "Here as: Family > Someone who recovers",
		}},
		{"off the team", func() (model.Change, error) { return s.PutOnTeam(ctx, self, goal.Team[0].ID, goal.ID, false) }, []string{
			"On the care team: Dana: removed.", "The answer to question 3: changed.", "Written on: Mon 2 Nov > Mon 23 Nov", "Written by: Ben > Rosa",
		}},
		{"a note", func() (model.Change, error) {
			hush := model.NotNow(model.Hush{}, "level:1", goal.ID, today)
			return s.ChangeGoal(ctx, self, goal.ID, model.Respond(hush, model.Deed{Words: "Put a note aside"}))
		}, []string{
			"A gentle note: added.", "It speaks of:  > A number that stayed near the same", "Answered on:  > Mon 23 Nov",
			"Not shown before:  > Mon 30 Nov", "Put aside:  > 1 time in a row",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, err := tt.do()
			must(t, err)
			if d := cmp.Diff(tt.want, said(t, s, c.ID)); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// What a change says stays as it was then, whatever became of the things since,
// and who is not known any more is someone.
func TestEditsOfThingsThatAreGone(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	pain := goal.Measures[0]
	_, read, err := s.AddReading(ctx, at, pain.ID, model.Reading{On: model.DayOf(noon), Value: 1, ReadBy: at.ID})
	must(t, err)
	d := model.DraftOf(goal)
	d.Measures = d.Measures[1:]
	_, err = s.SaveAnswer(ctx, at, goal.ID, model.KeyMeasures, model.DraftOf(goal), d)
	must(t, err)
	must(t, s.write(ctx, func(tx *sql.Tx) error { // as removing them does
		for _, query := range []string{
			`UPDATE current_action SET change_id = 1`, `UPDATE milestone SET checked_by = NULL, reached_by = NULL`, `UPDATE reading SET read_by = NULL`, `UPDATE answer SET written_by = NULL`, `UPDATE earlier_check SET checked_by = NULL, reached_by = NULL`, `DELETE FROM team WHERE person_id = 2`, `DELETE FROM person WHERE id = 2`,
			`DELETE FROM change_row WHERE tbl = 'person' AND row_id = 2`, `UPDATE change SET by_name = '' WHERE by_id = 2`, `UPDATE current_action SET change_id = NULL`,
		} {
			if err := run(ctx, tx, query); err != nil {
				return err
			}
		}
		return nil
	}))
	want := []string{"Reading of Pain: added.", "How much:  > 1 of 10", "Day:  > Mon 23 Nov", "Who measured it:  > someone"}
	if d := cmp.Diff(want, said(t, s, read.ID)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	detail, err := s.Edits(ctx, read.ID)
	must(t, err)
	if detail.Change.Maker() != "someone who was removed" || detail.Goal != goal.Title {
		t.Errorf("by %q, about %q", detail.Change.Maker(), detail.Goal)
	}
	_, err = s.Edits(ctx, 12345)
	wantErr(t, err, model.ErrNotFound)
}

// A line says what turns it around: what took it back when it does not stand, and
// nothing when the file had another shape then.
func TestEditsLeadBackAndOn(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	c, err := s.ChangeMilestone(ctx, at, goal.Milestones[1].ID, model.Reword("Stand tall"))
	must(t, err)
	chain := []int64{c.ID}
	detail := func(id int64) model.Detail {
		d, err := s.Edits(ctx, id)
		must(t, err)
		return d
	}
	for i := range 5 { // turn the first line around, again and again
		d := detail(c.ID)
		if d.Redoes() != (i%2 == 1) || d.Change.Stands == d.Redoes() {
			t.Fatalf("turn %d: redoes %t, stands %t", i, d.Redoes(), d.Change.Stands)
		}
		turned, err := s.TakeBack(ctx, at, d.Turns())
		must(t, err)
		if got := detail(turned.ID); got.Undid.ID != d.Turns() || got.Redoes() == d.Redoes() {
			t.Fatalf("turn %d: took back %d, want %d", i, got.Undid.ID, d.Turns())
		}
		chain = append(chain, turned.ID)
	}
	if d := detail(c.ID); d.Change.Stands || d.Back.ID == 0 || !slices.Contains(chain, d.Back.ID) {
		t.Errorf("after five turns: %+v", d)
	}
	if d := detail(1); d.Turns() != 0 || d.Change.Kind != model.KindSetUp {
		t.Errorf("the first start can be taken back: %+v", d)
	}
	must(t, s.write(ctx, func(tx *sql.Tx) error { return closeUndo(ctx, tx) }))
	if d := detail(c.ID); !d.Closed || d.Turns() != 0 {
		t.Errorf("of a file of another shape: %+v", d)
	}
}
