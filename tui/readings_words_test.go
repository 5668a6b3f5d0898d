package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"waymark/model"
)

// A helper who is on the care team is not told to call themselves, a scale is one
// only with few values, and "no pain" is said of pain alone.
func TestWhomToCallAndWhatTheEndsMean(t *testing.T) {
	in := newRecovery(t, func(g *model.Goal) {
		g.Team = []model.Person{{ID: 2, Name: "Ben", Role: model.RoleFamily, Relation: "her son", Contact: "555 0100"}, {Name: "Dana", Role: model.RolePhysical, Contact: "555 0134"}}
		g.Measures = append(g.Measures,
			model.Measure{Name: "Effort", Unit: "of 10", Kind: model.Number, Better: model.Higher, Min: new(0.0), Max: new(10.0), EveryDays: 1},
			model.Measure{Name: "Mood", Unit: "of 50", Kind: model.Number, Better: model.Higher, Min: new(0.0), Max: new(50.0), EveryDays: 1})
	})
	r := rigOn(t, in.st, 80, 40)
	r.keys("r", "4")
	r.sees("0 is none. 10 is the most.", "call your care team. Dana: 555 0134.")
	r.seesNot("no pain", "911", "Ben: 555")
	r.keys("esc", "r", "5")
	r.sees("Mood, 0 to 50.", "How much?")
	r.seesNot("0 is none")
}

// Note is trimmed, too long a one is said beside it, and who measured may stay
// unsaid.
func TestTheWordsOfAReading(t *testing.T) {
	in := newRecovery(t, nil)
	r := rigOn(t, in.st, 80, 40)
	r.keys("enter", "r", "1")
	r.typeText("80")
	r.goTo("by")
	for range 3 {
		r.keys("right")
	}
	r.sees("Who measured it? Rosa")
	r.keys("left")
	r.sees("Who measured it? Not said")
	r.goTo("note")
	r.send(tea.PasteMsg{Content: strings.Repeat("long ", 5000)})
	r.keys("enter")
	r.sees("There is room for", "▌ A few words")
	r.keys("esc", "esc")
	in.has(t, 0)
	r.keys("r", "1")
	r.typeText("80")
	r.goTo("by")
	r.keys("left", "left") // before Ben, who is here, stands Rosa, and before her nobody
	r.goTo("note")
	r.typeText("  In bed  ")
	r.keys("enter")
	in.has(t, 0, "0 days ago: 80 by , In bed")
}

// The first arrow on a measure without readings begins where it was at the start,
// or else with the least.
func TestWhereTheArrowsBegin(t *testing.T) {
	in := newRecovery(t, func(g *model.Goal) {
		g.Measures = append(g.Measures, model.Measure{Name: "Pulse", Unit: "beats", Kind: model.Number, Better: model.Within, Min: new(30.0), Max: new(220.0), EveryDays: 1})
	})
	r := rigOn(t, in.st, 80, 40)
	r.keys("r", "1", "right")
	r.sees("▌ How much? 85", "85 degrees.")
	r.keys("esc", "esc", "r", "4", "right")
	r.sees("▌ How much? 30")
}

// A card on Today shows three measures at most, and the list of what is to be
// written down says how many more there are.
func TestManyMeasures(t *testing.T) {
	in := newRecovery(t, func(g *model.Goal) {
		for _, name := range []string{"One", "Two", "Three", "Four"} {
			g.Measures = append(g.Measures, model.Measure{Name: name, Kind: model.Number, Better: model.Higher, EveryDays: 1})
		}
	})
	for i := range in.goal.Measures {
		in.read(t, i, 20, 1)
	}
	r := rigOn(t, in.st, 80, 60)
	r.sees("Knee bend: 1 degree on Tue 3 Nov.", "Pain: 1 of 10 on Tue 3 Nov.", "Medicine taken: done on Tue 3 Nov.", "And 1 more")
	r.seesNot("One: 1 on Tue")
}

// "Not done" is no reason to take anything back, and is drawn as not done.
func TestNotDoneToday(t *testing.T) {
	in := newRecovery(t, nil)
	in.read(t, 2, 0, 0)
	r := rigOn(t, in.st, 80, 40)
	r.keys("enter")
	r.goTo(rowID("measure", in.goal.Measures[2].ID))
	r.sees("▌ ○")
	r.keys("space")
	r.sees("▌ ✓", "Medicine taken: done.")
	in.has(t, 2, "0 days ago: 1 by Rosa")
}
