package export

import (
	"encoding/base64"
	"html/template"
	"io"

	"countyboard/dashboard/chart"
	"countyboard/data/lang"
)

// alone is a page that needs nothing but itself: pictures are part of it.
type alone struct {
	Taken
	Lang   lang.Lang
	Light  template.URL
	Dark   template.Srcset
	Table  chart.Table
	Lines  [][2]string // what is said of the figures: head and text
	Sample string
	None   string
}

// HTML writes a whole page that stands alone: finding (the picture shows it; the
// heading is there for those who do not see), picture (light and dark, as
// the reader's screen asks for), table, notes, sources. It has no script, and
// fetches nothing.
func HTML(w io.Writer, t Taken) error {
	p := alone{Taken: t, Lang: t.Lang(), Table: t.Table(), None: lang.Text(t.Lang(), "page.none")}
	if t.Illustrative {
		p.Sample = t.say("illustrative-care")
	}
	if t.Paint != nil && t.Empty == nil {
		light, err := t.inline("light")
		if err != nil {
			return err
		}
		dark, err := t.inline("dark")
		if err != nil {
			return err
		}
		p.Light, p.Dark = template.URL(light), template.Srcset(dark) //nolint:gosec // our own drawing, as a picture: nothing in it runs
	}
	add := func(key, text string) {
		if text = oneLine(text); text != "" {
			p.Lines = append(p.Lines, [2]string{t.say("note-" + key), text})
		}
	}
	for _, n := range t.Notes {
		add("note", n)
	}
	for _, s := range t.sources() {
		add("source", s)
	}
	add("licence", t.licence())
	add("how-to-cite", t.cite())
	return pageAlone.Execute(w, p)
}

// inline is the chart's picture in a theme as an address that holds all of it.
func (t Taken) inline(theme string) (string, error) {
	c := t.Chart
	c.Params.Theme = theme
	b, err := t.Paint(c, "svg", "")
	return "data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(b), err
}

var pageAlone = template.Must(template.New("alone").Parse(`<!DOCTYPE html>
<html lang="{{.Lang}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark"><title>{{.Title}}</title>
<style>
:root{--ink:#1a1d21;--soft:#5d656e;--rule:#d9dde1;--paper:#fff;--care:#8a4b00}
@media (prefers-color-scheme:dark){:root{--ink:#e8eaed;--soft:#a3abb3;--rule:#3a4047;--paper:#14171a;--care:#f0b46a}}
body{max-width:60rem;margin:0 auto;padding:1.5rem 1rem;font:16px/1.7 "Source Sans 3","Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;color:var(--ink);background:var(--paper)}
h1{font-size:1.4rem;line-height:1.4;margin:0}.soft,dl{color:var(--soft);font-size:.9rem}.care{color:var(--care);font-weight:600}
.unseen{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}img{width:100%;height:auto}.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{border-bottom:1px solid var(--rule);padding:.25rem .6rem;text-align:right;white-space:nowrap}th:first-child{text-align:left}caption{text-align:left;color:var(--soft)}
dt{float:left;clear:left;margin-right:.6em;font-weight:600}dd{margin:0;overflow-wrap:anywhere}a{color:inherit}
</style></head><body><main><h1{{if .Light}} class="unseen"{{end}}>{{.Title}}</h1>{{if not .Light}}<p class="soft">{{.Subtitle}}</p>{{end}}
{{with .Sample}}<p class="care">{{.}}</p>{{end}}
{{if .Light}}<picture><source media="(prefers-color-scheme: dark)" srcset="{{.Dark}}"><img src="{{.Light}}" alt="{{.Alt}}"></picture>{{end}}
<div class="scroll"><table><caption>{{.Subtitle}}</caption><thead><tr><th scope="col">{{.Table.Corner}}</th>{{range .Table.Columns}}<th scope="col">{{.}}</th>{{end}}</tr></thead>
<tbody>{{range .Table.Rows}}<tr><th scope="row">{{.Label}}</th>{{range .Cells}}<td{{if .Has}} title="{{range $i, $f := .From}}{{if $i}}; {{end}}{{$f}}{{end}}">{{.Shown}}{{else}} title="{{.Why}}">{{$.None}}{{end}}</td>{{end}}</tr>
{{end}}</tbody></table></div>
<dl>{{range .Lines}}<dt>{{index . 0}}</dt><dd>{{index . 1}}</dd>{{end}}</dl>
{{with .Live}}<p class="soft"><a href="{{.}}">{{.}}</a></p>{{end}}</main></body></html>
`))
