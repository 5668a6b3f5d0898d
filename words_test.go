package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"waymark/model"
)

// saying is a text of our own that a person may read, and where it stands.
type saying struct {
	at   string // file:line
	text string // what it is put together from stands in as "Rosa" or "3"
	own  bool   // it is ours; otherwise an example of what a person might write
}

// The words of UX.md that are not for people: R18, then those of section 9 that no sentence to a person has a use for.
var unkind = []string{
	"fail", "failed", "overdue", "late", "missed", "behind schedule", "non-compliant", "should", "must", "streak",
	"plateaued", "deactivate", "purge", "keystroke", "caregiver user", "deliverable", "KPI",
}

func TestWordsAreKind(t *testing.T) {
	banned := regexp.MustCompile(`(?i)\b(` + strings.Join(unkind, "|") + `)\b`)
	for _, s := range readSayings(t) {
		if word := banned.FindString(s.text); word != "" {
			t.Errorf("%s: %q is no word of ours: %q", s.at, word, s.text)
		}
		if s.own && strings.Contains(s.text, "!") {
			t.Errorf("%s: we do not shout: %q", s.at, s.text)
		}
	}
}

// TestWordsAreEasy measures our sentences as UX.md R25 and section 15 want it: grade 6 by Flesch and Kincaid, and short.
func TestWordsAreEasy(t *testing.T) {
	const hardest, longest = 6.0, 20
	type scored struct {
		at, text string
		words    int
		grade    float64
	}
	var all []scored
	words, beats := 0, 0
	for _, s := range readSayings(t) {
		if !s.own {
			continue
		}
		for _, sentence := range sentencesIn(s.text) {
			w, b := wordsAndBeats(sentence)
			words, beats = words+w, beats+b
			all = append(all, scored{s.at, sentence, w, grade(w, 1, b)})
			if w > longest {
				t.Errorf("%s: %d words in a sentence, at most %d: %q", s.at, w, longest, sentence)
			}
		}
	}
	if len(all) < 100 {
		t.Fatalf("only %d sentences were found", len(all))
	}
	overall := grade(words, len(all), beats)
	if overall > hardest {
		t.Errorf("our sentences read at grade %.1f, want %.1f or less", overall, hardest)
	}
	t.Logf("%d sentences, grade %.1f, %.1f words each", len(all), overall, float64(words)/float64(len(all)))
	slices.SortFunc(all, func(a, b scored) int { return b.words - a.words })
	for _, s := range all[:5] {
		t.Logf("long: %d words, %s: %q", s.words, s.at, s.text)
	}
	slices.SortFunc(all, func(a, b scored) int { return int(100*b.grade) - int(100*a.grade) })
	for _, s := range all[:5] {
		t.Logf("hard: grade %.1f, %s: %q", s.grade, s.at, s.text)
	}
}

// readSayings collects the texts in the program's own files.
func readSayings(t *testing.T) []saying {
	t.Helper()
	var list []saying
	for _, pattern := range []string{"*.go", "model/*.go", "tui/*.go", "tui/plain/*.go"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Fatalf("no files like %s: %v", pattern, err)
		}
		for _, path := range paths {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			files := token.NewFileSet()
			tree, err := parser.ParseFile(files, path, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			for pos, text := range textsIn(tree, tree.Name.Name == "model") {
				if !readable(text) || isQuestion(text) {
					continue
				}
				at := fmt.Sprintf("%s:%d", filepath.ToSlash(path), files.Position(pos).Line)
				list = append(list, saying{at, text, filepath.Base(path) != "demo.go"})
			}
		}
	}
	for _, s := range model.Starters() {
		at := "model/starters/" + s.Key
		for _, text := range append([]string{model.Sentence(s.Name), s.Credit()}, s.Notes...) {
			list = append(list, saying{at, text, true})
		}
		for _, text := range []string{s.Goal, s.Start} {
			list = append(list, saying{at, text, false})
		}
		for _, k := range s.Keep {
			list = append(list, saying{at, k.Text, false})
		}
		for _, m := range s.Milestones {
			list = append(list, saying{at, m.Title, false})
		}
		for _, m := range s.Measures {
			list = append(list, saying{at, m.Name, false})
		}
	}
	slices.SortFunc(list, func(a, b saying) int { return strings.Compare(a.at+a.text, b.at+b.text) })
	return list
}

// textsIn returns the strings of a file by where they begin; those that are added up stand together. Errors are left
// out where they are made for callers and not for people.
func textsIn(tree *ast.File, forCallers bool) map[token.Pos]string {
	texts, taken := map[token.Pos]string{}, map[ast.Node]bool{}
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field:
			if n.Tag != nil {
				taken[n.Tag] = true
			}
		case *ast.CallExpr:
			switch calledName(n) {
			case "errors.New", "fmt.Errorf":
				return !forCallers
			case "words", "strings.Fields": // lists of what a person may type
				return false
			}
		case *ast.BinaryExpr:
			if n.Op == token.ADD && !taken[n] {
				if text, ok := sum(n, taken); ok {
					texts[n.Pos()] = filled(text)
				}
			}
		case *ast.BasicLit:
			if text, ok := literal(n); ok && !taken[n] {
				texts[n.Pos()] = filled(text)
			}
		}
		return true
	})
	return texts
}

