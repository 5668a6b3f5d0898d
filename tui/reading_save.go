package tui

import (
	"context"
	"slices"
	"strings"

	"waymark/model"
	"waymark/tui/plain"
)

func (s *readingScreen) do(p press) effect {
	if p.intent == back {
		return s.leave()
	}
	s.leaving, s.failed = false, false
	switch {
	case p.id == "value" && (p.intent != enter):
		return s.step(p)
	case p.id == "when" && (p.intent == left || p.intent == right):
		return s.shiftDay(p.intent == left)
	case p.id == "by" && p.intent != enter:
		return s.choose(p)
	case p.intent != enter && p.intent != space:
		return effect{}
	case p.id == "drop":
		s.readingFields = s.inFile()
		return effect{back: 1, note: "Nothing was written down."}
	case p.id == "remove":
		return s.remove()
	case p.id == "value" && s.meant != nil:
		s.value, s.meant = model.FormatNumber(*s.meant), nil
	}
	s.goOn = p.id == "next"
	return s.save()
}

// step changes the value by one press of Left or Right; the first shows what it
// was the last time.
func (s *readingScreen) step(p press) effect {
	delete(s.wrong, "value")
	s.meant = nil
	if s.m.Kind == model.Done {
		step := 1
		if p.intent == left {
			step = -1
		}
		s.value = cycle([]string{"", yes, no}, s.value, step)
		return effect{}
	}
	if p.intent == space {
		return effect{}
	}
	now, err := s.m.ParseValue(s.value)
	if err != nil {
		now = s.startsAt()
	} else {
		by := s.m.Step(now)
		if p.intent == left {
			by = -by
		}
		now = model.Rounded(now + by)
	}
	if s.m.Min != nil {
		now = max(now, *s.m.Min)
	}
	if s.m.Max != nil {
		now = min(now, *s.m.Max)
	}
	s.value, s.stepped = model.FormatNumber(now), true
	return effect{}
}

// startsAt is the value that the arrows begin from: the last one, else where it
// was at the start, else the least.
func (s *readingScreen) startsAt() float64 {
	switch last := s.goal.SeriesOf(s.m.ID).Last; {
	case last.ID != 0:
		return last.Value
	case s.m.Baseline != nil:
		return *s.m.Baseline
	case s.m.Min != nil && *s.m.Min > 0:
		return *s.m.Min
	}
	return 0
}

// shiftDay goes to the day before, or to the day after, but not past today.
func (s *readingScreen) shiftDay(before bool) effect {
	delete(s.wrong, "when")
	day, err := s.day()
	today := s.sh.dates.Today
	switch {
	case err != nil:
		day = today
	case before:
		day--
	default:
		day++
	}
	switch {
	case day > today:
		s.wrong["when"] = s.sh.problem(&model.DateError{Err: model.ErrDateFuture, Day: day, Sense: model.Happened})
		return effect{}
	case day == s.opened:
		s.when = thisDay
	default:
		s.when = model.Due{Day: day}.Phrase()
	}
	s.dated = false
	return effect{}
}

// choose goes through the people known, and nobody.
func (s *readingScreen) choose(p press) effect {
	ids := []int64{0}
	for _, person := range s.sh.home.People {
		ids = append(ids, person.ID)
	}
	step := 1
	if p.intent == left {
		step = -1
	}
	s.by = cycle(ids, s.by, step)
	return effect{}
}

// read makes a reading of what was typed; what cannot be read is said beside it.
func (s *readingScreen) read() (model.Reading, bool) {
	s.wrong, s.meant = map[string]string{}, nil
	r := s.r
	r.Note, r.ReadBy = strings.TrimSpace(s.note), s.by
	day, err := s.day()
	if r.On = day; err != nil {
		s.wrong["when"] = s.sh.problem(err)
	}
	s.readValue(&r)
	if len(s.wrong) == 0 {
		if err := s.m.Check(r, max(s.sh.dates.Today, s.r.On)); err != nil {
			s.wrong[map[bool]string{true: "when", false: "note"}[r.On > s.sh.dates.Today]] = s.sh.problem(err)
		}
	}
	return r, len(s.wrong) == 0
}

func (s *readingScreen) readValue(r *model.Reading) {
	var err error
	switch {
	case s.m.Kind == model.Done && s.value == "":
		s.wrong["value"] = "Was it done? Press Left or Right."
	case s.m.Kind == model.Done:
		r.Value = map[bool]float64{true: 1}[s.value == yes]
	case strings.TrimSpace(s.value) == "":
		s.wrong["value"] = howMuch
	default:
		if r.Value, err = s.m.ParseValue(s.value); err != nil {
			s.wrong["value"] = model.Quote(short(s.value)) + " is not a number we can read. Type a number like " + s.like() + "."
			return
		}
		trial := *r
		trial.On, trial.Note = s.sh.dates.Today, ""
		if err := s.m.Check(trial, s.sh.dates.Today); err != nil {
			s.wrong["value"] = s.sh.problem(err)
			if v, ok := s.m.Meant(r.Value); ok {
				s.meant = &v
				s.wrong["value"] = plain.RangeWords(&model.RangeError{Measure: s.m, Value: r.Value}) + " Enter says yes."
			}
		}
	}
}

