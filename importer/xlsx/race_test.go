//go:build race

package xlsx_test

// The race detector keeps values on the heap that otherwise stay on the stack.
const heapFactor = 2
