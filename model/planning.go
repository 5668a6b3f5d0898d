package model

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Key names one of the five planning questions.
type Key string

// The keys of the five questions, as the JSON of a goal has them.
const (
	KeyMilestones Key = "milestones"
	KeyMeasures   Key = "measures"
	KeyPeople     Key = "people"
	KeySetback    Key = "setback"
	KeyMajor      Key = "major"
)

// Question is one of the five planning questions.
type Question struct {
	Key     Key
	Number  int    // 1 to 5
	Words   string // word for word, from "The In-Depth Definition of Milestones"
	Short   string // what the answer is, in a word or two
	Help    string // a line or two, in plain words
	Example string
}

// Questions are the five planning questions in their order.
var Questions = []Question{
	{
		Key: KeyMilestones, Number: 1, Short: "Milestones",
		Words:   "What short-term milestones will help me reach my long-term goal?",
		Help:    "Think of small steps you could do in days or weeks. Three is plenty. Add a date if you want: \"in 2 weeks\", \"by 3 Dec\", \"Friday\", \"week 6\".",
		Example: "Stand with support, in 1 week",
	},
	{
		Key: KeyMeasures, Number: 2, Short: "Measures",
		Words:   "How will we measure my progress along the way?",
		Help:    "Pick what you will write down. One is enough. Your therapist can help.",
		Example: "Knee bend, once a week. Now 85 degrees. Aim for 120.",
	},
	{
		Key: KeyPeople, Number: 3, Short: "People",
		Words:   "Who will help me track and adjust these milestones?",
		Help:    "Add the people you can ask. Write how to reach them if you like.",
		Example: "Dana, physical therapist. 555 0134. Visits on Tuesdays.",
	},
	{
		Key: KeySetback, Number: 4, Short: "If it slows",
		Words:   "What happens if I fall behind or plateau?",
		Help:    "This happens to most people. A plan made on a good day helps on a hard day. We will show you these words if things slow down.",
		Example: "Rest one day. Do the easy set. Call Dana if it is 2 weeks.",
	},
	{
		Key: KeyMajor, Number: 5, Short: "Major ones",
		Words:   "How will I know when I've reached a major milestone?",
		Help:    "Pick the major ones. Say what you will see or feel. Plan a small treat.",
		Example: "I sat on the bench by the pond. Then cake with Ben.",
	},
}

// QuestionOf returns the question with that key.
func QuestionOf(k Key) Question {
	for _, q := range Questions {
		if q.Key == k {
			return q
		}
	}
	return Question{}
}

// Answer is the record of a question answered. The answers to questions 1, 2,
// 3 and 5 are the goal's milestones, measures, people and major ones; only
// question 4's is a text of its own.
type Answer struct {
	Key       Key
	Text      string // question 4: the person's words, exactly
	WrittenOn Day    // when it was last answered
	WrittenBy int64  // who was at the computer then; 0 when that is not known
	Writer    string // the name of WrittenBy
}

// Wrote says who wrote down what to do on a hard day, to one who reads it: "you
// wrote what you wanted to do". Words of which nobody knows who typed them are
// the patient's own.
func (a Answer) Wrote(reader, patient int64) string {
	switch {
	case reader == patient && (a.WrittenBy == 0 || a.WrittenBy == patient):
		return "you wrote what you wanted to do"
	case a.WrittenBy == 0:
		return "this was written for such a day"
	case a.WrittenBy == reader:
		return "you wrote this down for such a day"
	case a.WrittenBy == patient:
		return a.Writer + " wrote this for such a day"
	}
	return a.Writer + " wrote this down for such a day"
}

// AnswerLines returns the answer to a question as sentences, one a line; none
// when it was not answered.
func (g Goal) AnswerLines(k Key, s Dates) []string {
	var lines []string
	switch k {
	case KeyMilestones:
		for _, m := range g.Milestones {
			lines = append(lines, Sentence(m.Title)+dueWords(m, g.Start, s))
		}
	case KeyMeasures:
		for _, m := range g.Measures {
			lines = append(lines, m.String())
		}
	case KeyPeople:
		for _, p := range g.Team {
			lines = append(lines, Sentence(p.String()))
		}
	case KeySetback:
		if a, ok := g.Answer(k); ok && a.Text != "" {
			lines = strings.Split(a.Text, "\n")
		}
	case KeyMajor:
		for _, m := range g.Milestones {
			if m.Major {
				lines = append(lines, majorWords(m))
			}
		}
	}
	return lines
}

func dueWords(m Milestone, start Day, s Dates) string {
	if on := m.Due.On(start); on != 0 {
		return " By " + s.Short(on) + "."
	}
	return " No date."
}

func majorWords(m Milestone) string {
	s := Sentence(m.Title)
	if m.Sign != "" {
		s += " I will know: " + Sentence(m.Sign)
	}
	if m.Treat != "" {
		s += " Then: " + Sentence(m.Treat)
	}
	return s
}

// Sentence ends words with a full stop unless they end with a mark of their
// own, be it within quotes.
func Sentence(s string) string {
	s = strings.TrimSpace(s)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "\"”’"))
	if s == "" || unicode.IsPunct(last) && !strings.ContainsRune(")]}%&*/-", last) {
		return s
	}
	return s + "."
}
