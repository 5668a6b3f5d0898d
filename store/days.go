package store

import (
	"database/sql"
	"fmt"

	"waymark/model"
)

// dayTo scans a calendar day; NULL is no day.
type dayTo struct{ day *model.Day }

// Scan implements [sql.Scanner].
func (d dayTo) Scan(v any) error {
	text, ok := v.(string)
	if v != nil && !ok {
		return fmt.Errorf("%w: day is a %T", model.ErrDamaged, v)
	}
	return d.day.UnmarshalText([]byte(text))
}

// dayOrNull keeps no day as NULL.
func dayOrNull(d model.Day) any {
	if d == 0 {
		return nil
	}
	return d.String()
}

// dueColumns are the four columns that keep a [model.Due]: a fixed day, or the
// days and months after the goal's start, or neither, and what was typed.
type dueColumns struct {
	day          model.Day
	days, months sql.NullInt64
	typed        string
}

func (c dueColumns) due() model.Due {
	return model.Due{Day: c.day, FromStart: c.days.Valid, Days: int(c.days.Int64), Months: int(c.months.Int64), Typed: c.typed}
}

func dueArgs(d model.Due) []any {
	if d.FromStart {
		return []any{nil, d.Days, d.Months, d.Typed}
	}
	return []any{dayOrNull(d.Day), nil, nil, d.Typed}
}
