package dashboard

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"countyboard/data"
)

// register remembers which sites show which charts: the origin of the page
// around a frame, a chart, a day. Nothing is kept of who reads it.
type register struct {
	mu   sync.Mutex
	day  string
	seen map[string]bool // origin and chart, of that day
	busy chan struct{}   // one is written down at a time; the others wait for the next reader
}

const mostShowings = 10_000 // a day

func newRegister() *register { return &register{busy: make(chan struct{}, 1)} }

// fresh reports whether a site and a chart were not seen on that day.
func (r *register) fresh(day, key string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.day != day {
		r.day, r.seen = day, make(map[string]bool)
	}
	if r.seen[key] || len(r.seen) >= mostShowings {
		return false
	}
	select {
	case r.busy <- struct{}{}:
	default:
		return false
	}
	r.seen[key] = true
	return true
}

// note writes down the site that shows an embed, behind the answer's back.
func (s *Server) note(v *view, slug string) {
	r := v.c.Request()
	origin := foreign(r, s.BaseURL)
	now := time.Now().UTC()
	if origin == "" || !s.register.fresh(now.Format(time.DateOnly), origin+" "+slug) {
		return
	}
	ctx := context.WithoutCancel(v.ctx)
	go func() {
		defer func() { <-s.register.busy }()
		if err := s.Store.SaveShowing(ctx, data.Showing{Site: origin, Chart: slug, First: now, Last: now}); err != nil {
			s.Log.Warn("a site that shows a chart could not be written down", "error", err)
		}
	}()
}

// foreign is the origin of the page that a frame stands in; "" where it is ours,
// or no frame.
func foreign(r *http.Request, base string) string {
	if dest := r.Header.Get("Sec-Fetch-Dest"); dest != "" && dest != "iframe" || r.Method != http.MethodGet {
		return ""
	}
	u, err := url.Parse(r.Referer())
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || len(u.Host) > 253 || strings.ContainsFunc(u.Host, notInHost) {
		return ""
	}
	origin := u.Scheme + "://" + strings.ToLower(u.Host)
	if b, err := url.Parse(base); err == nil && strings.EqualFold(b.Scheme+"://"+b.Host, origin) || strings.EqualFold(u.Host, r.Host) {
		return ""
	}
	return origin
}

func notInHost(c rune) bool {
	return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]", c)
}

// showings answers /admin/embeds: which sites show which charts.
func (s *Server) showings(v *view) error {
	all, err := s.Store.Showings(v.ctx)
	if err != nil {
		return err
	}
	v.Title, v.Body = v.T("embed.sites"), all
	return s.private(v, http.StatusOK, "showings")
}
