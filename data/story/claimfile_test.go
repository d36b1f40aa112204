package story_test

import (
	"bufio"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
	"countyboard/data/vocab"
)

// The files in testdata/claims are written by people who know statistics: some
// figures, the day of a story, a sentence, and the verdict that it must get. A
// line says one thing; # begins a comment; what belongs to the line above is
// indented.
//
//	地区 512022                        of whom figures and sentences below speak
//	发布 2024-10-15                    the indented figures became public that day;
//	发布 2024-10-15 示例数据             … and are invented
//	  output  size/规上  2024-01/P9M  98.6亿元@B2  同比9.8%@C2
//	撤回 2024-10-15                    what the place released that day is withdrawn
//	清空                              nothing is published any more
//	报道 2024-10-17                    the day of the stories below
//	句 产值[达98.6亿元](claim:output?group=size/规上&period=2024-01/P9M&value=98.6&unit=亿元)
//	  → 相符；找到 98.6亿元；单元格 B2
//
// A figure is indicator, group (- is the whole population), period in the house's
// text, and values: a number with its unit, before it 同比, 环比, 比重 or 贡献率 where it is
// a published rate. Without a number: 空 (missing), 不予公布 (suppressed), 不适用.
// @ names the cell; else it is L with the line of the file.
//
// A sentence is Markdown with one claim; without place= it speaks of 地区. Its
// verdict is what readers are shown (口径不同, 按示例数据相符 …), then any of
//
//	找到 26.8亿元   as readers are shown it (第2 for a rank); 无 = nothing was found
//	时段 2024-09   单元格 B2、C2 (all of them, in order)   规则 words that the rule has
//	当时 …, 现在 …  the outcomes then and now
//
// An address that is refused has the verdict 不收, and 说 with words of the error
// or its hint (may stand several times).

// step is one line of a claim file with what belongs to it.
type step struct {
	line     int
	does     string // 发布, 撤回, 清空 or 句
	place    string
	day      time.Time // of the release, or of the story
	invented bool
	figures  []data.Observation
	sentence string
	want     []wish
}

// wish is one thing expected of a verdict; the first of a sentence is 判.
type wish struct{ what, text string }

var (
	wishes   = []string{"找到", "时段", "单元格", "规则", "当时", "现在", "说"}
	statuses = map[string]data.Status{"空": data.Missing, "不予公布": data.Suppressed, "不适用": data.DoesNotApply}
	measures = map[string]data.Measure{"同比": data.YoY, "环比": data.MoM, "比重": data.Share, "贡献率": data.Contribution}
	link     = regexp.MustCompile(`\]\((?:claim|value):[^)]*\)`)
)

const refused = "不收"

// outcomes are the verdicts as readers see them.
func outcomes() map[string]data.Verdict {
	all := make(map[string]data.Verdict)
	for _, o := range []data.Outcome{data.Agrees, data.AgreesRounded, data.Differs, data.DiffersDefinition, data.Revised, data.NoData, data.NotCheckable} {
		for _, invented := range []bool{false, true} {
			all[story.OutcomeLabel(lang.ZhHans, o, invented)] = data.Verdict{Outcome: o, Illustrative: invented}
		}
	}
	return all
}

// readClaims reads a claim file. Errors begin with file and line.
func readClaims(file, text string) (steps []step, err error) {
	place, date := "", time.Time{}
	lines := bufio.NewScanner(strings.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		line, _, _ := strings.Cut(lines.Text(), "#")
		if claim := strings.TrimSpace(lines.Text()); strings.HasPrefix(claim, "句") {
			line = lines.Text() // a fragment of an address is none of ours
		}
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		wrong := func(format string, args ...any) error {
			return fmt.Errorf("%s:%d: %s", file, n, fmt.Sprintf(format, args...))
		}
		if line[0] == ' ' || line[0] == '\t' {
			if len(steps) == 0 {
				return nil, wrong("an indented line belongs to none above")
			}
			if err := steps[len(steps)-1].add(n, words); err != nil {
				return nil, wrong("%v", err)
			}
			continue
		}
		s := step{line: n, does: words[0], place: place}
		switch s.does {
		case "地区":
			if len(words) != 2 {
				return nil, wrong("地区 takes one code")
			}
			if _, ok := vocab.Embedded().Place(words[1]); !ok {
				return nil, wrong("nobody knows the place %s", words[1])
			}
			place = words[1]
			continue
		case "报道":
			if date, err = dayOf(words); err != nil {
				return nil, wrong("%v", err)
			}
			continue
		case "发布", "撤回":
			if s.day, err = dayOf(words); err != nil {
				return nil, wrong("%v", err)
			}
			s.invented = len(words) == 3 && words[2] == "示例数据" && s.does == "发布"
			if len(words) > 2 && !s.invented {
				return nil, wrong("%q: 示例数据 may stand behind the day of 发布, nothing else", strings.Join(words[2:], " "))
			}
		case "清空":
		case "句":
			s.sentence, s.day = strings.TrimSpace(strings.TrimPrefix(line, "句")), date
			if len(link.FindAllString(s.sentence, -1)) != 1 {
				return nil, wrong("a sentence has one claim, [words](claim:…)")
			}
			if date.IsZero() {
				return nil, wrong("报道 must say the story's day before its sentences")
			}
		default:
			return nil, wrong("%s is none of 地区, 发布, 撤回, 清空, 报道, 句", s.does)
		}
		if place == "" && s.does != "清空" {
			return nil, wrong("地区 must say the place first")
		}
		steps = append(steps, s)
	}
	for _, s := range steps {
		switch {
		case s.does == "发布" && len(s.figures) == 0:
			return nil, fmt.Errorf("%s:%d: 发布 has no figures", file, s.line)
		case s.does == "句" && len(s.want) == 0:
			return nil, fmt.Errorf("%s:%d: the sentence expects nothing (→ 相符)", file, s.line)
		}
	}
	return steps, nil
}

