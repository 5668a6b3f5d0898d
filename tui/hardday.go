package tui

import (
	"slices"
	"strings"

	"waymark/model"
)

// hardDay is a gentle note on a goal: what is seen, the person's own words from
// a better day, and the ways on. Each of them is done there and then.
type hardDay struct {
	sh    *shared
	goal  model.Goal
	note  model.Notice      // of no kind when nothing slows down
	asked bool              // the person came by themselves
	why   bool              // the numbers behind the note are shown
	way   string            // the choice that is open
	about int64             // the milestone that it is about
	text  string            // what is typed in it
	bad   string            // what is wrong with that
	kept  map[string]string // what was typed in choices that are shut again
}

// newHardDay opens the note that came by itself.
func newHardDay(sh *shared, n model.Notice) *hardDay {
	return &hardDay{sh: sh, goal: n.Goal, note: n}
}

// askHardDay opens what there is for a hard day, asked for from its goal.
func askHardDay(sh *shared, g model.Goal) *hardDay {
	return &hardDay{sh: sh, goal: g, asked: true}
}

func (s *hardDay) load() ask { return loadGoal(s.sh.store, s.goal.ID) }

// roomy is how many lines a window has in which the note and the ways on are in
// sight together.
const roomy = 22

// first is the first way on.
func (s *hardDay) first() string {
	p := s.page(textMax)
	if s.sh.height < roomy {
		return p.items[p.focusables()[0]].id // from its beginning
	}
	for _, i := range p.focusables() {
		if p.items[i].number == 1 {
			return p.items[i].id
		}
	}
	return ""
}

func (s *hardDay) receive(value any, err error) effect {
	if err != nil {
		return s.sh.leaveIfGone(err)
	}
	switch v := value.(type) {
	case model.Goal:
		s.goal = v
		e := s.find()
		if m, _ := s.milestone(); s.way != "" && m.ID != s.about { // it was done or moved elsewhere
			s.shut()
		}
		return e
	case toggled:
		e := s.sh.toggledEffect(v)
		e.back = 1
		return e
	case done:
		if v.change.ID == 0 {
			return effect{back: 1, note: soAlready}
		}
		return effect{back: 1, note: sentence(v.change.Words) + pressU}
	}
	return effect{}
}

// find looks again for what the note is about; when things moved on there is
// nothing more to say.
func (s *hardDay) find() effect {
	notices := s.goal.Pace().Notices(s.sh.dates.Today)
	about := s.note.About()
	for _, n := range notices {
		if s.note.Kind == "" || n.About() == about {
			s.note = n
			return effect{}
		}
	}
	if s.note.Kind != "" && !s.asked {
		return effect{back: 1}
	}
	s.note = model.Notice{}
	return effect{}
}

func (s *hardDay) page(int) page {
	p := page{trail: []string{s.goal.Title, "A gentle note"}, esc: "Back", everyday: true}
	if p.fact = s.note.Words(s.sh.dates); s.note.Kind == "" {
		p.trail[1], p.fact = "For a hard day", "For a day when things are hard. These words are here whenever you want them."
	} else {
		p.reading("comfort", 0, []string{s.note.Comfort(s.sh.dates)})
		p.gap()
	}
	s.words(&p)
	p.text("What would you like to do now? There is no wrong choice.")
	p.gap()
	s.ways(&p)
	p.gap()
	if s.note.Kind != "" {
		p.add(item{kind: rowItem, id: "why", text: "Why am I seeing this?", enter: map[bool]string{true: "Close", false: "Show"}[s.why]})
		if s.why {
			p.reading("because", 3, s.note.Because(s.sh.dates))
		}
	}
	if s.asked && s.silent() {
		p.row("again", "Let such notes come by themselves again", "Yes")
	}
	p.tail()
	p.gap()
	p.text("This program cannot tell why. Your care team can help you find out.")
	return p
}

// silent reports whether any note on the goal was put aside.
func (s *hardDay) silent() bool {
	return slices.ContainsFunc(s.goal.Hushes, func(h model.Hush) bool { return h.Times > 0 })
}

