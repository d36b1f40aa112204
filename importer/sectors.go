package importer

import (
	"regexp"
	"slices"
	"strings"

	"countyboard/data/vocab"
)

var (
	sectorName = regexp.MustCompile(`农林牧渔业|农业|林业|牧业|渔业|建筑业|服务业|第[一二三]产业|批发和?零售业|批零业|住宿和?餐饮业|交通运输|房地产业`)
	industrial = regexp.MustCompile(`工业|制造业|规上|规模以上`)
	outputName = regexp.MustCompile(`总产值|产值|增加值`)
)

// sectorsOf are the sectors that titles name where they do not speak of industry.
func sectorsOf(sheet string, lines []line) []string {
	var all []string
	for _, text := range append([]string{sheet}, linesText(lines)...) {
		if industrial.MatchString(text) {
			return nil
		}
		for _, s := range sectorName.FindAllString(text, -1) {
			if !slices.Contains(all, s) {
				all = append(all, s)
			}
		}
	}
	return all
}

func linesText(lines []line) []string {
	all := make([]string, len(lines))
	for i, l := range lines {
		all[i] = l.text
	}
	return all
}

// ofSector reads 总产值 and 增加值 as those of the sector that the titles name: they
// are industry's only where no other sector is.
func (t *translator) ofSector(r vocab.Reading, text string) vocab.Reading {
	if !r.Bare || r.Rest != "" || len(t.sectors) == 0 {
		return r
	}
	if at := outputName.FindStringIndex(text); at != nil && len(t.sectors) == 1 {
		name := "总" + strings.TrimPrefix(text[at[0]:at[1]], "总")
		if strings.HasSuffix(name, "增加值") {
			name = "增加值"
		}
		if x := t.bilingual(text[:at[0]]+t.sectors[0]+name+text[at[1]:], 0); x.Rest == "" && !x.Bare {
			return x
		}
	}
	r.Rest = vocab.Tidy(text)
	return r
}
