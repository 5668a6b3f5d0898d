package store

import (
	"bytes"
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"slices"
	"strings"

	"modernc.org/sqlite"

	"waymark/model"
)

// cleaning makes connections on which every text that is read can be shown: a file
// may hold what no field of ours would have taken, when it comes from elsewhere.
// See [model.Clean]. What stands in the file is not changed by it.
type cleaning struct{ driver.Connector }

// Connect implements [driver.Connector].
func (c cleaning) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return cleanConn{conn.(wholeConn)}, nil
}

// wholeConn is all that is asked of a connection of the driver.
type wholeConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
	restorer
}

type cleanConn struct{ wholeConn }

// QueryContext implements [driver.QueryerContext].
func (c cleanConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	rows, err := c.wholeConn.QueryContext(ctx, query, args)
	if err != nil {
		return nil, err
	}
	return cleanRows{rows}, nil
}

type cleanRows struct{ driver.Rows }

// oneLine are the columns whose words stand on one line.
var oneLine = []string{"name", "title", "unit", "relation", "contact", "by_name", "small_from", "starter", "due_typed", "hoped_typed", "until_typed"}

// Next implements [driver.Rows].
func (r cleanRows) Next(to []driver.Value) error {
	if err := r.Rows.Next(to); err != nil {
		return err
	}
	for i, v := range to {
		if text, ok := v.(string); ok && !plainly(text) {
			to[i] = model.Clean(text, !slices.Contains(oneLine, r.Columns()[i]))
		}
	}
	return nil
}

// plainly reports whether a text is of letters and signs that any terminal shows:
// nearly all are, and looking is all that it costs them.
func plainly(text string) bool {
	for i := range len(text) {
		if b := text[i]; b < 0x20 || b > 0x7e {
			return false
		}
	}
	return true
}

// openReading opens a file that is only read.
func openReading(address string) (*sql.DB, error) {
	connector, err := sqlite.NewConnector(address)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(cleaning{connector}), nil
}

// decode reads JSON that stands in the file. What cannot be shown may be written
// in it as letters.
func decode(text string, to any) error {
	if strings.Contains(text, `\u`) {
		var whole any
		d := json.NewDecoder(strings.NewReader(text))
		d.UseNumber()
		if err := d.Decode(&whole); err != nil {
			return err
		}
		var b bytes.Buffer
		if err := json.NewEncoder(&b).Encode(cleanAll(whole)); err != nil {
			return err
		}
		text = b.String()
	}
	return json.Unmarshal([]byte(text), to)
}

func cleanAll(v any) any {
	switch v := v.(type) {
	case string:
		return model.Clean(v, true)
	case []any:
		for i := range v {
			v[i] = cleanAll(v[i])
		}
	case map[string]any:
		clean := make(map[string]any, len(v))
		for key, one := range v {
			clean[model.Clean(key, false)] = cleanAll(one)
		}
		return clean
	}
	return v
}
