package tui

import (
	"errors"
	"strings"

	"waymark/model"
)

// rowEditor is a milestone being typed on one row: its words, and the date
// phrase at their end, which is said back before the row is kept.
type rowEditor struct {
	sh    *shared
	id    string // of its field; its further rows are named after it
	text  string
	wrong string
	twice bool // the same words stand in the list already: asks whether to keep both
	until bool // the date is a last day
}

// show adds the field and, under it, what it reads as and the rows that settle
// what is open.
func (r *rowEditor) show(p *page, it item, start model.Day) {
	it.kind, it.id, it.text, it.wrong, it.enter = fieldItem, r.id, r.text, r.wrong, "Keep"
	row, err := model.SplitRow(r.text, r.sh.dates.Today, start)
	says := ""
	switch {
	case err != nil:
		says = r.sh.pastSuggests(err)
	case len(row.Date.Choices) > 1:
		says = model.Quote(row.Date.Choices[0].Typed) + " can be two days. Which one?"
	case !row.Date.Due.None():
		by := map[bool]string{true: "Until ", false: "By "}[r.until]
		says = "Reads as: " + model.Quote(row.Title) + ". " + by + r.sh.dates.WithYear(row.Date.Due.On(start)) + "."
	case row.Title != strings.TrimSpace(r.text):
		says = "Reads as: " + model.Quote(row.Title) + ". No date."
	}
	if says != "" && r.wrong == "" {
		it.below = []string{says}
	}
	p.add(it)
	sub := func(id, text string) {
		p.add(item{kind: rowItem, id: r.id + "/" + id, indent: it.indent + 3, text: text, enter: "Choose", needs: it.needs})
	}
	if r.twice {
		sub("both", "Keep both")
		sub("one", "No, leave this one out")
		return
	}
	for i, c := range row.Date.Choices {
		sub([]string{"first", "second"}[i], r.sh.dates.WithYear(c.On(start)))
	}
	if says != "" {
		sub("words", "Keep all of it as words, no date")
	}
}

// pastSuggests is what a date that does not do says, with what Enter does.
func (sh *shared) pastSuggests(err error) string {
	var e *model.DateError
	if errors.As(err, &e) && e.Suggest != 0 {
		return sh.problem(err) + " Enter says yes."
	}
	return sh.problem(err)
}

// mine reports whether a row belongs to the editor.
func (r *rowEditor) mine(id string) bool {
	head, _, _ := strings.Cut(id, "/")
	return head == r.id
}

// words keeps what was typed as words without a date, when nothing more is asked;
// false when there is nothing, or the list has it already.
func (r *rowEditor) words(has func(title string) bool) (model.Milestone, bool) {
	if strings.TrimSpace(r.text) == "" || has(strings.TrimSpace(r.text)) {
		return model.Milestone{}, false
	}
	return r.keep(press{id: r.id + "/words"}, 0, has)
}

func (r *rowEditor) typed(text string) { r.text, r.wrong, r.twice = text, "", false }

// keep makes a milestone of what was typed. It is false, with the reason
// beside the field, when something must be settled first. has tells whether
// the list holds the same words already.
func (r *rowEditor) keep(p press, start model.Day, has func(title string) bool) (model.Milestone, bool) {
	_, sub, _ := strings.Cut(p.id, "/")
	m := model.Milestone{State: model.Open}
	row, err := model.SplitRow(r.text, r.sh.dates.Today, start)
	var date *model.DateError
	switch {
	case sub == "one":
		r.typed("")
		return m, false
	case sub == "words" || sub == "both" && err != nil:
		m.Title = strings.TrimSpace(r.text)
	case err != nil && errors.As(err, &date) && date.Suggest != 0:
		m.Title, m.Due = row.Title, model.Due{Day: date.Suggest, Typed: date.Typed}
	case err != nil:
		r.wrong = r.sh.problem(err)
		return m, false
	default:
		m.Title, m.Due = row.Title, row.Date.Due
		if c := row.Date.Choices; len(c) > 1 {
			if sub != "first" && sub != "second" {
				return m, false // the question and its two answers stand below
			}
			m.Due = c[map[string]int{"first": 0, "second": 1}[sub]]
		}
	}
	if err := m.Validate(); err != nil {
		r.wrong = r.sh.problem(err)
		return m, false
	}
	if sub != "both" && has(m.Title) {
		r.twice, r.wrong = true, "You already have "+model.Quote(name(m.Title))+". Keep both?"
		return m, false
	}
	r.typed("")
	return m, true
}
