package export

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"
)

// named is a code with its label.
type named struct {
	Code  string `json:"code"`
	Label string `json:"label"`
}

// columnOf describes a column of data.csv.
type columnOf struct {
	Name  string   `json:"name"`
	Title string   `json:"title"`
	Type  string   `json:"type"`
	Units []string `json:"units,omitempty"` // of value, as they occur
}

// metadata is what programs must know of a chart's data.
func (t Taken) metadata() map[string]any {
	m := map[string]any{
		"title": t.Title, "description": t.description(), "publisher": cmp.Or(t.Name, t.PlaceName), "source": t.sources(),
		"licence": map[string]string{"name": t.Licence, "url": t.LicenceURL, "terms": t.licence()},
		"spatial": t.places(), "temporal": t.span(), "revision": t.Revision, "released": day(t.Updated),
		"columns": t.columns(), "illustrative": t.Illustrative, "notes": append([]string{}, t.Notes...), "citation": t.cite(), "language": string(t.Lang()),
		"chart": t.Slug,
	}
	if t.Live != "" {
		m["live"], m["pinned"] = t.Live, t.Pinned
	}
	return m
}

func (t Taken) description() string {
	if t.Illustrative {
		return t.Subtitle + " " + t.say("illustrative-care")
	}
	return t.Subtitle
}

func (t Taken) places() (all []named) {
	for _, r := range rows(t.Chart) {
		if p := (named{r.place, r.placeLabel}); !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	return all
}

// span is the first and the last day of the figures; nil where there are none.
func (t Taken) span() map[string]string {
	var first, last time.Time
	for _, r := range rows(t.Chart) {
		if r.period.IsZero() {
			continue
		}
		y, m := r.period.Start()
		from, to := time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC), r.period.LastDay()
		if first.IsZero() || from.Before(first) {
			first = from
		}
		if to.After(last) {
			last = to
		}
	}
	if first.IsZero() {
		return nil
	}
	return map[string]string{"start": day(first), "end": day(last)}
}

func (t Taken) columns() []columnOf {
	all := make([]columnOf, len(csvHeader))
	for i, name := range csvHeader {
		all[i] = columnOf{Name: name, Title: t.say("column-" + name), Type: "string"}
		switch name {
		case "value":
			all[i].Type = "number"
			for _, r := range rows(t.Chart) {
				if !slices.Contains(all[i].Units, r.unit.Label) {
					all[i].Units = append(all[i].Units, r.unit.Label)
				}
			}
		case "released":
			all[i].Type = "date"
		}
	}
	return all
}

// dataPackage describes the files as a Data Package (version 1 of the standard).
func (t Taken) dataPackage(files []packed) map[string]any {
	var resources []map[string]any
	for _, f := range files {
		sum := sha256.Sum256(f.bytes)
		name, format, _ := strings.Cut(f.name, ".")
		r := map[string]any{
			"name": name + "-" + format, "path": f.name, "format": format, "mediatype": f.media, "bytes": len(f.bytes), "hash": "sha256:" + hex.EncodeToString(sum[:]),
			"title": t.say("file-" + f.name),
		}
		if f.name == "data.csv" {
			r["name"], r["profile"], r["encoding"] = "data", "tabular-data-resource", "utf-8"
			r["schema"] = map[string]any{"fields": t.fields(), "missingValues": []string{""}}
		}
		resources = append(resources, r)
	}
	p := map[string]any{
		"profile": "data-package", "name": packageName(t), "id": cmp.Or(t.Pinned, packageName(t)), "title": t.Title, "description": t.description(),
		"version": strconv.Itoa(t.Revision) + ".0.0", "resources": resources, "contributors": []map[string]string{{"title": cmp.Or(t.Name, t.PlaceName), "role": "publisher"}},
	}
	if !t.Updated.IsZero() {
		p["created"] = t.Updated.UTC().Format(time.RFC3339)
	}
	if t.Live != "" {
		p["homepage"] = t.Live
	}
	var sources []map[string]string
	for _, s := range t.sources() {
		sources = append(sources, map[string]string{"title": s})
	}
	if len(sources) > 0 {
		p["sources"] = sources
	}
	// The standard knows licences by an identifier or an address only.
	licence := map[string]string{}
	if t.LicenceURL != "" {
		licence["path"] = t.LicenceURL
	}
	if t.Licence != "" && !strings.ContainsFunc(t.Licence, func(r rune) bool {
		return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.", r)
	}) {
		licence["name"] = t.Licence
	}
	if len(licence) > 0 {
		licence["title"] = cmp.Or(t.Licence, t.LicenceURL)
		p["licenses"] = []map[string]string{licence}
	}
	return p
}

func (t Taken) fields() (all []map[string]string) {
	for _, c := range t.columns() {
		f := map[string]string{"name": c.Name, "type": c.Type, "title": c.Title}
		if c.Name == "value" {
			f["decimalChar"] = "."
		}
		all = append(all, f)
	}
	return all
}

// packageName has the letters that the standard allows.
func packageName(t Taken) string {
	return strings.ToLower(strings.TrimSuffix(t.PlainName(Format{}), "."))
}
