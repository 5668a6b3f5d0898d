package plain

import (
	"errors"
	"strings"

	"waymark/model"
)

// How a run can end other than by being closed.
var (
	// ErrCrashed says that Waymark stopped over a fault of its own. The terminal
	// is as it was, and all that was shown as saved is in the file.
	ErrCrashed = errors.New("something went wrong in the program")
	// ErrStopped says that Ctrl-C closed Waymark. All is saved.
	ErrStopped = errors.New("stopped")
	// ErrUnsaved says that Waymark was closed while something typed could not be
	// read or not be written. All else is saved.
	ErrUnsaved = errors.New("not all that was typed is saved")
	// ErrUnread says that a verb could not read what it was to print; the reason,
	// which it wraps too, may have better words.
	ErrUnread = errors.New("not read")
	// ErrNotPrinted says that what a verb prints did not reach where it was sent.
	ErrNotPrinted = errors.New("not printed to the end")
)

// Goodbye is said when Waymark was closed.
const Goodbye = "Everything is saved. Goodbye."

// MatchError says that nothing, or more than one goal, has the text in its name.
type MatchError struct {
	Text  string
	Found []model.Goal
}

func (e MatchError) Error() string {
	if len(e.Found) == 0 {
		return "No goal has " + model.Quote(e.Text) + " in its name."
	}
	lines := []string{"More than one goal has " + model.Quote(e.Text) + " in its name:"}
	for _, g := range e.Found {
		lines = append(lines, "  "+g.Title)
	}
	return strings.Join(append(lines, "Type more of the name."), "\n")
}

// Explain says in plain words what happened, that the data is safe, and what
// to do. file is where the data is kept.
func Explain(err error, file string) string {
	var match MatchError
	switch {
	case errors.As(err, &match):
		return match.Error()
	case errors.Is(err, ErrUnsaved):
		return "Some of what was typed last could not be saved. All else is saved."
	case errors.Is(err, ErrStopped):
		return "Everything is saved."
	case errors.Is(err, ErrCrashed):
		return "Something went wrong in the program. Everything up to your last change is saved.\nStart it again to go on."
	case errors.Is(err, ErrNotPrinted):
		return "Not all of it could be printed where it was sent. Your file is as it was.\nMake some room there, or send it somewhere else."
	case errors.Is(err, model.ErrNewerFile):
		return "This file was written by a newer Waymark. Nothing was changed.\nGet the newer version to open " + file
	case errors.Is(err, model.ErrNotWaymark):
		return "This is not a Waymark file. Nothing was changed.\nChoose another one with --file. It was " + file
	case errors.Is(err, model.ErrDamaged):
		return "Part of the file could not be read. Nothing was changed.\nKeep a copy of " + file + " before anything else."
	case errors.Is(err, model.ErrReadOnly):
		return "This file or its folder cannot be changed: " + file + "\nNothing was changed. Choose another place with --file PATH."
	case errors.Is(err, model.ErrFull):
		return "There is no room left on this computer. Nothing was changed.\nMake some room, then start Waymark again."
	case errors.Is(err, model.ErrBusy):
		return "Another program holds the file. Nothing was changed.\nClose the other program, then try again. It is " + file
	}
	if errors.Is(err, ErrUnread) {
		return "Something went wrong while reading. Nothing was changed.\nTry again, or keep a copy of " + file
	}
	return "Not understood: " + err.Error() + "\nTry: waymark --help"
}
