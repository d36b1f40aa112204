package data

import "time"

// Role of an account; each may do what the ones before it may.
type Role string

// Viewers see drafts, editors upload, publishers publish and withdraw, admins
// manage accounts.
const (
	Viewer    Role = "viewer"
	Editor    Role = "editor"
	Publisher Role = "publisher"
	Admin     Role = "admin"
)

var rank = map[Role]int{Viewer: 1, Editor: 2, Publisher: 3, Admin: 4}

// May reports whether r may do what needs role.
func (r Role) May(role Role) bool { return rank[r] > 0 && rank[r] >= rank[role] }

// Known reports whether r is one of the roles.
func (r Role) Known() bool { return rank[r] > 0 }

// Account is a person who may sign in. Password is an encoded argon2id hash.
type Account struct {
	Name     string
	Role     Role
	Password string
	Created  time.Time
}
