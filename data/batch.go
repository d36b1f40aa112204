package data

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strconv"
	"time"
)

// Upload is a file as it came. ID is the lower-case hex SHA-256 of its bytes.
type Upload struct {
	ID       string
	File     string // base name, for people; never decides anything
	Size     int64
	Received time.Time
	By       string
}

// BatchState is where a batch stands.
type BatchState string

// Draft → Published → Withdrawn; a withdrawn batch may be published again.
const (
	Draft     BatchState = "draft"
	Live      BatchState = "published"
	Withdrawn BatchState = "withdrawn"
)

// Batch is one reading of one upload.
type Batch struct {
	// ID is the lower-case hex SHA-256 over the upload's ID, the place, the
	// release day asked for and the observations read (see BatchID).
	ID     string
	Upload string
	File   string // the upload's file name, repeated for provenance
	Place  string // home place given with the import, "" for none
	State  BatchState
	// Released is the day the figures became public, at 00:00 UTC; zero for a
	// draft whose day is the day of its publication.
	Released     time.Time
	Created      time.Time
	By           string
	Illustrative bool   // invented figures, said so wherever they are seen (示例数据)
	Source       string // what the workbook names as its source
	Observations int
	Report       Report
}

// BatchInfo is what a reader needs to cite a batch.
type BatchInfo struct {
	ID           string
	Upload       string
	File         string
	Source       string
	Released     time.Time
	Revision     int // that published it
	Illustrative bool
}

// Standing is that of a figure of the batch.
func (b BatchInfo) Standing(s Status) Standing {
	return Standing{Missing: s == Missing, Invented: b.Illustrative, Released: b.Released.Format(time.DateOnly), Revision: b.Revision}
}

// Severity of a problem.
type Severity string

// An error's value was not taken; a question's value was taken and needs an
// answer before the batch can be published; a note needs nothing.
const (
	SeverityError    Severity = "error"
	SeverityQuestion Severity = "question"
	SeverityNote     Severity = "note"
)

// Problem is one thing the importer has to say about a workbook. Problems are
// values, not errors: a workbook with problems was read.
type Problem struct {
	ID       string   `json:"id"` // stable over readings of the same layout: "unit:Sheet1!C"
	Sheet    string   `json:"sheet"`
	Cell     string   `json:"cell"`
	Cells    int      `json:"cells"` // how many cells it touches
	Code     string   `json:"code"`
	Severity Severity `json:"severity"`
	Got      string   `json:"got"`
	Expected Message  `json:"expected"`
	Options  []string `json:"options"`
	Message  Message  `json:"message"`
	Hint     Message  `json:"hint"`
	// Words are those of a question about many, the first of WordCount.
	Words     []WordAt `json:"words,omitempty"`
	WordCount int      `json:"word_count,omitempty"`
}

// WordAt is a word of a workbook with the cell where it stood first.
type WordAt struct {
	Word  string `json:"word"`
	Sheet string `json:"sheet"`
	Cell  string `json:"cell"`
}

// ReadAs is a label of a workbook that was taken for a thing of another name.
type ReadAs struct {
	Word    string `json:"word"`
	Sheet   string `json:"sheet"`
	Cell    string `json:"cell"`
	Code    string `json:"code"`
	Label   string `json:"label"`
	LabelEn string `json:"label_en"`
}

// TableReport says where a table was found and how it was understood.
type TableReport struct {
	Sheet        string   `json:"sheet"`
	Range        string   `json:"range"`
	Title        string   `json:"title"`
	HeaderRows   [2]int   `json:"header_rows"` // first and last, 1-based
	LabelColumns []string `json:"label_columns"`
	Fingerprint  string   `json:"fingerprint,omitempty"`
}

// HeaderSpan is the rows of the header as people write them: "5", "5–7".
func (t TableReport) HeaderSpan() string {
	if t.HeaderRows[0] == t.HeaderRows[1] {
		return strconv.Itoa(t.HeaderRows[0])
	}
	return strconv.Itoa(t.HeaderRows[0]) + "–" + strconv.Itoa(t.HeaderRows[1])
}

// Report is what was understood of a workbook; it is stored with its batch.
type Report struct {
	File         string        `json:"file"`
	Format       string        `json:"format"` // "xlsx"
	SHA256       string        `json:"sha256"`
	Sheets       int           `json:"sheets"`
	Hidden       int           `json:"hidden"`
	Tables       []TableReport `json:"tables"`
	Problems     []Problem     `json:"problems"`
	ReadAs       []ReadAs      `json:"read_as,omitempty"` // once for each word
	Observations int           `json:"observations"`      // all that were read, complete keys or not
	Missing      int           `json:"missing"`           // of them, without a number
	Ignored      int           `json:"ignored"`           // cells with content that are neither label nor value
	Seconds      float64       `json:"seconds"`
	// Answers are those given with this import: what is answered next joins them.
	Answers map[string]AnswerTo `json:"answers,omitempty"`
}

// Open counts the questions and errors that stand against publication.
func (r Report) Open() int {
	n := 0
	for _, p := range r.Problems {
		if p.Severity == SeverityQuestion {
			n++
		}
	}
	return n
}

