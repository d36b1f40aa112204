package dashboard

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"sync"
	"time"

	"countyboard/data"

	"github.com/alexedwards/scs/v2"
)

// EnsureAdmin makes the first account where there is none: "admin", with the
// password given or a random one, which it returns so that it can be told once.
func EnsureAdmin(ctx context.Context, accounts data.Accounts, password string) (made bool, random string, err error) {
	have, err := accounts.Accounts(ctx)
	if err != nil || len(have) > 0 {
		return false, "", err
	}
	if password == "" {
		password = rand.Text()
		random = password
	}
	h, err := HashPassword(password)
	if err != nil {
		return false, "", err
	}
	return true, random, accounts.SaveAccount(ctx, data.Account{Name: "admin", Role: data.Admin, Password: h, Created: time.Now().UTC()})
}

// sessionStore keeps sessions in the store; it implements scs.CtxStore.
type sessionStore struct{ accounts data.Accounts }

func (s sessionStore) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	return s.accounts.Session(ctx, token)
}

func (s sessionStore) CommitCtx(ctx context.Context, token string, b []byte, expiry time.Time) error {
	return s.accounts.SaveSession(ctx, token, b, expiry)
}

func (s sessionStore) DeleteCtx(ctx context.Context, token string) error {
	return s.accounts.DeleteSession(ctx, token)
}

func (s sessionStore) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

func (s sessionStore) Commit(token string, b []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, b, expiry)
}

func (s sessionStore) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }

func newSessions(accounts data.Accounts, secure bool) *scs.SessionManager {
	m := scs.New()
	m.Store = sessionStore{accounts}
	m.HashTokenInStore = true
	m.Lifetime, m.IdleTimeout = 12*time.Hour, 2*time.Hour
	m.Cookie.Name, m.Cookie.HttpOnly, m.Cookie.Secure, m.Cookie.SameSite = "countyboard", true, secure, http.SameSiteLaxMode
	return m
}

// person is who is signed in, in a request whose session was loaded; the zero
// Account for nobody. A changed password
// ends the sessions that were opened with the old one.
func (s *Server) person(r *http.Request) (data.Account, error) {
	name := s.sessions.GetString(r.Context(), "name")
	if name == "" {
		return data.Account{}, nil
	}
	a, err := s.Store.Account(r.Context(), name)
	if data.CodeOf(err) == data.NotFound {
		return data.Account{}, nil
	}
	if err != nil || s.sessions.GetString(r.Context(), "proof") != proof(a) {
		return data.Account{}, err
	}
	return a, nil
}

// proof ties a session to a password without keeping anything of it.
func proof(a data.Account) string {
	sum := sha256.Sum256([]byte("session\x00" + a.Password))
	return hex.EncodeToString(sum[:16])
}

// nobody is a hash that no password matches: an unknown name costs as much time
// as a known one.
var nobody = sync.OnceValue(func() string {
	h, err := HashPassword(rand.Text())
	if err != nil {
		panic(err)
	}
	return h
})

// signIn is the form's content.
type signIn struct {
	Name string
	Next string
	Bad  *problem
}

func (s *Server) loginForm(v *view) error {
	v.Title, v.Body = v.T("page.sign-in"), signIn{Next: local(v.c.QueryParam("next"))}
	return s.private(v, http.StatusOK, "login")
}

func (s *Server) login(v *view) error {
	name, password, next := v.c.FormValue("name"), v.c.FormValue("password"), local(v.c.FormValue("next"))
	keys := []string{"name " + clip(name), "address " + v.c.RealIP()}
	if s.failures.blocked(keys...) {
		return data.Fail(data.TooOften, "sign-in-often")
	}
	s.hashing <- struct{}{}
	a, err := s.Store.Account(v.ctx, name)
	known := err == nil
	if !known {
		a.Password = nobody()
	}
	ok := matches(a.Password, password) && known
	<-s.hashing
	if err != nil && data.CodeOf(err) != data.NotFound {
		return err
	}
	if !ok {
		s.failures.failed(keys...)
		p := told(v.Lang, data.Fail(data.Unauthorized, "sign-in-wrong"))
		v.Title, v.Body = v.T("page.sign-in"), signIn{Name: clip(name), Next: next, Bad: &p}
		return s.private(v, http.StatusUnauthorized, "login")
	}
	s.failures.succeeded(keys...)
	if err := s.sessions.RenewToken(v.ctx); err != nil {
		return err
	}
	s.sessions.Put(v.ctx, "name", a.Name)
	s.sessions.Put(v.ctx, "proof", proof(a))
	return v.c.Redirect(http.StatusSeeOther, next)
}

func (s *Server) logout(v *view) error {
	if err := s.sessions.Destroy(v.ctx); err != nil {
		return err
	}
	return v.c.Redirect(http.StatusSeeOther, "/")
}

// local keeps a redirect on this site.
func local(next string) string {
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t") {
		return "/uploads"
	}
	return next
}
