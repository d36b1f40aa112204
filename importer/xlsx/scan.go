package xlsx

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A scanner reads the XML of one part as a stream of tokens. It knows what
// spreadsheets use of XML and is strict about the rest: tags must nest, the
// document must end where its root ends, and there is no DOCTYPE. Names are
// local names: producers differ in their prefixes.
type scanner struct {
	r    io.Reader
	buf  []byte
	pos  int // of the next byte in buf
	eof  bool
	open [][]byte // names of the open elements
	done bool     // the root is closed

	name  string // local name of a start or end tag
	attrs []byte // raw attributes of a start tag; valid until the next token
	text  []byte // raw character data; valid until the next token
	cdata bool   // text needs no unescaping
	close bool   // an end tag is still due for <a/>
}

type token uint8

const (
	tokenEnd token = iota // of the document
	tokenOpen
	tokenClose
	tokenText
)

const (
	maxDepth = 128
	maxToken = 8 << 20 // bytes of one tag or one run of text
)

var (
	errCutOff = errors.New("the XML ends before its root element")
	errShape  = errors.New("the XML is malformed")
	errToken  = errors.New("a tag or text is longer than any workbook needs")
)

func newScanner(r io.Reader) *scanner { return &scanner{r: r, buf: make([]byte, 0, 64<<10)} }

// more reads more bytes behind what is kept from pos on.
func (s *scanner) more() error {
	if s.eof {
		return io.EOF
	}
	if s.pos > 0 {
		s.buf = s.buf[:copy(s.buf, s.buf[s.pos:])]
		s.pos = 0
	}
	if len(s.buf) == cap(s.buf) {
		if cap(s.buf) >= maxToken {
			return errToken
		}
		s.buf = append(make([]byte, 0, 2*cap(s.buf)), s.buf...)
	}
	n, err := s.r.Read(s.buf[len(s.buf):cap(s.buf)])
	s.buf = s.buf[:len(s.buf)+n]
	if errors.Is(err, io.EOF) {
		s.eof = true
		if n == 0 {
			return io.EOF
		}
		return nil
	}
	return err
}

// find returns the index of sep at or after pos+from, reading as needed.
func (s *scanner) find(sep string, from int) (int, error) {
	for {
		if i := bytes.Index(s.buf[min(s.pos+from, len(s.buf)):], []byte(sep)); i >= 0 {
			return min(s.pos+from, len(s.buf)) + i, nil
		}
		from = max(from, len(s.buf)-s.pos-len(sep)+1)
		if err := s.more(); err != nil {
			return 0, err
		}
	}
}

// next is the next token. After tokenEnd the document was whole.
func (s *scanner) next() (token, error) {
	if s.close {
		s.close = false
		return s.pop()
	}
	for {
		if s.pos == len(s.buf) {
			if err := s.more(); errors.Is(err, io.EOF) {
				if !s.done {
					return tokenEnd, errCutOff
				}
				return tokenEnd, nil
			} else if err != nil {
				return tokenEnd, err
			}
			continue
		}
		if s.buf[s.pos] != '<' {
			i, err := s.find("<", 0)
			if errors.Is(err, io.EOF) {
				i = len(s.buf)
			} else if err != nil {
				return tokenEnd, err
			}
			s.text, s.cdata, s.pos = s.buf[s.pos:i], false, i
			if len(s.open) == 0 {
				continue // blanks and the like outside the root
			}
			return tokenText, nil
		}
		t, skip, err := s.tag()
		if err != nil || !skip {
			return t, err
		}
	}
}

// tag reads what begins with "<"; skip reports comments and the like.
func (s *scanner) tag() (t token, skip bool, err error) {
	for len(s.buf)-s.pos < 9 && !s.eof {
		if err := s.more(); err != nil && !errors.Is(err, io.EOF) {
			return tokenEnd, false, err
		}
	}
	switch at := s.buf[s.pos:]; {
	case bytes.HasPrefix(at, []byte("<!--")):
		return tokenEnd, true, s.skip("-->", 4)
	case bytes.HasPrefix(at, []byte("<?")):
		return tokenEnd, true, s.skip("?>", 2)
	case bytes.HasPrefix(at, []byte("<![CDATA[")):
		i, err := s.find("]]>", 9)
		if err != nil {
			return tokenEnd, false, cut(err)
		}
		s.text, s.cdata, s.pos = s.buf[s.pos+9:i], true, i+3
		return tokenText, len(s.open) == 0, nil
	case bytes.HasPrefix(at, []byte("<!")):
		return tokenEnd, false, errShape
	}
	i, err := s.tagEnd()
	if err != nil {
		return tokenEnd, false, cut(err)
	}
	body := s.buf[s.pos+1 : i]
	s.pos = i + 1
	t, err = s.element(body)
	return t, false, err
}

func (s *scanner) skip(end string, from int) error {
	i, err := s.find(end, from)
	if err != nil {
		return cut(err)
	}
	s.pos = i + len(end)
	return nil
}

func cut(err error) error {
	if errors.Is(err, io.EOF) {
		return errCutOff
	}
	return err
}

