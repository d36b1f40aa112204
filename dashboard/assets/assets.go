// Package assets holds what browsers get: our modules and styles with ECharts,
// built by build.mjs from npm packages, then embedded. Names carry checksums.
// Beside them stands what the server draws pictures with.
package assets

import (
	"cmp"
	"embed"
	"encoding/json"
	"io"
	"io/fs"
	"mime"
	"path"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
)

//go:embed all:dist
var dist embed.FS

// Base is the path under which assets are served.
const Base = "/assets/"

type manifest struct {
	ECharts string            `json:"echarts"`
	Files   map[string]string `json:"files"`
}

var built = sync.OnceValue(func() manifest {
	var m manifest
	b, err := dist.ReadFile("dist/manifest.json")
	if err != nil || json.Unmarshal(b, &m) != nil {
		return manifest{}
	}
	return m
})

// Built reports whether the assets were built before the binary was.
func Built() bool { return len(built().Files) > 0 }

// ECharts is the version of ECharts in the assets, "" if they were not built.
func ECharts() string { return built().ECharts }

// Name is the file name of an asset ("board.js"), its checksum in it.
func Name(name string) string { return cmp.Or(built().Files[name], name) }

// URL is the path of an asset.
func URL(name string) string { return Base + Name(name) }

// Asset is a file as browsers get it.
type Asset struct {
	Media string
	Bytes []byte
	Gzip  []byte
}

// Open gives the asset of a name as URL has it (without Base).
func Open(name string) (Asset, bool) {
	if path.Base(name) != name || strings.HasSuffix(name, ".gz") || strings.HasPrefix(name, ".") || name == "manifest.json" {
		return Asset{}, false
	}
	b, err := fs.ReadFile(dist, "dist/"+name)
	if err != nil {
		return Asset{}, false
	}
	zipped, err := fs.ReadFile(dist, "dist/"+name+".gz")
	if err != nil {
		return Asset{}, false
	}
	return Asset{Media: media(name), Bytes: b, Gzip: zipped}, true
}

// Server gives what the server draws with: draw.js; regular.ttf,
// bold.ttf, latin.ttf, latin-bold.ttf and their licences, OFL.txt. Each call unpacks it anew.
func Server(name string) ([]byte, error) {
	f, err := dist.Open("dist/server/" + name + ".gz")
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	r, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

func media(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".txt":
		return "text/plain; charset=utf-8"
	}
	return cmp.Or(mime.TypeByExtension(path.Ext(name)), "application/octet-stream")
}
