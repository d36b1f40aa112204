package draw

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/dashboard/echarts"
	"countyboard/data/lang"
	"countyboard/data/race"
)

// entire is our drawing with all of ECharts, from which the server's leaves out
// what no picture needs (assets/lean.mjs).
func entire(t testing.TB) []byte {
	t.Helper()
	dir := filepath.Join("..", "assets")
	if _, err := os.Stat(filepath.Join(dir, "node_modules")); err != nil {
		t.Skip("no ECharts here")
	}
	return node(t, dir, "--input-type=module", "--eval", `import { drawing } from "./server.mjs"; process.stdout.write(await drawing([]));`)
}

// node is what Node writes, in a folder.
func node(t testing.TB, dir string, args ...string) []byte {
	t.Helper()
	path, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no Node here")
	}
	cmd := exec.CommandContext(t.Context(), path, args...)
	cmd.Dir = dir
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, &complaint)
	}
	return out
}

// inNode runs the whole drawing in Node: the options in, what it makes of them out.
func inNode(t testing.TB, script string, options any) []byte {
	t.Helper()
	dir := t.TempDir()
	in, err := json.Marshal(options)
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{"draw.cjs": append(entire(t), "\nmodule.exports = drawing;"...), "run.cjs": []byte(script), "options.json": in} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return node(t, dir, "run.cjs")
}

// sized is an option with the size of its picture, in pixels.
type sized struct {
	Name          string
	Width, Height int
	Option        json.RawMessage
	still         []byte // the same without what a pointer asks for
}

// corpus are options of all kinds that the house makes: each chart in each
// language, narrow and wide, each of its views, names that are long, and values
// that are missing, negative or have looks of their own.
func corpus(t *testing.T) (all []sized) {
	s := charttest.Sources(t)
	for _, def := range chart.Catalogue {
		for _, l := range lang.All {
			for _, w := range []int{330, width, 1180} {
				c := charttest.Build(t, s, def.Slug, chart.Params{Lang: l, Width: w, Theme: []string{"light", "dark"}[w%4/2]})
				all = append(all, optioned(t, def.Slug, c, w))
				long := c
				long.Series = slices.Clone(c.Series)
				for i := range long.Series {
					long.Series[i].Name += strings.Repeat(" 高端装备与新材料", i%4)
				}
				all = append(all, optioned(t, def.Slug+", long names", long, w))
			}
		}
		for _, v := range def.Views {
			all = append(all, optioned(t, def.Slug+", "+v, charttest.Build(t, s, def.Slug, chart.Params{Width: width, View: v}), width))
		}
		c := charttest.Build(t, s, def.Slug, chart.Params{Width: width})
		for name, change := range spoilt {
			o := optioned(t, def.Slug+", "+name, c, width)
			o.still = mutated(t, o.still, change)
			o.Option = o.still
			all = append(all, o)
		}
	}
	return all
}

func optioned(t *testing.T, name string, c chart.Chart, w int) sized {
	t.Helper()
	whole, err := echarts.Option(c)
	if err != nil {
		t.Fatal(err)
	}
	still, err := echarts.Still(c)
	if err != nil {
		t.Fatal(err)
	}
	return sized{name, w, height, whole, still}
}

// spoilt are changes of an option's item; r is between 0 and 1.
var spoilt = map[string]func(item map[string]any, r float64){
	"missing": func(item map[string]any, r float64) {
		if at, ok := item["value"].([]any); ok && r < 0.2 {
			item["value"] = append(slices.Clone(at[:len(at)-1]), "-")
		} else if r < 0.2 {
			item["value"] = "-"
		}
	},
	"negative": func(item map[string]any, r float64) {
		if v, ok := item["value"].(float64); ok && r < 0.4 {
			item["value"] = -3 * v
		}
	},
	"looks": func(item map[string]any, r float64) {
		if r < 0.1 {
			item["itemStyle"] = map[string]any{"color": "#123456", "opacity": 0.5, "borderColor": "red", "borderWidth": 2}
			item["label"] = map[string]any{"show": true, "color": "#222", "position": "top", "formatter": "{b} {c} <&>"}
		}
	},
}

func mutated(t *testing.T, option []byte, change func(map[string]any, float64)) []byte {
	t.Helper()
	var o map[string]any
	if err := json.Unmarshal(option, &o); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for _, s := range o["series"].([]any) {
		values, _ := s.(map[string]any)["data"].([]any)
		for _, v := range values {
			if item, ok := v.(map[string]any); ok && s.(map[string]any)["type"] != "treemap" {
				change(item, r.Float64())
			}
		}
	}
	b, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestAsInNode: the engine's still picture by the lean ECharts is that of the
// whole one in Node from a page's option, byte for byte.
func TestAsInNode(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	all := corpus(t)
	var want []string
	out := inNode(t, `const { svg } = require("./draw.cjs");
process.stdout.write(JSON.stringify(require("./options.json").map((o) => svg(JSON.stringify(o.Option), o.Width, o.Height))));`, all)
	if err := json.Unmarshal(out, &want); err != nil {
		t.Fatal(err)
	}
	p := newPool(patient, memoryLimit)
	t.Cleanup(p.letGo)
	for i, o := range all {
		got, err := p.draw(t.Context(), o.still, o.Width, o.Height)
		if err != nil {
			t.Fatal(err)
		}
		if cleaned(t, got) != cleaned(t, want[i]) {
			t.Errorf("%s, %d wide, is drawn otherwise than in Node", o.Name, o.Width)
		}
	}
}
