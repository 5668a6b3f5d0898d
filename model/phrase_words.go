package model

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// token is a word, a number or a mark of a text.
type token struct {
	start, end int    // its bytes
	text       string // in small letters, every dash as "-"
	glued      bool   // no white space before it
}

// phrase is a text being read. Its rules take tokens from at on.
type phrase struct {
	text      string
	tokens    []token
	at        int
	leads     wordSet // of the rule that fitted
	bracketed bool    // the text ended with ")", which tokens leaves out
	dotted    bool    // a full stop follows the last token

	sense        Sense
	today, start Day
}

func newPhrase(text string, sense Sense, today, start Day) *phrase {
	p := &phrase{text: text, tokens: tokenise(text), sense: sense, today: today, start: start}
	p.dropMarks()
	return p
}

// dropMarks leaves out the marks that end a sentence.
func (p *phrase) dropMarks() {
	for n := len(p.tokens); n > 0 && strings.Contains(".,;!", p.tokens[n-1].text); n-- {
		p.dotted = p.tokens[n-1].text == "."
		p.tokens = p.tokens[:n-1]
	}
}

// closeBracket leaves out the ")" that ends the text.
func (p *phrase) closeBracket() {
	if n := len(p.tokens); n > 0 && p.tokens[n-1].text == ")" {
		p.bracketed, p.tokens = true, p.tokens[:n-1]
		p.dropMarks()
	}
}

// tokenise takes a text apart into runs of letters, runs of digits, and single
// marks.
func tokenise(text string) []token {
	var tokens []token
	was, end := ' ', 0
	for i, r := range text {
		size := utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, size = utf8.DecodeRuneInString(text[i:])
		}
		k, n := kind(r, was), len(tokens)
		switch {
		case k == ' ':
		case n > 0 && end == i && k == was && k != '.':
			tokens[n-1].end = i + size
		default:
			tokens = append(tokens, token{start: i, end: i + size, glued: n > 0 && end == i})
		}
		if was = k; k != ' ' {
			end = i + size
		}
	}
	for i, t := range tokens {
		tokens[i].text = strings.ToLower(text[t.start:t.end])
		if dashes[tokens[i].text] {
			tokens[i].text = "-"
		}
	}
	return tokens
}

// kind sorts a character into letters 'a', digits '1', spaces and marks '.'.
// An apostrophe within a word is a letter of it.
func kind(r, was rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case r >= '0' && r <= '9':
		return '1'
	case unicode.IsLetter(r) || unicode.IsMark(r), was == 'a' && (r == '\'' || r == '’'):
		return 'a'
	}
	return '.'
}

// begins reports whether a phrase can begin at a token.
func (p *phrase) begins(at int) bool { return !p.tokens[at].glued || p.apart(at) }

// apart reports whether a comma, a semicolon, a dash or "(" stands before a
// token. The hyphen within a word is no dash.
func (p *phrase) apart(at int) bool {
	if at == 0 {
		return false
	}
	switch t := p.tokens[at-1]; t.text {
	case ",", ";", "(":
		return true
	case "-":
		return t.end-t.start > 1 || !t.glued || !p.tokens[at].glued
	}
	return false
}

// typed is the phrase as typed, from a token on.
func (p *phrase) typed(from int) string {
	return p.text[p.tokens[from].start:p.tokens[len(p.tokens)-1].end]
}

// title is the text before a token, without the mark that joins them.
func (p *phrase) title(at int) string {
	title := strings.TrimSpace(p.text[:p.tokens[at].start])
	for _, mark := range []string{",", ";", "(", "-", "–", "—", "."} {
		rest, ok := strings.CutSuffix(title, mark)
		if ok && !(mark == "." && strings.HasSuffix(rest, ".")) {
			return strings.TrimSpace(rest)
		}
	}
	return title
}

// peek is the token to be taken next, "" at the end.
func (p *phrase) peek() string {
	if p.at < len(p.tokens) {
		return p.tokens[p.at].text
	}
	return ""
}

// oneOf takes the next token when it is one of some words, with the full stop
// of a short form.
func (p *phrase) oneOf(words ...string) string {
	for _, w := range words {
		if p.peek() == w {
			p.skip()
			return w
		}
	}
	return ""
}

// word is oneOf for when it does not matter which.
func (p *phrase) word(words ...string) bool { return p.oneOf(words...) != "" }

func (p *phrase) skip() {
	p.at++
	if p.peek() == "." && p.tokens[p.at].glued {
		p.at++
	}
}

// take takes the next token when names has it.
func take[T comparable](p *phrase, names map[string]T) (T, bool) {
	v, ok := lookUp(names, p.peek())
	if ok {
		p.skip()
	}
	return v, ok
}

// unit takes the name of a unit, also as in "in two weeks' time".
func (p *phrase) unit() (unit, bool) {
	name := strings.NewReplacer("'s", "", "’s", "", "'", "", "’", "").Replace(p.peek())
	u, ok := units[name]
	if ok {
		p.skip()
	}
	return u, ok
}

// digits takes a number of at most width digits.
func (p *phrase) digits(width int) (int, bool) {
	w := p.peek()
	if !isFigure(w) || len(w) > width {
		return 0, false
	}
	n, err := strconv.Atoi(w)
	p.at++
	return n, err == nil
}

