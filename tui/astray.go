package tui

import (
	"context"
	"errors"
	"io/fs"

	tea "charm.land/bubbletea/v2"

	"waymark/model"
)

// putBackText is the row that writes the open file to its place again.
const putBackText = "Put the file back where it was"

// astray reports whether an error says that nothing stands at the file's place any
// more, so that it can be put back.
func astray(err error) bool {
	return errors.Is(err, model.ErrMoved) && errors.Is(err, fs.ErrNotExist)
}

// awayWords say that the file was moved away or that another has its place, and
// what of that is not saved; none may be "".
func awayWords(err error, unsaved string) string {
	if astray(err) {
		return "The file was moved or removed" + unsaved + ". All that was saved is safe in this window. Choose \"" + putBackText + "\", here or under More."
	}
	return "Another file has taken the place of yours" + unsaved + ". All that was saved is safe in this window. Choose More, then Save a copy. Then start Waymark again."
}

const lastUnsaved = ", so the last change is not saved"

// missing takes in whether the file stands in its place, and tells when that is
// not as it was a moment ago.
func (a *app) missing(err error) {
	if !errors.Is(err, model.ErrMoved) {
		err = nil
	}
	was := a.sh.away
	a.sh.away = err
	switch {
	case err != nil && astray(err) != astray(was) || err != nil && was == nil:
		if !a.troubled() {
			a.sh.trouble = awayWords(err, " while it was open")
			a.note = a.sh.trouble
		}
	case err == nil && was != nil && a.troubled():
		a.note = "The file is back where it was. Everything is safe."
	}
}

// offerPutBack is the row for it, while nothing stands at the file's place.
func (sh *shared) offerPutBack() []action {
	if !astray(sh.away) {
		return nil
	}
	return []action{{id: doPutBack, text: putBackText, also: "file moved removed missing lost restore"}}
}

// atItsPlace is what comes before all that is kept at the end: a file that was moved
// away is put back, for nobody would find what is kept in it.
func atItsPlace(st Store, patient int64) ask {
	return func(ctx context.Context) (any, error) {
		_, err := st.News(ctx, patient)
		switch {
		case astray(err):
			return nil, st.PutBack(ctx)
		case errors.Is(err, model.ErrMoved):
			return nil, err
		}
		return nil, nil
	}
}

// putBack writes the open file to its place again.
func (a *app) putBack() tea.Cmd {
	st := a.sh.store
	return a.request(func(ctx context.Context) (any, error) { return nil, st.PutBack(ctx) }, func(msg answer) tea.Cmd {
		if msg.err != nil {
			a.note = a.sh.problem(msg.err)
			return nil
		}
		a.sh.away = nil
		a.note = "The file is back where it was, with everything in it. What is typed here can be saved again."
		if _, ok := a.top().screen.(saver); ok || a.typed() {
			return nil // nothing typed is read over
		}
		a.note = "The file is back where it was, with everything in it."
		return a.reload()
	})
}
