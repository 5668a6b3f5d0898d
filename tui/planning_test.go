package tui

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"waymark/model"
)

func TestEveryQuestionIsAskedWordForWord(t *testing.T) {
	r := newRig(t, 80, 24)
	r.play(planned(0)...)
	for _, q := range model.Questions {
		r.keys("pgdown")
		r.sees("Question "+string(rune('0'+q.Number))+" of 5", strings.ReplaceAll(q.Words, "'", "’"), "Example: "+q.Example)
		if q.Number == 1 {
			r.play("=Stand", "enter")
		}
	}
	r.keys("pgdown")
	r.sees("Look it over")
	r.keys("pgdown")
	if r.a.top().focus != "start" {
		t.Fatalf("PgDn on the look-over went to %q", r.a.top().focus)
	}
	for range 7 {
		r.keys("pgup")
	}
	r.sees("What do you want to be able to do?", "Walk to the park and back")
}

func TestAnEmptyNameHoldsThePlanning(t *testing.T) {
	r := newRig(t, 80, 24)
	r.play("enter", "enter")
	r.sees("A name is needed here.")
	r.play("=Rosa", "enter", "pgdown")
	r.sees(`A goal needs a few words. Example: "Walk to the park and back."`)
	r.play("=   ", "pgdown")
	r.sees("A goal needs a few words.")
	r.play("=Walk", "pgdown")
	r.sees("Question 1 of 5")
}

