// Command write makes traditional.txt, the table from traditional to simplified
// characters, of the dictionaries of OpenCC (Apache License 2.0) that npm's
// opencc-js carries:
//
//	npm pack opencc-js && tar xzf opencc-js-*.tgz
//	go run ./data/story/suggest/write package/dist/esm-lib/dict > data/story/suggest/traditional.txt
//
// The first line after the heading is characters in pairs, each further line a
// phrase and what it becomes. A pair has as many characters on both sides;
// characters beyond the basic plane, which no newspaper writes, are left out.
package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "give the folder with TSCharacters.js and TSPhrases.js")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(dir string) error {
	w := bufio.NewWriter(os.Stdout)
	fmt.Fprintln(w, "# Of the dictionaries of OpenCC, Apache License 2.0, by way of npm's opencc-js; made by write.")
	for _, name := range []string{"TSCharacters.js", "TSPhrases.js"} {
		b, err := os.ReadFile(filepath.Join(dir, name)) //nolint:gosec // named by who runs it
		if err != nil {
			return err
		}
		_, quoted, _ := strings.Cut(string(b), `"`)
		quoted, _, _ = strings.Cut(quoted, `"`)
		for _, pair := range strings.Split(quoted, "|") {
			from, to, _ := strings.Cut(pair, " ")
			switch {
			case from == to && name == "TSCharacters.js", utf8.RuneCountInString(from) != utf8.RuneCountInString(to), beyond(from + to):
			case name == "TSCharacters.js":
				fmt.Fprint(w, from, to)
			default:
				fmt.Fprint(w, "\n", from, " ", to)
			}
		}
	}
	fmt.Fprintln(w)
	return w.Flush()
}

func beyond(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r > 0xFFFF })
}
