package store

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"waymark/model"
)

// What was thrown away and is not in the history is nowhere in the file once it is
// closed: of plans, and of what was chosen.
func TestThrownAwayIsOverwritten(t *testing.T) {
	ctx := context.Background()
	for _, size := range []int{1, 40, 400, 4_000, 19_000} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			s, _, _ := begun(t)
			home, err := s.Home(ctx, model.Seat{})
			must(t, err)
			var ids []int64
			for n := range 12 {
				d := model.NewDraft(home.Patient)
				d.Title, d.Window = "Keep", "w"
				for rev := int64(1); rev <= 6; rev++ { // typed little by little, beside others
					d.Rev, d.Base = rev, rev-1
					d.Why = strings.Repeat(fmt.Sprintf("xyzzy%d ", n), max(1, size*int(rev)/6/7))
					d.ID, err = s.SaveDraft(ctx, d)
					must(t, err)
					must(t, s.Choose(ctx, 0, map[string]string{fmt.Sprint("c", n): strings.Repeat("xyzzy ", int(rev))}))
				}
				ids = append(ids, d.ID)
			}
			must(t, s.Close())
			content, err := os.ReadFile(s.Path())
			must(t, err)
			if !bytes.Contains(content, []byte("xyzzy")) {
				t.Fatal("the words were not there")
			}
			s = open(t, s.Path())
			for n, id := range ids {
				must(t, s.RemoveDraft(ctx, id))
				must(t, s.Choose(ctx, 0, map[string]string{fmt.Sprint("c", n): ""}))
			}
			must(t, s.Close())
			content, err = os.ReadFile(s.Path())
			must(t, err)
			if n := bytes.Count(content, []byte("xyzzy")); n > 0 {
				t.Errorf("the words are still there %d times", n)
			}
		})
	}
}
