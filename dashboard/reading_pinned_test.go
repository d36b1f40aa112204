package dashboard_test

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"countyboard/data/story"
)

// pinnedReading looks at a story pinned to a revision after which one of its
// verdicts changed: the page, its JSON and what it says to machines are of then.
func (s site) pinnedReading(t *testing.T, path string, revision int) {
	t.Helper()
	body := s.get(t, path).body
	for _, what := range []string{`class="reading"`, "r" + strconv.Itoa(revision) + "（", "此后有 1 处核对结果改变", `<a href="` + storyPath + `">看现在的</a>`, "这里读到", `.json?lang=zh-Hans&amp;asof=r` + strconv.Itoa(revision)} {
		if !strings.Contains(body, what) {
			t.Errorf("%s does not say %s", path, what)
		}
	}
	if strings.Contains(body, "，随数据更新") {
		t.Error("a pinned figure says that it follows the data")
	}
	if live := s.get(t, storyPath).body; strings.Contains(live, `class="reading"`) || !strings.Contains(live, "，随数据更新") {
		t.Error("today's story says that it is pinned")
	}
	for at, want := range map[string]int{path: revision, storyPath: revision + 1} {
		var doc story.Document
		if err := json.Unmarshal([]byte(s.get(t, strings.Replace(at, storyPath, storyPath+".json", 1)).body), &doc); err != nil || doc.Revision != want || doc.Text > revision {
			t.Errorf("the JSON of %s is of %d, its text of %d; want %d, %v", at, doc.Revision, doc.Text, want, err)
		}
		all, _ := s.linked(t, at)
		if got := all["Dataset"][0]["version"]; got != "r"+strconv.Itoa(want) {
			t.Errorf("the data set of %s is %v", at, got)
		}
	}
	then, _ := s.linked(t, path)
	now, _ := s.linked(t, storyPath)
	if a, b := then["Dataset"][0]["dateModified"].(string), now["Dataset"][0]["dateModified"].(string); a > b || a == "" {
		t.Errorf("modified %s, then %s", a, b)
	}
	if day := s.get(t, storyPath+"?asof=2024-10-20").body; !strings.Contains(day, "这里只用到 2024年10月20日 为止发布的数据") {
		t.Error("the story of a day does not say so")
	}
}
