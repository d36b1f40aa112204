package dashboard_test

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"countyboard/dashboard"
	"countyboard/dashboard/chart"
	"countyboard/dashboard/draw"
	"countyboard/data/sample"
)

// TestReviewShowsWords: the review lists the workbook's words that were taken for
// things of other names, and those of a question about many, each with its cell.
func TestReviewShowsWords(t *testing.T) {
	t.Parallel()
	f := excelize.NewFile()
	row := func(n int, cells ...any) {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", n), &cells); err != nil {
			t.Fatal(err)
		}
	}
	row(1, "乐至县规模以上工业企业数（2024年四季度）", nil, "单位：户")
	row(2, "产业集群", "2024年三季度", "2024年四季度")
	row(3, "纺织鞋服", 5, 7)
	row(4, "铝材", 5, 7)
	const unknown = 20
	row(30, "规模以上工业 2024年9月")
	row(31, "指标", "数值")
	for i := range unknown {
		row(32+i, string([]rune("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉")[i])+"词", 10+i)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	s := openSample(t)
	c := s.signIn(t, "admin", password)
	at := s.upload(t, c, "words.xlsx", b.Bytes(), "place=512022").Header.Get("Location")
	page := html.UnescapeString(s.ask(t, c, http.MethodGet, at+"?lang=zh-Hans").body)
	for _, says := range []string{
		"视为同一事物的词：1 个", "<td>纺织鞋服</td><td>纺织服装", "cluster/纺织服装", "共 20 个词", "<li>甲词 <a", "Sheet1!A32</a>", "<li>酉词 <a", "Sheet1!A51</a>",
		"24 个数字，其中 4 个已读懂",
	} {
		if !strings.Contains(page, says) {
			t.Errorf("the review does not say %q", says)
		}
	}
	if strings.Contains(page, "<td>铝材</td><td>铝材") {
		t.Error("a word that is its own name is listed")
	}
	list := page[strings.Index(page, `class="read-as"`):]
	link := list[strings.Index(list, `href="`)+6:]
	if a := s.ask(t, c, http.MethodGet, link[:strings.Index(link, `"`)]); a.StatusCode != http.StatusOK || !strings.Contains(a.body, "纺织鞋服") {
		t.Errorf("the word's cell: %d", a.StatusCode)
	}
}

// TestOEmbedLoopback: names of this machine are one host where the base is one of
// them; other ports and foreign hosts are not.
func TestOEmbedLoopback(t *testing.T) {
	t.Parallel()
	s := openSample(t) // at http://localhost:8080
	for address, want := range map[string]int{
		"http://127.0.0.1:8080/charts/output?place=512022":   http.StatusOK,
		"http://[::1]:8080/charts/output?place=512022":       http.StatusOK,
		"http://127.0.0.1:8081/charts/output?place=512022":   http.StatusNotFound,
		"http://example.org:8080/charts/output?place=512022": http.StatusNotFound,
	} {
		if a := s.get(t, "/oembed?url="+url.QueryEscape(address)); a.StatusCode != want {
			t.Errorf("%s: %d", address, a.StatusCode)
		}
	}
}

// TestUpdatedIsOne: board and wall of a revision name the same day, also where the
// newest release is on none of the wall's pictures.
func TestUpdatedIsOne(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	for _, w := range sample.Workbooks() {
		if w.Name == "neighbours-2024-09.xlsx" {
			s.publish(t, w.Name, w.Bytes, time.Date(2025, 12, 24, 0, 0, 0, 0, time.UTC))
		}
	}
	board, wall := s.get(t, "/places/512022?lang=zh-Hans").body, s.get(t, "/wall/512022?lang=zh-Hans").body
	const day = "更新 2025年12月24日"
	if !strings.Contains(board, day) || !strings.Contains(wall, day) {
		i, j := strings.Index(board, "更新 "), strings.Index(wall, "更新 ")
		t.Errorf("board %.40q, wall %.40q", board[max(i, 0):], wall[max(j, 0):])
	}
}

// TestNoPageAlone: a page that stands alone is the command's, no address.
func TestNoPageAlone(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	if a := s.get(t, "/charts/output.html?place=512022"); a.StatusCode != http.StatusNotFound {
		t.Errorf("%d", a.StatusCode)
	}
	if a := s.get(t, "/charts/output?place=512022"); strings.Contains(a.body, "output.html") {
		t.Error("the menu offers it")
	}
}

// TestWeChatDrawsOnce: the page and each of its parts are of one drawing.
func TestWeChatDrawsOnce(t *testing.T) {
	t.Parallel()
	d, err := draw.New("")
	if err != nil {
		t.Fatal(err)
	}
	var drawn atomic.Int32
	s := open(t, func(c *dashboard.Config) {
		c.Publisher.Paint = func(built chart.Chart, ending, size string) ([]byte, error) {
			drawn.Add(1)
			return d.Draw(context.Background(), ending, &built, draw.Options{Size: draw.Size(size)})
		}
	})
	for _, w := range sample.Workbooks()[:2] {
		s.publish(t, w.Name, w.Bytes, w.Released)
	}
	c := s.signIn(t, "admin", password)
	for _, part := range []string{"", "&part=1", "&part=1", "&part=text", "&part=qr"} {
		if a := s.ask(t, c, http.MethodGet, "/wechat/output?place=512022"+part); a.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d", part, a.StatusCode)
		}
	}
	if n := drawn.Load(); n != 1 {
		t.Errorf("drawn %d times", n)
	}
	if s.ask(t, c, http.MethodGet, "/wechat/output?place=512022&lang=en&part=1"); drawn.Load() != 2 {
		t.Errorf("another language: drawn %d times", drawn.Load())
	}
}

// TestWeChatOfNothing: a chart without figures says so and what would fill it,
// and offers nothing to take along.
func TestWeChatOfNothing(t *testing.T) {
	s := openSample(t)
	c := s.signIn(t, "admin", password)
	a := s.ask(t, c, http.MethodGet, "/wechat/output?place=512022&from=2031")
	if a.StatusCode != http.StatusOK || !strings.Contains(a.body, "没有数字") || !strings.Contains(a.body, "现有：") {
		t.Errorf("%d: what is missing is not said: %s", a.StatusCode, a.body)
	}
	if strings.Contains(a.body, "截图") || strings.Contains(a.body, "part=") {
		t.Error("something is offered of a chart without figures")
	}
}
