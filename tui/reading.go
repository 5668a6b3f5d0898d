package tui

import (
	"context"
	"strconv"
	"strings"

	"waymark/model"
)

// readingScreen writes a reading of a measure down, or corrects one.
type readingScreen struct {
	readingFields
	sh    *shared
	goal  model.Goal
	m     model.Measure
	r     model.Reading // as it is in the file; without an ID one that is not written yet
	wrong map[string]string

	meant   *float64  // what is likely meant by a number that cannot be
	stepped bool      // the value came from the arrows: what is typed takes its place
	dated   bool      // the day was typed: what is typed goes on with it
	leaving bool      // the person wants to go back
	failed  bool      // and what is typed could not be saved then
	goOn    bool      // the next one that is due comes after this
	saving  bool      // what is typed is on its way to the file
	opened  model.Day // the day on which it was opened: what "today" stands for
}

// readingFields are what can be typed or chosen of a reading.
type readingFields struct {
	value, when, note string
	by                int64
}

// howMuch says how a value is told.
const howMuch = "Type a number, or press Left or Right."

// thisDay is the day that is offered at first.
const thisDay = "today"

// The choices of a measure that is done or not, as its value.
const (
	yes = "Yes"
	no  = "No"
)

func newReading(sh *shared, g model.Goal, m model.Measure) *readingScreen {
	s := &readingScreen{sh: sh, goal: g, m: m, wrong: map[string]string{}, opened: sh.dates.Today}
	s.readingFields = s.inFile()
	return s
}

// correctReading changes a reading that is in the file.
func correctReading(sh *shared, g model.Goal, m model.Measure, r model.Reading) *readingScreen {
	s := &readingScreen{sh: sh, goal: g, m: m, r: r, wrong: map[string]string{}, opened: sh.dates.Today}
	s.readingFields = s.inFile()
	return s
}

// inFile are the fields as the file has them or, of a new reading, as they are
// before anything is typed.
func (s *readingScreen) inFile() readingFields {
	if s.r.ID == 0 {
		return readingFields{when: thisDay, by: s.sh.home.At.ID}
	}
	f := readingFields{value: model.FormatNumber(s.r.Value), when: model.Due{Day: s.r.On}.Phrase(), note: s.r.Note, by: s.r.ReadBy}
	if s.m.Kind == model.Done {
		f.value = map[bool]string{true: yes, false: no}[s.r.Done()]
	}
	return f
}

func (s *readingScreen) load() ask { return loadGoal(s.sh.store, s.m.GoalID) }

func (s *readingScreen) first() string { return "value" }

func (s *readingScreen) receive(value any, err error) effect {
	s.saving = false
	if err != nil {
		s.failed = s.leaving
		return s.sh.notSaved(err, s.leaving, s.readingFields != s.inFile())
	}
	switch v := value.(type) {
	case model.Goal:
		m, ok := v.Measure(s.m.ID)
		if !ok {
			return effect{back: 1, note: s.sh.problem(model.ErrNotFound)}
		}
		s.goal, s.m = v, m
	case wrote:
		s.sh.home.Learn(v.goal)
		return s.written(v)
	}
	return effect{}
}

// written goes on from a reading that is in the file: to what it reaches, to the
// next one that is due, or back.
func (s *readingScreen) written(v wrote) effect {
	e := effect{back: 1, note: v.says(s.m, s.sh.dates), wrote: &v}
	goOn := s.goOn
	s.readingFields, s.goOn = s.inFile(), false
	var after screen
	if one, ok := s.sh.home.NextToRead(s.m.ID, s.sh.dates.Today); ok && goOn {
		next := newReading(s.sh, one.Goal, one.Measure)
		if v.reading.On != s.sh.dates.Today { // of the same day
			next.when = model.Due{Day: v.reading.On}.Phrase()
		}
		after = next
	}
	told := v.change.ID != 0 && v.reading.ID != 0 && (s.r.ID == 0 || s.r.Value != v.reading.Value || s.r.On != v.reading.On)
	if meets := v.goal.Meets(v.reading); len(meets) > 0 && told {
		after = &reaches{sh: s.sh, goal: v.goal, reading: v.reading, meets: meets, after: after}
	}
	if after != nil {
		e.open = after
	}
	return e
}

