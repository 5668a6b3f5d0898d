package model

// Precaution is something to keep in mind, often for a while only: "No bending
// past 90 degrees, until week 6". It is no milestone: nobody checks it off, and
// it ends by itself.
type Precaution struct {
	ID    int64  `json:"id,omitempty"`
	Text  string `json:"text"`
	Until Due    `json:"until"` // its last day; none: no end is known
}

// Validate tells whether the precaution can be kept.
func (p Precaution) Validate() error { return checkName("thing to keep in mind", p.Text) }

// InForce reports whether the precaution still holds today, for a goal begun on
// start.
func (p Precaution) InForce(start, today Day) bool {
	until := p.Until.On(start)
	return until == 0 || today <= until
}

// Words are the precaution with its last day: "No bending past 90 degrees,
// until Mon 14 Dec."
func (p Precaution) Words(start Day, s Dates) string {
	if until := p.Until.On(start); until != 0 {
		return p.Text + ", until " + s.Short(until) + "."
	}
	return Sentence(p.Text)
}
