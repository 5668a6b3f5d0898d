package store

import (
	"context"
	"fmt"
	"testing"

	"waymark/model"
)

// household is a file with two who recover, Rosa and Walter, and Ben and Dana,
// who help. Every word of Walter's and of Ben's is theirs alone.
type household struct {
	s                       *Store
	rosa, walter, ben, dana model.At
	goal                    model.Goal // Rosa's
	words                   []string   // Walter's and what was written in his record
}

// Ben's names, and how to reach him.
var bens = []string{"Benjaminq", "Benq", "555-7777"}

func lodged(t testing.TB) household {
	t.Helper()
	ctx := context.Background()
	s := open(t, newFile(t))
	_, err := s.SetUp(ctx, model.Person{Name: "Rosa"}, &model.Person{Name: "Benjaminq", Relation: "my son", Role: model.RoleFamily})
	must(t, err)
	h := household{s: s}
	home, err := s.Home(ctx, model.Seat{})
	must(t, err)
	h.rosa, h.ben = model.At{ID: home.Patient.ID, Name: "Rosa"}, home.At
	_, err = s.ChangePerson(ctx, h.ben, h.ben.ID, home.Person(h.ben.ID).Tell(model.Person{Name: "Benq", Role: model.RoleFamily, Contact: "555-7777"}))
	must(t, err)
	h.ben.Name = "Benq"
	for _, one := range []struct {
		at *model.At
		p  model.Person
	}{{&h.walter, model.Person{Name: "Walterq", Role: model.RolePatient, Contact: "555-9999"}}, {&h.dana, model.Person{Name: "Dana", Role: model.RoleNurse}}} {
		one.at.ID, _, err = s.AddPerson(ctx, h.ben, one.p)
		must(t, err)
		one.at.Name = one.p.Name
	}
	home, err = s.Home(ctx, model.Seat{At: h.ben.ID, Patient: h.rosa.ID})
	must(t, err)
	g := fullGoal(home)
	g.Team = home.People[:0:0]
	g.Team = append(g.Team, home.Person(h.ben.ID), home.Person(h.dana.ID))
	id, _, err := s.StartGoal(ctx, h.ben, g, 0)
	must(t, err)
	h.goal, err = s.Goal(ctx, id)
	must(t, err)
	h.live(t)
	h.liveAsWalter(t)
	for _, at := range []model.At{h.ben, h.dana} { // each said in one record
		_, err = h.s.ChangePerson(ctx, h.walter, at.ID, model.Allow(model.RightCheck, false))
		must(t, err)
	}
	_, err = h.s.ChangePerson(ctx, h.rosa, h.walter.ID, model.Allow(model.RightPlan, false))
	must(t, err)
	return h
}

// live is what Ben and Walter do in Rosa's record, and what names them there.
func (h household) live(t testing.TB) {
	t.Helper()
	ctx, today := context.Background(), model.DayOf(noon)
	home, err := h.s.Home(ctx, model.Seat{At: h.ben.ID, Patient: h.rosa.ID})
	must(t, err)
	m := h.goal.Milestones
	_, err = h.s.ChangeMilestone(ctx, h.ben, m[1].ID, model.Reach(today, h.rosa.ID, h.ben.ID))
	must(t, err)
	_, err = h.s.ChangeMilestone(ctx, h.ben, m[1].ID, model.Reopen(today))
	must(t, err)
	_, err = h.s.ChangeMilestone(ctx, h.walter, m[1].ID, model.Reach(today, h.ben.ID, h.walter.ID))
	must(t, err)
	reading, _, err := h.s.AddReading(ctx, h.ben, h.goal.Measures[0].ID, model.Reading{On: today, Value: 3, ReadBy: h.ben.ID, Note: "after lunch"})
	must(t, err)
	_, _, err = h.s.ChangeReading(ctx, h.dana, reading, model.Correct(model.Reading{ReadBy: h.ben.ID, On: today, Value: 3, Note: "after lunch"}, model.Reading{ReadBy: h.dana.ID, On: today, Value: 3, Note: "after lunch"}, today))
	must(t, err)
	_, err = h.s.PutOnTeam(ctx, h.rosa, h.walter.ID, h.goal.ID, true)
	must(t, err)
	_, err = h.s.PutOnTeam(ctx, h.rosa, h.ben.ID, h.goal.ID, false)
	must(t, err)
	_, err = h.s.PutOnTeam(ctx, h.rosa, h.ben.ID, h.goal.ID, true)
	must(t, err)
	_, err = h.s.ChangeGoal(ctx, h.rosa, h.goal.ID, model.Respond(model.Hush{About: "quiet", On: today, Until: today + 7}, model.TalkTo(home.Person(h.ben.ID))))
	must(t, err)
	_, err = h.s.ChangePerson(ctx, h.rosa, h.ben.ID, model.Allow(model.RightCheck, false))
	must(t, err)
	_, err = h.s.Undo(ctx, h.rosa, 0)
	must(t, err)
	d := model.NewDraft(home.Patient)
	d.Title, d.Team, d.PersonRow, d.Known = "Swim", []model.Person{home.Person(h.ben.ID), home.Person(h.walter.ID)}, "Benq, my neighbour", home.People
	_, err = h.s.SaveDraft(ctx, d)
	must(t, err)
	for _, at := range []model.At{h.rosa, h.ben, h.walter} {
		must(t, h.s.Choose(ctx, at.ID, map[string]string{"dates": "order-of-" + at.Name}))
	}
}

