package story

import (
	"math"
	"strconv"
	"strings"

	"countyboard/data"
	"countyboard/data/lang"
)

// Rules carry figures as arguments, which are text, and are worded only when their
// reader's language is known: a figure is put so that figures finds it again.
const (
	part = "\t" // between number, power, base and label of a figure
	next = "\n" // between the figures of a course
)

// put writes a figure into an argument.
func put(x float64, u data.Unit) string {
	return strings.Join([]string{number(x), strconv.Itoa(u.Power), u.Base, u.Label}, part)
}

// whole is the largest figure up to x that there is: things are counted whole.
func whole(x float64, u data.Unit) float64 {
	if u.Base != data.BaseCount && u.Base != data.BasePerson {
		return x
	}
	const dust = 1e-6
	one := math.Pow10(u.Power)
	return math.Floor(x*one+dust) / one
}

// putAll writes the readings of a course: of many the first and the last few.
func putAll(xs []float64, u data.Unit) string {
	const most, first, last = 6, 2, 3
	words := make([]string, len(xs))
	for i, x := range xs {
		words[i] = put(x, u)
	}
	if n := len(words); n > most {
		words = append(append(words[:first:first], "…"), words[n-last:]...)
	}
	return strings.Join(words, next)
}

// figures words what put and putAll wrote.
func figures(l lang.Lang, arg string) string {
	words := strings.Split(arg, next)
	for i, w := range words {
		parts := strings.Split(w, part)
		if len(parts) < 4 { // what stands for those that are left out
			continue
		}
		x, _ := strconv.ParseFloat(parts[0], 64) // put wrote it
		power, _ := strconv.Atoi(parts[1])
		words[i] = lang.Figure(l, x, data.Unit{Power: power, Base: parts[2], Label: parts[3]})
	}
	return strings.Join(words, " → ")
}
