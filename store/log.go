package store

import (
	"encoding/binary"
	"io"
	"os"
)

// logHeader is how many bytes a log begins with before its first page
// (https://www.sqlite.org/fileformat2.html, section 4.1).
const logHeader = 32

// hasPages reports whether there is anything in a log. One of which only the
// beginning was written when the computer went off holds nothing, and neither does
// one whose beginning is not whole: SQLite passes over it, but a connection that
// leaves no trace waits in vain for someone to make it whole. Nothing locks a log,
// so that reading it drops nothing.
func hasPages(log string) bool {
	f, err := os.Open(log)
	if err != nil {
		return false
	}
	defer f.Close()
	var b [logHeader + 1]byte
	if _, err := io.ReadFull(f, b[:]); err != nil {
		return false
	}
	var order binary.ByteOrder = binary.LittleEndian
	switch binary.BigEndian.Uint32(b[:]) {
	case 0x377f0682:
	case 0x377f0683:
		order = binary.BigEndian
	default:
		return false
	}
	var s0, s1 uint32
	for i := 0; i < 24; i += 8 {
		s0 += order.Uint32(b[i:]) + s1
		s1 += order.Uint32(b[i+4:]) + s0
	}
	return s0 == binary.BigEndian.Uint32(b[24:]) && s1 == binary.BigEndian.Uint32(b[28:])
}
