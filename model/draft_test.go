package model

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// walk is a draft with something in every answer.
func walk() Draft {
	pain := UsualMeasures()[0]
	pain.Baseline, pain.AimHigh = new(5.0), new(2.0)
	d := NewDraft(Person{ID: 1, Name: "Rosa", Role: RolePatient})
	d.Title, d.Why, d.Area = "Walk to the park and back", "See the ducks.\nSit on my bench.", AreaRehabilitation
	d.Milestones = []Milestone{
		{Title: "Stand with support", State: Open, Due: Due{Day: monday + 7, Typed: "in 1 week"}},
		{Title: "Walk a mile", State: Open, Major: true, Sign: "I sit on the bench.", Treat: "Cake with Ben.", Due: Due{FromStart: true, Days: 56, Typed: "week 8"}},
	}
	d.Measures, d.Team = []Measure{pain}, []Person{ParsePerson("Dana, physical therapist. 555 0134.")}
	d.Setback, d.Confidence = "Rest one day.\n\nCall Dana.", new(7)
	return d
}

func TestStepsAskTheQuestions(t *testing.T) {
	for i, q := range Questions {
		step := StepMilestones + Step(i)
		if got, ok := step.Question(); got != q || !ok || StepOf(q.Key) != step || q.Number != i+1 {
			t.Errorf("step %d asks %q, number %d; %s is on step %d", step, got.Key, q.Number, q.Key, StepOf(q.Key))
		}
	}
	for _, s := range []Step{StepGoal, StepLook, -1} {
		if q, ok := s.Question(); ok {
			t.Errorf("step %d asks %q", s, q.Words)
		}
	}
}

func TestDraftBecomesAGoal(t *testing.T) {
	d := walk()
	g, err := d.Goal(monday)
	if err != nil {
		t.Fatal(err)
	}
	want := Goal{
		Patient: d.Patient, Title: d.Title, Why: d.Why, Area: d.Area, Lifecycle: Active, Start: monday, Confidence: d.Confidence, QuietDays: DefaultQuietDays,
		Answers: []Answer{
			{Key: KeyMilestones, WrittenOn: monday},
			{Key: KeyMeasures, WrittenOn: monday},
			{Key: KeyPeople, WrittenOn: monday},
			{Key: KeySetback, Text: d.Setback, WrittenOn: monday},
			{Key: KeyMajor, WrittenOn: monday},
		},
		Milestones: d.Milestones, Measures: d.Measures, Team: d.Team,
	}
	if diff := cmp.Diff(want, g); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	bare := NewDraft(d.Patient)
	bare.Title = " Walk "
	g, err = bare.Goal(monday)
	if err != nil || g.Title != "Walk" || len(g.Answers) != 0 || bare.AnsweredCount() != 0 || d.AnsweredCount() != 5 {
		t.Errorf("a title is enough: %+v, %v", g, err)
	}
}

