package model

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Reason says what a copy of the data file was made for.
type Reason string

// The reasons.
const (
	DailyCopy     Reason = ""               // made by itself, at a start
	BeforeRemoval Reason = "before-removal" // of a person
	BeforeRestore Reason = "before-restore" // of another copy
	BeforeUpdate  Reason = "before-update"  // of the file to the shape of a newer Waymark
	Rescued       Reason = "rescued"        // what could be read of a damaged file
	ByHand        Reason = "by-hand"        // by a person, among those that are made by themselves
)

// CopyName is the name, without its ending, of a copy of the data file that is
// made at a time of the person's clock: "waymark-2026-11-23-0904",
// "waymark-2026-11-23-0904-before-removal".
func CopyName(made time.Time, why Reason) string {
	name := "waymark-" + made.Format(copyTime)
	if why != DailyCopy {
		name += "-" + string(why)
	}
	return name
}

const copyTime = "2006-01-02-1504"

var copyName = regexp.MustCompile(`^waymark-(\d{4}-\d\d-\d\d-\d{4})(?:-(before-removal|before-restore|before-update|rescued|by-hand))?(?:-\d+)?\.db$`)

// ParseCopyName returns when, by the person's clock in a zone, and what for a
// copy was made, by the name of its file, and whether that is the name of a copy.
func ParseCopyName(file string, zone *time.Location) (made time.Time, why Reason, ok bool) {
	parts := copyName.FindStringSubmatch(file)
	if parts == nil {
		return time.Time{}, "", false
	}
	made, err := time.ParseInLocation(copyTime, parts[1], zone)
	return made, Reason(parts[2]), err == nil
}

// Copy is a copy of the data file, or the file itself, and what is in it.
type Copy struct {
	Path   string
	Made   time.Time // by the person's clock, to the minute
	Reason Reason
	Err    error // why it cannot be used: [ErrDamaged], [ErrNewerFile], [ErrNotWaymark] or what the disk says; else nil

	Shape     int      // how many migrations the file has had
	Patients  []string // the names of those who recover
	People    int      // everyone in it
	Goals     int      // whatever became of them; not those entered in error
	Progress  Progress // of the milestones of all those goals
	Readings  int
	LastWords string    // what was done last in it
	LastAt    time.Time // and when; zero where nothing was
}

// Difference is what a copy and the present file do not have in common.
type Difference struct {
	Copy, Now Copy
	Related   bool     // they have a beginning in common: the copy is of this file
	Gone      []Change // what was done since and is not in the copy, newest first; at most [NewsAtOnce]
	MoreGone  int      // how many further changes
	Back      []Change // what is in the copy and not in the present file, in the same way
	MoreBack  int
	Goals     []GoalDifference // those that are not as far, or not there, on one side
}

// Same reports whether bringing the copy back would change nothing that the
// history tells.
func (d Difference) Same() bool {
	return d.Related && len(d.Gone)+len(d.Back) == 0
}

// GoalDifference is how far a goal is in the copy and now. It is nil where the
// goal is not there.
type GoalDifference struct {
	Patient, Title string // as in the copy, or as now where it is not in the copy
	Then, Now      *Progress
}

// Restored says that a copy was brought back.
type Restored struct {
	Copy Copy   // what was brought back
	Kept string // where the file as it was before is kept; "" where there was nothing in it
}

// BroughtBack are the words of the line in the history that says a copy was
// brought back today. They stay, so they tell the day itself, and the year when it
// is another.
func BroughtBack(c Copy, today Day) string {
	if c.Reason == Rescued {
		return "Opened what could be read of the damaged file"
	}
	return "Brought back the copy of " + Dates{Today: today}.Short(DayOf(c.Made)) + ", " + Clock(c.Made)
}

// CopyEvery is how old the newest copy is when another one is due.
const CopyEvery = 24 * time.Hour

// CopyDue reports whether a copy is due. One that says it was made later than now
// does not count: a clock was wrong.
func CopyDue(copies []Copy, now time.Time) bool {
	return !slices.ContainsFunc(copies, func(c Copy) bool {
		return c.Err == nil && !c.Made.After(now) && now.Sub(c.Made) < CopyEvery
	})
}

// Of the copies that were made by themselves, one is kept of each of the last 7
// days that has one, of the last 4 weeks and of the last 12 months.
const (
	keptDays   = 7
	keptWeeks  = 4
	keptMonths = 12
)

// Spent returns the copies that are not kept any longer. Those that were made for
// another reason than that a day went by stay, but for updates and restores, of
// which the last ones stay; so do one that cannot be used, for someone may be
// able to read it, one whose name says it was made later than now, and with all that
// always the newest that can be used.
func Spent(copies []Copy, now time.Time) []Copy {
	list := slices.DeleteFunc(slices.Clone(copies), func(c Copy) bool { return c.Err != nil || c.Made.After(now) })
	slices.SortStableFunc(list, func(a, b Copy) int {
		return cmp.Or(b.Made.Compare(a.Made), cmp.Compare(len(b.Path), len(a.Path)), strings.Compare(b.Path, a.Path)) // "-10" is after "-9"
	})
	kept := map[string]bool{}
	of := func(most int, why Reason, period func(Copy) string) {
		seen := map[string]bool{}
		for _, c := range list {
			if p := period(c); c.Reason == why && !seen[p] && len(seen) < most {
				seen[p], kept[c.Path] = true, true
			}
		}
	}
	of(keptDays, DailyCopy, func(c Copy) string { return c.Made.Format("2006-01-02") })
	of(keptWeeks, DailyCopy, func(c Copy) string { y, w := c.Made.ISOWeek(); return fmt.Sprint(y, "-", w) })
	of(keptMonths, DailyCopy, func(c Copy) string { return c.Made.Format("2006-01") })
	each := func(c Copy) string { return c.Path } // two of one minute hold two states
	of(keptMonths, BeforeUpdate, each)
	of(keptMonths, BeforeRestore, each)
	return slices.DeleteFunc(list, func(c Copy) bool {
		return kept[c.Path] || c.Reason == BeforeRemoval || c.Reason == Rescued || c.Reason == ByHand
	})
}
