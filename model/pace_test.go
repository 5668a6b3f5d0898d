package model

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// paced is a goal that is on its way, with the readings of a measure.
func paced(m Measure, all []Reading, open ...Milestone) Goal {
	g := Goal{ID: 1, Lifecycle: Active, Start: monday - 77, QuietDays: 14, Measures: []Measure{m}}
	g.Milestones = append(g.Milestones, Milestone{ID: 90, Title: "Sit", State: Reached, Check: Check{On: monday - 10}})
	for i, m := range open {
		m.ID, m.State = int64(i+1), Open
		g.Milestones = append(g.Milestones, m)
	}
	g.Series = map[int64]Series{m.ID: SeriesOf(all, monday)}
	return g
}

// dueIn is a milestone so many days before monday, or after it.
func dueIn(days Day, major bool) Milestone {
	return Milestone{Title: "Stand on one leg", Major: major, Due: Due{Day: monday + days}}
}

// abouts name what some notes are about, in a line.
func abouts(list []Notice) string {
	var all []string
	for _, n := range list {
		all = append(all, n.About())
	}
	return strings.Join(all, " ")
}

var (
	worsePain = readEvery(1, 3, 3, 3, 6, 6)
	levelKnee = readEvery(7, 95, 95, 95, 95)
	bentSince = []Reading{{ID: 1, On: monday - 77, Value: 85}, {ID: 2, On: monday - 21, Value: 95}, {ID: 3, On: monday - 14, Value: 94.5}, {ID: 4, On: monday - 7, Value: 96}, {ID: 5, On: monday, Value: 95}}
)

