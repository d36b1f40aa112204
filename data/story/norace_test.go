//go:build !race

package story_test

const raceDetector = false
