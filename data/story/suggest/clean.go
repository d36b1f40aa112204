package suggest

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"countyboard/importer/chars"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// page is what stands on a page, before anybody knows what it means.
type page struct {
	lines   []string
	heading string // of <h1>, else of the page's own description
	time    string // of the page's own description
	authors string
	site    string // the outlet, of the page's own description
	foreign bool   // written in traditional characters by its own declaration
}

// blocks begin a new line.
var blocks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Br: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.Li: true, atom.Ul: true, atom.Ol: true,
	atom.Section: true, atom.Article: true, atom.Tr: true, atom.Td: true, atom.Header: true, atom.Main: true, atom.Blockquote: true, atom.Table: true,
}

// unread are parts of a page that are no article.
var unread = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Nav: true, atom.Footer: true, atom.Aside: true, atom.Form: true, atom.Button: true, atom.Select: true,
	atom.Noscript: true, atom.Svg: true, atom.Figcaption: true, atom.Title: true, atom.Template: true, atom.Iframe: true,
}

var looksLikePage = regexp.MustCompile(`(?i)^\s*(?:<!doctype html|<html|<head|<body|<div|<p[ >]|<article|<h1|<meta)`)

// read turns bytes into lines: of a web page the text that readers see, of a
// pasted text its lines.
func read(file []byte) (page, error) {
	var p page
	start := bytes.TrimPrefix(file, []byte("\ufeff"))
	text, err := chars.Decode(file)
	if err != nil || looksLikePage.Match(start) {
		if text, err = chars.DecodePage(file); err != nil {
			return p, err
		}
	}
	if looksLikePage.MatchString(text) {
		p.readHTML(text)
	} else {
		p.lines = strings.Split(text, "\n")
	}
	for i, l := range p.lines {
		p.lines[i] = tidy(l)
	}
	return p, nil
}

// tidy makes one blank of several and drops what cannot be seen.
func tidy(line string) string {
	line = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || r == '\u3000':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError:
			return -1
		}
		return r
	}, line)
	return strings.Join(strings.Fields(line), " ")
}

func (p *page) readHTML(text string) {
	z := html.NewTokenizer(strings.NewReader(text))
	var line strings.Builder
	end := func() { p.lines = append(p.lines, line.String()); line.Reset() }
	var skip atom.Atom
	depth := 0
	inHeading := false
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			end()
			return
		}
		t := z.Token()
		switch kind {
		case html.TextToken:
			if skip == 0 {
				line.WriteString(strings.NewReplacer("\n", " ", "\r", " ").Replace(t.Data))
			}
			if inHeading && skip == 0 {
				p.heading = tidy(p.heading + t.Data)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			open := kind == html.StartTagToken
			switch {
			case skip != 0 && t.DataAtom == skip && open:
				depth++
			case skip == 0 && unread[t.DataAtom] && open:
				skip, depth = t.DataAtom, 1
			case t.DataAtom == atom.Meta:
				p.meta(t)
			case t.DataAtom == atom.Html:
				lang := strings.ToLower(attribute(t, "lang"))
				p.foreign = strings.HasPrefix(lang, "zh-hant") || lang == "zh-tw" || lang == "zh-hk" || lang == "zh-mo"
			}
			if t.DataAtom == atom.H1 && open && skip == 0 {
				inHeading, p.heading = true, ""
			}
			if blocks[t.DataAtom] {
				end()
			}
		case html.EndTagToken:
			if skip != 0 && t.DataAtom == skip {
				if depth--; depth == 0 {
					skip = 0
				}
			}
			if t.DataAtom == atom.H1 {
				inHeading = false
			}
			if blocks[t.DataAtom] {
				end()
			}
		case html.ErrorToken, html.CommentToken, html.DoctypeToken:
		}
	}
}

