package dashboard_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"countyboard/dashboard"
	"countyboard/dashboard/charttest"
	"countyboard/data"
	"countyboard/data/sample"
	"countyboard/data/sqldb"
	"countyboard/data/story"
	"countyboard/data/vocab"
	"countyboard/importer"
	"countyboard/importer/xlsx"
)

const password = "a-long-password"

var readers = []importer.Reader{xlsx.Reader{}}

// site is a server with the sample county, as a browser meets it.
type site struct {
	*httptest.Server
	store *sqldb.DB
}

// open makes a server on a database of its own.
func open(t testing.TB, change func(*dashboard.Config)) site {
	t.Helper()
	return serveFile(t, filepath.Join(t.TempDir(), "board.sqlite"), change)
}

func serveFile(t testing.TB, file string, change func(*dashboard.Config)) site {
	t.Helper()
	db, err := sqldb.Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := dashboard.EnsureAdmin(t.Context(), db, password); err != nil {
		t.Fatal(err)
	}
	c := dashboard.Config{Store: db, Readers: readers, Embedded: vocab.Embedded(), BaseURL: "http://localhost:8080", Version: "test", Log: slog.New(slog.NewTextHandler(t.Output(), nil))}
	if change != nil {
		change(&c)
	}
	s, err := dashboard.New(c)
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(s)
	t.Cleanup(func() {
		web.Close()
		_ = db.Close()
	})
	return site{web, db}
}

// openSample is open with the sample county published.
func openSample(t testing.TB) site {
	t.Helper()
	b, err := sampleDatabase()
	if err != nil {
		t.Fatal(err)
	}
	return serveFile(t, charttest.Place(t, b), nil)
}

// sampleDatabase is charttest.Published with the county's stories.
var sampleDatabase = sync.OnceValues(func() ([]byte, error) {
	file, err := charttest.Published()
	if err != nil {
		return nil, err
	}
	return charttest.Filled(file, func(ctx context.Context, db *sqldb.DB) error {
		for _, f := range sample.Stories() {
			st, err := story.Parse(f.Name, f.Bytes)
			if err == nil {
				_, _, err = db.SaveStory(ctx, st)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
})

// publish imports and publishes a workbook behind the server's back, as another process would.
func (s site) publish(t testing.TB, name string, b []byte, released time.Time) data.Batch {
	t.Helper()
	batch, err := charttest.Publish(t.Context(), s.store, name, b, released)
	if err != nil {
		t.Fatal(err)
	}
	return batch
}

// answer is what came back, read to its end.
type answer struct {
	*http.Response
	body string
}

func (s site) do(t testing.TB, c *http.Client, r *http.Request) answer {
	t.Helper()
	resp, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(resp.Body)
	_ = resp.Body.Close()
	if err != nil {
		t.Fatal(err)
	}
	return answer{resp, string(b)}
}

var plain = &http.Client{
	Transport:     &http.Transport{DisableCompression: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// get asks with headers "Name: value".
func (s site) get(t testing.TB, path string, headers ...string) answer {
	t.Helper()
	return s.ask(t, plain, http.MethodGet, path, headers...)
}

func (s site) ask(t testing.TB, c *http.Client, method, path string, headers ...string) answer {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	return s.do(t, c, r)
}

// visitor is a browser with cookies.
func visitor(t testing.TB) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, CheckRedirect: plain.CheckRedirect}
}
