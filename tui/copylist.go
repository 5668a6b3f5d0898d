package tui

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"waymark/model"
)

// copyList lists the saved copies of the file, the newest first, to bring one
// back. Where the file cannot be used, one takes its place.
type copyList struct {
	sh     *shared
	mender Mender // of a file that cannot be used; nil of one that is open

	list   []model.Copy
	places []model.Place
	folder string // another one that was looked into
	text   string // a path, as typed
	bad    string
}

// copiesFound is what there is to choose from.
type copiesFound struct {
	list   []model.Copy
	places []model.Place
	folder string
}

// copyRefused says why a copy cannot be used, for the row it was chosen on.
type copyRefused struct {
	row string
	err error
}

// lister lists copies, in the folder beside the file and in others.
type lister interface {
	Copies(ctx context.Context, folders ...string) ([]model.Copy, error)
}

func (s *copyList) lister() lister {
	if s.mender != nil {
		return s.mender
	}
	return s.sh.store
}

func (s *copyList) load() ask { return findCopies(s.lister(), s.sh.places, s.folder) }

// watch reads nothing: what is written elsewhere changes no copy.
func (s *copyList) watch() ask { return nil }

// findCopies lists the copies that stand beside the file, in the places where
// they can be kept and, where one is given, in a further folder.
func findCopies(from lister, places func() []model.Place, folder string) ask {
	return func(ctx context.Context) (any, error) {
		found := copiesFound{places: places(), folder: folder}
		var folders []string
		for _, p := range found.places {
			folders = append(folders, p.Path)
		}
		if folder != "" {
			folders = append(folders, folder)
		}
		var err error
		found.list, err = from.Copies(ctx, folders...)
		return found, err
	}
}

func (s *copyList) receive(value any, err error) effect {
	switch v := value.(type) {
	case copiesFound:
		if err == nil {
			s.list, s.places, s.folder = v.list, v.places, v.folder
		}
	case lookedInto:
		s.list, s.places, s.folder, s.text, s.bad = v.list, v.places, v.folder, "", ""
		return effect{focus: rowID("copy", int64(v.first+1)), note: "These are the copies with those of that folder."}
	case copyRefused:
		words := s.sh.copyTrouble(v.err)
		if v.row == "path" {
			s.bad = words
			return effect{focus: "path"}
		}
		return effect{note: words}
	case model.Difference:
		s.bad = ""
		return effect{open: &bringBack{sh: s.sh, differs: v}}
	case mended:
		return s.sh.mended(v)
	}
	if err != nil {
		return effect{note: s.sh.problem(err)}
	}
	return effect{}
}

// copyTrouble says why a copy cannot be brought back.
func (sh *shared) copyTrouble(err error) string {
	if errors.Is(err, model.ErrOpenDamaged) {
		return sh.problem(err)
	}
	switch {
	case errors.Is(err, model.ErrNewerFile):
		return "That copy was written by a newer Waymark. Nothing was changed. Get the newer version to bring it back."
	case errors.Is(err, model.ErrNotWaymark):
		return "That is not a copy of a Waymark file. Nothing was changed."
	case errors.Is(err, model.ErrDamaged):
		return "Part of that copy cannot be read. Nothing was changed. Choose another one."
	case errors.Is(err, fs.ErrNotExist):
		return "There is no copy at that place. Type its folder, or its whole name."
	case errors.Is(err, model.ErrFull):
		return "There is no room left on this computer. Nothing was changed. Make some room, then try again."
	case errors.Is(err, model.ErrReadOnly):
		return "That cannot be read, or the folder of your file cannot be changed. Nothing was changed. Choose another copy."
	}
	return sh.problem(err)
}

func (s *copyList) page(int) page {
	p := page{trail: []string{"Saved copies"}, fact: "Which copy do you want to look at?", esc: "Back"}
	if s.mender != nil {
		p.fact = "Which copy do you want to open?"
	}
	if len(s.list) == 0 {
		p.fact = "There are no copies here yet."
		p.text("Waymark makes one by itself, each day that something changed. If you have one on a stick, put the stick in and look again.")
		p.gap()
	}
	for i, c := range s.list {
		p.add(s.row(c, i+1))
	}
	p.gap()
	p.row("again", "Look again", "Look")
	label := "Another place:"
	p.add(item{kind: fieldItem, id: "path", label: label, labelW: len(label), text: s.text, blank: "(a folder or a file)", enter: "Look", wrong: s.bad})
	p.row("back", "Back", "Back")
	return p
}

