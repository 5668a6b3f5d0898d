package model

import (
	"errors"
	"slices"
	"time"
)

// Health says how well something is.
type Health string

// The states of health, from the best on.
const (
	Well  Health = "well"
	Look  Health = "look"  // it can be used, and someone had better look at it
	Wrong Health = "wrong" // it cannot be used, or part of it is lost
)

// FindingKey names what was found by an examination of the data file.
type FindingKey string

// What can be found. Keys are stable: scripts go by them.
const (
	FileOurs       FindingKey = "file"            // it is a Waymark file and can be opened
	FileNone       FindingKey = "file-none"       // there is none yet
	FileEmpty      FindingKey = "file-empty"      // there is nothing in it, and there are no copies
	FileGone       FindingKey = "file-gone"       // it is not there or empty, as Name says ("gone", "empty"), while copies of it are
	FileOther      FindingKey = "file-other"      // another program's
	FileNewer      FindingKey = "file-newer"      // a newer Waymark's
	FileClosed     FindingKey = "file-closed"     // it cannot be opened: a right is lacking, say
	FileBusy       FindingKey = "file-busy"       // another program holds it
	FileReadOnly   FindingKey = "file-readonly"   // it can be read, and nothing can be written to it or in its folder, which is Path
	FileUnseen     FindingKey = "file-unseen"     // it could not be looked at, for the folder for temporary files, Path, cannot be used
	FileUnreadable FindingKey = "file-unreadable" // part of it cannot be read, so that the rest cannot be examined

	PagesWhole   FindingKey = "pages"         // it can be read from beginning to end
	PagesDamaged FindingKey = "pages-damaged" // Count things in it cannot be read or do not fit; Detail is one
	LinksWhole   FindingKey = "links"
	LinksBroken  FindingKey = "links-broken" // Count rows name others that are not there

	ShapeNewest  FindingKey = "shape"
	ShapeOlder   FindingKey = "shape-older"   // of an older Waymark; Count is which
	ShapeChanged FindingKey = "shape-changed" // Count tables, indexes or triggers are not as Waymark makes them; Name is one

	RulesKept   FindingKey = "rules"
	RuleReached FindingKey = "rule-reached" // Count milestones are reached without a day, or have one without being reached
	RuleValues  FindingKey = "rule-values"  // Count rows of the table Name hold what they may not
	RuleOrder   FindingKey = "rule-order"   // Count rows of the table Name stand so far out in their list that no other could come behind
	RuleAction  FindingKey = "rule-action"  // a change was begun and not brought to its end
	RuleHistory FindingKey = "rule-history" // Count rows are not as the history left them
	RuleIDs     FindingKey = "rule-ids"     // an id of the table Name could be given twice
	RuleDrafts  FindingKey = "rule-drafts"  // Count goals being planned cannot be read
	RuleTimes   FindingKey = "rule-times"   // Count moments of the table Name cannot be read

	PrivateKept   FindingKey = "private"
	PrivateFile   FindingKey = "private-file"   // others can open the file at Path
	PrivateFolder FindingKey = "private-folder" // others can look into the folder at Path
	PrivateShared FindingKey = "private-shared" // the folder at Path is not the person's own
	PrivateOwner  FindingKey = "private-owner"  // the file or folder at Path belongs to another user
	PrivateTraces FindingKey = "private-traces" // something is left in the file of someone who was removed

	RoomEnough FindingKey = "room" // Free bytes
	RoomLittle FindingKey = "room-little"

	CopiesKept    FindingKey = "copies"         // Count sound ones, the newest made When
	CopiesNone    FindingKey = "copies-none"    // there is none, and much to lose
	CopiesNotYet  FindingKey = "copies-not-yet" // there is none, and nothing to copy
	CopiesOld     FindingKey = "copies-old"     // much was changed since the newest
	CopiesDamaged FindingKey = "copies-damaged" // Count cannot be used; Path is the newest of them
	CopiesNewer   FindingKey = "copies-newer"   // Count are a newer Waymark's; Path is the newest of them

	PlaceHere    FindingKey = "place"
	PlaceNetwork FindingKey = "place-network" // the file lies on another computer, reached as Name
	PlaceSynced  FindingKey = "place-synced"  // the program Name keeps the folder Path the same on other computers
)

