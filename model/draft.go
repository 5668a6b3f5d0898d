package model

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Step is one screen of planning a goal.
type Step int

// The steps, in order: the goal itself, the five questions, and looking it over.
const (
	StepGoal Step = iota
	StepMilestones
	StepMeasures
	StepPeople
	StepSetback
	StepMajor
	StepLook
)

// Question returns the question a step asks, and whether it asks one.
func (s Step) Question() (Question, bool) {
	if s < StepMilestones || s > StepMajor {
		return Question{}, false
	}
	return Questions[s-StepMilestones], true
}

// StepOf returns the step that asks a question.
func StepOf(k Key) Step { return StepMilestones + Step(QuestionOf(k).Number-1) }

// Draft is a goal being planned, kept as typed, so that a window closed in the
// middle loses nothing.
type Draft struct {
	ID      int64     `json:"-"` // 0 until it is first saved
	Rev     int64     `json:"-"` // rises with every change; an older one never overwrites a newer
	Saved   time.Time `json:"-"` // when it was last saved, UTC
	Patient Person    `json:"-"`
	Base    int64     `json:"-"` // the revision that was read or saved last where it is typed

	Undo        int64  `json:"undo,omitempty"`         // the change that took the goal's start back and left this
	Window      string `json:"window,omitempty"`       // where it was typed last; each run of the program has a name
	ForGoal     int64  `json:"for_goal,omitempty"`     // the goal that Row is being added to; 0 for a goal being planned
	Aside       bool   `json:"aside,omitempty"`        // kept for later on purpose: not offered at the next start
	Helping     bool   `json:"helping,omitempty"`      // someone helps the patient and is at the computer
	PatientName string `json:"patient_name,omitempty"` // before the patient is in the file: as typed
	HelperLine  string `json:"helper_line,omitempty"`  // before the helper is: as typed

	At         Step        `json:"at"`                   // the screen the person was on
	Title      string      `json:"title"`                // the goal's words, as typed
	Why        string      `json:"why,omitempty"`        //
	Area       Area        `json:"area,omitempty"`       //
	HopedText  string      `json:"hoped_text,omitempty"` // as typed
	HopedFor   Due         `json:"hoped_for"`            // what HopedText was read as
	StartText  string      `json:"start_text,omitempty"` // as typed; empty: the day it is begun
	Start      Day         `json:"start,omitempty"`      // what StartText was read as
	Row        string      `json:"row,omitempty"`        // the milestone being typed
	PersonRow  string      `json:"person_row,omitempty"` // the person being typed
	Setback    string      `json:"setback,omitempty"`    // question 4's answer
	QuietDays  int         `json:"quiet_days"`           //
	Confidence *int        `json:"confidence,omitempty"` //
	Starter    string      `json:"starter,omitempty"`    // the key of the example plan it was filled from
	From       int64       `json:"from,omitempty"`       // the goal it starts over
	KeepRow    string      `json:"keep_row,omitempty"`   // the precaution being typed
	Milestones []Milestone `json:"milestones,omitempty"`
	Measures   []Measure   `json:"measures,omitempty"`
	Figures    Figures     `json:"figures,omitempty"` // the numbers of measures that cannot be read, as typed
	Team       []Person    `json:"team,omitempty"`
	Known      []Person    `json:"known,omitempty"` // everyone in the file, as the draft last met them

	Precautions []Precaution `json:"precautions,omitempty"`
}

// Figures are numbers as they were typed, by the measure and its field.
type Figures map[Figure]string

// Figure names a field of a measure: "now", "low", "high" or "small".
type Figure struct{ Measure, Field string }

// MarshalText writes the field and the measure on one line.
func (f Figure) MarshalText() ([]byte, error) { return []byte(f.Field + " " + f.Measure), nil }

// UnmarshalText reads what MarshalText writes.
func (f *Figure) UnmarshalText(b []byte) error {
	f.Field, f.Measure, _ = strings.Cut(string(b), " ")
	return nil
}

// NewDraft returns an empty draft for a patient.
func NewDraft(patient Person) Draft { return Draft{Patient: patient, QuietDays: DefaultQuietDays} }

