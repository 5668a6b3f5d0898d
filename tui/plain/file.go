package plain

import (
	"context"

	"waymark/model"
)

// File is what the verbs ask of the data file. nil is one that does not exist
// yet, and in which there is nothing.
type File interface {
	People(ctx context.Context) ([]model.Person, model.Seat, error)
	Choices(ctx context.Context, person int64) (map[string]string, error)
	Home(ctx context.Context, seat model.Seat) (model.Home, error)
	Goals(ctx context.Context, patient int64) ([]model.Goal, error)
	GoalTitles(ctx context.Context, patient int64) ([]model.Goal, error)
	Goal(ctx context.Context, id int64) (model.Goal, error)
	Readings(ctx context.Context, measure int64, most int) ([]model.Reading, error)
	AddReading(ctx context.Context, at model.At, measure int64, r model.Reading) (int64, model.Change, error)
	Titles(ctx context.Context, patient int64) ([]model.Titled, error)
	Checklist(ctx context.Context, goal int64) (model.Goal, error)
	ChangeMilestone(ctx context.Context, at model.At, id int64, change model.MilestoneChange) (model.Change, error)
	Undo(ctx context.Context, at model.At, patient int64) (model.Change, error)
	TakeBack(ctx context.Context, at model.At, changes ...int64) (model.Change, error)
	Changes(ctx context.Context, of model.Lines) ([]model.Change, error)
	Records(ctx context.Context) ([]model.Record, error)
	Teams(ctx context.Context) ([]model.Goal, error)
}

// Desk is where a verb works: the data file, who is at the computer, whose record
// is open, and how days are told.
type Desk struct {
	File    File
	People  []model.Person // everyone, in the order they were added
	At      model.Person   // zero where nobody is known yet, as Patient is
	Patient model.Person
	Dates   model.Dates
}

// Sit returns the desk of a file as it was left last, by a window or a verb, with
// the settings of whoever is at the computer.
func Sit(ctx context.Context, f File, today model.Day) (Desk, map[string]string, error) {
	d := Desk{File: f, Dates: model.Dates{Today: today}}
	if f == nil {
		return d, nil, nil
	}
	people, seat, err := f.People(ctx)
	if err != nil {
		return d, nil, err
	}
	everyone := model.Home{People: people}
	d.People, d.At, d.Patient = people, everyone.Person(seat.At), everyone.Person(seat.Patient)
	chosen, err := f.Choices(ctx, d.At.ID)
	return d, chosen, err
}

// Of returns the desk with the record open of the person who recovers that part
// of a name tells; of no name, the desk as it is. It does not change what windows
// show.
func (d Desk) Of(name string) (Desk, error) {
	if name == "" {
		return d, nil
	}
	var err error
	d.Patient, err = onePatient(d.People, name)
	return d, err
}

// By returns the desk with the person at it that part of a name tells; of no
// name, the desk as it is.
func (d Desk) By(name string) (Desk, error) {
	if name == "" {
		return d, nil
	}
	var err error
	d.At, err = onePerson(d.People, name)
	return d, err
}

// at is whoever does what is done at the desk.
func (d Desk) at() model.At { return model.At{ID: d.At.ID, Name: d.At.Name} }

// Home is what the file shows first to whoever is at the desk.
func (d Desk) Home(ctx context.Context) (model.Home, error) {
	if d.File == nil {
		return model.Home{}, nil
	}
	return d.File.Home(ctx, model.Seat{At: d.At.ID, Patient: d.Patient.ID})
}

// Goals reads all goals of the patient or, where part of a name is given, the one
// it tells. None and several are a [MatchError].
func (d Desk) Goals(ctx context.Context, name ...string) ([]model.Goal, error) {
	switch {
	case len(name) > 0:
		g, err := d.goal(ctx, name[0])
		if err != nil {
			return nil, err
		}
		g, err = d.File.Goal(ctx, g.ID)
		return []model.Goal{g}, err
	case d.Patient.ID == 0:
		return nil, nil
	}
	return d.File.Goals(ctx, d.Patient.ID)
}

// goal reads the own words of the goal of the patient that part of a name tells.
func (d Desk) goal(ctx context.Context, name string) (model.Goal, error) {
	known, err := d.titles(ctx)
	if err != nil {
		return model.Goal{}, err
	}
	return oneGoal(known, name, "No goal has "+quoted(name)+" in its name.")
}

// titles reads the own words of the goals of the patient.
func (d Desk) titles(ctx context.Context) ([]model.Goal, error) {
	if d.Patient.ID == 0 {
		return nil, nil
	}
	return d.File.GoalTitles(ctx, d.Patient.ID)
}

// Measures reads the measures of all goals of the patient, in their order or,
// where part of a name is given, those it tells. None of them is a [MatchError].
func (d Desk) Measures(ctx context.Context, name ...string) ([]model.Measured, error) {
	goals, err := d.Goals(ctx)
	if err != nil {
		return nil, err
	}
	list := measuresOf(goals)
	if len(name) == 0 {
		return list, nil
	}
	found := find(list, name[0], nameOf)
	if len(found) == 0 {
		return nil, MatchError{thereAre("No measure has "+quoted(name[0])+" in its name.", namesOf(list))}
	}
	return found, nil
}

// toSay is what goes on after a verb has written something: it is said, also by
// a verb that was told to end meanwhile.
func toSay(ctx context.Context) context.Context { return context.WithoutCancel(ctx) }