func (s *readingScreen) typed(id, text string) {
	s.leaving, s.failed, s.meant = false, false, nil
	delete(s.wrong, id)
	switch id {
	case "value":
		s.value, s.stepped = text, false
	case "when":
		s.when, s.dated = text, true
	case "note":
		s.note = text
	}
}

func (s *readingScreen) page(w int) page {
	p := page{trail: []string{s.goal.Title, "Write down a reading"}, fact: sentence(s.m.Scale()), esc: "Save and go back"}
	if s.r.ID != 0 {
		p.trail[1] = "Correct a reading"
	}
	if s.m.OnScale() {
		p.add(item{drawn: s.scale(w)})
		p.text(s.ends())
		if s.pain() {
			p.text(callForHelp)
		}
		p.gap()
	}
	s.fields(&p)
	p.gap()
	p.row("save", "Save", "Save")
	if one, ok := s.sh.home.NextToRead(s.m.ID, s.sh.dates.Today); ok && s.r.ID == 0 {
		p.row("next", "Save, and write down the next one: "+name(one.Measure.Name), "Save")
	}
	switch {
	case s.r.ID != 0:
		p.row("remove", "Remove this reading", "Remove")
		p.row("drop", "Leave it as it was", "Leave")
	default:
		p.row("drop", "Leave, and write nothing down", "Leave")
	}
	if s.m.Kind == model.Number && !s.pain() {
		p.gap()
		p.text(s.call())
	}
	return p
}

// fields ask for the value, the day, who measured it, and a few words.
func (s *readingScreen) fields(p *page) {
	lw := len("Who measured it?")
	value := item{kind: fieldItem, id: "value", label: "How much?", labelW: lw, text: s.value, offer: s.stepped, enter: "Save", sides: "Change", wrong: s.wrong["value"], below: s.readsAs()}
	if s.m.Kind == model.Done {
		value.kind, value.label, value.space = rowItem, "Done?", "Change"
		value.facts, value.below = strings.Join(value.below, " "), nil
		if value.text = sentence(s.value); s.value == "" {
			value.text = "(press Left or Right)"
		}
		if value.wrong != "" {
			value.below = []string{value.wrong}
		}
	}
	p.add(value)
	p.add(item{kind: fieldItem, id: "when", label: "When?", labelW: lw, text: s.when, offer: !s.dated, blank: "(today)", enter: "Save", sides: "A day", wrong: s.wrong["when"], below: s.whenRead()})
	p.add(item{kind: rowItem, id: "by", label: "Who measured it?", labelW: lw, text: s.sh.personName(s.by), sides: "Change", space: "Change", enter: "Save"})
	p.add(item{kind: fieldItem, id: "note", label: "A few words", labelW: lw, text: s.note, blank: "(if you like)", enter: "Save", wrong: s.wrong["note"]})
}

// readsAs says the value with its unit, and what it was the last time.
func (s *readingScreen) readsAs() []string {
	var lines []string
	said := ""
	if v, err := s.m.ParseValue(s.value); err == nil && s.m.Kind == model.Number && s.m.Check(model.Reading{On: 1, Value: v}, 1) == nil {
		said = s.m.Amount(v) + ". "
	}
	if last := s.m.LastWords(s.goal.SeriesOf(s.m.ID), s.sh.dates); last != "" && s.r.ID == 0 {
		said += "Last time: " + last + "."
	}
	if s.value == "" && s.m.Kind == model.Number && s.wrong["value"] == "" {
		lines = append(lines, howMuch)
	}
	if said != "" {
		lines = append(lines, strings.TrimSpace(said))
	}
	return lines
}

func (s *readingScreen) whenRead() []string {
	day, err := s.day()
	if err != nil {
		return nil
	}
	return []string{"That is " + s.sh.dates.Long(day) + "."}
}

// day reads the day it is of. What was read when it was opened stands: a page that
// is left open over midnight still means the day before.
func (s *readingScreen) day() (model.Day, error) {
	if typed := strings.TrimSpace(s.when); typed == "" || typed == thisDay {
		return s.opened, nil
	}
	return s.sh.happened(s.when, s.goal.Start)
}

