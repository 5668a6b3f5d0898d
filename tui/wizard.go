package tui

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"waymark/model"
)

// wizard plans a goal: its words, the five questions one screen each, and a
// look over them. The same steps change one answer of a goal that is under way.
type wizard struct {
	keeper
	steps   [7]planStep       // one a model.Step
	goal    model.Goal        // of an editor: the goal whose answer is changed
	only    bool              // an editor: one step, no draft
	wrong   map[string]string // what is wrong, by field
	focusOn string            // where the focus goes once the draft is saved
	leaving bool              // an editor: the person wants to go back
	failed  bool              // and it could not be saved then
	part    bool              // not all of it can be read
}

// planStep is one screen of the planning.
type planStep interface {
	// show adds what the step asks to the page.
	show(p *page, w int)
	// typed takes the words of one of its fields.
	typed(id, text string)
	// do carries out a press; false leaves it to the wizard.
	do(p press) (effect, bool)
	// settle takes in what is still being typed before the step is left forwards.
	settle()
	// first is the row that has the focus at first.
	first() string
}

// newWizard plans a new goal, from the step the draft was left on.
func newWizard(sh *shared, d model.Draft) *wizard {
	d.Aside = false
	d.Meet(sh.home.People)
	w := &wizard{keeper: keeper{sh: sh, d: d, onDisk: d.Rev}}
	w.begin()
	return w
}

func (w *wizard) begin() {
	w.wrong = map[string]string{}
	w.steps = [...]planStep{
		newGoalStep(w), newMilestonesStep(w), newMeasuresStep(w), newPeopleStep(w), &setbackStep{w}, &majorStep{w}, &lookStep{w},
	}
}

func (w *wizard) step() planStep { return w.steps[w.d.At] }

func (*wizard) needs() model.Right { return model.RightPlan }

func (w *wizard) load() ask {
	if w.only {
		return nil
	}
	return w.keeper.load()
}

func (w *wizard) save() ask {
	if w.only {
		return nil
	}
	return w.keeper.save()
}

func (w *wizard) receive(value any, err error) effect {
	var step *model.StepError
	switch {
	case errors.As(err, &step):
		return w.refuse(step)
	case isGone(err) && !w.only:
		return w.saved(nil, err)
	case err != nil:
		if w.failed = w.only && w.leaving; w.failed {
			return effect{note: w.sh.problem(err) + leaveUnsaved}
		}
		return effect{note: w.sh.problem(err)}
	}
	switch v := value.(type) {
	case draftPlace:
		w.d.ID = int64(v)
		return effect{}
	case savedDraft:
		e := w.saved(v, nil)
		e.focus = w.focusOn
		return e
	case stopped:
		return effect{back: 1, note: v.note}
	case started:
		w.sh.home = v.home
		g := newGoalScreen(w.sh, v.goal.ID)
		g.goal = v.goal
		return effect{stack: []screen{newToday(w.sh, v.home), g}, note: "Your goal has begun. Everything is saved."}
	case done: // an answer changed, or was kept as it stood
		if v.change.ID == 0 {
			return effect{back: 1}
		}
		note := "Saved."
		if q, ok := w.d.At.Question(); !ok || v.change.Words != model.AnswerWords(q.Key) {
			note = sentence(v.change.Words)
		}
		if w.part {
			note += notAllRead
		}
		if g, ok := v.data.(model.Goal); ok {
			note = strings.TrimSpace(note + " " + model.CountChange(model.ProgressOf(w.goal.Milestones), model.ProgressOf(g.Milestones)))
		}
		return effect{back: 1, note: note + pressU}
	}
	return effect{}
}

func (w *wizard) first() string { return w.step().first() }

func (w *wizard) page(width int) page {
	p := page{trail: w.trail(width), esc: "Stop and keep", next: "Next screen"}
	if w.only {
		p.esc, p.next = "Save and go back", ""
	} else if w.d.At == model.StepLook {
		p.next = "To the start"
	}
	if q, ok := w.d.At.Question(); ok {
		p.fact = w.sh.look.quote(q.Words)
		p.text(q.Help)
		if width >= wideFrom {
			p.text("Example: " + q.Example)
		}
		p.gap()
	}
	w.step().show(&p, width)
	p.gap()
	w.ways(&p)
	if from, ok := model.StarterOf(w.d.Starter); ok && !w.only && (w.d.At == model.StepMilestones || w.d.At == model.StepMeasures) {
		p.gap()
		p.text("Example plan: " + sentence(from.Name) + " " + from.Credit() + " " + model.YourPlanFirst)
		if w.d.At == model.StepMeasures {
			p.lines(from.Notes)
		}
	}
	return p
}

func (w *wizard) trail(width int) []string {
	title, where := "New goal", "The goal"
	if q, ok := w.d.At.Question(); ok {
		where = fmt.Sprintf("Question %d of 5", q.Number)
	} else if w.d.At == model.StepLook {
		where = "Look it over"
	}
	if w.only {
		return []string{w.goal.Title, where}
	}
	named := []string{title + ": " + name(w.d.Title), where}
	crumb := w.sh.look.crumb(append([]string{w.sh.whose()}, named...))
	if w.d.Title != "" && w.d.At != model.StepGoal && width >= wideFrom && w.sh.look.width(crumb) <= width-2 {
		return named
	}
	return []string{title, where}
}

