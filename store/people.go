package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"waymark/model"
)

// SetUp makes a file ready at the first start, or after the last one who recovers
// was removed: it adds the person recovering and, when there is one, the person
// helping, who is then at the computer. Whoever is known by that name already is
// not added again. A person without a role is a patient, or a helper of another
// kind.
func (s *Store) SetUp(ctx context.Context, patient model.Person, helper *model.Person) (model.Change, error) {
	c, err := s.act(ctx, model.At{}, model.KindSetUp, func(a *action) error {
		if patient.Role == "" {
			patient.Role = model.RolePatient
		}
		everyone, err := loadPeople(ctx, a.tx)
		if err != nil {
			return err
		}
		id, err := meetPerson(ctx, a.tx, patient, everyone)
		if err != nil {
			return err
		}
		a.change.Patient, a.change.ByID, a.change.By = id, id, patient.Name
		a.say("Set up for %s", patient.Name)
		if helper != nil {
			if a.change.ByID, err = meetPerson(ctx, a.tx, *helper, everyone); err != nil {
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

// ChangePerson changes what is known of someone, as the change says, or what they
// may do in the record of whoever is at the computer. One who is not there is
// [model.ErrNotFound]. A change that changes nothing leaves no line in the
// history; it is returned without an ID.
func (s *Store) ChangePerson(ctx context.Context, at model.At, id int64, change model.PersonChange) (model.Change, error) {
	c, err := s.act(ctx, at, model.KindPeople, func(a *action) error {
		everyone, err := loadPeople(ctx, a.tx)
		if err != nil {
			return err
		}
		if err := everyone.on(ctx, a.tx, a.who.ID); err != nil {
			return err
		}
		p := everyone.person(id)
		if p.ID == 0 {
			return model.ErrNotFound
		}
		was := p
		deed, err := change(&p)
		if err != nil {
			return err
		}
		a.did(deed)
		if deed.Says {
			return a.withhold(ctx, was, p)
		}
		if a.change.Patient, err = setting(ctx, a.tx, settingPatient); err != nil {
			return err
		}
		if was.Recovers() || p.ID == at.ID {
			a.change.Patient = p.ID // what is said of people is theirs
		}
		return run(ctx, a.tx, `UPDATE person SET name = ?, role = ?, relation = ?, contact = ? WHERE id = ?`,
			p.Name, p.Role, p.Relation, p.Contact, p.ID)
	})
	if err != nil {
		return model.Change{}, fmt.Errorf("change person %d: %w", id, err)
	}
	return c, nil
}

// PutOnTeam puts someone on the care team of a goal, behind those who are on it,
// or takes them off. A goal or a person who is not there is [model.ErrNotFound].
func (s *Store) PutOnTeam(ctx context.Context, at model.At, person, goal int64, on bool) (model.Change, error) {
	c, err := s.act(ctx, at, model.KindPeople, func(a *action) error {
		everyone, err := loadPeople(ctx, a.tx)
		if err != nil {
			return err
		}
		g, err := oneGoal(ctx, a.tx, goal, team|answers, as{})
		if err != nil {
			return err
		}
		p := everyone.person(person)
		if p.ID == 0 {
			return model.ErrNotFound
		}
		a.about(g)
		a.say("Took %s off the care team of %s", p.Name, model.Quote(g.Title))
		list := slices.DeleteFunc(slices.Clone(g.Team), func(one model.Person) bool { return one.ID == p.ID })
		if on {
			a.say("Put %s on the care team of %s", p.Name, model.Quote(g.Title))
			if len(list) < len(g.Team) {
				return nil
			}
			list = append(list, p)
		}
		if err := writeTeam(ctx, a.tx, goal, list); err != nil {
			return err
		}
		if len(list) == 0 {
			return run(ctx, a.tx, `DELETE FROM answer WHERE goal_id = ? AND key = ?`, goal, model.KeyPeople)
		}
		return writeAnswer(ctx, a.tx, goal, model.Answer{Key: model.KeyPeople, WrittenOn: a.today, WrittenBy: a.change.ByID})
	})
	if err != nil {
		return model.Change{}, fmt.Errorf("person %d on the team of goal %d: %w", person, goal, err)
	}
	return c, nil
}

// Sit keeps who is at the computer now and whose recovery is shown, for the next
// window and for commands; other windows that are open keep theirs. A person who
// is not in the file is [model.ErrNotFound]. It is not part of the history.
func (s *Store) Sit(ctx context.Context, seat model.Seat) error {
	err := s.write(ctx, func(tx *sql.Tx) error {
		for _, part := range []struct {
			setting string
			person  int64
		}{{settingAtComputer, seat.At}, {settingPatient, seat.Patient}} {
			if part.person == 0 {
				continue
			}
			var id int64
			if err := tx.QueryRowContext(ctx, `SELECT id FROM person WHERE id = ?`, part.person).Scan(&id); err != nil {
				return err
			}
			if err := set(ctx, tx, part.setting, id); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("person %d is at the computer, for %d: %w", seat.At, seat.Patient, err)
	}
	return nil
}

// People returns everyone in the file, in the order they were added, as they are
// on the record that was shown last, in any window, and who was at the computer
// then.
func (s *Store) People(ctx context.Context) ([]model.Person, model.Seat, error) {
	var everyone people
	var seat model.Seat
	err := s.read(ctx, func(tx *sql.Tx) (err error) {
		if everyone, err = loadPeople(ctx, tx); err != nil {
			return err
		}
		if seat.At, err = setting(ctx, tx, settingAtComputer); err != nil {
			return err
		}
		if seat.Patient, err = setting(ctx, tx, settingPatient); err != nil {
			return err
		}
		if !everyone.person(seat.Patient).Recovers() {
			seat.Patient = everyone.firstRecovering().ID
		}
		return everyone.on(ctx, tx, seat.Patient)
	})
	if err != nil {
		return nil, model.Seat{}, fmt.Errorf("read people: %w", err)
	}
	return everyone, seat, nil
}

const recordRows = `SELECT person.id, count(DISTINCT goal.id), count(milestone.id), coalesce(sum(state = 'reached'), 0), coalesce(sum(state IN ('resting', 'let-go')), 0)
	FROM person LEFT JOIN goal ON goal.patient_id = person.id AND lifecycle = 'active' LEFT JOIN milestone ON milestone.goal_id = goal.id
	WHERE role = 'patient' GROUP BY person.id ORDER BY person.id`

// Records returns everyone who recovers, in the order they were added, with the
// counts of their goals under way.
func (s *Store) Records(ctx context.Context) ([]model.Record, error) {
	var list []model.Record
	err := s.read(ctx, func(tx *sql.Tx) error {
		everyone, err := loadPeople(ctx, tx)
		if err != nil {
			return err
		}
		return each(ctx, tx, recordRows, nil, func(rows *sql.Rows) error {
			var id int64
			var r model.Record
			var all, put int
			err := rows.Scan(&id, &r.Goals, &all, &r.Progress.Reached, &put)
			r.Patient, r.Progress.Total = everyone.person(id), all-put
			list = append(list, r)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("read records: %w", err)
	}
	return list, nil
}

// Teams returns the goals that are under way or rest, of everyone, with their
// own words and care teams.
func (s *Store) Teams(ctx context.Context) ([]model.Goal, error) {
	var list []model.Goal
	err := s.read(ctx, func(tx *sql.Tx) error {
		everyone, err := loadPeople(ctx, tx)
		if err != nil {
			return err
		}
		for _, p := range everyone {
			of, err := loadGoals(ctx, tx, openGoals, p.ID, everyone, team, as{})
			if err != nil {
				return err
			}
			list = append(list, of...)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read care teams: %w", err)
	}
	return list, nil
}

// people are everyone in the file, in the order they were added.
type people []model.Person

func (list people) person(id int64) model.Person {
	return model.Home{People: list}.Person(id)
}

// or returns the person with that id, who has no name any more when they were
// removed, or for 0 the one that a setting names.
func (list people) or(ctx context.Context, tx *sql.Tx, id int64, name string) (model.Person, error) {
	if id != 0 {
		p := list.person(id)
		p.ID = id
		return p, nil
	}
	last, err := setting(ctx, tx, name)
	return list.person(last), err
}

// firstRecovering is the first one who recovers, or a zero person.
func (list people) firstRecovering() model.Person {
	if i := slices.IndexFunc(list, model.Person.Recovers); i >= 0 {
		return list[i]
	}
	return model.Person{}
}

func loadPeople(ctx context.Context, tx *sql.Tx) (people, error) {
	return peopleOf(ctx, tx, ` ORDER BY id`)
}

const personRows = `SELECT id, uid, name, role, relation, contact FROM person`

func peopleOf(ctx context.Context, tx *sql.Tx, which string, args ...any) (people, error) {
	var list people
	err := each(ctx, tx, personRows+which, args, func(rows *sql.Rows) error {
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

// meetPerson adds someone or, when there is someone of that name, learns what is
// said of them now, and returns their id.
func meetPerson(ctx context.Context, tx *sql.Tx, p model.Person, in people) (int64, error) {
	i := slices.IndexFunc(in, func(known model.Person) bool { return model.SameTitle(known.Name, p.Name) })
	if i < 0 {
		return insertPerson(ctx, tx, p)
	}
	known, said := in[i], p
	if known.Recovers() || p.Recovers() { // who they are to others stays said
		said.Role, said.Relation = model.RoleOther, ""
	}
	known = known.Learn(said)
	if p.Recovers() {
		if _, err := model.BeginRecovery()(&known); err != nil {
			return 0, err
		}
	}
	return keepPerson(ctx, tx, known, in)
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
