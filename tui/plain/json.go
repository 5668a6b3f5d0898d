package plain

import (
	"encoding/json"
	"io"
	"strings"

	"waymark/model"
)

// The JSON of `waymark show --json`. Its fields are stable and documented in
// the README: absent values are null, days are YYYY-MM-DD, lists are in the
// order of the screens.
type (
	goalsJSON struct {
		Goals []goalJSON `json:"goals"`
	}
	goalJSON struct {
		UID        string          `json:"uid"`
		Title      string          `json:"title"`
		Why        *string         `json:"why"`
		Area       *string         `json:"area"`
		Patient    string          `json:"patient"`
		Lifecycle  model.Lifecycle `json:"lifecycle"`
		Start      *string         `json:"start"`
		HopedFor   *string         `json:"hoped_for"`
		Confidence *int            `json:"confidence"`
		Progress   progressJSON    `json:"progress"`
		Answers    []answerJSON    `json:"answers"`
		Milestones []milestoneJSON `json:"milestones"`
		Measures   []measureJSON   `json:"measures"`
		Team       []personJSON    `json:"team"`
	}
	progressJSON struct {
		Reached int `json:"reached"`
		Total   int `json:"total"`
		Percent int `json:"percent"`
	}
	answerJSON struct {
		Key       model.Key `json:"key"`
		Question  string    `json:"question"`
		Text      *string   `json:"text"`
		WrittenOn *string   `json:"written_on"`
	}
	milestoneJSON struct {
		UID       string      `json:"uid"`
		Title     string      `json:"title"`
		Major     bool        `json:"major"`
		Sign      *string     `json:"sign"`
		Treat     *string     `json:"treat"`
		Due       dueJSON     `json:"due"`
		State     model.State `json:"state"`
		ReachedOn *string     `json:"reached_on"`
		ReachedBy *string     `json:"reached_by"`
		CheckedBy *string     `json:"checked_by"`
		Note      *string     `json:"note"`
	}
	dueJSON struct {
		Date           *string `json:"date"`
		AfterStartDays *int    `json:"after_start_days"`
		AsTyped        *string `json:"as_typed"`
	}
	measureJSON struct {
		UID       string            `json:"uid"`
		Name      string            `json:"name"`
		Unit      *string           `json:"unit"`
		Kind      model.MeasureKind `json:"kind"`
		Better    model.Better      `json:"better"`
		Baseline  *float64          `json:"baseline"`
		Aim       aimJSON           `json:"aim"`
		EveryDays int               `json:"every_days"`
	}
	aimJSON struct {
		Low  *float64 `json:"low"`
		High *float64 `json:"high"`
	}
	personJSON struct {
		Name    string     `json:"name"`
		Role    model.Role `json:"role"`
		Contact *string    `json:"contact"`
	}
)

// ShowJSON writes goals with their whole plan as JSON.
func ShowJSON(w io.Writer, goals []model.Goal, today model.Day) error {
	out := goalsJSON{Goals: []goalJSON{}}
	for _, g := range goals {
		out.Goals = append(out.Goals, goalOf(g, today))
	}
	return write(w, out)
}

func write(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

func goalOf(g model.Goal, today model.Day) goalJSON {
	p := model.ProgressOf(g.Milestones)
	out := goalJSON{
		UID: g.UID, Title: g.Title, Why: said(g.Why), Area: said(string(g.Area)), Patient: g.Patient.Name,
		Lifecycle: g.Lifecycle, Start: day(g.Start), HopedFor: day(g.HopedDay()), Confidence: g.Confidence,
		Progress: progressJSON{p.Reached, p.Total, p.Percent()},
		Answers:  []answerJSON{}, Milestones: []milestoneJSON{}, Measures: []measureJSON{}, Team: []personJSON{},
	}
	for _, q := range model.Questions {
		a, _ := g.Answer(q.Key)
		text := strings.Join(g.AnswerLines(q.Key, model.Dates{Today: today}), "\n")
		out.Answers = append(out.Answers, answerJSON{q.Key, q.Words, said(text), day(a.WrittenOn)})
	}
	for _, m := range g.Milestones {
		out.Milestones = append(out.Milestones, milestoneOf(g, m))
	}
	for _, m := range g.Measures {
		out.Measures = append(out.Measures, measureJSON{
			m.UID, m.Name, said(m.Unit), m.Kind, m.Better, m.Baseline, aimJSON{m.AimLow, m.AimHigh}, m.EveryDays,
		})
	}
	for _, t := range g.Team {
		out.Team = append(out.Team, personJSON{t.Name, t.Role, said(t.Contact)})
	}
	return out
}

func milestoneOf(g model.Goal, m model.Milestone) milestoneJSON {
	return milestoneJSON{
		UID: m.UID, Title: m.Title, Major: m.Major, Sign: said(m.Sign), Treat: said(m.Treat), Due: dueOf(g, m.Due),
		State: m.State, ReachedOn: day(m.Check.On), ReachedBy: said(m.Check.By), CheckedBy: said(m.Check.Checker),
		Note: said(m.Check.Note),
	}
}

func dueOf(g model.Goal, d model.Due) dueJSON {
	out := dueJSON{Date: day(d.On(g.Start)), AsTyped: said(d.Typed)}
	if d.FromStart {
		days := int(d.On(g.Start) - g.Start)
		out.AfterStartDays = &days
	}
	return out
}

func said(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func day(d model.Day) *string { return said(d.String()) }

// The JSON of `waymark timeline --json`.
type (
	timelineJSON struct {
		Today   string      `json:"today"`
		Entries []entryJSON `json:"entries"`
	}
	entryJSON struct {
		Date      *string        `json:"date"` // null when it has none yet
		Kind      string         `json:"kind"` // as kindNames has them
		Goal      *string        `json:"goal"`
		Milestone *milestoneJSON `json:"milestone"`
		Words     *string        `json:"words"` // of a change of plan, and of what was to keep in mind until then
	}
)

var kindNames = map[model.EntryKind]string{
	model.EntryStart: "start", model.EntryReached: "reached", model.EntryPassed: "date-passed",
	model.EntryResting: "resting", model.EntryToday: "today", model.EntryAhead: "ahead",
	model.EntryUndated: "no-date", model.EntryHoped: "hoped-for",
	model.EntryEarlier: "reached-before", model.EntryPlan: "plan", model.EntryPrecaution: "keep-in-mind-until",
}

// TimelineJSON writes the timeline of goals as JSON, in the order of [Entries].
func TimelineJSON(w io.Writer, goals []model.Goal, today model.Day) error {
	out := timelineJSON{Today: today.String(), Entries: []entryJSON{}}
	for _, e := range Entries(goals, today) {
		j := entryJSON{Date: day(e.Day), Kind: kindNames[e.Kind], Words: said(e.Words)}
		if e.Goal != nil {
			j.Goal = said(e.Goal.Title)
		}
		if e.Milestone != nil {
			m := milestoneOf(*e.Goal, *e.Milestone)
			j.Milestone = &m
		}
		out.Entries = append(out.Entries, j)
	}
	return write(w, out)
}
