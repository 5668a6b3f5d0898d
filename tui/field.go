package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"

	"waymark/model"
)

// field is the one place where words are typed: the text field that has the
// focus. It is a textarea because that one's cursor is right with wide and
// joined letters.
type field struct {
	area  textarea.Model
	multi bool // holds several lines
}

// The most lines of a field that show at once.
const (
	lineRows  = 3
	multiRows = 8
)

// newField returns a field that holds value, with the cursor at its end.
func newField(value string, multi bool) *field {
	a := textarea.New()
	a.Prompt, a.ShowLineNumbers, a.Placeholder, a.CharLimit = "", false, "", 0
	a.EndOfBufferCharacter = ' '
	a.DynamicHeight, a.MinHeight, a.MaxHeight, a.MaxContentHeight = true, 1, lineRows, 1<<20
	if multi {
		a.MaxHeight = multiRows
	}
	a.MaxWidth = 0
	a.SetStyles(textarea.Styles{Cursor: textarea.CursorStyle{Shape: tea.CursorBar}})
	a.SetVirtualCursor(false)
	a.KeyMap = fieldKeys(multi)
	a.Focus()
	f := &field{area: a, multi: multi}
	f.set(value)
	return f
}

// fieldKeys are the keys that move and delete in typed words. The rest of the
// textarea's keys would surprise more than help.
func fieldKeys(multi bool) textarea.KeyMap {
	bind := func(keys ...string) key.Binding { return key.NewBinding(key.WithKeys(keys...)) }
	m := textarea.KeyMap{
		CharacterBackward: bind("left"), CharacterForward: bind("right"),
		DeleteCharacterBackward: bind("backspace"), DeleteCharacterForward: bind("delete"),
		WordBackward: bind("ctrl+left", "alt+left"), WordForward: bind("ctrl+right", "alt+right"),
		DeleteWordBackward: bind("ctrl+w", "alt+backspace"), DeleteBeforeCursor: bind("ctrl+u"),
		LineStart: bind("home"), LineEnd: bind("end"),
	}
	if multi {
		m.InsertNewline, m.LineNext, m.LinePrevious = bind("enter"), bind("down"), bind("up")
	}
	return m
}

func (f *field) value() string { return f.area.Value() }

func (f *field) set(value string) {
	f.area.SetValue(value)
	f.area.MoveToEnd()
	f.area.CursorEnd()
}

// press takes a key that edits the words.
func (f *field) press(msg tea.KeyPressMsg) {
	if msg.Text != "" {
		msg.Text = model.Clean(msg.Text, f.multi)
		if msg.Text == "" {
			return
		}
	}
	f.area, _ = f.area.Update(msg)
}

// paste puts pasted words in and reports whether something that cannot be
// shown was left out of them.
func (f *field) paste(text string) (leftOut bool) {
	clean := model.Clean(text, f.multi)
	if !f.multi {
		clean = strings.TrimRight(clean, " ")
	}
	f.area.InsertString(clean)
	plain := strings.NewReplacer("\r", "", "\n", "", "\t", "", " ", "")
	return plain.Replace(clean) != plain.Replace(text)
}

// atTop and atBottom tell whether Up or Down would leave a text of several lines.
func (f *field) atTop() bool { return f.area.Line() == 0 && f.area.LineInfo().RowOffset == 0 }

func (f *field) atBottom() bool {
	info := f.area.LineInfo()
	return f.area.Line() == f.area.LineCount()-1 && info.RowOffset >= info.Height-1
}

// view draws the words in width cells and tells where the cursor stands.
func (f *field) view(width, height int) ([]string, place) {
	most := lineRows
	if f.multi {
		most = multiRows
	}
	if most = max(1, min(most, height/3)); f.area.MaxHeight != most || f.area.Width() != width {
		f.area.MaxHeight = most
		f.area.SetWidth(width)         // makes the height anew
		f.area, _ = f.area.Update(nil) // brings the cursor into what shows
	}
	lines := strings.Split(f.area.View(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	at := place{}
	if cur := f.area.Cursor(); cur != nil {
		at = place{cur.X, cur.Y}
	}
	return lines, at
}
