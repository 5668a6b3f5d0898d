package model

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Role is what a person does on the care team, in the words shown.
type Role string

// The roles of the people in a recovery.
const (
	RolePatient      Role = "patient"
	RoleFamily       Role = "family"
	RoleCaregiver    Role = "caregiver"
	RolePhysical     Role = "physical therapist"
	RoleOccupational Role = "occupational therapist"
	RoleNurse        Role = "nurse"
	RolePhysician    Role = "physician"
	RoleSpecialist   Role = "specialist"
	RoleOther        Role = "other"
)

// Roles lists every role, in the order they are offered.
var Roles = []Role{
	RoleFamily, RoleCaregiver, RolePhysical, RoleOccupational, RoleNurse, RolePhysician, RoleSpecialist, RoleOther,
	RolePatient,
}

// Person is someone who recovers or who helps.
type Person struct {
	ID       int64  `json:"id,omitempty"`
	UID      string `json:"uid,omitempty"`
	Name     string `json:"name"`
	Role     Role   `json:"role"`
	Relation string `json:"relation,omitempty"` // as typed: "my son"; empty when the role says it
	Contact  string `json:"contact,omitempty"`  // how to reach them and what else was said

	// What is switched off for them on the record at hand: the one that a home, or
	// whatever they are part of, was read for.
	NoCheck bool `json:"-"` // to check milestones off
	NoPlan  bool `json:"-"` // to change the plan
}

// Validate tells whether the person can be kept.
func (p Person) Validate() error {
	if err := checkName("name", p.Name); err != nil {
		return err
	}
	if err := checkLine("role", p.Relation); err != nil {
		return err
	}
	return checkLine("contact", p.Contact)
}

// Is says who the person is, in the words the team knows: "my son", "physical
// therapist", or "" when nothing was said.
func (p Person) Is() string {
	switch {
	case p.Relation != "":
		return p.Relation
	case p.Role == RoleOther:
		return ""
	}
	return string(p.Role)
}

// Called is the person's name and who they are, for lists: "Ben, her son". That
// someone recovers is not said of them: the list says so.
func (p Person) Called() string {
	if is := p.Is(); is != "" && !(p.Recovers() && p.Relation == "") {
		return p.Name + ", " + is
	}
	return p.Name
}

// Said returns the person with who they are as the words say. Words make nobody
// recover, or stop to: that is [BeginRecovery].
func (p Person) Said(words string) Person {
	p.Relation = strings.TrimSpace(words)
	if p.Recovers() {
		return p
	}
	if p.Role = RoleOf(p.Relation); p.Recovers() {
		p.Role = RoleOther
	}
	if strings.EqualFold(p.Relation, string(p.Role)) {
		p.Relation = ""
	}
	return p
}

// Recovering returns the person as one who recovers. Who they are to others
// stays said.
func (p Person) Recovering() Person {
	if p.Relation == "" && p.Role != RoleOther && !p.Recovers() {
		p.Relation = string(p.Role)
	}
	p.Role = RolePatient
	return p
}

// Learn returns the person with what was said of them anew; what was not said
// stays.
func (p Person) Learn(said Person) Person {
	if said.Is() != "" {
		p.Role, p.Relation = said.Role, said.Relation
	}
	if said.Contact != "" {
		p.Contact = said.Contact
	}
	return p
}

// String is the person on one line, as it could be typed again:
// "Dana, physical therapist. 555 0134".
func (p Person) String() string {
	s := p.Name
	if is := p.Is(); is != "" {
		s += ", " + is
	}
	if p.Contact != "" {
		s += ". " + p.Contact
	}
	return s
}

// ParsePerson reads one typed line, "Name, who they are. How to reach them",
// of which only the name is needed.
func ParsePerson(line string) Person {
	line = strings.TrimSpace(line)
	head, contact := cutSentence(line)
	name, relation, _ := strings.Cut(head, ",")
	p := Person{
		Name:     withoutStop(name),
		Relation: withoutStop(relation),
		Contact:  shown(contact),
	}
	p.Role = RoleOf(p.Relation)
	if strings.EqualFold(p.Relation, string(p.Role)) {
		p.Relation = ""
	}
	return p
}

// withoutStop returns words without the spaces around them and the full stops at
// their end, or "" for what shows nothing.
func withoutStop(words string) string {
	return shown(strings.TrimRightFunc(words, func(r rune) bool { return r == '.' || unicode.IsSpace(r) }))
}

// shown returns words without the spaces around them, or "" for what shows nothing.
func shown(words string) string {
	if strings.TrimFunc(words, blank) == "" {
		return ""
	}
	return strings.TrimSpace(words)
}

