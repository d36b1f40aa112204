package dashboard

import (
	"net/http"
	"strings"

	"countyboard/data"
	"countyboard/data/lang"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

// Route is one row of the table of addresses. HEAD is answered wherever GET is.
type Route struct {
	Method string
	Path   string
	Who    data.Role // "" = everybody
	Embed  bool      // may be framed as the policy says
	Plain  bool      // asks nothing of the store and knows no language
	handle func(*Server, *view) error
}

// Routes are all addresses there are, and who may call them.
var Routes = []Route{
	{Method: http.MethodGet, Path: "/", handle: (*Server).start},
	{Method: http.MethodGet, Path: "/places", handle: (*Server).places},
	{Method: http.MethodGet, Path: "/places/:code", handle: (*Server).place},
	{Method: http.MethodGet, Path: "/charts", handle: (*Server).gallery},
	{Method: http.MethodGet, Path: "/charts/:name", handle: (*Server).chart}, // SLUG, or SLUG.ENDING for each of export.Formats
	{Method: http.MethodGet, Path: "/embed/:slug", Embed: true, handle: (*Server).embed},
	{Method: http.MethodGet, Path: "/embed.js", Plain: true, handle: (*Server).embedScript},
	{Method: http.MethodGet, Path: "/oembed", handle: (*Server).oembed},
	{Method: http.MethodGet, Path: "/stories/:name", handle: (*Server).story}, // SLUG, SLUG.json, SLUG.md
	{Method: http.MethodGet, Path: "/feed.atom", handle: (*Server).feed},
	{Method: http.MethodGet, Path: "/methods", handle: (*Server).methods},
	{Method: http.MethodGet, Path: "/wall/:code", handle: (*Server).wall},

	{Method: http.MethodGet, Path: "/login", handle: (*Server).loginForm},
	{Method: http.MethodPost, Path: "/login", handle: (*Server).login},
	{Method: http.MethodPost, Path: "/logout", Who: data.Viewer, handle: (*Server).logout},
	{Method: http.MethodGet, Path: "/uploads", Who: data.Viewer, handle: (*Server).uploads},
	{Method: http.MethodPost, Path: "/uploads", Who: data.Editor, handle: (*Server).upload},
	{Method: http.MethodGet, Path: "/uploads/:id", Who: data.Viewer, handle: (*Server).batch},
	{Method: http.MethodPost, Path: "/uploads/:id/answers", Who: data.Editor, handle: (*Server).answers},
	{Method: http.MethodGet, Path: "/uploads/:id/cell", Who: data.Viewer, handle: (*Server).cell},
	{Method: http.MethodGet, Path: "/uploads/:id/story", Who: data.Editor, handle: (*Server).drafting}, // in=en: language of the sentences
	{Method: http.MethodPost, Path: "/uploads/:id/story", Who: data.Editor, handle: (*Server).startDraft},
	{Method: http.MethodPost, Path: "/uploads/:id/publish", Who: data.Publisher, handle: (*Server).publish},
	{Method: http.MethodGet, Path: "/uploads/:id/withdraw", Who: data.Publisher, handle: (*Server).askWithdraw},
	{Method: http.MethodPost, Path: "/uploads/:id/withdraw", Who: data.Publisher, handle: (*Server).withdraw},
	{Method: http.MethodPost, Path: "/uploads/:id/discard", Who: data.Editor, handle: (*Server).discard},
	{Method: http.MethodGet, Path: "/admin/embeds", Who: data.Editor, handle: (*Server).showings},
	{Method: http.MethodGet, Path: "/admin/stories", Who: data.Editor, handle: (*Server).editing},
	{Method: http.MethodGet, Path: "/admin/stories/new", Who: data.Editor, handle: (*Server).editor},
	{Method: http.MethodPost, Path: "/admin/stories/new", Who: data.Editor, handle: (*Server).edit},
	{Method: http.MethodGet, Path: "/admin/stories/new/text", Who: data.Editor, handle: (*Server).fromText},
	{Method: http.MethodPost, Path: "/admin/stories/new/text", Who: data.Editor, handle: (*Server).takeText}, // do=read, again, draft
	{Method: http.MethodGet, Path: "/admin/stories/:name", Who: data.Editor, handle: (*Server).editor},       // asof=rN loads an older version
	{Method: http.MethodPost, Path: "/admin/stories/:name", Who: data.Editor, handle: (*Server).edit},        // do=check, save, publish
	{Method: http.MethodGet, Path: "/admin/claims", Who: data.Editor, handle: (*Server).claims},              // makes addresses of claims, live figures, charts
	{Method: http.MethodGet, Path: "/admin/verdicts", Who: data.Editor, handle: (*Server).verdictChanges},    // story=SLUG, revision=r12
	{Method: http.MethodGet, Path: "/wechat/:slug", Who: data.Editor, handle: (*Server).weChat},              // part=text, qr, 1, 2, …

	{Method: http.MethodGet, Path: "/assets/:name", Plain: true, handle: (*Server).asset},
	{Method: http.MethodGet, Path: "/healthz", Plain: true, handle: (*Server).healthz},
	{Method: http.MethodGet, Path: "/readyz", Plain: true, handle: (*Server).readyz},
	{Method: http.MethodGet, Path: "/metrics", Plain: true, handle: (*Server).prometheus}, // loopback only
}

// mostUpload is the largest request body that is read.
const mostUpload = "64M"

func (s *Server) routes() *echo.Echo {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = echo.ExtractIPDirect()
	e.HTTPErrorHandler = s.fail
	e.Use(s.observe, middleware.RecoverWithConfig(middleware.RecoverConfig{LogErrorFunc: s.logPanic}))
	s.closed = make(map[string]bool)
	for _, r := range Routes {
		if first, _, _ := strings.Cut(r.Path[1:], "/"); r.Who != "" {
			s.closed[first] = true
		}
		h := s.answer(r)
		e.Add(r.Method, r.Path, h, s.protect(r)...)
		if r.Method == http.MethodGet {
			e.HEAD(r.Path, h, s.protect(r)...)
		}
	}
	return e
}

// protect is what stands before a route: pages for people who sign in have
// sessions, bounded bodies and tokens against forged forms; the others meet a
// session only when the visitor carries one.
func (s *Server) protect(r Route) []echo.MiddlewareFunc {
	headers := func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			s.headers(c.Response().Header(), r.Embed)
			return next(c)
		}
	}
	if r.Plain {
		return []echo.MiddlewareFunc{headers}
	}
	if r.Who == "" && r.Path != "/login" {
		return []echo.MiddlewareFunc{headers, s.sessionIfAny}
	}
	return []echo.MiddlewareFunc{
		headers, middleware.BodyLimit(mostUpload),
		s.session,
		s.require(r.Who), // before the form's token is asked for: a stranger is told to sign in
		middleware.CSRFWithConfig(middleware.CSRFConfig{
			TokenLookup: "form:csrf", CookieName: "countyboard-csrf", CookiePath: "/", CookieHTTPOnly: true,
			CookieSecure: s.sessions.Cookie.Secure, CookieSameSite: http.SameSiteLaxMode,
			ErrorHandler: func(err error, _ echo.Context) error { return data.Fail(data.Forbidden, "csrf").Because(err) },
		}),
	}
}