// liveAsWalter is what is written in Walter's own record.
func (h *household) liveAsWalter(t testing.TB) {
	t.Helper()
	ctx, today := context.Background(), model.DayOf(noon)
	n := 0
	word := func() string {
		n++
		h.words = append(h.words, fmt.Sprintf("wq%dز水q", n))
		return h.words[n-1]
	}
	h.words = append(h.words, "555-9999")
	must(t, h.s.Sit(ctx, model.Seat{At: h.ben.ID, Patient: h.walter.ID}))
	home, err := h.s.Home(ctx, model.Seat{})
	must(t, err)
	for range 3 {
		g := fullGoal(home)
		g.Title, g.Why, g.Reason = word(), word(), ""
		g.Precautions[0].Text = word()
		g.Milestones[0].Check.Note, g.Milestones[1].Title, g.Milestones[4].Sign, g.Milestones[4].Treat = word(), word(), word(), word()
		g.Answers[3].Text, g.Measures[0].Name, g.Measures[1].Unit = word(), word(), word()
		g.Team = append(g.Team, model.Person{Name: "Ida", Contact: "555-1111"})
		id, _, err := h.s.StartGoal(ctx, h.ben, g, 0)
		must(t, err)
		g, err = h.s.Goal(ctx, id)
		must(t, err)
		m := g.Milestones
		_, err = h.s.ChangeMilestone(ctx, h.ben, m[1].ID, model.Reword(word()))
		must(t, err)
		_, err = h.s.ChangeMilestone(ctx, h.ben, m[4].ID, model.Reach(today, h.walter.ID, h.ben.ID))
		must(t, err)
		_, err = h.s.ChangeMilestone(ctx, h.walter, m[0].ID, model.Reopen(today))
		must(t, err)
		_, err = h.s.RemoveMilestone(ctx, h.walter, m[2].ID)
		must(t, err)
		for i := range 30 {
			_, _, err = h.s.AddReading(ctx, h.walter, g.Measures[0].ID, model.Reading{On: today - model.Day(i), Value: 3, Note: word()})
			must(t, err)
		}
		d := model.DraftOf(g)
		d.Setback, d.Measures = word(), d.Measures[1:]
		_, err = h.s.SaveAnswer(ctx, h.walter, id, model.KeySetback, model.DraftOf(g), d)
		must(t, err)
		_, err = h.s.SaveAnswer(ctx, h.walter, id, model.KeyMeasures, model.DraftOf(g), d)
		must(t, err)
		_, err = h.s.ChangeGoal(ctx, h.walter, id, model.Turn(model.OnHold, word(), today))
		must(t, err)
		_, err = h.s.Undo(ctx, h.walter, 0)
		must(t, err)
	}
	home, err = h.s.Home(ctx, model.Seat{})
	must(t, err)
	_, err = h.s.ChangeGoal(ctx, h.walter, home.Goals[0].ID, model.Turn(model.EnteredInError, "", today))
	must(t, err)
	d := model.NewDraft(home.Patient)
	for i := range 5 { // as it is typed
		d.Title, d.Row, d.Rev = word(), word(), int64(i+1)
		d.ID, err = h.s.SaveDraft(ctx, d)
		must(t, err)
	}
}
