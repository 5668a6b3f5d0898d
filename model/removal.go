package model

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Removed are the words of the one line that stays of someone who was removed.
const Removed = "Removed a person and all that was theirs"

// Footprint is what there is of a person in the file, and would go with them.
type Footprint struct {
	Person     Person
	Goals      int    // that they have, whatever became of them; not those entered in error
	Milestones int    // of those goals
	Readings   int    // of those goals
	Plans      int    // goals still being planned that hold something
	Teams      int    // care teams of others that they are on
	Folder     string // where the copy of the file would be saved first
	Copies     int    // how many copies that stand there now hold them
}

// Words list what would go beside the name: "1 goal, 6 milestones and 14
// readings", "a place on 2 care teams"; "" when there is nothing else.
func (f Footprint) Words() string {
	var list []string
	for _, part := range []struct {
		n     int
		thing string
	}{{f.Goals, "goal"}, {f.Milestones, "milestone"}, {f.Readings, "reading"}} {
		if part.n > 0 {
			list = append(list, Count(part.n, part.thing))
		}
	}
	if f.Plans > 0 {
		list = append(list, Count(f.Plans, "plan")+" not begun yet")
	}
	if f.Teams > 0 {
		list = append(list, "a place on "+Count(f.Teams, "care team"))
	}
	if last := len(list) - 1; last > 0 {
		return strings.Join(list[:last], ", ") + " and " + list[last]
	}
	return strings.Join(list, "")
}

// named are the words of changes in which the program itself names a person,
// who stands at NAME.
var named = []string{
	`^(Added )"NAME"()$`,
	`^(Changed what is known of )NAME()$`,
	`^(Changed the name )"NAME"( to ".*")$`,
	`^(Changed the name ".*" to )"NAME"()$`,
	`^(Said that )NAME( recovers too)$`,
	`^(Let )NAME( (?:check off milestones|change the plan))$`,
	`^(Switched off for )NAME(: (?:check off milestones|change the plan))$`,
	`^(Put )NAME( on the care team of ".*")$`,
	`^(Took )NAME( off the care team of ".*")$`,
	`^(Chose to talk to )NAME(|\. .*)$`,
	`^(Set up for )NAME(|, with .* helping)$`,
	`^(Set up for .*, with )NAME( helping)$`,
}

// Nameless are the words of a change, one that took nothing back, with "someone"
// in the places where they name a person by one of these names. What people said
// in their own words stays, even with that name in it.
func (c Change) Nameless(names []string) string {
	if c.Kind == KindAdd { // a milestone may have a person's name
		return c.Words
	}
	words := c.Words
	for _, name := range names {
		for _, pattern := range named {
			if strings.Contains(words, name) {
				in := regexp.MustCompile("(?s)" + strings.Replace(pattern, "NAME", regexp.QuoteMeta(name), 1))
				words = in.ReplaceAllString(words, "${1}someone${2}")
			}
		}
	}
	return words
}

// Without takes someone out of a plan, by their id and the names they had, and
// reports whether they were in it.
func (d *Draft) Without(id int64, names []string) bool {
	was := d.mentions()
	theirs := func(p Person) bool {
		return p.ID == id || p.ID == 0 && slices.ContainsFunc(names, func(name string) bool { return SameTitle(p.Name, name) })
	}
	d.Team = slices.DeleteFunc(slices.Clone(d.Team), theirs)
	d.Known = slices.DeleteFunc(slices.Clone(d.Known), theirs)
	for _, line := range []*string{&d.PatientName, &d.HelperLine, &d.PersonRow} {
		if *line != "" && theirs(Person{Name: ParsePerson(*line).Name}) {
			*line = ""
		}
	}
	d.Milestones = slices.Clone(d.Milestones)
	for i := range d.Milestones {
		for _, by := range []*int64{&d.Milestones[i].Check.ReachedBy, &d.Milestones[i].Check.CheckedBy} {
			if *by == id {
				*by = 0
			}
		}
	}
	return was != d.mentions()
}

// mentions tells apart which people a plan mentions.
func (d Draft) mentions() string {
	all := fmt.Sprintf("%d %d %q %q %q", len(d.Team), len(d.Known), d.PatientName, d.HelperLine, d.PersonRow)
	for _, m := range d.Milestones {
		all += fmt.Sprint(" ", m.Check.ReachedBy, " ", m.Check.CheckedBy)
	}
	return all
}
