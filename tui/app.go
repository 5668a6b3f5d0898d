// Package tui is what a person sees and presses. It draws what model says and
// asks the store for the rest; no rule of recovery and no SQL lives here.
package tui

import (
	"cmp"
	"context"
	"crypto/rand"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"waymark/model"
)

// Options say how the program runs.
type Options struct {
	Now  func() time.Time    // the clock; nil is time.Now
	Env  func(string) string // the environment; nil is an empty one
	Demo bool                // the store holds made-up examples

	// Examples opens a store of made-up examples; the welcome screen offers them.
	Examples func(context.Context) (Store, error)

	// Places lists where copies can be kept just now; nil is nowhere.
	Places func() []model.Place
	// Mender helps where the file cannot be used; without one it is only told.
	Mender Mender
	// Trouble is why there is no store, [model.ErrDamaged] or [model.ErrGone]: the
	// first screen then says what can be done.
	Trouble error
}

// keepWithin is how long typed words wait before they are kept by themselves.
const keepWithin = 400 * time.Millisecond

// app is the root: it routes keys and answers, keeps the stack of screens and
// alone says what the terminal shows.
type app struct {
	sh      *shared
	stack   []*frame
	w, h    int
	note    string
	ctx     context.Context
	asked   int                                  // number of the latest request to the store
	busy    bool                                 // a request is under way: keys wait
	then    func(answer) tea.Cmd                 // takes the answer to it
	asking  func() tea.Msg                       // does it, once, and waits for it
	queue   []waiting                            // keys that wait
	saving  bool                                 // a save by itself is under way
	keeping func() tea.Msg                       // does it, once, and waits for it
	timer   bool                                 // a save by itself is due
	later   func(time.Duration, tea.Msg) tea.Cmd // sends a message after a while
	pressed func() time.Time                     // the clock of key presses
	last    struct {                             // the latest key on a list, or click on a mark
		key string
		at  time.Time
	}
	lost int // keys in a row that did nothing here

	mender    Mender
	strange   bool       // a copy was brought back elsewhere, and whoever is here is not in it
	elsewhere model.News // what was written elsewhere and is not shown yet
	untold    model.News // and what is shown, but was not told yet
	hidden    bool       // the screen is hidden until a key

	leaving   bool // Ctrl-C was pressed
	misplaced bool // the file was not in its place at the end, and could not be put back
	hurried   bool // and again: the store was not waited for
	unsaved   bool // not all that is typed could be kept
	quit      bool
	crash     any          // what a panic said
	resting   bool         // this program is about to be stopped, or is
	stops     atomic.Int64 // how often it was stopped
	drawn     atomic.Int64 // the last of these after which the screen was drawn again
	atWork    sync.RWMutex // held for reading by whatever asks the store
	out       drawn
}

// waiting is a key, a paste or a turn of the wheel, and when it came.
type waiting struct {
	msg tea.Msg
	at  time.Time
}

// answer is what the store said to a request.
type answer struct {
	n     int
	value any
	err   error
}

// keptMsg is what a save by itself came to; keepMsg says that one is due.
type (
	keptMsg struct {
		screen screen
		value  any
		err    error
	}
	keepMsg   struct{}
	leaveMsg  struct{} // close, keeping what is typed
	restMsg   struct{} // let this program be stopped, keeping what is typed
	restedMsg struct{} // it goes on
)

// WarmUp makes, beside whatever else goes on, the table of how wide letters are,
// which takes longer than opening the file. It returns at once.
func WarmUp() { go ansi.WcWidth.StringWidth("▌") }

func newApp(ctx context.Context, s Store, o Options) *app {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Env == nil {
		o.Env = func(string) string { return "" }
	}
	a := &app{ctx: ctx, w: 80, h: 24, pressed: time.Now, later: after}
	if o.Places == nil {
		o.Places = func() []model.Place { return nil }
	}
	a.mender = o.Mender
	a.sh = &shared{
		store: s, window: rand.Text(), now: o.Now, demo: o.Demo, examples: o.Examples, terminal: terminalOf(o.Env),
		places: o.Places, homeFolder: cmp.Or(o.Env("HOME"), o.Env("USERPROFILE")),
	}
	a.sh.dates.Today, a.sh.height = model.DayOf(o.Now()), a.h
	a.sh.restyle()
	return a
}

// beginWith begins, be it with a file that cannot be used.
func (a *app) beginWith(ctx context.Context, trouble error) error {
	if trouble == nil {
		return a.begin(ctx)
	}
	a.sh.store, a.sh.touched = nowhere{}, a.pressed()
	m := &mendScreen{sh: a.sh, mender: a.mender, why: trouble}
	found, err := m.load()(ctx)
	m.receive(found, err)
	a.push(m)
	return nil
}

// begin reads what the first screen shows and puts it up: the welcome on an
// empty file, else what [shared.opening] says, with the question who is here
// before it.
func (a *app) begin(ctx context.Context) error {
	home, err := a.sh.store.Home(ctx, model.Seat{})
	if err != nil {
		return err
	}
	if a.sh.choices, err = a.sh.store.Choices(ctx, home.At.ID); err != nil {
		return err
	}
	a.sh.restyle()
	a.sh.home, a.sh.touched = home, a.pressed()
	if home.Patient.ID == 0 {
		a.push(&welcome{sh: a.sh})
		if len(home.Drafts) > 0 && home.Drafts[0].PatientName+home.Drafts[0].HelperLine != "" {
			a.push(newNames(a.sh, home.Drafts[0]))
		}
		return nil
	}
	who, err := a.sh.asksWho(ctx)
	for _, s := range append(a.sh.opening(), who...) {
		a.push(s)
	}
	return err
}

