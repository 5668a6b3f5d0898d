package plain

import (
	"context"

	"waymark/model"
)

// Past is which lines of the history are asked for, as they were typed in a
// command.
type Past struct {
	By   string // part of the name of who did it; empty for anyone
	Goal string // part of the name of the goal it is about; empty for any
	Most int    // how many lines at most; 0 for all
}

// Lines reads lines of the history of the record that is open, the newest first.
// None and several people or goals are a [MatchError].
func (p Past) Lines(ctx context.Context, d Desk) ([]model.Change, error) {
	of := model.Lines{Patient: d.Patient.ID, People: true, Most: p.Most}
	if p.By != "" {
		by, err := onePerson(d.People, p.By)
		if err != nil {
			return nil, err
		}
		of.By = by.ID
	}
	if p.Goal != "" {
		g, err := d.goal(ctx, p.Goal)
		if err != nil {
			return nil, err
		}
		of.Goal = g.ID
	}
	if d.File == nil {
		return nil, nil
	}
	return d.File.Changes(ctx, of)
}

// Titles reads the own words of all goals of the patient, to name those that
// lines are about.
func (d Desk) Titles(ctx context.Context) ([]model.Goal, error) { return d.titles(ctx) }
