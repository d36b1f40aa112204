package importer_test

import (
	"slices"
	"testing"

	"countyboard/importer"
)

// TestRecordLists: what lists single orders, persons or enterprises gives no
// figures, and the report says so.
func TestRecordLists(t *testing.T) {
	t.Parallel()
	moment := func(day float64) importer.Cell { return importer.Cell{Kind: importer.Date, Number: day} }
	for name, c := range map[string]struct {
		rows [][]any
		want string
	}{
		"orders": {[][]any{
			{"InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"},
			{"A100", "S1", "Kettle", 2, moment(45536.4), 9.5, 11, "Norway"},
			{"A100", "S2", "Cup", 6, moment(45536.4), 1.5, 11, "Norway"},
			{"A101", "S1", "Kettle", 1, moment(45537.6), 9.5, 12, "Spain"},
			{"A102", "S3", "Spoon", 12, moment(45538.2), 0.5, 13, "Spain"},
		}, "record-list:Sheet1"},
		"orders in Chinese": {[][]any{
			{"序号", "订单号", "客户名称", "产品", "数量", "金额（元）", "日期"},
			{1, "D001", "甲某", "水泵", 2, 3000, moment(45536)},
			{2, "D002", "乙某", "阀门", 5, 1500, moment(45537)},
			{3, "D003", "甲某", "水泵", 1, 1500, moment(45540)},
		}, "record-list:Sheet1"},
		"persons": {[][]any{
			{"人员花名册"},
			{"姓名", "身份证号", "单位", "工资（元）"},
			{"甲某", "511000190001010011", "一车间", 5000},
			{"乙某", "511000190001010022", "二车间", 5200},
			{"丙某", "511000190001010033", "一车间", 5100},
		}, "record-list:Sheet1"},
		"five enterprises": {[][]any{
			{"企业名称", "统一社会信用代码", "产值（万元）"},
			{"甲厂", "91512022MA00000001", 3000},
			{"乙厂", "91512022MA00000002", 2500},
			{"丙厂", "91512022MA00000003", 2600},
			{"丁厂", "91512022MA00000004", 2700},
			{"戊厂", "91512022MA00000005", 2800},
		}, "enterprise-list:Sheet1"},
		"companies": {[][]any{
			{"Company", "Country", "Revenue (million USD)"},
			{"Alpha", "Norway", 300},
			{"Beta", "Spain", 250},
			{"Gamma", "Spain", 20},
		}, "enterprise-list:Sheet1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			res := interpret(home, sheet("Sheet1", c.rows))
			if got := problems(res); !slices.Equal(got, []string{c.want}) || len(res.Readings) > 0 {
				t.Errorf("problems %q, figures %q", got, figures(res))
			}
		})
	}
}

// TestLongTablesAreNoRecords: a table that names indicator, place and period in
// each row is one of figures, whatever else its columns say.
func TestLongTablesAreNoRecords(t *testing.T) {
	t.Parallel()
	res := interpret(home, sheet("Sheet1", [][]any{
		{"地区", "指标", "时期", "数值", "单位", "填报单位", "联系电话"},
		{"乐至县", "地区生产总值", "2022年", 223.9, "亿元", "统计局", "028-000"},
		{"乐至县", "地区生产总值", "2023年", 238.1, "亿元", "统计局", "028-000"},
		{"资阳市", "地区生产总值", "2023年", 1008.5, "亿元", "统计局", "028-000"},
	}))
	if len(res.Readings) != 3 || slices.Contains(problems(res), "record-list:Sheet1") {
		t.Errorf("figures %q, problems %q", figures(res), problems(res))
	}
}

// TestLogicalCells: TRUE and FALSE answer what their column asks; they name no row.
func TestLogicalCells(t *testing.T) {
	t.Parallel()
	yes, no := importer.Cell{Kind: importer.Bool, Text: "TRUE", Number: 1}, importer.Cell{Kind: importer.Bool, Text: "FALSE"}
	for name, rows := range map[string][][]any{
		"cells": {
			{"规模以上工业总产值（2023年，亿元）"},
			{"产业集群", "总产值", "重点"},
			{"铝材", 31.2, yes},
			{"电子信息", 20.5, no},
		},
		"texts, before the figures": {
			{"规模以上工业总产值（2023年，亿元）"},
			{"产业集群", "重点", "总产值"},
			{"铝材", "TRUE", 31.2},
			{"电子信息", nil, 20.5},
		},
	} {
		res := interpret(home, sheet("Sheet1", rows))
		for _, x := range res.Readings {
			if !slices.Equal(x.Rows, []string{"铝材"}) && !slices.Equal(x.Rows, []string{"电子信息"}) {
				t.Errorf("%s: rows %q", name, x.Rows)
			}
		}
		if got := problems(res); len(got) > 0 || len(res.Readings) != 2 {
			t.Errorf("%s: problems %q, figures %q", name, got, figures(res))
		}
	}
}
