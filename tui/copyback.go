package tui

import (
	"context"
	"errors"

	"waymark/model"
)

// differsAtMost is how many changes are named that differ.
const differsAtMost = 8

// bringBack shows what differs between a copy and the file as it is now, and asks
// whether to bring the copy back.
type bringBack struct {
	sh      *shared
	differs model.Difference
}

// broughtBack is that a copy was brought back, and what the window shows then.
type broughtBack struct {
	seated
	model.Restored
	strange bool // whoever was here, or whose record was shown, is not in it
}

func (s *bringBack) load() ask { return nil }

// watch compares again: the file is another one now.
func (s *bringBack) watch() ask {
	st, path := s.sh.store, s.differs.Copy.Path
	return func(ctx context.Context) (any, error) { return st.Compare(ctx, path) }
}

func (s *bringBack) receive(value any, err error) effect {
	switch v := value.(type) {
	case copyRefused:
		return effect{note: s.sh.copyTrouble(v.err)}
	case model.Difference:
		if err == nil {
			s.differs = v
		}
	case broughtBack:
		if err == nil {
			return s.broughtBack(v)
		}
	}
	if err != nil {
		return effect{note: s.sh.copyTrouble(err)}
	}
	return effect{}
}

// broughtBack begins anew with what is in the file now. Who is here is asked
// where whoever was is not in it.
func (s *bringBack) broughtBack(v broughtBack) effect {
	s.sh.take(v.seated)
	told := &copyTold{sh: s.sh, trail: "Saved copies", fact: model.Capital(v.Copy.Called(s.sh.dates)) + " is back.", where: v.Kept, lines: []string{"You see now: " + v.Copy.Words()}}
	if v.Kept != "" {
		told.here = "How it was before is kept as a copy, here:"
	}
	e := effect{stack: []screen{newToday(s.sh, v.home)}, open: told}
	switch {
	case v.home.Patient.ID == 0:
		e.stack = []screen{&welcome{sh: s.sh}}
	case v.strange && !v.home.Alone():
		told.after = &whoScreen{sh: s.sh, asks: true}
	}
	return e
}

func (s *bringBack) page(int) page {
	d := s.differs
	called := d.Copy.Called(s.sh.dates)
	p := page{trail: []string{"Saved copies", "Bring one back"}, fact: "Bring back " + called + "?", esc: "Keep"}
	p.text("In it: " + d.Copy.Words())
	p.lines(d.Words())
	if d.Now.People > 0 {
		p.text("How it is now is kept as a copy first.")
	}
	p.gap()
	// Without numbers: a path that is typed one screen too far is not to choose.
	p.row("back", "Keep everything as it is now.", "Keep")
	p.row("bring", "Bring back "+called+".", "Bring back")
	p.needs(model.NeededOf(model.KindRestore))
	if !d.Related {
		p.gap()
		p.text("In your file now: " + d.Now.Words())
		return p
	}
	s.goals(&p)
	s.changes(&p, "gone", "Done since, and not in the copy", d.Gone, d.MoreGone)
	s.changes(&p, "more", "In the copy, and not in your file now", d.Back, d.MoreBack)
	return p
}

// whose is the person whose record is shown or, where nobody is known yet, the
// only one in the copy. Of others no more is told than how much there is.
func (s *bringBack) whose() (name string, alone bool) {
	in := s.differs.Copy.Patients
	if s.sh.home.Patient.ID == 0 && len(in) == 1 {
		return in[0], true
	}
	return s.sh.home.Patient.Name, false
}

// goals says of which goals the copy and the file do not tell the same.
func (s *bringBack) goals(p *page) {
	whose, _ := s.whose()
	own, others := s.differs.Of(whose)
	var lines []string
	for _, g := range own {
		lines = append(lines, sentence(g.Title)+" "+g.Words())
	}
	for _, other := range others {
		lines = append(lines, "Also "+other+".")
	}
	if len(lines) > 0 {
		p.gap()
		p.heading("Goals that differ")
		p.reading("goals", 2, lines)
	}
}

// changes lists what was done on one side only, the newest first.
func (s *bringBack) changes(p *page, id, heading string, list []model.Change, more int) {
	if len(list) == 0 {
		return
	}
	var lines []string
	for _, c := range list[:min(len(list), differsAtMost)] {
		if _, alone := s.whose(); !alone {
			c = c.In(s.sh.home.Patient.ID)
		}
		lines = append(lines, s.sh.dates.Short(c.On)+", "+c.Clock+". "+model.OneLine(sentence(c.Words))+" "+sentence("By "+c.Maker()))
	}
	if more += len(list) - min(len(list), differsAtMost); more > 0 {
		lines = append(lines, "And "+model.FormatNumber(float64(more))+" more.")
	}
	p.gap()
	p.heading(heading)
	p.reading(id, 2, lines)
}

func (s *bringBack) do(p press) effect {
	switch {
	case p.leaves():
		return effect{back: 1, note: "Nothing was changed."}
	case p.id != "bring" || p.intent != enter && p.intent != space:
		return effect{}
	}
	st, was, path := s.sh.store, s.sh.home, s.differs.Copy.Path
	return effect{ask: func(ctx context.Context) (any, error) {
		r, err := st.Restore(ctx, was.At, path)
		if err != nil {
			if errors.Is(err, model.ErrOpenDamaged) {
				return nil, err
			}
			return copyRefused{"", err}, nil
		}
		return sitAgain(ctx, st, was, r)
	}}
}

// sitAgain sits the same people down where they are still there.
func sitAgain(ctx context.Context, st Store, was model.Home, r model.Restored) (any, error) {
	now, err := st.Home(ctx, model.Seat{})
	if err != nil {
		return nil, err
	}
	seat := was.SeatIn(now)
	v, err := sitAt(st, seat)(ctx)
	sat, _ := v.(seated)
	strange := seat.At == 0 && was.At.ID != 0 || seat.Patient == 0 && was.Patient.ID != 0
	return broughtBack{sat, r, strange}, err
}
