package importer

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"countyboard/data/vocab"
)

// rowPath is the labels of a body row, outermost first.
type rowPath struct {
	parts []heading // label columns and captions
	time  []heading // time columns
	bare  bool      // the row has no label of its own
}

var (
	ofWhich  = regexp.MustCompile(`^[\s\p{Zs}]*(?:[#＃]|其中|(?i:of which))`)
	partMark = regexp.MustCompile(`^[\s\p{Zs}]*(?:[#＃]|其中\s*[：:]|(?i:of which)\s*[：:]?)[\s\p{Zs}]*`)
	sumLabel = regexp.MustCompile(`^[\s\p{Zs}]*(?:[^\s]{0,4}[合总小共][\s\p{Zs}]*计|(?i:sum|(?:grand )?total)\b)`)
	grandSum = regexp.MustCompile(`^[\s\p{Zs}]*(?:总[\s\p{Zs}]*计|(?i:(?:grand )?total)\b)`)
	numbered = regexp.MustCompile(`^[\s\p{Zs}]*(?:([一二三四五六七八九十]{1,3}、)|([(（][一二三四五六七八九十]{1,3}[)）])|(\d{1,2}[.、．](?:[^\d]|$))|([(（]\d{1,2}[)）]))`)
)

// level is a label within the hierarchy of the innermost label column.
type level struct {
	depth   int // of its word
	from    int // of its mark, where it has one: that is set less deep
	class   int // of its number: 1 一、 2 (一) 3 1. 4 (1); 0 = none
	sum     bool
	ofWhich bool
	at      heading
}

func (l *ladder) levelOf(c *Cell, at heading) level {
	up := level{depth: 2 * indent(c), from: 2 * indent(c), at: at, sum: l.form(at.text).sum}
	if c == nil {
		return up
	}
	f := l.form(c.Text)
	if up.ofWhich, up.class = f.ofWhich, f.class; f.ofWhich {
		up.depth += 2 * f.mark
		up.from++
	}
	return up
}

// labelForm is what a label says of its place in a hierarchy.
type labelForm struct {
	sum, ofWhich bool
	class        int
	mark         int // columns that 其中： or # takes before the word
}

// form looks at a label, once for each.
func (l *ladder) form(text string) labelForm {
	f, known := l.forms[text]
	if known {
		return f
	}
	f = labelForm{sum: sumLabel.MatchString(text), ofWhich: ofWhich.MatchString(text)}
	if f.ofWhich {
		f.mark = markWidth(text)
	}
	for i, m := range numbered.FindStringSubmatch(text) {
		if i > 0 && m != "" {
			f.class = i
		}
	}
	if len(l.forms) < mostTraits {
		l.forms[text] = f
	}
	return f
}

// markWidth is how many columns the mark of a part takes, # at least as many as a
// Chinese letter: what stands under its word stands beside it.
func markWidth(text string) int {
	n := 0
	for _, c := range strings.TrimSpace(partMark.FindString(text)) {
		n++
		if c >= utf8.RuneSelf {
			n++
		}
	}
	return max(n, 2)
}

// under reports whether a label belongs below another one.
func (l level) under(up level) bool {
	switch {
	case l.class > 0 && up.class > 0:
		return up.class < l.class && l.from >= up.depth
	case up.sum && !l.ofWhich:
		return false // what follows a total is beside it
	}
	return up.depth < l.from
}

// ladder is the hierarchy of labels while it is read downwards.
type ladder struct {
	held     []heading // of each label column
	blocks   [][]int   // of each label column whose labels do not stand first: the row of the label of each row
	steps    []level   // of the innermost one
	captions []level   // in force
	sections []line    // that captions was made of
	deeper   int       // rows since the last caption that are set deeper than it, all alike
	depth    int       // how deep
	last     int       // row that was read last
	sum      bool      // it was a total
	forms    map[string]labelForm
}

// paths reads the labels of all body rows, one after the other: what it gives
// lasts until the next row. A blank label column inherits from above while a column
// to its right goes on: the label stands only in the first row of its block. Deeper
// set labels and 其中 get the labels they belong to.
func (t *table) paths(yield func(i int, p *rowPath) bool) {
	var p rowPath
	cols := t.labelColumns()
	inner := len(cols) - 1
	for inner >= 0 && (t.columns[cols[inner]].second || t.columns[cols[inner]].role == times) {
		inner-- // the hierarchy stands in the innermost column that we read
	}
	l := &ladder{held: make([]heading, len(cols)), forms: make(map[string]labelForm)}
	for k := range max(inner, 0) {
		if of := t.blockRows(t.columns[cols[k]].col, t.columns[cols[inner]].col); of != nil {
			if l.blocks == nil {
				l.blocks = make([][]int, len(cols))
			}
			l.blocks[k] = of
		}
	}
	for i := range t.body {
		row := t.body[i].shape.index
		l.open(t, t.body[i].sections)
		deepest := t.hold(l, cols, i)
		t.pathOf(l, cols, inner, deepest, row, &p)
		if !yield(i, &p) {
			return
		}
		l.last = row
	}
}

