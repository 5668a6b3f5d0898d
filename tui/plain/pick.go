package plain

import (
	"fmt"
	"slices"
	"strings"

	"waymark/model"
)

// MatchError says that nothing, or more than one thing, is what was named or was
// to be done. Its words say which, and what to do.
type MatchError struct{ words string }

func (e MatchError) Error() string { return e.words }

// oneGoal returns the goal that part of a name tells, as [model.FindGoals] finds
// it, or a [MatchError] with the words for none.
func oneGoal(known []model.Goal, text, none string) (model.Goal, error) {
	found := model.FindGoals(known, text)
	return one(found, none, "More than one goal has "+quoted(text)+" in its name:",
		each(found, func(g model.Goal) string { return g.Title }), typeMore)
}

// measuresOf returns the measures of goals, in their order.
func measuresOf(goals []model.Goal) []model.Measured {
	var list []model.Measured
	for _, g := range goals {
		list = append(list, g.Measured()...)
	}
	return list
}

func nameOf(m model.Measured) string { return m.Name }

// namesOf are the names of measures in the order of letters, each once.
func namesOf(list []model.Measured) []string {
	return slices.Compact(slices.Sorted(slices.Values(each(list, nameOf))))
}

// oneMeasure returns the measure that part of a name tells, of those that are in
// some goals.
func oneMeasure(list []model.Measured, text, where string) (model.Measured, error) {
	if len(list) == 0 {
		return model.Measured{}, MatchError{"There is no measure in " + where + " yet.\nTo add one, open the goal in Waymark. It is question 2 of My plan."}
	}
	found := find(list, text, nameOf)
	return one(found, thereAre("No measure in "+where+" has "+quoted(text)+" in its name.", namesOf(list)),
		"More than one measure has "+quoted(text)+" in its name:", each(found, model.Measured.String),
		"Type more of the name, or add --goal and part of the goal's name.")
}

// onePatient returns the person who recovers that part of a name tells. It looks
// among everyone: the name of who helps is no slip of another name.
func onePatient(list []model.Person, text string) (model.Person, error) {
	name := func(p model.Person) string { return p.Name }
	found := patients(find(list, text, name))
	return one(found, thereAre("Nobody who recovers has "+quoted(text)+" in their name.", each(patients(list), name)),
		"More than one person who recovers has "+quoted(text)+" in their name:", each(found, name), typeMore)
}

// patients are those of a list who recover.
func patients(list []model.Person) []model.Person {
	return slices.DeleteFunc(slices.Clone(list), func(p model.Person) bool { return !p.Recovers() })
}

// onePerson returns the person that part of a name tells.
func onePerson(list []model.Person, text string) (model.Person, error) {
	name := func(p model.Person) string { return p.Name }
	line := func(p model.Person) string { return strings.TrimSuffix(p.Name+", "+p.Is(), ", ") }
	found := find(list, text, name)
	return one(found, thereAre("Nobody here has "+quoted(text)+" in their name.", each(list, line)),
		"More than one person has "+quoted(text)+" in their name:", each(found, line), typeMore)
}

// typeMore is what to do when part of a name tells more than one thing.
const typeMore = "Type more of the name."

// one returns the only one of those found. For none it says the words for none,
// for several it lists their lines, and what to do.
func one[T any](found []T, none, several string, lines []string, do string) (T, error) {
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		var zero T
		return zero, MatchError{none}
	}
	return found[0], MatchError{below(several, lines) + "\n" + do}
}

// thereAre says what there is below some words.
func thereAre(words string, lines []string) string {
	if len(lines) == 0 {
		return words
	}
	return below(words+" There are:", lines)
}

// below sets lines below some words.
func below(words string, lines []string) string {
	return strings.Join(append([]string{words}, lines...), "\n  ")
}

// most is how many lines of a long list are said.
const most = 20

// aFew are the first lines of a list, and how many more there are.
func aFew(lines []string) []string {
	if len(lines) <= most {
		return lines
	}
	return append(slices.Clone(lines[:most]), fmt.Sprintf("and %d more.", len(lines)-most))
}

func each[T any](list []T, line func(T) string) []string {
	lines := make([]string, len(list))
	for i, v := range list {
		lines[i] = line(v)
	}
	return lines
}

// find returns those of a list whose name holds a text, as [model.Found] looks
// for it; those whose whole name it is stand alone. No text is in none.
func find[T any](list []T, text string, name func(T) string) []T {
	finder := model.NewFinder(text)
	if finder.Blank() {
		return nil
	}
	whole := slices.DeleteFunc(slices.Clone(list), func(v T) bool { return !model.SameTitle(name(v), text) })
	if len(whole) > 0 {
		return whole
	}
	return model.Found(list, finder, func(v T) string { return model.Fold(name(v)) })
}

// quoted puts what was typed in quotes, without what a terminal would obey.
func quoted(typed string) string { return model.Quote(model.Clean(typed, false)) }
