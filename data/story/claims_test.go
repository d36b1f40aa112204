package story_test

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/sqldb"
	"countyboard/data/story"
	"countyboard/data/vocab"
)

// TestClaims judges the sentences of testdata/claims; claimfile_test.go says how
// its files are written.
func TestClaims(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/claims/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no claims: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			steps, err := readClaims(file, string(text))
			if err != nil {
				t.Fatal(err)
			}
			judged := 0
			c := county{db: open(t), named: make(map[string][]string)}
			for _, s := range steps {
				if s.does == "句" {
					judged++
				}
				for _, wrong := range c.take(t, s) {
					t.Errorf("%s:%d: %s", file, s.line, wrong)
				}
			}
			if judged == 0 {
				t.Errorf("%s: no sentence", file)
			}
		})
	}
}

func open(t testing.TB) *sqldb.DB {
	t.Helper()
	db, err := sqldb.Open(t.Context(), filepath.Join(t.TempDir(), "board.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// county is what is published while a file is read.
type county struct {
	db    *sqldb.DB
	named map[string][]string // batches by place and day
}

// take does one step and returns what is not as it should be.
func (c *county) take(t *testing.T, s step) []string {
	t.Helper()
	day := s.place + s.day.Format(time.DateOnly)
	switch s.does {
	case "清空":
		*c = county{db: open(t), named: make(map[string][]string)}
	case "发布":
		id, err := publish(t, c.db, fmt.Sprintf("%s-%d", day, s.line), s)
		if err != nil {
			return []string{err.Error()}
		}
		c.named[day] = append(c.named[day], id)
	case "撤回":
		if len(c.named[day]) == 0 {
			return []string{"nothing was released that day"}
		}
		for _, id := range c.named[day] {
			if _, err := c.db.Withdraw(t.Context(), id, "test"); err != nil {
				return []string{err.Error()}
			}
		}
		delete(c.named, day)
	case "句":
		return c.judge(t, s)
	}
	return nil
}

func publish(t *testing.T, db *sqldb.DB, name string, s step) (string, error) {
	t.Helper()
	sum := sha256.Sum256([]byte(name))
	up := data.Upload{ID: hex.EncodeToString(sum[:]), File: name + ".xlsx", Size: int64(len(name))}
	b, _, err := db.SaveDraft(t.Context(), up, []byte(name), data.Batch{File: up.File, Place: s.place, Released: s.day, Illustrative: s.invented}, s.figures)
	if err == nil {
		_, err = db.Publish(t.Context(), b.ID, "test", time.Time{})
	}
	return b.ID, err
}

// spoken is the sentence of a step with the place it speaks of.
func (s step) spoken() string {
	if strings.Contains(s.sentence, "place=") {
		return s.sentence
	}
	return link.ReplaceAllStringFunc(s.sentence, func(l string) string {
		joint := "&"
		if !strings.Contains(l, "?") {
			joint = "?"
		}
		return strings.TrimSuffix(l, ")") + joint + "place=" + s.place + ")"
	})
}

// story is a new text of the day and place of a step.
func (c *county) story(t *testing.T, s step, text string) (data.Story, error) {
	w := story.World{Names: vocab.Embedded(), Reader: c.db}
	return w.Read(t.Context(), "s", []byte("---\ntitle: t\npublished: "+s.day.Format(time.DateOnly)+"\nplace: "+s.place+"\n---\n"+text+"\n"))
}

// judge compares the verdict on a sentence with what is expected of it.
func (c *county) judge(t *testing.T, s step) (bad []string) {
	t.Helper()
	st, err := c.story(t, s, s.spoken())
	if err != nil || s.want[0].text == refused {
		return complaint(err, s.want)
	}
	verdicts, err := story.Judge{Reader: c.db, Names: vocab.Embedded()}.Check(t.Context(), st, data.AsOf{})
	if err != nil || len(verdicts) != 1 {
		return []string{fmt.Sprintf("%d verdicts, %v", len(verdicts), err)}
	}
	v := verdicts[0]
	rule := story.Rule(lang.ZhHans, v.Now.Rule, vocab.Embedded())
	for _, l := range []lang.Lang{lang.ZhHans, lang.En} {
		if said := story.Rule(l, v.Now.Rule, vocab.Embedded()); said == "" || strings.ContainsAny(said, "⟨{") {
			bad = append(bad, fmt.Sprintf("its rule reads %q", said))
		}
	}
	if v.Now.HasFound && len(v.Now.Cells) == 0 {
		bad = append(bad, "what was found has no cell")
	}
	for _, w := range s.want {
		got := shown(v, w.what, rule)
		if got != w.text && (w.what != "规则" || !strings.Contains(got, w.text)) {
			bad = append(bad, fmt.Sprintf("%s: %s, want %s", w.what, got, w.text))
		}
	}
	if len(bad) > 0 {
		bad = append(bad, fmt.Sprintf("(%s: found %s of %s, then %s, now %s, %q)", st.Body[:len(st.Body)-1],
			shown(v, "找到", ""), v.Now.Period, v.Then.Outcome, v.Now.Outcome, rule))
	}
	return bad
}

// shown is what readers are shown of a verdict.
func shown(v data.Verdict, what, rule string) string {
	switch what {
	case "判":
		return story.OutcomeLabel(lang.ZhHans, v.Outcome, v.Illustrative)
	case "找到":
		if found := story.Found(lang.ZhHans, v.Claim, v.Now); found != "" {
			return found
		}
		return "无"
	case "时段":
		return v.Now.Period.String()
	case "单元格":
		var cells []string
		for _, c := range v.Now.Cells {
			cells = append(cells, c.Cell)
		}
		return cmp.Or(strings.Join(cells, "、"), "无")
	case "当时":
		return story.OutcomeLabel(lang.ZhHans, v.Then.Outcome, v.Then.Illustrative)
	case "现在":
		return story.OutcomeLabel(lang.ZhHans, v.Now.Outcome, v.Now.Illustrative)
	}
	return rule
}

// complaint compares the error on an address with what is expected of it.
func complaint(err error, want []wish) (bad []string) {
	if err == nil {
		return []string{"the address is taken"}
	}
	e := data.AsError(err)
	var said string
	for _, one := range append([]*data.Error{e}, e.Also...) {
		said += lang.Reason(lang.ZhHans, one) + " " + lang.Say(lang.ZhHans, one.Hint) + " "
	}
	if want[0].text != refused || e.Code != data.Invalid {
		return []string{said}
	}
	for _, w := range want[1:] {
		if !strings.Contains(said, w.text) {
			bad = append(bad, fmt.Sprintf("the error is %q, want %s", said, w.text))
		}
	}
	return bad
}

// TestMistakesInClaimFiles: whoever writes them is told the file and the line.
func TestMistakesInClaimFiles(t *testing.T) {
	t.Parallel()
	const good = "地区 512022\n发布 2024-10-15\n  output - 2023 9亿元\n报道 2024-10-17\n句 [a](claim:output?value=9)\n"
	for text, want := range map[string]string{
		"区 512022\n":            "f:1: 区",
		"地区 999999\n":           "f:1: nobody knows the place",
		"发布 2024-10-15\n":       "f:1: 地区 must",
		"  output - 2023 9亿元\n": "f:1: an indented line",
		"地区 512022\n发布 10月15日\n  output - 2023 9亿元\n":        "f:2: \"10月15日\" is no day",
		"地区 512022\n发布 2024-10-15 示例\n  output - 2023 9亿元\n": "f:2: \"示例\"",
		"地区 512022\n发布 2024-10-15\n":                         "f:2: 发布 has no figures",
		"地区 512022\n发布 2024-10-15\n  outptu - 2023 9亿元\n":    "f:3: nobody knows the indicator outptu",
		"地区 512022\n发布 2024-10-15\n  output 规上 2023 9亿元\n":   "f:3: 规上 is no group",
		"地区 512022\n发布 2024-10-15\n  output - 2024年 9亿元\n":   "f:3: 2024年 is no period",
		"地区 512022\n发布 2024-10-15\n  output - 2023 9\n":      "f:3: 9 is no figure",
		"地区 512022\n发布 2024-10-15\n  output - 2023\n":        "f:3: a figure is",
		"地区 512022\n发布 2024-10-15\n  output - 2023 9亿元 空\n":  "f:3: 空 is the second",
		"地区 512022\n句 [a](claim:output?value=9)\n  → 相符\n":   "f:2: 报道 must",
		"地区 512022\n报道 2024-10-17\n句 产值9亿元\n  → 相符\n":        "f:3: a sentence has one claim",
		good:                       "f:5: the sentence expects nothing",
		good + "  相符\n":            "f:6: what a sentence expects begins with →",
		good + "  → 对\n":           "f:6: 对 is no verdict",
		good + "  → 相符；值 9\n":      "f:6: \"值 9\" is none of",
		good + "  → 相符；找到\n":       "f:6: \"找到\" is none of",
		good + "  → 相符；当时 对\n":     "f:6: 对 is no verdict",
		good + "  → 相符；时段 2024年\n": "f:6: 2024年 is no period",
		good + "  → 相符\n清空\n  9\n": "f:8: nothing belongs to 清空",
	} {
		if _, err := readClaims("f", text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}
