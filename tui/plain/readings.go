package plain

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"waymark/model"
)

// ReadingsOf reads all readings of a measure, newest first.
type ReadingsOf func(measure int64) ([]model.Reading, error)

// Readings prints the readings of measures, oldest first. One measure is read at
// a time; what read returns as an error is returned as it is.
func Readings(w io.Writer, list []model.Measured, read ReadingsOf, dates model.Dates) error {
	if len(list) == 0 {
		fmt.Fprintln(w, "Nothing is measured yet.")
	}
	for i, m := range list {
		readings, err := read(m.ID)
		if err != nil {
			return err
		}
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintln(w, m)
		if len(readings) == 0 {
			fmt.Fprintln(w, "No reading yet.")
		}
		for _, r := range slices.Backward(readings) {
			fmt.Fprintln(w, readingLine(m.Measure, r, dates))
		}
	}
	return nil
}

// readingLine is a reading as sentences: `Mon 23 Nov 2026. 96 degrees. By Dana.
// "After the walk."`
func readingLine(m model.Measure, r model.Reading, dates model.Dates) string {
	line := dates.WithYear(r.On) + ". " + model.Sentence(model.Capital(m.Told(r.Value)))
	if r.By != "" {
		line += " " + model.Sentence("By "+r.By)
	}
	if r.Note != "" {
		line += " " + model.Quote(model.OneLine(r.Note))
	}
	return line
}

// The JSON of `waymark readings --json`: {"measures": [measuredJSON…]}. Absent
// values are null, and of done or not done, a value is 1 or 0.
type (
	measuredJSON struct {
		Name     string        `json:"name"`
		Unit     *string       `json:"unit"`
		Baseline *float64      `json:"baseline"`
		Aim      aimJSON       `json:"aim"`
		Readings []readingJSON `json:"readings"` // oldest first
	}
	readingJSON struct {
		Value float64   `json:"value"`
		On    string    `json:"on"`
		At    time.Time `json:"at"` // when it was written down, UTC
		By    *string   `json:"by"` // who measured it
		Note  *string   `json:"note"`
	}
)

// ReadingsJSON writes what [Readings] prints as JSON.
func ReadingsJSON(w io.Writer, list []model.Measured, read ReadingsOf) error {
	fmt.Fprint(w, "{\n  \"measures\": [")
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("    ", "  ")
	for i, m := range list {
		readings, err := read(m.ID)
		if err != nil {
			return err
		}
		if b.Reset(); i > 0 {
			fmt.Fprint(w, ",")
		}
		if err := enc.Encode(measuredOf(m.Measure, readings)); err != nil {
			return err
		}
		fmt.Fprintf(w, "\n    %s", bytes.TrimSpace(b.Bytes()))
	}
	if len(list) > 0 {
		fmt.Fprint(w, "\n  ")
	}
	fmt.Fprintln(w, "]\n}")
	return nil
}

func measuredOf(m model.Measure, readings []model.Reading) measuredJSON {
	out := measuredJSON{m.Name, said(m.Unit), m.Baseline, aimJSON{m.AimLow, m.AimHigh}, make([]readingJSON, 0, len(readings))}
	for _, r := range slices.Backward(readings) {
		out.Readings = append(out.Readings, readingJSON{r.Value, r.On.String(), r.At.UTC(), said(r.By), said(r.Note)})
	}
	return out
}
