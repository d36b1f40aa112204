package importer

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"countyboard/data/vocab"
)

// rowKind says what a row looks like by itself.
type rowKind uint8

const (
	lineRow  rowKind = iota // one text: a title, a caption, a section
	unitRow                 // 单位：亿元
	baseRow                 // 上年=100
	noteRow                 // 注：…, 资料来源：…
	textRow                 // several texts, no numbers: a header
	timesRow                // numbers, and all of them are years or dates
	dataRow                 // numbers or marks of missing values
)

// look says what a cell looks like by itself.
type look uint8

const (
	blank look = iota
	text
	number
	mark // a mark of a missing value, or an error
)

// rowShape is a row with what its cells look like.
type rowShape struct {
	index int
	cells []Cell
	looks []look
	kind  rowKind
	// loneUnit reports that the row is a unit row for its one text's sake, which
	// may be the last word of a header.
	loneUnit bool
	texts    int
	nums     int
	marks    int
	timely   int // numbers that may be years or dates
	dated    int // texts that begin with a year: 2004 \1; 2008, percent
}

var (
	unitLine  = regexp.MustCompile(`^[(（\[【]?(?:计量|数据|金额|货币)?单位\s*[:：]|^(?:单位|计量单位)[^名数]{1,12}$|^(?i:units?)\s*[:：]`)
	noteLine  = regexp.MustCompile(`^[(\[*#]*(?:附?注|说明|备注|口径|指标解释)\s*\d*\s*[:：]|^(?:资料|数据|信息)?来源\s*[:：]|^(?i:notes?|sources?|remarks?)\s*\d*\s*[:：.]`)
	datedText = regexp.MustCompile(`^(?:19|20)\d\d(?:\D|$)`)
	// factLine says of when or of where a table is.
	factLine = regexp.MustCompile(`^(?:时期|期别|报告期|报告期别|所属期|所属时期|统计时间|统计时期|统计期|数据时间|地区|行政区划)\s*[:：]\s*\S`)
	// formLine is what forms say about themselves: who filled them in, and when.
	// A date of filling in is no period.
	formLine = regexp.MustCompile(`^[(\[\s\p{Zs}]*(?:(?:填报|填表|制表|编制|报出|报送|上报|打印|导出|审核|复核|签发|填发|填写)[^:：]{0,6}(?:[(（][^()（）]*[)）])?` +
		`|单位(?:详细)?名称|(?:单位|统计|部门|企业|法定代表|综合)?负责人[^:：]{0,6}|(?:联系)?(?:电话|人)|有效期[至限]?|表\s*号|(?:制定|批准|备案|综合|审批)(?:机关|单位|文号)|(?:批准|备案)?文\s*号)\s*[:：]` +
		`|^\s*第\s*\d+\s*页|^\s*共\s*\d+\s*页|^\s*[-—–]\s*\d+\s*[-—–]\s*$`)
	// madeBy says in English or by its name which office made a table.
	madeBy = regexp.MustCompile(`(?i)^(?:prepared|compiled|completed|filled in|submitted|reported|checked|approved|printed|exported|issued|released|produced)(?: (?:by|on|at))?(?:\s*[:：]| .*\boffice\b| .*\bbureau\b)` +
		`|^(?:reporting|responsible) (?:unit|office|bureau)\s*[:：]|\b(?:statistics|statistical) (?:bureau|office|department)(?: of [A-Za-z ]+)?\.?$` +
		`|^[^：:，,。()（）]{0,30}(?:统计局|统计科|统计站|统计中心|调查队|[发改经信商务工业财政科技济和息化展革]{1,12}局|委员会|办公室|人民政府|管委会)(?:[制编填报]{1,2})?$`)
	// formWord is a key of a form whose value stands in the next cell.
	formWord = regexp.MustCompile(`^(?:制表|填报|编制|报送|填表|审核|报出)(?:人|单位|部门|机关|日期|时间)?\s*[:：]?$`)
	// dayText is a whole day in words, perhaps with who made a table on it.
	dayText = regexp.MustCompile(`(?i)^[\s(（]*(?:(?:[^：:，,。0-9]{0,24}(?:局|中心|办公室|委员会|公司)|(?:制表|填报|编制|报送|打印|印发)?日期[:：]?|date ?:)\s*)?` +
		`(?:(?:19|20)\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9}\.? (?:19|20)\d\d|[A-Za-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d` +
		`|[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)\s*(?:制表?|填报?|编制?|印发?|报)?[\s)）]*$`)
	// unitGloss is a second unit beside 单位：亿元, in another language.
	unitGloss = regexp.MustCompile(`(?i)^[(（\[]\s*(?:unit|10|100|1000|million|billion)`)
	codeText  = regexp.MustCompile(`^0\d+$`)
)

