package tui

import (
	"errors"

	"waymark/model"
)

func isGone(err error) bool { return errors.Is(err, model.ErrNotFound) }

// leaveIfGone leaves a screen whose subject is gone; any other error is said.
func (sh *shared) leaveIfGone(err error) effect {
	e := effect{note: sh.problem(err)}
	if isGone(err) {
		e.back = 1
	}
	return e
}

// notSaved is [shared.leaveIfGone] for a screen on which something may be typed:
// what becomes of that is said.
func (sh *shared) notSaved(err error, leaving, typed bool) effect {
	e := sh.leaveIfGone(err)
	switch {
	case isGone(err) && typed:
		e.note = goneTyped
	case leaving && e.back == 0:
		e.note += leaveUnsaved
	}
	return e
}
