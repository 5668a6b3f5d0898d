package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"waymark/model"
)

// together runs do n times at once and returns what went wrong.
func together(n int, do func(i int) error) error {
	errs := make([]error, n)
	var wait sync.WaitGroup
	for i := range n {
		wait.Go(func() { errs[i] = do(i) })
	}
	wait.Wait()
	return errors.Join(errs...)
}

func TestWindowsCreateTogether(t *testing.T) {
	ctx := context.Background()
	for range 10 {
		path := newFile(t)
		must(t, together(8, func(i int) error {
			s, err := Open(ctx, path, clock)
			if err != nil {
				return err
			}
			_, _, err = s.AddPerson(ctx, model.At{}, model.Person{Name: fmt.Sprint("Person ", i)})
			return errors.Join(err, s.Close())
		}))
		s := open(t, path)
		if h, err := s.Home(ctx, model.Seat{}); err != nil || len(h.People) != 8 {
			t.Errorf("%d people, %v", len(h.People), err)
		}
		wantSound(t, s)
	}
}

func TestWindowsWriteTogether(t *testing.T) {
	ctx := context.Background()
	s, at, goal := begun(t)
	const windows, steps = 8, 5
	must(t, together(windows, func(i int) error {
		s, err := Open(ctx, s.Path(), clock)
		if err != nil {
			return err
		}
		defer s.Close()
		return together(2, func(half int) error {
			for j := range steps {
				if _, _, err := s.AddMilestone(ctx, at, goal.ID, model.Milestone{Title: fmt.Sprint(i, half, j)}); err != nil {
					return err
				}
			}
			return nil
		})
	}))
	got, err := s.Goal(ctx, goal.ID)
	must(t, err)
	if want := len(goal.Milestones) + windows*2*steps; len(got.Milestones) != want {
		t.Errorf("%d milestones, want %d", len(got.Milestones), want)
	}
	for i, m := range got.Milestones[1:] {
		if m.Rank <= got.Milestones[i].Rank {
			t.Errorf("ranks %d, %d", got.Milestones[i].Rank, m.Rank)
		}
	}
	wantSound(t, s)
}

// writerPath names the file for a copy of this test program that adds
// milestones until it is killed.
const writerPath = "WAYMARK_TEST_WRITER"

func writeUntilKilled(path string) {
	ctx := context.Background()
	s, err := Open(ctx, path, nil)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	for i := 0; ; i++ {
		id, _, err := s.AddPerson(ctx, model.At{}, model.Person{Name: fmt.Sprint("Person ", i)})
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println(id)
		time.Sleep(time.Millisecond) // or the others would hardly get a turn
	}
}

// Windows that make a file together and are killed in the middle leave every
// change that they had acknowledged.
func TestKilled(t *testing.T) {
	path := newFile(t)
	acknowledged := make([][]int64, 3)
	must(t, together(len(acknowledged), func(i int) error {
		writer := exec.Command(os.Args[0])
		writer.Env = append(os.Environ(), writerPath+"="+path)
		out, err := writer.StdoutPipe()
		if err != nil {
			return err
		}
		if err := writer.Start(); err != nil {
			return err
		}
		lines := bufio.NewReader(out)
		for {
			line, err := lines.ReadString('\n')
			if err != nil {
				writer.Wait()
				return nil
			}
			id, err := strconv.ParseInt(strings.TrimSpace(line), 10, 64)
			if err != nil {
				return errors.New(line)
			}
			if acknowledged[i] = append(acknowledged[i], id); len(acknowledged[i]) == 1 {
				time.AfterFunc(time.Duration(200+70*i)*time.Millisecond, func() { writer.Process.Kill() })
			}
		}
	}))
	s := open(t, path)
	h, err := s.Home(context.Background(), model.Seat{})
	must(t, err)
	for i, ids := range acknowledged {
		if len(ids) == 0 {
			t.Errorf("writer %d wrote nothing", i)
		}
		for _, id := range ids {
			if h.Person(id).ID == 0 {
				t.Errorf("person %d of writer %d is lost", id, i)
			}
		}
	}
	t.Logf("%d, %d and %d changes kept", len(acknowledged[0]), len(acknowledged[1]), len(acknowledged[2]))
	wantSound(t, s)
}
