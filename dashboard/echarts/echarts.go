// Package echarts draws a chart as an ECharts option, with go-echarts' types.
package echarts

import "countyboard/dashboard/chart"

// Option is the chart's ECharts option as JSON: {"empty":{"reason":…}} for a
// chart without data. It holds no functions and no markup.
func Option(c chart.Chart) ([]byte, error) { panic("being built") }
