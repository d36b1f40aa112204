//go:build race

package dashboard_test

// The race detector's own memory is several times that of what it watches.
const picturesMemory = 2000
