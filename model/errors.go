package model

import "errors"

// What can go wrong, for callers to test with [errors.Is]. What a person reads
// is made where it is shown.
var (
	ErrEmpty          = errors.New("a few words are needed")
	ErrTooLong        = errors.New("longer than allowed")
	ErrControl        = errors.New("holds characters that cannot be shown")
	ErrOutOfRange     = errors.New("number out of range")
	ErrDateUnreadable = errors.New("date not understood")
	ErrDateAmbiguous  = errors.New("date can be read two ways")
	ErrNoSuchDay      = errors.New("no calendar has this day")
	ErrDatePast       = errors.New("day has gone by")
	ErrDateFuture     = errors.New("day has not come yet")
	ErrBeforeStart    = errors.New("day lies before the start")

	ErrNotKept       = errors.New("typed but not kept yet")
	ErrReached       = errors.New("milestone is reached already")
	ErrNotReached    = errors.New("milestone is not reached any more")
	ErrNotFound      = errors.New("not found")
	ErrNothingToUndo = errors.New("nothing to undo")
	ErrUndoClosed    = errors.New("made before the file got its present shape")
	ErrChangedSince  = errors.New("changed since by someone else")
	ErrNotAllowed    = errors.New("switched off for whoever is at the computer")
	ErrNotThisName   = errors.New("not the name of the person to remove")

	ErrNotWaymark  = errors.New("not a Waymark file")
	ErrNewerFile   = errors.New("written by a newer Waymark")
	ErrDamaged     = errors.New("part of the file cannot be read")
	ErrOpenDamaged = errors.New("part of the file that is open cannot be read") // and not of the copy; always with ErrDamaged
	ErrGone        = errors.New("file is not there any more, or empty, while copies of it are")
	ErrMended      = errors.New("file can be used again")
	ErrBusy        = errors.New("file is in use by another program")
	ErrFull        = errors.New("no room left")
	ErrReadOnly    = errors.New("file or folder cannot be changed")
	ErrMoved       = errors.New("file was moved or replaced while open")
)
