package tui

import (
	"context"
	"slices"
	"strings"

	"waymark/model"
)

// milestoneScreen opens one milestone: who did it, when, how it went; its
// words, its date and whether it is a major one.
type milestoneScreen struct {
	milestoneFields
	sh      *shared
	goal    model.Goal
	m       model.Milestone // as it is in the file
	wrong   map[string]string
	earlier int64         // the time before that is open, or 0
	leaving bool          // the person wants to go back
	failed  bool          // and what is typed could not be saved then
	then    func(*effect) // what comes once this is saved
}

// milestoneFields are what can be typed or chosen of a milestone.
type milestoneFields struct {
	title, due, sign, treat string
	when, note              string // of its check mark
	by, check               int64  // who did it, and who checked it
	measure                 int64  // that it is tied to, or 0
	meets                   string // the value that meets it
}

func fieldsOf(m model.Milestone) milestoneFields {
	return milestoneFields{
		title: m.Title, due: m.Due.Phrase(), sign: m.Sign, treat: m.Treat,
		when: model.Due{Day: m.Check.On}.Phrase(), note: m.Check.Note, by: m.Check.ReachedBy, check: m.Check.CheckedBy,
		measure: m.Criterion.MeasureID, meets: m.Criterion.Aim.String(),
	}
}

// follow takes over what changed in the file. What was typed and is not kept
// yet stays.
func (f *milestoneFields) follow(was, now milestoneFields) {
	f.title = model.Merge(now.title, was.title, f.title)
	f.due = model.Merge(now.due, was.due, f.due)
	f.sign = model.Merge(now.sign, was.sign, f.sign)
	f.treat = model.Merge(now.treat, was.treat, f.treat)
	f.when = model.Merge(now.when, was.when, f.when)
	f.note = model.Merge(now.note, was.note, f.note)
	f.by = model.Merge(now.by, was.by, f.by)
	f.check = model.Merge(now.check, was.check, f.check)
	if f.measure == was.measure && f.meets == was.meets { // the two are one
		f.measure, f.meets = now.measure, now.meets
	}
}

func newMilestoneScreen(sh *shared, g model.Goal, m model.Milestone) *milestoneScreen {
	return &milestoneScreen{milestoneFields: fieldsOf(m), sh: sh, goal: g, m: m, wrong: map[string]string{}}
}

// first is the row that says how it stands: what is typed there by mistake, and
// a second Enter, change nothing.
func (s *milestoneScreen) first() string { return "state" }

func (s *milestoneScreen) load() ask { return loadGoal(s.sh.store, s.goal.ID) }

func (s *milestoneScreen) receive(value any, err error) effect {
	if err != nil {
		s.failed = s.leaving
		return s.sh.notSaved(err, s.leaving, s.milestoneFields != fieldsOf(s.m))
	}
	switch v := value.(type) {
	case model.Goal:
		return s.show(v)
	case toggled:
		s.show(v.goal)
		e := s.sh.toggledEffect(v)
		if e.focus = "state"; e.open != nil {
			e.focus = ""
		}
		return e
	case done:
		was := model.ProgressOf(s.goal.Milestones)
		s.milestoneFields = fieldsOf(s.m) // what was typed is in the file
		e := s.show(v.data.(model.Goal))
		part := s.leaving && len(s.wrong) > 0
		if now := model.ProgressOf(s.goal.Milestones); now != was {
			e.note = v.change.Words + ". " + now.Now() + pressU
		} else if v.change.ID != 0 {
			e.note = "Saved." + map[bool]string{true: s.notAll()}[part] + pressU
		}
		if s.then != nil {
			s.then(&e)
		}
		return e
	}
	return effect{}
}

func (s *milestoneScreen) show(g model.Goal) effect {
	s.goal = g
	m, ok := g.Milestone(s.m.ID)
	if !ok {
		return effect{back: 1}
	}
	s.follow(fieldsOf(s.m), fieldsOf(m))
	s.m = m
	return effect{}
}

func (s *milestoneScreen) page(int) page {
	p := page{trail: []string{s.goal.Title, "Milestone"}, fact: sentence(s.m.Title), esc: "Back", everyday: true}
	state := item{kind: rowItem, id: "state", mark: milestoneMark(s.goal, s.m, s.sh.dates.Today), text: s.state(), called: sentence(s.m.Title), space: "Check off", spaceNeeds: model.RightCheck}
	if s.m.State == model.Reached {
		state.space = "Take off"
	}
	p.tell(s.sh, model.RightCheck|model.RightPlan)
	p.add(state)
	if s.m.State == model.Reached {
		s.checked(&p)
	} else {
		p.add(item{kind: rowItem, id: "check", indent: 3, text: "Check it off", enter: "Check off", needs: model.RightCheck})
		p.gap()
	}
	s.words(&p)
	s.story(&p)
	p.gap()
	if s.m.State == model.Reached && s.m.Major {
		p.row("celebrate", "Look at the celebration again", "Open")
	}
	p.row("back", "Save and go back", "Back")
	p.gap()
	s.ways(&p)
	return p
}

