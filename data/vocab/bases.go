package vocab

import (
	"cmp"
	"regexp"
	"strings"

	"countyboard/data"
)

// An index counts from a base, which is no time of its figures and is their unit:
// 上年=100, 1978=100, preceding year=100.
var (
	indexBase = regexp.MustCompile(`[(\[]?以?((?:上年|去年)(?:同[期月季])?|上[月季期]|同期|(?:1[89]|20)\d\d(?:-\d{2,4})?年?(?:\d{1,2}月)?` +
		`|(?:the )?(?:same (?:period|month|quarter)(?: of| in)?(?: the)? )?(?:preceding|previous|last) (?:year|month|quarter|period))\s*(?:=|为)\s*100\b[%)\]]*`)
	// otherBase is a base that no form above knows: 合计=100 is that of shares.
	otherBase = regexp.MustCompile(`(?:\(|以)?([^\s(),;]*)\s*(?:=|为)\s*100(?:%|\)|$)+`)
	wholeBase = regexp.MustCompile(`(?:合计|总计|总额|总数|全国|全部|total)$`)
)

// takeBases takes the bases of indices out of a label.
func (v *Vocabulary) takeBases(s string, r *Reading) string {
	if !strings.Contains(s, "100") {
		return s
	}
	shares := strings.Contains(s, "构成")
	if g := indexBase.FindStringSubmatch(s); g != nil {
		label := g[1] + "=100"
		r.Measure = data.IndexNumber
		if !shares {
			r.addUnit(cmp.Or(v.units[label], data.Unit{Label: label, Base: data.BaseIndex}))
		}
		s = strings.TrimSpace(indexBase.ReplaceAllString(s, " "))
	} else if m := otherBase.FindStringSubmatchIndex(s); m != nil {
		r.Measure = data.IndexNumber
		shares = shares || wholeBase.MatchString(s[m[2]:m[3]])
		s = strings.TrimSpace(s[:m[0]] + " " + s[m[1]:])
	}
	if shares && r.Measure != "" {
		r.Measure = data.Share
	}
	return s
}

// IsIndexBase reports whether a text is the base of an index and nothing else, in
// one language or two.
func IsIndexBase(text string) bool {
	s := norm(text)
	return indexBase.MatchString(s) && strings.Trim(strings.TrimPrefix(indexBase.ReplaceAllString(s, " "), "指数"), " ,;/()[]:") == ""
}
