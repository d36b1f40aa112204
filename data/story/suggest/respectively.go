package suggest

import (
	"regexp"
	"slices"
	"strings"

	"countyboard/data"
	"countyboard/data/vocab"
)

// respectively reads 铝材、装备制造分别增长18.2%、10.1%: as many subjects as numbers.
func (r *reader) respectively(text, masked string, figs []figure, t *topic, plan bool) {
	head, _, _ := strings.Cut(masked, "分别")
	if figs[0].from < len(head) {
		t.indicator, t.facets = "", nil // 5亿元分别…: of what is not said
		return
	}
	verb := masked[len(head)+len("分别") : figs[0].from]
	if strings.Trim(masked[figs[len(figs)-1].to:], " #") != "" {
		return
	}
	each, words := t.each, make([]string, len(figs))
	if saysNothing.ReplaceAllString(head, "") != "" {
		each, words = r.subjects(head, *t)
		verb = rateOf.FindString(head) + verb
	}
	t.each = nil
	t.indicator, t.facets = "", nil
	if len(each) != len(figs) {
		return
	}
	for i, f := range figs {
		now := each[i]
		now.basis += text[:figs[0].from]
		said := text[:figs[i].to]
		if f.op == data.OpEQ && figs[0].op == opOf(masked[:figs[0].from], "") && sameUnit(f, figs[0]) {
			f.op = figs[0].op // 分别达到246亿元、7.2亿元
		}
		if i > 0 {
			said = strings.TrimLeft(text[figs[i-1].to:f.to], "、和与及 ")
		}
		if i > 0 {
			if own := masked[figs[i-1].to:f.from]; riseEnd.MatchString(own) || fallEnd.MatchString(own) {
				verb = own[strings.IndexFunc(own, notJoining):] // 分别增长11.2%和下降3.1%
			}
		}
		if r.figure(said, words[i]+verb, "", masked, f, &now, plan) {
			now.basis = t.basis
			t.each = append(t.each, now)
		}
	}
	if n := len(t.each); n == len(figs) && t.each[0].place != t.each[n-1].place {
		t.indicator, t.facets = t.each[n-1].indicator, t.each[n-1].facets // 全国、全省分别增长…，我县增长…
	}
}

// atTimes reads 一季度、上半年和全年GDP增速分别为18.8%、9.6%和6.2%: one subject at
// several times; true where the clause is one, be it understood or not.
func (r *reader) atTimes(text, masked string, figs []figure, t *topic, plan bool) bool {
	at := strings.Index(masked, "分别")
	if at < 0 || figs[0].from < at {
		return false
	}
	pieces := listed.Split(text[:at], -1)
	var times []topic
	for i, p := range pieces {
		one := *t
		rest := r.takeTime(mask(p), &one)
		if !strings.Contains(rest, "#") || one.period.IsZero() || i+1 < len(pieces) && strings.Trim(rest, "# ") != "" {
			return len(times) > 1
		}
		times = append(times, one)
	}
	vague := slices.ContainsFunc(times, func(t topic) bool { return t.vague })
	if len(times) < 2 || len(times) != len(figs) || vague {
		return len(times) > 1
	}
	last := strings.LastIndex(masked[:at], "#") + 1
	subject := masked[last:at] + masked[at+len("分别"):figs[0].from]
	for i, f := range figs {
		now := times[i]
		said := text[:f.to]
		if i > 0 {
			said = strings.TrimLeft(text[figs[i-1].to:f.to], "、和与及 ")
		}
		r.figure(said, subject, "", masked, f, &now, plan)
		t.indicator, t.facets = now.indicator, now.facets
	}
	return true
}

func sameUnit(a, b figure) bool { return a.unit.Base == b.unit.Base && a.times == b.times }

func notJoining(c rune) bool { return !strings.ContainsRune("、和与及 ", c) }

// completed gives a word the end that it shares with the last of its list, where
// that names another indicator: 城镇、农村居民人均可支配收入.
func (r *reader) completed(word, last, indicator string) string {
	if first := r.names.Read(word, vocab.Context{}); first.Indicator != "" || len(last) > longestName {
		return word
	}
	for i := range last {
		if i == 0 {
			continue
		}
		whole := strings.TrimLeft(word, "#$ ") + last[i:]
		if read := r.names.Read(whole, vocab.Context{}); read.Indicator != "" && read.Indicator != indicator && read.Rest == "" && len(read.Facets) == 0 {
			return whole
		}
	}
	return word
}

// longestName is the bytes of a list's last name that are tried.
const longestName = 90

var (
	rateOf = regexp.MustCompile(`(?:增速|增幅)\s*$`)
	// threeIndustries is 第一、二、三产业增加值 and the like.
	threeIndustries = regexp.MustCompile(`(?:第?一、第?二、第?三次?产业|三次产业)(增加值)?`)
	listed          = regexp.MustCompile(`、|和|与|及`)
	inAll           = regexp.MustCompile(`([两二三四五六七八九])(?:大|个)(?:主导|支柱|特色|优势|重点|传统|新兴)?(?:产业|行业)?(?:集群)?`)
)

// subjects are those that a 分别 speaks of, and the words that name them. What
// stands behind the last of them (三大产业产值) is of all.
func (r *reader) subjects(head string, t topic) (each []topic, words []string) {
	words = listed.Split(threeIndustries.ReplaceAllString(head, "第一产业$1、第二产业$1、第三产业$1"), -1)
	if g := inAll.FindStringSubmatch(words[len(words)-1]); g != nil {
		if n, ok := numeral(g[1]); !ok || int(n) != len(words) {
			return nil, nil
		}
		words[len(words)-1] = strings.Replace(words[len(words)-1], g[0], "", 1)
	}
	last, left := r.about(words[len(words)-1], t)
	if left != "" {
		return nil, nil
	}
	if last.indicator != "" {
		t.indicator = last.indicator
	}
	if size := sizeOf(last.facets); size != "" && sizeOf(t.facets) == "" {
		t.facets = append(slices.Clone(t.facets), size)
	}
	for i := range words {
		each = append(each, t)
		if i+1 < len(words) {
			words[i] = r.completed(words[i], words[len(words)-1], last.indicator)
		}
	}
	return each, words
}
