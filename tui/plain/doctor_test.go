package plain

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"waymark/model"
)

var examined = time.Date(2026, time.November, 23, 9, 30, 0, 0, time.UTC)

// everything is a checkup in which all was found that can be, once of one thing and
// once of three.
func everything() model.Checkup {
	c := model.Checkup{File: "/home/rosa/waymark/waymark.db", At: examined}
	for _, k := range model.FindingKeys() {
		for _, n := range []int{1, 3} {
			c.Add(model.Finding{Key: k, Path: "/home/rosa/a folder/it's.db", Name: "milestone", Count: n, Detail: "row 3\nmissing", Free: 12_345_678_901, When: examined.AddDate(0, 0, -2)})
		}
	}
	return c
}

// Everything that can be found has words of its own, that can be shown and say what
// to do where it is not well.
func TestFindingWords(t *testing.T) {
	d := model.Dates{Today: model.DayOf(examined)}
	seen := map[string]model.FindingKey{}
	for _, k := range model.FindingKeys() {
		f := model.Finding{Key: k, Path: "/tmp/a\x1b[2J\u202eb", Name: "x\x1b]0;mine\ay", Count: 1, Detail: "\u009b31m", Free: 1 << 30}
		words := FindingWords(f, model.Checkup{At: examined}, d)
		if words == "" || words != model.Clean(words, false) {
			t.Errorf("%s is said as %q", k, words)
		}
		if other, ok := seen[words]; ok {
			t.Errorf("%s is said as %s is: %q", k, other, words)
		}
		seen[words] = k
	}
	var b bytes.Buffer
	Doctor(&b, everything(), d)
	golden.RequireEqual(t, b.Bytes())
}

func TestCheckupWords(t *testing.T) {
	for _, test := range []struct {
		keys []model.FindingKey
		want string
		code error
	}{
		{[]model.FindingKey{model.FileOurs}, "All is well.", nil},
		{[]model.FindingKey{model.FileOurs, model.RoomLittle}, "One thing to look at. Your notes are safe.", nil},
		{[]model.FindingKey{model.CopiesOld, model.RoomLittle}, "2 things to look at. Your notes are safe.", nil},
		{[]model.FindingKey{model.RuleTimes, model.RoomLittle}, "Not all is well. Nothing was changed. To bring back a saved copy, run waymark restore.", ErrUnwell},
		{[]model.FindingKey{model.FileNewer}, "This file cannot be used as it is. Nothing was changed.", ErrUnwell},
		{[]model.FindingKey{model.FileUnseen}, "Not all could be looked over. Nothing was changed.", nil},
		{[]model.FindingKey{model.FileOurs, model.FileReadOnly, model.RoomLittle}, "The file can be read, and not be changed. Your notes are safe.", ErrUnwell},
		{[]model.FindingKey{model.FileBusy}, "This file cannot be used as it is. Nothing was changed.", ErrHeld},
	} {
		var c model.Checkup
		for _, k := range test.keys {
			c.Add(model.Finding{Key: k})
		}
		if got := CheckupWords(c); got != test.want {
			t.Errorf("%v: %q, want %q", test.keys, got, test.want)
		}
		if err := UnwellError(c); err != test.code {
			t.Errorf("%v: %v, want %v", test.keys, err, test.code)
		}
	}
}

// A file that is gone is told apart from an empty one, and its newest copy is named.
func TestGoneWords(t *testing.T) {
	kept := model.Finding{Key: model.CopiesKept, Path: "/c/waymark-2026-11-22-1804.db", Count: 2}
	for name, want := range map[string]string{"gone": "The file is gone, but ", "empty": "The file is empty, but "} {
		c := model.Checkup{Findings: []model.Finding{{Key: model.FileGone, Name: name}, kept}}
		want += "there are copies of it. The newest is " + kept.Path + ". To bring one back, run waymark restore."
		if got := FindingWords(c.Findings[0], c, model.Dates{}); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// Nothing is called possible that a read-only file keeps from being done.
func TestReadOnlyWords(t *testing.T) {
	c := model.Checkup{Findings: []model.Finding{{Key: model.FileOurs}, {Key: model.FileReadOnly, Path: "/a"}}}
	if got := FindingWords(c.Findings[0], c, model.Dates{}); got != "It is a Waymark file." {
		t.Error(got)
	}
}

// The JSON holds the same and always the same fields.
func TestDoctorJSON(t *testing.T) {
	var b bytes.Buffer
	if err := DoctorJSON(&b, everything(), model.Dates{Today: model.DayOf(examined)}); err != nil {
		t.Fatal(err)
	}
	var all struct{ Findings []map[string]any }
	if err := json.Unmarshal(b.Bytes(), &all); err != nil || len(all.Findings) != 2*len(model.FindingKeys()) {
		t.Fatalf("%v: %s", err, b.Bytes())
	}
	c := model.Checkup{File: "/home/rosa/waymark/waymark.db", At: examined, Findings: []model.Finding{
		{Key: model.FileOurs},
		{Key: model.RuleValues, Name: "goal", Count: 2},
		{Key: model.PagesDamaged, Count: 1, Detail: "row 3 missing"},
		{Key: model.PrivateFile, Count: 1, Path: "/home/rosa/waymark/waymark.db"},
		{Key: model.RoomEnough, Free: 61_000_000_000},
		{Key: model.CopiesKept, Count: 3, Path: "/home/rosa/waymark/waymark-copies/waymark-2026-11-22-1804.db", When: examined.Add(-16 * time.Hour)},
	}}
	b.Reset()
	if err := DoctorJSON(&b, c, model.Dates{Today: model.DayOf(examined)}); err != nil {
		t.Fatal(err)
	}
	golden.RequireEqual(t, b.Bytes())
}

func TestArgument(t *testing.T) {
	for path, want := range map[string]string{
		"/home/rosa/waymark": "/home/rosa/waymark", "/a b": "'/a b'", "/it's": `'/it'\''s'`, "/$(x)": "'/$(x)'", "/ä": "/ä", "/a\x1b[2Jb": "'/ab'",
	} {
		if got := argument(path); got != want {
			t.Errorf("%q is %s, want %s", path, got, want)
		}
	}
	if strings.Contains(size(61_500_000_000)+size(900_000_000), ".") || size(61_500_000_000) != "61 GB" || size(900_000_000) != "900 MB" {
		t.Error(size(61_500_000_000), size(900_000_000))
	}
}