func TestTheWholePlanIsWrittenAtOnce(t *testing.T) {
	r := newRig(t, 80, 24)
	r.play(planned(6)...)
	r.keys("pgdown", "enter")
	r.sees("Walk to the park and back", "0 of 3 done. Hoped for Sun 20 Dec.", "By Mon 30 Nov, in 7 days.")
	g, err := r.store.Goal(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(g.Milestones) != 3 || len(g.Measures) != 2 || len(g.Team) != 2 || len(g.Answers) != 5 || *g.Confidence != 7 {
		t.Errorf("kept %d milestones, %d measures, %d people, %d answers, sure %v", len(g.Milestones), len(g.Measures), len(g.Team), len(g.Answers), g.Confidence)
	}
	if m := g.Milestones[2]; !m.Major || m.Sign != "I sit on the bench by the pond." || m.Treat != "Cake with Ben. Call my sister." {
		t.Errorf("major milestone %+v", m)
	}
	if m := g.Measures[1]; m.Name != "Knee bend" || *m.Baseline != 85 || *m.AimLow != 120 {
		t.Errorf("measure %+v", m)
	}
	if p := g.Team[1]; p.Name != "Dana" || p.Role != model.RolePhysical || p.Contact != "555 0134. Visits on Tuesdays." {
		t.Errorf("person %+v", p)
	}
	if a, _ := g.Answer(model.KeySetback); a.Text != "I will drop back to 5 minutes and not skip days.\nBen will walk with me." {
		t.Errorf("answer 4 %q", a.Text)
	}
	if n := len(changes(t, r)); n != 2 { // the first start and the goal
		t.Errorf("%d changes, want the goal to be one", n)
	}
}

// TestKilledInTheMiddle starts again on the same file after each step, as after
// a crash: nothing closed the first window.
func TestKilledInTheMiddle(t *testing.T) {
	for step := 1; step <= 6; step++ {
		path := filepath.Join(t.TempDir(), "waymark.db")
		r := rigOn(t, openStore(t, path), 80, 24)
		r.play(planned(step)...)
		was := r.screen()
		again := rigOn(t, openStore(t, path), 80, 24)
		again.sees("Welcome back, Rosa", `"Walk to the park and back"`, "Your answers are safe.")
		again.keys("enter")
		for _, words := range [][]string{
			{"Walk to the park and back by 20 dec", "Stand with support. By Mon 30 Nov 2026."},
			{"Knee bend, once a week. Now 85 degrees. Aim: 120 or more. 35 degrees to go."},
			{"Dana, physical therapist. 555 0134. Visits on Tuesdays.", "Ben, my son."},
			{"I will drop back to 5 minutes and not skip days. Ben will walk with me."},
			{"I sit on the bench by the pond.", "Cake with Ben. Call my sister."},
			{"7 of 10"},
		}[step-1] {
			if !strings.Contains(again.flat(), words) {
				t.Errorf("step %d: after the restart %q is gone:\n%s\nbefore:\n%s", step, words, again.screen(), was)
			}
		}
	}
}

func TestADraftCanWaitOrGo(t *testing.T) {
	r := newRig(t, 80, 24)
	r.play(planned(1)...)
	r.keys("esc")
	r.sees("Kept. You will find it on Today.", "▌ 1 Go on planning.")
	r.goTo("drafts")
	r.keys("enter", "enter")
	r.sees("Carry on at question 1", "1 of 5 questions have an answer.")
	r.keys("4")
	r.sees("Remove this draft? It cannot be undone.")
	r.keys("esc")
	r.sees("Carry on at question 1")
	r.keys("enter") // the focus is back on the row for it, and then on the safe way
	r.sees("▌ 1 Keep it")
	r.keys("enter", "enter", "down", "enter")
	r.sees("The draft is removed.", "None. Every goal you began is on Today.")
}

func TestRowsCanBeChangedMovedAndRemoved(t *testing.T) {
	r := newRig(t, 80, 24)
	r.play(planned(1)...)
	r.keys("enter")
	r.goTo("place:3")
	r.keys("left")
	r.sees("2 Walk to the park and back. By Sun 20 Dec 2026.", "3 Walk 10 minutes")
	r.keys("enter")
	r.keys("backspace")
	r.typeText("7")
	r.keys("enter")
	r.sees("2 Walk to the park and back. By Mon 20 Dec 2027.", "3 Walk 10 minutes", "▌ 4")
	r.goTo("place:2")
	r.keys("enter")
	r.goTo("remove")
	r.keys("enter")
	r.sees("2 Walk 10 minutes", "Put back: Walk to the park and back.", "▌ 3")
	r.keys("pgdown", "pgup")
	r.sees("2 milestones so far.") // it does not come back by itself
	r.goTo("putback")
	r.keys("enter")
	r.sees("▌ 2 Walk to the park and back. By Mon 20 Dec 2027.", "3 Walk 10 minutes")
	r.seesNot("Put back")
}

// What is typed while a kept row has the focus goes where a new one is typed.
func TestWordsAreTypedWhereThereIsRoom(t *testing.T) {
	r := newRig(t, 80, 24)
	r.play(planned(1)...)
	r.keys("enter", "up")
	r.typeText("exercise twice")
	r.sees("▌ 4 exercise twice", "3 milestones so far.")
	r = demoRig(t, 80, 24)
	r.keys("m", "down", "down")
	r.typeText("tim")
	r.sees("Find: tim", "Timeline of all goals")
}

func TestBadRowsAreAnsweredBesideWhatWasTyped(t *testing.T) {
	for _, tt := range []struct {
		name, row string
		then      []string // keys after Enter
		sees      []string
	}{
		{"unreadable", "Stand by nxt thu", []string{"enter"}, []string{`We could not read "nxt thu".`, "Stand by nxt thu", "Keep all of it as words, no date"}},
		{"kept as words", "Stand by nxt thu", []string{"down", "enter"}, []string{"2 Stand by nxt thu. No date."}},
		{"gone by", "Stand by 20 nov 2026", nil, []string{"Fri 20 Nov 2026 has gone by. Did you mean Fri 27 Nov 2026? Enter says yes."}},
		{"gone by, yes", "Stand by 20 nov 2026", []string{"enter"}, []string{"2 Stand. By Fri 27 Nov 2026."}},
		{"ambiguous", "Stand by 3/12", []string{"enter"}, []string{`"3/12" can be two days. Which one?`, "Thu 3 Dec 2026", "Fri 12 Mar 2027"}},
		{"ambiguous, first", "Stand by 3/12", []string{"down", "enter"}, []string{"2 Stand. By Thu 3 Dec 2026."}},
		{"a day kept as words", "Dance on Friday", []string{"down", "enter"}, []string{"2 Dance on Friday. No date."}},
		{"twice", "walk", []string{"enter"}, []string{`You already have "walk". Keep both?`, "No, leave this one out"}},
		{"twice, both", "walk", []string{"enter", "down", "enter"}, []string{"2 walk. No date."}},
		{"twice, one", "walk", []string{"enter", "down", "down", "enter"}, []string{"▌ 2"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, 80, 24)
			r.play("enter", "=Rosa", "enter", "=Walk far", "pgdown", "=Walk", "enter", "="+tt.row)
			r.play(tt.then...)
			r.sees(tt.sees...)
		})
	}
}