func TestDraftErrorsNameStepAndField(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(d *Draft)
		step   Step
		field  string
		want   error
	}{
		{"no title", func(d *Draft) { d.Title = "  " }, StepGoal, "title", ErrEmpty},
		{"long title", func(d *Draft) { d.Title = strings.Repeat("x", MaxName+1) }, StepGoal, "title", ErrTooLong},
		{"long reason", func(d *Draft) { d.Why = strings.Repeat("x", MaxText+1) }, StepGoal, "why", ErrTooLong},
		{"hoped-for day not understood", func(d *Draft) { d.HopedText = "nxt thu or so" }, StepGoal, "hoped", ErrDateUnreadable},
		{"hoped-for day two ways", func(d *Draft) { d.HopedText = "3/12" }, StepGoal, "hoped", ErrDateAmbiguous},
		{"hoped-for day gone by", func(d *Draft) { d.HopedText = "2 Nov 2026" }, StepGoal, "hoped", ErrDatePast},
		{"start not understood", func(d *Draft) { d.StartText = "soon" }, StepGoal, "start", ErrDateUnreadable},
		{"start two ways", func(d *Draft) { d.StartText = "3/11" }, StepGoal, "start", ErrDateAmbiguous},
		{"hoped-for day before the start", func(d *Draft) {
			_ = d.SetHoped("in 1 week", monday)
			_ = d.SetStart("in 2 weeks", monday)
		}, StepGoal, "hoped", ErrBeforeStart},
		{"measure", func(d *Draft) { d.Measures[0].AimHigh = new(12.0) }, StepMeasures, "Pain", ErrOutOfRange},
		{"a number that cannot be read", func(d *Draft) { d.Figures = Figures{{"Pain", "now"}: "bad"} }, StepMeasures, "figures", ErrNotKept},
		{"plan", func(d *Draft) { d.Setback = strings.Repeat("x", MaxText+1) }, StepSetback, "setback", ErrTooLong},
		{"sign", func(d *Draft) { d.Milestones[1].Sign = "\x1b[31m" }, StepMajor, "Walk a mile", ErrControl},
		{"precaution being typed", func(d *Draft) { d.KeepRow = "No bending" }, StepGoal, "keep", ErrNotKept},
		{"milestone being typed", func(d *Draft) { d.Row = "Climb" }, StepMilestones, "row", ErrNotKept},
		{"person being typed", func(d *Draft) { d.PersonRow = "Ben" }, StepPeople, "person", ErrNotKept},
	} {
		d := walk()
		tt.change(&d)
		_, err := d.Goal(monday)
		var e *StepError
		if !errors.As(err, &e) || e.Step != tt.step || e.Field != tt.field || !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want step %d, %s: %v", tt.name, err, tt.step, tt.field, tt.want)
		}
		for s := StepGoal; s <= StepLook; s++ {
			err := d.CheckStep(s, monday)
			if keeps := s == tt.step && tt.field != "row" && tt.field != "person"; keeps != (err != nil) {
				t.Errorf("%s, leaving step %d: %v", tt.name, s, err)
			}
		}
	}
}

// TestWordsStayAsTyped: what was read when it was typed stands on any later day.
func TestWordsStayAsTyped(t *testing.T) {
	d := walk()
	if err := errors.Join(d.SetHoped("tomorrow", monday), d.SetStart("today", monday)); err != nil {
		t.Fatal(err)
	}
	for _, today := range []Day{monday, monday + 1, monday + 5} {
		g, err := d.Goal(today)
		if err != nil || g.Start != monday || g.HopedDay() != monday+1 {
			t.Errorf("on %s: from %s to %s, %v", today, g.Start, g.HopedDay(), err)
		}
	}
	if d.HopedText != "tomorrow" || d.StartText != "today" {
		t.Errorf("typed words became %q and %q", d.HopedText, d.StartText)
	}
	if err := d.SetHoped("someday maybe", monday); !errors.Is(err, ErrDateUnreadable) || d.HopedText != "someday maybe" || !d.HopedFor.None() {
		t.Errorf("words that are no date: %v, %q, %+v", err, d.HopedText, d.HopedFor)
	}
	if err := d.SetHoped("", monday); err != nil || !d.HopedFor.None() {
		t.Errorf("left empty: %v, %+v", err, d.HopedFor)
	}
}

func TestHopedForMovesWithTheStart(t *testing.T) {
	d := walk()
	if err := errors.Join(d.SetHoped("week 8", monday), d.SetStart("3 weeks ago", monday)); err != nil {
		t.Fatal(err)
	}
	if g, err := d.Goal(monday); err != nil || g.HopedDay() != monday-21+56 {
		t.Errorf("week 8 from %s is %s, %v", g.Start, g.HopedDay(), err)
	}
}

// TestWordsNotReadYetAreRead: the days typed count even when nothing read them
// until the goal is begun, as with words that are a date only from today on.
func TestWordsNotReadYetAreRead(t *testing.T) {
	d := walk()
	d.StartText, d.HopedText = "yesterday", "in 2 weeks"
	g, err := d.Goal(monday)
	if err != nil || g.Start != monday-1 || g.HopedDay() != monday+14 {
		t.Errorf("from %s to %q, %v", g.Start, g.HopedDay(), err)
	}
	if d.Start != 0 || !d.HopedFor.None() {
		t.Error("asking for the goal changed the draft")
	}
}

