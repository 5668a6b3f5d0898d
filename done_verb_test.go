// What waymark done checks off, and what it leaves alone. It stands apart from
// people_verbs_test.go, whose household it uses, for its length.
package main

import (
	"strings"
	"testing"

	"waymark/model"
	"waymark/store"
)

func TestDone(t *testing.T) {
	t.Parallel()
	home, env := household(t)
	const open = "  Stand with support. Goal: Walk to the park.\n  Walk 10 minutes. Goal: Walk to the park.\n"
	try(t, home, env,
		verb{[]string{"done"}, exitUsage, "", "say which milestone, by part of its name"},
		verb{[]string{"done", "walk", "far"}, exitUsage, "", `put a name of several words in quotes: "walk far"`},
		verb{[]string{"done", "jump"}, exitMatch, "", "No open milestone of a goal under way has \"jump\" in its name. There are:\n" + open},
		verb{[]string{"done", " "}, exitMatch, "", "No open milestone of a goal under way has \" \" in its name. There are:\n" + open},
		verb{[]string{"done", "float"}, exitMatch, "", "No open milestone of a goal under way has \"float\" in its name."}, // its goal rests
		verb{[]string{"done", "10"}, exitMatch, "", "More than one open milestone has \"10\" in its name:\n" +
			"  Walk 10 minutes. Goal: Walk to the park.\n  Walk 10 steps. Goal: Walk upstairs.\nType more of the name, or add --goal and part of the goal's name.\n"},
		verb{[]string{"done", "10", "--goal", "walk"}, exitMatch, "", "More than one goal has \"walk\" in its name:"},
		verb{[]string{"done", "10", "--goal", "swim"}, exitMatch, "", "No goal under way has \"swim\" in its name."},
		verb{[]string{"done", "stand", "--on", "tomorrow"}, exitUsage, "", "That day has not come yet. A check mark is for today or before. Nothing was written down.\n"},
		verb{[]string{"done", "stand", "--on", "2027-01-01"}, exitUsage, "", "That day has not come yet."},
		verb{[]string{"done", "stand", "--on", "3/11"}, exitUsage, "", "can be read two ways."},
		verb{[]string{"done", "stand", "--on", "some day"}, exitUsage, "", "We could not read \"some day\" as a day."},
		verb{[]string{"done", "stand", "--note", strings.Repeat("x", model.MaxText+1)}, exitUsage, "", "The note has 20001 letters. There is room for 20000."},
		verb{[]string{"done", "stand", "--by", "an"}, exitMatch, "", "More than one person has \"an\" in their name:\n  Ana, patient\n  Dana, physical therapist\n"},
		verb{[]string{"done", "stand", "--by", "Zoe"}, exitMatch, "", "Nobody here has \"Zoe\" in their name. There are:\n"},
		verb{[]string{"done", "stand", "--person", "a"}, exitMatch, "", "More than one person who recovers has \"a\" in their name:\n  Rosa\n  Ana\nType more of the name.\n"},
		verb{[]string{"done", "stand", "--person", "dana"}, exitMatch, "", "Nobody who recovers has \"dana\" in their name. There are:\n  Rosa\n  Ana\n"},

		verb{
			[]string{"done", "STAND", "--on", "yesterday", "--note", "My legs shook,\nand I stood."},
			0,
			"Done: Stand with support. Sun 22 Nov. \"My legs shook, and I stood.\"\nChecked off by Ben. That is 1 of 4. Rosa can add how it felt.\n", "",
		},
		verb{
			[]string{"done", "10", "--goal", "stairs", "--by", "rosa"},
			0,
			"Done: Walk 10 steps. Mon 23 Nov.\nWell done, Rosa. That is 1 of 1. You did what you set out to do.\n", "",
		},
		verb{
			[]string{"done", "etude", "--person", "ana", "--by", "dana", "--on", "day 10"},
			0,
			"Done: Spielt eine Étüde. Thu 12 Nov.\nChecked off by Dana. That is 1 of 2. Ana can add how it felt.\n", "",
		},
		verb{[]string{"done", "walk"}, 0, "Done: Walk. Mon 23 Nov.\nChecked off by Ben. That is 2 of 4. Rosa can add how it felt.\n", ""}, // the whole name stands alone
	)
	for _, m := range file(t, home, env).Goals[0].Milestones {
		if m.Title != "Stand with support" {
			continue
		}
		if m.State != "reached" || *m.ReachedOn != "2026-11-22" || *m.ReachedBy != "Rosa" || *m.CheckedBy != "Ben" || *m.Note != "My legs shook,\nand I stood." {
			t.Errorf("the file holds %+v", m)
		}
	}
}

