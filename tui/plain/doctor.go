package plain

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"waymark/model"
)

// ErrUnwell says that an examination found a data file that cannot be used, or of
// which part is lost.
var ErrUnwell = errors.New("the data file is not well")

// ErrHeld says that it could not be made because another program holds the file.
var ErrHeld = fmt.Errorf("%w: %w", ErrUnwell, model.ErrBusy)

// UnwellError is what a checkup comes to for whoever goes by exit codes; nil where
// the file can be used.
func UnwellError(c model.Checkup) error {
	switch {
	case c.Has(model.FileBusy):
		return ErrHeld
	case c.Health() == model.Wrong:
		return ErrUnwell
	}
	return nil
}

// Doctor prints what was found, one thing a line, and what that comes to.
func Doctor(w io.Writer, c model.Checkup, d model.Dates) {
	fmt.Fprintln(w, "The file: "+shown(c.File))
	for _, f := range c.Findings {
		fmt.Fprintln(w, FindingWords(f, c, d))
	}
	fmt.Fprintln(w, CheckupWords(c))
}

// CheckupWords say in one line what a checkup comes to, and what to do with damage.
func CheckupWords(c model.Checkup) string {
	look := c.Count(model.Look)
	switch {
	case c.Has(model.FileUnseen) && c.Health() != model.Wrong:
		return "Not all could be looked over. Nothing was changed."
	case c.Has(model.FileBusy), c.Has(model.FileNewer), c.Has(model.FileOther), c.Has(model.FileClosed):
		return "This file cannot be used as it is. Nothing was changed."
	case c.Has(model.FileReadOnly) && c.Count(model.Wrong) == 1:
		return "The file can be read, and not be changed. Your notes are safe."
	case c.Health() == model.Wrong:
		return "Not all is well. Nothing was changed. To bring back a saved copy, run waymark restore."
	case look == 1:
		return "One thing to look at. Your notes are safe."
	case look > 1:
		return fmt.Sprintf("%d things to look at. Your notes are safe.", look)
	}
	return "All is well."
}

// FindingWords say what was found and, where it is not well, what to do. What SQLite
// or the system said to it is for whoever mends it, and only in the JSON.
func FindingWords(f model.Finding, c model.Checkup, d model.Dates) string {
	switch {
	case f.Key == model.FileGone:
		return goneWords(f, c)
	case f.Key == model.FileOurs && c.Has(model.FileReadOnly):
		return "It is a Waymark file."
	}
	for _, words := range []func(model.Finding) string{fileWords, ruleWords, privateWords} {
		if said := words(f); said != "" {
			return said
		}
	}
	switch f.Key {
	case model.RoomEnough:
		return "There is room for copies: " + size(f.Free) + " free."
	case model.RoomLittle:
		return "There is little room left: " + size(f.Free) + ". Make some room, so that copies can be made."
	case model.PlaceHere:
		return "The file is on this computer, and no program that we know copies it elsewhere."
	case model.PlaceNetwork:
		return "The file is not on this computer: it is reached by " + shown(f.Name) + ". That can damage it. Move it to a folder on this computer."
	case model.PlaceSynced:
		return shown(f.Name) + " keeps this folder the same elsewhere: " + shown(f.Path) + ". That can damage the file. Move it to another folder."
	}
	return copyWords(f, c.At, d)
}

func fileWords(f model.Finding) string {
	switch f.Key {
	case model.FileOurs:
		return "It is a Waymark file, and it can be opened."
	case model.FileNone:
		return "There is no file yet. Waymark makes it when you begin."
	case model.FileEmpty:
		return "The file is empty. Waymark begins anew in it."
	case model.FileOther:
		return "This is not a Waymark file. Choose another one with --file."
	case model.FileNewer:
		return "This file was written by a newer Waymark. Get the newer version to open it."
	case model.FileClosed:
		return "The file cannot be opened. See who owns it, and who may open it."
	case model.FileBusy:
		return "Another program holds the file. Close the other program, then try again."
	case model.FileReadOnly:
		return "Nothing can be written here: " + shown(f.Path) + ". See who owns it, and who may write to it."
	case model.FileUnseen:
		return "It could not be looked over: no temporary files can be made in " + shown(f.Path) + ". Make some room there, then try again."
	case model.FileUnreadable:
		return "Part of the file cannot be read."
	case model.PagesWhole:
		return "The file can be read from beginning to end."
	case model.PagesDamaged:
		return "Part of the file is damaged: " + model.Count(f.Count, "place") + "."
	case model.LinksWhole:
		return "All its parts fit together."
	case model.LinksBroken:
		return "Some parts name others that are not there: " + fmt.Sprint(f.Count) + "."
	case model.ShapeNewest:
		return "It has the shape that this Waymark makes."
	case model.ShapeOlder:
		return "It was made by an older Waymark. It is brought up to date when you next open it."
	case model.ShapeChanged:
		return "Something else has changed how the file is built: " + shown(f.Name) + "."
	}
	return ""
}

// goneWords say of a file what became of it, and which copy is the newest.
func goneWords(f model.Finding, c model.Checkup) string {
	became := "gone or empty"
	if f.Name == "gone" || f.Name == "empty" {
		became = f.Name
	}
	words := "The file is " + became + ", but there are copies of it."
	for _, kept := range c.Findings {
		if (kept.Key == model.CopiesKept || kept.Key == model.CopiesOld) && kept.Path != "" {
			words += " The newest is " + shown(kept.Path) + "."
			break
		}
	}
	return words + " To bring one back, run waymark restore."
}

