package chart

import (
	"slices"

	"countyboard/data"
)

// Method is a formula as the methods page explains it; its code is the anchor
// there. data/lang/*/methods.json has its words: name-, what- and care-CODE.
type Method struct {
	Code    string
	Formula []string // one a line: "_{…}" lowers, "^{…}" raises; none for a convention
	Sources []string // source-NAME in methods.json
}

// Methods are all formulas and conventions that charts rest on: those of every
// measure, and those that a Definition names.
var Methods = []Method{
	{Code: "level", Sources: []string{"indicators", "units"}},
	{Code: "stock", Sources: []string{"indicators", "size"}},
	{Code: "months", Formula: []string{"m_{t} = Y_{t} − Y_{t−1}", "m_{1–2} = Y_{2}"}, Sources: []string{"january"}},
	{Code: "yoy", Formula: []string{"g_{t} = (x_{t} / x_{t−12} − 1) × 100 %"}, Sources: []string{"indicators", "comparable"}},
	{Code: "mom", Formula: []string{"g_{t} = (x_{t} / x_{t−1} − 1) × 100 %"}, Sources: []string{"indicators"}},
	{Code: "basis", Formula: []string{"B = Y / (1 + g)"}, Sources: []string{"comparable", "holz", "brandt"}},
	{Code: "band", Formula: []string{"δg = 0.05", "g_{−} = (x − h) / (x_{0} + h) − 1", "g_{+} = (x + h) / (x_{0} − h) − 1"}, Sources: nil},
	{Code: "own-rate", Formula: []string{"g_{m} = (Y_{t} − Y_{t−1}) / (B_{t} − B_{t−1}) − 1", "δB ≈ 0.0005 × Y / (1 + g)^{2}"}, Sources: []string{"comparable"}},
	{Code: "index", Formula: []string{"I_{t} = 100 × x_{t} / x_{0}"}, Sources: []string{"indicators"}},
	{Code: "cagr", Formula: []string{"r = ((x_{T} / x_{0})^{1/T} − 1) × 100 %"}, Sources: []string{"indicators"}},
	{Code: "share", Formula: []string{"s_{i} = x_{i} / X × 100 %"}, Sources: []string{"indicators"}},
	{Code: "contribution", Formula: []string{"c_{i} = Δx_{i} / ΔX × 100 %"}, Sources: []string{"indicators"}},
	{Code: "points", Formula: []string{"p_{i} = Δx_{i} / X_{0} × 100", "Σp_{i} = ΔX / X_{0} × 100"}, Sources: []string{"indicators"}},
	{Code: "closing", Sources: nil},
	{Code: "rank", Sources: nil},
	{Code: "lq", Formula: []string{"LQ_{i} = (x_{ir} / x_{r}) / (X_{i} / X)"}, Sources: []string{"isard", "delgado"}},
	{Code: "shift-share", Formula: []string{"Δx_{i} = x_{i}G + x_{i}(G_{i} − G) + x_{i}(g_{i} − G_{i})"}, Sources: []string{"dunn"}},
	{Code: "hhi", Formula: []string{"HHI = Σs_{i}^{2} × 10 000"}, Sources: []string{"hirschman"}},
	{Code: "flow", Formula: []string{"N_{0} + E − L ± R = N_{1}"}, Sources: []string{"size", "brandt"}},
	{Code: "doubling", Formula: []string{"P = (x_{t} − x_{0}) / x_{0} × 100 %", "T = ln(2x_{0} / x_{t}) / ln(1 + r)"}, Sources: nil},
	{Code: "missing", Sources: []string{"law", "sdmx"}},
}

// UsedBy lists the charts that a method bears out.
func (m Method) UsedBy() (all []Definition) {
	for _, d := range Catalogue {
		if slices.Contains(d.Methods, m.Code) || slices.ContainsFunc(d.Measures, func(x data.Measure) bool { return string(x) == m.Code }) {
			all = append(all, d)
		}
	}
	return all
}
