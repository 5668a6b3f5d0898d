package tui

import (
	"errors"
	"fmt"
	"strings"

	"waymark/model"
	"waymark/tui/plain"
)

// The words for what happens, in one place.
const (
	nothingToUndo  = "There is nothing to undo."
	nothingOfYours = "There is nothing of yours to undo. What others did is in More, under See what changed."
	cannotShow     = "Some signs in that cannot be shown. They were left out."
	pressU         = " Press u to undo."
	useArrows      = "Use Up and Down, then Enter."
	leaveUnsaved   = " The same key again leaves it unsaved."
	notAllRead     = " Not all of it could be read."
	notAllKept     = " Not all of it could be kept."
	goneTyped      = "This is not in the file any more, so what you typed here is not kept. All else is safe."
	soAlready      = "It was so already. Nothing was changed."
	notKept        = "Something here could not be saved."
	escLeaves      = " Change it, or press Esc again to leave it as it was."
	topOfList      = "This is the first line."
	endOfList      = "This is the last line."
	savedAsTyped   = "Saved as you type."
	notAdvice      = "It does not give medical advice. In an emergency, call 911 or your local emergency number."
	copyElsewhere  = "A saved copy was brought back in another window."
	sayWho         = " Say who is here."
	goalByItself   = "A goal is done when its milestones are. Press Enter to see the milestones."
)

// problem says in plain words what went wrong: what happened, that the data is
// safe, and what to do.
func (sh *shared) problem(err error) string {
	if errors.Is(err, model.ErrMoved) {
		sh.away = err
	}
	sh.trouble = sh.problemWords(err)
	return sh.trouble
}

func (sh *shared) problemWords(err error) string {
	var date *model.DateError
	var text *model.TextError
	var off *model.NotAllowedError
	refused := plain.Refused(err)
	switch {
	case err == nil:
		return ""
	case errors.As(err, &off):
		return refusal(off)
	case refused != "":
		return refused
	case errors.As(err, &date):
		return dateProblem(date, sh.dates)
	case errors.As(err, &text):
		return textProblem(text)
	case errors.Is(err, model.ErrOutOfRange):
		return rangeProblem(err)
	case errors.Is(err, model.ErrBeforeStart):
		return "That day lies before the start of this goal. Choose a later day, or leave it empty."
	case errors.Is(err, model.ErrNotKept):
		return "This line is not kept yet. Press Enter to keep it, or clear it."
	case errors.Is(err, model.ErrReached):
		return "This milestone is done already. Take its check mark off first."
	case errors.Is(err, model.ErrNotReached):
		return "The check mark was taken off in another window. What you typed stays here until you leave it."
	case errors.Is(err, model.ErrNothingToUndo):
		return nothingToUndo
	case errors.Is(err, model.ErrUndoClosed):
		return "What was done before Waymark was updated cannot be taken back. Everything is safe."
	case errors.Is(err, model.ErrNotFound):
		return "This was removed in another window. Your other notes are safe."
	case errors.Is(err, model.ErrFull):
		return "There is no room left on this computer. The last change is not saved. Your older notes are safe. Make some room, then try again."
	case errors.Is(err, model.ErrReadOnly):
		return "The file cannot be changed, so the last change is not saved. Your older notes are safe. Ask for the right to write in its folder, then try again."
	case errors.Is(err, model.ErrBusy):
		return "Another program holds the file, so the last change is not saved yet. Your older notes are safe. Close the other program, then try again."
	case errors.Is(err, model.ErrMoved):
		return awayWords(err, lastUnsaved)
	case errors.Is(err, model.ErrDamaged):
		return "Part of the file could not be read, so the last change is not saved. Start Waymark again to go on from a copy."
	case errors.Is(err, model.ErrGone):
		return "The file is not there any more, or it is empty. Copies of it are. Start Waymark again to go on from one."
	}
	return "Something went wrong, so the last change is not saved. Your older notes are safe. Try again, or start Waymark again."
}

func dateProblem(e *model.DateError, dates model.Dates) string {
	switch {
	case errors.Is(e, model.ErrDatePast) && e.Day != 0 && e.Suggest != 0:
		return fmt.Sprintf("%s has gone by. Did you mean %s?", dates.WithYear(e.Day), dates.WithYear(e.Suggest))
	case errors.Is(e, model.ErrDatePast):
		return "That day has gone by. Choose a day from today on, or leave it empty."
	case errors.Is(e, model.ErrDateFuture):
		return "That day has not come yet. Choose today or a day before."
	case errors.Is(e, model.ErrOutOfRange):
		return "That day is very far away. Choose a day within 20 years, or leave it empty."
	case errors.Is(e, model.ErrDateAmbiguous):
		return model.Quote(short(e.Typed)) + " can be read two ways. Write the month as a word, like \"3 Dec\"."
	}
	if errors.Is(e, model.ErrNoSuchDay) {
		return "There is no day " + model.Quote(short(e.Typed)) + ". Choose another one, or leave it empty."
	}
	examples := `"Thursday", "in 2 weeks" or "3 Dec"`
	if e.Sense != model.Planned {
		examples = `"yesterday", "2 weeks ago" or "3 Nov"`
	}
	return "We could not read " + model.Quote(short(e.Typed)) + ". Try " + examples + ". Or leave it empty."
}

func textProblem(e *model.TextError) string {
	switch {
	case errors.Is(e, model.ErrEmpty) && e.What == "milestone":
		return `A milestone needs a few words. Example: "Stand with support."`
	case errors.Is(e, model.ErrEmpty) && e.What == "goal":
		return `A goal needs a few words. Example: "Walk to the park and back."`
	case errors.Is(e, model.ErrEmpty) && e.What == "name":
		return "A name is needed here. A first name is enough."
	case errors.Is(e, model.ErrEmpty):
		return fmt.Sprintf("A few words are needed for the %s.", e.What)
	case errors.Is(e, model.ErrTooLong):
		return fmt.Sprintf("This has %d letters. There is room for %d. Make it shorter, then go on.", e.Count, e.Max)
	}
	return "This holds signs that cannot be shown. Type it again without them."
}

func rangeProblem(err error) string {
	var e *model.RangeError
	if !errors.As(err, &e) {
		return "That number does not fit here. Nothing was changed. Type another one."
	}
	m := e.Measure
	if m.Min != nil && m.Max != nil {
		low, high := model.FormatNumber(*m.Min), model.FormatNumber(*m.Max)
		return fmt.Sprintf("%s goes from %s to %s. You typed %s. Type a number from %s to %s.",
			m.Name, low, high, model.FormatNumber(e.Value), low, high)
	}
	return fmt.Sprintf("%s does not fit %s. Type another number.", model.FormatNumber(e.Value), m.Name)
}

// short cuts what is quoted back in a message.
func short(s string) string {
	return cut(s, 40)
}

// name cuts a title that is said within a message.
func name(s string) string { return cut(s, 60) }

// cut cuts words after so many letters, between two words where it can, and
// says so.
func cut(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	s = string(r[:most-3])
	if i := strings.LastIndexByte(s, ' '); i > most/2 {
		s = s[:i]
	}
	return strings.TrimSpace(s) + "..."
}

// sentence ends a title so that more can be said after it.
func sentence(s string) string { return model.Sentence(s) }

// suggested is the day that an error about a date offers instead, or 0.
func suggested(err error) model.Day {
	var e *model.DateError
	if errors.As(err, &e) {
		return e.Suggest
	}
	return 0
}