func (g *grid) shape(r *Row) rowShape {
	s := rowShape{index: r.Index, cells: r.Cells, looks: g.looks(len(r.Cells))}
	unit, bare, note := false, false, false
	bases, facts := 0, 0
	form := -1 // column of a form's line without its value: 联系电话：| 23325566
	for i := range r.Cells {
		c := &r.Cells[i]
		var is lineTraits
		if c.Kind == Text {
			of := g.traitsOf(c.Text)
			is, c.look = of.line, of.look
		}
		k, timely := lookOf(c)
		if is&formTrait != 0 {
			k, form = blank, -1
			if is&askedTrait != 0 {
				form = int(c.Col)
			}
		} else if k != blank && form >= 0 {
			k, timely, form = blank, false, -1
		}
		s.looks[i] = k
		switch k {
		case text:
			s.texts++
			if is&datedTrait != 0 {
				s.dated++
			}
			unit = unit || is&unitTrait != 0
			bare = bare || s.texts == 1 && is&bareTrait != 0
			note = note || s.texts == 1 && is&noteTrait != 0
			if is&baseTrait != 0 {
				bases++
			}
			if is&factTrait != 0 {
				facts++
			}
		case number:
			s.nums++
		case mark:
			s.marks++
		}
		if timely {
			s.timely++
		}
	}
	s.withoutDay(unit || bare)
	// 单位 | 亿元 is a unit row; 单位 | 2023年 | 2022年 heads a column of units.
	unit = unit || bare && s.texts == 2 && s.dated == 0
	if s.texts == 1 && s.nums+s.marks == 0 && len(s.first().Text) < 40 && !hasHan(s.first().Text) && !strings.ContainsAny(s.first().Text, "([") {
		_, known := vocab.Embedded().Unit(s.first().Text)
		s.loneUnit = known && !unit // thousands, alone over the right end of a table
		unit = unit || known
	}
	s.kind = s.decide(unit, note)
	if facts > 1 && facts == s.texts && s.kind == textRow {
		s.kind = lineRow // 报告期：2024年8月 | 地区：乐至县
	}
	if bases > 0 && bases == s.texts && s.nums+s.marks == 0 && s.oneBase() {
		s.kind = baseRow
	}
	return s
}

// withoutDay takes the day on which a table was made out of the line that says who
// made it, and a day alone that ends no month: neither is a time of the figures.
func (s *rowShape) withoutDay(unit bool) {
	if s.nums > 1 || s.marks > 0 || s.texts > 8 || s.nums+s.texts == 0 {
		return
	}
	day, days, office := -1, 0, false
	for i := range s.cells {
		c := &s.cells[i]
		switch {
		case c.Kind == Date && (s.looks[i] == number) || c.Kind == Text && s.looks[i] != blank && len(c.Text) < 100 && dayText.MatchString(c.Text):
			day = i
			days++
		case c.Kind == Text:
			office = office || formLine.MatchString(c.Text) || formWord.MatchString(strings.TrimSpace(c.Text)) || len(c.Text) < 120 && madeBy.MatchString(strings.TrimSpace(c.Text))
		}
	}
	others := s.texts + s.nums - 1
	if days != 1 || !office && (others > 0 && (!unit || others > 1) || s.monthEnd(day)) {
		return
	}
	if s.looks[day] == text {
		s.texts--
	} else {
		s.nums--
		s.timely = max(0, s.timely-1)
	}
	s.looks[day] = blank
	value := false
	for i := range s.cells {
		if s.looks[i] != text {
			continue
		}
		if is := formWord.MatchString(strings.TrimSpace(s.cells[i].Text)); is || value {
			s.looks[i], value = blank, is
			s.texts--
		}
	}
}

// monthEnd reports whether a cell is the last day of a month, at which stocks are
// counted, or stands for the month as its first one.
func (s *rowShape) monthEnd(i int) bool {
	c := &s.cells[i]
	if c.Kind == Date {
		t := c.Time()
		return t.Day() == 1 || t.AddDate(0, 0, 1).Day() == 1
	}
	g := dayOf.FindStringSubmatch(c.Text)
	if g == nil {
		return false
	}
	y, errY := strconv.Atoi(g[1])
	m, errM := strconv.Atoi(g[2])
	d, errD := strconv.Atoi(g[3])
	return errY == nil && errM == nil && errD == nil && time.Date(y, time.Month(m), d+1, 0, 0, 0, 0, time.UTC).Day() == 1
}