// Init asks the terminal for its background, which it may never tell, and
// starts to look around.
func (a *app) Init() tea.Cmd {
	return tea.Batch(tea.RequestBackgroundColor, a.later(lookEvery, lookMsg{}), a.rescue())
}

// Update takes a message in this order: the window and the terminal, the
// store's answers, Ctrl-C, and then keys, which wait while the store works. A
// panic ends the program as a quit does, so that the terminal is put back.
func (a *app) Update(msg tea.Msg) (m tea.Model, cmd tea.Cmd) {
	defer func() {
		if r := recover(); r != nil {
			a.crash = r
			m, cmd = a, tea.Quit
		}
	}()
	before, hidden, note := a.sh.dates.Today, a.hidden, a.note
	a.sh.dates.Today = model.DayOf(a.sh.now())
	cmd = a.handle(msg)
	if a.sh.dates.Today != before {
		a.elsewhere.Any = true // what was summed up as of yesterday
	}
	for !a.busy && len(a.queue) > 0 && !a.quit {
		next := a.queue[0]
		a.queue = a.queue[1:]
		cmd = tea.Batch(cmd, a.input(next))
		a.settle(a.top())
	}
	if a.quit {
		return a, tea.Quit
	}
	switch msg.(type) {
	case lookMsg, newsMsg, tendedMsg:
		if !a.busy && a.hidden == hidden && a.note == note {
			return a, cmd // nothing is new: nothing is drawn
		}
	}
	// What waits for the store is not drawn before the store has it.
	if _, resized := msg.(tea.WindowSizeMsg); resized || !a.busy {
		a.layout()
	}
	return a, tea.Batch(cmd, a.keepSoon())
}

// layout draws the screen on top once; View only hands it over.
func (a *app) layout() {
	f := a.top()
	a.settle(f)
	note := a.note
	switch {
	case note == f.quiet && strings.HasSuffix(note, pressU):
		note = "" // it comes back with the screen that it was said on
	case f.field != nil || !f.page.everyday || !a.sh.letters(): // u takes nothing back there
		note = strings.TrimSuffix(note, pressU)
	}
	if note == "" && a.sh.away != nil { // it is said on every screen until it is so no more
		note = awayWords(a.sh.away, " while it was open")
	}
	if a.hidden {
		a.out = a.blank()
		return
	}
	a.out = draw(a.sh.look, f.page, window{
		w: a.w, h: a.h, letters: a.sh.letters(), focus: f.focus, field: f.field, note: note, top: f.top,
	})
	f.top = a.out.top
}

// View is the terminal's whole state. The cursor stands, steady, on the first
// letter of the focused row or in the typed words.
func (a *app) View() tea.View {
	v := tea.NewView(strings.Join(a.out.lines, "\n"))
	v.AltScreen = true
	v.WindowTitle = "Waymark"
	v.Cursor = tea.NewCursor(a.out.cursor.x, a.out.cursor.y)
	v.Cursor.Blink = false
	if a.sh.choices.of(choiceMouse) != off {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v
}

func (a *app) handle(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.w, a.h, a.sh.height = msg.Width, msg.Height, msg.Height
	case tea.BackgroundColorMsg:
		a.sh.terminal.known, a.sh.terminal.dark = true, msg.IsDark()
		a.sh.restyle()
	case tea.ModeReportMsg:
		if msg.Mode == ansi.ModeUnicodeCore && msg.Value != ansi.ModeNotRecognized && msg.Value != ansi.ModePermanentlyReset {
			a.sh.terminal.cells = ansi.GraphemeWidth // as the renderer does from now on
			a.sh.restyle()
		}
	case restMsg:
		if !a.resting {
			a.resting = true
			a.wait(msg) // after what was typed before it
		}
	case restedMsg:
		a.goesOn()
	case lookMsg:
		return a.look()
	case newsMsg:
		return a.heard(msg)
	case tendedMsg:
		a.tended(msg)
	case rescuedMsg:
		if m := a.mending(); m != nil {
			m.rescue(msg)
		}
	case answer:
		return a.answered(msg)
	case keepMsg:
		a.timer = false
		return a.keep()
	case keptMsg:
		a.saving = false
		if s, ok := msg.screen.(saver); ok {
			e := s.saved(msg.value, msg.err)
			if msg.err == nil && (a.note != "" || msg.screen != a.top().screen) {
				e.note = "" // what is there is to be read
			}
			return a.apply(e)
		}
	case tea.KeyPressMsg:
		if msg.String() == "ctrl+c" {
			if a.leaving { // pressed twice: do not wait for the store
				a.quit, a.hurried = true, true
			}
			a.leaving = true
			a.wait(leaveMsg{}) // after what was typed before it
			return nil
		}
		a.wait(msg)
	case tea.PasteMsg, tea.MouseWheelMsg:
		a.wait(msg)
	case tea.MouseClickMsg:
		if !a.busy { // a click means what is drawn
			a.wait(msg)
		}
	}
	return nil
}

func (a *app) wait(msg tea.Msg) { a.queue = append(a.queue, waiting{msg, a.pressed()}) }

// input takes a key, a paste or the mouse for the screen on top.
func (a *app) input(in waiting) tea.Cmd {
	if !a.shows(in) {
		return nil
	}
	switch msg := in.msg.(type) {
	case tea.KeyPressMsg:
		return a.key(msg, in.at)
	case tea.PasteMsg:
		return a.paste(msg)
	case tea.MouseMsg:
		return a.mouse(msg, in.at)
	case leaveMsg:
		return a.leave()
	case restMsg:
		return a.rest()
	}
	return nil
}
