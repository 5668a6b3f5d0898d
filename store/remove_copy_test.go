package store

import (
	"context"
	"errors"
	"testing"

	"waymark/model"
)

// The copy holds all that was written before the removal, while another window writes.
func TestTheCopyMissesNothing(t *testing.T) {
	ctx := context.Background()
	h := lodged(t)
	other := open(t, h.s.Path())
	stop := writing(t, other, h.rosa, h.goal.ID)
	path, c, err := h.s.RemovePerson(ctx, h.rosa, h.walter.ID, "Walterq")
	stop()
	if errors.Is(err, model.ErrBusy) {
		return
	}
	must(t, err)
	list, err := open(t, path).Changes(ctx, model.Lines{Most: 1})
	must(t, err)
	if list[0].ID != c.ID-1 {
		t.Errorf("the copy ends at change %d, the removal is %d", list[0].ID, c.ID)
	}
}
