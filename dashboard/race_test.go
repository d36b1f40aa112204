//go:build race

package dashboard_test

// raced: what computes much in one line of work is left to the run without the race detector.
const raced = true
