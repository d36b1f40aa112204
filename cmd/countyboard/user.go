package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"countyboard/dashboard"
	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/sqldb"

	"golang.org/x/term"
)

// UserCmd is "countyboard user …".
type UserCmd struct {
	Add UserAdd `cmd:"" help:"Add an account, or change its role and password."`
}

// UserAdd adds an account.
type UserAdd struct {
	Name string `arg:"" help:"Name to sign in with."`
	Role string `help:"viewer, editor, publisher or admin." enum:"viewer,editor,publisher,admin" required:""`
}

// Run adds an account; the password is asked for, or read from standard input
// where that is no terminal.
func (u UserAdd) Run(c *call) error {
	password, err := c.password()
	if err != nil {
		return err
	}
	hash, err := dashboard.HashPassword(password)
	if err != nil {
		return err
	}
	return c.making(func(db *sqldb.DB) error {
		a := data.Account{Name: u.Name, Role: data.Role(u.Role), Password: hash, Created: time.Now().UTC()}
		if err := db.SaveAccount(c.ctx, a); err != nil {
			return err
		}
		c.say("user-added", "name", u.Name, "role", u.Role)
		return nil
	})
}

func (c *call) password() (string, error) {
	fmt.Fprint(c.err, lang.Text(c.lang, "cmd.password-for"))
	if f, ok := c.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		b, err := term.ReadPassword(int(f.Fd()))
		fmt.Fprintln(c.err)
		return string(b), err
	}
	line, err := bufio.NewReader(c.in).ReadString('\n')
	fmt.Fprintln(c.err)
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return strings.TrimRight(line, "\r\n"), nil
}
