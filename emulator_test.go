package main

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/hinshun/vt10x"
)

// darkTerminal is what a present-day terminal with a black background answers to the queries of Bubble Tea.
var darkTerminal = map[string]string{
	ansi.RequestModeSynchronizedOutput: "\x1b[?2026;2$y",
	ansi.RequestBackgroundColor:        "\x1b]11;rgb:0000/0000/0000\x1b\\",
	ansi.RequestKittyKeyboard:          "\x1b[?1u",
}

// emulator is a vt10x terminal that understands what Bubble Tea v2 sends. By itself vt10x takes every CSI … u (kitty's keyboard
// modes) for "restore the cursor" and CSI > … m for a style, knows neither REP nor insert mode, gives every rune one cell, and loses
// tab stops when it grows. So the stream is cut into sequences first; each is passed on, put in words that vt10x knows, or dropped.
type emulator struct {
	vt10x.Terminal
	answers map[string]string // query to answer; nil answers nothing
	reply   io.Writer         // where answers go

	parser   *ansi.Parser
	pending  []byte   // the start of a sequence or letter whose rest has not come yet
	clusters []string // letters of several runes or two cells: the n-th is drawn as the rune cluster0+n
	last     string   // the letter that REP repeats, and its width in cells
	width    int
	insert   bool // insert mode (IRM): a letter pushes what stands right of it along
	drawing  bool // inside a synchronized frame (mode 2026): the screen is not whole
}

// Runes of private use that stand in vt10x's cells for what does not fit one rune and one cell.
const (
	cluster0 = '\U000F0000'
	filler   = '\U0010FFFD' // a further cell of the letter to the left
)

func newEmulator(cols, rows int, reply io.Writer, answers map[string]string) *emulator {
	return &emulator{
		Terminal: vt10x.New(vt10x.WithSize(cols, rows)), // without a writer: vt10x itself answers nothing
		answers:  answers, reply: reply, parser: ansi.NewParser(),
	}
}

// write draws p; what is cut off at its end waits for the next write.
func (e *emulator) write(p []byte) {
	e.pending = append(e.pending, p...)
	for whole := wholeRunes(e.pending); whole > 0; whole = wholeRunes(e.pending) {
		seq, width, n, state := ansi.DecodeSequenceWc(e.pending[:whole], ansi.NormalState, e.parser)
		if state != ansi.NormalState {
			return
		}
		e.take(seq, width)
		e.pending = e.pending[n:]
	}
}

// wholeRunes returns the length of p without a rune that is cut off at its end.
func wholeRunes(p []byte) int {
	for i := len(p) - 1; i >= max(len(p)-utf8.UTFMax, 0); i-- {
		if utf8.RuneStart(p[i]) && !utf8.FullRune(p[i:]) {
			return i
		}
	}
	return len(p)
}

// take handles one control character, one whole sequence, or one letter of the given width.
func (e *emulator) take(seq []byte, width int) {
	if answer, ok := e.answers[string(seq)]; ok {
		_, _ = io.WriteString(e.reply, answer)
	}
	switch {
	case width > 0:
		e.last, e.width = string(seq), width
		e.print()
	case seq[0] >= utf8.RuneSelf:
		e.mark(string(seq))
	case ansi.HasCsiPrefix(seq):
		e.control(seq)
	case seq[0] < ' ':
		_, _ = e.Write(seq) // control characters, and sequences other than CSI
	}
}

// control handles a CSI sequence, which the parser has just taken apart.
func (e *emulator) control(seq []byte) {
	cmd := ansi.Cmd(e.parser.Command())
	mode := cmd.Prefix() == '?' && (cmd.Final() == 'h' || cmd.Final() == 'l')
	switch {
	case cmd.Final() == 'b' && cmd.Prefix() == 0: // REP
		n, _ := e.parser.Param(0, 1)
		for range n {
			e.print()
		}
	case string(seq) == ansi.SetModeInsertReplace, string(seq) == ansi.ResetModeInsertReplace:
		e.insert = cmd.Final() == 'h'
	case string(seq) == ansi.SetModeSynchronizedOutput, string(seq) == ansi.ResetModeSynchronizedOutput:
		e.drawing = cmd.Final() == 'h'
	case !mode && cmd.Prefix() != 0 || cmd.Intermediate() != 0: // keyboard modes, queries, cursor shapes: nothing to see
	case bytes.ContainsRune(seq, ':'): // styles with sub-parameters, such as a curly underline
	default:
		_, _ = e.Write(seq)
	}
}

