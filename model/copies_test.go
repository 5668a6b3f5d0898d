package model

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestCopyName(t *testing.T) {
	zone := time.FixedZone("east", 5*60*60)
	made := time.Date(2026, time.November, 23, 9, 4, 59, 0, zone)
	for why, want := range map[Reason]string{
		DailyCopy:     "waymark-2026-11-23-0904",
		BeforeRemoval: "waymark-2026-11-23-0904-before-removal",
		BeforeRestore: "waymark-2026-11-23-0904-before-restore",
		BeforeUpdate:  "waymark-2026-11-23-0904-before-update",
		Rescued:       "waymark-2026-11-23-0904-rescued",
		ByHand:        "waymark-2026-11-23-0904-by-hand",
	} {
		name := CopyName(made, why)
		if name != want {
			t.Errorf("%q: %q, want %q", why, name, want)
		}
		for _, end := range []string{".db", "-2.db", "-13.db"} {
			gotMade, gotWhy, ok := ParseCopyName(name+end, zone)
			if !ok || gotWhy != why || !gotMade.Equal(made.Truncate(time.Minute)) {
				t.Errorf("%s: %v %q %v", name+end, gotMade, gotWhy, ok)
			}
		}
	}
	for _, other := range []string{
		"waymark.db", "waymark-2026-11-23.db", "waymark-2026-13-23-0904.db", "waymark-2026-11-23-2904.db", "waymark-2026-11-23-0904-mine.db",
		"waymark-2026-11-23-0904.db-wal", "x-waymark-2026-11-23-0904.db", "waymark-123.unfinished", "",
	} {
		if _, _, ok := ParseCopyName(other, zone); ok {
			t.Errorf("%q is the name of a copy", other)
		}
	}
}

func TestCopyDue(t *testing.T) {
	now := time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)
	ago := func(d time.Duration) Copy { return Copy{Made: now.Add(-d)} }
	for name, c := range map[string]struct {
		copies []Copy
		want   bool
	}{
		"none":                        {nil, true},
		"one of just now":             {[]Copy{ago(0)}, false},
		"one of today":                {[]Copy{ago(30 * time.Hour), ago(23 * time.Hour)}, false},
		"one of a day ago":            {[]Copy{ago(24 * time.Hour)}, true},
		"one that cannot be used":     {[]Copy{{Made: now, Err: ErrDamaged}}, true},
		"one from when a clock stood": {[]Copy{ago(-400 * 24 * time.Hour)}, true},
	} {
		if got := CopyDue(c.copies, now); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// A year of daily use leaves copies of seven days, four weeks and twelve months.
func TestSpent(t *testing.T) {
	var kept []Copy
	day := time.Date(2025, time.January, 1, 18, 4, 0, 0, time.UTC)
	for range 730 {
		kept = append(kept, Copy{Path: CopyName(day, DailyCopy), Made: day})
		gone := Spent(kept, day)
		kept = slices.DeleteFunc(kept, func(c Copy) bool { return slices.ContainsFunc(gone, func(g Copy) bool { return g.Path == c.Path }) })
		day = day.AddDate(0, 0, 1)
	}
	var got []string
	for _, c := range kept {
		got = append(got, c.Made.Format("2006-01-02"))
	}
	want := []string{
		"2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30",
		"2026-12-13", "2026-12-20", "2026-12-25", "2026-12-26", "2026-12-27", "2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("kept (-want +got):\n%s", d)
	}
}

// Whatever copies there are: the newest that can be used stays, and so does what
// was made for a person's removal, what cannot be used, and what is from later
// than now; taking the spent ones away leaves none that are spent.
func TestSpentNeverTakes(t *testing.T) {
	now := time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		var list []Copy
		for i := range rapid.IntRange(0, 60).Draw(t, "copies") {
			c := Copy{
				Path:   fmt.Sprint(i),
				Made:   now.Add(-time.Duration(rapid.IntRange(-40*24, 900*24).Draw(t, "hours ago")) * time.Hour),
				Reason: rapid.SampledFrom([]Reason{DailyCopy, DailyCopy, BeforeRemoval, BeforeRestore, BeforeUpdate, Rescued, ByHand}).Draw(t, "why"),
			}
			if rapid.IntRange(0, 9).Draw(t, "damaged") == 0 {
				c.Err = ErrDamaged
			}
			list = append(list, c)
		}
		gone := Spent(list, now)
		newest := Copy{}
		for _, c := range list {
			if c.Err == nil && !c.Made.After(now) && (newest.Path == "" || c.Made.After(newest.Made)) {
				newest = c
			}
		}
		for _, c := range gone {
			switch {
			case c.Err != nil, c.Made.After(now), c.Reason == BeforeRemoval, c.Reason == Rescued, c.Reason == ByHand:
				t.Errorf("takes %v", c)
			case c.Made.Equal(newest.Made) && !slices.ContainsFunc(list, func(o Copy) bool {
				return o.Path != c.Path && o.Err == nil && o.Made.Equal(c.Made) && !slices.ContainsFunc(gone, func(g Copy) bool { return g.Path == o.Path })
			}):
				t.Errorf("takes the newest, %v", c)
			}
		}
		left := slices.DeleteFunc(list, func(c Copy) bool { return slices.ContainsFunc(gone, func(g Copy) bool { return g.Path == c.Path }) })
		if again := Spent(left, now); len(again) > 0 {
			t.Errorf("then takes %v", again)
		}
	})
}

func TestDifferenceSame(t *testing.T) {
	for name, c := range map[string]struct {
		d    Difference
		want bool
	}{
		"as it is now":       {Difference{Related: true}, true},
		"something since":    {Difference{Related: true, Gone: []Change{{ID: 1}}}, false},
		"something back":     {Difference{Related: true, Back: []Change{{ID: 1}}}, false},
		"of another file":    {Difference{}, false},
		"of a goal the same": {Difference{Related: true, Goals: nil, Copy: Copy{Err: errors.New("x")}}, true},
	} {
		if got := c.d.Same(); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// Two copies were brought back in one minute: what was there before each stays.
func TestSpentKeepsEachRestoreOfOneMinute(t *testing.T) {
	made := time.Date(2026, time.November, 25, 9, 0, 0, 0, time.UTC)
	list := []Copy{{Path: "a.db", Made: made, Reason: BeforeRestore}, {Path: "a-2.db", Made: made, Reason: BeforeRestore}}
	if got := Spent(list, made.Add(time.Hour)); len(got) > 0 {
		t.Errorf("spent are %+v", got)
	}
}

// Of two copies of one minute the second is the newer one.
func TestSpentKeepsTheLaterOfOneMinute(t *testing.T) {
	now := time.Date(2026, time.November, 25, 9, 0, 0, 0, time.UTC)
	made := now.Add(-48 * time.Hour)
	var list []Copy
	for _, end := range []string{"", "-9", "-10"} {
		list = append(list, Copy{Path: "waymark-2026-11-23-0900" + end + ".db", Made: made})
	}
	if got := Spent(append(list, Copy{Path: "waymark-2026-11-25-0900.db", Made: now}), now); len(got) != 2 || slices.ContainsFunc(got, func(c Copy) bool { return c.Path == list[2].Path }) {
		t.Errorf("spent are %+v", got)
	}
}
