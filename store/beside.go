package store

import (
	"context"
	"time"

	"waymark/model"
)

// CopiesFolder is the folder beside the file in which its copies are kept.
func (s *Store) CopiesFolder() string { return copiesOf(s.path) }

// CopyDue reports whether the newest copy in the folder beside the file is older
// than a day. It reads nothing but the names there.
func (s *Store) CopyDue() bool {
	return model.CopyDue(namedIn(copiesOf(s.path), s.now().Location()), s.now())
}

// CopyAt is the copy at a path, whatever its name is, with what is in it or why it
// cannot be used.
func CopyAt(ctx context.Context, path string, now func() time.Time) model.Copy {
	return inside(ctx, copyAt(path, now))
}
