package importer

import (
	"regexp"
	"strings"
	"unicode"

	"countyboard/data"
	"countyboard/data/vocab"
)

// role says what a column of a table holds.
type role uint8

const (
	spacer role = iota
	labels
	times
	codes
	values
	units
	sources
	remarks
	ranks
	flags
	scales
)

// column is one column of a table.
type column struct {
	col  int
	role role
	// second reports labels that only repeat another column in a second language.
	second bool
	path   []heading // header labels over it, outermost first
	// translations marks the labels of path that repeat others in a second language.
	translations []bool
	blanks       int // body rows without content here
	// footnotes: numbers in brackets are footnote marks here, (2) is not minus two.
	footnotes bool
}

// heading is a header label and the cell it stands in.
type heading struct {
	text     string
	row, col int
}

var (
	codeHead  = regexp.MustCompile(`(?i)代码|编码|编号|序号|^号$|邮编|电话|信用代码|页码|页次|页数|\bcodes?\b|_code|code_|\bid\b|_id$|fips|naics|\bindex\b|\bno\.?$|\bcode\d*|(^|_)code(_|$)|\b(?:decimals|pages?|line ?code|uom_id|scalar_id|footnotes?|no\. obs|iso\d?)\b|^(?:indent(?: level)?|level|decimals|coordinate|vector|dguid)$`)
	camelCode = regexp.MustCompile(`[a-z](?:No|ID|Id|Code|Level)$|^(?:ID|Id)[A-Z]`)
	timeHead  = regexp.MustCompile(`(?i)^(时间|时期|年份|年度|年|月份|月|季度|季|日期|统计期|报告期|期别|数据期|年月|period|time|time.?period|jahr|monat|quartal|année|mois|trimestre|jaar|maand|kwartaal|perioden|periode|periodo|período|año|mes|year|month|quarter|date|fiscal year|year ended .*|year ending .*|observation_date|year \(year\))$`)
	// sinceHead is over years that say something about a series: Estimates Start After.
	sinceHead = regexp.MustCompile(`(?i)\b(?:start|end|after|since|until|base year|source year|reference year|first year|last year)\b|起始|基期|截止`)
	// nameHead is over names; whole numbers there are the codes of them.
	nameHead  = regexp.MustCompile(`(?i)^(?:region|area|country|province|state|county|district|industry|sector|division|line)$`)
	rankHead  = regexp.MustCompile(`(?i)位次|排名|名次|排位|^(?:rank|ranking)$`)
	valueHead = regexp.MustCompile(`(?i)^(?:value|obs_value|values?|valeur|wert|waarde|数值|指标值|观测值|trade value.*)$`)
	unitHead  = regexp.MustCompile(`(?i)^(单位|计量单位|数据单位|units?|unit of measure|measurement unit|uom|eenheid|einheit|unité|计量)$`)
	// scaleHead is over powers of ten that go with a unit: thousands, 6.
	scaleHead  = regexp.MustCompile(`(?i)^(?:scalar.?factor|power ?code|scale|magnitude|unit multiplier|unit_mult|数量级)$`)
	sourceHead = regexp.MustCompile(`(?i)^(来源|资料来源|数据来源|信息来源|出处|sources?)$`)
	remarkHead = regexp.MustCompile(`(?i)^(备注|说明|注|注释|附注|notes?|remarks?|flags?|comment|可信度|确定性|certainty)$`)
	rateHead   = regexp.MustCompile(`(?i)比|率|增|速|占|%|rate|growth|share`)
	firmHead   = regexp.MustCompile(`(?i)企业名称|企业简称|企业名$|^企业$|单位名称|公司名称|单位详细名称|法人单位名称|统一社会信用代码|组织机构代码|enterprise name|company`)
	firmName   = regexp.MustCompile(`(公司|厂|合作社|集团|企业|商行|经营部|中心|农场|矿)$`)
)

// understandColumns decides the role of each column from its header and body.
func (t *table) understandColumns() {
	for c := t.first; c <= t.last; c++ {
		t.columns = append(t.columns, t.lookAt(c))
	}
	t.yearsAtEdge()
	t.markSecondLanguage()
	t.serialCodes()
	t.flagsBehind()
	t.textsBehind()
	t.attributes()
}

