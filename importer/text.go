package importer

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"countyboard/data"
	"countyboard/data/lang"
)

// WriteText draws what was understood, table by table, for people.
func WriteText(w io.Writer, res Result, l lang.Lang) error {
	b := bufio.NewWriter(w)
	rep := res.Report
	say := func(key string, pairs ...string) { fmt.Fprintln(b, lang.Text(l, "importer."+key, pairs...)) }
	say("text-workbook", "file", rep.File, "sheets", itoa(rep.Sheets), "hidden", itoa(rep.Hidden))
	if res.Illustrative {
		say("text-illustrative")
	}
	for _, t := range rep.Tables {
		fmt.Fprintln(b)
		say("text-table", "sheet", t.Sheet, "range", t.Range, "title", t.Title)
		say("text-header", "rows", t.HeaderSpan(), "columns", strings.Join(t.LabelColumns, " "))
		if res.Readings.Len() > 0 { // a stored report has none
			drawFigures(b, res, t, l)
		}
	}
	if len(rep.ReadAs) > 0 {
		fmt.Fprintln(b)
		say("text-read-as", "count", itoa(len(rep.ReadAs)))
	}
	for _, r := range rep.ReadAs {
		fmt.Fprintf(b, "- %s!%s %s → %s (%s)\n", r.Sheet, r.Cell, r.Word, lang.Pick(l, r.Label, r.LabelEn), r.Code)
	}
	if len(rep.Problems) > 0 {
		fmt.Fprintln(b)
		say("text-problems", "count", itoa(len(rep.Problems)))
	}
	for _, p := range rep.Problems {
		drawProblem(b, p, l)
	}
	fmt.Fprintln(b)
	say("text-summary", "observations", itoa(rep.Observations), "understood", itoa(res.Understood()), "missing", itoa(rep.Missing), "open", itoa(rep.Open()), "ignored", itoa(rep.Ignored))
	return b.Flush()
}

const shownWords = 40 // of a question about many

const shownFigures = 3 // of a table: enough to see how it was read

func drawFigures(b *bufio.Writer, res Result, t data.TableReport, l lang.Lang) {
	shown, all := 0, 0
	for x := range res.Readings.All() {
		if x.table == nil || x.table.area != t.Range || x.table.sheet != t.Sheet {
			continue
		}
		if all++; shown == shownFigures {
			continue
		}
		shown++
		value := string(x.Value.Status)
		if x.Value.Status.HasNumber() {
			value = strings.TrimSuffix(x.Value.Raw, x.Unit.Label) + x.Unit.Label // 3.2% has its unit already
		}
		fmt.Fprintf(b, "  %-6s %s | %s → %s\n", x.From[0].Cell, strings.Join(x.Rows, " › "), strings.Join(x.Cols, " › "), value)
		fmt.Fprintf(b, "         %s %s %s %s %s\n", orBlank(x.Key.Indicator), orBlank(x.Key.Place), orBlank(string(x.Key.Group)), x.Key.Measure, orBlank(x.Key.Period.String()))
	}
	fmt.Fprintln(b, "  "+lang.Text(l, "importer.text-figures", "count", itoa(all)))
}

func orBlank(s string) string {
	if s == "" {
		return "·"
	}
	return s
}

func drawProblem(b *bufio.Writer, p data.Problem, l lang.Lang) {
	at := p.Sheet
	if p.Cell != "" {
		at += "!" + p.Cell
	}
	if at != "" {
		at += " "
	}
	fmt.Fprintf(b, "- [%s] %s%s\n", lang.Text(l, "importer.severity-"+string(p.Severity)), at, lang.Say(l, p.Message))
	if h := lang.Say(l, p.Hint); h != "" {
		fmt.Fprintf(b, "  %s\n", h)
	}
	if len(p.Options) > 0 {
		fmt.Fprintf(b, "  %s\n", lang.Text(l, "importer.text-options", "options", strings.Join(p.Options, " / ")))
	}
	if p.WordCount > 0 {
		var words []string
		for _, w := range p.Words[:min(len(p.Words), shownWords)] {
			words = append(words, w.Word+" ("+w.Cell+")")
		}
		if p.WordCount > len(words) {
			words = append(words, "…")
		}
		fmt.Fprintf(b, "  %s\n", lang.Text(l, "importer.text-words", "count", itoa(p.WordCount), "words", strings.Join(words, lang.Text(l, "page.comma"))))
	}
	if p.Severity == data.SeverityQuestion {
		fmt.Fprintf(b, "  %s\n", lang.Text(l, "importer.text-id", "id", p.ID))
	}
}
