// Package dashboard is the server: routes, pages, uploads, embeds. It alone
// knows Echo, templates and cookies.
package dashboard

import (
	"context"
	"html/template"
	"log/slog"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"countyboard/dashboard/assets"
	"countyboard/dashboard/draw"
	"countyboard/dashboard/export"
	"countyboard/data"
	"countyboard/data/vocab"
	"countyboard/importer"

	"github.com/alexedwards/scs/v2"
	"github.com/labstack/echo/v4"
)

// Config is what cmd chooses.
type Config struct {
	Store          data.Store
	Readers        []importer.Reader
	Embedded       *vocab.Vocabulary
	BaseURL        string // where absolute addresses come from; no slash at the end
	Home           string // place that addresses without a place mean; "" = the only one there is
	FrameAncestors Framers
	Version        string           // of the build; part of each ETag
	Publisher      export.Publisher // its BaseURL is that above
	Drawer         *draw.Drawer     // of pictures; nil = one with the fonts in the binary
	Log            *slog.Logger
}

// Server answers for one store.
type Server struct {
	Config
	echo      *echo.Echo
	desk      importer.Desk
	sessions  *scs.SessionManager
	failures  *throttle
	hashing   chan struct{} // argon2id takes memory: few at once
	importing chan struct{}
	drawing   *draw.Queue // of pictures
	pages     *cache
	turns     turns
	books     books
	head      atomic.Pointer[known]
	looking   sync.Mutex
	templates map[string]*template.Template
	metrics   *metrics
	register  *register
	closed    map[string]bool // first parts of paths for people who sign in
}

// known is the newest revision as it was seen at a moment, with its vocabulary.
type known struct {
	revision data.Revision
	names    *vocab.Vocabulary
	seen     time.Time
}

// New makes a server. Returns Internal if the assets were not built, Invalid for
// framers that make no policy.
func New(c Config) (*Server, error) {
	if !assets.Built() {
		return nil, data.Fail(data.Internal, "assets-missing")
	}
	c.BaseURL = strings.TrimSuffix(c.BaseURL, "/")
	c.Publisher.BaseURL = c.BaseURL
	var err error
	if c.FrameAncestors, err = ParseFramers(string(c.FrameAncestors)); err != nil {
		return nil, err
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	s := &Server{
		Config: c, desk: importer.Desk{Store: c.Store, Readers: c.Readers, Embedded: c.Embedded},
		failures: newThrottle(), hashing: make(chan struct{}, 2), importing: make(chan struct{}, 2), drawing: draw.NewQueue(max(runtime.GOMAXPROCS(0), 2)), pages: newCache(64 << 20), metrics: newMetrics(), register: newRegister(),
	}
	if s.Drawer == nil {
		if s.Drawer, err = draw.New(""); err != nil {
			return nil, data.AsError(err)
		}
	}
	if s.Publisher.Paint == nil {
		s.Publisher.Paint = painter(s.Drawer)
	}
	s.sessions = newSessions(c.Store, strings.HasPrefix(c.BaseURL, "https:"))
	if s.templates, err = parseTemplates(); err != nil {
		return nil, data.AsError(err)
	}
	s.echo = s.routes()
	return s, nil
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.echo.ServeHTTP(w, r) }

// stale is how long the newest revision is believed: another process may
// publish into the same database.
const stale = 300 * time.Millisecond

// now is the newest revision and its vocabulary.
func (s *Server) now(ctx context.Context) (*known, error) {
	if k := s.head.Load(); k != nil && time.Since(k.seen) < stale {
		return k, nil
	}
	s.looking.Lock()
	defer s.looking.Unlock()
	old := s.head.Load()
	if old != nil && time.Since(old.seen) < stale {
		return old, nil
	}
	rev, err := s.Store.Head(ctx)
	if err != nil {
		return nil, err
	}
	k := &known{revision: rev, seen: time.Now()}
	if old != nil && old.revision == rev {
		k.names = old.names
	} else if k.names, err = s.desk.Vocabulary(ctx); err != nil {
		return nil, err
	}
	s.head.Store(k)
	return k, nil
}

// changed forgets what was believed, after this server has changed something.
func (s *Server) changed() { s.head.Store(nil) }

// home is the place that addresses without one mean, "" if there are several.
func (s *Server) home(ctx context.Context) (string, error) {
	if s.Home != "" {
		return s.Home, nil
	}
	places, err := s.Store.Places(ctx, data.AsOf{})
	if err != nil || len(places) == 0 {
		return "", err
	}
	if len(places) == 1 {
		return places[0], nil
	}
	stories, err := s.Store.Stories(ctx, "", data.AsOf{})
	if err != nil || len(stories) == 0 {
		return "", err
	}
	for _, story := range stories[1:] {
		if story.Place != stories[0].Place {
			return "", nil
		}
	}
	return stories[0].Place, nil
}

// status is the HTTP face of an error's code.
func status(code data.ErrorCode) int {
	switch code {
	case data.Invalid:
		return http.StatusBadRequest
	case data.Unauthorized:
		return http.StatusUnauthorized
	case data.Forbidden:
		return http.StatusForbidden
	case data.NotFound:
		return http.StatusNotFound
	case data.Conflict:
		return http.StatusConflict
	case data.TooLarge:
		return http.StatusRequestEntityTooLarge
	case data.Unsupported:
		return http.StatusUnsupportedMediaType
	case data.Busy:
		return http.StatusServiceUnavailable
	case data.NotImplemented:
		return http.StatusNotImplemented
	case data.TooOften:
		return http.StatusTooManyRequests
	}
	return http.StatusInternalServerError
}
