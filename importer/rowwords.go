package importer

import (
	"slices"
	"strings"

	"countyboard/data"
	"countyboard/data/vocab"
)

// rowMeaning is what a row says. A table may have a million rows that are made of
// few words: what the same labels mean is found once and shared.
type rowMeaning struct {
	*meaning
	labels   uint32        // ID of their path
	when     *[]vocab.Time // of all labels, with the year of the rows above
	unit     *data.Unit    // of a 单位 column
	aside    *aside
	saidRow  int32 // where the indicator was said
	timesOf  int32 // the row whose time this one shares: of a growth rate, that of its level
	timeOpen bool
	ofWhich  bool
}

// aside is what stands beside a row in columns of sources and remarks.
type aside struct{ source, remark string }

// rowWords are the words of a table's rows.
type rowWords struct {
	axes  map[int]axis
	spans map[int]spanKind // of the columns of times
	bare  int              // rows without a label

	known       map[string]*labelWords
	times       map[string]timeWords
	variants    map[variant]*meaning
	runs        map[timeRun]*[]vocab.Time
	measured    map[data.Unit]*data.Unit
	scaledUnits map[scaledUnit]*data.Unit
	asides      map[aside]*aside

	unitColumns, scales, sources, remarks []int

	key     []byte
	scratch []vocab.Time
	ids     []uint32 // of labels
}

// labelWords are the labels of a row together.
type labelWords struct {
	meaning
	saidAt int  // which of them said the indicator, -1 = none
	part   bool // a heading over it says 其中
}

// timeWords are labels in columns of times, innermost first.
type timeWords struct {
	times []vocab.Time
	open  bool
	mixed bool // one of them is no time
}

// variant is a meaning with what a row has beside its labels.
type variant struct {
	*meaning
	up   *meaning // of the row whose growth it is
	word string
}

type timeRun struct {
	n     int
	times [3]vocab.Time
}

// with is a meaning as a row changes it, once for each way to do so.
func (w *rowWords) with(v variant, change func(m *meaning)) *meaning {
	m, known := w.variants[v]
	if !known {
		own := *v.meaning
		m = &own
		change(m)
		w.variants[v] = m
	}
	return m
}

// rowMeanings reads the labels of the rows.
func (t *translator) rowMeanings(r *reading) {
	columnsSay := r.over.indicator != ""
	for i := range r.cols {
		columnsSay = columnsSay || r.cols[i].indicator != ""
	}
	fallback := data.FacetWord
	if !columnsSay {
		fallback = data.IndicatorWord
	}
	w := t.surveyRows(r, fallback)
	r.rows = make([]rowMeaning, len(r.body))
	for i := range r.rows {
		r.rows[i].timesOf = int32(i)
	}
	lastYear, level := 0, -1
	for i, p := range r.paths {
		m := &r.rows[i]
		t.rowLabels(r, w, p, m)
		if m.whole.level != "" {
			own := *m.meaning
			own.place = t.codedPlace(r, i)
			m.meaning = &own
		}
		lastYear = carryYear(w.scratch, lastYear, r.years)
		m.when = w.run()
		if level >= 0 {
			w.fromAbove(m, &r.rows[level])
			if len(m.times) == 0 && m.measure != "" && m.measure != data.Level {
				m.timesOf = int32(level)
			}
			t.changeRow(r, w, p, i, level)
		}
		if p.bare && w.bare*2 <= len(r.body) { // else the rows of this table have no names
			t.unnamed(r, w, i)
		}
		t.rowExtras(r, w, i)
		if m.measure == "" || m.measure == data.Level {
			level = i
		}
	}
}

// surveyRows looks at all label columns, and at the captions as one.
func (t *translator) surveyRows(r *reading, fallback data.WordKind) *rowWords {
	w := &rowWords{
		axes: make(map[int]axis), known: make(map[string]*labelWords), times: make(map[string]timeWords), variants: make(map[variant]*meaning),
		runs: make(map[timeRun]*[]vocab.Time), measured: make(map[data.Unit]*data.Unit), scaledUnits: make(map[scaledUnit]*data.Unit), asides: make(map[aside]*aside),
	}
	type said struct {
		text string
		col  int
	}
	labels, times := make(map[int][]heading), make(map[int][]heading)
	seenLabels, seenTimes := make(map[said]bool), make(map[said]bool)
	gather := func(all map[int][]heading, seen map[said]bool, path []heading) {
		for _, h := range path {
			if s := (said{h.text, h.col}); !seen[s] {
				seen[s] = true
				all[h.col] = append(all[h.col], h)
			}
		}
	}
	crossed := t.newCrossing()
	for _, p := range r.paths {
		crossed.add(p.parts, func(h heading) int { return h.col })
		gather(labels, seenLabels, p.parts)
		gather(times, seenTimes, p.time)
		if p.bare {
			w.bare++
		}
	}
	for col, hs := range labels {
		a := t.surveyAxis(hs, r.headText(col), fallback, r.sheet)
		a.crossed, a.index = crossed, col
		w.axes[col] = a
	}
	w.spans = spanColumns(times)
	for _, c := range r.columns {
		switch c.role {
		case units:
			w.unitColumns = append(w.unitColumns, c.col)
		case scales:
			w.scales = append(w.scales, c.col)
		case sources:
			w.sources = append(w.sources, c.col)
		case remarks:
			w.remarks = append(w.remarks, c.col)
		}
	}
	return w
}

