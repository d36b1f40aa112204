package dashboard

import (
	"bytes"
	"embed"
	"html/template"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"countyboard/dashboard/assets"
	"countyboard/data"
)

//go:embed templates/*.html
var templateFiles embed.FS

// shared are the templates that every page has; the others are pages.
var shared = []string{"templates/layout.html", "templates/parts.html", "templates/filters.html"}

func parseTemplates() (map[string]*template.Template, error) {
	base, err := template.New("").Funcs(template.FuncMap{"asset": assets.URL, "spark": spark, "dict": dict, "path": url.PathEscape, "number": func(i int) int { return i + 1 }}).ParseFS(templateFiles, shared...)
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		return nil, err
	}
	all := make(map[string]*template.Template)
	for _, n := range names {
		if slices.Contains(shared, n) {
			continue
		}
		t, err := base.Clone()
		if err != nil {
			return nil, err
		}
		if t, err = t.ParseFS(templateFiles, n); err != nil {
			return nil, err
		}
		all[strings.TrimSuffix(path.Base(n), ".html")] = t
	}
	return all, nil
}

// render makes a page in a buffer, so that an error never leaves half a page.
func (s *Server) render(v *view, name string) ([]byte, error) {
	t, ok := s.templates[name]
	if !ok {
		return nil, data.Fail(data.Internal, "internal")
	}
	layout := "layout"
	if t.Lookup("bare") != nil {
		layout = "bare"
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, layout, v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// dict hands several values to a template.
func dict(pairs ...any) map[string]any {
	m := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		if k, ok := pairs[i].(string); ok {
			m[k] = pairs[i+1]
		}
	}
	return m
}
