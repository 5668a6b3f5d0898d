package plain

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/model"
)

// measured is rosa's home with measures in two goals under way. Of the knee's
// bend there are readings, and milestones that it meets.
func measured() (model.Home, model.Goal) {
	home, goals := rosa()
	home.People = append(home.People, model.Person{ID: 2, Name: "Ben", Role: model.RoleFamily, Relation: "her son"}, model.Person{ID: 3, Name: "Dana", Role: model.RolePhysical})
	usual := func(id int64, name string) model.Measure {
		list := model.UsualMeasures()
		m := list[slices.IndexFunc(list, func(m model.Measure) bool { return m.Name == name })]
		m.ID = id
		return m
	}
	g := goals[0]
	aim := 120.0
	bend := usual(4, "Knee bend")
	bend.AimLow = &aim
	g.Measures = []model.Measure{bend, usual(5, "Pain"), usual(6, "Medicine taken")}
	at := time.Date(2026, time.November, 1, 9, 0, 0, 0, time.UTC)
	g.Series = map[int64]model.Series{4: model.SeriesOf([]model.Reading{
		{ID: 1, MeasureID: 4, On: monday - 29, At: at, Value: 92}, {ID: 2, MeasureID: 4, On: monday - 1, At: at, Value: 96},
	}, monday)}
	for i, low := range []float64{90, 95, 96} {
		g.Milestones[i+1].State, g.Milestones[i+1].Title = model.Open, "Bend to "+model.FormatNumber(low)
		g.Milestones[i+1].Criterion = model.Criterion{MeasureID: 4, Measure: "Knee bend", Aim: model.Aim{Low: &low}}
	}
	stairs := model.Goal{ID: 2, Patient: g.Patient, Title: "Take the stairs", Lifecycle: model.Active, Start: monday - 10, Measures: []model.Measure{usual(7, "Pain"), usual(8, "Steps in a day")}}
	home.Goals = []model.Summary{g.Summary(monday), stairs.Summary(monday)}
	return home, g
}

func value(typed string) *string { return &typed }

func TestEntryIsRead(t *testing.T) {
	home, _ := measured()
	for _, tt := range []struct {
		entry Entry
		want  model.Reading
	}{
		{Entry{Measure: "knee", Value: value("96")}, model.Reading{MeasureID: 4, Value: 96}},
		{Entry{Measure: "BEND", Value: value("96,5°")}, model.Reading{MeasureID: 4, Value: 96.5}},
		{Entry{Measure: "kneee", Value: value("−10 degrees")}, model.Reading{MeasureID: 4, Value: -10}},
		{Entry{Measure: "knee", Value: value("+4")}, model.Reading{MeasureID: 4, Value: 4}},
		{Entry{Measure: "steps", Value: value("4,500 steps")}, model.Reading{MeasureID: 8, Value: 4500}},
		{Entry{Measure: "pain", Goal: "STAIRS", Value: value("3 of 10")}, model.Reading{MeasureID: 7, Value: 3}},
		{Entry{Measure: "pain", Goal: "far", Value: value("0")}, model.Reading{MeasureID: 5}},
		{Entry{Measure: "medicine"}, model.Reading{MeasureID: 6, Value: 1}},
		{Entry{Measure: "medicine", Value: value("Yes")}, model.Reading{MeasureID: 6, Value: 1}},
		{Entry{Measure: "medicine", Value: value("done")}, model.Reading{MeasureID: 6, Value: 1}},
		{Entry{Measure: "medicine", Value: value("1")}, model.Reading{MeasureID: 6, Value: 1}},
		{Entry{Measure: "medicine", Value: value(" not  done ")}, model.Reading{MeasureID: 6}},
		{Entry{Measure: "medicine", Value: value("no")}, model.Reading{MeasureID: 6}},
		{Entry{Measure: "medicine", Value: value("0")}, model.Reading{MeasureID: 6}},
		{Entry{Measure: "knee", Value: value("9"), On: "yesterday"}, model.Reading{MeasureID: 4, Value: 9, On: monday - 1}},
		{Entry{Measure: "knee", Value: value("9"), On: "monday"}, model.Reading{MeasureID: 4, Value: 9, On: monday}},
		{Entry{Measure: "knee", Value: value("9"), On: "Tuesday"}, model.Reading{MeasureID: 4, Value: 9, On: monday - 6}},
		{Entry{Measure: "knee", Value: value("9"), On: "3 Nov"}, model.Reading{MeasureID: 4, Value: 9, On: monday - 20}},
		{Entry{Measure: "knee", Value: value("9"), On: "24 Nov"}, model.Reading{MeasureID: 4, Value: 9, On: monday - 364}},
		{Entry{Measure: "knee", Value: value("9"), On: "2026-11-21"}, model.Reading{MeasureID: 4, Value: 9, On: monday - 2}},
		{Entry{Measure: "knee", Value: value("9"), On: "day 10"}, model.Reading{MeasureID: 4, Value: 9, On: monday - 11}},
		{Entry{Measure: "steps", Value: value("9"), On: "day 10"}, model.Reading{MeasureID: 8, Value: 9, On: monday}},
		{Entry{Measure: "knee", Value: value("9"), By: "dána"}, model.Reading{MeasureID: 4, Value: 9, ReadBy: 3, By: "Dana"}},
		{Entry{Measure: "knee", Value: value("9"), By: "R"}, model.Reading{MeasureID: 4, Value: 9, ReadBy: 1, By: "Rosa"}},
		{Entry{Measure: "knee", Value: value("9"), Note: " After\tthe\x1b[31m walk.\n"}, model.Reading{MeasureID: 4, Value: 9, Note: "After the walk."}},
	} {
		if tt.entry.On == "" {
			tt.entry.On, tt.want.On = "today", monday
		}
		if tt.entry.By == "" {
			tt.want.ReadBy, tt.want.By = 2, "Ben"
		}
		if got, err := tt.entry.Read(home, monday); err != nil || got != tt.want {
			t.Errorf("%+v is read as\n%+v, %v\nwant\n%+v", tt.entry, got, err, tt.want)
		}
	}
}

