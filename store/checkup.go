package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"waymark/model"
)

// Examine looks the data file over, and what is around it: its copies, who can
// open it, how much room there is and what kind of place it is in. Nothing is
// changed by that, in the file, beside it or in its copies, whether or not
// windows have it open; nothing is made where there is no file. That the file
// cannot be used is one of the findings: the error says only that it was not
// examined to the end.
func Examine(ctx context.Context, file string, now func() time.Time) (model.Checkup, error) {
	path, err := placeOf(file)
	if err != nil {
		return model.Checkup{}, fmt.Errorf("examine %q: %w", file, err)
	}
	e := &examination{path: path, now: now}
	e.File, e.At = path, now()
	for _, part := range []func(context.Context) error{e.file, e.writing, e.copies, e.private, e.room, e.place} {
		if e.Has(model.FileOther) {
			break // what is around it is another program's
		}
		if err := errors.Join(part(ctx), ctx.Err()); err != nil {
			return model.Checkup{}, fmt.Errorf("examine %q: %w", file, err)
		}
	}
	return e.Checkup, nil
}

// examination is one of a data file.
type examination struct {
	model.Checkup
	path string
	now  func() time.Time

	size      int64     // of the file, in bytes
	inhabited bool      // something is in it that a person would miss
	changed   time.Time // when it was changed last
	traces    bool      // of someone who was removed
}

// tryAgain is how often the file is read once more because somebody wrote to it
// meanwhile: what is wrong then may only have been seen half.
const tryAgain = 5

// file examines the data file itself.
func (e *examination) file(ctx context.Context) error {
	info, err := os.Stat(e.path)
	none := errors.Is(err, fs.ErrNotExist)
	switch {
	case none || err == nil && info.Mode().IsRegular() && info.Size() == 0:
		e.Add(e.nothing(ctx, none))
		return nil
	case err != nil:
		e.Add(model.Finding{Key: model.FileClosed, Detail: err.Error()})
		return nil
	}
	e.size = info.Size()
	for range tryAgain {
		seen := traces(e.path)
		list := e.inFile(ctx)
		if health := (model.Checkup{Findings: list}).Health(); health != model.Wrong || traces(e.path) == seen {
			e.Findings = append(e.Findings, list...)
			return nil
		}
	}
	e.Add(model.Finding{Key: model.FileBusy})
	return nil
}

// nothing says what it means that there is no file, or an empty one: what [Open]
// takes it for.
func (e *examination) nothing(ctx context.Context, none bool) model.Finding {
	f := model.Finding{Key: model.FileEmpty}
	if none {
		f.Key = model.FileNone
	}
	switch err := missing(ctx, e.path); {
	case errors.Is(err, model.ErrGone):
		f.Key, f.Name = model.FileGone, "empty"
		if none {
			f.Name = "gone"
		}
	case err != nil:
		return unopened(err)
	}
	return f
}

// writing examines whether something can be written to a file that can be read, and
// beside it.
func (e *examination) writing(context.Context) error {
	for _, k := range []model.FindingKey{model.FileNone, model.FileGone, model.FileClosed, model.FileReadOnly} {
		if e.Has(k) {
			return nil
		}
	}
	for _, path := range []string{e.path, filepath.Dir(e.path)} {
		if !writable(path) {
			e.Add(model.Finding{Key: model.FileReadOnly, Path: path})
			return nil
		}
	}
	return nil
}

// inFile returns what is found in the file. Whether it can be opened is judged as
// [Open] does; of one that cannot be, only what else is wrong with it is told.
func (e *examination) inFile(ctx context.Context) []model.Finding {
	list := e.within(ctx)
	if len(list) == 1 && list[0].Key != model.FileEmpty { // it was not opened
		return list
	}
	err := e.refusal(ctx)
	if err == nil {
		return list
	}
	refused := unopened(err)
	if refused.Key == model.FileClosed { // it was just read
		refused = model.Finding{Key: model.FileReadOnly, Path: e.path, Detail: err.Error()}
	}
	return append([]model.Finding{refused}, slices.DeleteFunc(list, func(f model.Finding) bool {
		return f.Key == refused.Key || f.Key.Health() != model.Wrong
	})...)
}

// refusal is why [Open] refuses a file that can be read, if it does.
func (e *examination) refusal(ctx context.Context) error {
	_, indexed := sizeOf(e.path + "-shm")
	if indexed || !hasPages(e.path+"-wal") {
		return examine(ctx, e.path)
	}
	log, err := logOf(ctx, e.path) // of a sound one examine would make the index
	switch {
	case err != nil || log.damaged():
		return examine(ctx, e.path)
	case !headOf(e.path).fits():
		return fmt.Errorf("%w: its header", model.ErrDamaged)
	}
	return nil
}

