//go:build race

// Package race says whether the race detector runs (tests only). What computes
// much in one line of work, or is about time or memory, is left to the run without it.
package race

// On reports that it does.
const On = true
