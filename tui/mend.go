package tui

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"waymark/model"
	"waymark/tui/plain"
)

// Mender puts a copy in the place of a data file that cannot be used.
type Mender interface {
	// Copies lists the copies of the file, as those of a store.
	Copies(ctx context.Context, folders ...string) ([]model.Copy, error)
	// Rescue saves what can be read of a damaged file as a copy. The error is
	// [model.ErrDamaged] when that is nothing.
	Rescue(ctx context.Context) (model.Copy, error)
	// Replace puts a copy, or an empty file (""), in the place of the file and opens
	// it. What was there is kept, at the path it returns, or "" when nothing was.
	Replace(ctx context.Context, from string) (st Store, kept string, err error)
}

// nowhere is the store while there is none: there is nothing in it.
type nowhere struct{ Store }

func (nowhere) Home(context.Context, model.Seat) (model.Home, error)   { return model.Home{}, nil }
func (nowhere) News(context.Context, int64) (model.News, error)        { return model.News{}, nil }
func (nowhere) Choose(context.Context, int64, map[string]string) error { return nil }

// mendScreen says that the file cannot be used, and what can be done: nothing of
// it is changed until something is chosen.
type mendScreen struct {
	sh     *shared
	mender Mender
	why    error // [model.ErrDamaged] or [model.ErrGone]

	list    []model.Copy
	looking bool       // for what can be read of the damaged file
	rescued model.Copy // what that is; its Path is "" when it is nothing
	unread  error      // why it is nothing
}

// rescuedMsg is what could be read of the damaged file.
type rescuedMsg struct {
	copy model.Copy
	err  error
}

// mended is that there is a file again, and what the window shows then.
type mended struct {
	seated
	store Store
	from  model.Copy // zero of an empty file
	kept  string
	who   []screen
}

// mending is the screen that says so, when it is open.
func (a *app) mending() *mendScreen {
	if len(a.stack) == 0 {
		return nil
	}
	m, _ := a.stack[0].screen.(*mendScreen)
	return m
}

// mend goes to that screen once nothing that is typed would be lost by it.
func (a *app) mend() tea.Cmd {
	if u := &a.sh.upkeep; a.typed() || a.mender == nil {
		if !u.said {
			u.said = true
			u.remark = "Part of the file could not be read. Nothing more is written to it. What is typed stays here until you leave it."
		}
		return nil
	}
	m := &mendScreen{sh: a.sh, mender: a.mender, why: model.ErrDamaged}
	return a.request(m.load(), func(msg answer) tea.Cmd {
		a.sh.store, a.sh.home, a.untold, a.elsewhere, a.strange = nowhere{}, model.Home{}, model.News{}, model.News{}, false
		m.receive(msg.value, msg.err)
		return tea.Batch(a.apply(effect{stack: []screen{m}}), a.rescue())
	})
}

// rescue reads what can be read of a damaged file. Keys do not wait for it.
func (a *app) rescue() tea.Cmd {
	m := a.mending()
	if m == nil || !errors.Is(m.why, model.ErrDamaged) {
		return nil
	}
	m.looking = true
	run := a.guarded(func(ctx context.Context) (any, error) { return m.mender.Rescue(ctx) })
	return func() tea.Msg {
		v, err := run()
		c, _ := v.(model.Copy)
		return rescuedMsg{c, err}
	}
}

func (s *mendScreen) load() ask { return findCopies(s.mender, s.sh.places, "") }

func (s *mendScreen) receive(value any, err error) effect {
	switch v := value.(type) {
	case copiesFound:
		s.list = v.list
		return effect{}
	case copyRefused:
		return effect{note: s.sh.copyTrouble(v.err)}
	case mended:
		return s.sh.mended(v)
	}
	if err != nil {
		return effect{note: s.sh.copyTrouble(err)}
	}
	return effect{}
}

// rescue takes in what could be read of the damaged file.
func (s *mendScreen) rescue(msg rescuedMsg) {
	s.looking, s.unread = false, msg.err
	if msg.err == nil {
		s.rescued = msg.copy
	}
}

