package tui

import (
	"context"
	"maps"
	"slices"

	"waymark/model"
)

// keeper keeps a goal being planned as it is typed. Each change raises the
// draft's revision, so that a save that was slow never overwrites a later one.
type keeper struct {
	sh     *shared
	d      model.Draft
	onDisk int64 // the revision that is in the file
}

// What the store said of a draft: its place in the file, the revision that was
// saved, and that it was put aside.
type (
	draftPlace int64
	savedDraft struct{ id, rev int64 }
	stopped    struct{ note string }
)

// load gives a new draft its place in the file, so that what is typed has
// somewhere to go.
func (k *keeper) load() ask {
	if k.d.ID != 0 {
		return nil
	}
	st, d := k.sh.store, k.copy()
	return func(ctx context.Context) (any, error) {
		id, err := st.SaveDraft(ctx, d)
		return draftPlace(id), err
	}
}

// save returns what keeps the draft as it is now, or nil when that is kept.
func (k *keeper) save() ask {
	if k.d.Rev == k.onDisk {
		return nil
	}
	st, d := k.sh.store, k.copy()
	return func(ctx context.Context) (any, error) {
		id, err := st.SaveDraft(ctx, d)
		return savedDraft{id, d.Rev}, err
	}
}

// saved takes what saving came to.
func (k *keeper) saved(value any, err error) effect {
	if isGone(err) { // whose goal it would be
		k.onDisk = k.d.Rev
		return effect{stack: []screen{newToday(k.sh, k.sh.home)}, note: "The person was removed in another window, so this plan is not kept. All else is safe."}
	}
	if err != nil {
		return effect{note: k.sh.problem(err)}
	}
	if v, ok := value.(savedDraft); ok {
		k.d.ID, k.onDisk = v.id, max(k.onDisk, v.rev)
		k.sh.home.Kept(copyDraft(k.d))
	}
	return effect{note: savedAsTyped}
}

// copy is the draft as the store takes it.
func (k *keeper) copy() model.Draft {
	d := copyDraft(k.d)
	d.Window, d.Base = k.sh.window, k.onDisk
	return d
}

// copyDraft makes a copy that shares nothing with the one being typed in.
func copyDraft(d model.Draft) model.Draft {
	d.Milestones, d.Measures, d.Team = slices.Clone(d.Milestones), slices.Clone(d.Measures), slices.Clone(d.Team)
	d.Precautions, d.Figures = slices.Clone(d.Precautions), maps.Clone(d.Figures)
	return d
}