// tagEnd is the index of the ">" that ends the tag at pos; one inside an
// attribute's quotes does not.
func (s *scanner) tagEnd() (int, error) {
	var quote byte
	for at := 1; ; {
		for i, c := range s.buf[s.pos+at:] {
			switch {
			case quote != 0:
				if c == quote {
					quote = 0
				}
			case c == '"' || c == '\'':
				quote = c
			case c == '>':
				return s.pos + at + i, nil
			}
		}
		at = len(s.buf) - s.pos
		if err := s.more(); err != nil {
			return 0, err
		}
	}
}

func (s *scanner) element(body []byte) (token, error) {
	if len(body) > 0 && body[0] == '/' {
		name := local(bytes.TrimSpace(body[1:]))
		if len(s.open) == 0 || !bytes.Equal(s.open[len(s.open)-1], name) {
			return tokenEnd, errShape
		}
		return s.pop()
	}
	if len(body) > 0 && body[len(body)-1] == '/' {
		s.close = true
		body = body[:len(body)-1]
	}
	end := 0
	for end < len(body) && !isBlank(body[end]) {
		end++
	}
	name := local(body[:end])
	if len(name) == 0 || s.done || len(s.open) >= maxDepth {
		return tokenEnd, errShape
	}
	s.push(name)
	s.attrs = body[end:]
	return tokenOpen, nil
}

// push keeps a copy of the name, in the storage of an earlier element if there is one.
func (s *scanner) push(name []byte) {
	n := len(s.open)
	if n < cap(s.open) {
		s.open = s.open[:n+1]
		s.open[n] = append(s.open[n][:0], name...)
	} else {
		s.open = append(s.open, bytes.Clone(name))
	}
	s.name = known(name)
}

func (s *scanner) pop() (token, error) {
	n := len(s.open) - 1
	s.name = known(s.open[n])
	s.open = s.open[:n]
	s.done = n == 0
	return tokenClose, nil
}

// local is the name without its prefix.
func local(name []byte) []byte {
	return name[bytes.IndexByte(name, ':')+1:]
}

// known saves an allocation for each cell.
func known(name []byte) string {
	switch string(name) {
	case "c":
		return "c"
	case "v":
		return "v"
	case "row":
		return "row"
	case "f":
		return "f"
	case "t":
		return "t"
	case "si":
		return "si"
	case "is":
		return "is"
	case "r":
		return "r"
	}
	return string(name)
}

// attr is the raw value of the attribute with that local name.
func (s *scanner) attr(name string) (value []byte, ok bool) {
	at := s.attrs
	for {
		at = withoutBlanks(at)
		eq := bytes.IndexByte(at, '=')
		if eq <= 0 {
			return nil, false
		}
		key := at[:eq]
		for len(key) > 0 && isBlank(key[len(key)-1]) {
			key = key[:len(key)-1]
		}
		at = withoutBlanks(at[eq+1:])
		if len(at) == 0 || (at[0] != '"' && at[0] != '\'') {
			return nil, false
		}
		end := bytes.IndexByte(at[1:], at[0])
		if end < 0 {
			return nil, false
		}
		if string(local(key)) == name {
			return at[1 : 1+end], true
		}
		at = at[end+2:]
	}
}

// withoutBlanks is b from its first byte on that is none.
func withoutBlanks(b []byte) []byte {
	for len(b) > 0 && isBlank(b[0]) {
		b = b[1:]
	}
	return b
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// attrText is the attribute with its entities resolved; "" where it is not there.
func (s *scanner) attrText(name string) string {
	v, ok := s.attr(name)
	if !ok {
		return ""
	}
	return unescape(v)
}

func (s *scanner) attrInt(name string) (int, bool) {
	v, ok := s.attr(name)
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(string(bytes.TrimSpace(v)))
	return n, err == nil
}

func (s *scanner) attrTrue(name string) bool {
	v, _ := s.attr(name)
	return string(v) == "1" || string(v) == "true" || string(v) == "on"
}

// content adds the current text to b, entities resolved and line ends as XML
// has them.
func (s *scanner) content(b []byte) []byte {
	text := s.text
	if bytes.IndexByte(text, '\r') >= 0 {
		text = bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	}
	if s.cdata || bytes.IndexByte(text, '&') < 0 {
		return append(b, text...)
	}
	return append(b, unescape(text)...)
}

// unescape resolves entities; what is none stays as it is.
func unescape(raw []byte) string {
	text := strings.ToValidUTF8(string(raw), "�")
	if !strings.Contains(text, "&") {
		return text
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "&")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, closed := strings.Cut(rest, ";")
		if r, ok := entity(name); closed && ok {
			b.WriteRune(r)
			text = after
		} else {
			b.WriteByte('&')
			text = rest
		}
	}
}

func entity(name string) (rune, bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	digits, found := strings.CutPrefix(name, "#")
	if !found || len(digits) > 8 {
		return 0, false
	}
	base := 10
	if h, hex := strings.CutPrefix(strings.ToLower(digits), "x"); hex {
		digits, base = h, 16
	}
	n, err := strconv.ParseInt(digits, base, 32)
	if err != nil || !utf8.ValidRune(rune(n)) || n == 0 {
		return 0, false
	}
	return rune(n), true
}
