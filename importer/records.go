package importer

import "regexp"

var (
	// recordHead is over what tells single records apart: whose order, whose name.
	recordHead = regexp.MustCompile(`(?i)^(?:(?:invoice|order|transaction|receipt|ticket|booking|bkg|customer|client|patient|employee|account|sku|stock)[\s_]?(?:no|num|number|id|code|name)\.?|(?:last|first|mid|middle|sur|full)[\s_]?(?:name|nm)|frst_nm|surname|dob|date of birth|(?:e-?mail|street)(?: address)?|phone(?: number)?)$` +
		`|订单号|订单编号|流水号|单号$|发票号|票号|客户(?:名称|编号|号)$|合同编?号|身份证|证件号|姓名|^户主|学号|工号|车牌|手机号|联系电话|家庭住址|出生日期`)
	// logicalText is the answer to a question, and names nothing.
	logicalText = regexp.MustCompile(`(?i)^\s*(?:true|false)\s*$`)
)

// recordsSeen of a table are enough to know what its rows are.
const recordsSeen = 500

// recordList reports whether each row of a table is one record (an order, a person,
// an incident) and no statistic: its columns are headed as those of records, or most
// of them are texts, and one of these is another in almost each row. A table with
// a column of values for its items is none.
func (t *table) recordList() bool {
	if len(t.header) != 1 || len(t.body) < 3 || t.selfContained() {
		return false
	}
	heads, texts, figures, moments, own := 0, 0, 0, 0, 0
	for i := range t.columns {
		c := &t.columns[i]
		head := t.headText(c.col)
		switch {
		case c.role == spacer:
			continue
		case c.role == values && valueHead.MatchString(head):
			return false
		case c.role == values:
			figures++
		case c.role == labels && !c.second:
			texts++
			if t.distinctTexts(c.col) {
				own++
			}
		case c.role == times && t.moments(c.col):
			moments++
		}
		if recordHead.MatchString(head) {
			heads++
		}
	}
	return heads > 1 || heads > 0 && moments > 0 || own > 0 && texts > 7 && texts > 2*figures && len(t.body) > 20
}

// distinctTexts reports whether almost no text of a column stands in it twice.
func (t *table) distinctTexts(col int) bool {
	seen, all := make(map[string]bool), 0
	for i := range t.body[:min(len(t.body), recordsSeen)] {
		if s := label(t.bodyCell(i, col)); s != "" {
			seen[s] = true
			all++
		}
	}
	return all > 20 && len(seen)*10 > all*8
}

// moments reports whether the dates of a column have a time of day.
func (t *table) moments(col int) bool {
	n := 0
	for i := range t.body[:min(len(t.body), recordsSeen)] {
		if c := t.bodyCell(i, col); c != nil && c.Kind == Date && c.Number != float64(int64(c.Number)) {
			n++
		}
	}
	return n > 1
}