// yearsAtEdge finds years that name the rows: at the left of all values, where no
// other column names them, and under no head that says what they measure.
func (t *table) yearsAtEdge() {
	for i := range t.columns {
		c := &t.columns[i]
		if c.role == spacer || c.role == codes {
			continue
		}
		head := t.headText(c.col)
		if c.role != values || i+1 >= len(t.columns) || head != "" && !itemHead.MatchString(head) {
			return
		}
		years, texts, last, runs := 0, 0, 0.0, true
		for b := range t.body {
			cell := t.bodyCell(b, c.col)
			if cell == nil {
				continue
			}
			switch k, timely := lookOf(cell); {
			case k == number && timely:
				runs = runs && (numberOf(cell) > last || head == "")
				last = numberOf(cell)
				years++
			case k == text:
				texts++
			case k != blank:
				return
			}
		}
		if years > 2 && texts*4 <= years && runs {
			c.role = times
		}
		return
	}
}

// flagsBehind finds columns of letters that say of what quality the number at
// their left is: b, p, (r). They have no header, or that of the numbers with an F
// behind it.
func (t *table) flagsBehind() {
	for i := 1; i < len(t.columns); i++ {
		c, left := &t.columns[i], t.columns[i-1]
		if c.role != labels && c.role != values || left.role != values {
			continue
		}
		head, of := t.headText(c.col), t.headText(left.col)
		if head != "" && head != of+"F" && (head != of || !t.mergedHead(left.col, c.col)) {
			continue
		}
		n, flagged := 0, true
		for b := range t.body {
			if cell := t.bodyCell(b, c.col); cell != nil && strings.TrimSpace(cell.Raw()) != "" {
				n++
				flagged = flagged && flagText.MatchString(cell.Text)
			}
		}
		if n > 0 && flagged {
			c.role = flags
		}
	}
}

var flagText = regexp.MustCompile(`^\s*[(]?(?:[A-Za-z]{1,2}|\*)[)]?\s*$`)

// mergedHead reports whether one merged header cell stands over two columns.
func (t *table) mergedHead(a, b int) bool {
	if len(t.header) == 0 {
		return false
	}
	row := t.header[len(t.header)-1]
	m, ok := t.grid.merged(row, a)
	n, also := t.grid.merged(row, b)
	return ok && also && m == n
}

// flagStatus is the status that a flag gives to the number at its left; a letter
// that means nothing here stays as a note.
func flagStatus(c *Cell, note string) (data.Status, string) {
	if c == nil {
		return data.Normal, note
	}
	flag := strings.Trim(strings.TrimSpace(c.Text), "()")
	if flag == "" {
		return data.Normal, note
	}
	status := data.Normal
	if _, _, m, ok := vocab.ParseNumber("100 " + flag); ok && m.Flag != "" {
		status = m.Flag
	}
	return status, joinNotes(note, flag)
}

// textsBehind finds columns of text right of all values, beside labels at the
// left: whoever is in charge, how far it has come. They are remarks.
func (t *table) textsBehind() {
	seenLabels, lastValues := false, -1
	for i, c := range t.columns {
		seenLabels = seenLabels || (c.role == labels || c.role == times) && lastValues < 0
		if c.role == values {
			lastValues = i
		}
	}
	if !seenLabels || lastValues < 0 {
		return
	}
	for i := lastValues + 1; i < len(t.columns); i++ {
		if c := &t.columns[i]; c.role == labels && !c.second && t.mostlyHan(c.col) && t.headText(c.col) != "" {
			c.role = remarks
		}
	}
}

// attributes finds, in a long table whose one column is headed value, the other
// columns of numbers: decimals, levels, years of sources. They are no figures.
func (t *table) attributes() {
	at := -1
	for i, c := range t.columns {
		if c.role == values && valueHead.MatchString(t.headText(c.col)) {
			if at >= 0 {
				return
			}
			at = i
		}
	}
	if at < 0 || len(t.header) != 1 {
		return
	}
	texts := 0
	for _, c := range t.columns {
		if c.role == labels || c.role == times {
			texts++
		}
	}
	if texts < 3 {
		return
	}
	for i := range t.columns {
		if c := &t.columns[i]; i != at && c.role == values && (codeHead.MatchString(t.headText(c.col)) || !rateHead.MatchString(t.headText(c.col)) && t.wholeNumbers(c.col)) {
			c.role = codes
		}
	}
}

