package dashboard

import (
	"sync"
	"time"
)

// throttle slows down who fails to sign in: after ten failures within a quarter
// of an hour, by name or by address, no further try counts for a while.
type throttle struct {
	mu    sync.Mutex
	fails map[string]failures
	now   func() time.Time
}

type failures struct {
	n     int
	until time.Time
}

const (
	mostFailures = 10
	forgetAfter  = 15 * time.Minute
	mostKeys     = 10_000 // bounds the memory that strangers can take
)

func newThrottle() *throttle {
	return &throttle{fails: make(map[string]failures), now: time.Now}
}

func (t *throttle) blocked(keys ...string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, k := range keys {
		if f := t.fails[k]; f.n >= mostFailures && t.now().Before(f.until) {
			return true
		}
	}
	return false
}

func (t *throttle) failed(keys ...string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, k := range keys {
		f := t.fails[k]
		if t.now().After(f.until) {
			f.n = 0
		}
		if len(t.fails) >= mostKeys {
			t.forget()
		}
		t.fails[k] = failures{f.n + 1, t.now().Add(forgetAfter)}
	}
}

// forget drops what has run out; if nothing has, everything.
func (t *throttle) forget() {
	for k, f := range t.fails {
		if t.now().After(f.until) {
			delete(t.fails, k)
		}
	}
	if len(t.fails) >= mostKeys {
		clear(t.fails)
	}
}

func (t *throttle) succeeded(keys ...string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, k := range keys {
		delete(t.fails, k)
	}
}