// print draws the last letter at the cursor.
func (e *emulator) print() {
	if e.insert {
		_, _ = fmt.Fprintf(e, "\x1b[%d@", e.width)
	}
	if utf8.RuneCountInString(e.last) == 1 && e.width == 1 {
		_, _ = io.WriteString(e, e.last)
		return
	}
	i := slices.Index(e.clusters, e.last)
	if i < 0 {
		i = len(e.clusters)
		e.clusters = append(e.clusters, e.last)
	}
	_, _ = io.WriteString(e, string(rune(cluster0+i))+strings.Repeat(string(filler), e.width-1))
}

// mark puts a letter of no width, such as an accent, on the letter drawn last: it is drawn anew with its mark.
func (e *emulator) mark(accent string) {
	const wrapNext = 2 // vt10x: the letter stands in the last column, and the cursor on it
	end := e.Cursor().X
	if e.Cursor().State&wrapNext != 0 {
		end++
	}
	if e.last == "" || end < e.width || e.insert {
		return
	}
	_, _ = fmt.Fprintf(e, "\x1b[%dG", end-e.width+1)
	e.last += accent
	e.print()
}

// resize changes the size and sets the tab stops of new columns, which vt10x leaves out.
func (e *emulator) resize(cols, rows int) {
	e.Resize(cols, rows)
	at := e.Cursor()
	for x := 8; x < cols; x += 8 {
		_, _ = fmt.Fprintf(e, "\x1b[%dG\x1bH", x+1)
	}
	_, _ = fmt.Fprintf(e, "\x1b[%d;%dH", at.Y+1, at.X+1)
}

// screen returns the lines without the blanks after them.
func (e *emulator) screen() string {
	cols, rows := e.Size()
	lines := make([]string, rows)
	for y := range rows {
		var b strings.Builder
		for x := range cols {
			switch r := e.Cell(x, y).Char; {
			case r == filler:
			case r >= cluster0:
				b.WriteString(e.clusters[r-cluster0])
			default:
				b.WriteRune(r)
			}
		}
		lines[y] = strings.TrimRight(b.String(), " ")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

func TestEmulator(t *testing.T) {
	for _, tt := range []struct{ name, in, screen string }{
		{"repeat", "a=\x1b[3b!", "a====!"},
		{"keyboard modes leave the cursor", "ab\x1b[>1u\x1b[=1;1u\x1b[?u\x1b[<1u\x1b[>4;2mc", "abc"},
		{"queries and shapes", "a\x1b[?2026$p\x1b[2 q\x1b]11;?\x07\x1bP+q5463\x1b\\\x1b[>0q\x1b[c\x1b[?5Wb", "ab"},
		{"insert", "abcd\x1b[2G\x1b[4hxy\x1b[4lz", "axyzcd"},
		{"home without a row", "abc\x1b[Hx\x1b[4:3my", "xyc"},
		{"erase and move", "abcdef\x1b[2G\x1b[2X\x1b[6G\x1b[K\x1b[3dz\x1b[2`y", "a  de\n\n y   z"},
		{"letters of two cells", "漢字\x1b[5Gx\u0308y", "漢字x\u0308y"},
		{"letters of several runes", "e\u0301t\u00e9 \u2764\ufe0f.", "e\u0301t\u00e9 \u2764\ufe0f."},
		{"a mark in the last column", "\x1b[19Goe\u0301x", strings.Repeat(" ", 18) + "oe\u0301\nx"},
		{"other screen and back", "one\x1b[?1049h\x1b[H\x1b[2Jtwo\x1b[?1049l!", "one!"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for size := range len(tt.in) { // cut anywhere, as reads cut it
				e := newEmulator(20, 4, io.Discard, nil)
				for _, piece := range []string{tt.in[:size], tt.in[size:]} {
					e.write([]byte(piece))
				}
				if got := e.screen(); got != tt.screen {
					t.Fatalf("cut at %d: screen is %q, want %q", size, got, tt.screen)
				}
			}
		})
	}
}

func TestEmulatorAnswers(t *testing.T) {
	var reply bytes.Buffer
	e := newEmulator(20, 4, &reply, darkTerminal)
	e.write([]byte(ansi.RequestBackgroundColor + ansi.SetModeSynchronizedOutput + "half a fr"))
	if want := darkTerminal[ansi.RequestBackgroundColor]; reply.String() != want || !e.drawing {
		t.Errorf("answer %q, drawing %v, want %q, true", reply.String(), e.drawing, want)
	}
	e.write([]byte("ame" + ansi.ResetModeSynchronizedOutput))
	if e.drawing {
		t.Error("a finished frame counts as being drawn")
	}
}

func TestEmulatorGrows(t *testing.T) {
	e := newEmulator(10, 2, io.Discard, nil)
	e.write([]byte("ab"))
	e.resize(30, 2)
	e.write([]byte("c\t1\t2\t3"))
	if got, want := e.screen(), "abc     1       2       3"; got != want {
		t.Errorf("screen is %q, want %q", got, want)
	}
}
