// Command countyboard imports a county's industrial statistics from workbooks
// and serves its dashboard.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/sqldb"
	"countyboard/data/vocab"
	"countyboard/importer"
	"countyboard/importer/csv"
	"countyboard/importer/html"
	"countyboard/importer/xls"
	"countyboard/importer/xlsx"

	"github.com/alecthomas/kong"
)

// readers are the formats of workbooks; one line each.
var readers = []importer.Reader{xlsx.Reader{}, xls.Reader{}, html.Reader{}, csv.Reader{}}

// CLI is the words of a call. Each flag has an environment variable
// (--base-url is COUNTYBOARD_BASE_URL).
type CLI struct {
	Database string `help:"SQLite file; by default in the user's data folder." placeholder:"FILE"`
	Lang     string `help:"Language of messages: zh-Hans or en; by default that of LC_ALL, LC_MESSAGES or LANG, else zh-Hans." enum:"zh-Hans,en," default:""`

	Serve    Serve       `cmd:"" help:"Serve the dashboard."`
	Import   Import      `cmd:"" help:"Import workbooks."`
	Batch    BatchCmd    `cmd:"" help:"What was imported and what became of it."`
	Chart    ChartCmd    `cmd:"" help:"Write a chart as a file."`
	Template TemplateCmd `cmd:"" help:"Write the blank workbook that imports without a question."`
	Story    StoryCmd    `cmd:"" help:"Add stories and judge their claims."`
	User     UserCmd     `cmd:"" help:"Accounts."`
	Version  VersionCmd  `cmd:"" help:"Version, commit, Go version, ECharts version."`
}

// call is what every command works with.
type call struct {
	ctx      context.Context
	in       io.Reader
	out, err io.Writer
	lang     lang.Lang
	database string // "" = not said
}

// softMemory is where the collector of garbage works harder rather than let the
// process grow: a large import would take twice what it keeps.
const softMemory = 896 << 20

func main() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(softMemory)
	}
	os.Exit(run(os.Args[1:]))
}

// run carries out a call: 0 done, 1 it could not be done, 2 the words are off.
func run(args []string) int {
	var cli CLI
	parser, err := kong.New(&cli, kong.Name("countyboard"), kong.DefaultEnvars("COUNTYBOARD"), kong.UsageOnError(), kong.Vars{"endings": endings()},
		kong.Description("Imports a county's industrial statistics from workbooks and serves its dashboard."))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	words, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(os.Stderr, "countyboard: %v\ncountyboard --help\n", err)
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	c := &call{ctx: ctx, in: os.Stdin, out: os.Stdout, err: os.Stderr, lang: language(cli.Lang), database: cli.Database}
	if err := words.Run(c); err != nil {
		c.tell(err)
		if errors.As(err, new(misused)) {
			return 2
		}
		return 1
	}
	return 0
}

// misused is an error of a flag that only its command can read.
type misused struct{ error }

func (m misused) Unwrap() error { return m.error }

// language is the one that the call names, else the environment's, else Chinese.
func language(named string) lang.Lang {
	if named != "" {
		return lang.Lang(named)
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if text := os.Getenv(name); text != "" { // the first that is set decides
			if code, _, _ := strings.Cut(text, "_"); code == "en" {
				return lang.En
			}
			return lang.ZhHans
		}
	}
	return lang.ZhHans
}

// about is an error of one file among those of a call.
type about struct {
	file string
	error
}

func (a about) Unwrap() error { return a.error }

// reason is an error's own, with the file that it is about. The cause of what is
// our fault is told as well: whoever calls the command is whoever reads the log.
func (c *call) reason(err error) string {
	e := data.AsError(err)
	reason := lang.Reason(c.lang, e)
	if e.Code == data.Internal && e.Cause != nil {
		reason += " (" + strings.ReplaceAll(e.Cause.Error(), "\n", " ") + ")"
	}
	var of about
	if errors.As(err, &of) && !strings.Contains(reason, filepath.Base(of.file)) {
		reason = filepath.Base(of.file) + ": " + reason
	}
	return reason
}

// tell writes an error's reason and hint, a line each, and what else is wrong.
func (c *call) tell(err error) {
	e := data.AsError(err)
	fmt.Fprintln(c.err, c.reason(err))
	if hint := lang.Say(c.lang, e.Hint); hint != "" {
		fmt.Fprintln(c.err, hint)
	}
	for _, also := range e.Also {
		c.tell(also)
	}
}

func (c *call) say(key string, pairs ...string) {
	fmt.Fprintln(c.out, lang.Text(c.lang, "cmd."+key, pairs...))
}

// file is the database that was named, or the user's own.
func (c *call) file() (string, error) {
	if c.database != "" {
		return c.database, nil
	}
	home := os.Getenv("XDG_DATA_HOME")
	if home == "" {
		dir, err := os.UserHomeDir()
		if err != nil {
			return "", data.Fail(data.Invalid, "no-home").Because(err)
		}
		home = filepath.Join(dir, ".local", "share")
	}
	return filepath.Join(home, "countyboard", "countyboard.sqlite"), nil
}

// open opens the store, making it where it is not there.
func (c *call) open() (*sqldb.DB, error) {
	file, err := c.file()
	if err != nil {
		return nil, err
	}
	return sqldb.Open(c.ctx, file)
}

// find opens a store that is there: what only reads must not make an empty one
// where a name is misspelt. Returns NotFound where there is none.
func (c *call) find() (*sqldb.DB, error) {
	file, err := c.file()
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) && !strings.Contains(file, "://") {
		return nil, data.Fail(data.NotFound, "database-none", "file", file).Because(err)
	}
	return sqldb.Open(c.ctx, file)
}

func desk(db *sqldb.DB) importer.Desk {
	return importer.Desk{Store: db, Readers: readers, Embedded: vocab.Embedded()}
}

// who made a change through the command.
func who() string {
	for _, name := range []string{"USER", "LOGNAME"} {
		if u := os.Getenv(name); u != "" {
			return u
		}
	}
	return "command"
}
