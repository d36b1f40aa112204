package suggest_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/race"
	"countyboard/data/story"
	"countyboard/data/story/suggest"
	"countyboard/importer/realtest"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// article is invented, converted badly and framed as a page is.
const article = `示例新闻網(wǎng)正文
首頁 > 新聞 > 工業(yè)

安岳縣工業(yè)經(jīng)濟(jì)穩(wěn)步向好
2023年08月09日 07:05 來源:示例新闻網(wǎng) 編輯:王某

示例新闻网安岳8月9日電 (記者 趙一 錢二)上半年,安岳縣規(guī)模以上工業(yè)總產(chǎn)值52.5億元,同比增長9.8%。

安岳縣經(jīng)開區(qū)一角。孫三 攝
安岳縣經(jīng)開區(qū)一角。孫三 攝

各部門著力解決問題,成效顯著。

閱讀 1.2万
版權(quán)聲明:未經(jīng)授權(quán)不得轉(zhuǎn)載。全縣規(guī)模以上工業(yè)總產(chǎn)值1亿元。
`

func checkArticle(t *testing.T, how string, file []byte) {
	t.Helper()
	d, err := suggest.Read(file, suggest.Options{Lang: lang.ZhHans})
	if err != nil {
		t.Errorf("%s: %v", how, err)
		return
	}
	body := "上半年,安岳县规模以上工业总产值52.5亿元,同比增长9.8%。\n\n各部门着力解决问题,成效显著。"
	if d.Title != "安岳县工业经济稳步向好" || d.Outlet != "示例新闻网" || d.Published != "2023-08-09T07:05" ||
		strings.Join(d.Authors, " ") != "赵一 钱二" || d.Place != "512021" || d.Body != body || len(d.Claims) != 2 {
		t.Errorf("%s: %+v", how, d)
	}
}

func TestEncodingsAndPages(t *testing.T) {
	t.Parallel()
	checkArticle(t, "UTF-8", []byte(article))
	gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(article))
	if err != nil {
		t.Fatal(err)
	}
	checkArticle(t, "GB18030", gb)
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(strings.ReplaceAll(article, "\n", "\r\n")))
	if err != nil {
		t.Fatal(err)
	}
	checkArticle(t, "UTF-16", utf16)
	lines := strings.Split(article, "\n")
	page := "<!DOCTYPE html><html lang=\"zh-CN\"><head><title>x</title><script>var a='2020年1月1日'</script></head><body><nav>首页 新闻</nav><h1>" + lines[3] +
		"</h1><div><p>" + strings.Join(lines[4:], "</p><p>") + "</p></div><footer>版权所有 2020</footer></body></html>"
	checkArticle(t, "HTML", []byte(page))
}

// TestPinyin leaves brackets that are no failed conversion.
func TestPinyin(t *testing.T) {
	t.Parallel()
	read := func(text string) string {
		d, err := suggest.Read([]byte("一个例子\n"+text+"\n"), suggest.Options{Place: "512022"})
		if err != nil {
			t.Fatal(err)
		}
		return d.Body
	}
	for text, want := range map[string]string{
		"工業(yè)和銅（tóng）材。":        "工业和铜材。",
		"工業(ye)發(fa)展。":           "工业发展。",
		"人工智能(AI)与局域网(lan)。":      "人工智能(AI)与局域网(lan)。",
		"重量(kg)按(a)(b)两类。":        "重量(kg)按(a)(b)两类。",
		"工業(yè)、显著、著名、乾坤、着力、著力点。": "工业、显著、著名、乾坤、着力、着力点。",
	} {
		if got := read(text); got != want {
			t.Errorf("%s becomes %s, want %s", text, got, want)
		}
	}
}

// TestTraditionalOutlet keeps the characters of an outlet that writes them.
func TestTraditionalOutlet(t *testing.T) {
	t.Parallel()
	const text = "工業產值上升\n2024-05-01 來源：示例報\n安岳縣規模以上工業總產值52.5億元。\n"
	d, err := suggest.Read([]byte("<html lang=\"zh-TW\"><body><p>"+strings.ReplaceAll(text, "\n", "</p><p>")), suggest.Options{})
	if err != nil || d.Title != "工業產值上升" || d.Body != "安岳縣規模以上工業總產值52.5億元。" || len(d.Claims) != 1 || !strings.Contains(d.Body, d.Claims[0].Text) {
		t.Errorf("%+v %v", d, err)
	}
	d, err = suggest.Read([]byte(text), suggest.Options{})
	if err != nil || d.Body != "安岳县规模以上工业总产值52.5亿元。" {
		t.Errorf("%+v %v", d, err)
	}
}

func TestNoArticle(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	for how, file := range map[string][]byte{"empty": nil, "binary": {0, 1, 2, 3, 0xff, 0xfe}, "a line": []byte("首页 > 新闻\n"), "large": make([]byte, 5<<20),
		"long": []byte("题目\n" + strings.Repeat("安岳县工业总产值5亿元，增长3%。\n", 30000))} {
		if _, err := suggest.Read(file, suggest.Options{}); err == nil || data.CodeOf(err) == data.Internal {
			t.Errorf("%s: %v", how, err)
		}
	}
}

