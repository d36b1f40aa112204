package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"countyboard/dashboard"
	"countyboard/dashboard/draw"
	"countyboard/dashboard/export"
	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/vocab"
)

// Serve is "countyboard serve".
type Serve struct {
	Listen         string `help:"Address to listen on." default:":8080"`
	BaseURL        string `help:"Where absolute addresses come from; unset: the loopback address." name:"base-url" placeholder:"URL"`
	Home           string `help:"Place that addresses without a place mean." placeholder:"CODE"`
	Demo           bool   `help:"Fill an empty database with the sample county first."`
	Check          bool   `help:"Ask the server that listens here whether it is well, instead of serving."`
	Font           string `help:"Font for PNG pictures, before those in the binary." type:"path" placeholder:"FILE"`
	FrameAncestors string `help:"Who may frame /embed/, as CSP sources between spaces; unset: anybody." placeholder:"SOURCES"`
	Terms
}

// Terms are who publishes and on which terms, as files say it.
type Terms struct {
	Publisher  string `help:"Who publishes, as files and citations name them; unset: the place." placeholder:"NAME"`
	Licence    string `help:"Licence of the figures, by name or SPDX identifier; unset: none is stated." placeholder:"NAME"`
	LicenceURL string `help:"Where the licence can be read." name:"licence-url" placeholder:"URL"`
}

func (t Terms) publisher(base string) export.Publisher {
	return export.Publisher{Name: t.Publisher, Licence: t.Licence, LicenceURL: t.LicenceURL, BaseURL: strings.TrimSuffix(base, "/")}
}

// Run serves until it is interrupted.
func (s *Serve) Run(c *call) error {
	if s.Check {
		return s.check(c)
	}
	framers, err := dashboard.ParseFramers(s.FrameAncestors)
	if err != nil {
		return misused{err} // before anything is made
	}
	drawer, err := draw.New(s.Font)
	if err != nil {
		return err
	}
	db, err := c.open()
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	log := slog.New(slog.NewTextHandler(c.err, nil))
	made, password, err := dashboard.EnsureAdmin(c.ctx, db, os.Getenv("COUNTYBOARD_ADMIN_PASSWORD"))
	if err != nil {
		return err
	}
	if made && password != "" {
		c.say("admin-random", "password", password)
	} else if made {
		c.say("admin-made")
	}
	if s.Demo {
		if err := fill(c.ctx, db); err != nil {
			return err
		}
	}
	listener, err := (&net.ListenConfig{}).Listen(c.ctx, "tcp", s.Listen)
	if err != nil {
		return data.Fail(data.Invalid, "listen", "address", s.Listen).Because(err)
	}
	local := "http://localhost" + port(listener.Addr())
	server, err := dashboard.New(dashboard.Config{
		Store: db, Readers: readers, Embedded: vocab.Embedded(), BaseURL: cmp.Or(s.BaseURL, local), Home: s.Home,
		FrameAncestors: framers, Version: build().id(), Drawer: drawer, Log: log, Publisher: s.publisher(s.BaseURL),
	})
	if err != nil {
		return err
	}
	web := &http.Server{Handler: server, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 5 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10}
	done := make(chan error, 1)
	go func() { done <- web.Serve(listener) }()
	fmt.Fprintln(c.out, lang.Text(c.lang, "cmd.serving", "address", cmp.Or(s.BaseURL, local)))
	select {
	case err := <-done:
		return err
	case <-c.ctx.Done():
	}
	// Answers that are under way get ten seconds.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.ctx), 10*time.Second)
	defer cancel()
	if err := web.Shutdown(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}

func port(a net.Addr) string {
	if t, ok := a.(*net.TCPAddr); ok {
		return fmt.Sprintf(":%d", t.Port)
	}
	return ""
}

// check asks a running server's /readyz.
func (s *Serve) check(c *call) error {
	host, at, err := net.SplitHostPort(s.Listen)
	if err != nil {
		return data.Fail(data.Invalid, "listen", "address", s.Listen).Because(err)
	}
	ctx, cancel := context.WithTimeout(c.ctx, 3*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(cmp.Or(host, "localhost"), at)+"/readyz", nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return data.Fail(data.Busy, "not-serving", "address", s.Listen).Because(err)
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		return data.Fail(data.Busy, "not-serving", "address", s.Listen)
	}
	return nil
}
