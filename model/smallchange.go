package model

import (
	"regexp"
	"strings"
	"sync"
)

// SmallChange is a published figure for the smallest change of a measure that
// means something, with whom it speaks of. The same measure differs tenfold
// between populations, so none is ever set unasked.
type SmallChange struct {
	Value  float64
	Of     string // whom or what it speaks of
	Source string

	name, unit *regexp.Regexp // of the measures it is offered for
}

// String is the figure with where it comes from, as [Measure.SmallFrom] keeps
// it: "People with an illness, least of 6 studies. Bohannon and Crouch 2017".
func (c SmallChange) String() string { return Sentence(c.Of) + " " + c.Source }

// smallChanges are figures, in the order they are offered; their sources name
// where they were read.
var smallChanges = sync.OnceValue(func() []SmallChange {
	var list []SmallChange
	add := func(name, unit string, figures ...SmallChange) {
		for _, c := range figures {
			c.name, c.unit = regexp.MustCompile(name), regexp.MustCompile("^(?:"+unit+")$")
			list = append(list, c)
		}
	}
	add(`\bpain\b`, "of 10|points?",
		SmallChange{Value: 2, Of: "2,724 people with long-lasting pain", Source: "Farrar 2001, Pain 94:149"},
		SmallChange{Value: 1.8, Of: "79 people in the days after surgery", Source: "Charoenpol, Thai J Anesthesiology"})
	add(`\bknee\b`, "degrees?|°",
		SmallChange{Value: 6, Of: "Read with an inclinometer", Source: "PMC6195503"},
		SmallChange{Value: 10, Of: "Read with a long goniometer", Source: "PMC6195503"},
		SmallChange{Value: 12, Of: "Read with a phone app", Source: "PMC6195503"},
		SmallChange{Value: 14, Of: "Read by eye", Source: "PMC6195503"})
	add(`\b(6|six)[ -]min`, "m|meters?|metres?",
		SmallChange{Value: 14, Of: "Adults with an illness, the least of 6 studies", Source: "Bohannon and Crouch 2017"},
		SmallChange{Value: 30.5, Of: "Adults with an illness, the most of 6 studies", Source: "Bohannon and Crouch 2017"},
		SmallChange{Value: 156, Of: "People with fibromyalgia, the least", Source: "PMC5831244"},
		SmallChange{Value: 167, Of: "People with fibromyalgia, the most", Source: "PMC5831244"})
	add(`\bwalk\w*\b.*\b(speed|pace)\b|\b(speed|pace)\b.*\bwalk`, "m/s",
		SmallChange{Value: 0.16, Of: "People 20 to 60 days after a stroke", Source: "Tilson 2010, PTJ"})
	add(`\bgrip\b`, "kg",
		SmallChange{Value: 5, Of: "The better hand, soon after a stroke", Source: "Lang 2008"},
		SmallChange{Value: 6.2, Of: "The other hand, soon after a stroke", Source: "Lang 2008"})
	add(`\barat\b|\barm test\b`, "points?|of 57",
		SmallChange{Value: 12, Of: "The better arm, soon after a stroke", Source: "Lang 2008"},
		SmallChange{Value: 17, Of: "The other arm, soon after a stroke", Source: "Lang 2008"})
	return list
})

// SmallChanges are the published figures that may be taken for the measure's
// small change, told by its name and unit.
func (m Measure) SmallChanges() []SmallChange {
	var list []SmallChange
	for _, c := range smallChanges() {
		if m.Kind == Number && c.name.MatchString(Fold(m.Name)) && c.unit.MatchString(strings.TrimSpace(Fold(m.Unit))) {
			list = append(list, c)
		}
	}
	return list
}