func TestPassedNotices(t *testing.T) {
	from := func(days int) Milestone { return Milestone{Due: Due{FromStart: true, Days: days}} }
	for _, tt := range []struct {
		name string
		open []Milestone
		want string
	}{
		{"no date", []Milestone{{}}, ""},
		{"today", []Milestone{dueIn(0, false), dueIn(0, true)}, ""},
		{"three days past", []Milestone{dueIn(-3, false)}, ""},
		{"four days past", []Milestone{dueIn(-4, false)}, "passed:1:2026-11-19"},
		{"a major one, one day past", []Milestone{dueIn(-1, true)}, "passed:1:2026-11-22"},
		{"counted from the start", []Milestone{from(73), from(74)}, "passed:1:2026-11-19"},
		{"the oldest first", []Milestone{dueIn(-5, false), dueIn(-9, false), dueIn(-5, false)}, "passed:2:2026-11-14 passed:1:2026-11-18 passed:3:2026-11-18"},
		{"the newest major one first", []Milestone{dueIn(-9, false), dueIn(-8, true), dueIn(-2, true)}, "passed:3:2026-11-21 passed:2:2026-11-15 passed:1:2026-11-14"},
	} {
		if got := abouts(paced(kneeMeasure, nil, tt.open...).Pace().Notices(monday)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestQuietNotices(t *testing.T) {
	const quiet = "quiet:2026-11-09" // two weeks before monday
	reached := func(g *Goal, day Day) { g.Milestones[0].Check.On = day }
	read := func(g *Goal, all []Reading) { g.Series[kneeMeasure.ID] = SeriesOf(all, monday) }
	twice := func(g *Goal, all []Reading) { read(g, all); g.Measures = append(g.Measures, painMeasure) }
	for _, tt := range []struct {
		name   string
		change func(g *Goal)
		want   string
	}{
		{"thirteen days", func(g *Goal) { reached(g, monday-13) }, ""},
		{"fourteen days", func(g *Goal) {}, quiet},
		{"as long as the person said", func(g *Goal) { g.QuietDays = 15 }, ""},
		{"nothing reached since the start", func(g *Goal) { g.Start, g.Milestones = monday-14, g.Milestones[1:] }, quiet},
		{"the start counts", func(g *Goal) { g.Start = monday - 13 }, ""},
		{"picked up again", func(g *Goal) { g.Since = monday - 13 }, ""},
		{"picked up again two weeks ago", func(g *Goal) { g.Since = monday - 14; reached(g, monday-40) }, quiet},
		{"acted on", func(g *Goal) { g.Hushes = []Hush{ActedOn("level:9", 1, 1, monday-13)} }, ""},
		{"acted on two weeks ago", func(g *Goal) { g.Hushes = []Hush{ActedOn("level:9", 1, 1, monday-14)}; reached(g, monday-40) }, quiet},
		{"acted on before the last milestone", func(g *Goal) { g.Hushes = []Hush{ActedOn("level:9", 1, 1, monday-40)} }, quiet},
		{"put aside", func(g *Goal) { g.Hushes = []Hush{NotNow(Hush{}, "level:9", 1, monday-13)} }, quiet},
		{"nothing open", func(g *Goal) { g.Milestones[1].State = Resting }, ""},
		{"the next one is ahead", func(g *Goal) { g.Milestones[1].Due = Due{Day: monday} }, ""},
		{"the next one has passed", func(g *Goal) { g.Milestones[1].Due = Due{Day: monday - 1} }, quiet},
		{"one that is not next is ahead", func(g *Goal) {
			g.Milestones = append(g.Milestones, Milestone{ID: 2, State: Open, Due: Due{Day: monday + 3}})
		}, quiet},
		{"a measure gained", func(g *Goal) { read(g, readAgo(7, 90, 0, 95)) }, ""},
		{"a measure gained little", func(g *Goal) { read(g, readAgo(7, 91, 0, 95)) }, quiet},
		{"a measure gained long ago", func(g *Goal) { read(g, readAgo(37, 90, 30, 95)) }, quiet},
		{"a measure is level", func(g *Goal) { read(g, levelKnee) }, "level:3"},
		{"one of two measures gained", func(g *Goal) { twice(g, readAgo(7, 90, 0, 95)) }, ""},
		{"one of two measures is level", func(g *Goal) { twice(g, levelKnee) }, "level:3"},
		{"a date has passed too", func(g *Goal) { g.Milestones[1].Due = Due{Day: monday - 4} }, "passed:1:2026-11-19 " + quiet},
		{"the goal rests", func(g *Goal) { g.Lifecycle = OnHold }, ""},
	} {
		g := paced(kneeMeasure, nil, Milestone{})
		reached(&g, monday-14)
		tt.change(&g)
		if got := abouts(g.Pace().Notices(monday)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// slowed is a goal with a notice of each kind that can hold at once.
func slowed() Goal {
	g := paced(kneeMeasure, levelKnee, dueIn(-9, false), dueIn(-1, true))
	g.Measures = append(g.Measures, having(kneeMeasure, func(m *Measure) { m.ID = 5 }), painMeasure)
	g.Series[5], g.Series[painMeasure.ID] = g.Series[kneeMeasure.ID], SeriesOf(worsePain, monday)
	return g
}

const slowedAbout = "worse:4 passed:2:2026-11-22 passed:1:2026-11-14 level:3 level:5"

func TestNoticeOrder(t *testing.T) {
	if got := abouts(slowed().Pace().Notices(monday)); got != slowedAbout {
		t.Errorf("%q, want %q", got, slowedAbout)
	}
	for _, to := range []Lifecycle{OnHold, Completed, Cancelled, EnteredInError} {
		g := slowed()
		g.Lifecycle = to
		if got := g.Pace().Notices(monday); got != nil {
			t.Errorf("%s: %q", to, abouts(got))
		}
	}
	if none := (Goal{Start: monday - 50, QuietDays: 14}).Pace(); none.Reached != 0 || none.Open != nil || none.Notices(monday) != nil {
		t.Errorf("an empty goal: %+v", none)
	}
}

func TestNote(t *testing.T) {
	silent := func(about string) Hush { return Hush{GoalID: 1, About: about, Until: monday, Times: MaxHushes} }
	for _, tt := range []struct {
		name   string
		hushes []Hush
		want   string
	}{
		{"nothing put aside", nil, "worse:4"},
		{"another put aside", []Hush{NotNow(Hush{}, "level:3", 1, monday)}, "worse:4"},
		{"two put aside", []Hush{NotNow(Hush{}, "level:3", 1, monday), NotNow(Hush{}, "worse:4", 1, monday)}, ""},
		{"six days ago", []Hush{NotNow(Hush{}, "worse:4", 1, monday-6)}, ""},
		{"a week ago", []Hush{NotNow(Hush{}, "worse:4", 1, monday-7)}, "worse:4"},
		{"acted on, for long", []Hush{silent("worse:4"), ActedOn("level:9", 1, 30, monday-29)}, ""},
		{"acted on, long enough ago", []Hush{silent("worse:4"), ActedOn("level:9", 1, 30, monday-30)}, "passed:2:2026-11-22"},
		{"twice in a row", []Hush{{About: "worse:4", Until: monday, Times: 2}}, "worse:4"},
		{"three times in a row", []Hush{silent("worse:4")}, "passed:2:2026-11-22"},
		{"another date", []Hush{silent("worse:4"), silent("passed:2:2026-11-21")}, "passed:2:2026-11-22"},
		{"all of them", []Hush{silent("worse:4"), silent("passed:2:2026-11-22"), silent("passed:1:2026-11-14"), silent("level:3"), silent("level:5")}, ""},
	} {
		g := slowed()
		g.Hushes = tt.hushes
		got := ""
		if n, ok := g.Pace().Note(monday); ok {
			got = n.About()
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
		if got := abouts(g.Pace().Notices(monday)); got != slowedAbout {
			t.Errorf("%s: asked for, %q", tt.name, got)
		}
	}
}

func TestFirstNote(t *testing.T) {
	quiet := paced(kneeMeasure, nil, Milestone{})
	quiet.Milestones[0].Check.On = 0
	goals := map[string]Goal{
		"none": paced(kneeMeasure, nil, dueIn(1, false)), "quiet": quiet, "level": paced(kneeMeasure, levelKnee, dueIn(1, false)), "worse": paced(painMeasure, worsePain),
		"old": paced(kneeMeasure, nil, dueIn(-20, false)), "newer": paced(kneeMeasure, nil, dueIn(-6, false)), "same": paced(kneeMeasure, nil, dueIn(-20, false)),
		"major": paced(kneeMeasure, nil, dueIn(-30, true)), "newer major": paced(kneeMeasure, nil, dueIn(-2, true)), "hushed": slowed(),
	}
	hushed := goals["hushed"]
	hushed.Hushes = []Hush{NotNow(Hush{}, "worse:4", 1, monday-1)}
	goals["hushed"] = hushed
	hushed.Hushes = []Hush{NotNow(Hush{}, "worse:4", 1, monday)}
	goals["hushed today"] = hushed
	for of, want := range map[string]string{
		"": "", "none": "", "hushed": "", "none, quiet": "quiet", "quiet, level": "level", "level, newer": "newer", "newer, old": "old", "old, newer": "old",
		"old, same": "old", "same, old": "same", "old, major": "major", "major, newer major, old": "newer major", "newer major, worse, quiet": "worse", "hushed, level": "level", "hushed today, level": "", "level, hushed today": "",
	} {
		var list []Pace
		for i, name := range strings.Split(of, ", ") {
			g := goals[name]
			g.ID, g.Title = int64(i+1), name
			list = append(list, g.Pace())
		}
		if got, ok := FirstNote(list, monday); got.Goal.Title != want || ok != (want != "") {
			t.Errorf("of %s: %q, %t, want %q", of, got.Goal.Title, ok, want)
		}
	}
}

func TestHushesAreCounted(t *testing.T) {
	const about = "level:3"
	once := Hush{GoalID: 1, About: about, Until: monday + 7, Times: 1, On: monday}
	if got := NotNow(Hush{}, about, 1, monday); got != once {
		t.Errorf("the first time: %+v", got)
	}
	for _, tt := range []struct {
		name  string
		was   Hush
		on    Day
		times int
	}{
		{"again when it comes", once, monday + 7, 2},
		{"four weeks after it came", once, monday + 35, 2},
		{"longer after it came", once, monday + 36, 1},
		{"a gap of months", Hush{GoalID: 1, About: about, Until: monday, Times: 2}, monday + 100, 1},
		{"a third time", Hush{GoalID: 1, About: about, Until: monday, Times: 2}, monday, 3},
		{"asked for after months", Hush{GoalID: 1, About: about, Until: monday, Times: 3}, monday + 100, 4},
		{"another note", Hush{GoalID: 1, About: "level:4", Until: monday, Times: 2}, monday, 1},
		{"of another goal", Hush{GoalID: 2, About: about, Until: monday, Times: 2}, monday, 1},
		{"acted on before", ActedOn(about, 1, 7, monday-7), monday, 1},
	} {
		got := NotNow(tt.was, about, 1, tt.on)
		if want := (Hush{1, about, tt.on + 7, tt.times, tt.on}); got != want || got.Silent() != (tt.times >= 3) {
			t.Errorf("%s: %+v, want %+v", tt.name, got, want)
		}
	}
	if got, want := ActedOn(about, 1, 30, monday), (Hush{1, about, monday + 30, 0, monday}); got != want || got.Silent() {
		t.Errorf("acted on: %+v", got)
	}
}

func TestNoticeWords(t *testing.T) {
	only := func(g Goal) Notice { return g.Pace().Notices(monday)[0] }
	quiet := paced(kneeMeasure, nil, Milestone{})
	quiet.Milestones[0].Check.On = monday - 16
	started, picked, acted := quiet, quiet, quiet
	started.Start = monday - 15
	picked.Since = monday - 15
	acted.Hushes = []Hush{ActedOn("level:3", 1, 7, monday-15)}
	sourced := having(painMeasure, func(m *Measure) { m.SmallFrom = "2,724 people. Farrar 2001" })
	within := having(painMeasure, func(m *Measure) { m.Better, m.AimLow, m.AimHigh = Within, new(4.0), new(6.0) })
	for _, tt := range []struct {
		name    string
		n       Notice
		words   string
		comfort string
		because string // joined by |; empty for not asked
	}{
		{
			"level", only(paced(kneeMeasure, bentSince)), "Knee bend has stayed near 95 degrees for 3 weeks.",
			"No ground is lost: it was 85 on Mon 7 Sep. Level spells are common in recovery.",
			"Looked at: 4 readings from Mon 2 Nov to Mon 23 Nov.|Mon 2 Nov: 95 degrees.|Mon 9 Nov: 94.5 degrees.|Mon 16 Nov: 96 degrees.|Mon 23 Nov: 95 degrees.|" +
				"Over these days the change is about 0.4 degrees.|They do not keep going one way.|The middle of them is 95 degrees.|" +
				"All since Mon 2 Nov are nearer to it than 5 degrees.|You set the smallest change that counts at 5 degrees.|The aim of 120 or more is not reached yet.",
		},
		{"level after it was better", only(paced(kneeMeasure, append(readAgo(77, 85, 42, 100), levelKnee...))), "Knee bend has stayed near 95 degrees for 3 weeks.", "Level spells are common in recovery.", ""},
		{"level after it was a little better", only(paced(kneeMeasure, append(readAgo(77, 85, 42, 99.5), levelKnee...))), "Knee bend has stayed near 95 degrees for 6 weeks.", "No ground is lost: it was 85 on Mon 7 Sep. Level spells are common in recovery.", ""},
		{"level from the first on", only(paced(kneeMeasure, levelKnee)), "Knee bend has stayed near 95 degrees for 3 weeks.", "Level spells are common in recovery.", ""},
		{"level for twenty days", only(paced(kneeMeasure, readAgo(20, 95, 13, 95, 6, 95, 0, 95))), "Knee bend has stayed near 95 degrees for 2 weeks.", "Level spells are common in recovery.", ""},
		{
			"worse today", only(paced(sourced, worsePain)), "Pain is 6 of 10 now. It was near 3 before.", "If this worries you, call your care team.",
			"Looked at: the last 2 readings.|Sun 22 Nov: 6 of 10.|Mon 23 Nov: 6 of 10.|In the 4 weeks before there are 3 readings.|The middle of them is 3 of 10.|" +
				"For this measure, lower is better.|You set the smallest change that counts at 2.|That number is from: 2,724 people. Farrar 2001.",
		},
		{"worse yesterday", only(paced(painMeasure, moved(worsePain, -1, 0))), "Pain was 6 of 10 yesterday. It was near 3 before.", "If this worries you, call your care team.", ""},
		{
			"worse within", only(paced(within, readEvery(1, 4, 4, 5, 5, 1, 1))), "Pain is 1 of 10 now. It was near 5 before.", "If this worries you, call your care team.",
			"Looked at: the last 2 readings.|Sun 22 Nov: 1 of 10.|Mon 23 Nov: 1 of 10.|In the 4 weeks before there are 4 readings.|The middle of them is 4.5 of 10.|" +
				"For this measure, nearer to 4 to 6 is better.|You set the smallest change that counts at 2.",
		},
		{"a major one yesterday", only(paced(kneeMeasure, nil, dueIn(-1, true))), `"Stand on one leg" was planned for yesterday, Sun 22 Nov.`, "Plans move. That is normal.", "It was planned for Sun 22 Nov.|That is 1 day ago.|It is a major milestone.|A note comes 1 day after such a date."},
		{"an old date", only(paced(kneeMeasure, nil, dueIn(-15, false))), `"Stand on one leg" was planned for Sun 8 Nov.`, "Plans move. That is normal.", "It was planned for Sun 8 Nov.|That is 15 days ago.|A note comes 4 days after such a date."},
		{
			"quiet", only(quiet), "No milestone was checked off for a while. That is all right.", "This happens to most people.",
			"The last milestone was reached on Sat 7 Nov.|That is 16 days ago.|The next milestone has no date ahead.|A note comes after 14 quiet days.|That number is set in question 4.",
		},
		{"nothing", Notice{}, "", "", ""},
		{"quiet since the start", only(started), "", "", "The goal began on Sun 8 Nov.|That is 15 days ago."},
		{"quiet since it was picked up", only(picked), "", "", "The goal was picked up again on Sun 8 Nov.|That is 15 days ago."},
		{"quiet since it was acted on", only(acted), "", "", "You chose what to do on Sun 8 Nov.|That is 15 days ago."},
	} {
		s := Dates{Today: monday}
		because := strings.Join(tt.n.Because(s), "|")
		if got := tt.n.Words(s); (tt.words != "" || because == "") && got != tt.words {
			t.Errorf("%s: words %q, want %q", tt.name, got, tt.words)
		}
		if got := tt.n.Comfort(s); tt.comfort != "" && got != tt.comfort {
			t.Errorf("%s: comfort %q, want %q", tt.name, got, tt.comfort)
		}
		if !strings.HasPrefix(because, tt.because) {
			t.Errorf("%s: because (-want +got):\n%s", tt.name, cmp.Diff(strings.Split(tt.because, "|"), tt.n.Because(s)))
		}
		for _, sentence := range regexp.MustCompile(`[.|] ?`).Split(tt.n.Words(s)+"|"+tt.n.Comfort(s)+"|"+because, -1) {
			if n := len(strings.Fields(sentence)); n > 15 {
				t.Errorf("%s: %d words in %q", tt.name, n, sentence)
			}
		}
	}
}

// later is a goal with all its days so much later; the readings of a knee are all
// it has.
func later(g Goal, days Day, all []Reading) Goal {
	was := g.Start
	g.Start, g.Since = g.Start+days, g.Since+days
	g.Milestones, g.Hushes = slices.Clone(g.Milestones), slices.Clone(g.Hushes)
	for i := range g.Milestones {
		m := &g.Milestones[i]
		m.Due = m.Due.Shifted(int(days), was)
		if m.State == Reached {
			m.Check.On += days
		}
	}
	for i := range g.Hushes {
		g.Hushes[i].On, g.Hushes[i].Until = g.Hushes[i].On+days, g.Hushes[i].Until+days
	}
	g.Series = map[int64]Series{kneeMeasure.ID: SeriesOf(moved(all, days, 0), monday+days)}
	return g
}

// Nothing in a goal is told from what day it is, only from how long ago.
func TestNoticesKnowNoDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := Day(rapid.IntRange(-9000, 9000).Draw(t, "days"))
		all := someReadings.Draw(t, "all")
		var open []Milestone
		for i := range rapid.IntRange(0, 5).Draw(t, "milestones") {
			open = append(open, dueIn(Day(rapid.IntRange(-20, 10).Draw(t, fmt.Sprint("due", i))), rapid.Bool().Draw(t, fmt.Sprint("major", i))))
		}
		g := paced(kneeMeasure, all, open...)
		g.Since = monday - Day(rapid.IntRange(0, 30).Draw(t, "since"))
		g.Milestones[0].Check.On = monday - Day(rapid.IntRange(0, 30).Draw(t, "reached"))
		until := monday + Day(rapid.IntRange(-3, 3).Draw(t, "until"))
		g.Hushes = []Hush{{About: "level:3", Until: until, Times: rapid.IntRange(0, 4).Draw(t, "times"), On: monday - 15}}
		was, now := g.Pace(), later(g, days, all).Pace()
		if !slices.EqualFunc(was.Notices(monday), now.Notices(monday+days), func(a, b Notice) bool {
			return a.Kind == b.Kind && a.Milestone.ID == b.Milestone.ID && (a.From == 0 || a.From+days == b.From)
		}) {
			t.Fatalf("%d days later %q, not %q", days, abouts(now.Notices(monday+days)), abouts(was.Notices(monday)))
		}
		first, came := FirstNote([]Pace{was}, monday)
		_, comes := FirstNote([]Pace{now}, monday+days)
		if comes != came || came && first.Kind != NoticeWorse && (until > monday || g.Hushes[0].Silent() && first.About() == "level:3") {
			t.Fatalf("%q comes: %t, and %d days later: %t, with %+v", first.About(), came, days, comes, g.Hushes)
		}
		g.Lifecycle = rapid.SampledFrom([]Lifecycle{OnHold, Completed, Cancelled, EnteredInError}).Draw(t, "to")
		if list := g.Pace().Notices(monday); list != nil {
			t.Fatalf("%s, it has %q", g.Lifecycle, abouts(list))
		}
	})
}