// What cannot be written down is said in plain words, and whether it was typed so
// or nothing of the kind is there.
func TestEntryIsRefused(t *testing.T) {
	home, _ := measured()
	bare, noKnee := home, home
	bare.Goals = nil
	noKnee.Goals = noKnee.Goals[1:]
	const nothing = " Nothing was written down."
	for _, tt := range []struct {
		home  model.Home
		entry Entry
		match bool // nothing or more than one thing is named so
		want  string
	}{
		{home, Entry{Measure: "knee", Value: value("960")}, false, "960 is more than knee bend goes to, which is 180. Did you mean 96?" + nothing},
		{home, Entry{Measure: "knee", Value: value("188")}, false, "188 is more than knee bend goes to, which is 180. Did you mean 18?" + nothing},
		{home, Entry{Measure: "knee", Value: value("-100")}, false, "-100 is less than knee bend goes down to, which is -30. Did you mean -10?" + nothing},
		{home, Entry{Measure: "knee", Value: value("187")}, false, "187 is more than knee bend goes to, which is 180." + nothing},
		{home, Entry{Measure: "knee"}, false, "A number is needed for knee bend. Type it behind the name." + nothing},
		{home, Entry{Measure: "knee", Value: value("")}, false, `We could not read "" as a number. Type it like 3 or 3.5.` + nothing},
		{home, Entry{Measure: "knee", Value: value("far\x1b[2J")}, false, `We could not read "far" as a number. Type it like 3 or 3.5.` + nothing},
		{home, Entry{Measure: "knee", Value: value("9 of 10")}, false, `We could not read "9 of 10" as a number. Type it like 3 or 3.5.` + nothing},
		{home, Entry{Measure: "medicine", Value: value("2")}, false, `We could not read "2". Say yes or no for medicine taken.` + nothing},
		{home, Entry{Measure: "medicine", Value: value("")}, false, `We could not read "". Say yes or no for medicine taken.` + nothing},
		{home, Entry{Measure: "knee", Value: value("9"), On: "tomorrow"}, false, "That day has not come yet. A reading is for today or before." + nothing},
		{home, Entry{Measure: "knee", Value: value("9"), On: "2026-11-24"}, false, "That day has not come yet. A reading is for today or before." + nothing},
		{home, Entry{Measure: "knee", Value: value("9"), On: "week 6"}, false, "That day has not come yet. A reading is for today or before." + nothing},
		{home, Entry{Measure: "knee", Value: value("9"), On: "3/11"}, false, `"3/11" can be read two ways. Write the month as a word, like "3 Nov".` + nothing},
		{home, Entry{Measure: "knee", Value: value("9"), On: "31 April"}, false, `There is no day "31 April".` + nothing},
		{home, Entry{Measure: "knee", Value: value("9"), On: "1990-01-01"}, false, "That day is very far away. Choose a day within 20 years." + nothing},
		{home, Entry{Measure: "knee", Value: value("9"), On: "nxt thu"}, false, `We could not read "nxt thu" as a day. Try "yesterday", "Tuesday" or "3 Nov".` + nothing},
		{home, Entry{Measure: "knee", Value: value("9"), On: " "}, false, `We could not read " " as a day. Try "yesterday", "Tuesday" or "3 Nov".` + nothing},
		{home, Entry{Measure: "knee", Value: value("9"), Note: strings.Repeat("x", model.MaxText+1)}, false, "The note has 20001 letters. There is room for 20000." + nothing},
		{home, Entry{Measure: "swim", Value: value("9")}, true, "No measure in a goal under way has \"swim\" in its name. There are:\n  Knee bend\n  Medicine taken\n  Pain\n  Steps in a day"},
		{home, Entry{Measure: " ", Value: value("9")}, true, "No measure in a goal under way has \" \" in its name. There are:\n  Knee bend\n  Medicine taken\n  Pain\n  Steps in a day"},
		{home, Entry{Measure: "Pain", Value: value("9")}, true, "More than one measure has \"Pain\" in its name:\n  Pain, 0 to 10. Goal: Walk far.\n  Pain, 0 to 10. Goal: Take the stairs.\nType more of the name, or add --goal and part of the goal's name."},
		{home, Entry{Measure: "knee", Goal: "stairs", Value: value("9")}, true, "No measure in that goal has \"knee\" in its name. There are:\n  Pain\n  Steps in a day"},
		{home, Entry{Measure: "knee", Goal: "swim", Value: value("9")}, true, "No goal under way has \"swim\" in its name."},
		{home, Entry{Measure: "knee", Goal: "a", Value: value("9")}, true, "More than one goal has \"a\" in its name:\n  Walk far\n  Take the stairs\nType more of the name."},
		{noKnee, Entry{Measure: "knee", Value: value("9")}, true, "No measure in a goal under way has \"knee\" in its name. There are:\n  Pain\n  Steps in a day"},
		{home, Entry{Measure: "knee", Value: value("9"), By: "Zoe"}, true, "Nobody here has \"Zoe\" in their name. There are:\n  Rosa, patient\n  Ben, her son\n  Dana, physical therapist"},
		{home, Entry{Measure: "knee", Value: value("9"), By: "a"}, true, "More than one person has \"a\" in their name:\n  Rosa, patient\n  Dana, physical therapist\nType more of the name."},
		{bare, Entry{Measure: "knee", Value: value("9")}, true, "There is no measure in a goal under way yet.\nTo add one, open the goal in Waymark. It is question 2 of My plan."},
		{model.Home{}, Entry{Measure: "knee", Value: value("9")}, true, "There are no goals yet. Nothing was written down.\nTo begin one, run waymark in a terminal window."},
	} {
		if tt.entry.On == "" {
			tt.entry.On = "today"
		}
		_, err := tt.entry.Read(tt.home, monday)
		var match MatchError
		if err == nil || Explain(err, "") != tt.want || errors.As(err, &match) != tt.match || Typed(err) == tt.match {
			t.Errorf("%+v is refused with %v:\n%s\nwant\n%s", tt.entry, err, Explain(err, ""), tt.want)
		}
	}
}