// Said twice, a milestone is done once, and nothing else comes to be done. What
// was to be told of it in another way is not taken for told.
func TestDoneIsSafeToRepeat(t *testing.T) {
	t.Parallel()
	home, env := household(t)
	const already = "Done already: Walk. Sun 22 Nov, checked by Ben.\nNothing was changed.\n"
	const otherwise = "This is done already, and was told in another way. Nothing was changed.\n  Walk. Sun 22 Nov, checked by Ben.\nTo tell it anew, open it in Waymark.\n"
	try(t, home, env, verb{
		[]string{"done", "walk", "--on", "yesterday", "--note", "Slow."},
		0,
		"Done: Walk. Sun 22 Nov. \"Slow.\"\nChecked off by Ben. That is 1 of 4. Rosa can add how it felt.\n", "",
	})
	before := fileRows(t, home)
	try(t, home, env,
		verb{[]string{"done", "walk", "--on", "yesterday", "--note", "Slow."}, 0, already, ""},
		verb{[]string{"done", "Walk"}, 0, already, ""},
		verb{[]string{"done", "walk", "--by", "dana"}, 0, already, ""},
		verb{[]string{"done", "walk", "--note", "Fast."}, exitMatch, "", otherwise},
		verb{[]string{"done", "walk", "--on", "today"}, exitMatch, "", otherwise},
	)
	if fileRows(t, home) != before {
		t.Error("said again, it has changed the file")
	}
	try(t, home, env,
		verb{[]string{"done", "stand", "--on", "yesterday"}, 0, "Done: Stand with support. Sun 22 Nov.\nChecked off by Ben. That is 2 of 4. Rosa can add how it felt.\n", ""},
		verb{[]string{"done", "w", "--goal", "park", "--by", "rosa"}, exitMatch, "", "More than one open milestone has \"w\" in its name:\n  Walk 10 minutes. Goal: Walk to the park.\n  Walk a mile. Goal: Walk to the park.\n"},
		verb{[]string{"done", "minutes"}, 0, "Done: Walk 10 minutes. Mon 23 Nov.\nChecked off by Ben. That is 3 of 4. Rosa can add how it felt.\n", ""},
		verb{[]string{"done", "mile", "--by", "rosa"}, 0, "Done: Walk a mile. Mon 23 Nov.\nWell done, Rosa. That is 4 of 4. You did what you set out to do.\n" +
			"This is a major milestone. How you said you would celebrate: \"Cake with Ben.\"\n", ""},
		verb{[]string{"done", "wa", "--goal", "park"}, 0, "Done already: Walk 10 minutes. Mon 23 Nov, checked by Ben.\nDone already: Walk. Sun 22 Nov, checked by Ben.\n" +
			"Done already: Walk a mile. Mon 23 Nov, by Rosa.\nNothing was changed.\n", ""},
		verb{[]string{"done", "jump", "--goal", "park"}, exitMatch, "", "No open milestone of that goal has \"jump\" in its name.\n"},
	)
}

// One command is one action of whoever did it.
func TestDoneStandsInTheHistory(t *testing.T) {
	t.Parallel()
	home, env := household(t)
	before := fileRows(t, home)
	try(t, home, env, verb{
		[]string{"done", "stand", "--by", "dana", "--note", "Steady."},
		0,
		"Done: Stand with support. Mon 23 Nov. \"Steady.\"\nChecked off by Dana. That is 1 of 4. Rosa can add how it felt.\n", "",
	})
	inFile(t, home, func(st *store.Store) error {
		list, err := st.Changes(t.Context(), model.Lines{Most: 2})
		if err != nil {
			return err
		}
		if c := list[0]; c.Kind != model.KindMilestone || c.Words != `Checked off "Stand with support". Kept how it went: "Stand with support"` || c.By != "Dana" || c.GoalID == 0 || c.Patient != 1 {
			t.Errorf("the history says %+v", c)
		}
		if list[1].By == "Dana" {
			t.Errorf("one command left two lines: %+v", list)
		}
		return nil
	})
	try(t, home, env, verb{[]string{"undo", "--by", "dana"}, 0, "Undone: checked off \"Stand with support\". Kept how it went: \"Stand with support\". Walk to the park. 0 of 4 now.\n", ""})
	milestones := func(rows string) string {
		_, rest, _ := strings.Cut(rows, "\nmilestone\n")
		rows, _, _ = strings.Cut(rest, "\nperson\n")
		return rows
	}
	if was, is := milestones(before), milestones(fileRows(t, home)); was != is || was == "" {
		t.Errorf("taken back, the milestones are\n%s\nwant\n%s", is, was)
	}
}

// A major milestone that someone else checks off is celebrated when the person
// whose it is sits down.
func TestDoneKeepsTheCelebration(t *testing.T) {
	t.Parallel()
	for by, waits := range map[string]bool{"ben": true, "rosa": false} {
		home, env := household(t)
		got := shell(t, home, env, "done", "mile", "--by", by)
		if said := strings.Contains(got.stdout, "This is a major milestone. Its celebration waits on Today for Rosa.\n"); got.code != 0 || said != waits {
			t.Errorf("by %s: %+v", by, got)
		}
		inFile(t, home, func(st *store.Store) error {
			h, err := st.Home(t.Context(), model.Seat{})
			if err == nil {
				h, err = st.Home(t.Context(), model.Seat{At: h.Patient.ID, Patient: h.Patient.ID})
			}
			if (len(h.Treats) == 1 && h.Treats[0].Milestone.Title == "Walk a mile") != waits {
				t.Errorf("by %s, these celebrations wait: %+v", by, h.Treats)
			}
			return err
		})
	}
}
