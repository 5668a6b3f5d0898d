package model

import (
	"cmp"
	"slices"
	"time"
)

// Demo is a made-up recovery to look around in: the people, who is at the
// computer, goals on which some milestones are reached, and readings of their
// measures. People are named, not numbered: Check.By, Check.Checker, Reading.By
// and the teams hold names only.
type Demo struct {
	Patient  Person
	Helper   Person // at the computer
	Others   []Person
	Goals    []Goal
	Readings []DemoReading // in the order of their days
}

// DemoReading is a reading of the one measure of that name.
type DemoReading struct {
	Measure string
	Reading
}

// How far into the recovery the examples are, and the day of it on which the
// knee bends past 90 degrees.
const (
	demoDays   = 21
	demoPast90 = 19
)

// NewDemo is Rosa's, three weeks after a new hip and a new knee. The weeks and
// degrees are those of published plans (Therapy West PT for the hip; Penrose
// PT, adapted from Brigham and Women's, for the knee; the first steps from "The
// In-Depth Definition of Milestones"). They are examples, not advice.
func NewDemo(today Day) Demo {
	d := Demo{
		Patient: Person{Name: "Rosa", Role: RolePatient},
		Helper:  Person{Name: "Ben", Role: RoleFamily, Relation: "her son"},
		Others:  []Person{{Name: "Dana", Role: RolePhysical, Contact: "555 0134. Visits on Tuesdays."}},
	}
	start := today - demoDays
	team := []Person{d.Helper, d.Others[0]}
	sure := 7
	answers := []Answer{
		{Key: KeyMilestones, WrittenOn: start},
		{Key: KeyMeasures, WrittenOn: start},
		{Key: KeyPeople, WrittenOn: start},
		{Key: KeySetback, WrittenOn: start, Text: "I will drop back to 5 minutes and not skip days. If nothing has changed in two weeks I will call Dana. Ben will walk with me."},
		{Key: KeyMajor, WrittenOn: start},
	}
	goal := func(title, why string, weeks int, list []Milestone, measures []Measure) Goal {
		return Goal{
			Title: title, Why: why, Area: AreaRehabilitation, Lifecycle: Active, Start: start, HopedFor: inWeeks(weeks),
			Confidence: &sure, QuietDays: DefaultQuietDays, Answers: answers, Milestones: list, Measures: measures, Team: team,
		}
	}
	d.Goals = []Goal{
		goal("Walk to the park and back", "See the ducks, and sit on my bench.", 8, demoHip(start), []Measure{demoMeasure("Pain", 5, 2), usualMeasure("Medicine taken")}),
		goal("Take the stairs like I used to", "My bedroom is upstairs.", 16, demoKnee(start), []Measure{demoBend()}),
	}
	d.Readings = demoReadings(start)
	return d
}

func inWeeks(n int) Due {
	return Due{FromStart: true, Days: 7 * n, Typed: "week " + FormatNumber(float64(n))}
}

// usualMeasure is the usual measure of that name.
func usualMeasure(name string) Measure {
	list := UsualMeasures()
	return list[slices.IndexFunc(list, func(m Measure) bool { return m.Name == name })]
}

// demoMeasure is a usual measure with where it was at the start and its aim.
func demoMeasure(name string, now, aim float64) Measure {
	m := usualMeasure(name)
	m.Baseline, m.AimLow = &now, &aim
	if m.Better == Lower {
		m.AimLow, m.AimHigh = nil, &aim
	}
	return m
}

// demoBend is the knee's bend, with a small change that the people chose.
func demoBend() Measure {
	m, small := demoMeasure("Knee bend", 70, 115), 5.0
	m.Small, m.SmallFrom = &small, "Dana"
	return m
}

// reachedOn is a milestone done on a day of the recovery.
func reachedOn(m Milestone, on Day, checker, note string) Milestone {
	m.State = Reached
	m.Check = Check{On: on, By: "Rosa", Checker: checker, Note: note}
	return m
}

func planned(title string, due Due) Milestone { return Milestone{Title: title, Due: due, State: Open} }

