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
func (s *timelineScreen) found(f model.Finder, most int) ([]item, int) {
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
		e := *s.list[i]
		it := s.entry(e, 0)
		if it.leadW = 0; e.Day != 0 {
			it.lead, it.leadW = s.sh.dates.WithYear(e.Day), 18
		}
		rows = append(rows, it)
	}
	return rows, len(places)
}

// fillList makes ready what is looked through, once for all that is typed.
func (s *timelineScreen) fillList() {
	fill := func(entries []model.Entry) {
		for i := range entries {
			if e := &entries[i]; e.Kind != model.EntryToday {
				s.list = append(s.list, e)
				s.folded = append(s.folded, foldedEntry(*e))
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

// foldedEntry is what can be looked for in an entry.
func foldedEntry(e model.Entry) string {
	words := e.Words
	if e.Goal != nil {
		words += " " + e.Goal.Title
	}
	if e.Milestone != nil {
		words += " " + e.Milestone.Title
	}
	if e.Check != nil {
		words += " " + e.Check.Note
	}
	return model.Fold(words)
}
