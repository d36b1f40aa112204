package dashboard_test

import (
	"bytes"
	"fmt"
	"html"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"countyboard/dashboard"
)

// TestAPlaceWithProfitsOnly: the gallery and “more charts” draw what the place
// has, and charts of enterprises stay charts of enterprises.
func TestAPlaceWithProfitsOnly(t *testing.T) {
	t.Parallel()
	f := excelize.NewFile()
	for i, row := range [][]any{
		{"乐至县规模以上工业利润总额（分产业集群）"}, {"单位：万元"}, {"产业集群", "2022年", "2023年", "2024年"},
		{"合计", 500, 550, 640}, {"铝材", 300, 340, 400}, {"纺织服装", 200, 210, 240},
	} {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	s := open(t, func(*dashboard.Config) {})
	s.publish(t, "profit.xlsx", b.Bytes(), time.Date(2025, 2, 1, 0, 0, 0, 0, time.UTC))
	gallery := html.UnescapeString(s.get(t, "/charts?place=512022&lang=zh-Hans").body)
	for _, slug := range []string{"output", "cluster-share", "growth-contribution", "doubling"} {
		if !strings.Contains(gallery, "/charts/"+slug+".option.json?indicator=profit&") {
			t.Errorf("the gallery does not draw %s of profits", slug)
		}
	}
	if strings.Contains(gallery, "/charts/enterprise-count.option.json?indicator=profit") {
		t.Error("profits are drawn as enterprises")
	}
	if board := html.UnescapeString(s.get(t, "/places/512022?lang=zh-Hans").body); !strings.Contains(board, "/charts/growth-contribution?indicator=profit&") {
		t.Error("“more charts” does not lead to the profits")
	}
}
