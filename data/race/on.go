//go:build race

package race

// On reports that it does.
const On = true
