package tui

// frame is a screen with the place a person is at on it.
type frame struct {
	screen screen
	focus  string
	top    int
	field  *field
	page   page
	find   *string // what is looked for on it; nil when nothing is
	before string  // where the focus was before that
	stuck  bool    // what is typed on it could not be kept: it may be left all the same
	quiet  string  // the undo line that was said before it was opened
}

func (a *app) top() *frame { return a.stack[len(a.stack)-1] }

// push puts a screen on the stack, with the focus where it wants it. Looking
// for something ends when what was found is opened.
func (a *app) push(s screen) {
	if len(a.stack) > 0 {
		if f := a.top(); f.find != nil && f.focus != findField {
			a.showAll(f)
		}
	}
	f := &frame{screen: s, quiet: a.note}
	if st, ok := s.(starter); ok {
		f.focus = st.first()
	}
	a.stack = append(a.stack, f)
	a.settle(f)
}

// settle makes the page anew and holds the focus on a row that is there.
func (a *app) settle(f *frame) {
	was := f.page
	f.page = f.screen.page(a.w)
	f.page.whose = a.sh.whose()
	if f.page.everyday && a.sh.home.Last.ID != 0 {
		f.page.also(a.sh.undoAction())
	}
	if f.page.find(doPutBack) < 0 {
		for _, row := range a.sh.offerPutBack() {
			f.page.gap()
			f.page.row(row.id, row.text, "Put back")
		}
	}
	if f.find != nil {
		f.page = narrowed(f.screen, f.page, *f.find, a.w)
	}
	if f.page.find(f.focus) < 0 {
		a.refocus(f, was)
	}
	a.sh.withhold(&f.page, f.focus)
	i := f.page.find(f.focus)
	if i < 0 || f.page.items[i].kind != fieldItem {
		f.field = nil
		return
	}
	it := f.page.items[i]
	if f.field == nil || f.field.multi != it.multi {
		f.field = newField(it.text, it.multi)
	} else if f.field.value() != it.text {
		f.field.set(it.text)
	}
}

// refocus moves the focus, whose row is gone, to the row that took its place.
func (a *app) refocus(f *frame, was page) {
	rows := f.page.focusables()
	if len(rows) == 0 {
		f.focus = ""
		return
	}
	place := 0
	for n, i := range was.focusables() {
		if was.items[i].id == f.focus {
			place = n
		}
	}
	f.focus = f.page.items[rows[min(place, len(rows)-1)]].id
	f.field = nil
}

// move puts the focus on a row.
func (a *app) move(id string) {
	f := a.top()
	if f.focus != id {
		f.focus, f.field = id, nil
	}
	a.settle(f)
}