// TestRespectivelyBehindItsNumber: 分别 may stand behind a number.
func TestRespectivelyBehindItsNumber(t *testing.T) {
	t.Parallel()
	d, err := suggest.Read([]byte("题目\n2024年，安岳县工业总产值5亿元分别增长3%。\n"), suggest.Options{Place: "512021"})
	if err != nil || len(d.Claims) > 0 {
		t.Errorf("%+v %v", d, err)
	}
}

// TestLongClause: a text without commas is not looked through number by number.
func TestLongClause(t *testing.T) {
	t.Parallel()
	race.Alone(t)
	began := time.Now()
	text := "题目\n" + strings.Repeat("安岳县工业总产值增长两倍、", 12000) + "\n"
	if _, err := suggest.Read([]byte(text), suggest.Options{Place: "512021"}); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("it takes %s", took)
	}
}

// TestSourceArticle reads the real page, where it is.
func TestSourceArticle(t *testing.T) {
	t.Parallel()
	shared := realtest.Find()
	if shared == "" {
		t.Skip("no shared folder")
	}
	file, err := os.ReadFile(filepath.Join(shared, "article", "source-article.txt"))
	if err != nil {
		t.Skip(err)
	}
	d, err := suggest.Read(file, suggest.Options{Lang: lang.ZhHans})
	if err != nil {
		t.Fatal(err)
	}
	if d.Title != "帅乡工业高质量发展:再造一个“工业乐至”" || d.Outlet != "中新网四川" || d.Published != "2024-10-17T21:18" ||
		strings.Join(d.Authors, " ") != "吴平华 李成" || d.Place != "512022" {
		t.Errorf("%q %q %q %q %q", d.Title, d.Outlet, d.Published, d.Authors, d.Place)
	}
	if suggest.HasTraditional(d.Title+d.Body) || strings.ContainsAny(d.Body, "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ(") {
		t.Errorf("characters are left: %s", d.Body)
	}
	for _, bad := range []string{"版权", "供图", "首页", "电话", "转载", "作者"} {
		if strings.Contains(d.Body, bad) {
			t.Errorf("%s is left in the body", bad)
		}
	}
	want := []string{
		"claim:enterprises?kind=none&place=512022",
		"claim:output?base=2023&group=size/规上&kind=goal&period=latest&place=512022&target=x2",
		"claim:output?group=cluster/铝材,size/规上&kind=direction&period=latest&place=512022&trend=rising",
		"claim:output?group=cluster/装备制造,size/规上&kind=direction&period=latest&place=512022&trend=accelerating",
		"claim:output?group=cluster/电子信息,size/规上&kind=direction&measure=level&period=latest&place=512022&trend=record",
		"claim:output?group=cluster/纺织服装,size/规上&kind=direction&period=latest&place=512022&trend=rising",
		"claim:enterprises?group=park/经开区&kind=level&op=gt&period=latest&place=512022&unit=户&value=200",
	}
	var got []string
	for _, c := range d.Claims {
		got = append(got, canonical(t, c.Address))
	}
	for i, part := range []string{"130", "再造一个“工业乐至”", "铝材", "装备制造", "电子信息", "纺织服装", "200"} {
		if i < len(d.Claims) && !strings.Contains(d.Claims[i].Text, part) {
			t.Errorf("%q is not said of %s", d.Claims[i].Text, part)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("proposed:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// FuzzRead: whatever comes in, what goes out is clean, and a story takes its claims.
func FuzzRead(f *testing.F) {
	f.Add([]byte(article))
	f.Add([]byte("<html lang=\"zh-TW\"><h1>標題</h1><p>安岳縣工業(yè)總產值翻一番，增長兩倍（3%）"))
	f.Add([]byte("题\n再造一个“工业安岳”。安岳县铝材、电子信息产业产值分别增长1%、2%，占全县规上工业总产值的三成"))
	f.Add([]byte("<!DOCTYPE html><html><body><h1>A page</h1><script>x</script><p>In the first half of 2023, Anyue's GDP grew 5.5% to 41.36 billion yuan, more than 200 enterprises</p>"))
	for _, set := range []string{"snippets", "second", "heldout", "again", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "unseen", "last"} {
		file, err := snippets.ReadFile("testdata/" + set + ".txt")
		if err != nil {
			f.Fatal(err)
		}
		for _, part := range strings.Split(string(file), "\n== ")[1:] {
			f.Add([]byte("题目\n2024-10-20 来源：示例报\n" + part))
			gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte("题目\n" + part))
			if err == nil && len(part)%4 == 0 {
				f.Add(gb)
			}
		}
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		began := time.Now()
		d, err := suggest.Read(file, suggest.Options{})
		if err != nil {
			if data.CodeOf(err) == data.Internal {
				t.Error(err)
			}
			return
		}
		if d.Title == "" || d.Body == "" || strings.ContainsAny(d.Body, "\x00\u200b\ufeff") {
			t.Errorf("%+v", d)
		}
		for _, c := range d.Claims {
			text := "---\ntitle: t\npublished: 2024-10-17\nplace: 512022\n---\n[w](" + c.Address + ")\n"
			if s, err := story.Parse("s", []byte(text)); err != nil {
				t.Errorf("%s: %v", c.Address, err)
			} else if claims, _ := story.Claims(s); len(claims) != 1 {
				t.Errorf("%s is no link", c.Address)
			}
			if !strings.Contains(d.Body, c.Text) {
				t.Errorf("%q does not stand in %q", c.Text, d.Body)
			}
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%d bytes take %s", len(file), took)
		}
	})
}
