// Package race leaves to the run without the race detector what computes much in
// one line of work, or is about time or memory (tests only).
package race

import "testing"

// Alone skips a test beside the race detector; make test runs it once more without.
func Alone(t testing.TB) {
	t.Helper()
	if On {
		t.Skip("make test runs it without the race detector")
	}
}
