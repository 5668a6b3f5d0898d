package store

import (
	"context"
	"database/sql"
	"fmt"
)

// The settings that hold the id of a row: whose recovery is shown, who is at
// the computer, and the last change that undo does not reach.
const (
	settingPatient    = "patient"
	settingAtComputer = "at-computer"
	settingUndoClosed = "undo-closed"
)

// choicesOf begins the names of the settings that a person chose, which the store
// keeps without knowing what they mean. Those of nobody hold for whoever has not
// chosen.
func choicesOf(person int64) string {
	if person == 0 {
		return "choice/"
	}
	return fmt.Sprintf("choice-of-%d/", person)
}

// Choices returns what a person chose in the settings, by name; 0 is what was
// chosen before anybody was known, which holds for everyone who chose nothing
// else.
func (s *Store) Choices(ctx context.Context, person int64) (map[string]string, error) {
	chosen := make(map[string]string)
	err := s.read(ctx, func(tx *sql.Tx) error {
		for _, of := range []string{choicesOf(0), choicesOf(person)} {
			err := each(ctx, tx, `SELECT key, value FROM setting WHERE key GLOB ?`, []any{of + "*"}, func(rows *sql.Rows) error {
				var name, value string
				err := rows.Scan(&name, &value)
				chosen[name[len(of):]] = value
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the settings of %d: %w", person, err)
	}
	return chosen, nil
}

// Choose keeps what a person chose, by name; what it does not name stays. It is
// not part of the history. Nothing is kept of one who was removed.
func (s *Store) Choose(ctx context.Context, person int64, chosen map[string]string) error {
	err := s.write(ctx, func(tx *sql.Tx) error {
		if gone, err := wasRemoved(ctx, tx, person); gone || err != nil {
			return err
		}
		for name, value := range chosen {
			if err := set(ctx, tx, choicesOf(person)+name, value); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("keep the settings: %w", err)
	}
	return nil
}

// setting returns the id a setting holds, or 0.
func setting(ctx context.Context, tx *sql.Tx, key string) (int64, error) {
	var id int64
	err := tx.QueryRowContext(ctx, `SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM setting WHERE key = ?`, key).Scan(&id)
	if err != nil {
		return 0, fmt.Errorf("setting %s: %w", key, err)
	}
	return id, nil
}

// set keeps a setting's value, an id or a text.
func set(ctx context.Context, tx *sql.Tx, key string, value any) error {
	err := run(ctx, tx, `INSERT INTO setting (key, value) VALUES (?1, CAST(?2 AS TEXT)) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, value)
	if err != nil {
		return fmt.Errorf("setting %s: %w", key, err)
	}
	return nil
}