// within opens the file and returns what is found in it.
func (e *examination) within(ctx context.Context) []model.Finding {
	db, done, err := openSteady(ctx, e.path)
	if err != nil {
		return []model.Finding{unopened(err)}
	}
	defer done()
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return []model.Finding{unopened(known(err))}
	}
	defer tx.Rollback()
	r := &reader{tx: tx}
	r.all(ctx)
	e.inhabited, _ = inhabited(ctx, tx)
	e.changed = lastChange(ctx, tx)
	_ = tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM setting WHERE key = ?)`, settingTraces).Scan(&e.traces)
	return r.findings
}

// unopened says why the file could not be opened.
func unopened(err error) model.Finding {
	f := model.Finding{Key: model.FileUnreadable, Detail: err.Error()}
	switch {
	case errors.Is(err, errAside):
		f.Key, f.Path = model.FileUnseen, os.TempDir()
	case errors.Is(err, model.ErrGone):
		f.Key, f.Name = model.FileGone, "empty"
	case errors.Is(err, model.ErrNewerFile):
		f.Key = model.FileNewer
	case errors.Is(err, model.ErrNotWaymark):
		f.Key = model.FileOther
	case errors.Is(err, model.ErrBusy):
		f.Key = model.FileBusy
	case errors.Is(err, model.ErrReadOnly):
		f.Key = model.FileClosed
	}
	return f
}

// lastChange is when the file was changed last, as far as it tells.
func lastChange(ctx context.Context, db connected) time.Time {
	var at string
	if db.QueryRowContext(ctx, `SELECT made_at FROM change ORDER BY id DESC LIMIT 1`).Scan(&at) != nil {
		return time.Time{}
	}
	t, _ := time.Parse(time.RFC3339, at)
	return t
}

// copies examines the copies beside the file: each is read from beginning to end.
func (e *examination) copies(ctx context.Context) error {
	named := namedIn(copiesOf(e.path), e.At.Location())
	if e.Has(model.FileNone) && len(named) == 0 {
		return nil
	}
	var list []model.Copy
	for _, c := range named {
		c.Err = readable(ctx, c.Path)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case !errors.Is(c.Err, errAside):
			list = append(list, c)
		case !e.Has(model.FileUnseen):
			e.Add(unopened(c.Err))
		}
	}
	slices.SortStableFunc(list, func(a, b model.Copy) int { return b.Made.Compare(a.Made) })
	for _, f := range model.JudgeCopies(list, e.inhabited || e.Has(model.FileGone) || e.Has(model.FileUnseen), e.changed) {
		e.Add(f)
	}
	return nil
}

// readable returns why a copy cannot be used, if it cannot.
func readable(ctx context.Context, path string) error {
	if info, err := os.Stat(path); err == nil && info.Size() == 0 {
		return fmt.Errorf("%w: empty", model.ErrDamaged)
	}
	db, done, err := openSteady(ctx, path)
	if err != nil {
		return err
	}
	defer done()
	return sound(ctx, db)
}

// private examines who can open the file and what stands beside it. Systems
// without such rights have nothing to say.
func (e *examination) private(context.Context) error {
	if e.Has(model.FileNone) {
		return nil
	}
	before := len(e.Findings)
	folder := filepath.Dir(e.path)
	told := e.exposedFolder(folder)
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		e.exposedFiles(folder, []string{e.path + suffix})
	}
	damaged, _ := filepath.Glob(literal(e.path) + ".damaged*")
	for _, path := range damaged {
		e.exposedFiles(folder, []string{path})
	}
	copies := copiesOf(e.path)
	told = e.exposedFolder(copies) || told
	var within []string
	entries, _ := os.ReadDir(copies)
	for _, entry := range entries {
		within = append(within, filepath.Join(copies, entry.Name()))
	}
	e.exposedFiles(copies, within)
	if e.traces {
		e.Add(model.Finding{Key: model.PrivateTraces})
	}
	if told && len(e.Findings) == before {
		e.Add(model.Finding{Key: model.PrivateKept})
	}
	return nil
}

// exposedFolder notes that others can look into a folder. It reports whether that
// can be told.
func (e *examination) exposedFolder(path string) bool {
	x, ok := exposureOf(path)
	switch {
	case !ok:
		return false
	case !x.open:
	case x.foreign || x.sticky:
		e.Add(model.Finding{Key: model.PrivateShared, Path: path})
	default:
		e.Add(model.Finding{Key: model.PrivateFolder, Path: path})
	}
	return true
}

// exposedFiles notes that others can open files of a folder.
func (e *examination) exposedFiles(folder string, paths []string) {
	open, foreign := model.Finding{Key: model.PrivateFile}, model.Finding{Key: model.PrivateOwner}
	for _, path := range paths {
		x, ok := exposureOf(path)
		if ok && x.open {
			open.Count, open.Path = open.Count+1, path
		}
		if ok && x.foreign {
			foreign.Count, foreign.Path = foreign.Count+1, path
		}
	}
	for _, f := range []model.Finding{open, foreign} {
		if f.Count > 1 {
			f.Path = folder
		}
		if f.Count > 0 {
			e.Add(f)
		}
	}
}

// exposure is how far others have a share in a file or folder.
type exposure struct {
	open    bool // others can open it
	foreign bool // it belongs to another user
	sticky  bool // it is a folder that all may write to, such as that for temporary files
}

// room examines how much room is left for the file and its copies.
func (e *examination) room(context.Context) error {
	free, ok := freeBytes(nearest(filepath.Dir(e.path)))
	if !ok {
		return nil
	}
	f := model.Finding{Key: model.RoomEnough, Free: free}
	if free < model.RoomNeeded(e.size) {
		f.Key = model.RoomLittle
	}
	e.Add(f)
	return nil
}

// nearest is the folder at a path or, where it is not there yet, the nearest
// above it that is.
func nearest(folder string) string {
	for {
		if _, err := os.Stat(folder); err == nil || filepath.Dir(folder) == folder {
			return folder
		}
		folder = filepath.Dir(folder)
	}
}
