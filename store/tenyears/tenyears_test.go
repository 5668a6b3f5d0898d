package tenyears

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"waymark/model"
	"waymark/store"
)

var today = model.NewDay(2026, time.November, 23)

// A file is as large as it says, and as sound as one that was lived with.
func TestFill(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "waymark.db")
	size := Size{Goals: 10, Active: 2, Each: 8, Readings: 100}
	if err := Fill(ctx, path, size, today); err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(ctx, path, nil)
	if err != nil {
		t.Fatal(err)
	}
	home, err := st.Home(ctx, model.Seat{})
	if err != nil {
		t.Fatal(err)
	}
	if len(home.Goals) != size.Active || home.Resting != 1 || home.Ended != size.Goals-size.Active-1 {
		t.Errorf("%d goals under way, %d rest, %d have ended", len(home.Goals), home.Resting, home.Ended)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for query, want := range map[string]int{
		"SELECT count(*) FROM milestone":                                        size.Goals * size.Each,
		"SELECT count(*) FROM reading":                                          size.Readings,
		"SELECT count(*) FROM change WHERE kind = 'reading'":                    size.Readings,
		"SELECT count(*) FROM change_row WHERE tbl = 'reading'":                 size.Readings,
		"SELECT count(*) FROM current_action WHERE change_id IS NOT NULL":       0,
		"SELECT count(*) FROM pragma_foreign_key_check":                         0,
		"SELECT count(*) FROM pragma_quick_check WHERE quick_check <> 'ok'":     0,
		"SELECT count(*) FROM goal WHERE lifecycle = 'active'":                  size.Active,
		"SELECT count(*) FROM milestone WHERE state = 'open' AND goal_id < 7":   0,
		"SELECT count(*) FROM change WHERE made_at > '2026-11-23T23:00:00.000'": 0,
	} {
		var got int
		if err := db.QueryRow(query).Scan(&got); err != nil || got != want {
			t.Errorf("%s: %d, want %d, %v", query, got, want, err)
		}
	}
}
