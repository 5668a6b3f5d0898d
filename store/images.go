package store

import (
	"fmt"

	"waymark/model"
)

// rowJSON is the image of a row of any of the tables that have a history. What a
// table does not have, or had not yet when the image was made, is zero.
type rowJSON struct {
	ID   int64 `json:"id"`
	Rank int64 `json:"rank"`

	GoalID      int64 `json:"goal_id"`
	PatientID   int64 `json:"patient_id"`
	PersonID    int64 `json:"person_id"`
	MilestoneID int64 `json:"milestone_id"`
	MeasureID   int64 `json:"measure_id"`

	// Of a goal.
	StartOn     model.Day       `json:"start_on"`
	Why         string          `json:"why"`
	Area        model.Area      `json:"area"`
	Lifecycle   model.Lifecycle `json:"lifecycle"`
	Since       model.Day       `json:"since"`
	Reason      string          `json:"reason"`
	Starter     string          `json:"starter"`
	Confidence  *int            `json:"confidence"`
	QuietDays   int             `json:"quiet_days"`
	HopedDay    model.Day       `json:"hoped_day"`
	HopedDays   *int            `json:"hoped_days"`
	HopedMonths *int            `json:"hoped_months"`
	HopedTyped  string          `json:"hoped_typed"`

	// Of a milestone, and of an earlier day on which it was reached.
	Title     string      `json:"title"` // of a goal too
	Major     int         `json:"major"`
	Sign      string      `json:"sign"`
	Treat     string      `json:"treat"`
	DueDay    model.Day   `json:"due_day"`
	DueDays   *int        `json:"due_days"`
	DueMonths *int        `json:"due_months"`
	DueTyped  string      `json:"due_typed"`
	State     model.State `json:"state"`
	ReachedOn model.Day   `json:"reached_on"`
	ReachedBy int64       `json:"reached_by"`
	CheckedBy int64       `json:"checked_by"`
	Note      string      `json:"note"` // of a reading too
	MeetsLow  *float64    `json:"meets_low"`
	MeetsHigh *float64    `json:"meets_high"`

	// Of a measure and its readings.
	Name      string            `json:"name"` // of a person too
	Unit      string            `json:"unit"`
	Kind      model.MeasureKind `json:"kind"`
	Better    model.Better      `json:"better"`
	Baseline  *float64          `json:"baseline"`
	AimLow    *float64          `json:"aim_low"`
	AimHigh   *float64          `json:"aim_high"`
	Least     *float64          `json:"least"`
	Most      *float64          `json:"most"`
	EveryDays int               `json:"every_days"`
	Small     *float64          `json:"small"`
	SmallFrom string            `json:"small_from"`
	ReadOn    model.Day         `json:"read_on"`
	Value     float64           `json:"value"`
	ReadBy    int64             `json:"read_by"`

	// Of a person.
	Role     model.Role `json:"role"`
	Relation string     `json:"relation"`
	Contact  string     `json:"contact"`

	What string `json:"what"` // of what is withheld

	// Of an answer, of what to keep in mind, and of a note that was put aside.
	Key         model.Key `json:"key"`
	Text        string    `json:"text"`
	WrittenOn   model.Day `json:"written_on"`
	WrittenBy   int64     `json:"written_by"`
	UntilDay    model.Day `json:"until_day"`
	UntilDays   *int      `json:"until_days"`
	UntilMonths *int      `json:"until_months"`
	UntilTyped  string    `json:"until_typed"`
	About       string    `json:"about"`
	PutOn       model.Day `json:"put_on"`
	Until       model.Day `json:"until"` // of an earlier day too
	Times       int       `json:"times"`
}

// imageOf reads the image of a row; no text is a row that is not there.
func imageOf(table, text string) (rowJSON, error) {
	var row rowJSON
	if text == "" {
		return row, nil
	}
	if err := decode(text, &row); err != nil {
		return row, fmt.Errorf("%w: image of a row of %s: %v", model.ErrDamaged, table, err)
	}
	return row, nil
}

// dueOf is a day from its four columns, as [dueColumns] has them.
func dueOf(day model.Day, days, months *int, typed string) model.Due {
	due := model.Due{Day: day, FromStart: days != nil, Typed: typed}
	if days != nil && months != nil {
		due.Days, due.Months = *days, *months
	}
	return due
}

func (r rowJSON) person() model.Person {
	return model.Person{ID: r.ID, Name: r.Name, Role: r.Role, Relation: r.Relation, Contact: r.Contact}
}

func (r rowJSON) goal() model.Goal {
	return model.Goal{
		ID: r.ID, Patient: model.Person{ID: r.PatientID}, Title: r.Title, Why: r.Why, Area: r.Area, Lifecycle: r.Lifecycle, Since: r.Since,
		Reason: r.Reason, Starter: r.Starter, Start: r.StartOn, HopedFor: dueOf(r.HopedDay, r.HopedDays, r.HopedMonths, r.HopedTyped),
		Confidence: r.Confidence, QuietDays: r.QuietDays,
	}
}

func (r rowJSON) answer() model.Answer {
	return model.Answer{Key: r.Key, Text: r.Text, WrittenOn: r.WrittenOn, WrittenBy: r.WrittenBy}
}

func (r rowJSON) milestone() model.Milestone {
	return model.Milestone{
		ID: r.ID, GoalID: r.GoalID, Rank: r.Rank, Title: r.Title, Major: r.Major == 1, Sign: r.Sign, Treat: r.Treat,
		Due: dueOf(r.DueDay, r.DueDays, r.DueMonths, r.DueTyped), State: r.State, Check: r.check(),
		Criterion: model.Criterion{MeasureID: r.MeasureID, Aim: model.Aim{Low: r.MeetsLow, High: r.MeetsHigh}},
	}
}

func (r rowJSON) check() model.Check {
	return model.Check{On: r.ReachedOn, ReachedBy: r.ReachedBy, CheckedBy: r.CheckedBy, Note: r.Note}
}

func (r rowJSON) measure() model.Measure {
	return model.Measure{
		ID: r.ID, GoalID: r.GoalID, Rank: r.Rank, Name: r.Name, Unit: r.Unit, Kind: r.Kind, Better: r.Better, Baseline: r.Baseline,
		AimLow: r.AimLow, AimHigh: r.AimHigh, Min: r.Least, Max: r.Most, EveryDays: r.EveryDays, Small: r.Small, SmallFrom: r.SmallFrom,
	}
}

func (r rowJSON) reading() model.Reading {
	return model.Reading{ID: r.ID, MeasureID: r.MeasureID, On: r.ReadOn, Value: r.Value, ReadBy: r.ReadBy, Note: r.Note}
}

func (r rowJSON) precaution() model.Precaution {
	return model.Precaution{ID: r.ID, Text: r.Text, Until: dueOf(r.UntilDay, r.UntilDays, r.UntilMonths, r.UntilTyped)}
}

func (r rowJSON) hush() model.Hush {
	return model.Hush{GoalID: r.GoalID, About: r.About, On: r.PutOn, Until: r.Until, Times: r.Times}
}