// cutSentence parts a line at its first full stop, those of titles and of
// initials aside: "Dr. J. Lee, physician. 555 0134".
func cutSentence(line string) (head, rest string) {
	for from := 0; ; {
		n := strings.Index(line[from:], ". ")
		if n < 0 {
			return line, ""
		}
		end := from + n
		from = end + 2
		last := line[strings.LastIndexByte(line[:end], ' ')+1 : end]
		switch strings.ToLower(last) {
		case "dr", "mr", "mrs", "ms", "prof", "st":
		default:
			first, size := utf8.DecodeRuneInString(last)
			after, _ := utf8.DecodeRuneInString(line[from:])
			if size < len(last) || !unicode.IsUpper(first) || !unicode.IsUpper(after) {
				return line[:end], line[from:]
			}
		}
	}
}

// roleWords are the words that tell a role, most telling first.
var roleWords = []struct {
	role  Role
	words []string
}{
	{RoleOccupational, []string{"occupational", "ot"}},
	{RolePhysical, []string{"physical therapist", "physio", "physiotherapist", "pt", "physical"}},
	{RoleNurse, []string{"nurse"}},
	{RoleSpecialist, []string{"specialist", "surgeon", "neurologist", "cardiologist", "psychologist", "orthopedist"}},
	{RolePhysician, []string{"physician", "doctor", "gp", "dr"}},
	{RoleCaregiver, []string{"caregiver", "carer", "aide", "home help"}},
	{RoleFamily, []string{
		"family", "son", "daughter", "wife", "husband", "partner", "mother", "father", "mom", "mum", "dad",
		"sister", "brother", "aunt", "uncle", "niece", "nephew", "cousin", "grandson", "granddaughter",
	}},
}

// RoleOf finds the role in words such as "my son" or "PT"; other words, and
// none, are [RoleOther]. Only "patient" alone is a patient: "my most patient
// friend" helps.
func RoleOf(words string) Role {
	if SameTitle(words, string(RolePatient)) {
		return RolePatient
	}
	padded := " " + strings.ToLower(OneLine(words)) + " "
	for _, r := range roleWords {
		for _, w := range r.words {
			if strings.Contains(padded, " "+w+" ") {
				return r.role
			}
		}
	}
	return RoleOther
}

// ToCall is the first one on the goal's team who can be reached, other than
// whoever asks, and whether there is one.
func (g Goal) ToCall(asks int64) (Person, bool) {
	for _, p := range g.Team {
		if p.Contact != "" && p.ID != asks {
			return p, true
		}
	}
	return Person{}, false
}

// Recovers reports whether the person is someone who recovers: goals are theirs.
func (p Person) Recovers() bool { return p.Role == RolePatient }

// PersonChange does one thing to what is known of a person.
type PersonChange func(p *Person) (Deed, error)

// Tell changes a person's name, who they are and how to reach them, as far as
// now differs from was.
func (was Person) Tell(now Person) PersonChange {
	return func(p *Person) (Deed, error) {
		old := p.Name
		p.Name = Merge(p.Name, was.Name, now.Name)
		p.Role = Merge(p.Role, was.Role, now.Role)
		p.Relation = Merge(p.Relation, was.Relation, now.Relation)
		p.Contact = Merge(p.Contact, was.Contact, now.Contact)
		if p.Name != old {
			return Deed{Words: fmt.Sprintf("Changed the name %s to %s", Quote(old), Quote(p.Name))}, p.Validate()
		}
		return Deed{Words: "Changed what is known of " + p.Name}, p.Validate()
	}
}

// Allow switches a right on or off for a person, on the record of whoever says so.
func Allow(r Right, on bool) PersonChange {
	return func(p *Person) (Deed, error) {
		if r&RightCheck != 0 {
			p.NoCheck = !on
		}
		if r&RightPlan != 0 {
			p.NoPlan = !on
		}
		if on {
			return Deed{Words: fmt.Sprintf("Let %s %s", p.Name, r.Words()), Says: true}, nil
		}
		return Deed{Words: fmt.Sprintf("Switched off for %s: %s", p.Name, r.Words()), Says: true}, nil
	}
}

// BeginRecovery makes a person who helps one who recovers.
func BeginRecovery() PersonChange {
	return func(p *Person) (Deed, error) {
		*p = p.Recovering()
		return Deed{Words: "Said that " + p.Name + " recovers too"}, nil
	}
}

// At names who is at the computer, and so whose name a change carries. The
// zero At is nobody yet.
type At struct {
	ID   int64
	Name string
}