// DraftOf returns a draft that holds a goal as it stands, to change its
// answers with the screens that first asked for them.
func DraftOf(g Goal) Draft {
	d := Draft{
		Patient: g.Patient, Title: g.Title, Why: g.Why, Area: g.Area,
		HopedFor: g.HopedFor, HopedText: g.HopedFor.Phrase(), Start: g.Start, StartText: Due{Day: g.Start}.Phrase(),
		QuietDays: g.QuietDays, Confidence: g.Confidence,
		Milestones: slices.Clone(g.Milestones), Measures: slices.Clone(g.Measures), Team: slices.Clone(g.Team),
		Precautions: slices.Clone(g.Precautions), Starter: g.Starter, From: g.From,
	}
	if a, ok := g.Answer(KeySetback); ok {
		d.Setback = a.Text
	}
	return d
}

// StartOver returns a draft that begins a goal anew, on whatever day that will
// be: nothing is reached yet, and every day is counted from the new start.
func StartOver(g Goal) Draft {
	d := DraftOf(g)
	d.At, d.From, d.Confidence = StepLook, g.ID, nil
	d.Start, d.StartText = 0, ""
	d.HopedFor = d.HopedFor.Counted(g.Start)
	d.HopedText = d.HopedFor.Phrase()
	d.Milestones, d.Measures, d.Precautions = nil, nil, nil
	for _, m := range g.Milestones {
		if m.State != LetGo {
			d.Milestones = append(d.Milestones, Milestone{
				Title: m.Title, Major: m.Major, Sign: m.Sign, Treat: m.Treat, Due: m.Due.Counted(g.Start), State: Open,
				Criterion: Criterion{Measure: m.Criterion.Measure, Aim: m.Criterion.Aim},
			})
		}
	}
	for _, m := range g.Measures {
		m.ID, m.UID, m.GoalID, m.Rank = 0, "", 0, 0
		d.Measures = append(d.Measures, m)
	}
	for _, p := range g.Precautions {
		d.Precautions = append(d.Precautions, Precaution{Text: p.Text, Until: p.Until.Counted(g.Start)})
	}
	return d
}

// Meet brings the team up to date: people are as the file has them now, but for
// what was said of them in the draft since it last met them.
func (d *Draft) Meet(everyone []Person) {
	find := func(list []Person, id int64) Person {
		return Home{People: list}.Person(id)
	}
	d.Team = slices.Clone(d.Team)
	for i, p := range d.Team {
		if now := find(everyone, p.ID); now.ID != 0 {
			d.Team[i] = merged(now, find(d.Known, p.ID), p)
		}
	}
	d.Known = everyone
}

// StartOn is the goal's first day: the one said, or today.
func (d Draft) StartOn(today Day) Day {
	if d.Start != 0 {
		return d.Start
	}
	return today
}

// AfterHoped counts the milestones that are due after the hoped-for day.
func (d Draft) AfterHoped(today Day) int {
	start, n := d.StartOn(today), 0
	for _, m := range d.Milestones {
		if hoped := d.HopedFor.On(start); hoped != 0 && m.Due.On(start) > hoped {
			n++
		}
	}
	return n
}

// Empty reports whether nothing was typed or chosen yet.
func (d Draft) Empty() bool {
	return strings.TrimSpace(d.Title+d.Why+d.HopedText+d.StartText+d.Row+d.PersonRow+d.KeepRow+d.Setback) == "" &&
		d.Area == "" && len(d.Milestones)+len(d.Measures)+len(d.Team)+len(d.Precautions) == 0
}

// SetHoped reads the hoped-for day from what was typed. The words stay even
// when they are no date; the error says why.
func (d *Draft) SetHoped(text string, today Day) error {
	d.HopedText = text
	due, err := ParseDue(text, Planned, today, d.StartOn(today))
	d.HopedFor = due
	return err
}

// SetStart reads the start day from what was typed, as SetHoped does.
func (d *Draft) SetStart(text string, today Day) error {
	d.StartText = text
	due, err := ParseDue(text, Starting, today, 0)
	d.Start = due.Day
	return err
}

// StepError says what a step of the planning still needs. It unwraps to the
// reason.
type StepError struct {
	Step  Step
	Field string // "title", "hoped", "start", "why", "keep", "row", "person", "figures", "setback", or the row's place
	Err   error
}

func (e *StepError) Error() string { return fmt.Sprintf("step %d, %s: %v", e.Step, e.Field, e.Err) }
func (e *StepError) Unwrap() error { return e.Err }

