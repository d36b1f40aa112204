package draw

import (
	"bytes"
	"context"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"countyboard/dashboard/assets"
	"countyboard/data"
	"countyboard/data/lang"
)

func server(t testing.TB, name string) []byte {
	t.Helper()
	b, err := assets.Server(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const width, height = 760, 340

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