// Again is the note that the same workbook was published before under another
// day (args day and id), nil where it was not.
func (r Report) Again() *Problem {
	i := slices.IndexFunc(r.Problems, func(p Problem) bool { return p.Code == "workbook-again" })
	if i < 0 {
		return nil
	}
	return &r.Problems[i]
}

// AnswerTo is the answer to a problem's question, as the JSON lines of an import
// write it; one field is set.
type AnswerTo struct {
	Use    string   `json:"use,omitempty"`    // this unit, code or period
	Blank  bool     `json:"-"`                // the JSON {"use": ""}: the word says nothing
	New    *NewWord `json:"new,omitempty"`    // a new word of the vocabulary
	Take   string   `json:"take,omitempty"`   // "as-is": take these places as they are
	Prefix string   `json:"prefix,omitempty"` // of the codes taken as they are
	Ignore bool     `json:"-"`                // the JSON text "ignore"
}

// NewWord is a code and label that an answer brings along; an indicator may say
// its unit and how it behaves in time, so that neither is asked or inferred.
type NewWord struct {
	Code  string `json:"code"`
	Label string `json:"label"`
	Unit  string `json:"unit,omitempty"`
	Kind  Kind   `json:"kind,omitempty"`
}

// Layout is what is remembered of a table to say what moved since: its columns
// and rows by their words, digits alike, and the units of columns.
type Layout struct {
	Columns []string          `json:"columns"`
	Rows    []string          `json:"rows"` // none of a table too long to compare
	Units   map[string]string `json:"units"`
	// Newest is the last day of its latest period, as 2024-09-30; "" = unknown.
	Newest string `json:"newest,omitempty"`
}

// Recipe is what was answered for a layout; the next workbook of the same
// fingerprint is read with it. Answers are by problem ID.
type Recipe struct {
	Fingerprint string
	Family      string // of layouts that differ in columns alone; "" = none
	Layout      Layout
	Answers     map[string]AnswerTo
	Updated     time.Time
	By          string
}

// WordKind says what an added word of the vocabulary is.
type WordKind string

// What editors and answers may add to the embedded catalogue.
const (
	IndicatorWord WordKind = "indicator"
	PlaceWord     WordKind = "place"
	FacetWord     WordKind = "facet"
)

// Word is something editors or answers added to the vocabulary, or changed in
// it. Kind and Code together name it.
type Word struct {
	Kind    WordKind
	Code    string // indicator code, place code, or facet "cluster/东方"
	Label   string
	LabelEn string
	Aliases []string
	Parent  string // places
	Unit    Unit   // indicators
	Of      Kind   // indicators: stock, flow or rate
	Order   int    // facets: rank within the dimension
}

// MarshalJSON writes the text "ignore" or the object of the contract.
func (a AnswerTo) MarshalJSON() ([]byte, error) {
	switch {
	case a.Ignore:
		return []byte(`"ignore"`), nil
	case a.Blank:
		return []byte(`{"use":""}`), nil
	}
	type plain AnswerTo
	return json.Marshal(plain(a))
}

// UnmarshalJSON reads what MarshalJSON writes; unknown keys are errors, and so is
// an object that answers nothing or two things.
func (a *AnswerTo) UnmarshalJSON(text []byte) error {
	if string(text) == `"ignore"` {
		*a = AnswerTo{Ignore: true}
		return nil
	}
	type plain AnswerTo
	var got struct {
		plain
		Use *string `json:"use"`
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&got); err != nil {
		return err
	}
	*a = AnswerTo(got.plain)
	n := 0
	if got.Use != nil {
		a.Use, a.Blank = *got.Use, *got.Use == ""
		n++
	}
	if a.New != nil {
		n++
		if k := a.New.Kind; k != "" && k != Stock && k != Flow && k != Rate {
			return errors.New("kind is " + string(k))
		}
	}
	if a.Take != "" {
		n++
	}
	if n != 1 {
		return errors.New("one of use, new, take")
	}
	return nil
}

// ParseAnswers reads a file of answers by question ID.
// Returns Invalid that says where the file is no JSON, or which answer is none.
func ParseAnswers(file string, text []byte) (map[string]AnswerTo, error) {
	var all map[string]json.RawMessage
	if err := json.Unmarshal(bytes.TrimPrefix(text, []byte("\xEF\xBB\xBF")), &all); err != nil {
		at := len(text)
		if e, ok := errors.AsType[*json.SyntaxError](err); ok {
			at = min(int(e.Offset), len(text))
		} else if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
			at = min(int(e.Offset), len(text))
		}
		line := 1 + bytes.Count(text[:at], []byte("\n"))
		return nil, Fail(Invalid, "answers", "file", file, "line", strconv.Itoa(line)).Because(err)
	}
	answers := make(map[string]AnswerTo, len(all))
	for _, id := range slices.Sorted(maps.Keys(all)) {
		var a AnswerTo
		if err := json.Unmarshal(all[id], &a); err != nil {
			return nil, Fail(Invalid, "answer", "file", file, "id", clip(id), "got", clip(string(all[id]))).Because(err)
		}
		answers[id] = a
	}
	return answers, nil
}
