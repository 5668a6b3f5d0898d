package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"

	"waymark/tui/plain"
)

// toldToEnd says which signal told this program to end.
type toldToEnd struct{ by syscall.Signal }

func (t toldToEnd) Error() string { return "told to end: " + t.by.String() }

// untilTold returns a context that ends when this program is told to: by Ctrl-C,
// by a terminal that is closed, by a computer that goes down. Its cause is then a
// toldToEnd. What the program was started to pass over (nohup) it passes over. The
// second signal ends the program at once, as it does any other. stop gives the
// context up.
func untilTold() (ctx context.Context, stop func()) {
	ctx, end := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 1)
	for _, s := range []os.Signal{syscall.SIGINT, syscall.SIGHUP, syscall.SIGTERM, syscall.SIGQUIT} {
		if !signal.Ignored(s) {
			signal.Notify(signals, s)
		}
	}
	go func() {
		select {
		case s := <-signals:
			signal.Stop(signals)
			by, _ := s.(syscall.Signal)
			end(toldToEnd{by})
		case <-ctx.Done():
			signal.Stop(signals)
		}
	}()
	return ctx, func() { end(nil) }
}

// stoppedBy makes err, with which a run ended, the error of one that was told to
// end: [plain.ErrCutShort] unless it says more. code is then the exit code, the
// one that a shell reports for a program ended by that signal; else 0.
func stoppedBy(ctx context.Context, err error) (code int, because error) {
	var told toldToEnd
	if !errors.As(context.Cause(ctx), &told) || errors.Is(err, plain.ErrUntold) || errors.Is(err, plain.ErrCrashed) {
		return 0, err
	}
	if !errors.Is(err, plain.ErrStopped) {
		err = errors.Join(plain.ErrCutShort, err)
	}
	return bySignal + int(told.by), err
}

// bySignal is what a shell adds to the number of the signal that ended a program.
const bySignal = 128
