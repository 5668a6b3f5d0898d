package model

import (
	"cmp"
	"fmt"
	"slices"
)

// LaterError says that a change is not taken back by itself, because later ones
// that stand touched the same things. It unwraps to [ErrChangedSince].
type LaterError struct {
	Change Change   // that was to be taken back
	Later  []Change // newest first; none when it can no longer be taken back at all
}

func (e *LaterError) Error() string {
	return fmt.Sprintf("change %d: %d later ones stand on it: %v", e.Change.ID, len(e.Later), ErrChangedSince)
}

func (e *LaterError) Unwrap() error { return ErrChangedSince }

// All are the changes that have to be taken back together, the newest first.
func (e *LaterError) All() []int64 {
	var ids []int64
	for _, c := range e.Later {
		ids = append(ids, c.ID)
	}
	return append(ids, e.Change.ID)
}

// And is the error with the later changes of another one too, which stand on some
// of its own.
func (e *LaterError) And(other *LaterError) *LaterError {
	list := slices.Concat(e.Later, other.Later)
	slices.SortFunc(list, func(a, b Change) int { return cmp.Compare(b.ID, a.ID) })
	return &LaterError{e.Change, slices.CompactFunc(list, func(a, b Change) bool { return a.ID == b.ID })}
}

// News is what was written to the file elsewhere, in other windows or by
// commands, since it was asked for last.
type News struct {
	Any     bool     // something was written, be it only a word that is still being typed
	Back    bool     // a saved copy was brought back: all may be otherwise
	Changes []Change // the lines of the history that it added, newest first; at most [NewsAtOnce]
	More    int      // how many further lines
}

// NewsAtOnce is how many lines of the history news name.
const NewsAtOnce = 20
