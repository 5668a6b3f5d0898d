package store

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
	"time"

	"modernc.org/sqlite"
)

// A write-ahead log is a header and frames, each with a page of the file:
// https://www.sqlite.org/fileformat2.html, section 4. A frame counts when its
// salts are those of the header and its checksum, which goes on from the one
// before, is right. SQLite reads no further than to the first that does not count,
// and is silent about what comes after it.

const (
	walHeader   = 32
	frameHeader = 24
	ourPageSize = 4096 // of every file that Waymark makes
)

// frame is one page in a log.
type frame struct {
	at     int64  // where its page begins in the log
	page   uint32 // which page of the file it is, from 1
	commit uint32 // how many pages the file has after it, when it ends a transaction; else 0
	ours   bool   // it is of this round of the log, by its salts
	sound  bool   // its checksum is right, given what is written before it
}

// wal is what a log holds.
type wal struct {
	header   bool // the header is valid
	pageSize int64
	salts    [8]byte
	frames   int64 // those that SQLite reads: up to the first that does not count
	beyond   bool  // something was committed in a later frame
	ours     bool  // a first page in it carries Waymark's mark
}

// damaged reports whether changes that were on disk cannot be read any more. That
// the end of a log is torn, as it is after a power cut, is no damage: nobody was
// told that this is saved.
func (w wal) damaged() bool { return w.beyond }

// readWAL reads a log of so many bytes, one frame after the other.
func readWAL(r io.Reader, each func(frame)) (w wal, err error) {
	in := bufio.NewReaderSize(r, 1<<16)
	var top [walHeader]byte
	if _, err := io.ReadFull(in, top[:]); err != nil {
		return w, ended(err)
	}
	sums := checksumsOf(top[:])
	w.pageSize = int64(binary.BigEndian.Uint32(top[8:]))
	seed := stored(top[24:])
	w.header = binary.BigEndian.Uint32(top[:])&^1 == 0x377f0682 && powerOfTwo(w.pageSize) &&
		sums.of([2]uint32{}, top[:24]) == seed
	copy(w.salts[:], top[16:])
	if !w.header {
		w.pageSize = ourPageSize
	}
	seeds := [2][2]uint32{seed, seed} // as written before, and as it would be right
	page := make([]byte, frameHeader+w.pageSize)
	for at, broken := int64(walHeader), !w.header; ; at += int64(len(page)) {
		if _, err := io.ReadFull(in, page); err != nil {
			return w, ended(err)
		}
		f := frame{at: at + frameHeader, page: binary.BigEndian.Uint32(page), commit: binary.BigEndian.Uint32(page[4:])}
		if !w.header && at == walHeader { // what the header says cannot be relied on
			copy(w.salts[:], page[8:])
		}
		f.ours = [8]byte(page[8:]) == w.salts && f.page > 0
		sum := stored(page[16:])
		for _, s := range seeds {
			f.sound = f.sound || f.ours && sums.of(sums.of(s, page[:8]), page[frameHeader:]) == sum
		}
		w.beyond = w.beyond || broken && f.ours && f.commit > 0
		if broken = broken || !f.sound; !broken {
			w.frames++
		}
		seeds = [2][2]uint32{sum, sums.of(sums.of(seeds[1], page[:8]), page[frameHeader:])}
		w.ours = w.ours || f.sound && f.page == 1 && head(page[frameHeader:][:headSize]).ours()
		if each != nil {
			each(f)
		}
	}
}

// ended is no error at the end of a file, be it in the middle of a frame.
func ended(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return err
}

func powerOfTwo(n int64) bool { return n >= 512 && n <= 65536 && n&(n-1) == 0 }

func stored(b []byte) [2]uint32 {
	return [2]uint32{binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:])}
}

// checksums are those of a log, in the order of bytes that its header names.
type checksums struct{ bigEndian bool }

func checksumsOf(header []byte) checksums { return checksums{header[3] == 0x83} }

// of goes on with a checksum over so many bytes, a multiple of 8.
func (c checksums) of(sum [2]uint32, b []byte) [2]uint32 {
	s0, s1 := sum[0], sum[1]
	if c.bigEndian {
		for ; len(b) >= 8; b = b[8:] {
			s0 += binary.BigEndian.Uint32(b) + s1
			s1 += binary.BigEndian.Uint32(b[4:]) + s0
		}
	} else {
		for ; len(b) >= 8; b = b[8:] {
			s0 += binary.LittleEndian.Uint32(b) + s1
			s1 += binary.LittleEndian.Uint32(b[4:]) + s0
		}
	}
	return [2]uint32{s0, s1}
}

// Another window may be writing while a log is read: it is read again before
// anything is said against it.
const (
	walReadings = 4
	walPause    = 25 * time.Millisecond
)

// logOf reads the log of a data file. A file without one has an empty one. SQLite
// keeps no locks on a log, so that reading it drops none.
func logOf(ctx context.Context, file string) (w wal, err error) {
	for n := range walReadings {
		if n > 0 {
			select {
			case <-ctx.Done():
				return w, ctx.Err()
			case <-time.After(walPause):
			}
		}
		if w, err = logNow(file); err != nil || !w.damaged() {
			return w, err
		}
	}
	return w, nil
}

func logNow(file string) (wal, error) {
	index := indexOf(file) // first: what it tells of is in the log by then
	f, err := os.Open(file + "-wal")
	if errors.Is(err, fs.ErrNotExist) {
		return wal{}, nil
	}
	if err != nil {
		return wal{}, unwritable(err)
	}
	defer f.Close()
	w, err := readWAL(f, nil)
	if w.header && index.salts == w.salts {
		w.beyond = index.frames > w.frames
	}
	return w, err
}

// walIndex is what the index of a log says about it. It knows where the log ends,
// which the log alone does not: when a window is killed just before it could tell
// of its last change, another one writes its own over the beginning of it, and what
// then is left of it looks like what follows on damage.
type walIndex struct {
	frames int64 // that hold what was saved
	salts  [8]byte
}

// indexOf reads the index of a log; it is empty where there is none that can be
// relied on: https://www.sqlite.org/walformat.html, section 2.1.
func indexOf(file string) (index walIndex) {
	if !sqlite.OFDLockingEnabled() {
		return index // SQLite keeps locks on it
	}
	f, err := os.Open(file + "-shm")
	if err != nil {
		return index
	}
	defer f.Close()
	var b [96]byte // twice the same, in the order of the machine's bytes
	if _, err := io.ReadFull(f, b[:]); err != nil || [48]byte(b[:]) != [48]byte(b[48:]) || b[12] != 1 {
		return index
	}
	native := checksums{binary.NativeEndian.Uint16([]byte{0, 1}) == 1}
	sum := [2]uint32{binary.NativeEndian.Uint32(b[40:]), binary.NativeEndian.Uint32(b[44:])}
	if native.of([2]uint32{}, b[:40]) != sum {
		return index
	}
	return walIndex{
		frames: int64(binary.NativeEndian.Uint32(b[16:])),
		salts:  [8]byte(b[32:]),
	}
}
