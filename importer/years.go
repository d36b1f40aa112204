package importer

import "slices"

// yearHeader reports whether a row whose numbers may all be years heads columns.
func (f *finder) yearHeader(s *rowShape) bool {
	var years []float64
	textsBefore, textsAfter := 0, 0
	for i, k := range s.looks {
		switch {
		case k == number:
			years = append(years, numberOf(&s.cells[i]))
		case k == text && len(years) == 0:
			textsBefore++
		case k == text:
			textsAfter++
		}
	}
	if s.dated > 0 && len(years)+s.dated > 2 && textsBefore > 0 {
		return true // 2000 | 2004 \1 | 2005 \1: some of the years carry marks
	}
	if f.open != nil && len(f.pending) == 0 {
		return f.yearsWithin(s, years, textsBefore)
	}
	if n := len(f.pending); n > 1 && textsBefore == 1 && f.pending[n-1].kind == timesRow && f.pending[n-1].nums == len(years) && f.pending[n-1].texts == 0 {
		return false // 铝材 | 1999 | 2001 under 2022 | 2023
	}
	if textsBefore+textsAfter == 0 && len(years) > 1 && len(f.pending) > 0 && f.namedBelow(s) {
		return true
	}
	switch {
	case len(years) == 1:
		// 指标 | 2021 heads a table; 四川 | 2024 | … after a header does not.
		return !f.headed() && textsAfter == 0 || textsBefore == 0 && len(s.cells) == 1
	case textsBefore+textsAfter == 0 && len(f.pending) > 0 && (f.headed() || f.pending[len(f.pending)-1].kind == timesRow):
		return true // nothing but years under a header
	}
	return stepped(years) || (gapped(years) || repeated(years)) && (!f.headed() || textsBefore == 0)
}

// yearsWithin decides for a row right under rows of values: there it is values,
// unless it repeats as a header would.
func (f *finder) yearsWithin(s *rowShape, years []float64, textsBefore int) bool {
	last := &f.open.body[len(f.open.body)-1].shape
	switch {
	case len(years) > 2 && oneByOne(years) && (s.index > last.index+1 || len(s.cells) > len(last.cells)+2):
		return true // apart from what stands above, or wider
	case len(years) > 2 && stepped(years):
		return textsBefore == 0 || len(years) > 3 && textsBefore == 1 && oneByOne(years)
	}
	return len(years) > 1 && textsBefore == 0 && s.texts == 0 && s.index > last.index+1 && f.nextHeads()
}

// namedBelow reports whether the row below one of years without a label has a label
// left of its first number, and numbers under the years: they stand under a blank corner.
func (f *finder) namedBelow(s *rowShape) bool {
	if f.at+1 >= len(f.grid.rows) {
		return false
	}
	below := f.grid.shape(&f.grid.rows[f.at+1])
	c := below.first()
	return c.Kind == Text && below.kind == dataRow && c.Col < s.first().Col && below.nums+below.marks >= s.nums
}

// nextHeads reports whether the row below the one at hand is a header row.
func (f *finder) nextHeads() bool {
	if f.at+1 >= len(f.grid.rows) {
		return false
	}
	s := f.grid.shape(&f.grid.rows[f.at+1])
	return s.kind == textRow
}

// oneByOne reports whether years go on one by one, some perhaps repeated.
func oneByOne(years []float64) bool {
	for i := 1; i < len(years); i++ {
		if d := years[i] - years[i-1]; d < 0 || d > 1 {
			return false
		}
	}
	return years[0] != years[len(years)-1]
}

// gapped reports whether at least three years run up or down without a step:
// 2000 2005 2010 2015 2016.
func gapped(years []float64) bool {
	if len(years) < 3 {
		return false
	}
	up := years[1] > years[0]
	for i := 1; i < len(years); i++ {
		if years[i] == years[i-1] || years[i] > years[i-1] != up {
			return false
		}
	}
	return true
}

// repeated reports whether the same run of years stands several times beside
// each other: 1980 1990 2008 1980 1990 2008.
func repeated(years []float64) bool {
	n := slices.Index(years[1:], years[0]) + 1
	if n < 2 || len(years)%n != 0 {
		return false
	}
	for i := n; i < len(years); i++ {
		if years[i] != years[i-n] {
			return false
		}
	}
	return n == 2 || gapped(years[:n])
}

// stepped reports whether years run up or down by the same step, or stand
// still: 2021 2021 2022 2022 counts too.
func stepped(years []float64) bool {
	var step float64
	for i := 1; i < len(years); i++ {
		d := years[i] - years[i-1]
		switch {
		case d == 0:
		case step == 0:
			step = d
		case d != step && d != -step*float64(len(years)):
			// A new block of columns may begin with the first year again.
			if d*step > 0 || years[i] != years[0] {
				return false
			}
		}
	}
	return step == 0 || step >= -10 && step <= 10
}
