package store

import (
	"context"
	"database/sql"
	"fmt"

	"waymark/model"
)

// settingTraces is set from when someone is removed until nothing of them is
// left in the pages and the log of the file.
const settingTraces = "traces"

// Footprint returns what there is of a person in the file, and where the copy
// would be saved before they are removed. One who is not there is
// [model.ErrNotFound].
func (s *Store) Footprint(ctx context.Context, person int64) (model.Footprint, error) {
	var f model.Footprint
	err := s.read(ctx, func(tx *sql.Tx) error {
		everyone, err := loadPeople(ctx, tx)
		if err != nil {
			return err
		}
		if f.Person = everyone.person(person); f.Person.ID == 0 {
			return model.ErrNotFound
		}
		drafts, err := loadDrafts(ctx, tx, person, everyone, s.now())
		if err != nil {
			return err
		}
		f.Plans = len(model.Home{Drafts: drafts}.Waiting())
		return tx.QueryRowContext(ctx, footprintRow, person).Scan(&f.Goals, &f.Milestones, &f.Readings, &f.Teams)
	})
	if err != nil {
		return model.Footprint{}, fmt.Errorf("what there is of person %d: %w", person, err)
	}
	f.Folder = copiesOf(s.path)
	f.Copies = s.copiesWith(ctx, f.Person)
	return f, nil
}

const footprintRow = `WITH kept AS (SELECT id FROM goal WHERE patient_id = ?1 AND lifecycle <> 'entered-in-error')
	SELECT (SELECT count(*) FROM kept),
		(SELECT count(*) FROM kept JOIN milestone ON milestone.goal_id = kept.id),
		(SELECT count(*) FROM kept JOIN measure ON measure.goal_id = kept.id JOIN reading ON reading.measure_id = measure.id),
		(SELECT count(*) FROM team JOIN goal ON goal.id = goal_id WHERE person_id = ?1 AND patient_id <> ?1 AND lifecycle <> 'entered-in-error')`

// copiesWith counts the copies in the folder beside the file that hold a person.
func (s *Store) copiesWith(ctx context.Context, p model.Person) int {
	n := 0
	for _, c := range namedIn(copiesOf(s.path), s.zone()) {
		db, err := openCopy(ctx, c.Path)
		if err != nil {
			continue
		}
		var has int
		if db.QueryRowContext(ctx, `SELECT count(*) FROM person WHERE uid = ?`, p.UID).Scan(&has) == nil {
			n += has
		}
		db.Close()
	}
	return n
}

// RemovePerson removes a person and all that was theirs from the file, from its
// history and from what is typed in it; name is what was typed to be sure. It
// first saves a checked copy of the file among its copies, whose path it returns. What
// others wrote, and what was done to others' records, stays, without a name. It
// cannot be taken back, and nothing is left of the person in the file or its log
// afterwards, unless the change says that traces linger: then another program
// holds the file, and they go when it is next opened.
//
// The error is [model.ErrNotThisName] when name is not the person's,
// [model.ErrNotFound] when they are not there, a [*model.NotAllowedError] when
// the person is someone else whose plan, or on whose care team, whoever is at the
// computer may not change, and [model.ErrBusy] when other windows write all the time.
func (s *Store) RemovePerson(ctx context.Context, at model.At, person int64, name string) (copied string, c model.Change, err error) {
	copied, c, err = s.remove(ctx, removal{at: at, person: person, typed: name})
	if err != nil {
		return "", model.Change{}, fmt.Errorf("remove person %d: %w", person, err)
	}
	return copied, c, nil
}

// removal is one person's, asked for at the computer.
type removal struct {
	at     model.At
	person int64
	typed  string // the name, to be sure
}

func (s *Store) remove(ctx context.Context, r removal) (string, model.Change, error) {
	if err := s.ready(ctx); err != nil {
		return "", model.Change{}, err
	}
	// The one connection, so that nothing of this window comes between.
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return "", model.Change{}, known(err)
	}
	defer conn.Close()
	var c model.Change
	path, err := s.copyFirst(ctx, conn, model.BeforeRemoval, func() error {
		tx, err := conn.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
		if err != nil {
			return err
		}
		defer tx.Rollback()
		_, err = r.asked(ctx, tx)
		return err
	}, func(tx *sql.Tx) error {
		p, err := r.asked(ctx, tx)
		if err != nil {
			return err
		}
		a := s.begun(r.at, model.KindGone)
		a.tx = tx
		err = a.remove(ctx, p)
		c = a.change
		s.seen.writes(c.ID)
		return err
	})
	if err != nil {
		s.seen.lost(c.ID)
		return "", model.Change{}, known(err)
	}
	c.Lingers = sweep(context.WithoutCancel(ctx), conn) != nil
	return path, c, nil
}

// asked returns the person to remove, when that may be done and is meant.
func (r removal) asked(ctx context.Context, tx *sql.Tx) (model.Person, error) {
	everyone, err := loadPeople(ctx, tx)
	if err != nil {
		return model.Person{}, err
	}
	p, who := everyone.person(r.person), everyone.person(r.at.ID)
	whose, err := barred(ctx, tx, p.ID, who.ID)
	switch {
	case err != nil:
		return p, err
	case p.ID == 0:
		return p, model.ErrNotFound
	case whose != 0 && p.ID != who.ID:
		return p, &model.NotAllowedError{Name: who.Name, Right: model.NeededOf(model.KindGone), Whose: everyone.person(whose).Name}
	case !model.SameTitle(r.typed, p.Name):
		return p, model.ErrNotThisName
	}
	return p, nil
}

// sweep leaves nothing of what was removed in the pages of the file and in its
// log. SQLite overwrites the rows themselves, but not what it once moved from one
// page to another; and the log keeps pages as they were.
func sweep(ctx context.Context, conn *sql.Conn) error {
	if _, err := conn.ExecContext(ctx, `VACUUM`); err != nil {
		return known(err)
	}
	var busy, pages, moved int
	if err := conn.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &pages, &moved); err != nil {
		return known(err)
	}
	if busy != 0 {
		return model.ErrBusy
	}
	_, err := conn.ExecContext(ctx, `DELETE FROM setting WHERE key = ?`, settingTraces)
	return known(err)
}

// sweepUp does what a removal could not do to its end: another program held the
// file, or the computer went off. When it still cannot be done, it waits for the
// next start.
func (s *Store) sweepUp(ctx context.Context) error {
	var traces int
	if err := s.db.QueryRowContext(ctx, `SELECT count(*) FROM setting WHERE key = ?`, settingTraces).Scan(&traces); err != nil || traces == 0 {
		return known(err)
	}
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return known(err)
	}
	defer conn.Close()
	_ = sweep(ctx, conn)
	return nil
}