func TestDraftEmpty(t *testing.T) {
	d := NewDraft(Person{ID: 1, Name: "Rosa"})
	if !d.Empty() {
		t.Error("a new draft is empty")
	}
	for _, change := range []func(*Draft){
		func(d *Draft) { d.Title = "W" }, func(d *Draft) { d.Why = "w" }, func(d *Draft) { d.Area = AreaTherapy }, func(d *Draft) { d.HopedText = "s" },
		func(d *Draft) { d.StartText = "s" }, func(d *Draft) { d.Row = "r" }, func(d *Draft) { d.PersonRow = "p" }, func(d *Draft) { d.Setback = "s" },
		func(d *Draft) { d.Measures = UsualMeasures() }, func(d *Draft) { d.Team = []Person{{Name: "Ben"}} }, func(d *Draft) { d.Milestones = ofStates(Open) },
		func(d *Draft) { d.KeepRow = "k" }, func(d *Draft) { d.Precautions = []Precaution{{Text: "No bending"}} },
	} {
		full := d
		change(&full)
		if full.Empty() {
			t.Errorf("not empty: %+v", full)
		}
	}
}

func TestDuplicate(t *testing.T) {
	d := walk()
	for _, tt := range []struct {
		title        string
		except, want int
	}{
		{"stand  WITH support", -1, 0}, {"Stand with support", 0, -1}, {"Walk a mile", 0, 1}, {"Climb", -1, -1},
	} {
		if got := d.Duplicate(tt.title, tt.except); got != tt.want {
			t.Errorf("%q but for %d: %d, want %d", tt.title, tt.except, got, tt.want)
		}
	}
}

// someDraft draws a draft that a goal can be made of.
var someDraft = rapid.Custom(func(t *rapid.T) Draft {
	words := rapid.SampledFrom([]string{"", "Walk", "走十分钟", "المشي", "👩🏽‍⚕️ \"quoted\" \\ <b>&", "two\nlines"})
	day := rapid.Custom(func(t *rapid.T) Due {
		n := rapid.IntRange(0, MaxDueDays).Draw(t, "n")
		return rapid.SampledFrom([]Due{
			{}, {Day: monday + Day(n), Typed: "then"}, {FromStart: true, Days: n, Typed: "week 6"}, {FromStart: true, Months: n % 240},
		}).Draw(t, "due")
	})
	number := rapid.Ptr(rapid.Float64Range(-30, 180), true)
	d := NewDraft(Person{ID: 1, Name: "Rosa"})
	d.Title, d.Why, d.Setback = rapid.SampledFrom([]string{"Walk", "走十分钟", "المشي"}).Draw(t, "title"), words.Draw(t, "why"), words.Draw(t, "setback")
	d.Area = rapid.SampledFrom(Areas).Draw(t, "area")
	d.HopedFor = day.Draw(t, "hoped")
	d.HopedText = d.HopedFor.Phrase()
	d.Start = monday - Day(rapid.IntRange(0, 100).Draw(t, "ago"))
	d.StartText = Due{Day: d.Start}.Phrase()
	d.QuietDays = rapid.IntRange(1, 365).Draw(t, "quiet")
	d.Confidence = rapid.Ptr(rapid.IntRange(0, 10), true).Draw(t, "sure")
	for range rapid.IntRange(0, 4).Draw(t, "milestones") {
		m := Milestone{Title: "Step", State: Open, Due: day.Draw(t, "due"), Major: rapid.Bool().Draw(t, "major"), Sign: words.Draw(t, "sign")}
		if rapid.Bool().Draw(t, "reached") {
			m.State, m.Check = Reached, Check{On: monday, ReachedBy: 1, CheckedBy: 2, Note: words.Draw(t, "note")}
		}
		d.Milestones = append(d.Milestones, m)
	}
	for _, m := range UsualMeasures() {
		if m.Name == "Knee bend" && rapid.Bool().Draw(t, "measured") {
			m.Baseline, m.AimLow = number.Draw(t, "now"), number.Draw(t, "aim")
			d.Measures = append(d.Measures, m)
		}
	}
	if rapid.Bool().Draw(t, "helped") {
		d.Team = []Person{{ID: 2, Name: "Ben", Role: RoleFamily, Relation: "my son"}}
	}
	return d
})

func TestDraftJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := someDraft.Draw(t, "draft")
		want.At, want.Row, want.PersonRow = StepPeople, "Stand with", "Da"
		want.Figures = Figures{{"Knee bend", "now"}: "85 or so", {"Pain", "high"}: "two"}
		data, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		got := Draft{Patient: want.Patient} // its row in the file tells whose it is
		if err := json.Unmarshal(data, &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%s, -want +got:\n%s", data, diff)
		}
	})
}

