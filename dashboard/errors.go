package dashboard

import (
	"errors"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"

	"countyboard/data"
	"countyboard/data/lang"

	"github.com/labstack/echo/v4"
)

// problem is an error as people and programs see it.
type problem struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	// Also is what else is wrong with a text that was handed in.
	Also   []problem `json:"also,omitempty"`
	Status int       `json:"-"`
	Quote  string    `json:"-"` // the place of the text that it is about
	At     span      `json:"-"`
	closed bool      // a workbook's password is needed
}

func told(l lang.Lang, e *data.Error) problem {
	p := problem{Code: string(e.Code), Message: lang.Reason(l, e), Hint: lang.Say(l, e.Hint), Status: status(e.Code)}
	for _, also := range e.Also {
		p.Also = append(p.Also, told(l, also))
	}
	return p
}

// fail is the one door of errors over HTTP. Pages get a page, data get JSON;
// what is our fault goes to the log and is not shown.
func (s *Server) fail(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	e := s.known(err, c)
	v, ok := c.Get("view").(*view)
	if !ok {
		r := c.Request()
		v = &view{c: c, ctx: r.Context(), Path: "/"}
		v.Lang, v.Said = negotiate(r.URL.Query().Get("lang"), r.Header.Get("Accept-Language"))
		s.headers(c.Response().Header(), false)
	}
	if e.Code == data.Internal {
		s.Log.Error("request failed", "path", c.Request().URL.Path, "error", err)
	}
	h := c.Response().Header()
	h.Set("Cache-Control", "no-store")
	switch e.Code {
	case data.Busy: // with pictures, the only work that sends readers away
		h.Set("Retry-After", strconv.Itoa(int(s.drawing.Wait().Seconds())))
	case data.TooOften:
		h.Set("Retry-After", "60")
	}
	p := told(v.Lang, e)
	r := c.Request()
	if e.Code == data.Unauthorized && (r.Method == http.MethodGet || r.Method == http.MethodHead) && !wantsData(r) {
		_ = c.Redirect(http.StatusSeeOther, "/login?next="+url.QueryEscape(r.URL.RequestURI()))
		return
	}
	if r.Method == http.MethodHead {
		_ = c.NoContent(p.Status)
		return
	}
	if wantsData(r) {
		_ = c.JSON(p.Status, map[string]any{"error": p})
		return
	}
	v.Title, v.Body = p.Message, p
	name := "error"
	if strings.HasPrefix(r.URL.Path, "/embed/") { // it stands in somebody's article: no head of ours, no link that opens there
		name = "embed-error"
	}
	if b, renderErr := s.render(v, name); renderErr == nil {
		_ = c.Blob(p.Status, mediaHTML, b)
		return
	}
	_ = c.String(p.Status, p.Message+"\n"+p.Hint+"\n")
}

// known turns what Echo and net/http say into our errors.
func (s *Server) known(err error, c echo.Context) *data.Error {
	var he *echo.HTTPError
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return data.Fail(data.TooLarge, "upload-size", "most", mostUpload).Because(err)
	case !errors.As(err, &he):
		return data.AsError(err)
	}
	var own *data.Error
	if errors.As(err, &own) {
		return own
	}
	switch he.Code {
	case http.StatusNotFound:
		return data.Fail(data.NotFound, "address", "got", clip(c.Request().URL.Path), "known", "/, /places, /charts, /stories/…, /methods")
	case http.StatusMethodNotAllowed:
		return data.Fail(data.Invalid, "method", "got", clip(c.Request().Method))
	case http.StatusRequestEntityTooLarge:
		return data.Fail(data.TooLarge, "upload-size", "most", mostUpload)
	}
	if he.Code < http.StatusInternalServerError {
		return data.Fail(data.Invalid, "request").Because(err)
	}
	return data.AsError(err)
}

// wantsData reports whether the address or the caller asks for data, not a page.
func wantsData(r *http.Request) bool {
	switch path.Ext(r.URL.Path) {
	case ".json", ".csv", ".md", ".svg", ".png", ".xlsx", ".zip":
		return true
	}
	if r.URL.Path == "/oembed" {
		return true
	}
	accept := r.Header.Get("Accept")
	return strings.Contains(accept, "application/json") && !strings.Contains(accept, "text/html")
}
