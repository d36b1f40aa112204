package story_test

import (
	"testing"

	"countyboard/data/story"
)

// TestAddressesComeBack: what is written of a claim is read as the same claim.
func TestAddressesComeBack(t *testing.T) {
	t.Parallel()
	for _, address := range []string{
		"claim:output?kind=level&place=512022&group=cluster/铝材,size/规上&period=2024-01/P9M&op=eq&value=26.80&unit=亿元",
		"claim:output?kind=growth&place=512022&group=size/规上&period=2024-01/P9M&basis=nominal&op=eq&value=-2.2&unit=%25",
		"claim:output?kind=growth&place=512022&period=2024-01/P9M&from=2021-01/P9M&op=about&value=40&unit=%25&tol=3",
		"claim:enterprises?kind=level&place=512022&group=park/A+%26+%28B%29&period=latest&op=gt&value=200&unit=户",
		"claim:employees?kind=level&place=512022&period=2024&op=eq&value=123000&unit=人&tol=500",
		"claim:output?kind=rank&place=512022&group=cluster/铝材&period=2024&measure=yoy&among=places&rank=2",
		"claim:output?kind=direction&place=512022&period=2024-09&from=2023-09&measure=level&trend=record",
		"claim:output?kind=goal&place=512022&period=latest&base=2021&target=x2",
		"claim:output?kind=goal&place=512022&period=latest&unit=亿元&base=2021&target=150",
		"claim:output?kind=none&place=512022&period=latest&why=an+event",
	} {
		c, err := story.ParseClaim("words", address)
		if err != nil {
			t.Fatal(address, err)
		}
		if got := story.AddressOf(c); got != address {
			t.Errorf("%s\nis written %s", address, got)
		}
	}
}
