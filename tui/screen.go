package tui

import (
	"context"
	"time"

	"waymark/model"
)

// Store is what the screens need of the data file. Every action is on disk
// when it returns without an error.
type Store interface {
	Home(ctx context.Context, seat model.Seat) (model.Home, error)
	Goal(ctx context.Context, id int64) (model.Goal, error)
	GoalTitles(ctx context.Context, patient int64) ([]model.Goal, error)
	Story(ctx context.Context, patient int64, all bool) (model.Story, error)
	Wordings(ctx context.Context, goal int64, dates model.Dates) (map[model.Key][]model.Wording, error)
	Choices(ctx context.Context, person int64) (map[string]string, error)
	Records(ctx context.Context) ([]model.Record, error)
	Teams(ctx context.Context) ([]model.Goal, error)
	Changes(ctx context.Context, of model.Lines) ([]model.Change, error)
	Edits(ctx context.Context, change int64) (model.Detail, error)
	News(ctx context.Context, patient int64) (model.News, error)

	SetUp(ctx context.Context, patient model.Person, helper *model.Person) (model.Change, error)
	Sit(ctx context.Context, seat model.Seat) error
	ChangePerson(ctx context.Context, at model.At, id int64, change model.PersonChange) (model.Change, error)
	PutOnTeam(ctx context.Context, at model.At, person, goal int64, on bool) (model.Change, error)
	Celebrated(ctx context.Context, milestone int64) error
	AddPerson(ctx context.Context, at model.At, p model.Person) (int64, model.Change, error)
	Footprint(ctx context.Context, person int64) (model.Footprint, error)
	RemovePerson(ctx context.Context, at model.At, person int64, name string) (copied string, c model.Change, err error)
	StartGoal(ctx context.Context, at model.At, g model.Goal, draft int64) (int64, model.Change, error)
	ChangeGoal(ctx context.Context, at model.At, id int64, change model.GoalChange) (model.Change, error)
	ChangeGoals(ctx context.Context, at model.At, ids []int64, change model.GoalChange) (model.Change, error)
	MoveGoal(ctx context.Context, at model.At, id int64, by int) (model.Change, error)
	AddMilestone(ctx context.Context, at model.At, goal int64, m model.Milestone) (int64, model.Change, error)
	ChangeMilestone(ctx context.Context, at model.At, id int64, change model.MilestoneChange) (model.Change, error)
	MoveMilestone(ctx context.Context, at model.At, id int64, by int) (model.Change, error)
	RehomeMilestone(ctx context.Context, at model.At, id, goal int64) (model.Change, error)
	RemoveMilestone(ctx context.Context, at model.At, id int64) (model.Change, error)
	SaveAnswer(ctx context.Context, at model.At, goal int64, key model.Key, was, d model.Draft) (model.Change, error)
	Undo(ctx context.Context, at model.At, patient int64) (model.Change, error)
	Readings(ctx context.Context, measure int64, most int) ([]model.Reading, error)
	Points(ctx context.Context, measure int64, from model.Day) ([]model.Reading, error)
	AddReading(ctx context.Context, at model.At, measure int64, r model.Reading) (int64, model.Change, error)
	ChangeReading(ctx context.Context, at model.At, id int64, change model.ReadingChange) (model.Reading, model.Change, error)
	RemoveReading(ctx context.Context, at model.At, id int64) (model.Change, error)
	TakeBack(ctx context.Context, at model.At, changes ...int64) (model.Change, error)

	Copies(ctx context.Context, folders ...string) ([]model.Copy, error)
	Compare(ctx context.Context, path string) (model.Difference, error)
	Restore(ctx context.Context, at model.At, path string) (model.Restored, error)
	SaveCopy(ctx context.Context, folder string) (string, error)
	PutBack(ctx context.Context) error
	Upkeep(ctx context.Context) (string, error)

	SaveDraft(ctx context.Context, d model.Draft) (int64, error)
	RemoveDraft(ctx context.Context, id int64) error
	Choose(ctx context.Context, person int64, chosen map[string]string) error
}

// shared is what every screen knows. Its dates and home are as of the message
// at hand.
type shared struct {
	store    Store
	now      func() time.Time
	window   string // the name of this run, among others on the same file
	terminal terminal
	choices  choices
	look     look // of terminal and choices
	dates    model.Dates
	home     model.Home
	demo     bool  // these are made-up examples
	real     Store // while examples are shown from the welcome: the person's own file

	places     func() []model.Place // where copies can be kept; not to be called from Update
	homeFolder string               // of the person's account
	upkeep     upkeep

	// examples opens a store of made-up people.
	examples func(context.Context) (Store, error)
	checked  check
	touched  time.Time // when the latest key came
	arrived  time.Time // when what another window did came to be shown last
	trouble  string    // what was said last of something that went wrong
	away     error     // the file does not stand in its place: that it was moved, or nil
	height   int       // of the window, in lines

	newcomers newcomers
}

// newcomers are people who were typed and not added yet.
type newcomers struct {
	here     string // to be at the computer
	recovers string
	helps    string
}

// restyle makes the look and the dates anew from what the terminal can do and
// what was chosen.
func (sh *shared) restyle() {
	sh.look = newLook(sh.terminal, sh.choices)
	sh.dates.Style = DateStyle(sh.choices)
}

// letters reports whether letters and digits work as keys.
func (sh *shared) letters() bool { return sh.choices.of(choiceLetters) != off }

// whose says whose record is shown; "" before anybody is known.
func (sh *shared) whose() string {
	if sh.demo && sh.home.Patient.ID != 0 {
		return sh.home.Patient.Name + " (made up)"
	}
	return sh.home.Patient.Name
}

// ask is work for the store. It runs outside Update and must hold only values
// copied when it was made; what it returns goes to the screen that asked.
type ask func(ctx context.Context) (any, error)

// intent is what a person wants, whichever key said so.
type intent int

const (
	enter intent = iota
	space        // check off, choose
	left         // one less, the one before
	right        // one more, the one after
	back         // Esc
	next         // PgDn in the wizard
	prev         // PgUp in the wizard
)

// press is an intent on a row: the focused one, or that of an action.
type press struct {
	intent intent
	id     string
}

// leaves reports whether the press is the way back: Esc, or the row for it.
func (p press) leaves() bool {
	return p.intent == back || p.id == "back" && (p.intent == enter || p.intent == space)
}

// effect is what a screen wants done in answer to a press or to what the store
// said. The zero effect changes nothing.
type effect struct {
	ask   ask
	open  screen   // go to this screen, drawn once it has loaded
	swap  bool     // it takes this screen's place
	stack []screen // these, which have loaded, take the place of all screens; then open
	back  int      // leave so many screens
	run   string   // leave this screen and carry out an action of the one below
	wrote *wrote   // what became of a reading, for the screen that is left for
	took  *undone  // what taking changes back came to: after leaving, the screen below reads again
	note  string   // the message line's words
	focus string   // the row to move the focus to, after leaving
	top   bool     // and the screen is shown from its top
	next  bool     // move the focus to the row after
	quit  bool
}

// screen is one place in Waymark.
type screen interface {
	// load returns what to ask the store for before the screen is drawn, or nil.
	load() ask
	// receive takes what an ask of this screen came to.
	receive(value any, err error) effect
	// page is what the screen shows now.
	page(w int) page
	// do carries out what the person wants.
	do(p press) effect
}

// typist is a screen with text fields.
type typist interface {
	// typed takes the words a field holds now.
	typed(id, text string)
}

// saver is a screen that keeps what is typed without being asked.
type saver interface {
	// save returns the ask that keeps what is not kept yet, or nil.
	save() ask
	// saved takes what the last save came to.
	saved(value any, err error) effect
}

// closer is a screen whose typed words are saved when the person goes back.
type closer interface {
	// closing returns what keeps them when Waymark is closed at once, or nil, and
	// whether that is all of them.
	closing() (keep ask, all bool)
}

// starter is a screen that says which row has the focus at first.
type starter interface{ first() string }

// follower is a screen that can take over what became of a reading without
// reading all again.
type follower interface {
	// follow takes it over, and reports whether that is all.
	follow(w wrote) bool
}

// searched is a screen whose list holds more than its page shows at once.
type searched interface {
	// found returns the rows, for a window so wide, that hold what is looked for,
	// most at the most, and how many there are.
	found(f model.Finder, w, most int) (rows []item, all int)
}

// gatherer is a screen that reads more before its list can be looked through.
type gatherer interface {
	// gather returns what to ask the store for, or nil.
	gather() ask
}

// folder is a screen that folds rows away.
type folder interface {
	// reveal unfolds what holds the row.
	reveal(id string)
}

// done is what an action came to, with what the screen shows afterwards.
type done struct {
	change model.Change
	data   any
}

// maker is what an ask came to that made a change.
type maker interface{ made() model.Change }

func (d done) made() model.Change { return d.change }

// actThen is an ask that does something and then reads again what the screen
// shows.
func actThen(do func(ctx context.Context) (done, error), reload ask) ask {
	return func(ctx context.Context) (any, error) {
		d, err := do(ctx)
		if err == nil && reload != nil {
			d.data, err = reload(ctx)
		}
		return d, err
	}
}
