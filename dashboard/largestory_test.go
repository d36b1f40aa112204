package dashboard_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"countyboard/dashboard"
	"countyboard/dashboard/charttest"
	"countyboard/data"
	"countyboard/data/story"
	"countyboard/data/vocab"
)

// tellers are what the story of two hundred claims speaks of.
var tellers = strings.Fields("output revenue profit value-added tax investment tech-investment export-value sales-output operating-cost " +
	"enterprises assets liabilities employees inventories receivables equity current-assets finished-goods loss-enterprises")

// openTale has a million figures, twenty indicators of eight groups by month of
// five years with published rates in as many counties as it takes, and a
// story of two hundred claims, ten on each indicator.
func openTale(b *testing.B) site {
	b.Helper()
	s := open(b, nil)
	h := make(heap, 0, million+60_000)
	h.fill(func(code string) {
		for _, indicator := range tellers {
			kind, _ := vocab.Embedded().Indicator(indicator)
			for y := 2020; y <= 2024; y++ {
				for m := 2; m <= 12; m++ {
					p := data.ToDate(y, m)
					if kind.Kind == data.Stock {
						p = p.AsStock()
					}
					for i, g := range heapGroups {
						h.add(indicator, code, g, data.Level, p, heapLevel(i, y, m), kind.Unit)
						h.add(indicator, code, g, data.YoY, p, heapRate(i, y, m), percent)
					}
				}
			}
		}
	})
	s.publishFigures(b, h)
	s.tell(b, "tale", tale())
	return s
}

// tale speaks of the figures of heapLevel and heapRate; of ten sentences about an
// indicator one is wrong.
func tale() string {
	var text strings.Builder
	for n, indicator := range tellers {
		i := 1 + n%6
		group := heapGroups[i]
		claim := func(words, rest string, args ...any) {
			fmt.Fprintf(&text, "%s[%s](claim:%s?place=512022&%s)，", words, words, indicator, fmt.Sprintf(rest, args...))
		}
		claim("总量", "kind=level&period=2024-01/P9M&op=eq&value=%v", heapLevel(0, 2024, 9))
		claim("集群", "kind=level&group=%s&period=latest&op=gt&value=%v", group, heapLevel(i, 2024, 9)-1)
		claim("说错的", "kind=level&group=%s&period=2023-01/P6M&op=eq&value=%v", group, heapLevel(i, 2023, 6)+7)
		claim("增长", "kind=growth&group=%s&period=2024-01/P%dM&op=eq&value=%v&unit=%%25", group, 3+n%6, heapRate(i, 2024, 3+n%6))
		claim("占比", "kind=share&group=%s&period=2024-01/P9M&op=gt&value=1", group)
		claim("排名", "kind=rank&group=%s&period=2024-01/P9M&rank=%d", group, 7-i)
		claim("增速排名", "kind=rank&group=%s&measure=yoy&period=latest&rank=1", group)
		claim("县区中", "kind=rank&among=places&period=2022-01/P12M&rank=1")
		claim("加快", "kind=direction&group=%s&period=latest&trend=rising", group)
		claim("再造", "kind=goal&period=latest&base=2021-01/P9M&target=x2")
		text.WriteString("如此。\n\n")
	}
	return text.String()
}

// BenchmarkStoryOfTwoHundredClaims is what its readers wait for: the first after
// a publication at most 200 ms, those after it 20; an editor, whose pages are
// never kept, as long as the first.
func BenchmarkStoryOfTwoHundredClaims(b *testing.B) {
	s := openTale(b)
	h, err := dashboard.New(dashboard.Config{Store: s.store, Readers: readers, Embedded: vocab.Embedded(), Version: "bench"})
	if err != nil {
		b.Fatal(err)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/stories/tale", nil))
	if n := strings.Count(w.Body.String(), `id="verdict-`); n != 200 {
		b.Fatalf("%d verdicts", n)
	}
	published := 0
	publication := func(b *testing.B) {
		published++
		s.tell(b, "other", fmt.Sprintf("第%d版", published))
		time.Sleep(400 * time.Millisecond) // the server believes its newest revision for 300
	}
	for _, path := range []string{"/stories/tale", "/stories/tale.json", "/places/512022"} {
		b.Run("cold"+path, func(b *testing.B) {
			report := charttest.CPU(b)
			for b.Loop() {
				b.StopTimer()
				publication(b)
				b.StartTimer()
				ask(b, h, path)
			}
			report()
		})
	}
	b.Run("hot", func(b *testing.B) {
		ask(b, h, "/stories/tale")
		for b.Loop() {
			ask(b, h, "/stories/tale")
		}
	})
	b.Run("verdicts", func(b *testing.B) {
		st, err := s.store.Story(b.Context(), "tale", data.AsOf{})
		if err != nil {
			b.Fatal(err)
		}
		report := charttest.CPU(b)
		defer report()
		for b.Loop() {
			if _, err := (story.Judge{Reader: s.store, Names: vocab.Embedded()}).Check(b.Context(), st, data.AsOf{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
