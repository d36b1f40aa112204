package importer_test

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"countyboard/data"
	"countyboard/importer"
)

// testdata/patterns.txt holds small tables, each with one habit of bureaus and
// offices, and what they must be read as. A block is
//
//	== name
//	rows, cells between |; 'text is a text that looks like a number
//	@merge row column lastRow lastColumn
//	→
//	figures as figure writes them, and ? the ID of each problem

type pattern struct {
	name      string
	sheet     importer.Sheet
	want      []string
	questions []string
}

func readPatterns(t *testing.T, file string) []pattern {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []pattern
	for _, block := range strings.Split(string(b), "\n== ")[1:] {
		name, rest, _ := strings.Cut(block, "\n")
		drawn, read, ok := strings.Cut(rest, "\n→\n")
		if !ok {
			t.Fatalf("%s: no line with → between the table and its reading", name)
		}
		p := pattern{name: name, sheet: drawSheet(drawn)}
		for line := range strings.Lines(read) {
			switch line = strings.TrimSpace(line); {
			case strings.HasPrefix(line, "? "):
				p.questions = append(p.questions, line[2:])
			case line != "":
				p.want = append(p.want, line)
			}
		}
		all = append(all, p)
	}
	return all
}

func drawSheet(text string) importer.Sheet {
	var rows [][]any
	var merges []importer.Range
	for _, line := range strings.Split(text, "\n") {
		if at, ok := strings.CutPrefix(line, "@merge "); ok {
			var m importer.Range
			if _, err := fmt.Sscan(at, &m.Row, &m.Col, &m.LastRow, &m.LastCol); err != nil {
				panic(err)
			}
			merges = append(merges, m)
			continue
		}
		var row []any
		for _, cell := range strings.Split(line, "|") {
			row = append(row, drawCell(cell))
		}
		rows = append(rows, row)
	}
	return sheet("Sheet1", rows, merges...)
}

func drawCell(text string) any {
	if text == "" {
		return nil
	}
	if s, ok := strings.CutPrefix(text, "'"); ok {
		return s
	}
	if x, err := strconv.ParseFloat(text, 64); err == nil {
		return x
	}
	return text
}

func TestPatterns(t *testing.T) {
	t.Parallel()
	patterns := readPatterns(t, "testdata/patterns.txt")
	var names []string
	for _, p := range patterns {
		if slices.Contains(names, p.name) {
			t.Errorf("two patterns are called %s", p.name)
		}
		names = append(names, p.name)
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			expect(t, interpret(home, p.sheet), p.want, p.questions...)
		})
	}
}

// One answer takes all towns as they are.
func TestTownsTakenAsTheyAre(t *testing.T) {
	t.Parallel()
	o := home
	o.Answers = map[string]data.AnswerTo{"place:*": {Take: "as-is", Prefix: "town"}}
	res := interpret(o, drawSheet("2023年规上企业\n乡镇|企业数（户）\n童家镇|33\n天池街道|31\n城西工业园|5\n全县|69"))
	expect(t, res, []string{
		"B3 enterprises town-童家镇 size/规上 level 2023 33户 A", "B4 enterprises town-天池街道 size/规上 level 2023 31户 A",
		"B5 enterprises town-城西工业园 size/规上 level 2023 5户 A", "B6 enterprises 512022 size/规上 level 2023 69户 A",
	})
	if n := len(res.Observations()); n != 4 {
		t.Errorf("%d observations, want 4", n)
	}
}
