package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/google/uuid"

	"waymark/model"
)

// SetUp makes a file ready at the first start: it adds the person recovering
// and, when there is one, the person helping, who is then at the computer. A
// person without a role is a patient, or a helper of another kind.
func (s *Store) SetUp(ctx context.Context, patient model.Person, helper *model.Person) (model.Change, error) {
	c, err := s.act(ctx, model.At{}, model.KindSetUp, func(a *action) error {
		if patient.Role == "" {
			patient.Role = model.RolePatient
		}
		id, err := insertPerson(ctx, a.tx, patient)
		if err != nil {
			return err
		}
		a.change.Patient, a.change.ByID, a.change.By = id, id, patient.Name
		a.say("Set up for %s", patient.Name)
		if helper != nil {
			if a.change.ByID, err = insertPerson(ctx, a.tx, *helper); err != nil {
				return err
			}
			a.change.By = helper.Name
			a.say("Set up for %s, with %s helping", patient.Name, helper.Name)
		}
		if err := set(ctx, a.tx, settingPatient, id); err != nil {
			return err
		}
		return set(ctx, a.tx, settingAtComputer, a.change.ByID)
	})
	if err != nil {
		return model.Change{}, fmt.Errorf("set up for %q: %w", patient.Name, err)
	}
	return c, nil
}

// AddPerson adds someone and returns their id.
func (s *Store) AddPerson(ctx context.Context, at model.At, p model.Person) (int64, model.Change, error) {
	var id int64
	c, err := s.act(ctx, at, model.KindPerson, func(a *action) (err error) {
		a.say("Added %s", model.Quote(p.Name))
		if a.change.Patient, err = setting(ctx, a.tx, settingPatient); err != nil {
			return err
		}
		id, err = insertPerson(ctx, a.tx, p)
		return err
	})
	if err != nil {
		return 0, model.Change{}, fmt.Errorf("add person %q: %w", p.Name, err)
	}
	return id, c, nil
}

// SetAtComputer says who is at the computer from now on. A person who is not
// in the file is [model.ErrNotFound]. It is not part of the history.
func (s *Store) SetAtComputer(ctx context.Context, person int64) error {
	err := s.write(ctx, func(tx *sql.Tx) error {
		var id int64
		if err := tx.QueryRowContext(ctx, `SELECT id FROM person WHERE id = ?`, person).Scan(&id); err != nil {
			return err
		}
		return set(ctx, tx, settingAtComputer, id)
	})
	if err != nil {
		return fmt.Errorf("person %d is at the computer: %w", person, err)
	}
	return nil
}

// people are everyone in the file, in the order they were added.
type people []model.Person

func (list people) person(id int64) model.Person {
	return model.Home{People: list}.Person(id)
}

func loadPeople(ctx context.Context, tx *sql.Tx) (people, error) {
	var list people
	err := each(ctx, tx, `SELECT id, uid, name, role, relation, contact FROM person ORDER BY id`, nil, func(rows *sql.Rows) error {
		var p model.Person
		err := rows.Scan(&p.ID, &p.UID, &p.Name, &p.Role, &p.Relation, &p.Contact)
		list = append(list, p)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("people: %w", err)
	}
	return list, nil
}

func insertPerson(ctx context.Context, tx *sql.Tx, p model.Person) (int64, error) {
	if p.Role == "" {
		p.Role = model.RoleOther
	}
	if err := p.Validate(); err != nil {
		return 0, err
	}
	uid, err := uuid.NewV7()
	if err != nil {
		return 0, fmt.Errorf("new uid: %w", err)
	}
	return insert(ctx, tx, `INSERT INTO person (uid, name, role, relation, contact) VALUES (?, ?, ?, ?, ?)`,
		uid.String(), p.Name, p.Role, p.Relation, p.Contact)
}

// keepPerson changes someone who is in the file already to what is said of
// them now, and adds anyone else. It returns their id.
func keepPerson(ctx context.Context, tx *sql.Tx, p model.Person, in people) (int64, error) {
	was := in.person(p.ID)
	if was.ID == 0 {
		return insertPerson(ctx, tx, p)
	}
	if p.Role == "" {
		p.Role = was.Role
	}
	if err := p.Validate(); err != nil {
		return 0, err
	}
	return p.ID, run(ctx, tx, `UPDATE person SET name = ?, role = ?, relation = ?, contact = ? WHERE id = ?`,
		p.Name, p.Role, p.Relation, p.Contact, p.ID)
}