// rowLabels reads the labels of a row; its times stay in w.scratch.
func (t *translator) rowLabels(r *reading, w *rowWords, p *rowPath, m *rowMeaning) {
	m.labels = t.pathOf(w, p)
	m.ofWhich = ofWhich.MatchString(t.read.paths.last(&t.read.words, m.labels))
	w.key = appendPath(w.key[:0], p.time)
	ts, known := w.times[string(w.key)]
	if !known {
		ts = t.timeWords(r, w, p.time)
		if len(w.times) < mostTexts {
			w.times[string(w.key)] = ts
		}
	}
	mixed := p.time
	if !ts.mixed {
		w.key, mixed = w.key[:0], nil
	}
	w.key = appendPath(append(w.key, 0), p.parts)
	words, known := w.known[string(w.key)]
	if !known {
		words = t.labelWords(r, w, p.parts, mixed)
		if len(w.known) < mostTexts {
			w.known[string(w.key)] = words
		}
	}
	m.ofWhich = m.ofWhich || words.part
	m.meaning, m.timeOpen = &words.meaning, words.timeOpen || ts.open
	if at := words.saidAt; at >= len(p.parts) {
		m.saidRow = int32(p.time[at-len(p.parts)].row)
	} else if at >= 0 {
		m.saidRow = int32(p.parts[at].row)
	}
	w.scratch = append(append(w.scratch[:0], ts.times...), words.times...)
}

// appendPath writes labels and their columns as a key.
func appendPath(key []byte, path []heading) []byte {
	for _, h := range path {
		key = append(append(key, h.text...), 0, byte(h.col), byte(h.col>>8))
	}
	return key
}

// pathOf keeps the labels of a row.
func (t *translator) pathOf(w *rowWords, p *rowPath) uint32 {
	w.ids = w.ids[:0]
	for _, h := range p.parts {
		w.ids = append(w.ids, t.read.words.id(h.text))
	}
	for _, h := range p.time {
		w.ids = append(w.ids, t.read.words.id(h.text))
	}
	return t.read.paths.put(w.ids)
}

// rowText is the labels of a row, outermost first.
func (t *translator) rowText(r *reading, i int) []string {
	return t.read.paths.appendTo(nil, &t.read.words, r.rows[i].labels)
}

// run is what w.scratch holds; most rows have one of few runs of times.
func (w *rowWords) run() *[]vocab.Time {
	id := timeRun{n: len(w.scratch)}
	if id.n > len(id.times) {
		own := slices.Clone(w.scratch)
		return &own
	}
	copy(id.times[:], w.scratch)
	ts, known := w.runs[id]
	if !known {
		own := slices.Clone(w.scratch)
		ts = &own
		w.runs[id] = ts
	}
	return ts
}

func (t *translator) timeWords(r *reading, w *rowWords, path []heading) (ts timeWords) {
	for _, h := range path {
		h.text = monthNumber(r.headText(h.col), h.text)
		x, open, ok := spanTime(h.text, w.spans[h.col])
		if !ok {
			x, ok = t.time(h.text)
		}
		if quarterHead.MatchString(r.headText(h.col)) {
			x = x.AsQuarter()
		}
		switch {
		case open:
			ts.open = true
		case ok:
			ts.times = append([]vocab.Time{x}, ts.times...)
		default:
			return timeWords{mixed: true}
		}
	}
	return ts
}

