package tui

import (
	"time"

	"waymark/model"
)

// choices are what a person chose in the settings, by name; what is not in it,
// and what is no choice, is the first of its options.
type choices map[string]string

// The names of the choices, as they are kept in the file.
const (
	choiceLook    = "look"
	choiceMarks   = "marks"
	choiceLetters = "letters"
	choiceBounce  = "bounce"
	choiceMouse   = "mouse"
	choiceDates   = "dates"
	choiceHide    = "hide"
)

// The options that the program asks for by name.
const (
	lookPlain = "plain"
	lookWhite = "white-on-black"
	lookBlack = "black-on-white"

	marksSigns   = "signs"
	marksLetters = "letters"

	off        = "off"
	bounceOnce = "space"
)

// option is one way to choose.
type option struct{ value, says string }

// choosing is one thing that can be chosen.
type choosing struct {
	name, label string
	options     []option
}

// allChoices lists what can be chosen, the usual option first.
var allChoices = []choosing{
	{choiceLook, "Colors", []option{
		{"color", "A little color"},
		{lookPlain, "My computer's own colors"},
		{lookWhite, "High contrast, white on black"},
		{lookBlack, "High contrast, black on white"},
	}},
	{choiceMarks, "Marks", []option{
		{"auto", "What this window can show"},
		{marksSigns, "Signs, like the ones below"},
		{marksLetters, "Letters and signs every screen can show"},
	}},
	{choiceLetters, "Fast letter keys", []option{
		{"on", "On"},
		{off, "Off. Arrows, Enter, Space and Esc do it all."},
	}},
	{choiceBounce, "Key bounce", []option{
		{bounceOnce, "Ignore a second Space within 0.3 seconds"},
		{off, "Off"},
		{"300ms", "Ignore the same key again within 0.3 seconds"},
		{"600ms", "Ignore the same key again within 0.6 seconds"},
		{"1s", "Ignore the same key again within 1 second"},
	}},
	{choiceMouse, "Mouse", []option{
		{"on", "On. Click a row, and click it again to open it."},
		{off, "Off. The mouse marks text to copy."},
	}},
	{choiceDates, "Date style", []option{
		{string(model.DayFirst), "Mon 23 Nov 2026"},
		{string(model.MonthFirst), "Mon Nov 23, 2026"},
		{string(model.YearFirst), "Mon 2026-11-23"},
	}},
	{choiceHide, "Hide the screen", []option{
		{off, "Only when you choose it in More"},
		{"1m", "After 1 minute without a key"},
		{"5m", "After 5 minutes without a key"},
		{"15m", "After 15 minutes without a key"},
	}},
}

// of returns the option that is chosen.
func (c choices) of(name string) string {
	for _, one := range allChoices {
		if one.name == name {
			return one.options[one.at(c)].value
		}
	}
	return ""
}

// at is the place of the chosen option.
func (o choosing) at(c choices) int {
	for i, opt := range o.options {
		if opt.value == c[o.name] {
			return i
		}
	}
	return 0
}

// DateStyle is how a person likes to read dates, of what [Store.Choices] holds.
func DateStyle(chosen map[string]string) model.DateStyle {
	return model.DateStyle(choices(chosen).of(choiceDates))
}

// bounce is how soon the same key again counts as a slip of a trembling finger
// and not as a press; 0 for never. Arrows and typed words always count.
func (c choices) bounce(key string) time.Duration {
	chosen := c.of(choiceBounce)
	if chosen == bounceOnce {
		chosen = "300ms"
		if key != "space" {
			return 0
		}
	}
	wait, err := time.ParseDuration(chosen)
	if err != nil { // off
		return 0
	}
	return wait
}
