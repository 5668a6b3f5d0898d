package plain

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"waymark/model"
)

// written are some readings of the knee's bend, newest first, and none else.
func written(measure int64) ([]model.Reading, error) {
	if measure != 4 {
		return nil, nil
	}
	at := time.Date(2026, time.November, 23, 10, 0, 0, 500_000_000, time.FixedZone("east", 3600))
	return []model.Reading{
		{ID: 3, MeasureID: 4, On: monday, At: at, Value: 96, ReadBy: 3, By: "Dana", Note: "After\nthe walk."},
		{ID: 2, MeasureID: 4, On: monday - 1, At: at, Value: 95.5},
	}, nil
}

func TestReadingsInWords(t *testing.T) {
	var b bytes.Buffer
	home, _ := measured()
	list := measuresOf([]model.Goal{home.Goals[0].Goal})
	if err := Readings(&b, list, written, dates); err != nil {
		t.Fatal(err)
	}
	want := `Knee bend, in degrees. Goal: Walk far.
Sun 22 Nov 2026. 95.5 degrees.
Mon 23 Nov 2026. 96 degrees. By Dana. "After the walk."

Pain, 0 to 10. Goal: Walk far.
No reading yet.

Medicine taken. Goal: Walk far.
No reading yet.
`
	if b.String() != want {
		t.Errorf("readings prints\n%s\nwant\n%s", b.String(), want)
	}
	b.Reset()
	if err := Readings(&b, nil, written, dates); err != nil || b.String() != "Nothing is measured yet.\n" {
		t.Errorf("of nothing it prints %q, %v", b.String(), err)
	}
	if line := readingLine(model.UsualMeasures()[5], model.Reading{On: monday, By: "Rosa"}, dates); line != "Mon 23 Nov 2026. Not done. By Rosa." {
		t.Errorf("not done is %q", line)
	}
}

func TestReadingsAsJSON(t *testing.T) {
	var b bytes.Buffer
	home, _ := measured()
	if err := ReadingsJSON(&b, measuresOf([]model.Goal{home.Goals[0].Goal})[:2], written); err != nil {
		t.Fatal(err)
	}
	want := `{
  "measures": [
    {
      "name": "Knee bend",
      "unit": "degrees",
      "baseline": null,
      "aim": {
        "low": 120,
        "high": null
      },
      "readings": [
        {
          "value": 95.5,
          "on": "2026-11-22",
          "at": "2026-11-23T09:00:00.5Z",
          "by": null,
          "note": null
        },
        {
          "value": 96,
          "on": "2026-11-23",
          "at": "2026-11-23T09:00:00.5Z",
          "by": "Dana",
          "note": "After\nthe walk."
        }
      ]
    },
    {
      "name": "Pain",
      "unit": "of 10",
      "baseline": null,
      "aim": {
        "low": null,
        "high": null
      },
      "readings": []
    }
  ]
}
`
	if b.String() != want {
		t.Errorf("as JSON\n%s\nwant\n%s", b.String(), want)
	}
	b.Reset()
	if err := ReadingsJSON(&b, nil, written); err != nil || b.String() != "{\n  \"measures\": []\n}\n" {
		t.Errorf("of nothing: %q, %v", b.String(), err)
	}
}

func TestReadingsThatCannotBeRead(t *testing.T) {
	home, _ := measured()
	list := measuresOf([]model.Goal{home.Goals[0].Goal})
	damaged := func(int64) ([]model.Reading, error) { return nil, model.ErrDamaged }
	var b bytes.Buffer
	if err := Readings(&b, list, damaged, dates); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("in words: %v", err)
	}
	if err := ReadingsJSON(&b, list, damaged); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("as JSON: %v", err)
	}
}

// The last reading of each measure stands under its goal while that is under way.
func TestTodayAndShowSayTheLastReadings(t *testing.T) {
	home, g := measured()
	const line = "Knee bend: 96 degrees yesterday. Up 4 in 4 weeks. Aim: 120 or more.\n"
	var b bytes.Buffer
	Today(&b, home, dates)
	if want := "Next: Bend to 90. Planned for Sun 22 Nov.\n" + line + "Goal: Take the stairs."; !strings.Contains(b.String(), want) {
		t.Errorf("today prints\n%s\nwant in it\n%s", b.String(), want)
	}
	for lifecycle, want := range map[model.Lifecycle]int{model.Active: 1, model.OnHold: 0, model.Completed: 0} {
		b.Reset()
		g.Lifecycle = lifecycle
		Show(&b, []model.Goal{g}, dates)
		if strings.Count(b.String(), line) != want || strings.Contains(b.String(), "Pain") {
			t.Errorf("%s: want it %d times\n%s", lifecycle, want, b.String())
		}
	}
}
