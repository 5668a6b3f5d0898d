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