// health is how well each thing is that can be found.
var health = map[FindingKey]Health{
	FileOurs: Well, FileNone: Well, FileEmpty: Look, FileGone: Wrong, FileOther: Wrong, FileNewer: Wrong, FileClosed: Wrong,
	FileBusy: Wrong, FileUnreadable: Wrong, FileReadOnly: Wrong, FileUnseen: Look,
	PagesWhole: Well, PagesDamaged: Wrong, LinksWhole: Well, LinksBroken: Wrong,
	ShapeNewest: Well, ShapeOlder: Look, ShapeChanged: Wrong,
	RulesKept: Well, RuleReached: Wrong, RuleValues: Wrong, RuleOrder: Wrong, RuleAction: Wrong,
	RuleHistory: Wrong, RuleIDs: Wrong, RuleDrafts: Wrong, RuleTimes: Wrong,
	PrivateKept: Well, PrivateFile: Look, PrivateFolder: Look, PrivateShared: Look, PrivateOwner: Look, PrivateTraces: Look,
	RoomEnough: Well, RoomLittle: Look,
	CopiesKept: Well, CopiesNone: Look, CopiesNotYet: Well, CopiesOld: Look, CopiesDamaged: Look, CopiesNewer: Look,
	PlaceHere: Well, PlaceNetwork: Look, PlaceSynced: Look,
}

// FindingKeys lists all that can be found, in the order of their names.
func FindingKeys() []FindingKey {
	var all []FindingKey
	for k := range health {
		all = append(all, k)
	}
	slices.Sort(all)
	return all
}

// Health says how well it is.
func (k FindingKey) Health() Health { return health[k] }

// Finding is one thing that was found. What its key does not speak of is zero.
type Finding struct {
	Key    FindingKey
	Path   string
	Name   string
	Count  int
	Detail string    // as SQLite or the system says it, for whoever mends it
	Free   int64     // bytes
	When   time.Time // by the person's clock
}

// Checkup is what an examination of the data file found.
type Checkup struct {
	File     string
	At       time.Time
	Findings []Finding
}

// Add notes one more thing.
func (c *Checkup) Add(f Finding) { c.Findings = append(c.Findings, f) }

// Has reports whether something was found.
func (c Checkup) Has(k FindingKey) bool {
	return slices.ContainsFunc(c.Findings, func(f Finding) bool { return f.Key == k })
}

// Count is how many things are as well as that.
func (c Checkup) Count(h Health) int {
	n := 0
	for _, f := range c.Findings {
		if f.Key.Health() == h {
			n++
		}
	}
	return n
}

// Health is that of what is worst.
func (c Checkup) Health() Health {
	for _, h := range []Health{Wrong, Look} {
		if c.Count(h) > 0 {
			return h
		}
	}
	return Well
}

// The room a data file wants beside itself: for a copy or two, and for what is
// written meanwhile.
const (
	roomTimes = 3
	roomLeast = 50 << 20
)

// RoomNeeded is how many bytes are to be free for a data file of so many.
func RoomNeeded(size int64) int64 { return max(roomTimes*size, roomLeast) }

// copiesOldAfter is how long the newest copy lies behind the last change when
// someone had better look.
const copiesOldAfter = 7 * CopyEvery

// JudgeCopies says how the copies of a file are, of which something is in it or
// not, and which was changed last at a time.
func JudgeCopies(copies []Copy, inhabited bool, changed time.Time) []Finding {
	var newest Copy
	kept, damaged, newer := Finding{Key: CopiesKept}, Finding{Key: CopiesDamaged}, Finding{Key: CopiesNewer}
	for _, c := range copies { // the newest first
		to := &kept
		switch {
		case errors.Is(c.Err, ErrNewerFile):
			to = &newer
		case c.Err != nil:
			to = &damaged
		case newest.Path == "":
			newest = c
		}
		if to.Count++; to.Count == 1 {
			to.Path, to.When = c.Path, c.Made
		}
	}
	var list []Finding
	switch {
	case kept.Count > 0 && changed.Sub(newest.Made) > copiesOldAfter:
		kept.Key = CopiesOld
		list = append(list, kept)
	case kept.Count > 0:
		list = append(list, kept)
	case inhabited:
		list = append(list, Finding{Key: CopiesNone})
	default:
		list = append(list, Finding{Key: CopiesNotYet})
	}
	for _, f := range []Finding{damaged, newer} {
		if f.Count > 0 {
			list = append(list, f)
		}
	}
	return list
}
