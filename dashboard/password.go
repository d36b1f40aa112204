package dashboard

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	"countyboard/data"

	"golang.org/x/crypto/argon2"
)

// Parameters of argon2id: OWASP's first choice (19 MiB, two passes).
const (
	argonTime, argonMemory, argonThreads = 2, 19 * 1024, 1
	saltBytes, hashBytes                 = 16, 32
)

const shortest = 10 // characters of a password

// HashPassword encodes a password for data.Account in the PHC string format.
// Returns Invalid for passwords that are too short.
func HashPassword(password string) (string, error) {
	if utf8.RuneCountInString(password) < shortest {
		return "", data.Fail(data.Invalid, "password-short", "least", fmt.Sprint(shortest))
	}
	salt := make([]byte, saltBytes)
	if _, err := rand.Read(salt); err != nil {
		return "", err
	}
	h := argon2.IDKey([]byte(password), salt, argonTime, argonMemory, argonThreads, hashBytes)
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonTime, argonThreads,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(h)), nil
}

// matches reports whether password is the one that was encoded. Any other form
// than HashPassword's matches nothing.
func matches(encoded, password string) bool {
	parts := strings.Split(encoded, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false
	}
	var version, memory, passes uint32
	var threads uint8
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return false
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &passes, &threads); err != nil || memory > 1<<20 || passes == 0 || threads == 0 {
		return false
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false
	}
	want, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil || len(want) != hashBytes {
		return false
	}
	return subtle.ConstantTimeCompare(argon2.IDKey([]byte(password), salt, passes, memory, threads, hashBytes), want) == 1
}
