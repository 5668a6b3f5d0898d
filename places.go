package main

import (
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/adrg/xdg"

	"waymark/model"
)

// places lists where copies can be kept just now: Documents or, where there is no
// such folder, the person's own, and the sticks that are plugged in.
func places() []model.Place {
	return placesUnder("/", runtime.GOOS, xdg.UserDirs.Documents, xdg.Home, login())
}

// login is the name of the account, or "".
func login() string {
	if u, err := user.Current(); err == nil {
		return filepath.Base(u.Username)
	}
	return os.Getenv("USER")
}

// placesUnder lists the places of a system below its root, of those that are
// there.
func placesUnder(root, system, documents, home, login string) []model.Place {
	var list []model.Place
	switch {
	case isFolder(documents):
		list = append(list, model.Place{Name: "Documents", Path: documents})
	case isFolder(home):
		list = append(list, model.Place{Name: "Your own folder", Path: home})
	}
	var sticks []string
	switch system {
	case "windows":
		for drive := 'D'; drive <= 'Z'; drive++ { // C is the disk of the computer
			sticks = append(sticks, filepath.Join(root, string(drive)+":")+string(filepath.Separator))
		}
	case "darwin":
		sticks = inside(root, "Volumes")
	default:
		if login != "" {
			sticks = append(inside(root, "media", login), inside(root, "run", "media", login)...)
		}
		sticks = append(sticks, slices.DeleteFunc(inside(root, "mnt"), func(path string) bool { return !isMount(path) })...)
	}
	for _, path := range sticks {
		if isFolder(path) && !isRoot(root, path) {
			list = append(list, model.Place{Name: stickName + model.Clean(strings.TrimRight(filepath.Base(path), `\`), false), Path: path})
		}
	}
	return list
}

// stickName is how the names of the places begin that are sticks.
const stickName = "The stick "

// onStick reports whether a path is on one of the places that are sticks.
func onStick(path string, list []model.Place) bool {
	return slices.ContainsFunc(list, func(p model.Place) bool {
		within, err := filepath.Rel(p.Path, path)
		return strings.HasPrefix(p.Name, stickName) && err == nil && filepath.IsLocal(within)
	})
}

// inside lists what stands in a folder.
func inside(path ...string) []string {
	folder := filepath.Join(path...)
	entries, _ := os.ReadDir(folder)
	var list []string
	for _, e := range entries {
		list = append(list, filepath.Join(folder, e.Name()))
	}
	return list
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// isRoot reports whether a folder is the disk of the computer itself, which macOS
// lists among the sticks.
func isRoot(root, path string) bool {
	return isSame(root, path)
}

// isSame reports whether one file or folder stands at both paths.
func isSame(one, other string) bool {
	a, err := os.Stat(one)
	b, wrong := os.Stat(other)
	return err == nil && wrong == nil && os.SameFile(a, b)
}
