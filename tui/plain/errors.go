package plain

import (
	"cmp"
	"errors"
	"fmt"

	"waymark/model"
)

// How a run can end other than by being closed.
var (
	// ErrCrashed says that Waymark stopped over a fault of its own. The terminal
	// is as it was, and all that was shown as saved is in the file.
	ErrCrashed = errors.New("something went wrong in the program")
	// ErrStopped says that Waymark was closed by Ctrl-C, or told to end. All is
	// saved.
	ErrStopped = errors.New("stopped")
	// ErrHungUp says that Waymark closed because its terminal was gone. All is saved.
	ErrHungUp = errors.New("the terminal is gone")
	// ErrCutShort says that a verb was told to end before it changed anything.
	ErrCutShort = errors.New("cut short")
	// ErrUnsaved says that Waymark was closed while something typed could not be
	// read or not be written. All else is saved.
	ErrUnsaved = errors.New("not all that was typed is saved")
	// ErrUnsure says that Ctrl-C was pressed twice, so that what was done last was
	// not waited for. All else is saved.
	ErrUnsure = errors.New("the last change was not waited for")
	// ErrNotInPlace says that the file was not in its place when Waymark was closed,
	// and could not be put back there.
	ErrNotInPlace = errors.New("the file is not in its place")
	// ErrUnread says that a verb could not read what it was to print; the reason,
	// which it wraps too, may have better words.
	ErrUnread = errors.New("not read")
	// ErrNotPrinted says that what a verb prints did not reach where it was sent.
	ErrNotPrinted = errors.New("not printed to the end")
	// ErrUnwritten says that a verb could not write what it was to write down; the
	// reason, which it wraps too, may have better words.
	ErrUnwritten = errors.New("not written")
	// ErrUntold says that a verb wrote something down, and could not say so.
	ErrUntold = errors.New("written, but not said back")
)

// Goodbye is said when Waymark was closed.
const Goodbye = "Everything is saved. Goodbye."

// Typed reports whether an error is about how something was typed that was to be
// written down.
func Typed(err error) bool { return entryWords(err) != "" }

// entryWords say why it cannot be written down so; "" of any other error.
func entryWords(err error) string {
	var entry EntryError
	var number *model.RangeError
	var date *model.DateError
	var text *model.TextError
	switch {
	case errors.As(err, &entry):
		return entry.words
	case errors.As(err, &number):
		return RangeWords(number)
	case errors.As(err, &date):
		return dateWords(date)
	case errors.As(err, &text):
		return fmt.Sprintf("The %s has %d letters. There is room for %d.", text.What, text.Count, text.Max)
	}
	return ""
}

// RangeWords say that a number is more or less than its measure goes to, and what
// was likely meant: "960 is more than knee bend goes to, which is 180. Did you
// mean 96?"
func RangeWords(e *model.RangeError) string {
	number, name := model.FormatNumber(e.Value), inside(e.Measure.Name)
	words := number + " does not fit " + name + "."
	switch least, most := e.Measure.Min, e.Measure.Max; {
	case most != nil && e.Value > *most:
		words = number + " is more than " + name + " goes to, which is " + model.FormatNumber(*most) + "."
	case least != nil && e.Value < *least:
		words = number + " is less than " + name + " goes down to, which is " + model.FormatNumber(*least) + "."
	}
	if meant, ok := e.Measure.Meant(e.Value); ok {
		words += " Did you mean " + model.FormatNumber(meant) + "?"
	}
	return words
}

func dateWords(e *model.DateError) string {
	typed := quoted(e.Typed)
	switch {
	case errors.Is(e, model.ErrDateFuture):
		return "That day has not come yet. A reading is for today or before."
	case errors.Is(e, model.ErrDateAmbiguous):
		return typed + ` can be read two ways. Write the month as a word, like "3 Nov".`
	case errors.Is(e, model.ErrNoSuchDay):
		return "There is no day " + typed + "."
	case errors.Is(e, model.ErrOutOfRange):
		return "That day is very far away. Choose a day within 20 years."
	}
	return "We could not read " + typed + ` as a day. Try "yesterday", "Tuesday" or "3 Nov".`
}

