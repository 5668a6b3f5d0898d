package plain

import (
	"context"

	"waymark/model"
)

// File is what the verbs ask of the data file. nil is one that does not exist
// yet, and in which there is nothing.
type File interface {
	Home(ctx context.Context, seat model.Seat) (model.Home, error)
	Goals(ctx context.Context, patient int64) ([]model.Goal, error)
	GoalTitles(ctx context.Context, patient int64) ([]model.Goal, error)
	Goal(ctx context.Context, id int64) (model.Goal, error)
	Readings(ctx context.Context, measure int64, most int) ([]model.Reading, error)
	AddReading(ctx context.Context, at model.At, measure int64, r model.Reading) (int64, model.Change, error)
}

// HomeOf is what the file knows.
func HomeOf(ctx context.Context, f File) (model.Home, error) {
	if f == nil {
		return model.Home{}, nil
	}
	return f.Home(ctx, model.Seat{})
}

// GoalsOf reads all goals of the patient or, where part of a name is given, the
// one it tells. None and several are a [MatchError].
func GoalsOf(ctx context.Context, f File, name ...string) ([]model.Goal, error) {
	home, err := HomeOf(ctx, f)
	if err != nil {
		return nil, err
	}
	patient := home.Patient.ID
	if len(name) == 0 && patient != 0 {
		return f.Goals(ctx, patient)
	}
	if len(name) == 0 {
		return nil, nil
	}
	var known []model.Goal
	if patient != 0 {
		if known, err = f.GoalTitles(ctx, patient); err != nil {
			return nil, err
		}
	}
	found, err := oneGoal(known, name[0], "No goal has "+quoted(name[0])+" in its name.")
	if err != nil {
		return nil, err
	}
	g, err := f.Goal(ctx, found.ID)
	return []model.Goal{g}, err
}

// MeasuresOf reads the measures of all goals of the patient, in their order or,
// where part of a name is given, those it tells. None of them is a [MatchError].
func MeasuresOf(ctx context.Context, f File, name ...string) ([]model.Measured, error) {
	goals, err := GoalsOf(ctx, f)
	if err != nil {
		return nil, err
	}
	list := measuresOf(goals)
	if len(name) == 0 {
		return list, nil
	}
	found := find(list, name[0], nameOf)
	if len(found) == 0 {
		return nil, MatchError{thereAre("No measure has "+quoted(name[0])+" in its name.", list)}
	}
	return found, nil
}
