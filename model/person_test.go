package model

import (
	"errors"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestParsePerson(t *testing.T) {
	for _, tt := range []struct {
		line string
		want Person
	}{
		{"Ben, my son. Helps at home. May check off milestones.", Person{Name: "Ben", Role: RoleFamily, Relation: "my son", Contact: "Helps at home. May check off milestones."}},
		{"Dana, physical therapist. 555 0134. Visits on Tuesdays.", Person{Name: "Dana", Role: RolePhysical, Contact: "555 0134. Visits on Tuesdays."}},
		{"Dana, PT. 555 0134", Person{Name: "Dana", Role: RolePhysical, Relation: "PT", Contact: "555 0134"}},
		{"Dana, Physical  Therapist", Person{Name: "Dana", Role: RolePhysical, Relation: "Physical  Therapist"}},
		{"Dana, NURSE.", Person{Name: "Dana", Role: RoleNurse}},
		{"Dr. Lee, physician. 555", Person{Name: "Dr. Lee", Role: RolePhysician, Contact: "555"}},
		{"Dr. Lee", Person{Name: "Dr. Lee", Role: RoleOther}},
		{"dr. Lee. 555", Person{Name: "dr. Lee", Role: RoleOther, Contact: "555"}},
		{"Mrs. Okafor, my neighbor", Person{Name: "Mrs. Okafor", Role: RoleOther, Relation: "my neighbor"}},
		{"Dr Lee, my surgeon", Person{Name: "Dr Lee", Role: RoleSpecialist, Relation: "my surgeon"}},
		{"Ben", Person{Name: "Ben", Role: RoleOther}},
		{"  Ben.  ", Person{Name: "Ben", Role: RoleOther}},
		{"Ben. 555 0199", Person{Name: "Ben", Role: RoleOther, Contact: "555 0199"}},
		{"Ben,", Person{Name: "Ben", Role: RoleOther}},
		{"Ben, other", Person{Name: "Ben", Role: RoleOther}},
		{"Ana María, mi hija", Person{Name: "Ana María", Role: RoleOther, Relation: "mi hija"}},
		{"ليلى, my daughter. 555", Person{Name: "ليلى", Role: RoleFamily, Relation: "my daughter", Contact: "555"}},
		{"Kim, my son, the tall one. 555", Person{Name: "Kim", Role: RoleOther, Relation: "my son, the tall one", Contact: "555"}},
		{"Ann, my most patient friend", Person{Name: "Ann", Role: RoleOther, Relation: "my most patient friend"}},
		{"Walter, Patient", Person{Name: "Walter", Role: RolePatient}},
		{"ben@example.org", Person{Name: "ben@example.org", Role: RoleOther}},
		{"", Person{Role: RoleOther}},
		{", my son", Person{Role: RoleFamily, Relation: "my son"}},
	} {
		if diff := cmp.Diff(tt.want, ParsePerson(tt.line)); diff != "" {
			t.Errorf("ParsePerson(%q), -want +got:\n%s", tt.line, diff)
		}
	}
}

func TestPersonOnALine(t *testing.T) {
	for _, line := range []string{
		"Dana, physical therapist. 555 0134. Visits on Tuesdays.", "Ben, my son. Helps at home.", "Dr. Lee, physician. 555", "Rosa, patient", "Ben", "Ben. 555",
	} {
		if got := ParsePerson(line).String(); got != line {
			t.Errorf("%q became %q", line, got)
		}
	}
}

// TestPersonRoundTrip writes people on a line and reads them again.
func TestPersonRoundTrip(t *testing.T) {
	words := func(from ...string) *rapid.Generator[string] { return rapid.SampledFrom(from) }
	rapid.Check(t, func(t *rapid.T) {
		want := Person{
			Name:    words("Ben", "Ana María", "Dr. Lee", "Mrs. O'Neil", "林", "ليلى", "Lee-Ann").Draw(t, "name"),
			Role:    rapid.SampledFrom(Roles).Draw(t, "role"),
			Contact: words("", "555 0134", "555 0134. Visits on Tuesdays.", "dana@example.org", "Ring twice, then knock.").Draw(t, "contact"),
		}
		if rapid.Bool().Draw(t, "related") {
			want.Relation = words("my son", "PT", "my old friend", "occupational therapist, hands", "家族").Draw(t, "relation")
			want.Role = RoleOf(want.Relation)
		}
		if diff := cmp.Diff(want, ParsePerson(want.String())); diff != "" {
			t.Fatalf("%q, -want +got:\n%s", want, diff)
		}
	})
}

func TestParsePersonKeepsEveryWord(t *testing.T) {
	bare := func(s string) string {
		return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" .,", r) }), " ")
	}
	piece := rapid.SampledFrom([]string{"Ben", "Dr. ", "St. ", "my son", ". ", ", ", ".", ",", " ", "555 0134", "therapist", "J. "})
	rapid.Check(t, func(t *rapid.T) {
		line := strings.Join(rapid.SliceOfN(piece, 0, 8).Draw(t, "line"), "")
		p := ParsePerson(line)
		if p.Role == RoleOther && p.Relation == "" { // "other" itself is the one word that is not kept
			if got := bare(p.Name + " " + p.Contact); got != bare(line) {
				t.Fatalf("%q became %+v", line, p)
			}
			return
		}
		if got := bare(p.Name + " " + p.Is() + " " + p.Contact); got != bare(line) {
			t.Fatalf("%q became %+v", line, p)
		}
	})
}