// state says how it stands: "To do. By Thu 26 Nov, in 3 days."
func (s *milestoneScreen) state() string {
	state := map[model.State]string{model.Reached: "Done. ", model.Open: "To do. "}[s.m.State]
	return strings.TrimSpace(state + s.goal.MilestoneWords(s.m, s.sh.dates))
}

// checked asks what there is to tell of a milestone that is reached.
func (s *milestoneScreen) checked(p *page) {
	lw := len("Who checked it?")
	p.gap()
	if s.sh.lacks(model.RightCheck) == model.RightNone {
		p.text("You can add more, or press Esc. The check mark is already saved.")
		p.gap()
	}
	p.add(item{kind: fieldItem, id: "note", label: "How did it go?", labelW: lw, text: s.note, blank: "(a few words, if you like)", enter: "Save", wrong: s.wrong["note"], needs: model.RightCheck})
	p.add(item{kind: fieldItem, id: "when", label: "When?", labelW: lw, text: s.when, enter: "Save", wrong: s.wrong["when"], below: s.whenRead(), needs: model.RightCheck})
	p.add(item{kind: rowItem, id: "by", label: "Who did it?", labelW: lw, text: s.sh.personName(s.by), sides: "Change", enter: "Change", space: "Change", needs: model.RightCheck})
	p.add(item{kind: rowItem, id: "checker", label: "Who checked it?", labelW: lw, text: s.sh.personName(s.check), sides: "Change", enter: "Change", space: "Change", needs: model.RightCheck})
	p.gap()
}

// words ask for the milestone itself.
func (s *milestoneScreen) words(p *page) {
	p.heading("The milestone")
	lw := len("Hoped for")
	p.add(item{kind: fieldItem, id: "title", label: "Words", labelW: lw, text: s.title, enter: "Save", wrong: s.wrong["title"], needs: model.RightPlan})
	p.add(item{kind: fieldItem, id: "due", label: "Hoped for", labelW: lw, text: s.due, blank: "(no date)", enter: "Save", wrong: s.wrong["due"], below: s.dueRead(), needs: model.RightPlan})
	major := item{kind: rowItem, id: "major", label: "Major", labelW: lw, text: "No", enter: "Change", space: "Change", sides: "Change", needs: model.RightPlan}
	if s.m.Major {
		major.text = "Yes, one worth celebrating"
	}
	p.add(major)
	s.number(p, lw)
	if s.m.Major {
		p.gap()
		p.text("How will you know you have reached it?")
		p.add(item{kind: fieldItem, id: "sign", text: s.sign, blank: "(what you will see or feel)", enter: "Save", wrong: s.wrong["sign"], needs: model.RightPlan})
		p.text("How will you celebrate?")
		p.add(item{kind: fieldItem, id: "treat", text: s.treat, blank: "(a small treat)", enter: "Save", wrong: s.wrong["treat"], needs: model.RightPlan})
	}
}

// story tells of the times the milestone was reached before it was open again.
func (s *milestoneScreen) story(p *page) {
	for i, e := range s.m.Earlier {
		if i == 0 {
			p.gap()
			p.heading("Its story")
		}
		it := item{
			kind: rowItem, id: rowID("earlier", e.ID), mark: markEarlier, enter: "Open",
			text: "Done before, on " + e.DoneWords(s.sh.dates), facts: "Open again on " + s.sh.dates.Short(e.Until) + ".",
		}
		if e.Note != "" {
			it.below = []string{model.Quote(model.OneLine(e.Note))}
		}
		if s.earlier == e.ID {
			it.enter = "Close"
		}
		p.add(it)
		if s.earlier == e.ID {
			p.add(item{kind: rowItem, id: "forget", indent: 3, text: "It was a slip. Take this day out of the story", enter: "Take out", needs: model.RightCheck})
		}
	}
}

// ways are the rows that change what becomes of the milestone.
func (s *milestoneScreen) ways(p *page) {
	p.also(
		action{id: "title", text: "Change its words", also: "rename edit", needs: model.RightPlan},
		action{id: "due", text: "Change its date", also: "when day later", needs: model.RightPlan},
		action{id: "major", text: map[bool]string{true: "Make it an ordinary milestone", false: "Make it a major milestone"}[s.m.Major], needs: model.RightPlan},
	)
	p.heading("Change the plan")
	drop := action{id: "drop", text: "Let it go", also: "cancel stop", does: "Let go", needs: model.RightPlan}
	bring := action{id: "bring", text: "Bring it back", also: "resume again", does: "Bring back", needs: model.RightPlan}
	switch s.m.State {
	case model.Reached:
		p.row("check", "Take the check mark off", "Take off")
		p.needs(model.RightCheck)
	case model.Open:
		p.offer(action{id: "rest", text: "Rest it for now", also: "pause hold", does: "Rest", needs: model.RightPlan})
		p.offer(drop)
	case model.Resting:
		p.offer(bring)
		p.offer(drop)
	case model.LetGo:
		p.offer(bring)
	}
	p.offer(action{id: "order", text: "Move it up or down in the list", also: "sort", does: "Open", needs: model.RightPlan})
	if len(s.sh.others(s.goal.ID)) > 0 {
		p.offer(action{id: "home", text: "Move it to another goal", does: "Open", needs: model.RightPlan})
	}
	p.offer(action{id: "remove", text: "Remove this milestone", also: "delete", does: "Remove", needs: model.RightPlan})
	p.row(doMore, "More", "Open")
}

