package model

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// someGoals draws up to three goals whose milestones have ids of their own.
var someGoals = rapid.Custom(func(t *rapid.T) []Goal {
	near := rapid.IntRange(-900, 900)
	var goals []Goal
	var id int64
	for i := range rapid.IntRange(0, 3).Draw(t, "goals") {
		g := Goal{ID: int64(i + 1), Title: fmt.Sprintf("Goal %d", i+1), Start: monday + Day(near.Draw(t, "start"))}
		if rapid.Bool().Draw(t, "hoped") {
			g.HopedFor = Due{FromStart: true, Months: rapid.IntRange(0, 24).Draw(t, "months")}
		}
		for range rapid.IntRange(0, 25).Draw(t, "milestones") {
			id++
			m := Milestone{ID: id, Title: fmt.Sprintf("Step %d", id), State: rapid.SampledFrom([]State{Open, Open, Reached, Resting, LetGo}).Draw(t, "state")}
			m.Major = rapid.Bool().Draw(t, "major")
			switch rapid.IntRange(0, 2).Draw(t, "due") {
			case 1:
				m.Due = Due{Day: monday + Day(near.Draw(t, "day"))}
			case 2:
				m.Due = Due{FromStart: true, Days: rapid.IntRange(0, 900).Draw(t, "days")}
			}
			if m.State == Reached {
				m.Check.On = monday - Day(rapid.IntRange(0, 900).Draw(t, "ago"))
			}
			g.Milestones = append(g.Milestones, m)
		}
		goals = append(goals, g)
	}
	return goals
})

// onRail lists what stands on the rail, from the first month to the last.
func onRail(tl Timeline) []Entry {
	var all []Entry
	for _, s := range tl.Spans {
		all = append(all, s.Entries()...)
	}
	return all
}

func TestTimelineHoldsEverythingOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		goals := someGoals.Draw(t, "goals")
		tl := TimelineOf(goals, monday)
		seen, starts, todays := map[int64]int{}, map[int64]int{}, 0
		for _, e := range slices.Concat(onRail(tl), tl.Undated) {
			switch e.Kind {
			case EntryToday:
				todays++
			case EntryStart:
				starts[e.Goal.ID]++
			default:
				seen[e.Milestone.ID]++
			}
		}
		if todays != 1 {
			t.Fatalf("today stands %d times", todays)
		}
		hoped := 0
		for _, g := range goals {
			if starts[g.ID] != 1 {
				t.Fatalf("the start of %s stands %d times", g.Title, starts[g.ID])
			}
			if !g.HopedFor.None() {
				hoped++
			}
			for _, m := range g.Milestones {
				want := 1
				if m.State == LetGo {
					want = 0
				}
				if seen[m.ID] != want {
					t.Fatalf("%s, %s, stands %d times, want %d", m.Title, m.State, seen[m.ID], want)
				}
			}
		}
		if len(tl.Hoped) != hoped {
			t.Fatalf("%d hoped-for days, want %d", len(tl.Hoped), hoped)
		}
	})
}

func TestTimelineEntriesFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tl := TimelineOf(someGoals.Draw(t, "goals"), monday)
		list := onRail(tl)
		byDayAndKind := func(a, b Entry) int { return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Kind, b.Kind)) }
		if !slices.IsSortedFunc(list, byDayAndKind) || !slices.IsSortedFunc(tl.Hoped, byDayAndKind) {
			t.Fatal("not in the order of the days")
		}
		for _, e := range list {
			m := e.Milestone
			ok := false
			switch e.Kind {
			case EntryStart:
				ok = e.Day == e.Goal.Start
			case EntryToday:
				ok = e.Day == monday
			case EntryReached:
				ok = m.State == Reached && e.Day == m.Check.On
			case EntryPassed:
				ok = m.State == Open && e.Day < monday
			case EntryAhead:
				ok = m.State == Open && e.Day >= monday
			case EntryResting:
				ok = m.State == Resting
			}
			if !ok || e.Day == 0 {
				t.Fatalf("kind %d on %s: %+v", e.Kind, e.Day, m)
			}
		}
		for _, e := range tl.Undated {
			if e.Kind != EntryUndated || e.Day != 0 || !e.Milestone.Due.None() || (e.Milestone.State != Open && e.Milestone.State != Resting) {
				t.Fatalf("undated: %+v", e.Milestone)
			}
		}
	})
}

func TestTimelineFolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		goals := someGoals.Draw(t, "goals")
		shown := 0
		for _, g := range goals {
			p := ProgressOf(g.Milestones)
			shown += p.Total + p.Resting
		}
		now, last := monday.MonthStart(), Day(0)
		// place is what the months of one folded run have in common.
		type place struct {
			year  int
			ahead bool
		}
		placeOf := func(m Month) place { y, _, _ := m.First.Date(); return place{y, m.First > now} }
		var before Span
		for _, span := range TimelineOf(goals, monday).Spans {
			for _, m := range span.Months {
				if m.First <= last && last != 0 {
					t.Fatalf("%s comes after %s", m.First, last)
				}
				last = m.First
				if want := shown > foldFrom && m.First != now; span.Far != want {
					t.Fatalf("%d milestones, %s: folds is %t", shown, m.First, span.Far)
				}
				if placeOf(m) != placeOf(span.Months[0]) {
					t.Fatalf("%s and %s fold to one", span.Months[0].First, m.First)
				}
				for _, e := range m.Entries {
					if e.Day.MonthStart() != m.First {
						t.Fatalf("%s stands in the month of %s", e.Day, m.First)
					}
				}
			}
			if !span.Far && len(span.Months) != 1 {
				t.Fatal("an open run of months")
			}
			if before.Far && span.Far && placeOf(before.Months[0]) == placeOf(span.Months[0]) {
				t.Fatalf("%s folds apart from the months before it", span.Months[0].First)
			}
			before = span
		}
	})
}

func TestTimelineTallies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		goals := someGoals.Draw(t, "goals")
		var p Progress
		major := 0
		for _, g := range goals {
			p = p.Plus(ProgressOf(g.Milestones))
			for _, m := range g.Milestones {
				if m.Major && m.State == Open && !g.DatePassed(m, monday) {
					major++
				}
			}
		}
		tl := TimelineOf(goals, monday)
		got := TallyOf(slices.Concat(onRail(tl), tl.Undated, tl.Hoped))
		if got.Done != p.Reached || got.Resting != p.Resting || got.Passed+got.ToDo != p.Total-p.Reached || got.Major != major {
			t.Fatalf("%+v, and %d major, were tallied as %+v", p, major, got)
		}
	})
}

// TestTimelineSizes lays out a milestone every two weeks, from a year back.
func TestTimelineSizes(t *testing.T) {
	start := NewDay(2025, time.November, 20)
	for _, tt := range []struct {
		n     int
		spans string // the first month of each, and how many months fold
	}{
		{0, "2025-11-01 2026-11-01"},
		{3, "2025-11-01 2025-12-01 2026-11-01"},
		{foldFrom, "2025-11-01 2025-12-01 2026-01-01 2026-02-01 2026-03-01 2026-04-01 2026-05-01 2026-06-01 2026-11-01"},
		{foldFrom + 1, "2025-11-01+2 2026-01-01+6 2026-11-01"},
		{60, "2025-11-01+2 2026-01-01+10 2026-11-01 2026-12-01+1 2027-01-01+12 2028-01-01+2"},
	} {
		g := Goal{ID: 1, Title: "Walk", Start: start}
		for i := range tt.n {
			g.Milestones = append(g.Milestones, Milestone{ID: int64(i + 1), Title: "Step", State: Open, Due: Due{FromStart: true, Days: 14 * i}})
		}
		got := ""
		for _, s := range TimelineOf([]Goal{g}, monday).Spans {
			got += " " + s.Months[0].First.String()
			if s.Far {
				got += fmt.Sprintf("+%d", len(s.Months))
			}
		}
		if got != " "+tt.spans {
			t.Errorf("%d milestones:\n got%s\nwant %s", tt.n, got, tt.spans)
		}
	}
	tl := TimelineOf(nil, monday)
	if list := onRail(tl); len(list) != 1 || list[0].Kind != EntryToday || len(tl.Undated)+len(tl.Hoped) != 0 {
		t.Errorf("no goals: %+v", tl)
	}
}