// bends is a milestone that the knee meets when it bends so far, in degrees.
func bends(m Milestone, degrees float64) Milestone {
	m.Criterion = Criterion{Measure: "Knee bend", Aim: Aim{Low: &degrees}}
	return m
}

func demoHip(start Day) []Milestone {
	last := planned("Walk a mile without a limp, no cane", inWeeks(8))
	last.Major, last.Sign, last.Treat = true, "I sit on the bench by the pond.", "Cake with Ben. Call my sister."
	return []Milestone{
		reachedOn(planned("Sit up without pain", Due{}), start+1, "Rosa", ""),
		reachedOn(planned("Stand with support", Due{}), start+2, "Ben", "My legs shook, and I stood."),
		reachedOn(planned("Take ten steps with the walker", Due{}), start+4, "Rosa", ""),
		reachedOn(planned("Walk with even steps on the walker", inWeeks(1)), start+8, "Dana", ""),
		reachedOn(planned("Change from the walker to the cane", inWeeks(2)), start+13, "Dana", "Dana says the cane suits me."),
		planned("Walk 10 minutes with the cane", Due{FromStart: true, Days: 20, Typed: "day 20"}),
		planned("Walk to the corner and back", Due{FromStart: true, Days: 24, Typed: "day 24"}),
		planned("Stand on one leg with control", inWeeks(6)),
		planned("Put the cane away when walking is free of pain", inWeeks(6)),
		last,
	}
}

func demoKnee(start Day) []Milestone {
	last := planned("Stairs, step over step", inWeeks(16))
	last.Major, last.Sign, last.Treat = true, "I carry my tea upstairs.", "Sleep in my own bed."
	return []Milestone{
		reachedOn(planned("Sit on the edge of the bed", Due{}), start+1, "Ben", ""),
		reachedOn(planned("Tighten the thigh ten times", inWeeks(1)), start+6, "Rosa", ""),
		bends(reachedOn(planned("Knee bends past 90 degrees", inWeeks(4)), start+demoPast90, "Dana", "A week early!"), 90),
		planned("Knee straightens fully", inWeeks(4)),
		planned("Let go of the walking aid as I can", inWeeks(4)),
		planned("Walk on my own, no aid", inWeeks(6)),
		bends(planned("Knee bends to 110 degrees", inWeeks(6)), 110),
		bends(planned("Knee bends to 115 degrees", inWeeks(12)), 115),
		planned("Little or no pain", inWeeks(12)),
		last,
	}
}

// demoReadings are the readings of the first three weeks, up to yesterday: none
// of today, so that there is something to write down. Dana reads the knee on her
// Tuesdays, and on the day she checks its milestone off.
func demoReadings(start Day) []DemoReading {
	const none = -1
	notes := map[string]string{"Pain 3": "A bad night.", "Pain 8": "After a longer walk.", "Knee bend 16": "Stiff from sitting."}
	bend := map[int]float64{1: 70, 4: 74, 6: 77, 8: 80, 10: 84, 12: 87, 14: 88, 16: 87, demoPast90: 92}
	var list []DemoReading
	add := func(measure string, day int, value float64, by string) {
		note := notes[measure+" "+FormatNumber(float64(day))]
		list = append(list, DemoReading{measure, Reading{On: start + Day(day), Value: value, By: by, Note: note}})
	}
	for i, pain := range []float64{6, 6, 7, 5, 6, none, 5, 6, 4, 5, 5, none, 4, 5, 4, 3, 4, none, 3, 3} {
		if pain != none {
			add("Pain", i+1, pain, "Rosa")
		}
	}
	for i, taken := range []float64{1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, none, 1, 1, 1, 0, 1, 1, 1} {
		if taken != none {
			add("Medicine taken", i+1, taken, "Rosa")
		}
	}
	for day, value := range bend {
		by := "Rosa"
		if day == demoPast90 || (start+Day(day)).Weekday() == time.Tuesday {
			by = "Dana"
		}
		add("Knee bend", day, value, by)
	}
	slices.SortStableFunc(list, func(a, b DemoReading) int { return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.Measure, b.Measure)) })
	return list
}
