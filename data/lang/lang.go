// Package lang knows how Countyboard speaks to people: messages, numbers and
// times in each language. Code names a message by its key ("errors.period-text");
// the files zh-Hans/*.json and en/*.json hold the sentences, so that a language is one folder.
// How people write to us is known to data/vocab.
package lang

import (
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"strconv"
	"strings"

	"countyboard/data"
)

// Lang is a language tag.
type Lang string

// The languages there are. The first is the default.
const (
	ZhHans Lang = "zh-Hans"
	En     Lang = "en"
)

// All lists the languages, the default first.
var All = []Lang{ZhHans, En}

// Parse reads a language tag as addresses carry it.
// Returns Invalid if it is none of ours.
func Parse(text string) (Lang, error) {
	for _, l := range All {
		if string(l) == text {
			return l, nil
		}
	}
	return "", data.Fail(data.Invalid, "lang-text", "got", text)
}

// Pick is the one of two names that a language has; where there is no English one
// the Chinese stands.
func Pick(l Lang, zh, en string) string {
	if l == En && en != "" {
		return en
	}
	return zh
}

// Behind is what of a name is still to be said behind a word that ends as the name
// begins: behind 规模以上工业, of 工业总产值, that is 总产值. Only Chinese shares words so.
func Behind(word, name string) string {
	const least, han = len("工业"), 0x2e80
	for i, r := range word {
		if rest, shared := strings.CutPrefix(name, word[i:]); shared && rest != "" && r >= han && len(word[i:]) >= least {
			return rest
		}
	}
	return name
}

//go:embed zh-Hans/*.json en/*.json
var files embed.FS

var sentences = load()

// load reads the embedded files: the key of a sentence is its file's name, a
// dot and its name in the file. A file that cannot be read is a mistake of the build.
func load() map[Lang]map[string]string {
	all := make(map[Lang]map[string]string, len(All))
	for _, l := range All {
		all[l] = make(map[string]string)
		names, err := files.ReadDir(string(l))
		if err != nil {
			panic(err)
		}
		for _, f := range names {
			text, err := files.ReadFile(path.Join(string(l), f.Name()))
			if err != nil {
				panic(err)
			}
			var m map[string]string
			if err := json.Unmarshal(text, &m); err != nil {
				panic(fmt.Sprintf("data/lang/%s/%s: %v", l, f.Name(), err))
			}
			for k, s := range m {
				all[l][strings.TrimSuffix(f.Name(), ".json")+"."+k] = s
			}
		}
	}
	return all
}

// Say is the message in language l, with its {arguments} filled in. The zero
// Message is "". Arguments are plain text: whoever puts the result into HTML escapes it.
func Say(l Lang, m data.Message) string {
	if m.Key == "" {
		return ""
	}
	s, ok := sentences[l][m.Key]
	if !ok {
		return "⟨" + m.String() + "⟩"
	}
	if len(m.Args) == 0 || !strings.Contains(s, "{") {
		return s
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, closed := strings.Cut(rest, "}")
		if v, ok := m.Args[name]; ok && closed {
			b.WriteString(v)
		} else {
			b.WriteString("{" + name + "}")
		}
		s = after
	}
}

// Text is Say for a key and name, value pairs.
func Text(l Lang, key string, pairs ...string) string { return Say(l, data.Say(key, pairs...)) }

// Reason is what an error says, and on which line of a text.
func Reason(l Lang, e *data.Error) string {
	what := Say(l, e.Message)
	if e.Line == 0 {
		return what
	}
	return Text(l, "story.at-line", "line", strconv.Itoa(e.Line), "text", what)
}

// Has reports whether there is a sentence for key.
func Has(l Lang, key string) bool { _, ok := sentences[l][key]; return ok }
