package vocab

import "testing"

func TestZZ(t *testing.T) {
	v := Embedded()
	for _, s := range []string{"R$ thousand", "NZ$(000)", "₹ crore", "Rs. in Lakh", "Million Won", "Tsd. EUR", "Anzahl", "Each", "Persons in thousands", "Mio. EUR", "€ million", "Percentage"} {
		u, ok := v.Unit(s)
		t.Log(s, u, ok)
	}
	for _, s := range []string{"2023. 9", "HALF1", "Oct-Dec", "Apr-Jun", "Jan-Mar", "H1", "1st half", "2023. 10", "202301", "2010M01"} {
		x, ok := ParseTime(s, Context{Year: 2021})
		t.Log(s, x.Period, x.Yearless, ok)
	}
	for _, s := range []string{"年初预算数", "调整预算数", "期末实有", "年初数", "Both sexes", "上年同月=100", "上年同月"} {
		t.Logf("%s %+v", s, v.Read(s, Context{}))
	}
}