// words are the person's own, with the day they wrote them.
func (s *hardDay) words(p *page) {
	a, ok := s.goal.Answer(model.KeySetback)
	if !ok || strings.TrimSpace(a.Text) == "" {
		p.text("No plan for this is written yet. Two minutes are enough.")
		p.gap()
		return
	}
	said := "On " + s.sh.dates.Long(a.WrittenOn) + " " + a.Wrote(s.sh.home.At.ID, s.goal.Patient.ID) + ":"
	p.reading("words", 0, append([]string{said}, strings.Split(model.Quote(a.Text), "\n")...))
	p.gap()
}

// whose says something of the words to the person recovering, who wrote them, or
// to anyone else.
func (s *hardDay) whose(own bool, you, other string) string {
	if own && s.sh.home.At.ID == s.goal.Patient.ID {
		return you
	}
	return other
}

// milestone is the one that the ways on are about.
func (s *hardDay) milestone() (model.Milestone, bool) { return s.note.Step(s.goal) }

// ways are the choices, each with what it asks below it while it is open.
func (s *hardDay) ways(p *page) {
	m, open := s.milestone()
	answer, written := s.goal.Answer(model.KeySetback)
	own := answer.WrittenBy == 0 || answer.WrittenBy == s.goal.Patient.ID
	way := func(id, text, facts string) {
		p.choice(id, text, facts)
		if s.way == id {
			s.opened(p, m)
		}
	}
	if s.note.Kind == model.NoticePassed {
		way("did", "It is done. Check it off.", "")
	}
	if s.note.Kind == model.NoticeWorse {
		way("talk", "Talk to the care team.", s.reach())
	}
	if written {
		way("do", s.whose(own, "Do what I wrote.", "Do what is written here."), "")
	} else {
		way("rewrite", "Write a plan for this now.", "")
	}
	if s.note.Kind != model.NoticeWorse {
		way("talk", "Talk to the care team.", s.reach())
	}
	if open && s.note.Kind != model.NoticeWorse {
		way("smaller", "Make "+model.Quote(name(m.Title))+" a smaller step.", "")
	}
	if open {
		way("dates", "Give it more time. Choose new dates.", "")
	}
	way("rest", "Rest for now. Nothing is lost.", "")
	if written {
		way("rewrite", s.whose(own, "Change what I wrote.", "Change what is written here."), "")
	}
	if s.note.Kind != "" {
		way("later", map[bool]string{true: "Not now. It waits until you ask for it.", false: "Not now. Ask me again in a week."}[s.notNow().Silent()], "")
	}
}

// reach says how to reach someone of the care team.
func (s *hardDay) reach() string {
	if p, ok := s.goal.ToCall(s.sh.home.At.ID); ok {
		return sentence(p.String())
	}
	return ""
}

// suggested is the day that is offered for a new date: in a week.
func (s *hardDay) suggested() model.Day { return s.sh.dates.Today + model.HushDays }

// opened adds what the open choice asks.
func (s *hardDay) opened(p *page, m model.Milestone) {
	sub := func(id, text, enter string) {
		p.add(item{kind: rowItem, id: id, indent: 3, text: text, enter: enter})
	}
	field := func(label string, below []string) {
		p.add(item{kind: fieldItem, id: "field", indent: 3, label: label, labelW: len(label), text: s.text, enter: "Save", wrong: s.bad, below: below})
	}
	switch s.way {
	case "talk":
		for _, person := range s.goal.Team {
			if person.ID != s.sh.home.At.ID || len(s.goal.Team) == 1 {
				sub(rowID("person", person.ID), sentence(person.String()), "I will")
			}
		}
		sub("people", "Add someone, or how to reach them", "Open")
	case "smaller":
		field("In other words", []string{"For example: with something to hold on to, or half as long."})
		sub("keep", "Save the smaller step", "Save")
	case "dates":
		field("New date", s.dateRead())
		sub("keep", "Save this date", "Save")
		if !m.Due.None() {
			sub("undated", "Take the date off. There is no hurry.", "Take off")
		}
		sub("shift", "Move all that lies ahead by some days", "Open")
	case "rest":
		if m.ID != 0 {
			sub("restone", "Rest "+model.Quote(name(m.Title)), "Rest")
		}
		sub("restall", "Rest the whole goal", "Open")
	}
}

func (s *hardDay) dateRead() []string {
	due, err := model.ParseDue(s.text, model.Planned, s.sh.dates.Today, s.goal.Start)
	if err != nil || due.None() {
		return nil
	}
	return []string{"That is " + s.sh.dates.Long(due.On(s.goal.Start)) + "."}
}