// Refused says why something was not done that Waymark could do; "" of any other
// error.
func Refused(err error) string {
	var off *model.NotAllowedError
	var later *model.LaterError
	switch {
	case errors.As(err, &off) && off.Right&model.RightSay != 0:
		return "Only " + cmp.Or(off.Whose, "someone who recovers") + " can say who may do what. Nothing was changed."
	case errors.As(err, &off):
		return "This is switched off for " + off.Name + ": " + off.Right.Words() + ". " + cmp.Or(off.Whose, "Someone who recovers") + " can switch it on, under People."
	case errors.Is(err, model.ErrNotThisName):
		return "That is not the name of the person to remove. Nothing was removed. Type the name as it is shown."
	case errors.As(err, &later) && len(later.Later) > 0:
		return "The same thing was changed again after that. Nothing was taken back. Last came: " + model.Sentence(later.Later[0].Told(0))
	case errors.Is(err, model.ErrChangedSince):
		return "This can no longer be taken back: what it changed is not as it was left. Nothing was changed. Everything is safe."
	}
	return ""
}

// Explain says in plain words what happened, that the data is safe, and what
// to do. file is where the data is kept.
func Explain(err error, file string) string {
	file = model.Clean(file, false)
	var match MatchError
	var off *model.NotAllowedError
	var copied CopyError
	switch {
	case errors.Is(err, ErrUntold):
		return "It is written down. Saying it back here did not work.\nTo see it, run waymark history."
	case errors.As(err, &off) && off.Right&model.RightSay == 0:
		return "This is switched off for " + off.Name + ": " + off.Right.Words() + ". Nothing was changed.\nIf someone else is here, add --by and their name."
	case errors.As(err, &match):
		return match.Error()
	case errors.As(err, &copied):
		return copied.words()
	case Refused(err) != "":
		return Refused(err)
	case Typed(err):
		return entryWords(err) + " Nothing was written down."
	case errors.Is(err, ErrUnwell):
		return "Not all is well with the file. Nothing was changed."
	case errors.Is(err, ErrNotInPlace):
		return "Your file is not where it was, and another may have its place.\nTo see the saved copies, run waymark restore. It was " + file
	case errors.Is(err, ErrUnsaved):
		return "Some of what was typed last could not be saved. All else is saved."
	case errors.Is(err, ErrUnsure):
		return "What you did last may not be saved: Waymark did not wait for it. All else is saved."
	case errors.Is(err, ErrStopped), errors.Is(err, ErrHungUp):
		return "Everything is saved."
	case errors.Is(err, ErrCutShort):
		return "Stopped. Nothing was changed."
	case errors.Is(err, ErrCrashed):
		return "Something went wrong in the program. Everything up to your last change is saved.\nStart it again to go on."
	case errors.Is(err, ErrNotPrinted):
		return "Not all of it could be printed where it was sent. Your file is as it was.\nMake some room there, or send it somewhere else."
	case errors.Is(err, model.ErrMoved):
		return "The file was moved or replaced just now. Nothing was written down.\nTry again. It was " + file
	case errors.Is(err, model.ErrNewerFile):
		return "This file was written by a newer Waymark. Nothing was changed.\nGet the newer version to open " + file
	case errors.Is(err, model.ErrNotWaymark):
		return "This is not a Waymark file. Nothing was changed.\nChoose another one with --file. It was " + file
	case errors.Is(err, model.ErrDamaged):
		return "Part of the file could not be read. Nothing was changed. It is " + file + "\nTo go on from a copy, run waymark restore."
	case errors.Is(err, model.ErrGone):
		return "The file is not there any more, or it is empty. It was " + file + "\nCopies of it are there. To go on from one, run waymark restore."
	case errors.Is(err, model.ErrReadOnly):
		return "This file or its folder cannot be changed: " + file + "\nNothing was changed. Choose another place with --file PATH."
	case errors.Is(err, model.ErrFull):
		return "There is no room left on this computer. Nothing was changed.\nMake some room, then start Waymark again."
	case errors.Is(err, model.ErrBusy):
		return "Another program holds the file. Nothing was changed.\nClose the other program, then try again. It is " + file
	}
	switch {
	case errors.Is(err, ErrUnwritten):
		return "Something went wrong while writing it down.\nTo see what is there, run waymark history. It is in " + file
	case errors.Is(err, ErrUnread):
		return "Something went wrong while reading. Nothing was changed.\nTry again, or keep a copy of " + file
	}
	return "Not understood: " + model.Clean(err.Error(), true) + "\nTry: waymark --help"
}