// row is the nth copy: when it was made, what is in it and, where there is
// something to say of it, why it was made, where it is and why it cannot be used.
func (s *copyList) row(c model.Copy, n int) item {
	it := item{kind: rowItem, id: rowID("copy", int64(n)), number: digit(n), mark: markCopy, text: model.Capital(s.sh.dates.When(c.Made)) + ".", facts: c.Words(), enter: "Look"}
	if s.mender != nil {
		it.enter = "Open"
	}
	if c.Err != nil {
		it.facts, it.enter = c.Unusable(), ""
	}
	if why := c.Reason.Words(); why != "" {
		it.below = append(it.below, why)
	}
	for _, place := range s.places {
		if c.Beside(place.Path) {
			it.below = append(it.below, "In: "+sentence(place.Name))
		}
	}
	if s.folder != "" && c.Beside(s.folder) {
		it.below = append(it.below, "In: "+s.folder)
	}
	return it
}

// closing keeps nothing: what was typed only says where to look.
func (s *copyList) closing() (ask, bool) { return nil, true }

func (s *copyList) typed(_, text string) { s.text, s.bad = text, "" }

func (s *copyList) do(p press) effect {
	kind, n := splitID(p.id)
	switch {
	case p.leaves():
		return effect{back: 1}
	case p.intent != enter && p.intent != space:
		return effect{}
	case p.id == "again":
		return effect{ask: s.load(), note: "These are the copies that are here now."}
	case p.id == "path" && strings.TrimSpace(s.text) == "":
		return effect{note: "Type a folder, or the whole name of a copy."}
	case p.id == "path":
		return effect{ask: s.lookInto(s.sh.path(s.text))}
	case kind == "copy":
		c := s.list[n-1]
		if c.Err != nil {
			return effect{note: "This copy cannot be used. " + c.Unusable()}
		}
		return effect{ask: s.choose(p.id, c)}
	}
	return effect{}
}

// choose compares a copy with the file, or puts it in the place of one that
// cannot be used.
func (s *copyList) choose(row string, c model.Copy) ask {
	if s.mender != nil {
		return refusing(row, s.sh.replace(s.mender, c))
	}
	st := s.sh.store
	return refusing(row, func(ctx context.Context) (any, error) { return st.Compare(ctx, c.Path) })
}

// refusing is an ask whose error is about the copy on a row.
func refusing(row string, do ask) ask {
	return func(ctx context.Context) (any, error) {
		v, err := do(ctx)
		if errors.Is(err, model.ErrOpenDamaged) { // which is not the copy's fault
			return nil, err
		}
		if err != nil {
			return copyRefused{row, err}, nil
		}
		return v, nil
	}
}

// lookedInto is what there is to choose from with a folder that was typed.
type lookedInto struct {
	copiesFound
	first int // the place of the newest one that stands in it
}

// lookInto lists the copies of a folder with those at hand; of a file, it is
// chosen.
func (s *copyList) lookInto(path string) ask {
	list := findCopies(s.lister(), s.sh.places, path)
	file := s.choose("path", model.Copy{Path: path})
	return func(ctx context.Context) (any, error) {
		v, err := list(ctx)
		if err != nil {
			return nil, err
		}
		found := v.(copiesFound)
		if i := slices.IndexFunc(found.list, func(c model.Copy) bool { return c.Beside(path) }); i >= 0 {
			return lookedInto{found, i}, nil
		}
		v, err = file(ctx)
		if no, refused := v.(copyRefused); refused && errors.Is(no.err, model.ErrNotWaymark) && filepath.Ext(path) == "" {
			return copyRefused{"path", fmt.Errorf("%w: %w", fs.ErrNotExist, no.err)}, nil
		}
		return v, err
	}
}
