package model

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestFinder(t *testing.T) {
	for _, tt := range []struct {
		typed, text string
		want        string
	}{
		{"", "Walk", "fits"},
		{"  ", "", "fits"},
		{"walk", "Walk ten steps", "fits"},
		{"STEPS walk", "Walk ten steps", "fits"},
		{"alk", "Walk ten steps", "fits"},
		{"walk twice", "Walk ten steps", ""},
		{"cafe", "Café crème", "fits"},
		{"CRÈME", "Cafe creme", "fits"},
		{"wlak", "Walk ten steps", "but for a slip"},
		{"wallk", "Walk ten steps", "but for a slip"},
		{"stps", "Walk ten steps", "but for a slip"},
		{"stiars", "Walk down the stairs", "but for a slip"},
		{"stair", "Walk down the stairs", "fits"},
		{"stnad wlak", "Walk and stand", "but for a slip"},
		{"tne", "Walk ten steps", ""}, // too short to hold a slip
		{"公园", "走到公园再走回来", "fits"},
		{"حديقة", "المشي إلى الحديقة", "fits"},
		{"ﬁn", "the fin", "fits"},
		{"5", "Sat 5 Dec 2026", "fits"},
		{"5", "Walk 15 minutes", ""}, // a number is found from its beginning on
		{"1", "Walk 15 minutes", "fits"},
		{"5", "20255 and 5", "fits"},
		{"2", "Walk 1,2 km", "fits"},
		{"2026", "Walk 2062 steps", ""}, // digits that changed places are another number
		{"прогулка", "Прогулка в парк", "fits"},
		{"прогукла", "Прогулка в парк", "but for a slip"},
		{"走到公圆", "走到公园再走回来", "but for a slip"},
		{"公圆", "走到公园再走回来", ""}, // letters are counted, not bytes
	} {
		got := ""
		switch f, folded := NewFinder(tt.typed), Fold(tt.text); {
		case f.In(folded):
			got = "fits"
		case f.Near(folded):
			got = "but for a slip"
		}
		if got != tt.want {
			t.Errorf("%q in %q: %q, want %q", tt.typed, tt.text, got, tt.want)
		}
	}
}

func TestFinderPhrase(t *testing.T) {
	for _, tt := range []struct {
		typed, text string
		want        bool
	}{
		{"let this go", "Let this go", true},
		{"this go", "Let this go", true},
		{"LET  this", "Let\nthis go", true},
		{"et this", "Let this go", false},
		{"go this", "Let this go", false},
	} {
		if got := NewFinder(tt.typed).Phrase(Fold(tt.text)); got != tt.want {
			t.Errorf("%q in %q: %t, want %t", tt.typed, tt.text, got, tt.want)
		}
	}
}

func TestFoundPrefersWhatFits(t *testing.T) {
	list := []string{"Stand up", "Strand", "Sit"}
	same := func(s string) string { return Fold(s) }
	if got := Found(list, NewFinder("stand"), same); !slices.Equal(got, []string{"Stand up"}) {
		t.Errorf("stand: %q", got)
	}
	if got := Found(list, NewFinder("stabd"), same); !slices.Equal(got, []string{"Stand up"}) {
		t.Errorf("stabd: %q", got)
	}
	if got := Found(list, NewFinder(""), same); !slices.Equal(got, list) {
		t.Errorf("nothing typed: %q", got)
	}
}

// Any part of a text finds it, whatever the case and the accents.
func TestFinderFindsParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-zäéøñ]{2,9}`), 1, 6).Draw(t, "words")
		text := strings.Join(words, " ")
		part := rapid.SampledFrom(words).Draw(t, "word")
		from := rapid.IntRange(0, len([]rune(part))-1).Draw(t, "from")
		typed := strings.ToUpper(string([]rune(part)[from:]))
		if !NewFinder(typed).In(Fold(text)) {
			t.Fatalf("%q is not found in %q", typed, text)
		}
	})
}
