package main

import (
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"countyboard/data/race"
	"countyboard/data/sample"
	"countyboard/importer/realtest"

	"github.com/alecthomas/kong"
	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"countyboard": main})
}

// TestCommand runs the scripts of testdata: each is a session of the command.
func TestCommand(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("COUNTYBOARD_DATABASE", filepath.Join(e.WorkDir, "board.sqlite"))
			e.Setenv("COUNTYBOARD_LANG", "en")
			e.Setenv("SHARED", realtest.Find())
			e.Setenv("PORT", freePort())
			for _, w := range append(sample.Workbooks(), hostile()...) {
				if err := os.WriteFile(filepath.Join(e.WorkDir, w.Name), w.Bytes, 0o600); err != nil {
					return err
				}
			}
			for _, s := range sample.Stories() {
				if err := os.WriteFile(filepath.Join(e.WorkDir, s.Name+".md"), s.Bytes, 0o600); err != nil {
					return err
				}
			}
			return nil
		},
		Condition: func(cond string) (bool, error) {
			return cond == "shared" && realtest.Find() != "" || cond == "raced" && race.On, nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"get": get},
	})
}

// freePort is a port that nobody listens on at this moment.
func freePort() string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "0"
	}
	defer func() { _ = l.Close() }()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		return "0"
	}
	return port
}

// hostile are files that are no honest workbooks.
func hostile() []sample.File {
	whole := sample.Workbooks()[0].Bytes
	return []sample.File{
		{Name: "empty.xlsx"},
		{Name: "text.xlsx", Bytes: []byte("a letter to the bureau\nwithout any table\n")},
		{Name: "cut.xlsx", Bytes: whole[:len(whole)/2]},
		{Name: "page.xlsx", Bytes: []byte("<html><p>a page</p></html>")},
	}
}

// get waits for a server and compares its answer: get STATUS URL [TEXT].
func get(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("get STATUS URL [TEXT]")
	}
	var body, status string
	for range 1200 { // a minute: the sample county is imported first
		r, err := http.Get(args[1])
		if err != nil {
			time.Sleep(50 * time.Millisecond)
			continue
		}
		b, _ := io.ReadAll(r.Body)
		_ = r.Body.Close()
		status, body = r.Status[:3], string(b)
		break
	}
	if status != args[0] {
		ts.Fatalf("%s answers %q, want %s", args[1], status, args[0])
	}
	if len(args) > 2 && !strings.Contains(body, args[2]) {
		ts.Fatalf("%s does not say %q", args[1], args[2])
	}
}

// flagsOf lists the flags of all calls.
func flagsOf(t *testing.T) (flags []string) {
	t.Helper()
	var cli CLI
	k, err := kong.New(&cli, kong.Name("countyboard"), kong.Vars{"endings": endings()})
	if err != nil {
		t.Fatal(err)
	}
	var walk func(n *kong.Node)
	walk = func(n *kong.Node) {
		for _, f := range n.Flags {
			flags = append(flags, "--"+f.Name)
		}
		for _, c := range n.Children {
			walk(c)
		}
	}
	walk(k.Model.Node)
	return flags
}
