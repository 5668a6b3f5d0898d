package model

import (
	"testing"
	"time"
)

func TestCheckupHealth(t *testing.T) {
	for _, test := range []struct {
		keys []FindingKey
		want Health
	}{
		{nil, Well},
		{[]FindingKey{FileOurs, CopiesKept}, Well},
		{[]FindingKey{FileOurs, CopiesOld}, Look},
		{[]FindingKey{PagesDamaged, CopiesOld}, Wrong},
	} {
		var c Checkup
		for _, k := range test.keys {
			c.Add(Finding{Key: k})
		}
		if got := c.Health(); got != test.want {
			t.Errorf("%v: %s, want %s", test.keys, got, test.want)
		}
	}
	for _, k := range FindingKeys() {
		if h := k.Health(); h != Well && h != Look && h != Wrong {
			t.Errorf("%s is %q", k, h)
		}
	}
}

func TestJudgeCopies(t *testing.T) {
	now := time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)
	copyOf := func(days int, err error) Copy { return Copy{Path: "x", Made: now.AddDate(0, 0, -days), Err: err} }
	for _, test := range []struct {
		name      string
		copies    []Copy
		inhabited bool
		changed   time.Time
		want      FindingKey
		when      time.Time
	}{
		{"none, and nothing to lose", nil, false, time.Time{}, CopiesNotYet, time.Time{}},
		{"none", nil, true, now, CopiesNone, time.Time{}},
		{"as new as can be", []Copy{copyOf(0, nil), copyOf(9, nil)}, true, now, CopiesKept, now},
		{"old, and nothing was changed", []Copy{copyOf(90, nil)}, true, now.AddDate(0, 0, -91), CopiesKept, now.AddDate(0, 0, -90)},
		{"old", []Copy{copyOf(8, nil)}, true, now, CopiesOld, now.AddDate(0, 0, -8)},
		{"a week", []Copy{copyOf(7, nil)}, true, now, CopiesKept, now.AddDate(0, 0, -7)},
		{"only the old one is sound", []Copy{copyOf(0, ErrDamaged), copyOf(9, nil)}, true, now, CopiesOld, now.AddDate(0, 0, -9)},
		{"none is sound", []Copy{copyOf(0, ErrDamaged)}, true, now, CopiesNone, time.Time{}},
	} {
		list := JudgeCopies(test.copies, test.inhabited, test.changed)
		if list[0].Key != test.want || !list[0].When.Equal(test.when) {
			t.Errorf("%s: %+v", test.name, list)
		}
	}
	list := JudgeCopies([]Copy{copyOf(1, ErrNewerFile), copyOf(2, ErrDamaged), copyOf(3, ErrNotWaymark), copyOf(4, nil)}, true, now)
	if len(list) != 3 || list[1] != (Finding{Key: CopiesDamaged, Count: 2, Path: "x", When: now.AddDate(0, 0, -2)}) || list[2].Key != CopiesNewer || list[2].Count != 1 {
		t.Errorf("%+v", list)
	}
}

func TestRoomNeeded(t *testing.T) {
	if RoomNeeded(0) != 50<<20 || RoomNeeded(100<<20) != 300<<20 {
		t.Error(RoomNeeded(0), RoomNeeded(100<<20))
	}
}
