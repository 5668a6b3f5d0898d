package model

// Demo is a made-up recovery to look around in: the people, who is at the
// computer, and goals on which some milestones are reached. People are named,
// not numbered: Check.By and Check.Checker and the teams hold names only.
type Demo struct {
	Patient Person
	Helper  Person // at the computer
	Others  []Person
	Goals   []Goal
}

// demoDays is how far into the recovery the examples are.
const demoDays = 21

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
		goal("Walk to the park and back", "See the ducks, and sit on my bench.", 8, demoHip(start), demoMeasures("Pain", 5, 2)),
		goal("Take the stairs like I used to", "My bedroom is upstairs.", 16, demoKnee(start), demoMeasures("Knee bend", 70, 115)),
	}
	return d
}

func inWeeks(n int) Due {
	return Due{FromStart: true, Days: 7 * n, Typed: "week " + FormatNumber(float64(n))}
}

func demoMeasures(name string, now, aim float64) []Measure {
	for _, m := range UsualMeasures() {
		if m.Name != name {
			continue
		}
		m.Baseline = &now
		if m.Better == Lower {
			m.AimHigh = &aim
		} else {
			m.AimLow = &aim
		}
		return []Measure{m}
	}
	return nil
}

// reachedOn is a milestone done on a day of the recovery.
func reachedOn(m Milestone, on Day, checker, note string) Milestone {
	m.State = Reached
	m.Check = Check{On: on, By: "Rosa", Checker: checker, Note: note}
	return m
}

func planned(title string, due Due) Milestone { return Milestone{Title: title, Due: due, State: Open} }

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
		reachedOn(planned("Knee bends past 90 degrees", inWeeks(4)), start+19, "Dana", "A week early!"),
		planned("Knee straightens fully", inWeeks(4)),
		planned("Let go of the walking aid as I can", inWeeks(4)),
		planned("Walk on my own, no aid", inWeeks(6)),
		planned("Knee bends to 110 degrees", inWeeks(6)),
		planned("Knee bends to 115 degrees", inWeeks(12)),
		planned("Little or no pain", inWeeks(12)),
		last,
	}
}
