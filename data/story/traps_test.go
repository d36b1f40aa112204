package story_test

import (
	"strings"
	"testing"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
	"countyboard/data/vocab"
)

// TestTraps has what statisticians confuse; each outcome is worked out by hand
// from the figures of known.
func TestTraps(t *testing.T) {
	t.Parallel()
	j := known(t, false)
	const at = "&period=2024-01/P9M"
	for _, c := range []struct {
		claim string
		want  data.Outcome
		rule  string
	}{
		{"kind=level&group=" + aluminium + at + "&op=eq&value=26.8&unit=户", data.DiffersDefinition, "不是一回事"},
		{"kind=level&group=" + aluminium + at + "&op=eq&value=27&tol=0&unit=亿元", data.Differs, ""},                       // a stated tolerance is kept
		{"kind=level&group=" + aluminium + at + "&op=lt&value=30&tol=1&unit=亿元", data.Differs, ""},                       // 近30 within 1: not 26.8
		{"kind=level&group=" + aluminium + at + "&op=lt&value=30&unit=亿元", data.Agrees, ""},                              // 近30
		{"kind=level&group=cluster/铝材" + at + "&op=eq&value=26.8&unit=亿元", data.DiffersDefinition, "口径"},                 // 规上 only is known
		{"kind=level&group=" + aluminium + "&period=2024-09&op=eq&value=26.8&unit=亿元", data.DiffersDefinition, "累计"},     // 累计 said as 当月
		{"kind=level&group=" + aluminium + at + "&op=eq&value=0&unit=亿元", data.Differs, ""},                              // zero is no slip of 万 and 亿
		{"kind=growth&group=" + whole + "&period=2024-01/P9M&op=eq&value=7.9&unit=%25", data.DiffersDefinition, "名义"},    // 97.1/90: nominal, 9.8 is published
		{"kind=growth&group=" + whole + "&from=2022-01/P9M&to=2023-01/P9M&op=eq&value=12.5&unit=%25", data.Agrees, "计算"}, // 90/80
		{"kind=growth&group=" + aluminium + at + "&op=eq&value=118&unit=%25", data.DiffersDefinition, "增长到"},
		{"kind=share&group=" + textiles + at + "&op=eq&value=14.6&unit=百分点", data.DiffersDefinition, "百分点"}, // 14.2/97.1 = 14.62
		{"kind=direction&group=" + aluminium + "&from=2024-01/P8M&to=2024-01/P9M&trend=rising", data.Agrees, "2 次"},
		{"kind=points&group=" + whole + "&from=2022-01/P9M&to=2023-01/P9M&op=eq&value=1&unit=百分点", data.NoData, ""},
	} {
		v := judge(t, j, c.claim)
		rule := story.Rule(lang.ZhHans, v.Now.Rule, vocab.Embedded())
		if v.Outcome != c.want || !strings.Contains(rule, c.rule) {
			t.Errorf("%s: %s, %q (found %v), want %s %q", c.claim, v.Outcome, rule, v.Now.Found, c.want, c.rule)
		}
	}
}