var dayOf = regexp.MustCompile(`((?:19|20)\d\d)\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})`)

func (s *rowShape) decide(unit, note bool) rowKind {
	switch {
	case note && s.nums <= 1:
		return noteRow
	case unit && s.nums == s.timely && s.nums <= 1 && s.texts <= 4 && !s.unitCorner():
		return unitRow
	case s.nums == 1 && s.texts+s.marks == 0 && s.timely == 1:
		return lineRow // a year or a day alone
	case s.nums > 0 && s.timely == s.nums && s.marks == 0:
		return timesRow
	case s.nums > 0 || s.marks > 0:
		return dataRow
	case s.texts == 1:
		return lineRow
	}
	return textRow
}

// oneBase reports whether a row says one base, perhaps in two languages.
func (s *rowShape) oneBase() bool {
	han, latin := 0, 0
	for i := range s.cells {
		switch {
		case s.looks[i] == blank:
		case hasHan(s.cells[i].Text) || !latinWord.MatchString(s.cells[i].Text):
			han++
		default:
			latin++
		}
	}
	return han < 2 && latin < 2
}

// unitCorner reports whether a unit stands in the corner of a header: 单位：万元 |
// 2022年 | 2023年.
func (s *rowShape) unitCorner() bool {
	var cols []int
	for i := range s.cells {
		if s.looks[i] != blank {
			cols = append(cols, int(s.cells[i].Col))
		}
	}
	if len(cols) < 3 || !unitLine.MatchString(strings.TrimSpace(s.first().Text)) {
		return false
	}
	for i := 2; i < len(cols); i++ {
		if cols[i] != cols[i-1]+1 {
			return false
		}
	}
	for i := range s.cells {
		if s.looks[i] == text && unitGloss.MatchString(strings.TrimSpace(s.cells[i].Text)) {
			return false
		}
	}
	return true
}

// first is the first cell with content.
func (s *rowShape) first() *Cell {
	for i := range s.cells {
		if s.looks[i] != blank {
			return &s.cells[i]
		}
	}
	return &s.cells[0]
}

// numbering reports whether a row numbers the columns of a form: 甲 | 乙 | 1 | 2 | 3.
func (s *rowShape) numbering() bool {
	next := 1.0
	for i := range s.cells {
		switch s.looks[i] {
		case text:
			if !columnSign.MatchString(s.cells[i].Text) {
				return false
			}
		case number:
			if x := numberOf(&s.cells[i]); x != next && x != -next { // (1) reads as minus one
				return false
			}
			next++
		case mark:
			return false
		}
	}
	return next > 2 && s.texts > 0 || next > 3
}

var columnSign = regexp.MustCompile(`^\s*(?:[甲乙丙丁戊己庚A-F]|栏次|栏目|序号)\s*$`)

// lookOf looks at one cell, once for each that is a text; timely reports a number
// that may be a year or date.
func lookOf(c *Cell) (k look, timely bool) {
	const known, late = 1 << 7, 1 << 6
	if c.Kind != Text {
		return firstLook(c)
	}
	if c.look&known == 0 {
		k, timely = firstLook(c)
		if c.look = known | uint8(k); timely {
			c.look |= late
		}
	}
	return look(c.look &^ (known | late)), c.look&late != 0
}

func firstLook(c *Cell) (k look, timely bool) {
	switch c.Kind {
	case Number:
		return number, yearly(c.Number)
	case Date:
		return number, true
	case ErrorCell, Uncalculated:
		return mark, false
	case Bool:
		return text, false
	}
	t := strings.TrimSpace(c.Text)
	if t == "" {
		return blank, false
	}
	if len(t) > 60 {
		return text, false
	}
	x, _, m, ok := vocab.ParseNumber(t)
	if !ok {
		_, _, ok = vocab.ParseQuantity(t) // 186户
	}
	switch {
	case !ok, m.Letter, codeText.MatchString(t):
		return text, false
	case m.Status != "":
		return mark, false
	}
	return number, yearly(x) && datedText.MatchString(t)
}

// yearly reports whether a number may be a year of the statistics that we read.
func yearly(x float64) bool { return x >= 1900 && x <= 2100 && x == float64(int(x)) }
