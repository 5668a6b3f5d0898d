//go:build !unix

package tui

// restsWhenTold does nothing where programs are not stopped for a while.
func restsWhenTold(func()) (stop func()) { return func() {} }

func standStill() {}
