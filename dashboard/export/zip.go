package export

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"strings"

	"countyboard/data"
	"countyboard/data/lang"
)

// Zip writes all of a chart in one file: data, workbook, pictures (where they
// can be made), what programs and people must know of them. A picture with a
// character that no font has is left out, and why is told.
func Zip(w io.Writer, t Taken) error {
	z := zip.NewWriter(w)
	var files []packed
	var left []leftOut
	wanted := []struct {
		name, media string
		write       func(io.Writer, Taken) error
	}{{"data.csv", "text/csv", CSV}, {"data.xlsx", mediaXLSX, XLSX}, {"chart.svg", mediaSVG, painted("svg")}, {"chart.png", mediaPNG, painted("png")}}
	if t.Paint == nil || t.Empty != nil {
		wanted = wanted[:2]
	}
	for _, f := range wanted {
		var b bytes.Buffer
		err := f.write(&b, t)
		if data.CodeOf(err) == data.Unsupported {
			left = append(left, leftOut{f.name, lang.Say(t.Lang(), data.AsError(err).Message)})
			continue
		}
		if err != nil {
			return err
		}
		files = append(files, packed{f.name, f.media, b.Bytes()})
	}
	metadata := t.metadata()
	if left != nil {
		metadata["left_out"] = left
	}
	for _, d := range []struct {
		name string
		what any
	}{{"datapackage.json", t.dataPackage(files)}, {"metadata.json", metadata}} {
		b, err := indented(d.what)
		if err != nil {
			return err
		}
		files = append(files, packed{d.name, "application/json", b})
	}
	files = append(files, packed{"README.md", "text/markdown", []byte(t.readme(files, left))})
	for _, f := range files {
		out, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: t.Updated.UTC()})
		if err != nil {
			return err
		}
		if _, err := out.Write(f.bytes); err != nil {
			return err
		}
	}
	return z.Close()
}

// packed is a file of the zip.
type packed struct {
	name, media string
	bytes       []byte
}

// leftOut is a file that the zip should have.
type leftOut struct {
	File   string `json:"file"`
	Reason string `json:"reason"`
}

// indented is JSON for people too: letters stand as they are.
func indented(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}

// readme is what people must know, in Markdown. Names from workbooks are text:
// no mark of theirs becomes markup.
func (t Taken) readme(files []packed, left []leftOut) string {
	var b strings.Builder
	line := func(parts ...string) { b.WriteString(strings.Join(parts, "") + "\n") }
	line("# ", markdown(t.Title), "\n")
	line(markdown(t.Subtitle), "\n")
	if t.Illustrative {
		line("**", markdown(t.say("illustrative-care")), "**\n")
	}
	if t.Empty != nil {
		line(markdown(t.Empty.Reason), "\n")
	}
	list := func(head string, items []string) {
		if len(items) == 0 {
			return
		}
		line("## ", t.say("readme-"+head), "\n")
		for _, i := range items {
			line("- ", i)
		}
		line()
	}
	var names, sources, notes []string
	for _, f := range files {
		names = append(names, "`"+f.name+"`: "+t.say("file-"+f.name))
	}
	for _, l := range left {
		names = append(names, "`"+l.File+"`: "+markdown(t.say("file-left-out", "reason", l.Reason)))
	}
	for _, s := range t.sources() {
		sources = append(sources, markdown(s))
	}
	for _, n := range t.Notes {
		notes = append(notes, markdown(n))
	}
	list("files", names)
	list("cite", []string{markdown(t.cite())})
	list("sources", sources)
	list("notes", notes)
	list("terms", []string{markdown(t.licence())})
	return b.String()
}

var marks = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "#", `\#`, "|", `\|`, "~", `\~`, "!", `\!`)

func markdown(s string) string { return marks.Replace(oneLine(s)) }