func attribute(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func (p *page) meta(t html.Token) {
	name, value := strings.ToLower(attribute(t, "name")+attribute(t, "property")), tidy(attribute(t, "content"))
	switch name {
	case "og:title":
		if p.heading == "" {
			p.heading = value
		}
	case "article:published_time", "pubdate", "publishdate", "og:release_date":
		p.time = value
	case "og:site_name":
		p.site = value
	case "author", "article:author":
		p.authors = value
	}
}

var (
	noticeHead = regexp.MustCompile(`^.{0,24}版权.{0,8}声明|^.{0,20}免责声明|^(?:特别)?声明[:：]|^版权所有|^(?:©|Copyright)|^.{0,4}凡(?:本网|本站|注明)|^【?版权|^相关(?:阅读|新闻|链接|推荐)|^(?:热门|推荐)(?:阅读|新闻|文章)|^延伸阅读|^(?:上|下)一篇[:：]|^(?:更多|猜你喜欢)|^(?:网站地图|关于我们|友情链接)`)
	notice     = regexp.MustCompile(`未经.{0,10}(?:授权|许可|同意|允许).{0,12}(?:不得|禁止|请勿|严禁)|(?:转载|转发)(?:请|须|时)?(?:注明|联系)|ICP[备证]|公网安备|许可证编号|(?:举报|联系|服务|新闻|投稿|值班)(?:电话|热线|邮箱|方式)[:：]?|^电话[:：]|^邮箱[:：]`)
	counter    = regexp.MustCompile(`^(?:阅读|浏览|点击|播放|评论|点赞|收藏|分享|转发|在看|人气|访问)(?:量|数|次数|人数)?[:：\s(（]*\d[\d.,]*\s*(?:万\+?|w\+?|次|人|\+)?[)）]?$|^\d[\d.,]*(?:万\+?)?\s*(?:人|次)?(?:阅读|浏览|点击|评论|点赞|阅)$|^(?:阅读|浏览|点击|播放|评论|点赞)(?:量|数|次数)?[:：\s]+\d`)
	button     = regexp.MustCompile(`^(?:分享(?:到|至)?[:：]?.{0,20}|字号[:：]?.{0,12}|字体[:：]?.{0,12}|打印(?:本页)?|关闭(?:窗口)?|收藏|扫一扫.{0,20}|返回(?:首页|顶部)|登录|注册|搜索|评论|点赞|微信|微博|朋友圈|【?纠错】?|大 中 小|\[?(?:大|中|小)\]?|点击查看.{0,10}|打开APP.{0,20}|听新闻|展开全文|原标题[:：].*)$`)
	navigation = regexp.MustCompile(`^(?:您?当前(?:的)?位置|您现在的位置|当前位置|所在位置)|^(?:首页|主页)(?:\s|>|》|›|»|/|-|$)|首页\s*[>›»|]|^\S{1,10}(?:\s*[>›»]\s*\S{1,12}){1,6}$|^\S{1,8}(?:\s*[|｜]\s*\S{1,8}){2,}$`)
	menu       = regexp.MustCompile(`^(?:\p{Han}{2,4} ){4,}\p{Han}{2,4}$|^(?:\p{Han}{2,14} ){0,3}首页(?: \p{Han}{2,8}){2,}$`)
	desk       = regexp.MustCompile(`^[\[【(（]?\s*(?:责任编辑|编辑|责编|审核|校对|编审|监制|终审|二审|初审|值班编委|制图|视频|图片来源|来源|供稿|通讯员)[:：/].{0,60}$|^[\[【(（](?:责任编辑|编辑|责编).{0,30}$|^.{0,40}正文$`)
	caption    = regexp.MustCompile(`(?:[\p{Han}·\s]{1,14}(?:摄|供图)|[。\s]供图|(?:摄影|图)[/:：].{1,20}|（?资料图片?）?|(?:本报|记者).{1,12}[摄图])\s*[)）。.]?$`)
)

// clean drops what is no article from the lines of a page: navigation, buttons,
// reader counts, captions, notices of copyright and all that follows these.
// The line with the date and the outlet stays; head reads it.
func clean(lines []string) (kept []string) {
	seen := make(map[string]int)
	for _, l := range lines {
		seen[l]++
	}
	words := 0 // Chinese characters kept so far
	for _, l := range lines {
		switch {
		case l == "" || button.MatchString(l) || counter.MatchString(l) || menu.MatchString(l):
			continue
		case navigation.MatchString(l) && utf8.RuneCountInString(l) < 80:
			continue
		case noticeHead.MatchString(l) && words > 60:
			return kept
		case noticeHead.MatchString(l):
			continue
		case notice.MatchString(l) && utf8.RuneCountInString(l) < 200:
			if l = withoutNotice(l); l == "" {
				continue
			}
		case isCaption(l, seen[l]):
			continue
		case desk.MatchString(l) && !dateOf.MatchString(l):
			continue
		}
		kept = append(kept, l)
		words += hanCount(l)
	}
	return kept
}

// withoutNotice is a line without its sentences that are notices: a telephone
// number may stand behind a goal.
func withoutNotice(l string) string {
	var kept strings.Builder
	for _, s := range strings.SplitAfter(l, "。") {
		if !notice.MatchString(s) {
			kept.WriteString(s)
		}
	}
	return kept.String()
}

// isCaption reports whether a line stands under a picture: it names who took it,
// or it is short, stands twice and ends like a sentence.
func isCaption(l string, times int) bool {
	n := utf8.RuneCountInString(l)
	return n < 90 && caption.MatchString(l) && strings.ContainsAny(l, "。 （(.，,") || n < 60 && times > 1 && n > 5 && strings.HasSuffix(l, "。")
}
