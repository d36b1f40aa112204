package story_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
	"countyboard/data/vocab"
)

// told is an error with all it brings along, a line each: its line, the reason, the hint.
func told(t *testing.T, err error) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	e := data.AsError(err)
	if e.Code != data.Invalid {
		t.Errorf("%v", err)
	}
	var all []string
	for _, one := range append([]*data.Error{e}, e.Also...) {
		line := strconv.Itoa(one.Line) + " " + lang.Say(lang.En, one.Message) + " " + lang.Say(lang.En, one.Hint)
		if strings.ContainsAny(line, "⟨{") {
			t.Errorf("a message is not whole: %s", line)
		}
		all = append(all, line)
	}
	return all
}

func expect(t *testing.T, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d mistakes, want %d:\n%s", len(got), len(want), strings.Join(got, "\n"))
	}
	for i, w := range want {
		for _, part := range strings.Split(w, "|") {
			if !strings.Contains(got[i]+" ", part) {
				t.Errorf("%s\nlacks %q", got[i], part)
			}
		}
	}
}

// TestAllMistakesAreTold, each with its line, in the order of the text.
func TestAllMistakesAreTold(t *testing.T) {
	t.Parallel()
	_, err := story.Parse("s", []byte(`---
titel: 题
published: gestern
outlet
address: example.org
lang: zh
note: a
note: b
place: 512022
---
# [标题](claim:output?place=512022&value=9&perod=2024)

一句 [好的](claim:output?place=512022&value=9)，又一句 [坏的](claim:output?place=512022&value=九)，
再一句 [坏的](claim:output?place=512022&value=九)。

- [words](claim:output?kind=none&place=512022&why=two words)

> ![图](chart:?place=512022)
> ![图](chart:output?unit=%)

| 表 |
| --- |
| [格](claim:output?place=512022&valu=9) |

[引用][r]

[r]: claim:output?place=512022&kind=lvel
`))
	expect(t, told(t, err), []string{
		"2 |titel|Is it title?", "3 |gestern|2024-10-17", "4 |outlet", "5 |example.org|https://", "6 |zh|", "8 |note|more than once",
		"11 |标题|perod|Is it period?", "13 |坏的|九|200", "14 |坏的|九|200", "16 |two…|blanks", "18 |chart", "19 |unit=%|%25", "23 |格|Is it value?", "25 |引用|Is it level?",
	})
}

// TestMistakesAreBounded: of very many twenty are told, and how many more there are.
func TestMistakesAreBounded(t *testing.T) {
	t.Parallel()
	const head = "---\ntitle: t\npublished: 2024-10-17\nplace: 512022\n---\n"
	got := func(body string) []string {
		_, err := story.Parse("s", []byte(head+body))
		return told(t, err)
	}
	if all := got(strings.Repeat("[a](claim:output?place=512022)\n", 1500)); len(all) != 21 || !strings.Contains(all[20], "first 20") || !strings.HasPrefix(all[19], "25 ") {
		t.Errorf("%d told, the last is %q", len(all), all[len(all)-1])
	}
	var keys strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&keys, "k%d=1&", i)
	}
	if all := got("[a](claim:output?" + keys.String() + ")"); len(all) != 21 {
		t.Errorf("%d told of one address", len(all))
	}
	if all := got(strings.Repeat("[a](claim:a&amp;b c) ", 2000)); len(all) != 21 {
		t.Errorf("%d told of many links with blanks", len(all))
	}
	if all := got(strings.Repeat("![", 3000) + "a" + strings.Repeat("](claim:output?place=512022&value=9)", 3000)); len(all) > 21 {
		t.Errorf("%d told of nested pictures", len(all))
	}
	if all := got(strings.Repeat("[a](claim:outptut.?place=512022&value=9&unit=力元) ", 1500)); len(all) != 21 {
		t.Errorf("%d told of many addresses", len(all))
	}
}

// TestHeadersThatAreNotWhole leave nothing else to be told.
func TestHeadersThatAreNotWhole(t *testing.T) {
	t.Parallel()
	for file, want := range map[string][]string{
		"":                {"1 |header is not whole"},
		"title: t\n":      {"1 |header is not whole"},
		"---\ntitle: t\n": {"1 |header is not whole"},
		"---\n---\n":      {"1 |title", "1 |published", "1 |place"},
		"---\ntitle: t\nplaces: x\nplace: 512022\npublished: 0001-01-01\n---\n":                                            {"3 |places|Is it place?", "5 |0001-01-01"},
		"---\ntitle:\nplace: 512022\n---\n":                                                                                {"1 |title", "1 |published"},
		"\ufeff---\r\ntitle: t\r\npublished: 2024-10-17\r\nplace: 512022\r\n---\r\n\r\n[a](claim:output?place=512022)\r\n": {"7 |lacks value"},
	} {
		_, err := story.Parse("s", []byte(file))
		expect(t, told(t, err), want)
	}
}

// TestWhatNobodyKnows: codes may be well formed and mean nothing.
func TestWhatNobodyKnows(t *testing.T) {
	t.Parallel()
	names, err := vocab.Embedded().With(data.Word{Kind: data.IndicatorWord, Code: "robots", Label: "机器人", Of: data.Stock})
	if err != nil {
		t.Fatal(err)
	}
	w := story.World{Names: names, Reader: open(t)}
	_, err = w.Read(t.Context(), "s", []byte(`---
title: t
published: 2024-10-17
place: 乐至县
---
[甲](claim:outptu?place=512022&value=9) [乙](claim:robots?place=512022&value=9)
[丙](value:enterprises?place=51202)
[丁](claim:zzzzzzzz?kind=none&place=999999&why=a)

[戊](claim:outptu?value=九)
[](claim:output?place=512022&value=9)
`))
	expect(t, told(t, err), []string{
		"4 |乐至县|512022 (乐至县)", "6 |甲|outptu|output (工业总产值)", "7 |丙|51202|512022 (乐至县)", "8 |丁|zzzzzzzz|enterprises (企业数)", "8 |丁|999999|",
		"10 |戊|value|九", "10 |戊|lacks place", "10 |戊|outptu|output (工业总产值)", "11 |claim:output?place=512022&value=9|no words",
	})
	if _, err := w.Read(t.Context(), "s", []byte("---\ntitle: t\npublished: 2024-10-17\nplace: 512022\n---\n[乙](claim:robots?place=512022&value=9)\n")); err != nil {
		t.Error(err)
	}
}

// TestClaimsKnowWhereTheyStand in the file and in the text.
func TestClaimsKnowWhereTheyStand(t *testing.T) {
	t.Parallel()
	s, err := story.Parse("s", []byte("---\ntitle: t\npublished: 2024-10-17\nplace: 512022\n---\n\n"+
		"前一句。产值[达**98.6**亿元](claim:output?place=512022&value=98.6)，同比[增长9.8%](claim:output?kind=growth&place=512022&value=9.8)。后一句[创\n新高](claim:output?kind=direction&trend=record&place=512022)\n"))
	if err != nil {
		t.Fatal(err)
	}
	claims, err := story.Claims(s)
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		line     int
		sentence string
	}{{7, "产值达98.6亿元，同比增长9.8%。"}, {7, "产值达98.6亿元，同比增长9.8%。"}, {7, "后一句创新高"}}
	for i, c := range claims {
		if c.Line != want[i].line || c.Sentence != want[i].sentence {
			t.Errorf("%q stands on line %d in %q", c.Text, c.Line, c.Sentence)
		}
	}
}
