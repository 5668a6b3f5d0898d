package plain

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"time"

	"waymark/model"
)

// SameDisk is said wherever a copy was saved, unless on a stick.
const SameDisk = "A copy on the same disk does not survive the disk. Put one on a stick now and then."

// CopyError says that a copy could not be saved in a folder, or not be used.
type CopyError struct {
	Path  string // of the folder or the copy
	Saves bool   // it was to be saved
	Err   error
}

func (e CopyError) Error() string { return "copy at " + e.Path + ": " + e.Err.Error() }

// Unwrap returns what the disk or the copy says.
func (e CopyError) Unwrap() error { return e.Err }

// words say what happened, that the data is safe, and what to do.
func (e CopyError) words() string {
	at := model.Clean(e.Path, false)
	if e.Saves {
		why := "No copy could be saved in this folder: "
		switch {
		case errors.Is(e.Err, fs.ErrNotExist):
			why = "There is no such folder, so no copy was saved. Is the stick plugged in? It was "
		case errors.Is(e.Err, model.ErrBusy):
			return "Another program holds the file. No copy was saved.\nYour file is safe. Close the other program, then try again."
		case errors.Is(e.Err, model.ErrFull):
			why = "There is no room for a copy in this folder: "
		case errors.Is(e.Err, model.ErrReadOnly):
			why = "This folder cannot be written to: "
		}
		return why + at + "\nYour file is safe. Name another folder: waymark backup PATH"
	}
	see := "\nTo see the copies there are, run waymark restore."
	switch {
	case errors.Is(e.Err, model.ErrNewerFile):
		return "This copy was written by a newer Waymark. Nothing was changed.\nGet the newer version to bring back " + at
	case errors.Is(e.Err, model.ErrNotWaymark):
		return "This is not a copy of a Waymark file. Nothing was changed. It was " + at + see
	case errors.Is(e.Err, model.ErrDamaged):
		return "Part of this copy cannot be read. Nothing was changed. It was " + at + see
	case errors.Is(e.Err, model.ErrMoved):
		return "Your file was moved or replaced just now. Nothing was changed.\nTry again: waymark restore " + quotedPath(e.Path)
	case errors.Is(e.Err, fs.ErrNotExist):
		return "There is no copy at " + at + "\nNothing was changed." + see
	case errors.Is(e.Err, model.ErrBusy):
		return "Another program holds your file. Nothing was changed.\nClose the other program, then bring back " + at
	case errors.Is(e.Err, model.ErrFull):
		return "There is no room to bring this copy back. Nothing was changed.\nMake some room, then bring back " + at
	case errors.Is(e.Err, model.ErrReadOnly):
		return "The copy cannot be opened, or your file or its folder cannot be changed. Nothing was changed.\n" +
			"To see which, run waymark doctor. The copy is " + at
	}
	return "This copy could not be brought back. Nothing was changed. It was " + at + see
}

// ErrNothingToCopy says that there is no file yet.
var ErrNothingToCopy = MatchError{"There is nothing to copy yet. To begin, run waymark in a terminal window."}

// NoSuchCopy says that there is no copy with the number that was typed.
func NoSuchCopy(typed string) error {
	return MatchError{"There is no copy with the number " + quoted(typed) + ".\nTo see the copies there are, run waymark restore."}
}

// ErrFileItself says that the file itself was named as the copy to bring back.
var ErrFileItself = MatchError{"This is your file itself, and not a copy of it. Nothing was changed.\nTo see the copies there are, run waymark restore."}

// Saved says where a copy is that was just saved, and what is in it.
func Saved(w io.Writer, c model.Copy, onStick bool) {
	fmt.Fprintf(w, "Saved, and checked: %s\nIn it: %s\n", model.Clean(c.Path, false), c.Words())
	if !onStick {
		fmt.Fprintln(w, SameDisk)
	}
}

// Copies prints copies, each with its number and below it what there is to say of
// it, and how to bring one back.
func Copies(w io.Writer, list []model.Copy, dates model.Dates) {
	if len(list) == 0 {
		fmt.Fprintln(w, "There are no copies here yet. To save one, run waymark backup.\nIf there is one elsewhere, name it: waymark restore PATH")
		return
	}
	for i, c := range list {
		fmt.Fprintf(w, "%d. %s\n", i+1, copyLine(c, dates))
	}
	fmt.Fprintln(w, "To see what differs from now, add its number: waymark restore 1\nTo bring it back, add --yes as well.")
}

// CopiesIn prints the copies that stand in one folder. They have no numbers: those
// are of the list of [Copies].
func CopiesIn(w io.Writer, folder string, list []model.Copy, dates model.Dates) {
	if len(list) == 0 {
		fmt.Fprintf(w, "No copies are in that folder. It was %s\nTo see the copies there are, run waymark restore.\n", model.Clean(folder, false))
		return
	}
	for _, c := range list {
		fmt.Fprintln(w, copyLine(c, dates))
	}
	fmt.Fprintf(w, "To see what differs from now, name one:\n  waymark restore %s\nTo bring it back, add --yes as well.\n", quotedPath(list[0].Path))
}

// copyLine is a copy as sentences: when it was made, what is in it or why it
// cannot be used, why it was made, and where it is.
func copyLine(c model.Copy, dates model.Dates) string {
	line := model.Capital(dates.When(c.Made)) + "."
	if words := c.Unusable(); words != "" {
		line += " " + words
	} else {
		line += " " + c.Words()
	}
	if why := c.Reason.Words(); why != "" {
		line += " " + why
	}
	return model.OneLine(line + " " + model.Clean(c.Path, false))
}

