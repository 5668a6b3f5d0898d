package tui

import (
	"waymark/model"
)

// gather reads the goals that are only counted so far.
func (s *timelineScreen) gather() ask {
	if len(s.story.Past) == 0 {
		return nil
	}
	return s.read(true)
}

// found looks through everything the timeline holds, folded or not.
func (s *timelineScreen) found(f model.Finder, _, most int) ([]item, int) {
	if s.list == nil {
		s.fillList()
	}
	places := make([]int, len(s.list))
	for i := range places {
		places[i] = i
	}
	places = model.Found(places, f, func(i int) string { return s.folded[i] })
	var rows []item
	for _, i := range places[:min(len(places), most)] {
		rows = append(rows, s.foundEntry(*s.list[i]))
	}
	return rows, len(places)
}

// fillList makes ready what is looked through, once for all that is typed.
func (s *timelineScreen) fillList() {
	fill := func(entries []model.Entry) {
		for i := range entries {
			if e := &entries[i]; e.Kind != model.EntryToday {
				s.list = append(s.list, e)
				s.folded = append(s.folded, s.foldedEntry(*e))
			}
		}
	}
	for _, span := range s.tl.Spans {
		for _, m := range span.Months {
			fill(m.Entries)
		}
	}
	fill(s.tl.Undated)
}

// foundEntry is an entry among others of any month: with its whole day.
func (s *timelineScreen) foundEntry(e model.Entry) item {
	it := s.entry(e, 0)
	if it.lead, it.leadW = "", dayLead; e.Day != 0 {
		it.lead = s.sh.dates.WithYear(e.Day)
	}
	return it
}

// dayLead is the width of a day with its year.
const dayLead = 18

// foldedEntry is what can be looked for in an entry: all that its row says, the
// name of its month, and the whole name of its goal.
func (s *timelineScreen) foldedEntry(e model.Entry) string {
	words := s.foundEntry(e).words()
	if e.Day != 0 {
		words += " " + s.sh.dates.Month(e.Day)
	}
	if e.Goal != nil {
		words += " " + e.Goal.Title
	}
	return model.Fold(words)
}

// reveal opens the months that hold the row.
func (s *timelineScreen) reveal(id string) {
	for _, span := range s.tl.Spans {
		for _, e := range span.Entries() {
			if e.Kind != model.EntryToday && entryID(e) == id {
				s.open[spanID(span)] = true
				return
			}
		}
	}
}