func TestDraftOfKeepsThePlan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want, err := someDraft.Draw(t, "draft").Goal(monday)
		if err != nil {
			t.Fatal(err)
		}
		d := DraftOf(want)
		got, err := d.Goal(monday)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("-goal +again:\n%s", diff)
		}
		// What stands in the fields reads as the same days when it is typed again.
		if err := d.SetStart(d.StartText, monday); err != nil || d.Start != want.Start {
			t.Fatalf("%q is %s, want %s: %v", d.StartText, d.Start, want.Start, err)
		}
		if len(d.Milestones) > 0 {
			d.Milestones[0].Title = "another"
			if want.Milestones[0].Title == "another" {
				t.Fatal("changing the draft changed the goal")
			}
		}
	})
}

// A goal begun anew keeps the words and the distances, and nothing that
// happened.
func TestStartOver(t *testing.T) {
	old := walking()
	old.Measures = UsualMeasures()[:1]
	old.Measures[0].ID, old.Measures[0].Baseline = 9, new(5.0)
	old.Team = []Person{{ID: 2, Name: "Dana"}}
	old.Precautions = []Precaution{{ID: 3, Text: "No jumping", Until: Due{Day: old.Start + 30}}}
	old.Answers = []Answer{{Key: KeySetback, Text: "Rest."}}
	old.Confidence = new(7)
	d := StartOver(old)
	g, err := d.Goal(monday)
	if err != nil {
		t.Fatal(err)
	}
	if g.From != old.ID || g.Start != monday || g.HopedDay()-g.Start != old.HopedDay()-old.Start || g.Team[0].ID != 2 || d.At != StepLook || g.Confidence != nil {
		t.Errorf("%+v", g)
	}
	var titles []string
	for _, m := range g.Milestones {
		titles = append(titles, m.Title)
		for _, was := range old.Milestones {
			if was.Title == m.Title && !was.Due.None() && m.Due.On(g.Start)-g.Start != was.Due.On(old.Start)-old.Start {
				t.Errorf("%s was due %+v, and is %+v", m.Title, was.Due, m.Due)
			}
		}
		if m.State != Open || m.ID != 0 || m.Check != (Check{}) {
			t.Errorf("%+v", m)
		}
	}
	if d := cmp.Diff([]string{"Stand", "Ten steps", "Stairs", "Bench", "Hill"}, titles); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if m := g.Measures[0]; m.ID != 0 || *m.Baseline != 5 {
		t.Errorf("measure %+v", m)
	}
	if p := g.Precautions[0]; p.ID != 0 || p.Until.On(g.Start) != monday+30 {
		t.Errorf("precaution %+v", p)
	}
	if a, _ := g.Answer(KeySetback); a.Text != "Rest." || a.WrittenOn != monday {
		t.Errorf("answer 4 %+v", a)
	}
	later, err := d.Goal(monday + 70) // it may wait, and begin on another day
	if err != nil || later.HopedDay()-later.Start != g.HopedDay()-g.Start || later.Precautions[0].Until.On(later.Start) != monday+100 {
		t.Errorf("begun later: %+v, %v", later, err)
	}
}

// A draft that waited meets people as they are now; what was said of them in it
// stays.
func TestMeet(t *testing.T) {
	dana, ben := Person{ID: 1, Name: "Dana", Contact: "555 1"}, Person{ID: 2, Name: "Ben"}
	d := Draft{Team: []Person{dana, ben, {Name: "Ana"}}}
	d.Meet([]Person{dana, ben})
	d.Team[1].Relation = "my son" // said in the draft
	dana.Contact, ben.Contact = "555 2", "555 3"
	d.Meet([]Person{dana, ben})
	want := []Person{{ID: 1, Name: "Dana", Contact: "555 2"}, {ID: 2, Name: "Ben", Relation: "my son", Contact: "555 3"}, {Name: "Ana"}}
	if diff := cmp.Diff(want, d.Team); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	d.Meet([]Person{dana}) // Ben was taken out of the file
	if d.Team[1].Relation != "my son" {
		t.Errorf("team %+v", d.Team)
	}
}
