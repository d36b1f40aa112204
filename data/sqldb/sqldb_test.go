package sqldb_test

import (
	"bufio"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"countyboard/data"
	"countyboard/data/sqldb"
	"countyboard/data/storetest"
)

func TestMain(m *testing.M) {
	if file := os.Getenv("COUNTYBOARD_TEST_VICTIM"); file != "" {
		victim(file)
		return
	}
	os.Exit(m.Run())
}

func TestContract(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T) data.Store {
		db, err := sqldb.Open(t.Context(), filepath.Join(t.TempDir(), "deep", "folder", "board.sqlite"))
		if err != nil {
			t.Fatal(err)
		}
		return db
	})
}

// TestOpenedByTwoAtOnce: the tables are made once, and both see them.
func TestOpenedByTwoAtOnce(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "board.sqlite")
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			db, err := sqldb.Open(t.Context(), file)
			if err != nil {
				t.Error(err)
				return
			}
			if err := db.Ping(t.Context()); err != nil {
				t.Error(err)
			}
			_ = db.Close()
		})
	}
	wait.Wait()
}

func TestFilesThatAreNoDatabase(t *testing.T) {
	t.Parallel()
	text := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(text, []byte("this is no database, whatever its name says; it is text of some length"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{text, t.TempDir(), "postgres://localhost/x"} {
		db, err := sqldb.Open(t.Context(), file)
		if err == nil {
			_ = db.Close()
			t.Errorf("%s was opened", file)
			continue
		}
		if e := data.AsError(err); e.Code == data.Internal || e.Hint.Key == "" {
			t.Errorf("%s: %v says nothing to people", file, err)
		}
	}
}

// batchOf is a workbook of n figures.
func batchOf(name string, n int) (data.Upload, []byte, data.Batch, []data.Observation) {
	bytes := []byte(name)
	sum := sha256.Sum256(bytes)
	obs := make([]data.Observation, n)
	for i := range obs {
		p := data.Month(1950+i/12%80, i%12+1)
		obs[i] = data.Observation{
			Key:   data.Key{Indicator: "output", Place: fmt.Sprint(100000 + i/960%50), Group: data.Group(fmt.Sprintf("cluster/%d", i/48000)), Measure: data.Level, Period: p},
			Value: data.Value{Number: float64(i), Status: data.Normal, Raw: fmt.Sprint(i)},
			Unit:  data.Unit{Label: "亿元", Base: data.BaseYuan, Power: 8}, From: []data.CellRef{{Sheet: "a", Cell: fmt.Sprint("A", i+1)}},
		}
	}
	return data.Upload{ID: hex.EncodeToString(sum[:]), File: name, Size: int64(len(bytes)), Received: time.Now().UTC()}, bytes,
		data.Batch{File: name, Observations: n, Released: time.Date(2024, 10, 10, 0, 0, 0, 0, time.UTC)}, obs
}

const figures = 3000 // of each of the victim's workbooks

// victim stores and publishes workbooks until it is killed.
func victim(file string) {
	ctx := context.Background()
	db, err := sqldb.Open(ctx, file)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for {
		up, bytes, b, obs := batchOf(fmt.Sprint(time.Now().UnixNano()), figures)
		stored, _, err := db.SaveDraft(ctx, up, bytes, b, obs)
		if err == nil {
			_, err = db.Publish(ctx, stored.ID, "victim", time.Time{})
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println("published")
	}
}

// TestKilled: kill -9 in the middle of imports and publications leaves whole
// batches only, and a database that opens.
func TestKilled(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "board.sqlite")
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for range 8 {
		cmd := exec.CommandContext(t.Context(), exe)
		cmd.Env = append(os.Environ(), "COUNTYBOARD_TEST_VICTIM="+file)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if !bufio.NewScanner(out).Scan() { // its first publication: from here on it is at work
			t.Fatal("the victim published nothing")
		}
		time.Sleep(time.Duration(rand.IntN(300)) * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		total = whole(t, file)
	}
	if total == 0 {
		t.Error("nothing was stored: the test shows nothing")
	}
}

// whole checks that what is stored is whole, and returns how many batches are.
func whole(t *testing.T, file string) int {
	t.Helper()
	db, err := sqldb.Open(t.Context(), file)
	if err != nil {
		t.Fatalf("it does not open any more: %v", err)
	}
	defer func() { _ = db.Close() }()
	batches, err := db.Batches(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	live := 0
	for _, b := range batches {
		obs, err := db.Observations(t.Context(), b.ID)
		if err != nil || len(obs) != figures {
			t.Errorf("batch %.8s (%s) has %d of %d figures, %v", b.ID, b.State, len(obs), figures, err)
		}
		if _, bytes, err := db.Upload(t.Context(), b.Upload); err != nil || len(bytes) == 0 {
			t.Errorf("batch %.8s has lost its upload: %v", b.ID, err)
		}
		if b.State == data.Live {
			live++
		}
	}
	if head, err := db.Head(t.Context()); err != nil || head.Number != live {
		t.Errorf("revision %d, %d published batches, %v", head.Number, live, err)
	}
	raw, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = raw.Close() }()
	var check string
	if err := raw.QueryRowContext(t.Context(), "PRAGMA integrity_check").Scan(&check); err != nil || check != "ok" {
		t.Errorf("integrity check: %s, %v", check, err)
	}
	return len(batches)
}

func BenchmarkSaveDraft(b *testing.B) {
	db, err := sqldb.Open(b.Context(), filepath.Join(b.TempDir(), "board.sqlite"))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	n := 0
	for b.Loop() {
		n++
		up, bytes, batch, obs := batchOf(fmt.Sprint("workbook ", n), 100_000)
		if _, _, err := db.SaveDraft(b.Context(), up, bytes, batch, obs); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRead reads from a store of a million observations.
func BenchmarkRead(b *testing.B) {
	db, err := sqldb.Open(b.Context(), filepath.Join(b.TempDir(), "board.sqlite"))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	up, bytes, batch, obs := batchOf("million", 1_000_000)
	stored, _, err := db.SaveDraft(b.Context(), up, bytes, batch, obs)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := db.Publish(b.Context(), stored.ID, "bench", time.Time{}); err != nil {
		b.Fatal(err)
	}
	b.Run("Series", func(b *testing.B) {
		for b.Loop() {
			if _, err := db.Series(b.Context(), data.Query{Indicator: "output", Places: []string{"100007"}, Groups: []data.Group{"cluster/3"}}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Holdings", func(b *testing.B) {
		for b.Loop() {
			if _, err := db.Holdings(b.Context(), "100007", data.AsOf{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Places", func(b *testing.B) {
		for b.Loop() {
			if _, err := db.Places(b.Context(), data.AsOf{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