// What is only counted makes a timeline long too, and stands in its month.
func TestTimelineOfWhatIsCounted(t *testing.T) {
	g := Goal{ID: 1, Title: "Walk", Start: NewDay(2026, time.January, 5), Milestones: []Milestone{{ID: 1, State: Open, Due: Due{Day: monday + 1}}}}
	march, may := NewDay(2026, time.March, 1), NewDay(2026, time.May, 1)
	for done, want := range map[int]string{
		foldFrom - 1: "2026-01-01:0 2026-03-01:4 2026-05-01:10 2026-11-01:0",
		foldFrom:     "2026-01-01+3:15 2026-11-01:0",
	} {
		var got []string
		for _, s := range (Story{Goals: []Goal{g}, Past: []Past{{march, 4}, {may, done - 4}}}).Timeline(monday).Spans {
			words, past := s.Months[0].First.String(), 0
			if s.Far {
				words += fmt.Sprintf("+%d", len(s.Months))
			}
			for _, m := range s.Months {
				past += m.Past
			}
			got = append(got, fmt.Sprintf("%s:%d", words, past))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%d counted: %q, want %q", done, got, want)
		}
	}
}

// What is no milestone stands on the rail too: days reached before, changes of
// plan, the ends of things to keep in mind.
func TestTimelineTellsTheStory(t *testing.T) {
	g := walking()
	g.Milestones[1].Earlier = []Earlier{{ID: 1, Check: Check{On: monday - 12, Note: "Nine steps."}, Until: monday - 5}}
	g.Precautions = []Precaution{{Text: "No jumping", Until: Due{FromStart: true, Days: 42}}, {Text: "No crossing the legs"}}
	g.Changes = []Change{{ID: 7, On: monday - 4, GoalID: 1, Words: "Rested the goal", By: "Ben"}, {ID: 9, On: monday - 2, Words: "Moved what lies ahead 3 days later"}}
	other := Goal{ID: 2, Title: "Use my hand", Start: monday - 30, Changes: g.Changes[1:]}
	var got []string
	for _, e := range onRail(TimelineOf([]Goal{g, other}, monday)) {
		note := ""
		if e.Check != nil {
			note = e.Check.Note
		}
		got = append(got, fmt.Sprint(int(e.Day-monday), " ", e.Kind, " ", e.Words, note))
	}
	want := []string{
		"-30 0 ", "-21 0 ", "-15 2 ", "-12 1 Nine steps.", "-4 3 Rested the goal. By Ben.", "-2 3 Moved what lies ahead 3 days later.",
		"-1 5 ", "0 7 ", "9 6 ", "21 4 No jumping", "21 8 ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for _, e := range onRail(TimelineOf([]Goal{g, other}, monday)) {
		if one := e.ID == 7; e.Kind == EntryPlan && one != (e.Goal != nil) {
			t.Errorf("%q is of the goal %v", e.Words, e.Goal)
		}
		if last := (Entry{Kind: EntryPrecaution, Day: e.Day}); e.Kind == EntryPrecaution && (!last.ToDo(e.Day) || last.ToDo(e.Day+1)) {
			t.Errorf("%q is to be kept in mind up to and with %s", e.Words, e.Day)
		}
	}
	if tally := TallyOf(onRail(TimelineOf([]Goal{g, other}, monday))); tally != (Tally{Done: 1, Resting: 1, Passed: 1, ToDo: 1}) {
		t.Errorf("tallied as %+v", tally)
	}
}

// Of a goal that has ended only what was reached stays; one that rests has all
// of its days, and none of them has passed.
func TestTimelineOfStoppedGoals(t *testing.T) {
	for lifecycle, want := range map[Lifecycle][]EntryKind{
		Completed: {EntryStart, EntryPrecaution, EntryReached, EntryToday},
		Cancelled: {EntryStart, EntryPrecaution, EntryReached, EntryToday},
		OnHold:    {EntryStart, EntryPrecaution, EntryReached, EntryResting, EntryToday, EntryResting, EntryPrecaution, EntryResting},
	} {
		g := walking()
		g.Precautions = []Precaution{{Text: "No car", Until: Due{FromStart: true, Days: 1}}, {Text: "No jumping", Until: Due{Day: monday + 10}}}
		g.Lifecycle = lifecycle
		tl := TimelineOf([]Goal{g}, monday)
		var got []EntryKind
		for _, e := range onRail(tl) {
			got = append(got, e.Kind)
		}
		if !slices.Equal(got, want) || (len(tl.Hoped) == 1) != (lifecycle == OnHold) {
			t.Errorf("%s: %v, want %v; hoped for %v", lifecycle, got, want, tl.Hoped)
		}
	}
}