// like is a number that the measure may well be.
func (s *readingScreen) like() string {
	if s.m.OnScale() {
		return "3"
	}
	return "85"
}

// save keeps the reading. What cannot be read gets the focus.
func (s *readingScreen) save() effect {
	r, ok := s.read()
	if !ok {
		return effect{focus: s.firstWrong()}
	}
	s.saving = true
	return effect{ask: s.keep(r)}
}

func (s *readingScreen) firstWrong() string {
	for _, id := range []string{"value", "when", "note"} {
		if s.wrong[id] != "" {
			return id
		}
	}
	return ""
}

// keep returns what writes the reading down, or corrects it.
func (s *readingScreen) keep(r model.Reading) ask {
	if s.r.ID == 0 {
		return s.sh.write(s.m, r, nil)
	}
	st, at, was, today := s.sh.store, s.sh.home.At, s.r, s.sh.dates.Today
	return s.sh.writing(s.m.GoalID, nil, func(ctx context.Context) (model.Reading, model.Change, error) {
		return st.ChangeReading(ctx, at, was.ID, model.Correct(was, r, today))
	})
}

func (s *readingScreen) remove() effect {
	st, at, id := s.sh.store, s.sh.home.At, s.r.ID
	return effect{ask: s.sh.writing(s.m.GoalID, nil, func(ctx context.Context) (model.Reading, model.Change, error) {
		c, err := st.RemoveReading(ctx, at, id)
		return model.Reading{}, c, err
	})}
}

// leave keeps what is typed and goes back. What cannot be read holds the person
// once, to see why.
func (s *readingScreen) leave() effect {
	again := s.leaving
	if s.readingFields == s.inFile() {
		return effect{back: 1}
	}
	s.leaving = true
	r, ok := s.read()
	switch {
	case !ok && !again:
		return effect{focus: s.firstWrong(), note: notKept + escLeaves}
	case !ok || s.failed:
		s.readingFields = s.inFile()
		return effect{back: 1}
	}
	s.goOn, s.saving = false, true
	return effect{ask: s.keep(r)}
}

// closing keeps what is typed, unless that is on its way already: a reading that
// is written down twice is two.
func (s *readingScreen) closing() (ask, bool) {
	if s.saving || s.readingFields == s.inFile() {
		return nil, true
	}
	r, ok := s.read()
	if !ok {
		return nil, false
	}
	return s.keep(r), true
}

// reaches asks whether a milestone that a reading reaches is checked off.
type reaches struct {
	sh      *shared
	goal    model.Goal
	reading model.Reading
	meets   []model.Milestone
	after   screen // what comes next, or nil
}

func (s *reaches) load() ask { return nil }

// first is what can be chosen.
func (s *reaches) first() string {
	if s.sh.lacks(model.RightCheck) != model.RightNone {
		return "back"
	}
	return ""
}

func (s *reaches) receive(value any, err error) effect {
	if err != nil {
		return s.sh.leaveIfGone(err)
	}
	t := value.(toggled)
	s.goal = t.goal
	s.meets = slices.DeleteFunc(s.meets, func(m model.Milestone) bool { return m.ID == t.milestone.ID })
	e := s.sh.toggledEffect(t)
	if len(s.meets) > 0 { // a celebration leads back here
		return e
	}
	if e.open == nil {
		e.open = s.after
	}
	e.back = 1
	return e
}

func (s *reaches) page(int) page {
	m, _ := s.goal.MeasureOf(s.meets[0])
	p := page{trail: []string{s.goal.Title, "A milestone comes into reach"}, esc: "Not now"}
	p.fact = sentence(m.Name + ": " + m.Told(s.reading.Value))
	for _, one := range s.meets {
		p.text("This reaches " + model.Quote(one.Title) + ": " + m.Name + ", " + one.Criterion.String() + ".")
	}
	p.text("You decide what counts.")
	p.gap()
	for _, one := range s.meets {
		said := "Check it off."
		if len(s.meets) > 1 {
			said = "Check off " + model.Quote(name(one.Title)) + "."
		}
		p.choice(rowID("check", one.ID), said, "")
		p.needs(model.RightCheck)
	}
	p.choice("back", "Not now. It stays to do.", "")
	return p
}

func (s *reaches) do(p press) effect {
	kind, id := splitID(p.id)
	switch {
	case p.leaves():
		return effect{back: 1, open: s.after, note: "It stays to do. The reading is saved." + pressU}
	case kind == "check" && (p.intent == enter || p.intent == space):
		for _, m := range s.meets {
			if m.ID == id {
				return s.sh.checkOff(s.goal, m, s.reading.On)
			}
		}
	}
	return effect{}
}
