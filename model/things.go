package model

import (
	"fmt"
	"strings"
)

// ThingKind says what a [Thing] is.
type ThingKind int

// The kinds of thing that a change can touch.
const (
	ThingNone ThingKind = iota
	ThingPerson
	ThingGoal
	ThingAnswer
	ThingMilestone
	ThingEarlier // a day on which a milestone was reached before
	ThingMeasure
	ThingReading
	ThingPrecaution
	ThingTeam // a person on the care team of a goal
	ThingHush
	ThingRights // what a person may do in the record that the change is about
)

// Thing is one thing that a change touched, as it stood at a moment, with what it
// belongs to. Whoever is named in it and not known any more has no name.
type Thing struct {
	Is   ThingKind
	Rank int64 // its place among others of its kind

	Goal       Goal // itself or the one it belongs to: its own words and days
	Milestone  Milestone
	Measure    Measure // itself, or the one that a reading or a milestone is of
	Answer     Answer
	Earlier    Earlier
	Reading    Reading
	Precaution Precaution
	Person     Person
	Hush       Hush
}

// Name says what the thing is: `Milestone "Stand"`.
func (t Thing) Name() string {
	switch t.Is {
	case ThingPerson:
		return who(t.Person.ID, t.Person.Name)
	case ThingGoal:
		return "Goal " + Quote(t.Goal.Title)
	case ThingAnswer:
		return fmt.Sprintf("The answer to question %d", QuestionOf(t.Answer.Key).Number)
	case ThingMilestone:
		return "Milestone " + Quote(t.Milestone.Title)
	case ThingEarlier:
		return "An earlier day of " + Quote(t.Milestone.Title)
	case ThingMeasure:
		return "What we measure: " + t.Measure.Name
	case ThingReading:
		return "Reading of " + t.Measure.Name
	case ThingPrecaution:
		return "To keep in mind: " + Quote(t.Precaution.Text)
	case ThingTeam:
		return "On the care team: " + who(t.Person.ID, t.Person.Name)
	case ThingHush:
		return "A gentle note"
	case ThingRights:
		return "What " + who(t.Person.ID, t.Person.Name) + " may do"
	}
	return ""
}

// facts are all that is known of the thing, in words. Things of one kind have the
// same ones.
func (t Thing) facts(d Dates) []fact {
	switch t.Is {
	case ThingPerson:
		return personFacts(t.Person)
	case ThingGoal:
		return goalFacts(t.Goal, d)
	case ThingAnswer:
		return []fact{{label: "In my words", words: strings.TrimSpace(t.Answer.Text)}, {label: "Written on", words: day(t.Answer.WrittenOn, d)}, {label: "Written by", words: who(t.Answer.WrittenBy, t.Answer.Writer)}}
	case ThingMilestone:
		return t.milestoneFacts(d)
	case ThingEarlier:
		return []fact{
			{label: "Done", words: t.Earlier.whole(d)},
			{label: "How it went", words: strings.TrimSpace(t.Earlier.Note)},
			{label: "To do again from", words: day(t.Earlier.Until, d)},
		}
	case ThingMeasure:
		return t.measureFacts()
	case ThingReading:
		r := t.Reading
		return []fact{
			{label: "How much", words: Capital(t.Measure.Told(r.Value))},
			{label: "Day", words: day(r.On, d)},
			{label: "Who measured it", words: who(r.ReadBy, r.By), none: "Not said"},
			{label: "A few words", words: strings.TrimSpace(r.Note)},
		}
	case ThingPrecaution:
		return []fact{{label: "Words", words: t.Precaution.Text, named: true}, {label: "Until", words: dueSaid(t.Precaution.Until, t.Goal.Start, d), none: "No end"}}
	case ThingTeam:
		return []fact{{label: "Goal", words: t.Goal.Title, goal: true}}
	case ThingHush:
		return t.hushFacts(d)
	case ThingRights:
		return rightFacts(t.Person)
	}
	return nil
}

// who names a person whose name is known, and says that there is one otherwise.
func who(id int64, name string) string {
	if id != 0 && name == "" {
		return "someone"
	}
	return name
}

func day(on Day, d Dates) string {
	if on == 0 {
		return ""
	}
	return d.Short(on)
}

// dueSaid is when something is hoped for, and how that was said: `Mon 30 Nov ("in
// 1 week")`.
func dueSaid(due Due, start Day, d Dates) string {
	said := due.Typed
	if due.FromStart && said == "" {
		said = due.Phrase()
	}
	switch on := day(due.On(start), d); {
	case on == "":
		return ""
	case said == "":
		return on
	default:
		return on + " (" + Quote(said) + ")"
	}
}

func yesNo(is bool) string { return map[bool]string{true: "Yes", false: "No"}[is] }

func personFacts(p Person) []fact {
	role := string(p.Role)
	if p.Recovers() {
		role = "someone who recovers"
	}
	return []fact{
		{label: "Name", words: p.Name, named: true},
		{label: "Who they are", words: p.Relation},
		{label: "Here as", words: Capital(role)},
		{label: "How to reach them", words: p.Contact},
	}
}