// wholeNumbers reports whether a column has no number with a fraction.
func (t *table) wholeNumbers(col int) bool {
	for i := range t.body {
		if c := t.bodyCell(i, col); c != nil {
			if k, _ := lookOf(c); k == number && numberOf(c) != float64(int64(numberOf(c))) {
				return false
			}
		}
	}
	return true
}

type tally struct {
	nums, texts, marks, timely, whole, stored int
	letters                                   int // that are marks among numbers: D, N
	bracketed, amounts                        int // (2); (1,234), (12.5), -3
	dates, wordy                              int // Date cells; texts of several words
	same, rising                              bool
	first, prev                               float64
}

func (t *table) lookAt(col int) column {
	c := column{col: col}
	var n tally
	n.same, n.rising = true, true
	timeTexts := 0
	for i := range t.body {
		cell := t.bodyCell(i, col)
		if cell == nil {
			c.blanks++
			continue
		}
		k, timely := lookOf(cell)
		switch k {
		case blank:
			c.blanks++
		case text:
			if markLetter(cell) {
				n.letters++
				continue
			}
			n.texts++
			if strings.ContainsFunc(cell.Text, unicode.IsLower) && strings.Contains(strings.TrimSpace(cell.Text), " ") {
				n.wordy++
			}
			if timeTexts == n.texts-1 && t.timeText(cell.Text) {
				timeTexts++
			}
		case mark:
			n.marks++
		case number:
			n.add(cell, timely)
		}
	}
	if n.nums > 0 {
		n.marks += n.letters
	} else {
		n.texts += n.letters
	}
	head := t.headText(col)
	c.role = n.role(head, timeTexts)
	c.footnotes = n.bracketed > 0 && n.amounts == 0 && n.bracketed < n.nums && n.whole < n.nums && n.whole == n.bracketed
	return c
}

// footnote is a number in brackets as footnotes are counted.
var footnote = regexp.MustCompile(`^\s*[(（]1?\d[)）]\s*$`)

// markLetter reports whether a text is a letter that marks a missing value where
// numbers stand around it.
func markLetter(c *Cell) bool {
	if len(c.Text) > 3 {
		return false
	}
	_, _, m, ok := vocab.ParseNumber(c.Text)
	return ok && m.Letter
}

func (n *tally) add(cell *Cell, timely bool) {
	x := numberOf(cell)
	if n.nums > 0 {
		n.same = n.same && x == n.first
		n.rising = n.rising && x > n.prev
	} else {
		n.first = x
	}
	n.prev = x
	n.nums++
	if cell.Kind == Date {
		n.dates++
	}
	if timely || cell.Kind == Date {
		n.timely++
	}
	if x == float64(int64(x)) {
		n.whole++
	}
	if cell.Kind == Text {
		n.stored++
	}
	switch {
	case cell.Kind == Text && footnote.MatchString(cell.Text):
		n.bracketed++
	case x < 0:
		n.amounts++
	}
}

// timeText reports whether a text is a time and nothing else; in long tables the
// same few times stand in thousands of rows.
func (t *table) timeText(s string) bool {
	ok, known := t.timeTexts[s]
	if !known {
		if _, ok = vocab.ParseTime(s, vocab.Context{}); !ok {
			_, ok = spanOf(s)
		}
		if t.timeTexts == nil {
			t.timeTexts = make(map[string]bool)
		}
		t.timeTexts[s] = ok
	}
	return ok
}