func TestBadDaysOfTheGoal(t *testing.T) {
	r := newRig(t, 80, 24)
	r.play("enter", "=Rosa", "enter", "=Walk", "enter", "=wensday soon", "enter")
	r.sees(`We could not read "wensday soon".`, "Or leave it empty.")
	r.keys("pgdown")
	r.sees("We could not read", "wensday soon")
	r = newRig(t, 80, 24)
	r.play("enter", "=Rosa", "enter", "=Walk", "enter", "=in 1 week")
	r.goTo("start")
	r.play("=3 jan 2027", "pgdown")
	r.sees("That day lies before the start of this goal.")
	r = newRig(t, 80, 24)
	r.play("enter", "=Rosa", "enter", "=Walk", "enter", "=20 nov 2026", "enter")
	r.sees("Fri 20 Nov 2026 has gone by. Did you mean Fri 27 Nov 2026? Enter says yes.")
	r.keys("enter")
	r.sees("27 Nov 2026", "That is Friday 27 November 2026")
}

func TestTenThousandLetters(t *testing.T) {
	r := newRig(t, 80, 24)
	r.play("enter", "=Rosa", "enter")
	r.send(tea.PasteMsg{Content: strings.Repeat("long words ", 910)})
	r.keys("pgdown")
	r.sees("This has 10009 letters. There is room for 500. Make it shorter, then go on.")
	r.wait()
	r.fits(80, 24)
}

func TestPastedControlCharactersAreLeftOut(t *testing.T) {
	r := newRig(t, 80, 24)
	r.play("enter", "=Rosa", "enter")
	r.send(tea.PasteMsg{Content: "Walk\x1b[31m red\x07\nand\tback\u202e"})
	r.sees("Walk red and back", "Some signs in that cannot be shown. They were left out.")
	r.keys("pgdown")
	r.sees("Question 1 of 5")
}

func TestAMeasureOfOnesOwn(t *testing.T) {
	r := newRig(t, 80, 40)
	r.play(planned(1)...)
	r.keys("pgdown")
	r.goTo("own")
	r.keys("enter")
	r.typeText("Grip")
	r.goTo("unit")
	r.typeText("kg")
	r.goTo("now")
	r.typeText("12,5")
	r.goTo("low")
	r.typeText("x")
	r.sees(`"x" is not a number we can read.`)
	r.keys("enter", "esc", "pgdown") // none of which leaves it so
	r.sees("▌ Aim x", "Question 2 of 5")
	r.keys("backspace")
	r.typeText("20")
	r.goTo("often")
	r.keys("right", "right")
	r.goTo("shut")
	r.keys("enter")
	r.sees("Grip, once a week. Now 12.5 kg. Aim: 20 or more. 7.5 kg to go.")
	r.goTo("place:1")
	r.keys("enter")
	r.typeText("12")
	r.sees("Pain goes from 0 to 10. You typed 12. Type a number from 0 to 10.")
	r.keys("pgdown")
	r.sees("Question 2 of 5")
	r.clear(2)
	r.goTo("high")
	r.typeText("2 or less")
	r.keys("enter")
	r.sees("Pain, 0 to 10, every day. Aim: 2 or less.")
	r.goTo("high")
	r.clear(9)
	r.typeText("at least 1")
	r.keys("enter")
	r.sees("Pain, 0 to 10, every day. Aim: 1 or more.", "Better when higher")
	r.goTo("place:1")
	r.keys("space")
	r.sees("○ Pain, 0 to 10.")
	r.seesNot("Better when")
}

