package model

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestClean(t *testing.T) {
	for _, tt := range []struct{ name, text, line, lines string }{
		{"colour", "\x1b[31mred\x1b[0m and \x1b[1;38;5;9mbold\x1b[m", "red and bold", "red and bold"},
		{"private mode", "\x1b[?25lhidden\x1b[?25h", "hidden", "hidden"},
		{"cursor", "a\x1b[2J\x1b[Hb", "ab", "ab"},
		{"unfinished control sequence", "a\x1b[31", "a", "a"},
		{"window title, bell", "\x1b]0;owned\aWalk", "Walk", "Walk"},
		{"link, string terminator", "\x1b]8;;https://example.org\x1b\\park\x1b]8;;\x1b\\", "park", "park"},
		{"clipboard", "\x1b]52;c;aGk=\x1b\\Walk", "Walk", "Walk"},
		{"device control string", "\x1bPq#0;2;0\x1b\\Walk", "Walk", "Walk"},
		{"string without an end keeps the words", "\x1b]Walk to the park", "Walk to the park", "Walk to the park"},
		{"character set", "\x1b(Bwords\x1b)0", "words", "words"},
		{"two-letter sequence", "\x1b7saved\x1b8", "saved", "saved"},
		{"escape twice", "\x1b\x1b[31mred", "red", "red"},
		{"escape before a letter of no sequence", "\x1bé", "é", "é"},
		{"escape before a line break", "a\x1b\nb", "a b", "a\nb"},
		{"escape at the end", "lone\x1b", "lone", "lone"},
		{"C1 control sequence", "\u009b31mred", "red", "red"},
		{"C1 next line", "a\u0085b", "ab", "ab"},
		{"nul, delete, bell, backspace", "a\x00b\x7fc\ad\b", "abcd", "abcd"},
		{"bidi overrides", "\u202egnihton\u202c \u2066x\u2069 \u202ay", "gnihton x y", "gnihton x y"},
		{"tab", "a\tb", "a b", "a b"},
		{"CRLF", "a\r\nb\r\n", "a b ", "a\nb\n"},
		{"lone CR", "a\rb", "a b", "a\nb"},
		{"line and paragraph separator", "a\u2028b\u2029c", "a b c", "a\nb\nc"},
		{"invalid UTF-8", "bad\xff\xfebytes\x9b", "bad\uFFFDbytes\uFFFD", "bad\uFFFDbytes\uFFFD"},
	} {
		if got := Clean(tt.text, false); got != tt.line {
			t.Errorf("%s: %q became the line %q, want %q", tt.name, tt.text, got, tt.line)
		}
		if got := Clean(tt.text, true); got != tt.lines {
			t.Errorf("%s: %q became the lines %q, want %q", tt.name, tt.text, got, tt.lines)
		}
	}
}

func TestCleanLeavesLettersAlone(t *testing.T) {
	for _, text := range []string{
		"", "Walk to the park", " padded ", "don't — “stop”", "走十分钟", "المشي عشر دقائق", "\u200fעברית\u200e", "می\u200cخواهم",
		"👩🏽‍⚕️ and 👨‍👩‍👧", "🏳️‍🌈", "e\u0301 n\u0303 a\u0308\u0323", "ประเทศไทย", "no\u00a0break", "½ °C −3", "[31m is words",
	} {
		if got := Clean(text, false); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

// sequences are whole escape sequences.
var sequences = []string{
	"\x1b[0m", "\x1b[38;2;1;2;3m", "\x1b[?2004h", "\x1b]0;x\a", "\x1b]8;;u\x1b\\", "\x1bP1$r\x1b\\", "\x1b(B", "\x1bM", "\x1b=", "\u009b2K",
}

// dirt draws text with what a paste from anywhere may hold.
var dirt = rapid.Custom(func(t *rapid.T) string {
	pieces := append([]string{
		"\x1b", "\x1b[", "\x1b]", "\x1bP", "\x1b\\", "\a", "\r", "\n", "\r\n", "\t", "\u009b", "\u009d", "\u009c", "\u202e", "\u2069",
		"\u2028", "\xff", "\xe2\x80", "31", ";", "m", "(", " ", "Walk", "é", "👩🏽‍⚕️", "المشي", "e\u0301",
	}, sequences...)
	some := rapid.OneOf(rapid.SampledFrom(pieces), rapid.String())
	return strings.Join(rapid.SliceOfN(some, 0, 12).Draw(t, "pieces"), "")
})

// checkClean tells what is wrong with what Clean makes of text.
func checkClean(text string, lines bool) string {
	got := Clean(text, lines)
	for _, r := range got {
		if unwanted(r) && (r != '\n' || !lines) {
			return "left a control character in"
		}
	}
	switch {
	case !utf8.ValidString(got):
		return "left bytes that are no letters"
	case Clean(got, lines) != got:
		return "changed its own work"
	case utf8.ValidString(text) && strings.IndexFunc(text, unwanted) < 0 && got != text:
		return "changed a text that was clean"
	}
	return ""
}

func TestCleanIsSafe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, lines := dirt.Draw(t, "text"), rapid.Bool().Draw(t, "lines")
		if wrong := checkClean(text, lines); wrong != "" {
			t.Fatalf("Clean(%q, %t) = %q: it %s", text, lines, Clean(text, lines), wrong)
		}
	})
}

