package dashboard

import (
	"regexp"
	"slices"
	"strings"

	"countyboard/data"
)

// Framers are who may frame /embed/: sources as a policy's frame-ancestors has
// them, between spaces; "" is anybody.
type Framers string

const framerExample = "https://news.example https://*.county.example:8443"

// framer is a source that frame-ancestors takes: a scheme, or a host with or
// without scheme and port. What else the header takes would say nothing there
// (nonces, paths) or belongs to no page of the web.
var framer = regexp.MustCompile(`^(?i:\*|https?:|(https?://)?(\*|(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*)(:(\*|[0-9]{1,5}))?)$`)

// ParseFramers takes sources that make a policy. Returns Invalid that names the
// source which does not: a comma would begin another policy, a semicolon another
// of its rules.
func ParseFramers(text string) (Framers, error) {
	sources := strings.Fields(text)
	for _, s := range sources {
		alone := strings.EqualFold(s, "'none'")
		if strings.EqualFold(s, "none") || strings.EqualFold(s, "self") { // the shell took the quotes; no site is called so
			return "", data.Fail(data.Invalid, "frame-ancestors-quotes", "got", s, "would", "'"+strings.ToLower(s)+"'")
		}
		if !alone && !strings.EqualFold(s, "'self'") && !framer.MatchString(s) {
			return "", data.Fail(data.Invalid, "frame-ancestors", "got", clip(s), "would", framerExample)
		}
		if alone && len(sources) > 1 {
			return "", data.Fail(data.Invalid, "frame-ancestors-none", "would", framerExample)
		}
	}
	return Framers(strings.Join(sources, " ")), nil
}

// nobody reports whether no other page may frame a chart.
func (f Framers) nobody() bool { return strings.EqualFold(string(f), "'none'") }

// policy is the value of frame-ancestors. The site's own pages always may: the
// preview of the embed dialog is one.
func (f Framers) policy() string {
	others := slices.DeleteFunc(strings.Fields(string(f)), func(s string) bool { return strings.HasPrefix(s, "'") })
	switch {
	case f == "" || slices.Contains(others, "*"):
		return "*"
	case len(others) == 0:
		return "'self'"
	}
	return "'self' " + strings.Join(others, " ")
}