// TestOneHand makes a goal and checks a milestone off with few keys only.
func TestOneHand(t *testing.T) {
	for name, k := range map[string]struct{ down, enter string }{
		"right": {"down", "enter"}, "left": {"tab", "enter"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, 80, 24)
			r.play("enter", "=Rosa", "enter", "=Walk")
			to := func(id string) {
				for range 30 {
					if r.a.top().focus == id {
						return
					}
					r.keys(k.down)
				}
				t.Fatalf("no way to %q:\n%s", id, r.screen())
			}
			to("next")
			r.keys(k.enter)
			r.play("=Stand", k.enter)
			to("start")
			r.keys(k.enter, "space")
			r.sees("1 of 1 done", "You did what you set out to do.")
			r.keys("esc", "esc")
			r.sees("Close Waymark")
			if r.a.top().focus != "close" {
				t.Errorf("Esc on Today went to %q", r.a.top().focus)
			}
		})
	}
}

func TestTheExamplesAreLeftWithoutATrace(t *testing.T) {
	r := newRig(t, 80, 24)
	demo := openStore(t, filepath.Join(t.TempDir(), "demo.db"))
	r.a.sh.examples = func(ctx context.Context) (Store, error) {
		return demo, demo.FillDemo(ctx, model.NewDemo(r.a.sh.dates.Today))
	}
	r.keys("3")
	r.sees("(made up)", "5 of 10 done")
	r.keys("esc")
	r.sees("Leave the examples")
	r.keys("enter")
	r.sees("Welcome to Waymark")
	if home, err := r.store.Home(t.Context(), model.Seat{}); err != nil || home.Patient.ID != 0 {
		t.Errorf("the person's own file holds %+v, %v", home.Patient, err)
	}
}

func TestNamesSurviveAKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "waymark.db")
	r := rigOn(t, openStore(t, path), 80, 24)
	r.play("2", "=Rosa", "pgdown")
	r.sees("A name is needed here.")
	r.play("=Ben, my son", "wait")
	again := rigOn(t, openStore(t, path), 80, 24)
	again.sees("Who is recovering?", "Rosa", "Ben, my son")
	again.keys("pgdown")
	again.sees("What does Rosa want to be able to do?")
	again.play("=Walk", "esc")
	again.sees(`Go on planning. "Walk"`, "You are Ben (my son).")
}

func TestGoingBackFromTheNamesKeepsThem(t *testing.T) {
	r := newRig(t, 80, 24)
	r.play("enter", "=Rosa", "pgup")
	r.sees("Welcome to Waymark")
	r.keys("enter")
	r.sees("Rosa")
}

func TestTheTimelineFillsAsItIsTyped(t *testing.T) {
	r := newRig(t, 80, 24)
	r.play("enter", "=Rosa", "enter", "=Walk", "pgdown")
	r.sees("Your timeline fills as you type.")
	r.typeText("Stand in 2 weeks")
	r.sees("┿", "○ Today", "Mon 7 Dec")
	r.keys("enter")
	r.typeText("Run, week 8")
	r.sees("Mon 18 Jan 2027", "1 milestone so far.")
}

func TestTheTimelineOfAPlanThatHasBegun(t *testing.T) {
	r := newRig(t, 80, 24)
	r.play("enter", "=Rosa", "enter", "=Walk", "enter", "=20 dec")
	r.goTo("start")
	r.play("=2 nov", "pgdown", "=Stand by friday", "enter")
	r.sees("Mon 2 Nov Today Sun 20 Dec")
}

func TestADraftPutAsideIsNotOfferedAtEachStart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "waymark.db")
	r := rigOn(t, openStore(t, path), 80, 24)
	r.play(planned(1)...)
	r = rigOn(t, openStore(t, path), 80, 24)
	r.sees("Welcome back, Rosa")
	r.keys("3")
	r.sees("Kept. You will find it on Today.", "Go on planning.")
	r = rigOn(t, openStore(t, path), 80, 24)
	r.seesNot("Welcome back")
	r.goTo("drafts")
	r.keys("enter", "enter", "enter")
	r.sees("Question 1 of 5", "Stand with support")
	r.play("=!", "wait")
	r = rigOn(t, openStore(t, path), 80, 24)
	r.sees("Welcome back, Rosa")
}
