package dashboard_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"countyboard/dashboard"
	"countyboard/data/vocab"

	"github.com/labstack/echo/v4"
)

// BenchmarkHotBoard asks a place's page that is in the cache, as browsers do.
// BenchmarkBareEcho returns the same bytes from a handler that does nothing else:
// the first should reach 0.7 of the second's requests per second.
func BenchmarkHotBoard(b *testing.B) {
	s := openSample(b)
	h, err := dashboard.New(dashboard.Config{Store: s.store, Readers: readers, Embedded: vocab.Embedded(), Version: "bench"})
	if err != nil {
		b.Fatal(err)
	}
	serve(b, h)
}

func BenchmarkBareEcho(b *testing.B) {
	s := openSample(b)
	a := s.get(b, "/places/512022", "Accept-Encoding: gzip")
	e := echo.New()
	body := []byte(a.body)
	e.GET("/places/:code", func(c echo.Context) error {
		h := c.Response().Header()
		for name, values := range a.Header {
			h[name] = values
		}
		return c.Blob(http.StatusOK, a.Header.Get("Content-Type"), body)
	})
	serve(b, e)
}

// BenchmarkColdBoard makes the page anew each time: what the first reader after
// a publication waits for.
func BenchmarkColdBoard(b *testing.B) {
	s := openSample(b)
	for b.Loop() {
		h, err := dashboard.New(dashboard.Config{Store: s.store, Readers: readers, Embedded: vocab.Embedded(), Version: "bench"})
		if err != nil {
			b.Fatal(err)
		}
		once(b, h)
	}
}

func serve(b *testing.B, h http.Handler) {
	once(b, h)
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			once(b, h)
		}
	})
}

func once(b *testing.B, h http.Handler) {
	r := httptest.NewRequest(http.MethodGet, "/places/512022", nil)
	r.Header.Set("Accept-Encoding", "gzip")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusOK || w.Body.Len() == 0 {
		b.Fatalf("%d %s", w.Code, w.Body)
	}
}
