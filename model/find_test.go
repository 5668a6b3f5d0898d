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
		want        Fit
	}{
		{"", "Walk", Exact},
		{"  ", "", Exact},
		{"walk", "Walk ten steps", Exact},
		{"STEPS walk", "Walk ten steps", Exact},
		{"alk", "Walk ten steps", Exact},
		{"walk twice", "Walk ten steps", NoFit},
		{"cafe", "Café crème", Exact},
		{"CRÈME", "Cafe creme", Exact},
		{"wlak", "Walk ten steps", Slip},
		{"wallk", "Walk ten steps", Slip},
		{"stps", "Walk ten steps", Slip},
		{"stiars", "Walk down the stairs", Slip},
		{"stair", "Walk down the stairs", Exact},
		{"stnad wlak", "Walk and stand", Slip},
		{"tne", "Walk ten steps", NoFit}, // too short to hold a slip
		{"公园", "走到公园再走回来", Exact},
		{"حديقة", "المشي إلى الحديقة", Exact},
		{"ﬁn", "the fin", Exact},
	} {
		if got := NewFinder(tt.typed).In(Fold(tt.text)); got != tt.want {
			t.Errorf("%q in %q: %d, want %d", tt.typed, tt.text, got, tt.want)
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
		if got := NewFinder(typed).In(Fold(text)); got != Exact {
			t.Fatalf("%q in %q: %d", typed, text, got)
		}
	})
}
