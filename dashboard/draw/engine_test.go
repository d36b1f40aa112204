package draw

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"countyboard/dashboard/assets"
	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/dashboard/echarts"
	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/race"
)

func server(t testing.TB, name string) []byte {
	t.Helper()
	b, err := assets.Server(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

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
func inNode(t testing.TB, script string, options [][]byte) []byte {
	t.Helper()
	dir := t.TempDir()
	in, err := json.Marshal(raw(options))
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

func raw(options [][]byte) (all []json.RawMessage) {
	for _, o := range options {
		all = append(all, o)
	}
	return all
}

const width, height = 760, 340

// options are those of the whole catalogue in each language.
func options(t testing.TB, s chart.Sources, option func(chart.Chart) ([]byte, error)) (all [][]byte) {
	t.Helper()
	for _, def := range chart.Catalogue {
		for _, l := range lang.All {
			o, err := option(charttest.Build(t, s, def.Slug, chart.Params{Lang: l, Width: width}))
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, o)
		}
	}
	return all
}

// cleaned is ECharts' SVG as it stands in a picture.
func cleaned(t *testing.T, raw string) string {
	t.Helper()
	e, err := clean(raw, "p")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	e.write(&b)
	return b.String()
}

// TestAsInNode: the engine's still picture by the lean ECharts is that of the
// whole one in Node from a page's option, byte for byte.
func TestAsInNode(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	figures := charttest.Sources(t)
	var want []string
	out := inNode(t, `const { svg } = require("./draw.cjs");
process.stdout.write(JSON.stringify(require("./options.json").map((o) => svg(JSON.stringify(o), 760, 340))));`, options(t, figures, echarts.Option))
	if err := json.Unmarshal(out, &want); err != nil {
		t.Fatal(err)
	}
	p := newPool(patient, memoryLimit)
	t.Cleanup(p.letGo)
	for i, o := range options(t, figures, echarts.Still) {
		got, err := p.draw(t.Context(), o, width, height)
		if err != nil {
			t.Fatal(err)
		}
		if cleaned(t, got) != cleaned(t, want[i]) {
			t.Errorf("option %d is drawn otherwise than in Node", i)
		}
	}
}

// TestNumbersOnAxes: as the house writes them, by the formatter that the option names.
func TestNumbersOnAxes(t *testing.T) {
	t.Parallel()
	p := newPool(patient, memoryLimit)
	t.Cleanup(p.letGo)
	for l, want := range map[lang.Lang][]string{lang.ZhHans: {">−6000<", ">9000<"}, lang.En: {">−6,000<", ">9,000<"}, "": {">-6,000<", ">9,000<"}} {
		got, err := p.draw(t.Context(), []byte(`{"cb":{"axes":"number.`+string(l)+`"},"xAxis":[{"type":"category","data":["a","b"]}],"yAxis":[{"type":"value"}],"series":[{"type":"bar","data":[-5000,9000]}]}`), width, height)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%q: no %s", l, w)
			}
		}
	}
}

// TestMereValues: what an option says of a value for a page alone changes no
// picture, and what it says of its looks stays.
func TestMereValues(t *testing.T) {
	t.Parallel()
	p := newPool(patient, memoryLimit)
	t.Cleanup(p.letGo)
	drawn := func(kind, values string) string {
		got, err := p.draw(t.Context(), []byte(`{"xAxis":[{"type":"category","data":["a","b","c"]}],"yAxis":[{"type":"value"}],"series":[{"type":"`+kind+`","data":`+values+`}]}`), width, height)
		if err != nil {
			t.Fatal(err)
		}
		return cleaned(t, got)
	}
	for kind, values := range map[string][2]string{
		"bar":     {`[1,"-",3]`, `[{"name":"x","value":1,"cb":{"shown":"1"}},{"value":"-"},{"value":3,"cb":{"shown":"3"}}]`},
		"scatter": {`[[0,1],[1,5],null]`, `[{"name":"x","value":[0,1],"cb":{"shown":"1"}},[1,5],null]`},
	} {
		if bare := drawn(kind, values[0]); bare != drawn(kind, values[1]) || strings.Count(bare, "<path") <= strings.Count(drawn(kind, "[]"), "<path") {
			t.Errorf("%s: %s is drawn otherwise than %s", kind, values[1], values[0])
		}
		if red := drawn(kind, `[{"value":1,"itemStyle":{"color":"#fe0001"},"cb":{"shown":"1"}}]`); !strings.Contains(red, "#fe0001") {
			t.Errorf("%s: a value's own colour is lost", kind)
		}
	}
}

// hostile is an option that takes more time or memory than any picture needs.
func hostile(points int) []byte {
	return []byte(`{"xAxis":[{"type":"value"}],"yAxis":[{"type":"value"}],"series":[{"type":"scatter","label":{"show":true},"data":[` + strings.Repeat(`[1,2],`, points) + `[3,4]]}]}`)
}

const harmlessOption = `{"xAxis":[{"type":"category","data":["a"]}],"yAxis":[{"type":"value"}],"series":[{"type":"bar","data":[1]}]}`

// TestLimits: what takes too long or too much memory ends with an error, and so
// does what ECharts would draw as nothing; the next picture is drawn.
func TestLimits(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		pool   *pool
		option []byte
	}{
		"time":    {newPool(3*time.Second, memoryLimit), hostile(50_000)},
		"memory":  {newPool(time.Minute, 24<<20), hostile(50_000)},
		"kind":    {newPool(patient, memoryLimit), []byte(`{"series":[{"type":"gauge","data":[1]}]}`)},
		"no JSON": {newPool(patient, memoryLimit), []byte(`{`)},
	} {
		t.Cleanup(c.pool.letGo)
		began := time.Now()
		if _, err := c.pool.draw(t.Context(), c.option, width, height); data.CodeOf(err) != data.Internal {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(began); name == "time" && took > time.Minute {
			t.Errorf("it was stopped after %v", took)
		}
		if got, err := c.pool.draw(t.Context(), []byte(harmlessOption), width, height); err != nil || !strings.Contains(got, "<path") {
			t.Errorf("after %s nothing is drawn: %v", name, err)
		}
	}
}

// TestWhoeverLeaves: a caller who has gone does not keep an engine busy.
func TestWhoeverLeaves(t *testing.T) {
	t.Parallel()
	p := newPool(patient, 1<<30)
	t.Cleanup(p.letGo)
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	began := time.Now()
	if _, err := p.draw(ctx, hostile(50_000), width, height); err == nil || time.Since(began) > time.Minute {
		t.Errorf("after %v: %v", time.Since(began), err)
	}
}

// TestQueue: as many wait as may, later ones are sent away at once.
func TestQueue(t *testing.T) {
	t.Parallel()
	p := newPool(patient, memoryLimit)
	for range cap(p.queue.turns) {
		p.queue.turns <- struct{}{}
	}
	ctx, cancel := context.WithCancel(t.Context())
	var all sync.WaitGroup
	for range mostWaiting {
		all.Go(func() {
			if _, err := p.draw(ctx, []byte(harmlessOption), width, height); err == nil {
				t.Error("drawn without a turn")
			}
		})
	}
	for len(p.queue.waiting) < mostWaiting {
		runtime.Gosched()
	}
	if _, err := p.draw(ctx, []byte(harmlessOption), width, height); data.CodeOf(err) != data.Busy {
		t.Errorf("one too many: %v", err)
	}
	cancel()
	all.Wait()
}