func (s *mendScreen) page(int) page {
	p := page{trail: []string{"Your file"}, fact: "Part of your file cannot be read.", esc: "Close"}
	gone := errors.Is(s.why, model.ErrGone)
	newest, has := model.Newest(s.list)
	switch {
	case gone:
		p.fact = "Your file is not there any more, or it is empty."
		p.text("There are copies of it. Nothing was changed.")
	case has:
		p.text("Nothing was changed. There are copies, and the damaged file is kept whatever you choose.")
	default:
		p.text("Nothing was changed. The damaged file is kept whatever you choose. No copy was found beside it.")
	}
	p.gap()
	if has {
		s.offer(&p, "newest", "Open "+newest.Called(s.sh.dates)+".", newest)
	} else {
		p.choice("close", "Close. Change nothing.", "")
	}
	switch {
	case gone:
	case s.rescued.Path != "":
		s.offer(&p, "rescued", "Open what could be read of the file.", s.rescued)
	case s.looking:
		p.choice("rescued", "We are still looking for what can be read of the file.", "")
		p.items[len(p.items)-1].enter = ""
	default:
		none := "Nothing could be read of the file itself."
		if errors.Is(s.unread, model.ErrFull) {
			none = "There is no room to look what can be read of the file. Make some room, then start again."
		}
		p.choice("rescued", none, "")
		p.items[len(p.items)-1].enter = ""
	}
	p.choice("copies", map[bool]string{true: "Choose another copy.", false: "Look for a copy elsewhere."}[has], "")
	if has {
		p.choice("close", "Close. Change nothing.", "")
	}
	if gone || !has && !s.looking && s.rescued.Path == "" {
		p.choice("empty", "Start with an empty file.", "")
	}
	return p
}

// offer adds a copy to choose, with what is in it and what was done last.
func (s *mendScreen) offer(p *page, id, text string, c model.Copy) {
	p.choice(id, text, "")
	it := &p.items[len(p.items)-1]
	it.enter, it.below = "Open", []string{c.Words()}
	if why := c.Reason.Words(); why != "" && id != "rescued" {
		it.below = append(it.below, why)
	}
	last := c.LastDone(s.sh.dates)
	if c.Readings > 0 {
		last = strings.TrimSpace(model.Count(c.Readings, "reading") + ". " + last)
	}
	if last != "" {
		it.below = append(it.below, last)
	}
}

func (s *mendScreen) do(p press) effect {
	switch {
	case p.intent == back:
		return effect{quit: true}
	case p.intent != enter && p.intent != space:
		return effect{}
	}
	switch p.id {
	case "close":
		return effect{quit: true}
	case "newest":
		newest, _ := model.Newest(s.list)
		return effect{ask: refusing(p.id, s.sh.replace(s.mender, newest))}
	case "rescued":
		if s.rescued.Path != "" {
			return effect{ask: refusing(p.id, s.sh.replace(s.mender, s.rescued))}
		}
	case "copies":
		return effect{open: &copyList{sh: s.sh, mender: s.mender}}
	case "empty":
		return effect{ask: refusing(p.id, s.sh.replace(s.mender, model.Copy{}))}
	}
	return effect{}
}

// replace puts a copy in the place of the file, and reads what the window shows
// then.
func (sh *shared) replace(m Mender, from model.Copy) ask {
	at := *sh // for the questions that are asked at a start
	return func(ctx context.Context) (any, error) {
		st, kept, err := m.Replace(ctx, from.Path)
		if err != nil {
			return nil, err
		}
		v := mended{store: st, from: from, kept: kept}
		if v.home, err = st.Home(ctx, model.Seat{}); err != nil {
			return nil, err
		}
		if v.choices, err = st.Choices(ctx, v.home.At.ID); err != nil {
			return nil, err
		}
		at.store, at.home = st, v.home
		v.who, err = at.asksWho(ctx)
		return v, err
	}
}

// mended goes on with the file that there is now.
func (sh *shared) mended(v mended) effect {
	sh.store, sh.upkeep = v.store, upkeep{}
	sh.take(v.seated)
	e := effect{stack: sh.opening(), note: plain.Opened(v.from, v.kept, sh.dates)}
	for _, s := range v.who {
		s.(*whoScreen).sh = sh
		e.stack = append(e.stack, s)
	}
	if v.home.Patient.ID == 0 {
		e.stack = []screen{&welcome{sh: sh}}
	}
	return e
}
