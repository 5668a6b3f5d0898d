package tui

import (
	"context"

	"waymark/model"
)

// seated is what a window shows to whoever sits down at it.
type seated struct {
	change  model.Change // that added them, when they were not known
	home    model.Home
	choices choices
}

func (s seated) made() model.Change { return s.change }

// sit makes someone the one at the computer, or another record the one that is
// shown, in this window; what of the seat is 0 stays. Whoever recovers and sits
// down sees their own record.
func (sh *shared) sit(seat model.Seat) ask {
	if seat.At == 0 {
		seat.At = sh.home.At.ID
	}
	if seat.Patient == 0 {
		seat.Patient = sh.home.Patient.ID
		if sh.home.Person(seat.At).Recovers() {
			seat.Patient = seat.At
		}
	}
	return sitAt(sh.store, seat)
}

func sitAt(st Store, seat model.Seat) ask {
	return func(ctx context.Context) (any, error) {
		s := seated{}
		err := st.Sit(ctx, seat)
		if err == nil {
			s.home, err = st.Home(ctx, seat)
		}
		if err == nil {
			s.choices, err = st.Choices(ctx, seat.At)
		}
		return s, err
	}
}

// take makes the window that of whoever sat down.
func (sh *shared) take(s seated) {
	sh.home, sh.choices = s.home, s.choices
	sh.restyle()
}
