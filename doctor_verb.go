package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"waymark/model"
	"waymark/store"
	"waymark/tui/plain"
)

func (c *command) doctorVerb() *cobra.Command {
	var wantsJSON bool
	cmd := &cobra.Command{
		Use: "doctor", Short: "Look the file over, and its copies, and say what is well and what to do",
		Long: "Read all of the file and of its copies, and see that it makes sense.\n" +
			"See who else can open it, how much room is left and what kind of folder it is in.\nNothing is changed by that.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.doctor(cmd.Context(), wantsJSON) },
	}
	jsonFlag(cmd, &wantsJSON)
	return cmd
}

// doctor prints what an examination of the file finds. A file that cannot be used
// is an error once that is said.
func (c *command) doctor(ctx context.Context, asJSON bool) error {
	checkup, err := store.Examine(ctx, c.file, c.now)
	if err != nil {
		return fmt.Errorf("%w: %w", plain.ErrUnread, err)
	}
	d := model.Dates{Today: model.DayOf(c.now())}
	err = c.print(func(w io.Writer) error {
		if asJSON {
			return plain.DoctorJSON(w, checkup, d)
		}
		plain.Doctor(w, checkup, d)
		return nil
	})
	if err != nil {
		return err
	}
	return plain.UnwellError(checkup)
}