func dayOf(words []string) (time.Time, error) {
	if len(words) < 2 {
		return time.Time{}, fmt.Errorf("%s takes a day such as 2024-10-15", words[0])
	}
	t, err := time.Parse(time.DateOnly, words[1])
	if err != nil {
		return t, fmt.Errorf("%q is no day such as 2024-10-15", words[1])
	}
	return t, nil
}

// add takes an indented line: a figure or an expectation.
func (s *step) add(line int, words []string) error {
	switch {
	case s.does == "发布":
		return s.addFigures(line, words)
	case s.does == "句" && words[0] == "→":
		return s.addWishes(strings.Split(strings.Join(words[1:], " "), "；"))
	case s.does == "句":
		return fmt.Errorf("what a sentence expects begins with →, not %s", words[0])
	}
	return fmt.Errorf("nothing belongs to %s", s.does)
}

func (s *step) addFigures(line int, words []string) error {
	if len(words) < 4 {
		return fmt.Errorf("a figure is indicator, group, period, values")
	}
	if _, ok := vocab.Embedded().Indicator(words[0]); !ok {
		return fmt.Errorf("nobody knows the indicator %s", words[0])
	}
	group, err := data.ParseGroup(strings.TrimPrefix(words[1], "-"))
	if err != nil {
		return fmt.Errorf("%s is no group such as cluster/铝材,size/规上", words[1])
	}
	period, err := data.ParsePeriod(words[2])
	if err != nil {
		return fmt.Errorf("%s is no period such as 2024-01/P9M", words[2])
	}
	for i, w := range words[3:] {
		text, cell, named := strings.Cut(w, "@")
		if !named {
			cell = string(rune('L'+i)) + fmt.Sprint(line)
		}
		o := data.Observation{
			Key:  data.Key{Indicator: words[0], Place: s.place, Group: group, Measure: data.Level, Period: period},
			From: []data.CellRef{{Sheet: "表", Cell: cell}}, Value: data.Value{Status: data.Normal, Raw: text},
		}
		for word, m := range measures {
			if rest, ok := strings.CutPrefix(text, word); ok {
				o.Key.Measure, text = m, rest
			}
		}
		var ok bool
		if o.Value.Status, ok = statuses[text]; !ok {
			o.Value.Status = data.Normal
			if o.Value.Number, o.Unit, ok = vocab.ParseQuantity(text); !ok {
				return fmt.Errorf("%s is no figure such as 98.6亿元, 同比9.8%%, 空, 不予公布", w)
			}
		}
		if slices.ContainsFunc(s.figures, func(f data.Observation) bool { return f.Key == o.Key }) {
			return fmt.Errorf("%s is the second figure for the same thing", w)
		}
		s.figures = append(s.figures, o)
	}
	return nil
}

func (s *step) addWishes(parts []string) error {
	for _, part := range parts {
		what, text, _ := strings.Cut(strings.TrimSpace(part), " ")
		if len(s.want) == 0 {
			if _, ok := outcomes()[what]; !ok && what != refused || text != "" {
				return fmt.Errorf("%s is no verdict such as 相符, 口径不同, 按示例数据相符", part)
			}
			s.want = append(s.want, wish{"判", what})
			continue
		}
		if !slices.Contains(wishes, what) || text == "" {
			return fmt.Errorf("%q is none of %s with what is expected", part, strings.Join(wishes, ", "))
		}
		if _, ok := outcomes()[text]; !ok && (what == "当时" || what == "现在") {
			return fmt.Errorf("%s is no verdict such as 相符, 口径不同", text)
		}
		if _, err := data.ParsePeriod(text); err != nil && what == "时段" {
			return fmt.Errorf("%s is no period such as 2024-01/P9M", text)
		}
		s.want = append(s.want, wish{what, text})
	}
	return nil
}
