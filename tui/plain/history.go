package plain

import (
	"fmt"
	"io"
	"time"

	"waymark/model"
)

// History prints lines of the history, in the order in which they come: the day
// and the time, what was done, by whom, and whether it was taken back.
func History(w io.Writer, lines []model.Change, dates model.Dates) {
	if len(lines) == 0 {
		fmt.Fprintln(w, "No such change was made.")
	}
	for _, c := range lines {
		fmt.Fprintln(w, changeLine(c, dates))
	}
}

// changeLine is a change as sentences: `Mon 23 Nov 2026, 9:30. Checked off
// "Stand". By Ben. Taken back.`
func changeLine(c model.Change, dates model.Dates) string {
	line := dates.WithYear(c.On) + ", " + c.Clock + ". " + model.Sentence(c.Words) + " " + model.Sentence("By "+c.Maker())
	if !c.Stands {
		line += " Taken back."
	}
	return model.OneLine(line)
}

// The JSON of `waymark history --json`: {"changes": [changeJSON…]}, the newest
// first. Absent values are null.
type (
	historyJSON struct {
		Changes []changeJSON `json:"changes"`
	}
	changeJSON struct {
		At      time.Time  `json:"at"`      // when it was made, RFC 3339, UTC
		On      string     `json:"on"`      // the calendar day of that, where it is read
		By      *string    `json:"by"`      // who was at the computer; null when they were removed
		Patient *string    `json:"patient"` // whose record it is
		Goal    *string    `json:"goal"`    // what the goal is called now; null when it is about none, about several, or the goal is gone
		Kind    model.Kind `json:"kind"`    // as model.Kind lists them: "milestone-change", "reading", "undo"
		Words   string     `json:"words"`   // what was done, without who and when
		Stands  bool       `json:"stands"`  // it was not taken back, or was done again
		Undoes  *int       `json:"undoes"`  // the place in this list, from 0, of the change it took back; null when that is not in it
	}
)

// HistoryJSON writes what [History] prints as JSON. Patients and goals are named
// as people and goals have them.
func HistoryJSON(w io.Writer, lines []model.Change, people []model.Person, goals []model.Goal) error {
	names, titles, places := make(map[int64]string), make(map[int64]string), make(map[int64]int)
	for _, p := range people {
		names[p.ID] = p.Name
	}
	for _, g := range goals {
		titles[g.ID] = g.Title
	}
	for i, c := range lines {
		places[c.ID] = i
	}
	out := historyJSON{Changes: make([]changeJSON, 0, len(lines))}
	for _, c := range lines {
		j := changeJSON{
			At: c.When.UTC(), On: c.On.String(), By: said(c.By), Patient: said(names[c.Patient]), Goal: said(titles[c.GoalID]),
			Kind: c.Kind, Words: c.Words, Stands: c.Stands,
		}
		if at, ok := places[c.Undoes]; ok && c.Undoes != 0 {
			j.Undoes = &at
		}
		out.Changes = append(out.Changes, j)
	}
	return write(w, out)
}