// scale draws all values side by side with a sign under the chosen one.
func (s *readingScreen) scale(w int) []string {
	step, most := 5, int(*s.m.Max)
	if w < wideFrom {
		step = 3
	}
	var values, sign strings.Builder
	for v := 0; v <= most; v++ {
		n := strconv.Itoa(v)
		chosen, err := s.m.ParseValue(s.value)
		under := strings.Repeat(" ", step)
		if err == nil && chosen == float64(v) {
			under = strings.Repeat(" ", step-1) + "^"
		}
		values.WriteString(strings.Repeat(" ", step-len(n)) + n)
		sign.WriteString(under)
	}
	return []string{values.String(), strings.TrimRight(sign.String(), " ")}
}

// ends say what the ends of the scale mean.
func (s *readingScreen) ends() string {
	most := model.FormatNumber(*s.m.Max)
	if model.SameTitle(s.m.Name, "pain") {
		return "0 is no pain. " + most + " is the worst you can think of."
	}
	return "0 is none. " + most + " is the most."
}

// callForHelp stands where pain is written down, and in sight.
const callForHelp = "Bad new pain, chest pain, or trouble breathing? Call 911 or your local emergency number. Do not wait for this program."

// pain reports whether it is pain that is written down, on its scale.
func (s *readingScreen) pain() bool {
	return s.m.OnScale() && strings.Contains(model.Fold(s.m.Name), "pain")
}

// call says whom to call.
func (s *readingScreen) call() string {
	said := "If this worries you, call your care team."
	if p, ok := s.goal.ToCall(s.sh.home.At.ID); ok {
		said += " " + sentence(p.Name+": "+p.Contact)
	}
	return said
}

// personName is a person's name, or that nobody was named.
func (sh *shared) personName(id int64) string {
	if p := sh.home.Person(id); p.ID != 0 {
		return p.Name
	}
	return "Not said"
}

// happened reads a day on which something happened; nothing typed is no day.
func (sh *shared) happened(text string, start model.Day) (model.Day, error) {
	due, err := model.ParseDue(text, model.Happened, sh.dates.Today, start)
	return due.On(start), err
}

// wrote is what writing a reading down came to, or correcting or removing one.
type wrote struct {
	change  model.Change
	reading model.Reading // its ID is 0 when it was removed
	goal    model.Goal
	fresh   bool // it was not written down before
	data    any  // what the screen shows now
}

func (w wrote) made() model.Change { return w.change }

// says are the words for it: "Saved. Knee bend: 96 degrees. Up 4 in 4 weeks."
func (w wrote) says(m model.Measure, dates model.Dates) string {
	switch {
	case w.change.ID == 0:
		return soAlready
	case w.reading.ID == 0:
		return sentence(w.change.Words) + pressU
	}
	said := "Saved. " + m.Name + ": " + m.Told(w.reading.Value)
	if w.reading.On != dates.Today {
		said += ", " + dates.Short(w.reading.On)
	}
	said += "."
	if s := w.goal.SeriesOf(m.ID); s.Last.ID == w.reading.ID {
		said = strings.TrimSpace(said + " " + m.ChangeWords(s, dates))
	}
	return said + pressU
}

// writing does something to the readings of a goal and reads it again, and what
// else the screen shows then.
func (sh *shared) writing(goal int64, reload ask, do func(ctx context.Context) (model.Reading, model.Change, error)) ask {
	st := sh.store
	return func(ctx context.Context) (any, error) {
		r, c, err := do(ctx)
		if err != nil {
			return nil, err
		}
		w := wrote{change: c, reading: r}
		if w.goal, err = st.Goal(ctx, goal); err == nil && reload != nil {
			w.data, err = reload(ctx)
		}
		return w, err
	}
}

// write writes a reading down.
func (sh *shared) write(m model.Measure, r model.Reading, reload ask) ask {
	st, at := sh.store, sh.home.At
	do := sh.writing(m.GoalID, reload, func(ctx context.Context) (model.Reading, model.Change, error) {
		id, c, err := st.AddReading(ctx, at, m.ID, r)
		r.ID, r.MeasureID, r.At = id, m.ID, c.When
		return r, c, err
	})
	return func(ctx context.Context) (any, error) {
		v, err := do(ctx)
		if w, ok := v.(wrote); ok {
			w.fresh = m.Kind == model.Number
			return w, err
		}
		return v, err
	}
}
