//go:build race

package dashboard_test

// The race detector's own memory is several times that of what it watches.
const picturesMemory = 2000

// raced: what computes much in one line of work is left to the run without the race detector.
const raced = true
