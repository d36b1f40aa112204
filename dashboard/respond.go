package dashboard

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"

	"countyboard/data"

	"github.com/klauspost/compress/gzip"
)

// page is an answer as it is kept: plain and compressed, with its tags.
type page struct {
	media       string
	disposition string      // Content-Disposition of a download, "" for what is shown
	about       http.Header // what else is said of a file
	plain       []byte
	gzip        []byte // nil where it would not be smaller
	tag         string // without quotes and encoding
	immutable   bool
}

const worthGzip = 512 // bytes

func newPage(media string, body []byte) *page {
	p := &page{media: media, plain: body}
	if len(body) >= worthGzip {
		var b bytes.Buffer
		w, _ := gzip.NewWriterLevel(&b, 6) // the level is one there is
		if _, err := w.Write(body); err == nil && w.Close() == nil && b.Len() < len(body) {
			p.gzip = b.Bytes()
		}
	}
	return p
}

// tagOf is a tag over what an answer is made of.
func tagOf(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:10])
}

// public answers from the cache, making the page when it is not there. Its key
// is made of build, revision, language and address, and so is its ETag.
// Signed-in people get a page of their own, never stored.
func (s *Server) public(v *view, html bool, build func() (*page, error)) error {
	return s.publicAs(v, html, v.c.Request().URL.RawQuery, build)
}

// publicAs is public for addresses that are written in several ways: query is
// what they have in common.
func (s *Server) publicAs(v *view, html bool, query string, build func() (*page, error)) error {
	if html && v.Signed() {
		p, err := build()
		if err != nil {
			return err
		}
		return s.write(v, p, "private, no-store", true)
	}
	r := v.c.Request()
	if !html {
		readable(v.c.Response().Header())
	}
	v.ctx = context.WithoutCancel(v.ctx) // others may wait for what is made here
	key := tagOf(s.Version, strconv.Itoa(v.known.revision.Number), string(v.Lang), r.URL.Path, query, strconv.FormatBool(html))
	if p, ok := s.pages.get(key); ok {
		return s.write(v, p, control(p), html)
	}
	p, err := s.pages.make(key, func() (*page, error) {
		p, err := build()
		if err == nil {
			p.tag = key
			p.immutable = !html && v.AsOf.Revision > 0
		}
		return p, err
	})
	if err != nil {
		return err
	}
	return s.write(v, p, control(p), html)
}

// readable lets scripts of any page read an answer that knows no session: a frame
// in a sandbox is of an origin of its own, and its charts fetch from here as
// strangers do. They see what is said of a file beside it. Nothing allows credentials.
func readable(h http.Header) {
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Expose-Headers", "Content-Disposition, Countyboard-Illustrative, Countyboard-Revision, Countyboard-Source, ETag, Link")
}

func control(p *page) string {
	if p.immutable {
		return "public, max-age=31536000, immutable"
	}
	return "no-cache"
}

// write sends a page: 304 where the reader has it, compressed where it may be.
func (s *Server) write(v *view, p *page, control string, html bool) error {
	r, h := v.c.Request(), v.c.Response().Header()
	vary := "Accept-Encoding"
	if html {
		vary = "Accept-Encoding, Accept-Language, Cookie"
	}
	h.Set("Vary", vary)
	h.Set("Cache-Control", control)
	h.Set("Content-Type", p.media)
	if p.disposition != "" {
		h.Set("Content-Disposition", p.disposition)
	}
	for name, values := range p.about {
		h[name] = values
	}
	body, tag := p.plain, p.tag
	if p.gzip != nil && acceptsGzip(r.Header.Get("Accept-Encoding")) {
		body, tag = p.gzip, tag+"-gz"
		h.Set("Content-Encoding", "gzip")
	}
	if control != "private, no-store" {
		h.Set("ETag", `"`+tag+`"`)
		if has(r.Header.Get("If-None-Match"), tag) {
			h.Del("Content-Encoding")
			return v.c.NoContent(http.StatusNotModified)
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	v.c.Response().WriteHeader(http.StatusOK)
	if r.Method == http.MethodHead {
		return nil
	}
	_, err := v.c.Response().Write(body)
	return err
}

// acceptsGzip reads an Accept-Encoding header; q=0 refuses.
func acceptsGzip(accept string) bool {
	star := false
	for part := range strings.SplitSeq(accept, ",") {
		name, q, _ := strings.Cut(part, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		weight, err := strconv.ParseFloat(strings.TrimPrefix(strings.ReplaceAll(q, " ", ""), "q="), 64)
		takes := q == "" || err == nil && weight > 0
		if name == "gzip" || name == "x-gzip" {
			return takes
		}
		star = star || name == "*" && takes
	}
	return star
}

// has reads an If-None-Match header: a list, weak tags, or a star.
func has(ifNoneMatch, tag string) bool {
	for t := range strings.SplitSeq(ifNoneMatch, ",") {
		t = strings.TrimPrefix(strings.TrimSpace(t), "W/")
		if t == "*" || t == `"`+tag+`"` {
			return true
		}
	}
	return false
}

// private sends a page for signed-in people.
func (s *Server) private(v *view, code int, name string) error {
	b, err := s.render(v, name)
	if err != nil {
		return err
	}
	h := v.c.Response().Header()
	h.Set("Cache-Control", "private, no-store")
	return v.c.Blob(code, mediaHTML, b)
}

const mediaHTML = "text/html; charset=utf-8"

// notFound is the answer to addresses that name something unknown.
func notFound(got, known string) error {
	return data.Fail(data.NotFound, "address", "got", clip(got), "known", known)
}