// A measure or a person whose whole name it is stands alone.
func TestWholeNamesStandAlone(t *testing.T) {
	home, _ := measured()
	home.Goals[1].Measures[1].Name = "Knee bend, other side"
	home.People = append(home.People, model.Person{ID: 9, Name: "Dana Lee"})
	e := Entry{Measure: "knee  BEND", Value: value("9"), On: "today", By: "dana"}
	if r, err := e.Read(home, monday); err != nil || r.MeasureID != 4 || r.ReadBy != 3 {
		t.Errorf("%+v, %v", r, err)
	}
	e.Measure = "bend"
	if _, err := e.Read(home, monday); err == nil {
		t.Error("part of two names is taken for one of them")
	}
}

func TestNamesInsideASentence(t *testing.T) {
	for name, want := range map[string]string{
		"Knee bend": "knee bend", "Pain": "pain", "ARAT score": "ARAT score", "HbA1c": "HbA1c", "How sure I feel": "how sure I feel",
		"6-minute walk": "6-minute walk", "": "", "pH": "pH", "Élan": "élan",
	} {
		if got := inside(name); got != want {
			t.Errorf("%q is %q inside a sentence, want %q", name, got, want)
		}
	}
}

func TestWrittenIsSaidBack(t *testing.T) {
	_, g := measured()
	now := time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		measure int64
		on      model.Day
		value   float64
		by      string
		change  int64
		want    string
	}{
		{4, monday, 97, "Dana", 7, "Wrote down Knee bend: 97 degrees, Mon 23 Nov, by Dana. Up 5 in 4 weeks.\n"},
		{4, monday, 97, "", 7, "Wrote down Knee bend: 97 degrees, Mon 23 Nov. Up 5 in 4 weeks.\n"},
		{4, monday - 3, 90, "Dana", 7, "Wrote down Knee bend: 90 degrees, Fri 20 Nov, by Dana.\n"},
		{4, monday - 3, 95, "Dana", 7, "Wrote down Knee bend: 95 degrees, Fri 20 Nov, by Dana.\nThis reaches \"Bend to 95\". Check it off in Waymark, if you like.\n"},
		{4, monday - 40, 91, "Dana", 7, "Wrote down Knee bend: 91 degrees, Wed 14 Oct, by Dana.\nThis reaches \"Bend to 90\". Check it off in Waymark, if you like.\n"},
		{4, monday - 328, 91, "Dana", 7, "Wrote down Knee bend: 91 degrees, Tue 30 Dec 2025, by Dana.\nThis reaches \"Bend to 90\". Check it off in Waymark, if you like.\n"},
		{6, monday, 1, "Rosa", 7, "Wrote down Medicine taken: done, Mon 23 Nov, by Rosa.\n"},
		{6, monday, 0, "Rosa", 0, "It was written down already. Medicine taken: not done, Mon 23 Nov, by Rosa.\n"},
		{6, monday - 9, 1, "Rosa", 7, "Wrote down Medicine taken: done, Sat 14 Nov, by Rosa.\n"},
	} {
		r := model.Reading{ID: 9, MeasureID: tt.measure, On: tt.on, At: now, Value: tt.value, By: tt.by}
		after := g
		after.Series = map[int64]model.Series{tt.measure: model.SeriesOf(append(slices.Clone(g.Series[tt.measure].Days), r), monday)}
		var b bytes.Buffer
		Written{after, r, model.Change{ID: tt.change}}.Print(&b, dates)
		if b.String() != tt.want {
			t.Errorf("%+v is said back as\n%swant\n%s", r, b.String(), tt.want)
		}
	}
}

