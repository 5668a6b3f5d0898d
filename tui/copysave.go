package tui

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"waymark/model"
	"waymark/tui/plain"
)

// saveCopy saves a copy of everything where the person chooses: in Documents, on
// a stick, or in a folder they type.
type saveCopy struct {
	sh     *shared
	places []model.Place
	text   string // a folder, as typed
	bad    string
	asked  string // the folder that is not there, and which was said to be made by Enter
}

// noFolder is a typed folder that is not there.
type noFolder struct{ path string }

// copySaved is a copy that was saved; copyUnsaved says why none could be, for the
// row that was chosen.
type (
	copySaved   struct{ model.Copy }
	copyUnsaved struct {
		row string
		err error
	}
)

func (s *saveCopy) load() ask { return findPlaces(s.sh.places) }

// findPlaces looks where copies can be kept just now.
func findPlaces(places func() []model.Place) ask {
	return func(context.Context) (any, error) { return places(), nil }
}

func (s *saveCopy) receive(value any, err error) effect {
	switch v := value.(type) {
	case []model.Place:
		s.places = v
	case copySaved:
		told := &copyTold{sh: s.sh, trail: "Save a copy", fact: "Saved, and checked.", where: v.Path, lines: []string{plain.SameDisk}}
		if v.People > 0 {
			told.lines = []string{"In it: " + v.Words(), plain.SameDisk}
		}
		return effect{open: told, swap: true}
	case noFolder:
		s.asked, s.bad = v.path, "There is no such folder. Is the stick plugged in? To make the folder, press Enter again."
		return effect{focus: "folder"}
	case copyUnsaved:
		words := s.sh.saveTrouble(v.err)
		if v.row == "folder" {
			s.bad = words
			return effect{focus: "folder"}
		}
		return effect{note: words}
	}
	if err != nil {
		return effect{note: s.sh.problem(err)}
	}
	return effect{}
}

// saveTrouble says why no copy could be saved in a folder.
func (sh *shared) saveTrouble(err error) string {
	switch {
	case errors.Is(err, model.ErrFull):
		return "There is no room there for a copy. Your file is safe. Choose another place, or make some room."
	case errors.Is(err, model.ErrReadOnly):
		return "That folder cannot be written to. Your file is safe. Choose another one."
	case errors.Is(err, model.ErrDamaged):
		return sh.problem(err)
	}
	return "No copy could be saved there. Your file is safe. Choose another place."
}

func (s *saveCopy) page(int) page {
	p := page{trail: []string{"Save a copy"}, fact: "Where to?", esc: "Back"}
	p.text("A copy holds everything, of everyone in the file. Anyone who has it can read it.")
	p.gap()
	for i, place := range s.places {
		p.choice(rowID("place", int64(i+1)), sentence(name(place.Name)), "")
		p.items[len(p.items)-1].enter = "Save there"
	}
	label := "Type a folder:"
	if len(s.places) > 0 {
		label = "Or type a folder:"
	}
	p.add(item{kind: fieldItem, id: "folder", label: label, labelW: len(label), text: s.text, blank: "(a folder)", enter: "Save there", wrong: s.bad})
	p.gap()
	p.row("back", "Back", "Back")
	return p
}

// closing keeps nothing: a folder that was only typed is no copy.
func (s *saveCopy) closing() (ask, bool) { return nil, true }

func (s *saveCopy) typed(_, text string) { s.text, s.bad = text, "" }

func (s *saveCopy) do(p press) effect {
	kind, n := splitID(p.id)
	switch {
	case p.leaves():
		return effect{back: 1}
	case p.intent != enter && p.intent != space:
		return effect{}
	case kind == "place":
		return effect{ask: s.into(p.id, s.places[n-1].Path)}
	case p.id == "folder" && strings.TrimSpace(s.text) != "":
		path, into := s.sh.path(s.text), s.into(p.id, s.sh.path(s.text))
		if path == s.asked {
			return effect{ask: into}
		}
		return effect{ask: func(ctx context.Context) (any, error) {
			if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
				return noFolder{path}, nil
			}
			return into(ctx)
		}}
	case p.id == "folder":
		return effect{note: "Type a folder first."}
	}
	return effect{}
}

// into saves a copy into a folder, for the row that was chosen.
func (s *saveCopy) into(row, folder string) ask {
	st := s.sh.store
	return func(ctx context.Context) (any, error) {
		path, err := st.SaveCopy(ctx, folder)
		if err != nil {
			return copyUnsaved{row, err}, nil
		}
		list, err := st.Copies(ctx, folder)
		i := slices.IndexFunc(list, func(c model.Copy) bool { return c.Path == path })
		if i < 0 {
			return copySaved{model.Copy{Path: path}}, err
		}
		return copySaved{list[i]}, err
	}
}

// path is the whole path of one that was typed: where it does not begin at the
// top, or begins with "~", it is in the person's own folder.
func (sh *shared) path(typed string) string {
	typed = strings.TrimSpace(typed)
	if filepath.IsAbs(typed) {
		return filepath.Clean(typed)
	}
	if rest, ok := strings.CutPrefix(typed, "~"); ok && (rest == "" || rest[0] == '/' || rest[0] == filepath.Separator) {
		typed = rest
	}
	return filepath.Join(sh.homeFolder, typed)
}

// copyTold says what became of a copy, and where a file is.
type copyTold struct {
	sh    *shared
	trail string
	fact  string
	here  string // says what is there, where the place is not the copy's that fact tells of
	where string
	lines []string
	after screen // what comes next; nil is the screen below
}

func (s *copyTold) load() ask                 { return nil }
func (s *copyTold) receive(any, error) effect { return effect{} }

func (s *copyTold) page(int) page {
	p := page{trail: []string{s.trail}, fact: s.fact, esc: "Go on"}
	if s.here != "" {
		p.text(s.here)
	}
	if s.where != "" {
		p.add(item{indent: 2, text: s.where})
		p.gap()
	}
	p.lines(s.lines)
	p.gap()
	p.row("back", "Go on", "Go on")
	return p
}

func (s *copyTold) do(p press) effect {
	switch {
	case p.leaves() && s.after != nil:
		return effect{open: s.after, swap: true}
	case p.leaves():
		return effect{back: 1}
	}
	return effect{}
}
