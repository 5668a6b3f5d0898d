package tui

import (
	"context"
	"slices"

	"waymark/model"
)

// seenToday is what Today shows after something was written elsewhere: what was
// checked off there stays in sight, for someone may be reading it.
type seenToday struct {
	home model.Home
	done []model.DueNow
}

func (s *today) watch() ask {
	load, st := s.load(), s.sh.store
	was, _ := s.home.Due(s.done...)
	if s.day != s.sh.dates.Today {
		return load // another day has begun: the list is a new one
	}
	return func(ctx context.Context) (any, error) {
		v, err := load(ctx)
		if err != nil {
			return nil, err
		}
		now := seenToday{home: v.(model.Home)}
		due, _ := now.home.Due()
		for _, d := range was {
			if slices.ContainsFunc(due, func(one model.DueNow) bool { return one.Milestone.ID == d.Milestone.ID }) {
				continue
			}
			g, err := st.Goal(ctx, d.Goal.ID)
			if isGone(err) {
				continue
			}
			if err != nil {
				return nil, err
			}
			if m, _ := g.Milestone(d.Milestone.ID); m.State == model.Reached {
				now.done = append(now.done, model.DueNow{Goal: g, Milestone: m})
			}
		}
		return now, nil
	}
}

// see takes that over.
func (s *today) see(now seenToday) {
	for _, one := range s.home.Measured() {
		if one.Due(s.sh.dates.Today) && !slices.Contains(s.marked, one.ID) {
			s.marked = append(s.marked, one.ID)
		}
	}
	s.home, s.sh.home, s.done, s.noted = now.home, now.home, now.done, 0
}