// sum is the text of strings added up, with a name for what is not said in the source; false where no string is.
func sum(e ast.Expr, taken map[ast.Node]bool) (string, bool) {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		if e.Op != token.ADD {
			break
		}
		taken[e] = true
		left, a := sum(e.X, taken)
		right, b := sum(e.Y, taken)
		return left + right, a || b
	case *ast.BasicLit:
		if text, ok := literal(e); ok {
			taken[e] = true
			return text, true
		}
	}
	return "Rosa", false
}

func literal(l *ast.BasicLit) (string, bool) {
	if l.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(l.Value)
	return text, err == nil
}

func calledName(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		if pkg, ok := f.X.(*ast.Ident); ok {
			return pkg.Name + "." + f.Sel.Name
		}
	}
	return ""
}

var formatVerb = regexp.MustCompile(`%[-+#0]*[0-9.*]*[a-zA-Z%]`)

// filled puts a name or a number where a format has a verb.
func filled(text string) string {
	return formatVerb.ReplaceAllStringFunc(text, func(verb string) string {
		switch verb[len(verb)-1] {
		case 'd':
			return "3"
		case 'q':
			return `"Rosa"`
		case '%':
			return "%"
		}
		return "Rosa"
	})
}

// readable tells words for people from keys and signs: they hold a space between letters, or begin as a label does.
func readable(text string) bool {
	text = strings.TrimSpace(strings.ReplaceAll(text, "Rosa", ""))
	if !strings.ContainsFunc(text, unicode.IsLower) {
		return false
	}
	return strings.Contains(text, " ") || unicode.IsUpper([]rune(text)[0])
}

// isQuestion reports whether text is one of the five questions, whose words are not ours.
func isQuestion(text string) bool {
	return slices.ContainsFunc(model.Questions, func(q model.Question) bool { return q.Words == text })
}

var sentenceEnd = regexp.MustCompile(`[.?!]["')]*(\s+|$)|\n\s*\n`)

// sentencesIn returns the full sentences of a text: from a capital to a full stop or a question mark, of three words or
// more, since short labels flatter a text.
func sentencesIn(text string) []string {
	var list []string
	for len(text) > 0 {
		end := sentenceEnd.FindStringIndex(text)
		if end == nil {
			break
		}
		s := strings.TrimSpace(text[:end[1]])
		text = text[end[1]:]
		first := strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
		if n, _ := wordsAndBeats(s); n < 3 || !unicode.IsUpper(rune(s[first])) || !strings.ContainsAny(s[len(s)-2:], ".?") {
			continue
		}
		list = append(list, strings.Join(strings.Fields(s), " "))
	}
	return list
}

// wordsAndBeats counts the words of a sentence and their syllables.
func wordsAndBeats(sentence string) (words, beats int) {
	for _, w := range strings.Fields(sentence) {
		w = strings.ToLower(strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
		if w != "" {
			words, beats = words+1, beats+syllables(w)
		}
	}
	return words, beats
}

// silentInside are the beginnings of words of ours in which an e before the end is not heard.
var silentInside = []string{"mileston", "some", "every"}

// syllables is about how many syllables a word in small letters has: the groups of vowels, but for an e that is not
// heard.
func syllables(word string) int {
	n, vowel := 0, false
	for _, r := range word {
		is := strings.ContainsRune("aeiouyáéíóú", r)
		if is && !vowel {
			n++
		}
		vowel = is
	}
	stem := strings.TrimSuffix(word, "'s")
	for _, begin := range silentInside {
		if strings.HasPrefix(stem, begin) && len(stem) > len(begin) {
			n--
		}
	}
	before := func(ending string, sounded ...string) bool {
		rest, ok := strings.CutSuffix(stem, ending)
		return ok && rest != "" && !strings.ContainsAny(rest[len(rest)-1:], "aeiouy") &&
			!slices.ContainsFunc(sounded, func(s string) bool { return strings.HasSuffix(rest, s) })
	}
	if before("e", "l") && !strings.HasSuffix(stem, "ole") || before("es", "s", "x", "z", "ch", "sh", "c", "g", "l") || before("ed", "t", "d") {
		n--
	}
	return max(n, 1)
}

// grade is the school grade by Flesch and Kincaid (1975).
func grade(words, sentences, beats int) float64 {
	return 0.39*float64(words)/float64(sentences) + 11.8*float64(beats)/float64(words) - 15.59
}

func TestSyllables(t *testing.T) {
	for word, want := range map[string]int{
		"a": 1, "walk": 1, "done": 1, "those": 1, "table": 2, "milestone": 2, "milestones": 2, "changed": 1, "started": 2, "removed": 2, "notes": 1,
		"changes": 2, "goal": 1, "recovery": 4, "emergency": 4, "something": 2, "everything": 3, "computer": 3, "window": 2, "3": 1, "the": 1, "be": 1,
	} {
		if got := syllables(word); got != want {
			t.Errorf("%q has %d, want %d", word, got, want)
		}
	}
}

func TestSentencesIn(t *testing.T) {
	text := "Hoped for: \nWe could not read \"nxt\". Try \"Thursday\", or\nleave it empty. Yes. Which one do you mean? and so on. No end"
	want := []string{`Hoped for: We could not read "nxt".`, `Try "Thursday", or leave it empty.`, "Which one do you mean?"}
	if got := sentencesIn(text); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