// figures takes numbers that are glued together by slashes, hyphens or dots,
// and tells by which.
func (p *phrase) figures() (fig []string, sep string) {
	for isFigure(p.peek()) {
		fig = append(fig, p.peek())
		p.at++
		rest := p.tokens[p.at:]
		if len(rest) < 2 || !rest[0].glued || !rest[1].glued || !isFigure(rest[1].text) ||
			!strings.Contains("/-.", rest[0].text) || sep != "" && rest[0].text != sep {
			break
		}
		sep = rest[0].text
		p.at++
	}
	return fig, sep
}

func isFigure(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' }

// oddWidth reports whether a number is neither a day, a month nor a year.
func oddWidth(w string) bool { return len(w) > 2 && len(w) != 4 }

// number takes a number or a number word, or of a range ("5-6", "5 to 6") its
// end. Numbers too large for a date are as one that is just too large.
func (p *phrase) number() (int, bool) {
	n, ok := p.single()
	if mark := p.at; ok && p.word("-", "to", "or") {
		end, ok := p.single()
		if ok && end >= n {
			return end, true
		}
		p.at = mark
	}
	return n, ok
}

func (p *phrase) single() (int, bool) {
	if n, ok := numbers[p.peek()]; ok {
		p.at++
		return n, true
	}
	n, ok := p.digits(len("100000000"))
	return min(n, MaxDueDays+1), ok
}

// lookUp finds a word among names, or the only name that it is a slip of: one
// letter more, less or other, or two that changed places, in words of at least
// five letters.
func lookUp[T comparable](names map[string]T, word string) (T, bool) {
	found, ok := names[word]
	if ok || len(word) < 5 || len(word) > 12 || noSlips[word] {
		return found, ok
	}
	for name, v := range names {
		if len(name) < 5 || slipless[name] || word == name+"s" || !oneSlip([]rune(word), []rune(name)) {
			continue
		}
		if ok && v != found {
			var none T
			return none, false
		}
		found, ok = v, true
	}
	return found, ok
}

// oneSlip reports whether a is b but for one letter more, less or other, or
// for two neighbours that changed places.
func oneSlip(a, b []rune) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(a) <= 1 && len(b) <= 1 ||
		len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
}

// unit is a length of time.
type unit struct {
	days, months int
	counted      bool // from the start: "week 6"
}

// shift returns the day n units from today.
func (p *phrase) shift(n int, u unit) Day { return p.today.AddMonths(n*u.months) + Day(n*u.days) }

// wordSet is a set of words.
type wordSet map[string]bool

func words(list string) wordSet {
	set := wordSet{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

var (
	weekdayNames = map[string]time.Weekday{
		"monday": 1, "mon": 1, "tuesday": 2, "tue": 2, "tues": 2,
		"wednesday": 3, "wed": 3, "weds": 3, "wendsday": 3, "wensday": 3,
		"thursday": 4, "thu": 4, "thur": 4, "thurs": 4, "friday": 5, "fri": 5,
		"saturday": 6, "sat": 6, "sunday": 0, "sun": 0,
	}
	monthNames = map[string]time.Month{
		"january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4,
		"may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8,
		"september": 9, "sep": 9, "sept": 9, "october": 10, "oct": 10,
		"november": 11, "nov": 11, "december": 12, "dec": 12,
	}
	nearDays = map[string]int{"today": 0, "tomorrow": 1, "tommorow": 1, "yesterday": -1}
	numbers  = map[string]int{
		"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
		"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	}
	units = map[string]unit{
		"day": {1, 0, true}, "days": {1, 0, true},
		"week": {7, 0, true}, "weeks": {7, 0, true}, "wk": {7, 0, true}, "wks": {7, 0, true},
		"fortnight": {14, 0, false}, "fortnights": {14, 0, false},
		"month": {0, 1, true}, "months": {0, 1, true}, "mth": {0, 1, true}, "mths": {0, 1, true},
		"year": {0, 12, false}, "years": {0, 12, false}, "yr": {0, 12, false}, "yrs": {0, 12, false},
	}

	// Real words that are one slip away from a name, and names that are one slip
	// away from too many of them.
	noSlips  = words("sundry sundae")
	slipless = words("march today")

	dashes     = words("– — − ‐ ‑ ‒")
	alsoWords  = words("sun sat wed") // "sit in the sun"
	leadsToDay = words("by until till")
	leadIns    = words("by on before around until till about for at the in since from")
	nexts      = words("this next nxt nex neext nexxt netx end")
	beginnings = words("surgery operation op start injury stroke accident fall procedure")

	// Words before a phrase that make it a part of the words: "every Friday",
	// "ready for Friday". tiesAny does so even before a lead-in word.
	tiesAny = words("and or not times once twice every each & +")
	ties    = words(`& + / and or not than like as every each all any some no a an one once twice times another other
		first second third fourth fifth last next this coming following past previous early late mid
		nxt nex neext nexxt netx the that my your his her our their its
		is was for to of from since with in at during after through over per into towards about between
		good palm ash black easter`)
	datelike = words("the about by on at of in around after / . - , st nd rd th morning noon afternoon evening night")
	joiners  = words(", ; - & + / and or to then till until on")
)
