package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"countyboard/data"
)

var sdmxHeader = []string{
	"DATAFLOW", "FREQ", "REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS", "CONF_STATUS",
	"GROUP", "MEASURE", "COMMENT_OBS",
}

// sdmxUnits are the codes of bases; others stand under their own label.
var sdmxUnits = map[string]string{
	data.BaseYuan: "CNY", data.BaseDollar: "USD", data.BaseCount: "NUMBER", data.BasePerson: "PERSONS",
	data.BasePercent: "PC", data.BasePoint: "PD", data.BaseIndex: "IX",
}

// SDMX writes a chart's values as SDMX-CSV 1.0, which readers know by its first
// word: so no byte order mark, and the dataflow is the first column. GROUP and
// MEASURE stand beside the standard's concepts, since a chart has several of each;
// without them two rows would have one key.
func SDMX(w io.Writer, t Taken) error {
	out := csv.NewWriter(w)
	if err := out.Write(sdmxHeader); err != nil {
		return err
	}
	flow := "COUNTYBOARD:" + strings.ToUpper(strings.ReplaceAll(t.Slug, "-", "_")) + "(1.0)"
	for _, r := range rows(t.Chart) {
		value, comment := "", ""
		if r.has {
			value = strconv.FormatFloat(r.value, 'f', -1, 64)
		}
		for _, c := range r.cells {
			if c.Illustrative {
				comment = "示例数据"
			}
		}
		unit, ok := sdmxUnits[r.unit.Base]
		if !ok {
			unit = plain(r.unit.Label)
		}
		if err := out.Write([]string{
			flow, sdmxFreq(r.period), plain(r.place), plain(r.indicator), r.period.SDMX(), value, unit, strconv.Itoa(r.unit.Power), string(r.status), sdmxConf(r.status),
			plain(orTotal(r.group)), plain(r.measure), comment,
		}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// sdmxFreq is a code of CL_FREQ. What is cumulated is none of the standard
// periods: its TIME_PERIOD is a range (2024-01-01/P9M), and a reader that met M
// beside it would take nine months for one.
func sdmxFreq(p data.Period) string {
	switch f := p.Freq(); f {
	case data.Annual, data.HalfYearly, data.Quarterly, data.Monthly:
		return string(f)
	}
	return "_O" // other
}

// sdmxConf is C for what a source holds back, F (free) for the rest: nothing
// else is ever published.
func sdmxConf(s data.Status) string {
	if s == data.Suppressed {
		return "C"
	}
	return "F"
}