func rightFacts(p Person) []fact {
	allowed := func(off bool) string {
		if off {
			return "Switched off"
		}
		return ""
	}
	return []fact{
		{label: "May " + RightCheck.Words(), words: allowed(p.NoCheck), none: "Yes"},
		{label: "May " + RightPlan.Words(), words: allowed(p.NoPlan), none: "Yes"},
	}
}

func goalFacts(g Goal, d Dates) []fact {
	stands := strings.TrimSuffix(g.SinceWords(d), ".")
	if !g.Lifecycle.Stopped() {
		stands = g.Lifecycle.Words()
		if g.Since != 0 {
			stands += " since " + d.Short(g.Since)
		}
	}
	var sure, begun string
	if g.Confidence != nil {
		sure = fmt.Sprintf("%d of 10", *g.Confidence)
	}
	if s, ok := StarterOf(g.Starter); ok {
		begun = s.Name
	}
	return []fact{
		{label: "Words", words: g.Title, named: true},
		{label: "Whose goal", words: who(g.Patient.ID, g.Patient.Name)},
		{label: "Why it matters", words: strings.TrimSpace(g.Why)},
		{label: "Area", words: g.Area.said(), none: g.Area.Words()},
		{label: "Where it stands", words: stands},
		{label: "Why so", words: strings.TrimSpace(g.Reason)},
		{label: "The start", words: day(g.Start, d)},
		{label: "Hoped for", words: dueSaid(g.HopedFor, g.Start, d), none: "No day"},
		{label: "How sure at the start", words: sure},
		{label: "My plan for a hard day shows after", words: Count(g.QuietDays, "day") + " with no step done"},
		{label: "Begun from", words: begun},
	}
}

// said names the area, where one was said.
func (a Area) said() string {
	if a == AreaUnsaid {
		return ""
	}
	return a.Words()
}

func (t Thing) milestoneFacts(d Dates) []fact {
	m := t.Milestone
	stands := map[State]string{Open: "To do", Resting: "Resting", LetGo: "Let go"}[m.State]
	if m.State == Reached {
		stands = "Done, " + m.Check.whole(d)
	}
	var major, meets string
	if m.Major {
		major = yesNo(true)
	}
	if !m.Criterion.None() {
		meets = m.Criterion.Words(t.Measure)
	}
	return []fact{
		{label: "Words", words: m.Title, named: true},
		{label: "Goal", words: t.Goal.Title, goal: true},
		{label: "Where it stands", words: stands},
		{label: "How it went", words: strings.TrimSpace(m.Check.Note)},
		{label: "Date", words: dueSaid(m.Due, t.Goal.Start, d), none: "No date"},
		{label: "Major", words: major, none: yesNo(false)},
		{label: "The sign", words: strings.TrimSpace(m.Sign)},
		{label: "How to celebrate", words: strings.TrimSpace(m.Treat)},
		{label: "The number that meets it", words: meets, none: "None"},
	}
}

// whole is when it was done, by whom and who checked it: "Sat 21 Nov, by Rosa,
// checked by Ben".
func (c Check) whole(d Dates) string {
	said := day(c.On, d)
	by, checker := who(c.ReachedBy, c.By), who(c.CheckedBy, c.Checker)
	if by != "" {
		said += ", by " + by
	}
	switch {
	case checker == "" && by != "":
		said += ", not said who checked it"
	case c.CheckedBy != c.ReachedBy:
		said += ", checked by " + checker
	}
	return said
}

func (t Thing) measureFacts() []fact {
	m := t.Measure
	amount := func(v *float64) string {
		if v == nil {
			return ""
		}
		return m.Amount(*v)
	}
	return []fact{
		{label: "Name", words: m.Name, named: true},
		{label: "Goal", words: t.Goal.Title, goal: true},
		{label: "In", words: m.Unit, none: "No unit"},
		{label: "Written down as", words: map[MeasureKind]string{Number: "A number", Done: "Done or not done"}[m.Kind]},
		{label: "Better when", words: map[Better]string{Higher: "higher", Lower: "lower", Within: "in a range"}[m.Better]},
		{label: "At the start", words: amount(m.Baseline)},
		{label: "Aim", words: m.aimed(m.Aim()), none: "No aim"},
		{label: "The least it can be", words: amount(m.Min)},
		{label: "The most it can be", words: amount(m.Max)},
		{label: "How often", words: Capital(m.Often())},
		{label: "A small change", words: amount(m.Small)},
		{label: "Where that comes from", words: m.SmallFrom},
	}
}

func (t Thing) hushFacts(d Dates) []fact {
	kind, _, _ := strings.Cut(t.Hush.About, ":")
	about := map[NoticeKind]string{
		NoticeWorse: "A number that went the other way", NoticePassed: "A date that has passed", NoticeLevel: "A number that stayed near the same",
		NoticeQuiet: "A while with no step done",
	}[NoticeKind(kind)]
	times := ""
	if t.Hush.Times > 0 {
		times = Count(t.Hush.Times, "time") + " in a row"
	}
	return []fact{
		{label: "Goal", words: t.Goal.Title, goal: true},
		{label: "It speaks of", words: about, none: "How things go"},
		{label: "Answered on", words: day(t.Hush.On, d)},
		{label: "Not shown before", words: day(t.Hush.Until, d)},
		{label: "Put aside", words: times, none: "No"},
	}
}
