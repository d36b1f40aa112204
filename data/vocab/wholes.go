package vocab

import "strings"

// wholes name a level of places without a name: in the report of a county 全市 is
// the prefecture around it.
var wholes = []string{"全省", "全市", "全州", "全县", "全区", "全旗"}

// learnWholes teaches them.
func (v *Vocabulary) learnWholes() {
	for _, w := range wholes {
		v.learn(w, entry{kind: wholeEntry, code: strings.TrimPrefix(w, "全")})
	}
}

// Ancestor is the place of a level (省, 市, 州, 县, 区, 旗) that one of the places
// near is or lies in: the first that has one.
func (v *Vocabulary) Ancestor(level string, near ...string) (code string, ok bool) {
	for _, n := range near {
		if len(n) != 6 || n[0] < '1' || n[0] > '9' || n == "100000" {
			continue
		}
		if code := v.ancestor(level, n); code != "" {
			if _, known := v.Place(code); known {
				return code, true
			}
		}
	}
	return "", false
}

func (v *Vocabulary) ancestor(level, code string) string {
	p, _ := v.Place(code)
	province, prefecture := code[:2]+"0000", code[:4]+"00"
	city := strings.Contains("11 12 31 50", code[:2])
	county := code != prefecture
	switch level {
	case "省":
		if !city {
			return province
		}
	case "市", "州":
		switch {
		case city:
			return province
		case county && level == "市" && strings.HasSuffix(p.Name, "市"):
			return code // 简阳市 in its own reports
		case prefecture != province:
			return prefecture
		}
	case "区":
		if strings.Contains("15 45 54 64 65", code[:2]) && !strings.HasSuffix(p.Name, "区") {
			return province
		}
		if county || code == province && strings.HasSuffix(p.Name, "自治区") {
			return code
		}
	case "县", "旗":
		if county {
			return code
		}
	}
	return ""
}
