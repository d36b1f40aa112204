package main

import (
	"cmp"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"

	"countyboard/dashboard/assets"
)

// version and commit are set by the build.
var version, commit string

// VersionCmd is "countyboard version".
type VersionCmd struct {
	Licences bool `help:"Print the licences of the fonts in the binary instead."`
}

// Run prints the versions.
func (v VersionCmd) Run(c *call) error {
	if v.Licences {
		text, err := assets.Server("OFL.txt")
		if err != nil {
			return err
		}
		_, err = c.out.Write(text)
		return err
	}
	b := build()
	_, err := fmt.Fprintf(c.out, "countyboard %s\ncommit %s\n%s\nECharts %s\n", b.version, b.commit, runtime.Version(), cmp.Or(assets.ECharts(), "-"))
	return err
}

type made struct {
	version, commit string
	modified        bool
}

func build() made {
	m := made{version: cmp.Or(version, "dev"), commit: cmp.Or(commit, "unknown"), modified: commit == "" || strings.HasSuffix(version, "-dirty")}
	info, ok := debug.ReadBuildInfo()
	if !ok || commit != "" {
		return m
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			m.commit = s.Value
		case "vcs.modified":
			m.modified = s.Value == "true"
		}
	}
	if m.modified && m.commit != "unknown" {
		m.commit += "+"
	}
	return m
}

// id tells builds apart in ETags. One that no commit names is told apart by the
// time of its file.
func (m made) id() string {
	if !m.modified {
		return m.commit
	}
	id := m.commit + m.version
	if exe, err := os.Executable(); err == nil {
		if f, err := os.Stat(exe); err == nil {
			id += strconv.FormatInt(f.ModTime().UnixNano(), 36)
		}
	}
	return id
}
