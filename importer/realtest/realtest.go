// Package realtest finds the real workbooks that tests try where they are at
// hand. They are not ours to keep here.
package realtest

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// Find is the folder named by $SHARED, as an absolute path. A relative name
// counts from the module's root, where make stands: go test runs each test in
// its own package's folder. It is "" where the folder is absent.
func Find() string {
	dir := os.Getenv("SHARED")
	if dir == "" {
		return ""
	}
	if !filepath.IsAbs(dir) {
		root, err := moduleRoot()
		if err != nil {
			return ""
		}
		dir = filepath.Join(root, dir)
	}
	if s, err := os.Stat(dir); err != nil || !s.IsDir() { //nolint:gosec // the one who runs the tests names it
		return ""
	}
	return dir
}

// Workbooks is the folder of workbooks within it; the test is skipped where
// there is none.
func Workbooks(t testing.TB) string {
	t.Helper()
	dir := Find()
	if dir == "" {
		t.Skip("$SHARED names no folder: real workbooks are not at hand")
	}
	return filepath.Join(dir, "workbooks")
}

func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", errors.New("no go.mod above " + dir)
		}
		dir = up
	}
}