func ruleWords(f model.Finding) string {
	switch f.Key {
	case model.RulesKept:
		return "What is written in it makes sense, and the history agrees with it."
	case model.RuleReached:
		return model.Count(f.Count, "milestone") + ": done without a day, or with a day and not done."
	case model.RuleValues:
		return "In " + shown(f.Name) + ", what is written cannot be so: " + model.Count(f.Count, "row") + "."
	case model.RuleOrder:
		return "In " + shown(f.Name) + ", a place in a list is out of reach: " + model.Count(f.Count, "row") + "."
	case model.RuleAction:
		return "A change was begun and not brought to its end."
	case model.RuleHistory:
		return "The history does not agree with what is there: " + model.Count(f.Count, "row") + "."
	case model.RuleIDs:
		return "In " + shown(f.Name) + ", a number could be given twice."
	case model.RuleDrafts:
		return model.Count(f.Count, "plan") + " you began cannot be read."
	case model.RuleTimes:
		return "In " + shown(f.Name) + ", a time cannot be read: " + model.Count(f.Count, "row") + "."
	}
	return ""
}

func privateWords(f model.Finding) string {
	path := shown(f.Path)
	switch f.Key {
	case model.PrivateKept:
		return "Only you can open the file and its copies."
	case model.PrivateFile:
		if f.Count > 1 {
			return fmt.Sprintf("Others can open %d files here: %s. Run: chmod 600 %s/*", f.Count, path, argument(f.Path))
		}
		return "Others can open " + path + ". Run: chmod 600 " + argument(f.Path)
	case model.PrivateFolder:
		return "Others can look into the folder " + path + ". To keep it private: chmod 700 " + argument(f.Path)
	case model.PrivateShared:
		return "The folder " + path + " is shared with others. Move the file to a folder of your own."
	case model.PrivateOwner:
		if f.Count > 1 {
			return fmt.Sprintf("Another user owns %d files here: %s. Ask whoever looks after this computer.", f.Count, path)
		}
		return "Another user owns " + path + ". Ask whoever looks after this computer."
	case model.PrivateTraces:
		return "Someone was removed, and some traces are left. Close all windows, then open Waymark once."
	}
	return ""
}

func copyWords(f model.Finding, now time.Time, d model.Dates) string {
	newest := ""
	if !f.When.IsZero() {
		newest = " The newest is of " + d.Short(model.DayOf(f.When)) + ", " + model.Clock(f.When) + "."
	}
	switch f.Key {
	case model.CopiesKept:
		return "There " + areCopies(f.Count, "sound") + "." + newest
	case model.CopiesNone:
		return "There is no copy yet. To save one, run waymark backup."
	case model.CopiesNotYet:
		return "There is no copy yet, and nothing to copy."
	case model.CopiesOld:
		return "There " + areCopies(f.Count, "sound") + "." + newest + " Much has changed since. To save one now, run waymark backup."
	case model.CopiesDamaged:
		return "There " + areCopies(f.Count, "damaged") + ". " + shown(f.Path) + " cannot be brought back."
	case model.CopiesNewer:
		return "There " + areCopies(f.Count, "newer") + ". To open " + shown(f.Path) + ", get the newer Waymark."
	}
	return ""
}

// areCopies counts copies: "is 1 sound copy", "are 3 sound copies".
func areCopies(n int, how string) string {
	is := "are "
	if n == 1 {
		is = "is "
	}
	return is + model.Count(n, how+" copy")
}

// shown is a name or a path that may hold anything.
func shown(s string) string { return model.Clean(s, false) }

// argument is a path as a shell takes it.
func argument(path string) string {
	if !strings.ContainsFunc(path, func(r rune) bool {
		return !strings.ContainsRune("/._-+,@%", r) && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && r < 0x80
	}) {
		return shown(path)
	}
	return "'" + strings.ReplaceAll(shown(path), "'", `'\''`) + "'"
}

// size tells bytes as people do: "340 MB", "12 GB".
func size(bytes int64) string {
	const million, billion = 1_000_000, 1_000_000_000
	if bytes >= 10*billion {
		return fmt.Sprintf("%d GB", bytes/billion)
	}
	return fmt.Sprintf("%d MB", bytes/million)
}

// The JSON of `waymark doctor --json`.
type (
	checkupJSON struct {
		File     string        `json:"file"`
		State    model.Health  `json:"state"` // "well", "look" or "wrong"
		Words    string        `json:"words"`
		At       string        `json:"examined_at"`
		Findings []findingJSON `json:"findings"`
	}
	findingJSON struct {
		Key    model.FindingKey `json:"key"`
		State  model.Health     `json:"state"`
		Words  string           `json:"words"`
		Path   *string          `json:"path"`
		Name   *string          `json:"name"`
		Count  *int             `json:"count"`
		Free   *int64           `json:"free_bytes"`
		When   *string          `json:"when"`
		Detail *string          `json:"detail"`
	}
)

// DoctorJSON writes what was found as JSON.
func DoctorJSON(w io.Writer, c model.Checkup, d model.Dates) error {
	out := checkupJSON{
		File: shown(c.File), State: c.Health(), Words: CheckupWords(c), At: c.At.UTC().Format(time.RFC3339), Findings: []findingJSON{},
	}
	for _, f := range c.Findings {
		j := findingJSON{
			Key: f.Key, State: f.Key.Health(), Words: FindingWords(f, c, d),
			Path: said(shown(f.Path)), Name: said(shown(f.Name)), Detail: said(shown(f.Detail)),
		}
		if f.Count > 0 {
			j.Count = &f.Count
		}
		if f.Free > 0 {
			j.Free = &f.Free
		}
		if !f.When.IsZero() {
			j.When = said(f.When.UTC().Format(time.RFC3339))
		}
		out.Findings = append(out.Findings, j)
	}
	return write(w, out)
}