func TestRoleOf(t *testing.T) {
	for words, want := range map[string]Role{
		"my son": RoleFamily, "Grandson": RoleFamily, "my  Wife": RoleFamily, "OT": RoleOccupational,
		"occupational therapist": RoleOccupational, "physio": RolePhysical, "my PT": RolePhysical, "GP": RolePhysician,
		"family doctor": RolePhysician, "home health aide": RoleCaregiver, "heart specialist": RoleSpecialist,
		"nurse": RoleNurse, "neighbor": RoleOther, "parson": RoleOther, "": RoleOther,
	} {
		if got := RoleOf(words); got != want {
			t.Errorf("RoleOf(%q) = %q, want %q", words, got, want)
		}
	}
	for _, role := range Roles {
		if got := RoleOf(string(role)); got != role {
			t.Errorf("RoleOf(%q) = %q", role, got)
		}
	}
}

// FuzzPersonLine reads any line as a person. What a field can hold makes one who
// can be kept and of whom no word is lost; what it cannot is refused.
//
//	go test ./model -run '^$' -fuzz '^FuzzPersonLine$' -fuzztime 10m
func FuzzPersonLine(f *testing.F) {
	for _, line := range []string{
		"", "Ben", "Ben.", "Ben,", ", my son", "Ben, my son. Helps at home.", "Dr. J. Lee, physician. 555 0134", "Dana, PT. 555", "Walter, Patient",
		"ليلى, my daughter. 555", "\x1b[2JBen\u202e, my\tson. 555\n", "Ben. . .", "St. Mary's. 555", "Ann, OTHER. 555", "\xff", "👩‍👩‍👧, my family. e\u0301",
		strings.Repeat("Ben, ", 200), "\u200d, nurse", "Kim, my son, the tall one. 555", "İ, NURSE",
	} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if p := ParsePerson(line); p.Validate() == nil && Clean(p.String(), false) != p.String() {
			t.Errorf("%q makes %q, which may be kept", line, p)
		}
		line = Clean(line, false)
		p := ParsePerson(line)
		got, want := lettersOf(p.String()), lettersOf(line)
		if got != want && (p.Is() != "" || lettersOf(p.Name+string(RoleOther)+p.Contact) != want) { // "other" says nothing
			t.Errorf("%q became %+v: %q of %q", line, p, got, want)
		}
		nobody := strings.TrimFunc(p.Name, blank) == ""
		if err := p.Validate(); err != nil && !nobody && !errors.Is(err, ErrTooLong) {
			t.Errorf("%q makes %+v: %v", line, p, err)
		}
	})
}

// lettersOf is a line without what shows nothing and the marks that part it, in
// small letters.
func lettersOf(line string) string {
	return strings.Map(func(r rune) rune {
		if blank(r) || strings.ContainsRune(".,", r) {
			return -1
		}
		return unicode.ToLower(r)
	}, line)
}
