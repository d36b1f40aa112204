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
	codeHead  = regexp.MustCompile(`(?i)代码|编码|コード|编号|序号|^号$|邮编|电话|信用代码|页码|页次|页数|\bcodes?\b|_code|code_|\bid\b|_id$|fips|naics|\bindex\b|\bno\.?$|\bcode\d*|(^|_)code(_|$)|\b(?:decimals|pages?|line ?code|uom_id|scalar_id|footnotes?|no\. obs|iso\d?)\b|^(?:indent(?: level)?|level|decimals|coordinate|vector|dguid)$`)
	camelCode = regexp.MustCompile(`[a-z](?:No|ID|Id|Code|Level)$|^(?:ID|Id)[A-Z]`)
	timeHead  = regexp.MustCompile(`(?i)^((?:统计|数据|报告|所属|业务|会计|入库|税款所属)?(?:时间|时期|年份|年度|月份|季度|日期|年月|月度|期间|周期)|年|月|季|统计期|报告期|期别|数据期|所属期|账期|会计期|period|time|time.?period|jahr|monat|quartal|année|mois|trimestre|jaar|maand|kwartaal|perioden|periode|periodo|período|año|mes|year|month|quarter|date|fiscal year|year ended .*|year ending .*|observation_date|year \(year\))$`)
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
	t.classesAtEdge()
	t.namesUnderUnit()
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
		for b := range t.each {
			cell := t.bodyCell(b, c.col)
			if cell.none() {
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

// classesAtEdge finds classes that name the rows at the left of all values, and are
// no figures with their unit: 年龄 | 0岁 | 1岁.
func (t *table) classesAtEdge() {
	for i := range t.columns {
		c := &t.columns[i]
		if c.role == spacer || c.role == codes {
			continue
		}
		if c.role != values || i+1 >= len(t.columns) || !groupHead.MatchString(t.headText(c.col)) {
			return
		}
		for b := range t.each {
			if s := label(t.bodyCell(b, c.col)); s != "" && !vocab.IsClass(s) {
				return
			}
		}
		c.role = labels
		return
	}
}

// namesUnderUnit finds the names of those who report under 单位, which elsewhere heads
// units: at the left of all else, with no unit among them.
func (t *table) namesUnderUnit() {
	for i := range t.columns {
		c := &t.columns[i]
		if c.role == spacer || c.role == codes {
			continue
		}
		if c.role != units {
			return
		}
		for b := range t.each {
			if _, ok := vocab.Embedded().Unit(label(t.bodyCell(b, c.col))); ok {
				return
			}
		}
		c.role = labels
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
		for b := range t.each {
			if cell := t.bodyCell(b, c.col); !cell.none() && strings.TrimSpace(cell.Raw()) != "" {
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
func flagStatus(c Cell, note string) (data.Status, string) {
	if c.none() {
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
	for i := range t.each {
		if c := t.bodyCell(i, col); !c.none() {
			if k, _ := lookOf(c); k == number && numberOf(c) != float64(int64(numberOf(c))) {
				return false
			}
		}
	}
	return true
}

// bodyCell is the cell of the i-th body row; labels show through merged rows.
func (t *table) bodyCell(i, col int) Cell {
	return t.grid.cell(t.body[i].Index, col)
}

// headText is the text of the lowest header cell over a column.
func (t *table) headText(col int) string {
	for i := len(t.header) - 1; i >= 0; i-- {
		s := label(t.grid.shown(t.header[i], col))
		if i > 0 && unitHead.MatchString(s) && t.rowOfUnits(t.header[i], col) {
			continue
		}
		if s != "" {
			return s
		}
	}
	return ""
}

// rowOfUnits reports whether a header row has units, and nothing else, right of a
// column: 单位 | 户 | 万元 under the names of the columns.
func (t *table) rowOfUnits(row, col int) bool {
	n := 0
	for c := range t.grid.store.each(*t.grid.row(row)) {
		s := label(c)
		if int(c.Col) <= col || s == "" {
			continue
		}
		if _, ok := vocab.Embedded().Unit(strings.Trim(s, "()（）")); !ok {
			return false
		}
		n++
	}
	return n > 0
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
	for i := range t.each {
		cell := t.bodyCell(i, col)
		if cell.none() {
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
	for i := range t.each {
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
	for i := range t.each {
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
	firms := make(map[string]bool) // texts, whether they are names of firms
	for _, c := range t.columns {
		if c.role != labels && c.role != codes && c.role != remarks {
			continue
		}
		if firmHead.MatchString(t.headText(c.col)) {
			return true
		}
		n, all := 0, 0
		for i := range t.each {
			s := label(t.bodyCell(i, c.col))
			if s == "" {
				continue
			}
			all++
			is, known := firms[s]
			if !known {
				is = len([]rune(s)) >= 6 && firmName.MatchString(strings.TrimRight(s, ")）"))
				if len(firms) < mostTraits {
					firms[s] = is
				}
			}
			if is {
				n++
			}
		}
		if all >= 3 && n*10 > all*7 {
			return true
		}
	}
	return false
}

// descriptive reports whether a table describes other figures, as papers do before
// they compute with them: sample size, mean, standard deviation.
func (t *table) descriptive() bool {
	said := make(map[string]bool)
	deviation := false
	look := func(s string) {
		if m := describing.FindString(s); m != "" {
			said[m] = true
			deviation = deviation || deviating.MatchString(m)
		}
	}
	for _, c := range t.columns {
		look(t.headText(c.col))
	}
	if len(said) < 3 {
		for i := range t.each {
			look(label(t.bodyCell(i, t.first)))
		}
	}
	return deviation && len(said) > 2
}

var (
	describing = regexp.MustCompile(`(?i)^(?:样本量|样本数|观测值|观测数|均值|平均值|平均数|标准差|标准误|方差|最小值|最大值|中位数|偏度|峰度|obs\.?|n|mean|std\.? ?dev\.?|sd|min\.?|max\.?|median|变异系数)$`)
	deviating  = regexp.MustCompile(`(?i)^(?:标准差|方差|std\.? ?dev\.?|sd)$`)
)

func hasHan(s string) bool { return strings.IndexFunc(s, isHan) >= 0 }

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }
