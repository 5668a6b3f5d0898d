//go:build unix

package tui

import (
	"os"
	"os/signal"
	"syscall"
)

// restsWhenTold calls rest whenever this program is told to stop for a while
// (SIGTSTP), until stop is called. Where whoever started it wants it never to
// stop, it does not.
func restsWhenTold(rest func()) (stop func()) {
	if signal.Ignored(syscall.SIGTSTP) {
		return func() {}
	}
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGTSTP)
	go func() {
		for range told {
			rest()
		}
	}()
	return func() {
		signal.Stop(told)
		close(told)
	}
}

// standStill stops this program until it is told to go on (SIGCONT). It stops
// itself by SIGSTOP, which cannot be caught: SIGTSTP would come back to
// [restsWhenTold], and is passed over where no shell could bring the program back.
func standStill() {
	goesOn := make(chan os.Signal, 1)
	signal.Notify(goesOn, syscall.SIGCONT)
	defer signal.Stop(goesOn)
	if syscall.Kill(os.Getpid(), syscall.SIGSTOP) == nil {
		<-goesOn
	}
}