// labelWords reads labels together; mixed are those in columns of times, where
// not all of them are times.
func (t *translator) labelWords(r *reading, w *rowWords, parts, mixed []heading) *labelWords {
	l := &labelWords{saidAt: -1}
	m := &l.meaning
	for k, h := range parts {
		if k+1 < len(parts) && isPureHeading(h.text) {
			l.part = l.part || partHeading.MatchString(h.text)
			continue
		}
		if r.second(h.col) {
			continue
		}
		before := *m
		t.add(m, r.sheet, h, w.axes[h.col], 0)
		if yearAside.MatchString(h.text) && !hasHan(h.text) {
			m.times = before.times
		}
		if k > 0 && ofWhich.MatchString(h.text) && !m.open && sameThing(before, *m) {
			t.unknown(m, r.sheet, h, w.axes[h.col], vocab.Reading{})
		}
		if m.said != before.said {
			l.saidAt = k
		}
	}
	for k, h := range mixed {
		said := m.said
		if ts := t.timeWords(r, w, mixed[k:k+1]); !ts.mixed {
			m.times, m.timeOpen = append(ts.times, m.times...), m.timeOpen || ts.open
			continue
		}
		n := len(m.times)
		h.text = monthNumber(r.headText(h.col), h.text)
		t.add(m, r.sheet, h, w.axes[h.col], 0)
		m.timeOpen = m.timeOpen || len(m.times) == n && strings.ContainsAny(h.text, "0123456789")
		if m.said != said {
			l.saidAt = len(parts) + k
		}
	}
	return l
}

// fromAbove completes a row that says only a rate (同比增长) by the level above it,
// whose growth it is.
func (w *rowWords) fromAbove(m, up *rowMeaning) {
	if m.open || m.measure == "" || m.measure == data.Level || m.indicator != "" || m.place != "" || m.whole.level != "" || len(m.facets) > 0 {
		return
	}
	m.saidRow = up.saidRow
	m.meaning = w.with(variant{meaning: m.meaning, up: up.meaning}, func(m *meaning) {
		m.indicator, m.said, m.facets, m.place, m.whole, m.total = up.indicator, up.said, up.facets, up.place, up.whole, up.total
		m.open, m.openPlace, m.openSure, m.asks = up.open, up.openPlace, up.openSure, up.asks
	})
}

// unnamed asks about a row of values without any label where the other rows of the
// table have one: nobody can say what it is.
func (t *translator) unnamed(r *reading, w *rowWords, i int) {
	cell := CellName(r.body[i].Index, r.first)
	a, ok := t.ask(question{id: "row-unnamed:" + r.origin.area, code: "row-unnamed", sheet: r.sheet, cell: cell, got: r.origin.area, passing: true})
	v := variant{meaning: r.rows[i].meaning, word: "unnamed"}
	r.rows[i].meaning = w.with(v, func(m *meaning) { m.ignore, m.open = ok && a.Ignore, m.open || !ok })
}

var noUnit data.Unit

// unit keeps a unit, once for all rows that have it.
func (w *rowWords) unit(u data.Unit) *data.Unit {
	kept := w.measured[u]
	if kept == nil {
		own := u
		kept = &own
		w.measured[u] = kept
	}
	return kept
}

// scaled is a unit with the scale beside it.
func (w *rowWords) scaled(t *translator, u *data.Unit, scale string) *data.Unit {
	id := scaledUnit{u, scale}
	kept := w.scaledUnits[id]
	if kept == nil {
		kept = w.unit(t.scaled(*u, scale))
		w.scaledUnits[id] = kept
	}
	return kept
}

type scaledUnit struct {
	unit  *data.Unit
	scale string
}

// rowExtras reads the unit, source and remark columns of a row.
func (t *translator) rowExtras(r *reading, w *rowWords, i int) {
	row, m := r.body[i].Index, &r.rows[i]
	m.unit = &noUnit
	for _, col := range w.unitColumns {
		s := label(r.grid.shown(row, col))
		if s == "" || !m.unit.IsZero() || m.unitOpen {
			continue
		}
		if m.unit = w.unit(t.unitWord(s)); m.unit.IsZero() {
			m.meaning = w.with(variant{meaning: m.meaning, word: "unit " + s}, func(m *meaning) {
				t.askWordOfUnit(m, question{id: "unit:" + s, sheet: r.sheet, cell: CellName(row, col), got: s, options: t.v.Suggest("unit", s, 4)})
			})
			m.unit = &m.meaning.unit
		}
	}
	if n := len(w.scales); n > 0 {
		m.unit = w.scaled(t, m.unit, label(r.grid.shown(row, w.scales[n-1])))
	}
	var beside aside
	for _, col := range w.sources {
		beside.source = label(r.grid.shown(row, col))
	}
	for _, col := range w.remarks {
		beside.remark = label(r.grid.shown(row, col))
	}
	m.aside = w.asides[beside]
	if m.aside == nil {
		own := beside
		m.aside = &own
		w.asides[own] = m.aside
	}
}
