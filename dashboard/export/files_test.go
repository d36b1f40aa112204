package export_test

import (
	"countyboard/dashboard/chart"
	"countyboard/dashboard/export"
)

// publisher is one that says all there is to say.
var publisher = export.Publisher{Name: "乐至县统计局", Licence: "CC-BY-4.0", LicenceURL: "https://creativecommons.org/licenses/by/4.0/", BaseURL: "https://example.org"}

func take(c chart.Chart) export.Taken { return publisher.Take(c) }
