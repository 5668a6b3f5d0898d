package store

import (
	"encoding/binary"
	"errors"
	"io"
	"math"
	"strings"
)

// pages reads the pages of a data file without SQLite, as far as they can be read:
// https://www.sqlite.org/fileformat2.html, sections 1.5 to 1.6 and 2.1. It takes
// nothing on trust, and what it does is bounded by the length of the file.
type pages struct {
	from  io.ReaderAt
	size  int64          // of a page
	count int64          // of pages, from 1 on
	used  map[uint32]int // how often a page was read as the rest of a row
}

// The kinds of pages that hold rows.
const (
	indexInterior = 0x02
	tableInterior = 0x05
	indexLeaf     = 0x0A
	tableLeaf     = 0x0D
)

// errUnreadable says that part of a page makes no sense.
var errUnreadable = errors.New("makes no sense")

// mostUses is how often a page is read as the rest of a row, at most: of a sound
// file it is once.
const mostUses = 4

// row is a row as it stands in a page. Its values are nil, int64, float64, string
// or []byte.
type row struct {
	id     int64 // 0 in an index
	values []any
}

// page reads a page whole.
func (p *pages) page(n uint32) ([]byte, error) {
	if n == 0 || int64(n) > p.count {
		return nil, errUnreadable
	}
	b := make([]byte, p.size)
	if _, err := p.from.ReadAt(b, (int64(n)-1)*p.size); err != nil {
		return nil, errUnreadable
	}
	return b, nil
}

// kind is what a page holds, by its first byte, and where its own header begins.
func kind(n uint32, b []byte) (kind byte, at int) {
	if n == 1 {
		at = headSize
	}
	return b[at], at
}

// walk gives every row of the tree that begins at a page to one, and reports
// whether all of it could be read. It marks the pages it came to.
func (p *pages) walk(root uint32, seen map[uint32]bool, one func(page uint32, r row)) (whole bool) {
	whole = true
	for left := []uint32{root}; len(left) > 0; {
		n := left[len(left)-1]
		left = left[:len(left)-1]
		if seen[n] {
			whole = false
			continue
		}
		b, err := p.page(n)
		if err != nil {
			whole = false
			continue
		}
		seen[n] = true
		below, ok := p.rows(n, b, one)
		whole = whole && ok
		for i := len(below) - 1; i >= 0; i-- {
			left = append(left, below[i])
		}
	}
	return whole
}

// rows gives every row of a page to one. It returns the pages below it, and
// whether all of it could be read.
func (p *pages) rows(n uint32, b []byte, one func(page uint32, r row)) (below []uint32, whole bool) {
	kind, at := kind(n, b)
	header := 8
	switch kind {
	case tableLeaf, indexLeaf:
	case tableInterior, indexInterior:
		header = 12
		below = append(below, binary.BigEndian.Uint32(b[at+8:]))
	default:
		return nil, false
	}
	cells := int(binary.BigEndian.Uint16(b[at+3:]))
	whole = true
	if most := (len(b) - at - header) / 2; cells > most {
		cells, whole = most, false
	}
	var children []uint32
	room := len(b)
	for i := range cells {
		from := int(binary.BigEndian.Uint16(b[at+header+2*i:]))
		if from < at+header+2*cells || from >= len(b) {
			whole = false
			continue
		}
		cell := b[from:]
		if header == 12 {
			if len(cell) < 5 {
				whole = false
				continue
			}
			children = append(children, binary.BigEndian.Uint32(cell))
			cell = cell[4:]
		}
		if kind == tableInterior {
			continue
		}
		r, length, err := p.cell(cell, kind == tableLeaf)
		if room -= length; err != nil || room < 0 { // cells do not overlap
			whole = false
			continue
		}
		one(n, r)
	}
	return append(children, below...), whole
}

// mostPayload is how long a row is, at most: the longest that Waymark writes is a
// plan with all its texts.
const mostPayload = 64 << 20

// cell reads one row, and returns how much of the page it takes.
func (p *pages) cell(b []byte, table bool) (r row, taken int, err error) {
	length, n := varint(b)
	if n == 0 || length > mostPayload || int64(length) > p.size*p.count {
		return r, 0, errUnreadable
	}
	b, taken = b[n:], n
	most := (p.size-12)*64/255 - 23
	if table {
		id, n := varint(b)
		if n == 0 {
			return r, 0, errUnreadable
		}
		r.id, b, taken, most = int64(id), b[n:], taken+n, p.size-35
	}
	local := int64(length)
	if local > most {
		least := (p.size-12)*32/255 - 23
		if local = least + (int64(length)-least)%(p.size-4); local > most {
			local = least
		}
	}
	if int64(len(b)) < local {
		return r, 0, errUnreadable
	}
	taken += int(local)
	payload := b[:local:local]
	if local < int64(length) {
		if payload, err = p.rest(payload, b[local:], int(length)); err != nil {
			return r, taken, err
		}
	}
	r.values, err = values(payload)
	return r, taken, err
}

// rest goes on with a row on the pages that it goes on on.
func (p *pages) rest(payload, next []byte, length int) ([]byte, error) {
	for len(payload) < length {
		if len(next) < 4 {
			return nil, errUnreadable
		}
		n := binary.BigEndian.Uint32(next)
		b, err := p.page(n)
		if err != nil {
			return nil, err
		}
		if p.used[n]++; p.used[n] > mostUses {
			return nil, errUnreadable
		}
		next = b[:4]
		payload = append(payload, b[4:min(len(b), 4+length-len(payload))]...)
	}
	return payload, nil
}

// values are those of a record.
func values(b []byte) (list []any, err error) {
	header, n := varint(b)
	if n == 0 || header > uint64(len(b)) || header < uint64(n) {
		return nil, errUnreadable
	}
	types, body := b[n:header], b[header:]
	for len(types) > 0 {
		t, n := varint(types)
		if n == 0 {
			return nil, errUnreadable
		}
		types = types[n:]
		v, length, err := value(t, body)
		if err != nil {
			return nil, err
		}
		list, body = append(list, v), body[length:]
	}
	return list, nil
}

// value reads one value of a type, and returns how long it was.
func value(t uint64, b []byte) (v any, length int, err error) {
	sizes := [...]int{0, 1, 2, 3, 4, 6, 8, 8, 0, 0}
	switch {
	case t < uint64(len(sizes)):
		length = sizes[t]
	case t >= 12 && (t-12)/2 <= uint64(len(b)):
		length = int(t-12) / 2
	default:
		return nil, 0, errUnreadable
	}
	if length > len(b) {
		return nil, 0, errUnreadable
	}
	b = b[:length]
	switch {
	case t == 0:
		return nil, 0, nil
	case t == 7:
		return math.Float64frombits(binary.BigEndian.Uint64(b)), length, nil
	case t == 8, t == 9:
		return int64(t - 8), 0, nil
	case t < 7:
		n := int64(int8(b[0]))
		for _, c := range b[1:] {
			n = n<<8 | int64(c)
		}
		return n, length, nil
	case t%2 == 0:
		return append([]byte{}, b...), length, nil
	}
	return strings.ToValidUTF8(string(b), "\uFFFD"), length, nil
}

// varint reads an integer of one to nine bytes, and returns how many; 0 where it
// does not end.
func varint(b []byte) (v uint64, n int) {
	for i, c := range b[:min(len(b), 9)] {
		if i == 8 {
			return v<<8 | uint64(c), 9
		}
		v = v<<7 | uint64(c&0x7f)
		if c < 0x80 {
			return v, i + 1
		}
	}
	return 0, 0
}
