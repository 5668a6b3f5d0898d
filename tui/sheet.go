package tui

import (
	"math"
	"strconv"
	"strings"

	"waymark/model"
)

// sheet is a piece of paper with a letter to a cell.
type sheet [][]rune

func newSheet(w, h int) sheet {
	s := make(sheet, h)
	for y := range s {
		s[y] = []rune(strings.Repeat(" ", max(1, w)))
	}
	return s
}

// set writes a letter into a cell, if the sheet has it.
func (s sheet) set(x, y int, c rune) {
	if y >= 0 && y < len(s) && x >= 0 && x < len(s[y]) {
		s[y][x] = c
	}
}

// put writes text from a cell on, as far as the sheet goes.
func (s sheet) put(x, y int, text string) {
	for i, c := range []rune(text) {
		s.set(x+i, y, c)
	}
}

// lines are the rows of the sheet without the blanks at their ends.
func (s sheet) lines() []string {
	list := make([]string, len(s))
	for y, cells := range s {
		list[y] = string(cells)
	}
	return trimmed(list)
}

// trimmed takes the blanks from the ends of lines.
func trimmed(lines []string) []string {
	for i, s := range lines {
		lines[i] = strings.TrimRight(s, " ")
	}
	return lines
}

// compact writes a number in at most so many cells, rounded where it must be: in
// four 12345 is "12k". It is "" where that can't be.
func compact(v float64, most int) string {
	if s := model.FormatNumber(model.Rounded(v)); len(s) <= most {
		return s
	}
	part := v
	for _, sign := range []string{"", "k", "M"} {
		under := 1000.0
		if sign == "" {
			under = math.Pow10(most)
		}
		for decimals := most; decimals >= 0 && math.Abs(part) < under; decimals-- {
			shift := math.Pow10(decimals)
			rounded := model.Rounded(math.Round(part*shift)/shift) + 0 // minus zero is zero
			if s := model.FormatNumber(rounded) + sign; len(s) <= most {
				return s
			}
		}
		if part /= 1000; math.Abs(part) < 1 {
			return ""
		}
	}
	if s := strconv.FormatFloat(v, 'g', 3, 64); len(s) <= most {
		return s
	}
	return ""
}
