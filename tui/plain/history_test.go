package plain

import (
	"bytes"
	"testing"
	"time"

	"waymark/model"
)

// told are three lines of a history, newest first: the second took the third
// back, and the first is by someone who was removed.
func told() []model.Change {
	at := time.Date(2026, time.November, 23, 23, 30, 0, 250_000_000, time.FixedZone("east", 3600))
	line := func(id int64, by string, kind model.Kind, words string) model.Change {
		return model.Change{
			ID: id, When: at, On: monday, Clock: model.Clock(at), By: by, Patient: 1, GoalID: 1, Kind: kind, Words: words, Stands: true,
		}
	}
	lines := []model.Change{
		line(9, "", model.KindReading, "Wrote down Pain:\n3 of 10"), line(8, "Ben", model.KindUndo, `Undone: checked off "Stand"`),
		line(5, "Rosa", model.KindMilestone, `Checked off "Stand"`),
	}
	lines[0].Patient, lines[0].GoalID = 77, 77
	lines[1].Undoes, lines[2].Stands = 5, false
	return lines
}

func TestHistoryInWords(t *testing.T) {
	var b bytes.Buffer
	History(&b, told(), dates)
	want := `Mon 23 Nov 2026, 23:30. Wrote down Pain: 3 of 10. By someone who was removed.
Mon 23 Nov 2026, 23:30. Undone: checked off "Stand". By Ben.
Mon 23 Nov 2026, 23:30. Checked off "Stand". By Rosa. Taken back.
`
	if b.String() != want {
		t.Errorf("history prints\n%s\nwant\n%s", b.String(), want)
	}
	b.Reset()
	if History(&b, nil, dates); b.String() != "No such change was made.\n" {
		t.Errorf("of nothing it prints %q", b.String())
	}
}

func TestHistoryAsJSON(t *testing.T) {
	var b bytes.Buffer
	home, goals := rosa()
	if err := HistoryJSON(&b, told(), home.People, goals); err != nil {
		t.Fatal(err)
	}
	want := `{
  "changes": [
    {
      "at": "2026-11-23T22:30:00.25Z",
      "on": "2026-11-23",
      "by": null,
      "patient": null,
      "goal": null,
      "kind": "reading",
      "words": "Wrote down Pain:\n3 of 10",
      "stands": true,
      "undoes": null
    },
    {
      "at": "2026-11-23T22:30:00.25Z",
      "on": "2026-11-23",
      "by": "Ben",
      "patient": "Rosa",
      "goal": "Walk far",
      "kind": "undo",
      "words": "Undone: checked off \"Stand\"",
      "stands": true,
      "undoes": 2
    },
    {
      "at": "2026-11-23T22:30:00.25Z",
      "on": "2026-11-23",
      "by": "Rosa",
      "patient": "Rosa",
      "goal": "Walk far",
      "kind": "milestone-change",
      "words": "Checked off \"Stand\"",
      "stands": false,
      "undoes": null
    }
  ]
}
`
	if b.String() != want {
		t.Errorf("as JSON\n%s\nwant\n%s", b.String(), want)
	}
	b.Reset()
	if err := HistoryJSON(&b, told()[:2], nil, nil); err != nil || bytes.Contains(b.Bytes(), []byte(`"undoes": 2`)) {
		t.Errorf("what was taken back is not in the list: %v\n%s", err, b.String())
	}
	b.Reset()
	if err := HistoryJSON(&b, nil, nil, nil); err != nil || b.String() != "{\n  \"changes\": []\n}\n" {
		t.Errorf("of nothing: %q, %v", b.String(), err)
	}
}
