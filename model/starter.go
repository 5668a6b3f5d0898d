package model

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
)

// YourPlanFirst is said wherever an example plan shows.
const YourPlanFirst = "Your surgeon's or therapist's plan comes first. Change anything."

// Starter is an example plan that a goal can begin from. The plans are the
// files of the folder starters, one JSON object each, in the order of their
// names. Its fields are those below; a file with any other is not read, and a
// test reads them all.
//
// The figures are those of the named source. They are examples, not advice.
type Starter struct {
	Key        string             `json:"-"`          // the file's name without its number: "hip-by-weeks"
	Name       string             `json:"name"`       // what it is for: "A new hip: week by week"
	Area       Area               `json:"area"`       //
	Goal       string             `json:"goal"`       // a title, to be put in the person's own words
	Source     string             `json:"source"`     // where its figures come from
	Population string             `json:"population"` // whom the source speaks of
	Start      string             `json:"start"`      // the day its weeks are counted from: "the day of the surgery"
	Milestones []StarterMilestone `json:"milestones"` // in their order
	Measures   []Measure          `json:"measures"`   // as [Measure] has them; where it is now is left out
	Keep       []StarterKeep      `json:"keep"`       // what to keep in mind, if anything
	Notes      []string           `json:"notes"`      // sentences that explain a figure, if one needs it
}

// StarterMilestone is one milestone of an example plan. One that a number meets
// names a measure of the same plan, and the values of it that do.
type StarterMilestone struct {
	Title   string   `json:"title"`
	By      string   `json:"by"`      // as [ParseDate] reads it: "week 6", "weeks 2-6", "month 9"; empty for no date
	Major   bool     `json:"major"`   //
	Measure string   `json:"measure"` // the name of the measure that meets it; empty for none
	Low     *float64 `json:"low"`     // at least this, in the measure's unit
	High    *float64 `json:"high"`    // at most this
}

// StarterKeep is something to keep in mind in an example plan.
type StarterKeep struct {
	Text  string `json:"text"`
	Until string `json:"until"` // its last day, as By of a milestone
}

//go:embed starters/*.json
var starterFiles embed.FS

// Starters returns the example plans that come with Waymark.
var Starters = sync.OnceValue(func() []Starter {
	list, err := readStarters()
	if err != nil {
		panic(err) // the files are part of the program, and a test reads them
	}
	return list
})

func readStarters() ([]Starter, error) {
	files, err := starterFiles.ReadDir("starters")
	if err != nil {
		return nil, err
	}
	var list []Starter
	for _, f := range files {
		text, err := starterFiles.ReadFile("starters/" + f.Name())
		if err != nil {
			return nil, err
		}
		var s Starter
		_, s.Key, _ = strings.Cut(strings.TrimSuffix(f.Name(), path.Ext(f.Name())), "-")
		dec := json.NewDecoder(bytes.NewReader(text))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&s); err != nil {
			return nil, fmt.Errorf("read %s: %w", f.Name(), err)
		}
		list = append(list, s)
	}
	return list, nil
}

// StarterOf returns the example plan with that key, and whether there is one.
func StarterOf(key string) (Starter, bool) {
	for _, s := range Starters() {
		if s.Key == key {
			return s, true
		}
	}
	return Starter{}, false
}

// Credit says where the plan comes from and whom it is about.
func (s Starter) Credit() string {
	return fmt.Sprintf("From %s. It speaks of %s.", s.Source, s.Population)
}

// Dated reports whether any milestone of the plan has a day.
func (s Starter) Dated() bool {
	return slices.ContainsFunc(s.Milestones, func(m StarterMilestone) bool { return m.By != "" })
}

// Plan returns the milestones and what to keep in mind, their days counted from
// the goal's start. What meets a milestone names its measure and has no id yet.
func (s Starter) Plan() ([]Milestone, []Precaution) {
	var list []Milestone
	for _, m := range s.Milestones {
		list = append(list, Milestone{
			Title: m.Title, Major: m.Major, Due: afterStart(m.By), State: Open,
			Criterion: Criterion{Measure: m.Measure, Aim: Aim{Low: m.Low, High: m.High}},
		})
	}
	var keep []Precaution
	for _, k := range s.Keep {
		keep = append(keep, Precaution{Text: k.Text, Until: afterStart(k.Until)})
	}
	return list, keep
}

// afterStart reads a day counted from the start, which is the same whatever
// that start is.
func afterStart(typed string) Due {
	const start = 1
	p, err := ParseDate(typed, Planned, start, start)
	if err != nil {
		return Due{}
	}
	return p.Due
}

// Fill puts the example plan into a draft. What the person wrote stays: a title
// and an area that are there, and milestones, measures and things to keep in
// mind of the same name.
func (s Starter) Fill(d *Draft) {
	d.Starter = s.Key
	if strings.TrimSpace(d.Title) == "" {
		d.Title = s.Goal
	}
	if d.Area == AreaUnsaid {
		d.Area = s.Area
	}
	milestones, keep := s.Plan()
	for _, m := range milestones {
		if d.Duplicate(m.Title, -1) < 0 {
			d.Milestones = append(slices.Clip(d.Milestones), m)
		}
	}
	for _, m := range s.Measures {
		if !slices.ContainsFunc(d.Measures, func(has Measure) bool { return SameTitle(has.Name, m.Name) }) {
			d.Measures = append(slices.Clip(d.Measures), m)
		}
	}
	for _, p := range keep {
		if !slices.ContainsFunc(d.Precautions, func(has Precaution) bool { return SameTitle(has.Text, p.Text) }) {
			d.Precautions = append(slices.Clip(d.Precautions), p)
		}
	}
}
