//go:build !race

package xlsx_test

const heapFactor = 1