func TestCleanTakesOutOnlyTheSequence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := Clean(rapid.String().Draw(t, "before"), true), Clean(rapid.String().Draw(t, "after"), true)
		seq := rapid.SampledFrom(sequences).Draw(t, "sequence")
		if got := Clean(before+seq+after, true); got != before+after {
			t.Fatalf("Clean(%q) = %q", before+seq+after, got)
		}
	})
}

func FuzzClean(f *testing.F) {
	for _, seq := range sequences {
		f.Add("a"+seq+"b", true)
	}
	f.Add("\x1b\x1b[31m\r\n\xff\u202e", false)
	f.Fuzz(func(t *testing.T, text string, lines bool) {
		if wrong := checkClean(text, lines); wrong != "" {
			t.Errorf("Clean(%q, %t) = %q: it %s", text, lines, Clean(text, lines), wrong)
		}
	})
}

// TestLimits puts each text of each thing to its limits.
func TestLimits(t *testing.T) {
	goal := Goal{Title: "Walk", Start: monday, QuietDays: DefaultQuietDays}
	major := Milestone{Title: "Walk", State: Open}
	pain := UsualMeasures()[0]
	for _, tt := range []struct {
		what     string
		most     int
		mayBe    bool // empty
		mayBreak bool // into lines
		check    func(text string) error
	}{
		{"goal", MaxName, false, false, func(s string) error { g := goal; g.Title = s; return g.Validate() }},
		{"reason", MaxText, true, true, func(s string) error { g := goal; g.Why = s; return g.Validate() }},
		{"milestone", MaxName, false, false, func(s string) error { m := major; m.Title = s; return m.Validate() }},
		{"sign", MaxText, true, true, func(s string) error { m := major; m.Sign = s; return m.Validate() }},
		{"celebration", MaxText, true, true, func(s string) error { m := major; m.Treat = s; return m.Validate() }},
		{"note", MaxText, true, true, func(s string) error { m := major; m.Check.Note = s; return m.Validate() }},
		{"name", MaxName, false, false, func(s string) error { return Person{Name: s}.Validate() }},
		{"role", MaxName, true, false, func(s string) error { return Person{Name: "Ben", Relation: s}.Validate() }},
		{"contact", MaxName, true, false, func(s string) error { return Person{Name: "Ben", Contact: s}.Validate() }},
		{"measure", MaxName, false, false, func(s string) error { m := pain; m.Name = s; return m.Validate() }},
		{"unit", MaxName, true, false, func(s string) error { m := pain; m.Unit = s; return m.Validate() }},
	} {
		t.Run(tt.what, func(t *testing.T) {
			expect := func(text string, want error) {
				t.Helper()
				err := tt.check(text)
				var e *TextError
				switch {
				case !errors.Is(err, want):
					t.Errorf("%d letters: %v, want %v", utf8.RuneCountInString(text), err, want)
				case want != nil && (!errors.As(err, &e) || e.What != tt.what || e.Error() == ""):
					t.Errorf("the error does not say that it is about the %s: %+v", tt.what, err)
				case errors.Is(want, ErrTooLong) && (e.Count != utf8.RuneCountInString(text) || e.Max != tt.most):
					t.Errorf("counts %d of %d", e.Count, e.Max)
				}
			}
			unless := func(ok bool, err error) error {
				if ok {
					return nil
				}
				return err
			}
			expect("Ж", nil)
			expect(strings.Repeat("é", tt.most), nil)
			expect(strings.Repeat("é", tt.most+1), ErrTooLong)
			expect("", unless(tt.mayBe, ErrEmpty))
			expect("two\nlines", unless(tt.mayBreak, ErrControl))
			for _, bad := range []string{"a\x1b[31mb", "a\tb", "\u202ea", "a\xffb"} {
				expect(bad, ErrControl)
			}
		})
	}
}

func TestBlankNamesAreEmpty(t *testing.T) {
	for _, text := range []string{" ", "\u00a0", "　 "} {
		if err := (Milestone{Title: text, State: Open}).Validate(); !errors.Is(err, ErrEmpty) {
			t.Errorf("a milestone named %q: %v", text, err)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0 milestones", 1: "1 milestone", 2: "2 milestones"} {
		if got := Count(n, "milestone"); got != want {
			t.Errorf("Count(%d) = %q", n, got)
		}
	}
	if strings.ContainsFunc(Count(3, "step"), unicode.IsUpper) {
		t.Error("a count begins no sentence")
	}
}