// ways adds the rows that lead on and back.
func (w *wizard) ways(p *page) {
	if w.only {
		p.row("save", "Save and go back", "Save")
		return
	}
	q, asks := w.d.At.Question()
	if w.d.At == model.StepLook {
		p.row("start", "Start this goal", "Start")
		p.row("prev", "Back to question 5", "Back")
		p.row("stop", "Keep as a draft for later", "Stop")
		return
	}
	p.row("next", map[bool]string{true: "Next: look it over", false: "Next"}[w.d.At == model.StepMajor], "Next")
	typed := w.d.At == model.StepMilestones && strings.TrimSpace(w.d.Row) != "" ||
		w.d.At == model.StepPeople && strings.TrimSpace(w.d.PersonRow) != ""
	if asks && !w.d.Has(q.Key) && !typed {
		p.row("skip", "Skip this question for now", "Skip")
	}
	if asks && (len(w.d.Milestones) > 0 || strings.TrimSpace(w.d.Row) != "") {
		p.row("start", "Start now, answer the rest later", "Start")
	}
	switch w.d.At {
	case model.StepGoal:
		p.row("stop", "Stop here. What you typed is kept.", "Stop")
	case model.StepMilestones:
		p.row("prev", "Back to the goal", "Back")
	default:
		p.row("prev", fmt.Sprintf("Back to question %d", q.Number-1), "Back")
	}
}

func (w *wizard) typed(id, text string) {
	w.leaving, w.failed = false, false
	delete(w.wrong, id)
	w.step().typed(id, text)
	w.d.Rev++
}

func (w *wizard) do(p press) effect {
	switch {
	case p.intent == next && w.d.At == model.StepLook:
		return effect{focus: "start"}
	case p.intent == next:
		return w.forward()
	case p.intent == prev && w.d.At == model.StepGoal:
		return effect{note: "This is the first screen of the goal."}
	case p.intent == prev:
		return w.to(w.d.At - 1)
	}
	if e, ok := w.step().do(p); ok {
		return e
	}
	switch {
	case p.intent == back && w.only, p.intent == enter && p.id == "save":
		return w.saveAnswer()
	case p.intent == back:
		return w.stop()
	case p.intent == enter || p.intent == space:
		return w.way(p.id)
	}
	return effect{}
}

func (w *wizard) way(id string) effect {
	switch id {
	case "next", "skip":
		return w.forward()
	case "prev":
		return w.to(w.d.At - 1)
	case "start":
		return w.start()
	case "stop":
		return w.stop()
	}
	return effect{next: true}
}

// forward goes to the next step, unless this one holds it.
func (w *wizard) forward() effect {
	w.step().settle()
	if e, held := w.held(); held {
		return e
	}
	return w.to(w.d.At + 1)
}

// held tells whether the present step must be mended before it is left.
func (w *wizard) held() (effect, bool) {
	for _, it := range w.page(textMax).items {
		if it.wrong != "" {
			return effect{focus: it.id}, true
		}
	}
	err := w.d.CheckStep(w.d.At, w.sh.dates.Today)
	var step *model.StepError
	if errors.As(err, &step) {
		return w.refuse(step), true
	}
	return effect{}, false
}

// refuse shows what a step still needs, beside where it was typed.
func (w *wizard) refuse(e *model.StepError) effect {
	w.leaving = false
	if w.d.At != e.Step {
		w.d.At = e.Step
		w.d.Rev++
	}
	w.wrong[e.Field] = w.sh.problem(e.Err)
	return effect{focus: e.Field}
}

// to shows another step; that it was reached is on disk before it is drawn.
func (w *wizard) to(s model.Step) effect {
	w.d.At = s
	w.leaving = false
	return w.keepNow(w.step().first())
}

// keepNow saves the draft before anything else happens and then puts the focus
// on a row.
func (w *wizard) keepNow(focus string) effect {
	w.d.Rev++
	w.focusOn = focus
	if w.only {
		return effect{focus: focus}
	}
	return effect{ask: w.save()}
}

// stop leaves the planning; what there is waits on Today.
func (w *wizard) stop() effect {
	st, d := w.sh.store, w.copy()
	note := "Kept. You will find it on Today."
	if d.Empty() {
		note = " "
	}
	return effect{ask: func(ctx context.Context) (any, error) {
		if d.Empty() {
			return stopped{}, st.RemoveDraft(ctx, d.ID)
		}
		_, err := st.SaveDraft(ctx, d)
		return stopped{note}, err
	}}
}

// started is a goal that has begun.
type started struct {
	change model.Change
	goal   model.Goal
	home   model.Home
}

func (s started) made() model.Change { return s.change }

// start writes the goal and its whole plan in one transaction and opens it.
func (w *wizard) start() effect {
	for _, s := range w.steps {
		s.settle()
	}
	g, err := copyDraft(w.d).Goal(w.sh.dates.Today)
	var step *model.StepError
	if errors.As(err, &step) {
		return w.refuse(step)
	} else if err != nil {
		return effect{note: w.sh.problem(err)}
	}
	st, at, seat, draft := w.sh.store, w.sh.home.At, w.sh.home.Seat(), w.d.ID
	return effect{ask: func(ctx context.Context) (any, error) {
		var s started
		id, c, err := st.StartGoal(ctx, at, g, draft)
		if err != nil {
			return nil, err
		}
		s.change = c
		if s.goal, err = st.Goal(ctx, id); err != nil {
			return nil, err
		}
		s.home, err = st.Home(ctx, seat)
		return s, err
	}}
}
