package suggest

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// beijing is the time of all of China.
var beijing = time.FixedZone("", 8*60*60)

var (
	dateOf     = regexp.MustCompile(`(20\d\d|19\d\d)\s?(?:年|[-/.])\s?(\d{1,2})\s?(?:月|[-/.])\s?(\d{1,2})(?:\s?日)?(?:[\sT]*(\d{1,2})[:：](\d{2})(?::\d{2})?)?`)
	sourceOf   = regexp.MustCompile(`(?:来源|稿源|文章来源|信息来源|发布单位|发布机构)\s?[:：]\s?([^\s|｜,，;；()（）]+)`)
	dateline   = regexp.MustCompile(`^[（(【]?((?:中新社|中新网|新华社|新华网|人民网|央视网|中国日报网|[\p{Han}]{2,8}(?:日报|晚报|新闻网|新闻|融媒|在线|社|网|客户端)|本报)\p{Han}{0,8}?)\s?(?:(\p{Han}{1,8}?)\s?)?(?:(?:20\d\d年)?\d{1,2}月\d{1,2}日\s?[)）】]?\s?(?:电|讯|消息)|讯[)）】]?)\s*`)
	reporters  = regexp.MustCompile(`^[（(]?\s*(?:作者|文/|撰文|文字|(?:本报|本网)?(?:融媒体|全媒体)?(?:见习|实习)?记者|通讯员)\s?[:：/]?\s?([\p{Han}·]{2,5}(?:[\s、，,]+[\p{Han}·]{2,5}){0,5})\s*[)）]?\s*$`)
	inBrackets = regexp.MustCompile(`^[（(]\s?(?:作者|(?:本报|本网)?(?:融媒体|全媒体)?(?:见习|实习)?记者|通讯员)\s?[:：]?\s?([\p{Han}·\s、，,]{2,40}?)\s?[)）]\s*`)
	inLine     = regexp.MustCompile(`(?:作者|记者|文/)\s?[:：]?\s?([\p{Han}·]{2,4}(?:[ 、][\p{Han}·]{2,4}){0,4})(?:\s|$|[|｜)）])`)
	latinName  = regexp.MustCompile(`^` + person + `(?:(?:, | and )` + person + `)*$`)
	latinNames = regexp.MustCompile(`, | and `)
	// byline is By Jane Doe, Oct 25, 2024.
	byline  = regexp.MustCompile(`^By (` + person + `(?:(?:, | and )` + person + `)*)(?:[\s,|·–-]+(?:[A-Z][a-z]{2,8}\.? \d{1,2}, 20\d\d|20\d\d-\d\d-\d\d|\d{1,2} [A-Z][a-z]{2,8} 20\d\d).{0,20})?$`)
	subject = regexp.MustCompile(`^题[:：]\s*(.+)$`)
	names   = regexp.MustCompile(`[\s、，,;；]+`)
	ending  = regexp.MustCompile(`\s*[(（](?:完|全文完|记者.{0,20}|(?:责任)?编辑.{0,20})[)）]\s*$`)
)

const person = `[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}`

// head is what stands over an article.
type head struct {
	title, outlet, dateline string
	authors                 []string
	published               time.Time
	clock                   bool // the hour is known
}

// readHead takes the head off the lines of an article.
func readHead(p page, lines []string) (h head, body []string) {
	h.title = p.heading
	h.takeDate(p.time)
	switch {
	case hanCount(p.authors) > 1:
		h.authors = split(p.authors)
	case latinName.MatchString(p.authors):
		h.authors = latinNames.Split(p.authors, -1)
	}
	defer func() {
		if h.outlet == "" {
			h.outlet = p.site
		}
	}()
	title := "" // the first line, unless another one is said to be it
	for i, l := range lines {
		if i < 12 && h.isMeta(l) {
			continue
		}
		if g := byline.FindStringSubmatch(l); g != nil && i < 12 {
			if len(h.authors) == 0 {
				h.authors = latinNames.Split(g[1], -1)
			}
			continue
		}
		if g := reporters.FindStringSubmatch(l); g != nil && utf8.RuneCountInString(l) < 50 {
			h.setAuthors(g[1])
			continue
		}
		if m := dateline.FindStringSubmatchIndex(l); m != nil {
			h.dateline = strings.Trim(l[:m[1]], " （()）【】")
			if h.outlet == "" {
				h.outlet = strings.TrimSuffix(l[m[2]:m[3]], "新闻")
			}
			l = h.takeBrackets(l[m[1]:])
			if g := subject.FindStringSubmatch(l); g != nil {
				if h.title == "" {
					h.title = g[1]
				}
				continue
			}
		}
		l = strings.TrimSpace(ending.ReplaceAllString(l, ""))
		switch {
		case l == "":
		case l == h.title || l == title:
		case title == "" && h.title == "" && len(body) == 0 && utf8.RuneCountInString(l) < 80 && !strings.HasSuffix(l, "。"):
			title = l
		default:
			body = append(body, l)
		}
	}
	switch {
	case title != "":
		h.title = title
	case h.title == "" && len(body) > 0:
		h.title, _, _ = strings.Cut(body[0], "。")
	}
	return h, body
}

// isMeta reads the line with date, outlet and authors; false for a line of the text.
func (h *head) isMeta(l string) bool {
	left := l
	if g := sourceOf.FindStringSubmatch(l); g != nil {
		if h.outlet == "" {
			h.outlet = g[1]
		}
		left = strings.Replace(left, g[0], "", 1)
	}
	if d := dateOf.FindString(left); d != "" && (left != l || hanCount(strings.Replace(left, d, "", 1)) < 24 && !strings.ContainsAny(l, "，。")) {
		if !h.clock {
			h.takeDate(d)
		}
		left = strings.Replace(left, d, "", 1)
	}
	if left == l {
		return false
	}
	if g := inLine.FindStringSubmatch(left); g != nil {
		h.setAuthors(g[1])
	}
	return true
}

func (h *head) takeBrackets(l string) string {
	if g := inBrackets.FindStringSubmatch(l); g != nil {
		h.setAuthors(g[1])
		l = l[len(g[0]):]
	}
	return l
}

func (h *head) setAuthors(text string) {
	if len(h.authors) == 0 {
		h.authors = split(text)
	}
}

func split(text string) (all []string) {
	for _, a := range names.Split(strings.TrimSpace(text), -1) {
		if a != "" && a != "通讯员" && a != "记者" {
			all = append(all, a)
		}
	}
	return all
}

func (h *head) takeDate(text string) {
	g := dateOf.FindStringSubmatch(text)
	if g == nil {
		return
	}
	n := func(i int) int { x, _ := strconv.Atoi(g[i]); return x } // "" is 0
	t := time.Date(n(1), time.Month(n(2)), n(3), n(4), n(5), 0, 0, beijing)
	if t.Day() != n(3) || t.Month() != time.Month(n(2)) || n(4) > 23 || n(5) > 59 {
		return
	}
	h.published, h.clock = t, g[4] != ""
}