// odd is a file from which the goal cannot be read any more once it was written to.
type odd struct {
	File
	home  model.Home
	wrote []model.Reading
}

func (o *odd) Home(context.Context, model.Seat) (model.Home, error) { return o.home, nil }

func (o *odd) Goal(context.Context, int64) (model.Goal, error) {
	return model.Goal{}, model.ErrBusy
}

func (o *odd) AddReading(_ context.Context, _ model.At, _ int64, r model.Reading) (int64, model.Change, error) {
	o.wrote = append(o.wrote, r)
	return 1, model.Change{ID: 1, GoalID: 1}, nil
}

func TestWhatIsWrittenIsNotCalledUnwritten(t *testing.T) {
	home, _ := measured()
	f := &odd{home: home}
	_, err := Entry{Measure: "knee", Value: value("96"), On: "today"}.Log(t.Context(), Desk{File: f, Dates: dates})
	if want := "It is written down."; len(f.wrote) != 1 || !errors.Is(err, ErrUntold) || !strings.HasPrefix(Explain(err, ""), want) {
		t.Errorf("wrote %v: %v, %q, want %q", f.wrote, err, Explain(err, ""), want)
	}
}

func TestNumbersBelowZeroAreArguments(t *testing.T) {
	for args, want := range map[string]string{
		"log knee -10":                   "log knee −10",
		"log knee -.5":                   "log knee −.5",
		"log knee -10 --on yesterday":    "log knee −10 --on yesterday",
		"--file x log knee -10":          "--file x log knee −10",
		"log knee --on=yesterday -10":    "log knee --on=yesterday −10",
		"log knee --by Dana -10":         "log knee --by Dana −10",
		"log knee -10 --note -5":         "log knee −10 --note -5",
		"log knee -10 --note=-5":         "log knee −10 --note=-5",
		"log knee -- -10":                "log knee -- -10",
		"log -- knee -10":                "log -- knee -10",
		"show -h":                        "show -h",
		"log knee −10":                   "log knee −10",
		"-10":                            "−10",
		"show --json":                    "show --json",
		"":                               "",
		"log knee - 10":                  "log knee - 10",
		"log knee --10":                  "log knee --10",
		"log knee -10degrees --by -Dana": "log knee −10degrees --by -Dana",
	} {
		typed := strings.Fields(args)
		if got := strings.Join(BelowZero(typed), " "); got != want || strings.Join(typed, " ") != args {
			t.Errorf("%q becomes %q, want %q", args, got, want)
		}
	}
}
