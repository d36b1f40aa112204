package data

import (
	"errors"
	"sort"
	"strings"
	"unicode/utf8"
)

// ErrorCode is the face of an error that programs see. HTTP status and exit
// code follow from it, each in one place.
type ErrorCode string

// The error codes.
const (
	Invalid        ErrorCode = "invalid"         // the call or the content makes no sense as given
	Unauthorized   ErrorCode = "unauthorized"    // nobody is signed in
	Forbidden      ErrorCode = "forbidden"       // the signed-in person may not
	NotFound       ErrorCode = "not-found"       // nothing has that name
	Conflict       ErrorCode = "conflict"        // the state of the thing does not allow it
	TooLarge       ErrorCode = "too-large"       // over a limit
	Unsupported    ErrorCode = "unsupported"     // a format or feature we do not have
	NotImplemented ErrorCode = "not-implemented" // an answer in that form is not made
	Busy           ErrorCode = "busy"            // try again later
	TooOften       ErrorCode = "too-often"       // slowed down on purpose
	Internal       ErrorCode = "internal"        // our fault; the cause is in the log
)

// Message is something said to people, by key and named arguments; data/lang
// knows the sentence in each language. The zero Message says nothing.
type Message struct {
	Key  string            `json:"key,omitempty"`
	Args map[string]string `json:"args,omitempty"`
}

// Say makes a message from a key and name, value pairs.
func Say(key string, pairs ...string) Message {
	m := Message{Key: key}
	for i := 0; i+1 < len(pairs); i += 2 {
		if m.Args == nil {
			m.Args = make(map[string]string, len(pairs)/2)
		}
		m.Args[pairs[i]] = pairs[i+1]
	}
	return m
}

// String is for logs: the key and its arguments in order.
func (m Message) String() string {
	names := make([]string, 0, len(m.Args))
	for n := range m.Args {
		names = append(names, n)
	}
	sort.Strings(names)
	var b strings.Builder
	b.WriteString(m.Key)
	for _, n := range names {
		b.WriteString(" " + n + "=" + m.Args[n])
	}
	return b.String()
}

// Error is the one error that people meet: a code for programs, a message and a
// hint for people, a cause for the log (never shown to readers).
type Error struct {
	Code    ErrorCode
	Message Message // errors.NAME
	Hint    Message // errors.NAME.hint
	Cause   error
	Line    int      // of the text that was handed in, from 1; 0 = it is about no line
	Also    []*Error // what else is wrong with that text, in its order; a bounded number
}

// Fail makes an error whose message is "errors.NAME" and whose hint is
// "errors.NAME.hint" in the message files; pairs are the arguments of both.
func Fail(code ErrorCode, name string, pairs ...string) *Error {
	return &Error{Code: code, Message: Say("errors."+name, pairs...), Hint: Say("errors."+name+".hint", pairs...)}
}

// Because adds the cause for the log and returns the same error.
func (e *Error) Because(cause error) *Error {
	e.Cause = cause
	return e
}

// At says on which line of a text the error is, and returns the same error.
func (e *Error) At(line int) *Error {
	e.Line = line
	return e
}

func (e *Error) Error() string {
	s := string(e.Code) + ": " + e.Message.String()
	if e.Cause != nil {
		s += ": " + e.Cause.Error()
	}
	return s
}

func (e *Error) Unwrap() error { return e.Cause }

// AsError is the one door of errors: what is not an *Error becomes Internal
// with itself as the cause. AsError(nil) is nil.
func AsError(err error) *Error {
	if err == nil {
		return nil
	}
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return Fail(Internal, "internal").Because(err)
}

// CodeOf is the code of err, "" for nil.
func CodeOf(err error) ErrorCode {
	if err == nil {
		return ""
	}
	return AsError(err).Code
}

// clip shortens foreign text for messages: 60 characters, never half a one.
func clip(s string) string {
	const most = 60
	s = strings.ToValidUTF8(s, "�")
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