// differsAtMost is how many changes are named that differ.
const differsAtMost = 12

// Differs prints what differs between a copy and the file as it is now.
func Differs(w io.Writer, d model.Difference, dates model.Dates) {
	fmt.Fprintf(w, "%s. %s\n", model.Capital(d.Copy.Called(dates)), d.Copy.Words())
	for _, words := range d.Words() {
		fmt.Fprintln(w, words)
	}
	if d.Same() {
		fmt.Fprintln(w, "Words that are still being typed are not compared.")
	}
	if !d.Related {
		fmt.Fprintln(w, "In your file now: "+d.Now.Words())
		return
	}
	for _, g := range d.Goals {
		fmt.Fprintln(w, model.OneLine("Goal: "+model.Sentence(g.Title)+" "+g.Words()))
	}
	changes(w, "Not in the copy: ", d.Gone, d.MoreGone, dates)
	changes(w, "Only in the copy: ", d.Back, d.MoreBack, dates)
}

// changes prints changes that are on one side only.
func changes(w io.Writer, lead string, list []model.Change, more int, dates model.Dates) {
	for _, c := range list[:min(len(list), differsAtMost)] {
		fmt.Fprintln(w, lead+changeLine(c, dates))
	}
	if more += len(list) - min(len(list), differsAtMost); more > 0 {
		fmt.Fprintf(w, "And %d more.\n", more)
	}
}

// HowToBring says how to bring a copy back that was looked at: by its path, for its
// number is another one once there is a newer copy.
func HowToBring(w io.Writer, path string) {
	fmt.Fprintf(w, "Nothing was changed. To bring it back, run:\n  waymark restore %s --yes\nAs it is now, all is kept as a copy first.\n", quotedPath(path))
}

// InPlace says what is in a copy that can take the place of a file that is gone or
// cannot be used, and how.
func InPlace(w io.Writer, from model.Copy, gone bool, dates model.Dates) {
	fmt.Fprintf(w, "%s. %s\n", model.Capital(from.Called(dates)), from.Words())
	if last := from.LastDone(dates); last != "" {
		fmt.Fprintln(w, last)
	}
	words := "Part of your file cannot be read, so it cannot be held against this copy. It will be kept as it is."
	if gone {
		words = "There is no file to hold this copy against."
	}
	fmt.Fprintf(w, "%s\nNothing was changed. To open the copy, run:\n  waymark restore %s --yes\n", words, quotedPath(from.Path))
}

// quotedPath is a path as the shell takes it, where it holds a space.
func quotedPath(path string) string {
	path = model.Clean(path, false)
	for _, r := range path {
		if r == ' ' {
			return `"` + path + `"`
		}
	}
	return path
}

// BroughtBack says that a copy was brought back, and where the file as it was
// before is.
func BroughtBack(w io.Writer, r model.Restored, dates model.Dates) {
	fmt.Fprintf(w, "%s is back. %s\n", model.Capital(r.Copy.Called(dates)), r.Copy.Words())
	if r.Kept != "" {
		fmt.Fprintln(w, "As it was before, all is kept as a copy: "+model.Clean(r.Kept, false))
	}
}

// Opened says which copy took the place of a file that could not be used, and
// where that is kept.
func Opened(from model.Copy, kept string, dates model.Dates) string {
	words := "We opened " + from.Called(dates) + "."
	switch {
	case from.Path == "":
		words = "This is a new, empty file."
	case from.Reason == model.Rescued:
		words = "We opened what could be read of the file."
	}
	if kept != "" {
		words += " The damaged file is kept as " + model.Clean(filepath.Base(kept), false) + "."
	}
	return words
}

// The JSON of `waymark restore --json`: {"copies": [copyJSON…]}, the newest first.
// Absent values are null.
type copyJSON struct {
	Path     string        `json:"path"`
	Made     time.Time     `json:"made"`     // RFC 3339
	Reason   *string       `json:"reason"`   // "before-removal", "before-restore", "before-update", "rescued" or "by-hand"; null where a day went by
	Problem  *string       `json:"problem"`  // why it cannot be used, in words; null of one that can
	Patients []string      `json:"patients"` // who recovers
	People   int           `json:"people"`   // everyone in it
	Goals    int           `json:"goals"`
	Progress *progressJSON `json:"progress"` // null where it cannot be used
	Readings int           `json:"readings"`
	LastAt   *time.Time    `json:"last_at"` // when something was done last in it, RFC 3339, UTC
	Last     *string       `json:"last"`    // and what
}

// CopiesJSON writes what [Copies] prints as JSON.
func CopiesJSON(w io.Writer, list []model.Copy) error {
	out := struct {
		Copies []copyJSON `json:"copies"`
	}{[]copyJSON{}}
	for _, c := range list {
		one := copyJSON{
			Path: c.Path, Made: c.Made, Reason: said(string(c.Reason)), Problem: said(c.Unusable()), Patients: append([]string{}, c.Patients...),
			People: c.People, Goals: c.Goals, Readings: c.Readings, Last: said(c.LastWords),
		}
		if c.Err == nil {
			one.Progress = &progressJSON{c.Progress.Reached, c.Progress.Total, c.Progress.Percent()}
		}
		if !c.LastAt.IsZero() {
			one.LastAt = new(c.LastAt.UTC())
		}
		out.Copies = append(out.Copies, one)
	}
	return write(w, out)
}
