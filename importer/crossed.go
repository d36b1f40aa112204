package importer

// crossing finds the axes on which the same unknown words stand under several others
// that may say what is measured (Visits | NSA, SA; Spending | NSA, SA): they divide
// it, and are asked about as groups, once each.
type crossing struct {
	t       *translator
	outer   map[onAxis]string // the label over each word
	crossed map[onAxis]bool   // words under several others
	words   map[int]int       // of an axis that stand under others
	several map[int]int       // of these, under several
	open    map[string]bool   // labels that may be indicators
}

type onAxis struct {
	text string
	axis int
}

func (t *translator) newCrossing() *crossing {
	return &crossing{t: t, outer: make(map[onAxis]string), crossed: make(map[onAxis]bool), words: make(map[int]int), several: make(map[int]int), open: make(map[string]bool)}
}

// add looks at the labels of one column or row, outermost first.
func (c *crossing) add(path []heading, axis func(heading) int) {
	over := ""
	for _, h := range path {
		if !c.mayMeasure(h.text) {
			continue
		}
		if at := (onAxis{h.text, axis(h)}); over != "" {
			if before, seen := c.outer[at]; !seen {
				c.outer[at] = over
				c.words[at.axis]++
			} else if before != over && !c.crossed[at] {
				c.crossed[at] = true
				c.several[at.axis]++
			}
		}
		over = h.text
	}
}

// mayMeasure reports whether a label names an indicator, or is not understood.
func (c *crossing) mayMeasure(text string) bool {
	may, known := c.open[text]
	if !known {
		r := c.t.bilingual(text, 0)
		may = !emptyHead.MatchString(text) && (r.Indicator != "" || r.Rest != "")
		c.open[text] = may
	}
	return may
}

// divides reports whether a word of an axis divides what stands over it: as half of
// the words there at least do under several others.
func (c *crossing) divides(axis int, text string) bool {
	return c != nil && c.several[axis] > 0 && c.several[axis]*2 >= c.words[axis] && c.outer[onAxis{text, axis}] != ""
}
