package store

import (
	"os"
	"path/filepath"
	"strings"
)

// fileSystem names the file system of a folder, as the kernel does: "ext4",
// "fuse.sshfs". It is "" where that cannot be told.
func fileSystem(folder string) string {
	table, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return ""
	}
	return mountedAt(string(table), folder)
}

// mountedAt finds the file system of a folder in a table of what is mounted
// where (proc_pid_mountinfo(5)).
func mountedAt(table, folder string) string {
	system, longest := "", -1
	for line := range strings.Lines(table) {
		place, kind, ok := strings.Cut(line, " - ")
		fields, kinds := strings.Fields(place), strings.Fields(kind)
		if !ok || len(fields) < 5 || len(kinds) == 0 {
			continue
		}
		at := octal.Replace(fields[4])
		in, err := filepath.Rel(at, folder)
		if err != nil || in == ".." || strings.HasPrefix(in, "../") || len(at) < longest {
			continue
		}
		system, longest = kinds[0], len(at) // of two at one place, the later hides the other
	}
	return system
}

// octal reads what cannot stand in the table as it is.
var octal = strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`)
