package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"waymark/model"
)

const (
	oneDraft   = `SELECT id, patient_id, rev, saved_at, plan FROM draft WHERE id = ?`
	takenDraft = `SELECT count(*) FROM draft WHERE id = ? AND rev > ? AND coalesce(json_extract(plan, '$.window'), '') <> ?`
	// What was saved at a time that has not come yet was saved before a clock was set back.
	allDrafts = `SELECT id, patient_id, rev, saved_at, plan FROM draft WHERE patient_id = ?1 ORDER BY saved_at > ?2, saved_at DESC, id DESC`
)

// Draft returns a goal still being planned, or [model.ErrNotFound].
func (s *Store) Draft(ctx context.Context, id int64) (model.Draft, error) {
	var d model.Draft
	err := s.read(ctx, func(tx *sql.Tx) error {
		everyone, err := loadPeople(ctx, tx)
		if err != nil {
			return err
		}
		d, err = scanDraft(tx.QueryRowContext(ctx, oneDraft, id), everyone)
		return err
	})
	if err != nil {
		return model.Draft{}, fmt.Errorf("read draft %d: %w", id, err)
	}
	return d, nil
}

// SaveDraft keeps a goal still being planned and returns its id; one whose ID
// is 0 is added, and so is one that another window has typed in since its Base.
// A draft whose Rev is not above the kept one's, and one that was removed or
// started since, is dropped without an error. Drafts are not part of the
// history. One of a person who was removed is [model.ErrNotFound].
func (s *Store) SaveDraft(ctx context.Context, d model.Draft) (int64, error) {
	saved := s.now().UTC()
	err := s.write(ctx, func(tx *sql.Tx) (err error) {
		if d, err = present(ctx, tx, d); err != nil {
			return err
		}
		taken := 0
		if d.Window != "" {
			if err := tx.QueryRowContext(ctx, takenDraft, d.ID, d.Base, d.Window).Scan(&taken); err != nil {
				return err
			}
		}
		if d.ID == 0 || taken > 0 {
			d.ID, err = insertDraft(ctx, tx, d, saved)
			return err
		}
		plan, err := json.Marshal(d)
		if err != nil {
			return err
		}
		return run(ctx, tx, `UPDATE draft SET patient_id = ?, rev = ?, saved_at = ?, plan = ? WHERE id = ? AND rev < ?`,
			d.Patient.ID, d.Rev, saved.Format(instant), string(plan), d.ID, d.Rev)
	})
	if err != nil {
		return 0, fmt.Errorf("save draft %q: %w", d.Title, err)
	}
	return d.ID, nil
}

// present is a draft as another window may save it after someone was removed:
// without them.
func present(ctx context.Context, tx *sql.Tx, d model.Draft) (model.Draft, error) {
	gone, err := wasRemoved(ctx, tx, d.Patient.ID)
	if err != nil {
		return d, err
	}
	if gone {
		return d, model.ErrNotFound
	}
	for _, p := range slices.Concat(d.Team, d.Known) {
		gone, err := wasRemoved(ctx, tx, p.ID)
		if err != nil {
			return d, err
		}
		if gone {
			d.Without(p.ID, []string{p.Name})
		}
	}
	return d, nil
}

// RemoveDraft removes a goal still being planned. It is safe to repeat.
func (s *Store) RemoveDraft(ctx context.Context, id int64) error {
	err := s.write(ctx, func(tx *sql.Tx) error { return deleteDraft(ctx, tx, id) })
	if err != nil {
		return fmt.Errorf("remove draft %d: %w", id, err)
	}
	return nil
}

func insertDraft(ctx context.Context, tx *sql.Tx, d model.Draft, saved time.Time) (int64, error) {
	plan, err := json.Marshal(d)
	if err != nil {
		return 0, err
	}
	return insert(ctx, tx, `INSERT INTO draft (patient_id, rev, saved_at, plan) VALUES (?, ?, ?, ?)`,
		d.Patient.ID, d.Rev, saved.Format(instant), string(plan))
}

func deleteDraft(ctx context.Context, tx *sql.Tx, id int64) error {
	return run(ctx, tx, `DELETE FROM draft WHERE id = ?`, id)
}

// loadDrafts reads the goals being planned for someone, those saved last first.
func loadDrafts(ctx context.Context, tx *sql.Tx, patient int64, everyone people, now time.Time) ([]model.Draft, error) {
	var list []model.Draft
	err := each(ctx, tx, allDrafts, []any{patient, now.UTC().Format(instant)}, func(rows *sql.Rows) error {
		d, err := scanDraft(rows, everyone)
		list = append(list, d)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("drafts: %w", err)
	}
	return list, nil
}

func scanDraft(row scanner, everyone people) (model.Draft, error) {
	var id, patient, rev int64
	var saved, plan string
	if err := row.Scan(&id, &patient, &rev, &saved, &plan); err != nil {
		return model.Draft{}, err
	}
	var d model.Draft
	if err := decode(plan, &d); err != nil {
		return model.Draft{}, fmt.Errorf("%w: draft %d: %w", model.ErrDamaged, id, err)
	}
	when, err := time.Parse(instant, saved)
	d.ID, d.Rev, d.Saved, d.Patient = id, rev, when, everyone.person(patient)
	return d, err
}