func (n *tally) role(head string, timeTexts int) role {
	filled := n.nums + n.texts + n.marks
	switch {
	case filled == 0:
		return spacer
	case n.dates > 0 && n.dates == n.nums && n.marks == 0 && n.texts <= n.dates/4:
		return times
	case rankHead.MatchString(head) && n.whole == n.nums && n.texts == 0:
		return ranks
	case n.texts > 0 && timeTexts == n.texts && n.timely == n.nums && n.marks == 0 && (unitHead.MatchString(head) || sourceHead.MatchString(head) || remarkHead.MatchString(head)):
		return times // 指标, 地区, 频度, 单位 below each other head the rows of the header
	case scaleHead.MatchString(head) && n.texts+n.nums == filled:
		return scales
	case unitHead.MatchString(head):
		return units
	case sourceHead.MatchString(head):
		return sources
	case remarkHead.MatchString(head):
		return remarks
	case timeHead.MatchString(head) && n.marks == 0:
		return times
	case (codeHead.MatchString(head) || camelCode.MatchString(head)) && n.whole == n.nums && n.marks*2 <= filled && n.wordy*2 <= filled && (timeTexts == 0 || timeTexts < n.texts):
		return codes
	case n.texts > 0 && timeTexts == n.texts && n.timely == n.nums && n.marks == 0:
		return times
	case n.nums > 0 && n.timely == n.nums && n.texts == 0 && n.marks == 0 && head == "" && (n.nums > 1 || n.stored > 0):
		return times
	case n.nums > 0 && n.texts == 0 && n.whole == n.nums && (nameHead.MatchString(head) || n.timely == n.nums && sinceHead.MatchString(head)):
		return codes
	case n.texts > n.nums+n.marks || n.nums == 0 && n.texts > 0 && n.texts >= n.marks:
		return labels
	case n.stored == n.nums && n.nums >= 5 && n.whole == n.nums && n.same:
		return codes // 99, 99, 99 as text
	}
	return values
}

// bodyCell is the cell of the i-th body row; labels show through merged rows.
func (t *table) bodyCell(i, col int) *Cell {
	return t.grid.cell(t.body[i].shape.index, col)
}

// headText is the text of the lowest header cell over a column.
func (t *table) headText(col int) string {
	for i := len(t.header) - 1; i >= 0; i-- {
		if s := label(t.grid.shown(t.header[i], col)); s != "" {
			return s
		}
	}
	return ""
}

// serialCodes finds row numbers: 1, 2, 3 … at the left edge.
func (t *table) serialCodes() {
	for i := range t.columns {
		c := &t.columns[i]
		if c.role == spacer {
			continue
		}
		if c.role == values && len(t.body) >= 3 && t.serial(c.col) && t.labelsAfter(i) {
			c.role = codes
		}
		if c.role != codes {
			return
		}
	}
}

func (t *table) serial(col int) bool {
	next := 1.0
	for i := range t.body {
		cell := t.bodyCell(i, col)
		if cell == nil {
			continue
		}
		if k, _ := lookOf(cell); k != number || numberOf(cell) != next {
			return false
		}
		next++
	}
	return next > 3
}

func (t *table) labelsAfter(i int) bool {
	for _, c := range t.columns[i+1:] {
		if c.role == labels {
			return true
		}
	}
	return false
}

// markSecondLanguage finds label columns without any Chinese beside ones with it.
func (t *table) markSecondLanguage() {
	han := 0
	for i := range t.columns {
		if t.columns[i].role == labels && t.mostlyHan(t.columns[i].col) {
			han++
		}
	}
	if han == 0 {
		return
	}
	for i := range t.columns {
		c := &t.columns[i]
		if c.role == labels && !t.mostlyHan(c.col) && !hasHan(t.headText(c.col)) && t.onlyLatin(c.col) {
			c.second = true
		}
	}
}

func (t *table) mostlyHan(col int) bool {
	n, all := 0, 0
	for i := range t.body {
		if s := label(t.bodyCell(i, col)); s != "" {
			all++
			if hasHan(s) {
				n++
			}
		}
	}
	return n*2 > all
}

func (t *table) onlyLatin(col int) bool {
	for i := range t.body {
		if hasHan(label(t.bodyCell(i, col))) {
			return false
		}
	}
	return true
}

// firmList reports whether the table is a list of enterprises, one a row.
func (t *table) firmList() bool {
	if len(t.body) < 2 {
		return false
	}
	for _, c := range t.columns {
		if c.role != labels && c.role != codes && c.role != remarks {
			continue
		}
		if firmHead.MatchString(t.headText(c.col)) {
			return true
		}
		n, all := 0, 0
		for i := range t.body {
			s := label(t.bodyCell(i, c.col))
			if s == "" {
				continue
			}
			all++
			if len([]rune(s)) >= 6 && firmName.MatchString(strings.TrimRight(s, ")）")) {
				n++
			}
		}
		if all >= 3 && n*10 > all*7 {
			return true
		}
	}
	return false
}

func hasHan(s string) bool { return strings.IndexFunc(s, isHan) >= 0 }

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }
