package data_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"countyboard/data"
)

func TestGroups(t *testing.T) {
	t.Parallel()
	g, err := data.ParseGroup("size/规上,cluster/铝材,size/规上")
	if err != nil || g != "cluster/铝材,size/规上" {
		t.Errorf("%q, %v", g, err)
	}
	if v, ok := g.Facet(data.DimCluster); v != "铝材" || !ok {
		t.Errorf("its cluster is %q", v)
	}
	if got := g.Without(data.DimCluster); got != "size/规上" || got.With("park/x", "") != "park/x,size/规上" {
		t.Errorf("%q %q", got, got.With("park/x"))
	}
	if all, err := data.ParseGroup(""); err != nil || all != "" || len(all.Facets()) != 0 {
		t.Errorf("the whole population is %q, %v", all, err)
	}
	for _, bad := range []string{"铝材", "/x", "x/", "a/b,,c/d", " a/b", "a/b,"} {
		if _, err := data.ParseGroup(bad); data.CodeOf(err) != data.Invalid {
			t.Errorf("%q is taken: %v", bad, err)
		}
	}
}

func TestConvert(t *testing.T) {
	t.Parallel()
	yi, wan := data.Unit{Label: "亿元", Base: data.BaseYuan, Power: 8}, data.Unit{Label: "万元", Base: data.BaseYuan, Power: 4}
	hu := data.Unit{Label: "户", Base: data.BaseCount}
	if x, ok := yi.Convert(98.6, wan); !ok || x != 986000 {
		t.Errorf("98.6亿元 is %v万元", x)
	}
	if x, ok := wan.Convert(986000, yi); !ok || x != 98.6 {
		t.Errorf("986000万元 is %v亿元", x)
	}
	for _, to := range []data.Unit{hu, {}, {Label: "%", Base: data.BasePercent}} {
		if _, ok := yi.Convert(1, to); ok {
			t.Errorf("亿元 converts to %v", to)
		}
	}
	if _, ok := (data.Unit{Label: "台", Base: data.BaseOther}).Convert(1, data.Unit{Label: "吨", Base: data.BaseOther}); ok {
		t.Error("台 converts to 吨")
	}
}

func TestBatchIDDependsOnWhatWasRead(t *testing.T) {
	t.Parallel()
	o := data.Observation{Key: data.Key{Indicator: "output", Place: "1", Measure: data.Level, Period: data.Year(2024)}, Value: data.Value{Number: 1, Status: data.Normal, Raw: "1"}}
	id := func(o data.Observation, place string, day time.Time) string {
		return data.BatchID("upload", place, day, false, []data.Observation{o})
	}
	same := id(o, "1", time.Time{})
	if same != id(o, "1", time.Time{}) {
		t.Error("the same reading has two names")
	}
	other := o
	other.Value.Number = 2
	if same == id(other, "1", time.Time{}) || same == id(o, "2", time.Time{}) || same == id(o, "1", time.Unix(0, 0)) {
		t.Error("another reading has the same name")
	}
}

func TestAsOf(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "r12", "2024-10-17"} {
		if a, err := data.ParseAsOf(text); err != nil || a.String() != text {
			t.Errorf("%q comes back as %q, %v", text, a.String(), err)
		}
	}
	for _, bad := range []string{"r", "r0", "r-1", "r012", "12", "2024-13-01", "yesterday"} {
		if _, err := data.ParseAsOf(bad); data.CodeOf(err) != data.Invalid {
			t.Errorf("%q is taken: %v", bad, err)
		}
	}
}

func TestAnswers(t *testing.T) {
	t.Parallel()
	const text = `{"a":{"use":"户"},"b":"ignore","c":{"new":{"code":"cluster/东方","label":"东方产业"}},"d":{"take":"as-is","prefix":"fips"},"e":{"use":""},"f":{"new":{"code":"odd","label":"怪","unit":"户","kind":"stock"}}}`
	var m map[string]data.AnswerTo
	if err := json.Unmarshal([]byte(text), &m); err != nil || m["a"].Use != "户" || !m["b"].Ignore || m["c"].New.Code != "cluster/东方" || m["d"].Take != "as-is" {
		t.Fatalf("%+v, %v", m, err)
	}
	if back, err := json.Marshal(m); err != nil || string(back) != text {
		t.Errorf("%s, %v", back, err)
	}
	if !m["e"].Blank || m["a"].Blank || m["f"].New.Unit != "户" || m["f"].New.Kind != data.Stock {
		t.Errorf("%+v", m)
	}
	for _, bad := range []string{
		`{"a":{"us":"户"}}`, `{"a":"ignored"}`, `{"a":1}`, `{"a":{}}`, `{"a":{"prefix":"x"}}`, `{"a":{"use":"户","take":"as-is"}}`,
		`{"a":{"use":"","take":"as-is"}}`, `{"a":{"new":{"code":"x","label":"y","kind":"river"}}}`,
	} {
		_, err := data.ParseAnswers("a.json", []byte(bad))
		if e := data.AsError(err); e == nil || e.Message.Key != "errors.answer" || e.Message.Args["id"] != "a" {
			t.Errorf("%s: %v", bad, err)
		}
	}
	_, err := data.ParseAnswers("a.json", []byte("{\n\"a\": \"ignore\"\n\"b\": \"ignore\"}"))
	if e := data.AsError(err); e == nil || e.Message.Key != "errors.answers" || e.Message.Args["line"] != "3" {
		t.Errorf("%v", err)
	}
	if m, err := data.ParseAnswers("a.json", []byte("\xEF\xBB\xBF"+text)); err != nil || len(m) != 6 {
		t.Errorf("%v, %v", m, err)
	}
}

func TestErrorsHaveOneDoor(t *testing.T) {
	t.Parallel()
	cause := errors.New("disk")
	e := data.Fail(data.Busy, "x", "name", "v").Because(cause)
	wrapped := fmt.Errorf("while: %w", e)
	if got := data.AsError(wrapped); got != e || data.CodeOf(wrapped) != data.Busy || !errors.Is(wrapped, cause) {
		t.Errorf("%v", got)
	}
	if got := data.AsError(cause); got.Code != data.Internal || !errors.Is(got, cause) {
		t.Errorf("a stranger's error is %v", got)
	}
	if data.AsError(nil) != nil || data.CodeOf(nil) != "" {
		t.Error("nothing is an error")
	}
	if e.Message.Key != "errors.x" || e.Hint.Key != "errors.x.hint" || e.Hint.Args["name"] != "v" {
		t.Errorf("%+v", e)
	}
}

func TestRoles(t *testing.T) {
	t.Parallel()
	if !data.Admin.May(data.Viewer) || data.Editor.May(data.Publisher) || data.Role("").May(data.Role("")) || data.Role("king").Known() {
		t.Error("roles may what they may not")
	}
}
