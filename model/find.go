package model

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Finder tells whether texts hold what a person looks for.
type Finder struct{ words []string }

// NewFinder looks for every word of what was typed.
func NewFinder(typed string) Finder { return Finder{strings.Fields(Fold(typed))} }

// Blank reports whether there is nothing to look for; all texts hold that.
func (f Finder) Blank() bool { return len(f.words) == 0 }

// slipFrom is from how many letters on a word may hold a slip.
const slipFrom = 4

// In reports whether every word looked for stands in a text that [Fold] made,
// be it as part of a longer one.
func (f Finder) In(folded string) bool {
	for _, w := range f.words {
		if !holds(folded, w) {
			return false
		}
	}
	return true
}

// number reports whether a word is one.
func number(w string) bool { return strings.Trim(w, "0123456789") == "" }

// holds reports whether a word looked for is part of a text; a number, only
// where it begins one: 5 is not in 2025.
func holds(folded, w string) bool {
	if !number(w) {
		return strings.Contains(folded, w)
	}
	for at := 0; ; {
		i := strings.Index(folded[at:], w)
		if i < 0 {
			return false
		}
		if at += i; at == 0 || folded[at-1] < '0' || folded[at-1] > '9' {
			return true
		}
		at++
	}
}

// Phrase reports whether all that is looked for stands in a text that [Fold]
// made as it was typed, from the beginning of a word on.
func (f Finder) Phrase(folded string) bool {
	return strings.Contains(" "+OneLine(folded), " "+strings.Join(f.words, " "))
}

// Near reports the same as In but for slips of the fingers: in words of four letters
// and more one letter may be more, less or other, or two neighbours may have
// changed places. A number is as it was typed.
func (f Finder) Near(folded string) bool {
	for _, w := range f.words {
		if !holds(folded, w) && (number(w) || utf8.RuneCountInString(w) < slipFrom || !beginsNearly(folded, w)) {
			return false
		}
	}
	return true
}

// beginsNearly reports whether a word of a text begins with w but for one slip.
func beginsNearly(folded, w string) bool {
	want := []rune(w)
	for word := range strings.FieldsFuncSeq(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		has := []rune(word)
		for n := len(want) - 1; n <= min(len(want)+1, len(has)); n++ {
			if oneSlip(want, has[:n]) {
				return true
			}
		}
	}
	return false
}

// Found returns those of a list whose folded text holds what is looked for, in
// the list's order: those that fit exactly or, when there is none, those that
// do but for a slip.
func Found[T any](list []T, f Finder, folded func(T) string) []T {
	for _, fits := range []func(string) bool{f.In, f.Near} {
		var found []T
		for _, v := range list {
			if fits(folded(v)) {
				found = append(found, v)
			}
		}
		if found != nil {
			return found
		}
	}
	return nil
}

// Fold makes a text ready to be looked in: small letters without their accents.
func Fold(text string) string {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return foldMarks(text)
		}
	}
	return strings.ToLower(text)
}

// foldMarks takes letters and their accents apart and leaves the accents out.
func foldMarks(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(text))
}

// Titled is a milestone as it is looked for: its words, and where it stands.
type Titled struct {
	ID, GoalID int64
	Title      string
	State      State
}
