package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// part is one package of the program as its files that are no tests tell it.
type part struct {
	imports []string // whole paths, sorted
	reads   []string // where it reads the clock, as file:line
}

const own = "waymark/" // what the paths of our own packages begin with

// sqlPaths and screenPaths are the paths, and what lies below them, that belong to the store and to the screens.
var (
	sqlPaths    = []string{"database/sql", "modernc.org/sqlite"}
	screenPaths = []string{"charm.land", "github.com/charmbracelet", "golang.org/x/term", "github.com/xo/terminfo", "github.com/mattn/go-isatty"}
)

// TestImportsRunOneWay holds the packages to DESIGN.md section 2: main → tui, store, model; tui → model; store → model.
func TestImportsRunOneWay(t *testing.T) {
	parts := readParts(t)
	for _, name := range []string{"model", "store", "tui"} {
		if _, ok := parts[name]; !ok {
			t.Errorf("there is no package %s", name)
		}
	}
	for name, p := range parts {
		top, _, _ := strings.Cut(name, "/")
		for _, imported := range p.imports {
			if ours, ok := strings.CutPrefix(imported, own); ok && !may(top, ours) {
				t.Errorf("%s imports %s: imports run one way", name, imported)
			}
			if within(imported, sqlPaths) && top != "store" {
				t.Errorf("%s imports %s: only the store knows SQL", name, imported)
			}
			if within(imported, screenPaths) && (top == "model" || top == "store") {
				t.Errorf("%s imports %s: only tui knows the terminal", name, imported)
			}
			if imported == "charm.land/lipgloss/v2/compat" {
				t.Errorf("%s imports %s: it waits for the terminal to answer", name, imported)
			}
			// net/url only takes text apart; it opens no connection.
			if within(imported, []string{"net"}) && imported != "net/url" {
				t.Errorf("%s imports %s: nothing is sent anywhere", name, imported)
			}
		}
		if top == "model" && len(p.reads) > 0 {
			t.Errorf("%s reads the clock at %s: time comes in as an argument", name, strings.Join(p.reads, ", "))
		}
	}
}

// TestPlainLinesNeedNoScreen: what prints without a terminal draws in no part of one, not even through a package of ours.
func TestPlainLinesNeedNoScreen(t *testing.T) {
	for _, imported := range reached(readParts(t), "tui/plain", map[string]bool{}) {
		if within(imported, []string{"charm.land/bubbletea", "charm.land/bubbles"}) {
			t.Errorf("tui/plain comes to import %s", imported)
		}
	}
}

// may says whether a package in the top-level folder from may import our package ours: those of its own folder, and what lies below.
func may(from, ours string) bool {
	to, _, _ := strings.Cut(ours, "/")
	switch from {
	case to, ".":
		return true
	case "tui", "store":
		return to == "model"
	default: // the model, and folders that do not exist yet
		return from != "model" && to == "model"
	}
}

// within says whether the import path is one of folders or lies below one.
func within(imported string, folders []string) bool {
	return slices.ContainsFunc(folders, func(f string) bool { return imported == f || strings.HasPrefix(imported, f+"/") })
}

// reached returns what the named package imports, itself or through our own packages; seen ends circles.
func reached(parts map[string]*part, name string, seen map[string]bool) []string {
	if parts[name] == nil || seen[name] {
		return nil
	}
	seen[name] = true
	all := parts[name].imports
	for _, imported := range parts[name].imports {
		if ours, ok := strings.CutPrefix(imported, own); ok {
			all = slices.Concat(all, reached(parts, ours, seen))
		}
	}
	return all
}

// readParts reads every package below this folder, keyed by its folder ("." is main).
func readParts(t *testing.T) map[string]*part {
	t.Helper()
	parts := map[string]*part{}
	files := token.NewFileSet()
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && file != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata"):
			return fs.SkipDir
		case d.IsDir() || filepath.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go"):
			return nil
		}
		tree, err := parser.ParseFile(files, file, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		folder := path.Dir(filepath.ToSlash(file))
		if parts[folder] == nil {
			parts[folder] = &part{}
		}
		return parts[folder].add(files, tree)
	})
	if err != nil {
		t.Fatalf("read the source: %v", err)
	}
	return parts
}

// add notes what one file imports and where it reads the clock.
func (p *part) add(files *token.FileSet, tree *ast.File) error {
	clock := "" // what the file calls package time
	imports := map[string]bool{}
	for _, old := range p.imports {
		imports[old] = true
	}
	for _, spec := range tree.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return err
		}
		imports[imported] = true
		if imported == "time" {
			clock = "time"
			if spec.Name != nil {
				clock = spec.Name.Name
			}
		}
	}
	p.imports = slices.Sorted(maps.Keys(imports))
	ast.Inspect(tree, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok && clock != "" {
			x, ok := s.X.(*ast.Ident)
			if ok && x.Name == clock && slices.Contains([]string{"Now", "Since", "Until"}, s.Sel.Name) {
				p.reads = append(p.reads, files.Position(s.Pos()).String())
			}
		}
		return true
	})
	return nil
}
