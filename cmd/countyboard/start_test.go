package main

import (
	"context"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// BenchmarkStart is from the call of "serve" on the sample county's database to
// the first page that it answers; at most 300 ms.
func BenchmarkStart(b *testing.B) {
	database := filepath.Join(b.TempDir(), "board.sqlite")
	serve := func(args ...string) (answered, cpu time.Duration) {
		port := freePort()
		began := time.Now()
		c := exec.CommandContext(b.Context(), "countyboard", append([]string{"--database", database, "serve", "--listen", "127.0.0.1:" + port}, args...)...)
		c.Env = append(os.Environ(), "COUNTYBOARD_ADMIN_PASSWORD=a-long-password")
		if err := c.Start(); err != nil {
			b.Fatal(err)
		}
		for !answers(b.Context(), "http://127.0.0.1:"+port+"/places/512022") {
			if time.Since(began) > time.Minute {
				b.Fatal("no answer")
			}
			time.Sleep(2 * time.Millisecond)
		}
		answered = time.Since(began)
		_ = c.Process.Signal(syscall.SIGTERM)
		_ = c.Wait()
		return answered, c.ProcessState.UserTime()
	}
	serve("--demo") // fills the database
	var all, cpu time.Duration
	for b.Loop() {
		a, u := serve()
		all, cpu = all+a, cpu+u
	}
	b.ReportMetric(float64(all.Milliseconds())/float64(b.N), "ms/first-page")
	b.ReportMetric(float64(cpu.Milliseconds())/float64(b.N), "cpu-ms/op")
}

func answers(ctx context.Context, url string) bool {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return false
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return false
	}
	_ = resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}
