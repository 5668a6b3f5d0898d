package plain

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"waymark/model"
)

// Someone is a person in the file, with what is told of them to everyone: of who
// recovers a name and counts, of who helps whom they help.
type Someone struct {
	model.Person
	Record     model.Record // of who recovers
	Helps      []string     // the names of those on whose care teams they are, for goals under way or at rest
	AtComputer bool         // they were it last
}

// Everyone reads who is in the file: first who recovers, then who helps, each in
// the order they were added.
func (d Desk) Everyone(ctx context.Context) ([]Someone, error) {
	if d.File == nil {
		return nil, nil
	}
	records, err := d.File.Records(ctx)
	if err != nil {
		return nil, err
	}
	goals, err := d.File.Teams(ctx)
	if err != nil {
		return nil, err
	}
	var list []Someone
	for _, r := range records {
		list = append(list, Someone{Person: r.Patient, Record: r})
	}
	for _, p := range d.People {
		if !p.Recovers() {
			list = append(list, Someone{Person: p})
		}
	}
	for i := range list {
		one := &list[i]
		one.AtComputer = one.ID == d.At.ID
		for _, g := range goals {
			on := slices.ContainsFunc(g.Team, func(p model.Person) bool { return p.ID == one.ID })
			if on && g.Patient.ID != one.ID && !slices.Contains(one.Helps, g.Patient.Name) {
				one.Helps = append(one.Helps, g.Patient.Name)
			}
		}
	}
	return list, nil
}

// off are the rights that are switched off for the person, of those that can be,
// in the record that was shown last.
func (s Someone) off() []model.Right {
	var list []model.Right
	for _, r := range []model.Right{model.RightCheck, model.RightPlan} {
		if s.Lacks(r, 0) != model.RightNone {
			list = append(list, r)
		}
	}
	return list
}

// People prints everyone on a line of their own, and who was at the computer last.
func People(w io.Writer, list []Someone) {
	if len(list) == 0 {
		fmt.Fprintln(w, "Nobody is here yet. To begin, run waymark in a terminal window.")
	}
	for _, s := range list {
		fmt.Fprintln(w, s.line())
	}
	for _, s := range list {
		if s.AtComputer {
			fmt.Fprintf(w, "At the computer last: %s\n", model.Sentence(s.Name))
		}
	}
}

func (s Someone) line() string {
	line := "Helps: " + model.Sentence(s.String())
	if s.Recovers() {
		known := s.Person
		known.Role = model.RoleOther // that they recover is said before
		line = "Recovers: " + model.Sentence(known.String()) + " " + s.Record.Words()
	}
	switch {
	case len(s.Helps) > 0:
		line += " On the care team of " + model.Sentence(strings.Join(s.Helps, ", "))
	case !s.Recovers():
		line += " On no care team yet."
	}
	if off := s.off(); len(off) > 0 {
		line += " Switched off: " + strings.Join(each(off, model.Right.Words), ", ") + "."
	}
	return model.OneLine(line)
}

// The JSON of `waymark people --json`: {"people": [someoneJSON…]}.
type someoneJSON struct {
	UID         string        `json:"uid"`
	Name        string        `json:"name"`
	Role        model.Role    `json:"role"`
	Relation    *string       `json:"relation"` // as typed
	Contact     *string       `json:"contact"`
	Recovers    bool          `json:"recovers"`
	Goals       *int          `json:"goals"`    // under way; null of who does not recover
	Progress    *progressJSON `json:"progress"` // of their milestones
	Helps       []string      `json:"helps"`
	SwitchedOff []string      `json:"switched_off"` // as rightNames has them
	AtComputer  bool          `json:"at_computer"`
}

var rightNames = map[model.Right]string{model.RightCheck: "check-off", model.RightPlan: "plan"}

// PeopleJSON writes what [People] prints as JSON.
func PeopleJSON(w io.Writer, list []Someone) error {
	out := struct {
		People []someoneJSON `json:"people"`
	}{[]someoneJSON{}}
	for _, s := range list {
		one := someoneJSON{
			UID: s.UID, Name: s.Name, Role: s.Role, Relation: said(s.Relation), Contact: said(s.Contact), Recovers: s.Recovers(),
			Helps: append([]string{}, s.Helps...), SwitchedOff: append([]string{}, each(s.off(), func(r model.Right) string { return rightNames[r] })...),
			AtComputer: s.AtComputer,
		}
		if s.Recovers() {
			p := s.Record.Progress
			one.Goals, one.Progress = &s.Record.Goals, &progressJSON{p.Reached, p.Total, p.Percent()}
		}
		out.People = append(out.People, one)
	}
	return write(w, out)
}
