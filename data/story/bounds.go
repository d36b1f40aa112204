package story

import (
	"regexp"
	"strconv"
	"strings"

	"countyboard/data"

	"github.com/yuin/goldmark/ast"
)

// A text of one megabyte can ask a reader of Markdown for hours or gigabytes:
// marks without a partner are each compared with all the others of their
// paragraph, each row of a table is filled up to its widest, quotes in quotes are
// walked from each of them, and an address that stands once may be used by a
// hundred thousand links. What follows is far beyond any story.
const (
	mostDeep  = 100       // quotes, lists and steps of indentation that a line begins with
	mostSteps = 100000    // of these in all lines
	mostMarks = 250000000 // squares of the marks of each paragraph, added up
	mostCells = 100000    // of all tables
	mostLinks = 2000      // claims, values and charts
)

var (
	containers = regexp.MustCompile(`^(?:[ \t]+|>|[-+*][ \t]|\d{1,9}[.)][ \t])+`)
	container  = regexp.MustCompile(`>|[-+*][ \t]|[.)][ \t]|  |\t`)
)

// bounded returns Invalid for a text whose reading has no bound, saying where.
func bounded(body string) error {
	var marks, pipes, rows int64 // of the paragraph
	var work, cells int64
	steps := 0
	n := 0
	for line := range strings.Lines(body) {
		n++
		if strings.TrimLeft(line, " \t\r\n") == "" {
			work, cells = work+marks*marks, cells+pipes*rows
			marks, pipes, rows = 0, 0, 0
			continue
		}
		deep := len(container.FindAllString(containers.FindString(line), mostDeep+1))
		if steps += deep; deep > mostDeep || steps > mostSteps {
			return data.Fail(data.Invalid, "story-deep", "line", strconv.Itoa(n), "most", strconv.Itoa(mostDeep), "all", strconv.Itoa(mostSteps))
		}
		m, p := marksOf(line)
		marks, pipes, rows = marks+m, max(pipes, p), rows+1
		switch {
		case work+marks*marks > mostMarks:
			return data.Fail(data.Invalid, "story-marks", "line", strconv.Itoa(n))
		case cells+pipes*rows > mostCells:
			return data.Fail(data.Invalid, "story-table", "line", strconv.Itoa(n), "most", strconv.Itoa(mostCells))
		}
	}
	return nil
}

// marksOf counts what may begin or end emphasis, code or a link in a line, and
// what may end a cell of a table.
func marksOf(line string) (marks, pipes int64) {
	escaped := false
	for i := range len(line) {
		switch c := line[i]; {
		case escaped:
			escaped = false
		case c == '\\':
			escaped = true
		case strings.IndexByte("*_~`[]<!", c) >= 0:
			marks++
		case c == '|':
			pipes++
		}
	}
	return marks, pipes
}

// boundedLinks returns Invalid where the links of a parsed text are too many, or
// together longer than the text could write them.
func boundedLinks(doc ast.Node) (err error) {
	long, ours := 0, 0
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker returns no error
		dest, words := destination(n)
		if dest == nil || !entering {
			return ast.WalkContinue, nil
		}
		if long += len(dest) + len(words); isOurs(string(dest)) {
			ours++
		}
		switch {
		case ours > mostLinks:
			err = data.Fail(data.Invalid, "story-links", "most", strconv.Itoa(mostLinks))
		case long > 2*Longest:
			err = data.Fail(data.Invalid, "story-addresses", "address", clip(string(dest)))
		default:
			return ast.WalkContinue, nil
		}
		return ast.WalkStop, nil
	})
	return err
}

// destination is the address and the title of a link or an image; nil of what is none.
func destination(n ast.Node) (dest, title []byte) {
	switch n := n.(type) {
	case *ast.Link:
		return n.Destination, n.Title
	case *ast.Image:
		return n.Destination, n.Title
	}
	return nil, nil
}

// nested is one of our links that stands in another link or in the words of a
// picture, where it could not be shown; nil = there is none.
func nested(doc ast.Node) (found ast.Node) {
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker returns no error
		dest, _ := destination(n)
		if !entering || !isOurs(string(dest)) {
			return ast.WalkContinue, nil
		}
		for p := n.Parent(); p != nil; p = p.Parent() {
			if outer, _ := destination(p); outer != nil {
				found = n
				return ast.WalkStop, nil
			}
		}
		return ast.WalkContinue, nil
	})
	return found
}
