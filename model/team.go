package model

import (
	"slices"
)

// Helps returns those whose goals someone is on the care team of, themselves
// aside, each once, in the order of the goals.
func Helps(goals []Goal, person int64) []Person {
	var list []Person
	for _, g := range goals {
		same := func(p Person) bool { return p.ID == g.Patient.ID }
		if g.Patient.ID != person && g.OnTeam(person) && !slices.ContainsFunc(list, same) {
			list = append(list, g.Patient)
		}
	}
	return list
}

// OnTeam reports whether someone is on the goal's care team.
func (g Goal) OnTeam(person int64) bool {
	return slices.ContainsFunc(g.Team, func(p Person) bool { return p.ID == person })
}

// Names are the names of people, as they are read: "Rosa, Walter and Ana".
func Names(list []Person) string {
	var names []string
	for _, p := range list {
		names = append(names, p.Name)
	}
	return Listed(names)
}

// Namesake returns the one among people who goes by the person's name and is
// someone else, and whether there is one. Two of one name could not be told
// apart where only the name is said.
func Namesake(list []Person, of Person) (Person, bool) {
	for _, p := range list {
		if p.ID != of.ID && SameTitle(p.Name, of.Name) {
			return p, true
		}
	}
	return Person{}, false
}