// hasSession marks a context whose session was loaded.
const hasSession = "session"

// session loads the visitor's session, or a new one.
func (s *Server) session(next echo.HandlerFunc) echo.HandlerFunc {
	return echo.WrapMiddleware(s.sessions.LoadAndSave)(func(c echo.Context) error {
		c.Set(hasSession, true)
		return next(c)
	})
}

// sessionIfAny loads the session of a visitor who carries its cookie.
func (s *Server) sessionIfAny(next echo.HandlerFunc) echo.HandlerFunc {
	loaded := s.session(next)
	return func(c echo.Context) error {
		if _, err := c.Request().Cookie(s.sessions.Cookie.Name); err != nil {
			return next(c)
		}
		return loaded(c)
	}
}

// answer makes a handler that is given its view.
func (s *Server) answer(r Route) echo.HandlerFunc {
	return func(c echo.Context) error {
		if r.Plain {
			return r.handle(s, &view{c: c, ctx: c.Request().Context(), Lang: lang.ZhHans})
		}
		v, err := s.newView(c)
		if err != nil {
			return err
		}
		return r.handle(s, v)
	}
}

// require lets those through who may do what needs role.
func (s *Server) require(role data.Role) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if role == "" {
				return next(c)
			}
			v, err := s.newView(c)
			switch {
			case err != nil:
				return err
			case v.Person.Role.May(role):
				return next(c)
			case v.Person.Name == "":
				return data.Fail(data.Unauthorized, "sign-in")
			}
			return data.Fail(data.Forbidden, "role", "role", string(v.Person.Role), "needs", string(role))
		}
	}
}

// headers are those of every answer. Nothing inline, nothing from outside.
func (s *Server) headers(h http.Header, embed bool) {
	frames := "'none'"
	if embed {
		frames = s.FrameAncestors.policy()
	} else {
		h.Set("X-Frame-Options", "DENY")
	}
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "+frames)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	if s.sessions.Cookie.Secure {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
}
