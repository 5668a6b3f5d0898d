package tui

import "time"

// hideAfter is after how long without a key the screen is hidden; 0 for never.
func (c choices) hideAfter() time.Duration {
	wait, err := time.ParseDuration(c.of(choiceHide))
	if err != nil { // off
		return 0
	}
	return wait
}

// hideWhenLeft hides the screen when it was left alone for as long as was
// chosen.
func (a *app) hideWhenLeft() {
	if wait := a.sh.choices.hideAfter(); wait > 0 && a.pressed().Sub(a.sh.touched) >= wait {
		a.hidden = true
	}
}

// shows takes the screen back into sight at a key, which does nothing else, and
// reports whether it was in sight already.
func (a *app) shows(in waiting) bool {
	a.sh.touched = in.at
	if _, leaves := in.msg.(leaveMsg); leaves || !a.hidden {
		return true
	}
	a.hidden = false
	return false
}

// blank is a hidden screen. It tells nothing of what is behind.
func (a *app) blank() drawn {
	lines := make([]string, max(1, a.h))
	at := len(lines) / 3
	lines[at] = " Press Enter to go on."
	for i, line := range lines {
		lines[i] = a.sh.look.painted(a.sh.look.cutTo(line, a.w), a.w)
	}
	return drawn{lines: lines, cursor: place{min(1, a.w-1), at}}
}
