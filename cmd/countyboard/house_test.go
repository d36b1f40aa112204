package main

import (
	"bytes"
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const root = "../.."

// TestArrows holds the imports against the table of ARCHITECTURE.md.
func TestArrows(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join(root, "ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	allowed := make(map[string][]string)
	for _, m := range regexp.MustCompile(`(?m)^\| ([a-z/]+) \| ([^|]+) \|`).FindAllStringSubmatch(string(text), -1) {
		if m[1] == "package" {
			continue
		}
		allowed[m[1]] = strings.Split(strings.ReplaceAll(m[2], " ", ""), ",")
	}
	cmd := exec.CommandContext(t.Context(), "go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		name := strings.TrimPrefix(words[0], "countyboard/")
		if strings.HasSuffix(name, "/write") {
			continue // programs of their own
		}
		seen++
		may, known := allowed[name]
		if !known {
			t.Errorf("%s is not in the table of ARCHITECTURE.md", name)
			continue
		}
		for _, to := range words[1:] {
			if to, ours := strings.CutPrefix(to, "countyboard/"); ours && !slices.Contains(may, to) && may[0] != "everything" {
				t.Errorf("%s imports %s; the table of ARCHITECTURE.md does not allow it", name, to)
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d packages were looked at", seen)
	}
}

// TestOnlyOneRoomKnows keeps libraries in their rooms.
func TestOnlyOneRoomKnows(t *testing.T) {
	t.Parallel()
	rooms := map[string][]string{
		"github.com/labstack/echo":    {"dashboard"},
		"github.com/go-echarts":       {"dashboard/echarts"},
		"github.com/xuri/excelize/v2": {"dashboard/export", "importer/xlsx", "importer/annotate", "importer/template", "data/sample/write"},
		"modernc.org/quickjs":         {"dashboard/draw"},
		"golang.org/x/image":          {"dashboard/draw"},
		"database/sql":                {"data/sqldb"},
	}
	cmd := exec.CommandContext(t.Context(), "go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		for lib, homes := range rooms {
			uses := slices.ContainsFunc(words[1:], func(w string) bool { return strings.HasPrefix(w, lib) })
			if name := strings.TrimPrefix(words[0], "countyboard/"); uses && !slices.Contains(homes, name) {
				t.Errorf("%s imports %s, which is for %v only", name, lib, homes)
			}
		}
	}
}

// TestReadmeNamesWhatThereIs compares README with the command's flags and
// keeps hosts of package registries out of the tree.
func TestReadmeNamesWhatThereIs(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	help := regexp.MustCompile(`--[a-z][a-z-]+`)
	known := flagsOf(t)
	for _, flag := range help.FindAllString(string(readme), -1) {
		if !slices.Contains(known, flag) {
			t.Errorf("README names %s, which no call knows", flag)
		}
	}
	for _, flag := range known {
		if !strings.Contains(string(readme), flag) && flag != "--help" {
			t.Errorf("README does not name %s", flag)
		}
	}
}

func TestNoRegistryHost(t *testing.T) {
	t.Parallel()
	host := regexp.MustCompile(`(registry\.npmjs|proxy\.golang|sum\.golang|deb\.debian|registry\.yarnpkg)\.?(org|com)?`)
	cmd := exec.CommandContext(t.Context(), "git", "ls-files")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Skip("no git here")
	}
	for name := range strings.FieldsSeq(string(out)) {
		if strings.HasSuffix(name, "house_test.go") {
			continue
		}
		b, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			continue // removed but not yet committed
		}
		if m := host.Find(b); m != nil {
			t.Errorf("%s mentions %s", name, m)
		}
	}
}

// TestNoTestIsLeftOut: a package that leaves tests to the run without the race
// detector is in that run.
func TestNoTestIsLeftOut(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join(root, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	second := regexp.MustCompile(`(?m)^\tgo test -timeout \S+ (\./.*)$`).FindSubmatch(text)
	if second == nil {
		t.Fatal("make test has no run without the race detector")
	}
	runs := strings.Fields(string(second[1]))
	left := 0
	err = filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() && d.Name() == "node_modules" {
			return cmp.Or(err, filepath.SkipDir)
		}
		if !strings.HasSuffix(path, "_test.go") {
			return nil
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if bytes.Contains(b, []byte("race.Alone(")) || bytes.Contains(b, []byte("race.On")) {
			left++
			if dir := "./" + filepath.ToSlash(strings.TrimPrefix(filepath.Dir(path), root+string(filepath.Separator))); !slices.Contains(runs, dir) {
				t.Errorf("make test leaves out what %s leaves to its second run: %q", dir, runs)
			}
		}
		return nil
	})
	if err != nil || left < 5 {
		t.Errorf("%d files leave tests to the second run; %v", left, err)
	}
}
