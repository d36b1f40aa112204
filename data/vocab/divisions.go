package vocab

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"countyboard/data"
)

// The prefectures and counties of GB/T 2260 stand in a list of their own and
// not among the words: 东方 and 白银 are places, but in a label they seldom mean
// one, and 朝阳区 is several. Whoever expects a place asks for it by name.

type divisions struct {
	names  map[string]string   // by code
	byName map[string][]string // codes by full and by short name, ascending
}

// What ends the name of a division; what stands before it is its short name.
var (
	plainKind      = regexp.MustCompile(`(?:林区|特区|地区|矿区|新区|县|市|区|旗|州|盟)$`)
	autonomousKind = regexp.MustCompile(`(?:(?:满|蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|鄂温克|保安|裕固|独龙|鄂伦春|普米|各)族|蒙古|维吾尔|哈萨克|柯尔克孜)*自治[州县旗]$`)
)

func shortName(name string) string {
	if short := autonomousKind.ReplaceAllString(name, ""); short != name {
		return short
	}
	return plainKind.ReplaceAllString(name, "")
}

var allDivisions = sync.OnceValue(func() divisions {
	d := divisions{make(map[string]string), make(map[string][]string)}
	err := rows("divisions.tsv", 2, func(f []string) error {
		code, name := f[0], f[1]
		d.names[code] = name
		d.byName[name] = append(d.byName[name], code)
		if short := shortName(name); short != name && utf8.RuneCountInString(short) > 1 {
			d.byName[short] = append(d.byName[short], code)
		}
		return nil
	})
	if err != nil {
		panic(err) // a mistake of the build; a test reads the list
	}
	return d
})

// parentOf is the division over another: of a county its prefecture, where
// there is one; of that its province.
func parentOf(code string) string {
	if up := code[:4] + "00"; up != code && allDivisions().names[up] != "" {
		return up
	}
	return code[:2] + "0000"
}

func division(code string) (data.Place, bool) {
	name, ok := allDivisions().names[code]
	if !ok {
		return data.Place{}, false
	}
	return data.Place{Code: code, Name: name, Short: shortName(name), NameEn: name, Parent: parentOf(code)}, true
}

// Within lists the places right below another, in the order of their codes.
func (v *Vocabulary) Within(code string) []data.Place {
	var all []data.Place
	for c := range allDivisions().names {
		if _, own := v.places[c]; !own && parentOf(c) == code {
			p, _ := division(c)
			all = append(all, p)
		}
	}
	for _, p := range v.places {
		if p.Parent == code {
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(a, b data.Place) int { return cmp.Compare(a.Code, b.Code) })
	return all
}

// Division is the place of the whole country's divisions that a name (full or
// short, blanks inside allowed) means to somebody who stands at the places
// near: first those of the same prefecture, then of the same province, then,
// where only one bears the name, any. Of one name, a prefecture goes before
// counties. Known places come first. ok is false where none or several fit.
func (v *Vocabulary) Division(text string, near ...string) (code string, ok bool) {
	if p, known := v.known(text); known {
		return p.Code, true
	}
	all := allDivisions().byName[bare(text)]
	for _, n := range near {
		if len(n) != 6 || n[0] < '1' || n[0] > '9' || n == "100000" {
			continue
		}
		for _, length := range []int{4, 2} {
			if n[2:4] == "00" && length == 4 {
				continue
			}
			if c, ok := one(all, n[:length]); ok {
				return c, true
			}
		}
	}
	return one(all, "")
}

// bare is a name as the list has it.
func bare(text string) string { return strings.ReplaceAll(norm(text), " ", "") }

// one is the only code with a prefix, or the only prefecture among them.
func one(codes []string, prefix string) (string, bool) {
	var fit, prefectures []string
	for _, c := range codes {
		if strings.HasPrefix(c, prefix) {
			fit = append(fit, c)
			if strings.HasSuffix(c, "00") {
				prefectures = append(prefectures, c)
			}
		}
	}
	switch {
	case len(fit) == 1:
		return fit[0], true
	case len(prefectures) == 1:
		return prefectures[0], true
	}
	return "", false
}

// Namesakes are the places that bear a name, as FindPlace takes them: "110105 朝阳区（北京市）".
func (v *Vocabulary) Namesakes(text string) []string {
	var out []string
	for _, c := range allDivisions().byName[bare(text)] {
		p, _ := division(c)
		if up, ok := v.Place(p.Parent); ok {
			out = append(out, c+" "+p.Name+"（"+up.Name+"）")
		}
	}
	slices.Sort(out)
	return out
}

// fullName finds names with their kind (安岳县) in running text. The kind is
// needed: 黄山 alone may be a brand.
var fullName = regexp.MustCompile(`\p{Han}{1,14}?(?:自治州|自治县|自治旗|地区|县|市|区|旗|州|盟)`)

// DivisionIn is the place that a text (a title, a sheet's name) names in full:
// 2024年1-9月安岳县规模以上工业. Of several the last counts, since they stand from
// large to small.
func (v *Vocabulary) DivisionIn(text string, near ...string) (code string, ok bool) {
	all := v.divisionsIn(norm(text), near)
	if len(all) == 0 {
		return "", false
	}
	return all[len(all)-1].code, true
}

// WithoutDivision is a text without the place that DivisionIn finds there, and
// those that it lies in. ok is false where there is none, or where it stands
// beside another: 金牛区、武侯区.
func (v *Vocabulary) WithoutDivision(text string, near ...string) (rest string, ok bool) {
	s := norm(text)
	all := v.divisionsIn(s, near)
	within, last := "", 0
	for _, d := range all {
		if !strings.HasPrefix(d.code, within) {
			return text, false
		}
		within = d.code
		for strings.HasSuffix(within, "00") {
			within = strings.TrimSuffix(within, "00")
		}
		rest, last = rest+s[last:d.from]+" ", d.to
	}
	return rest + s[last:], len(all) > 0
}

// named is a place that a text names, and where.
type named struct {
	code     string
	from, to int
}

func (v *Vocabulary) divisionsIn(s string, near []string) (all []named) {
	for at := 0; at < len(s); {
		m := fullName.FindStringIndex(s[at:])
		if m == nil {
			break
		}
		from, to := at+m[0], at+m[1]
		next := to
		if strings.HasPrefix(s[to:], "场") { // 市场
			at = next
			continue
		}
		// The longest name that ends here, be words before it or not.
		for i := from; i < to; {
			if name := s[i:to]; utf8.RuneCountInString(name) > 2 {
				if c, found := v.Division(name, near...); found {
					all = append(all, named{c, i, to})
					break
				}
			}
			_, size := utf8.DecodeRuneInString(s[i:])
			i += size
		}
		at = next
	}
	return all
}
