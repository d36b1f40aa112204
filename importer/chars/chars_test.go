package chars_test

import (
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"

	"countyboard/importer/chars"
)

// TestEncodingsAreTold: by the bytes alone.
func TestEncodingsAreTold(t *testing.T) {
	t.Parallel()
	german, chinese := "Verbraucherpreisindex für Deutschland; Veränderung; © Amt", "地区,总产值\n铝材 A1,37.5\nGDP（亿元）,é\n"
	west, err := charmap.Windows1252.NewEncoder().String(german)
	if err != nil {
		t.Fatal(err)
	}
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(chinese)
	if err != nil {
		t.Fatal(err)
	}
	for want, bytes := range map[string]string{german: west, chinese: gb} {
		if got, err := chars.Decode([]byte(bytes)); err != nil || got != want {
			t.Errorf("%q, %v; want %q", got, err, want)
		}
	}
}