func (s *milestoneScreen) whenRead() []string {
	c, err := s.day()
	if err != nil || c == 0 {
		return nil
	}
	return []string{"That is " + s.sh.dates.Long(c) + "."}
}

func (s *milestoneScreen) dueRead() []string {
	due, err := model.ParseDue(s.due, model.Planned, s.sh.dates.Today, s.goal.Start)
	if err != nil || due.None() {
		return nil
	}
	return []string{"That is " + s.sh.dates.Long(due.On(s.goal.Start)) + "."}
}

// day reads the day it was done from what was typed.
func (s *milestoneScreen) day() (model.Day, error) {
	day, err := s.sh.happened(s.when, s.goal.Start)
	if err == nil && day == 0 {
		err = &model.DateError{Err: model.ErrDateUnreadable, Typed: s.when, Sense: model.Happened}
	}
	return day, err
}

func (s *milestoneScreen) typed(id, text string) {
	s.leaving, s.failed = false, false
	delete(s.wrong, id)
	switch id {
	case "title":
		s.title = text
	case "due":
		s.due = text
	case "when":
		s.when = text
	case "note":
		s.note = text
	case "sign":
		s.sign = text
	case "treat":
		s.treat = text
	case "meets":
		s.meets = text
	}
}

func (s *milestoneScreen) do(p press) effect {
	if p.leaves() {
		return s.leave()
	}
	s.leaving, s.failed = false, false
	switch {
	case p.id == "by" || p.id == "checker":
		return s.choose(p)
	case p.id == "measure":
		return s.tieTo(p.intent)
	case p.id == "major":
		return s.act(model.MarkMajor(!s.m.Major))
	case p.id == "state" && p.intent == space:
		return s.toggle()
	case p.id == "state":
		return effect{}
	case p.intent == enter || p.intent == space:
		return s.open(p.id)
	}
	return effect{}
}

func (s *milestoneScreen) open(id string) effect {
	if kind, n := splitID(id); kind == "earlier" {
		if s.earlier == n {
			n = 0
		}
		s.earlier = n
		return effect{}
	}
	switch id {
	case "check":
		return s.toggle()
	case "fit":
		return s.fit()
	case "numbers":
		return s.saved(func(e *effect) {
			if measure, ok := s.goal.MeasureOf(s.m); ok {
				e.open = newMeasure(s.sh, s.goal, measure)
			}
		})
	case "celebrate":
		return s.saved(func(e *effect) { e.open = newCelebration(s.sh, s.goal, s.m) })
	case "rest":
		return s.put(model.Resting)
	case "drop":
		return s.put(model.LetGo)
	case "bring":
		return s.put(model.Open)
	case "forget":
		return s.act(model.Forget(s.earlier))
	case "order":
		return s.saved(func(e *effect) { e.open = newMilestoneOrder(s.sh, s.goal, s.m.ID) })
	case "home":
		return s.saved(func(e *effect) { e.open = &rehome{sh: s.sh, goal: s.goal, m: s.m} })
	case "remove":
		st, at, id := s.sh.store, s.sh.home.At, s.m.ID
		return effect{ask: actThen(func(ctx context.Context) (done, error) {
			c, err := st.RemoveMilestone(ctx, at, id)
			return done{change: c}, err
		}, s.load())}
	}
	return s.saved(func(e *effect) { e.next = true })
}

// toggle checks the milestone off or takes that back, once what is typed is kept.
func (s *milestoneScreen) toggle() effect {
	return s.saved(func(e *effect) { *e = s.sh.toggle(s.goal, s.m, nil) })
}

// put changes what becomes of the milestone. The focus goes where another Enter
// changes nothing.
func (s *milestoneScreen) put(to model.State) effect {
	return s.saved(func(e *effect) {
		*e = s.save(model.Put(to))
		s.then = func(e *effect) { e.focus = "state" }
	})
}

// choose goes through the people known, one by one.
func (s *milestoneScreen) choose(p press) effect {
	people := s.sh.home.People
	if len(people) == 0 {
		return effect{}
	}
	who, step := &s.by, 1
	if p.id == "checker" {
		who = &s.check
	}
	if p.intent == left {
		step = len(people) - 1
	}
	at := slices.IndexFunc(people, func(known model.Person) bool { return known.ID == *who })
	if at < 0 && p.intent == left {
		at = 0 // to the last one
	}
	return s.saved(func(e *effect) {
		*who = people[(at+step)%len(people)].ID
		*e = s.save()
	})
}