// CheckStep tells what, if anything, keeps a person from leaving a step
// forwards. Questions may be left unanswered.
func (d Draft) CheckStep(s Step, today Day) error {
	switch s {
	case StepGoal:
		return d.checkGoal(today)
	case StepMeasures:
		if len(d.Figures) > 0 {
			return &StepError{s, "figures", ErrNotKept}
		}
		for _, m := range d.Measures {
			if err := m.Validate(); err != nil {
				return &StepError{s, m.Name, err}
			}
		}
	case StepSetback:
		if err := checkText("plan", d.Setback); err != nil {
			return &StepError{s, "setback", err}
		}
	case StepMajor:
		for _, m := range d.Milestones {
			if err := m.Validate(); err != nil {
				return &StepError{s, m.Title, err}
			}
		}
	}
	return nil
}

func (d Draft) checkGoal(today Day) error {
	if err := checkName("goal", d.Title); err != nil {
		return &StepError{StepGoal, "title", err}
	}
	if err := checkText("reason", d.Why); err != nil {
		return &StepError{StepGoal, "why", err}
	}
	if strings.TrimSpace(d.KeepRow) != "" {
		return &StepError{StepGoal, "keep", ErrNotKept}
	}
	if err := d.readDays(today); err != nil {
		return err
	}
	if hoped := d.HopedFor.On(d.StartOn(today)); hoped != 0 && hoped < d.StartOn(today) {
		return &StepError{StepGoal, "hoped", ErrBeforeStart}
	}
	return nil
}

// readDays reads the days that were typed and not understood yet. What was
// read when it was typed stands: "tomorrow" typed yesterday is today.
func (d *Draft) readDays(today Day) error {
	if d.Start == 0 {
		if err := d.SetStart(d.StartText, today); err != nil {
			return &StepError{StepGoal, "start", err}
		}
	}
	if d.HopedFor.None() {
		if err := d.SetHoped(d.HopedText, today); err != nil {
			return &StepError{StepGoal, "hoped", err}
		}
	}
	return nil
}

// Goal returns the goal that the draft describes, begun today unless another
// start was said, or what keeps it from being one as a [StepError].
func (d Draft) Goal(today Day) (Goal, error) {
	for s := StepGoal; s < StepLook; s++ {
		if err := d.CheckStep(s, today); err != nil {
			return Goal{}, err
		}
	}
	if err := d.readDays(today); err != nil {
		return Goal{}, err
	}
	if strings.TrimSpace(d.Row) != "" {
		return Goal{}, &StepError{StepMilestones, "row", ErrNotKept}
	}
	if strings.TrimSpace(d.PersonRow) != "" {
		return Goal{}, &StepError{StepPeople, "person", ErrNotKept}
	}
	g := Goal{
		Patient: d.Patient, Title: strings.TrimSpace(d.Title), Why: strings.TrimSpace(d.Why), Area: d.Area, Lifecycle: Active,
		Start: d.StartOn(today), HopedFor: d.HopedFor, Confidence: d.Confidence, QuietDays: d.QuietDays,
		Milestones: d.Milestones, Measures: d.Measures, Team: d.Team, Precautions: d.Precautions, Starter: d.Starter, From: d.From,
	}
	for _, q := range Questions {
		if d.Has(q.Key) {
			a := Answer{Key: q.Key, WrittenOn: today}
			if q.Key == KeySetback {
				a.Text = strings.TrimSpace(d.Setback)
			}
			g.Answers = append(g.Answers, a)
		}
	}
	return g, g.Validate()
}

// Has reports whether the draft holds an answer to a question.
func (d Draft) Has(k Key) bool {
	switch k {
	case KeyMilestones:
		return len(d.Milestones) > 0
	case KeyMeasures:
		return len(d.Measures) > 0
	case KeyPeople:
		return len(d.Team) > 0
	case KeySetback:
		return strings.TrimSpace(d.Setback) != ""
	case KeyMajor:
		return slices.ContainsFunc(d.Milestones, func(m Milestone) bool { return m.Major })
	}
	return false
}

// AnsweredCount is how many of the five questions have an answer.
func (d Draft) AnsweredCount() int {
	n := 0
	for _, q := range Questions {
		if d.Has(q.Key) {
			n++
		}
	}
	return n
}

// Duplicate returns the place of another milestone with the same title, or -1.
func (d Draft) Duplicate(title string, except int) int {
	for i, m := range d.Milestones {
		if i != except && SameTitle(m.Title, title) {
			return i
		}
	}
	return -1
}
