package model

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How long what a person types may be, in characters.
const (
	MaxName = 500    // a goal, a milestone, a measure, a person, a unit
	MaxText = 20_000 // why, a plan for a hard day, a sign, a treat, a note
)

// TextError says what is wrong with a text. It unwraps to [ErrEmpty],
// [ErrTooLong] or [ErrControl].
type TextError struct {
	Err   error
	What  string // whose text it is: "milestone", "goal", "name" …
	Count int    // how many characters it has
	Max   int    // how many it may have
}

func (e *TextError) Error() string { return fmt.Sprintf("%s: %v", e.What, e.Err) }
func (e *TextError) Unwrap() error { return e.Err }

// checkName tells whether text can be the name of a what: some words, on one
// line, MaxName characters at most.
func checkName(what, text string) error {
	switch n := utf8.RuneCountInString(text); {
	case strings.TrimFunc(text, blank) == "":
		return &TextError{Err: ErrEmpty, What: what}
	case n > MaxName:
		return &TextError{Err: ErrTooLong, What: what, Count: n, Max: MaxName}
	case Clean(text, false) != text:
		return &TextError{Err: ErrControl, What: what, Count: n, Max: MaxName}
	}
	return nil
}

// Capital begins words with a capital letter.
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// OneLine returns words on one line, one space apart.
func OneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// blank reports whether a character shows nothing.
func blank(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }

// checkLine is checkName for a line that may stay empty.
func checkLine(what, text string) error {
	if text == "" {
		return nil
	}
	return checkName(what, text)
}

// checkText tells whether text can be kept as the words of a what: any lines,
// MaxText characters at most.
func checkText(what, text string) error {
	n := utf8.RuneCountInString(text)
	if n > MaxText {
		return &TextError{Err: ErrTooLong, What: what, Count: n, Max: MaxText}
	}
	if Clean(text, true) != text {
		return &TextError{Err: ErrControl, What: what, Count: n, Max: MaxText}
	}
	return nil
}

// Clean makes text safe to keep and to show on a terminal. Escape sequences,
// other control characters and those that turn the direction of text are left
// out, a tab becomes a space, and so does a line break unless lines is true.
// Letters, accents and joined emoji stay exactly as they are.
func Clean(text string, lines bool) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	if strings.IndexFunc(text, unwanted) < 0 {
		return text
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	var b strings.Builder
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == 0x1b || r == 0x9b:
			size = escapeLen(text[i:])
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			if lines {
				b.WriteByte('\n')
			} else {
				b.WriteByte(' ')
			}
		case r == '\t':
			b.WriteByte(' ')
		case !unwanted(r):
			b.WriteRune(r)
		}
		i += size
	}
	return b.String()
}

// unwanted reports whether a character must not reach a terminal or the file
// as it is.
func unwanted(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' ||
		(r >= '\u202a' && r <= '\u202e') || (r >= '\u2066' && r <= '\u2069')
}

// escapeLen returns how many bytes the escape sequence at the start of s takes
// (ECMA-48: a control sequence to its final byte, a string to its terminator).
func escapeLen(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if r == 0x1b {
		if len(s) == n {
			return n
		}
		switch s[n] {
		case '[':
			n++
		case ']', 'P', 'X', '^', '_':
			return stringLen(s, n+1)
		default:
			return plainLen(s, n)
		}
	}
	for n < len(s) && s[n] >= 0x20 && s[n] <= 0x3f {
		n++
	}
	if n < len(s) && s[n] >= 0x40 && s[n] <= 0x7e {
		n++
	}
	return n
}

// plainLen returns where the escape sequence ends that has only letters of its
// own, from on: "ESC 7", "ESC ( B". An escape before anything else stands alone.
func plainLen(s string, from int) int {
	n := from
	for n < len(s) && s[n] >= 0x20 && s[n] <= 0x2f {
		n++
	}
	if n < len(s) && s[n] >= 0x30 && s[n] <= 0x7e {
		return n + 1
	}
	return from
}

// longestString is how far the end of a control string is looked for, in bytes.
const longestString = 4096

// stringLen returns where the control string that begins at from ends; one
// without an end is only its opening, so that the words behind it stay.
func stringLen(s string, from int) int {
	ahead := s[from:min(len(s), from+longestString)]
	bell := strings.IndexByte(ahead, '\a')
	st := strings.Index(ahead, "\x1b\\")
	switch {
	case bell >= 0 && (st < 0 || bell < st):
		return from + bell + 1
	case st >= 0:
		return from + st + 2
	}
	return from
}

// Quote puts a person's own words in quotes, exactly as they are.
func Quote(words string) string { return `"` + words + `"` }

// Count says how many of a thing there are: "1 milestone", "3 milestones".
func Count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	if stem, ok := strings.CutSuffix(thing, "py"); ok { // copies
		return fmt.Sprintf("%d %spies", n, stem)
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