// open takes the captions over a row; new ones begin new blocks.
func (l *ladder) open(t *table, sections []line) {
	if sameLines(sections, l.sections) {
		return
	}
	var fresh []level
	for _, s := range sections {
		fresh = append(fresh, l.levelOf(t.grid.cell(s.row, s.col), heading{s.text, s.row, s.col}))
	}
	if len(fresh) == 1 {
		if kept := keptOver(l.captions, fresh[0].at.text); len(kept) > 0 {
			fresh = append(kept, fresh...)
		}
	}
	// (一) under 一、 and what is set deeper stand below the caption before them.
	if n := len(l.captions); len(fresh) == 1 && n > 0 && fresh[0].under(l.captions[n-1]) && (fresh[0].class > 0 || l.captions[n-1].depth < fresh[0].depth) {
		fresh = append(append([]level{}, l.captions...), fresh...)
	}
	l.captions, l.sections, l.steps, l.deeper = fresh, sections, nil, 0
}

func sameLines(a, b []line) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// close ends the captions that a label of their own rank ends: 六、 after 三、, or
// one set as far left as the caption after deeper ones.
func (l *ladder) close(at level) {
	for n := len(l.captions); n > 0; n = len(l.captions) {
		up := l.captions[n-1]
		ends := at.class > 0 && up.class > 0 && at.class <= up.class || l.deeper > 1 && at.from <= up.depth && at.class <= up.class
		if !ends || timeLabel(up.at.text) && !timeLabel(at.at.text) {
			break // a year over a block holds until the next one
		}
		l.captions = l.captions[:n-1]
	}
	// Labels that are set ever less deep are centred, and totals are set as they like.
	switch n := len(l.captions); {
	case n == 0 || at.sum:
	case at.from <= l.captions[n-1].depth || l.deeper > 0 && at.from < l.depth:
		l.deeper = -1 << 20
	case l.deeper == 0 || at.from == l.depth:
		l.depth = at.from
		l.deeper++
	}
}

func timeLabel(s string) bool {
	_, ok := vocab.ParseTime(s, vocab.Context{})
	return ok
}

// hold notes the labels of a row and returns the innermost label column that
// has one, -1 for none.
func (t *table) hold(l *ladder, cols []int, i int) int {
	row := t.body[i].shape.index
	deepest := -1
	sum := false
	for k, c := range cols {
		col := t.columns[c]
		cell := t.grid.shown(row, col.col)
		text := label(cell)
		if l.blocks != nil && l.blocks[k] != nil {
			from := t.body[l.blocks[k][i]].shape.index
			at := heading{label(t.grid.cell(from, col.col)), from, col.col}
			if l.held[k] != at {
				l.held[k] = at
				clear(l.held[k+1:])
			}
			continue
		}
		if text == "" {
			if col.role == times && t.grid.cell(row, col.col) != nil {
				deepest = k
			}
			continue
		}
		at := heading{text, row, col.col}
		if m, ok := t.grid.merged(row, col.col); ok {
			at.row = m.Row
		}
		// A grand total after the sum of a block, or a block after a sum and a gap,
		// no longer belongs to the label that stood outside.
		if outer := k > 0 && deepest < 0; outer && l.sum && (grandSum.MatchString(text) || l.form(text).sum || row > l.last+1) && col.role == labels {
			clear(l.held[:k])
		}
		l.held[k] = at
		clear(l.held[k+1:])
		deepest = k
		sum = sum || l.form(text).sum
	}
	l.sum = sum
	return deepest
}

func (t *table) pathOf(l *ladder, cols []int, inner, deepest, row int, p *rowPath) {
	*p = rowPath{parts: p.parts[:0], time: p.time[:0], bare: len(cols) > 0 && deepest < 0}
	if p.bare {
		if at, ok := t.labelAmongCodes(row); ok {
			p.bare, l.sum = false, l.form(at.text).sum
			p.parts = append(p.parts, at)
			return
		}
	}
	if inner >= 0 && l.held[inner].text != "" && (l.held[inner].row == row || inner <= deepest) {
		cell := t.grid.shown(row, t.columns[cols[inner]].col)
		l.close(l.levelOf(cell, l.held[inner]))
	}
	for _, c := range l.captions {
		p.parts = append(p.parts, c.at)
	}
	for k, c := range cols {
		h, col := l.held[k], t.columns[c]
		if h.text == "" || h.row != row && k > deepest {
			continue
		}
		switch {
		case col.role == times:
			p.time = append(p.time, h)
		case k == inner:
			l.descend(l.levelOf(t.grid.shown(row, col.col), h))
			for _, s := range l.steps {
				p.parts = append(p.parts, s.at)
			}
		default:
			p.parts = append(p.parts, h)
		}
	}
}

// descend drops what does not stand over the new label.
func (l *ladder) descend(at level) {
	for len(l.steps) > 0 && !at.under(l.steps[len(l.steps)-1]) {
		l.steps = l.steps[:len(l.steps)-1]
	}
	l.steps = append(l.steps, at)
}

// labelAmongCodes is a text in a column of codes: 合计 under 序号.
func (t *table) labelAmongCodes(row int) (heading, bool) {
	for _, c := range t.columns {
		if cell := t.grid.cell(row, c.col); c.role == codes && cell != nil && cell.Kind == Text {
			if text := label(cell); hasHan(text) || latinWord.MatchString(strings.TrimSpace(text)) {
				return heading{text, row, c.col}, true
			}
		}
	}
	return heading{}, false
}
