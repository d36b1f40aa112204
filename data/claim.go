package data

import "time"

// ClaimKind is what sort of thing a sentence says. Stories carry these words in addresses that are kept for ever.
type ClaimKind string

// The kinds of claims.
const (
	ClaimLevel     ClaimKind = "level"
	ClaimGrowth    ClaimKind = "growth"
	ClaimPoints    ClaimKind = "points"
	ClaimShare     ClaimKind = "share"
	ClaimRank      ClaimKind = "rank"
	ClaimDirection ClaimKind = "direction"
	ClaimGoal      ClaimKind = "goal"
	ClaimNone      ClaimKind = "none"
)

// Op compares what was found with what was said.
type Op string

// The comparisons, with the words they stand for.
const (
	OpGT    Op = "gt"    // 超, 逾, 突破
	OpGE    Op = "ge"    // 达到, 以上
	OpLT    Op = "lt"    // 不足, 近: below and within Tolerance
	OpLE    Op = "le"    //
	OpEQ    Op = "eq"    //
	OpAbout Op = "about" // 约, 左右, 余: at or a little above
)

// Trend is what a direction claim says.
type Trend string

// The trends.
const (
	Rising       Trend = "rising"
	Falling      Trend = "falling"
	Accelerating Trend = "accelerating"
	Slowing      Trend = "slowing"
	Record       Trend = "record"
	Turned       Trend = "turned"
)

// Claim is a sentence's assertion in codes. Which fields mean something depends
// on Kind; data/story reads and writes its address.
type Claim struct {
	Text    string // the words of the story that carry the claim
	Address string // claim:… as the story has it
	Line    int    // of the story's file on which the words begin; 0 outside of a story
	// Sentence is what the words stand in, 120 characters at the most.
	Sentence string
	Kind     ClaimKind
	Key      Key    // Period is zero when Latest; Measure is the measure claimed about
	Latest   bool   // the last period that had ended by the story's date and has a figure
	From     Period // of a stretch of time; zero when unsaid
	To       Period
	Basis    Basis
	Op       Op
	Said     float64
	HasSaid  bool
	Unit     Unit
	// Tolerance is in Unit; by default half of the last digit said. HasTolerance:
	// the address states it, so no word of the sentence widens it.
	Tolerance    float64
	HasTolerance bool
	Among        string // rank: "groups" or "places"
	Rank         int
	Trend        Trend
	Base         Period  // goal: where it starts from
	Target       float64 // goal: value in Unit, or multiple of the base when Times
	Times        bool
	Why          string // none: why it cannot be checked
}

// Outcome of judging a claim.
type Outcome string

// The outcomes, as stories and their JSON name them.
const (
	Agrees            Outcome = "agrees"             // 相符
	AgreesRounded     Outcome = "agrees-rounded"     // 四舍五入后相符
	Differs           Outcome = "differs"            // 有出入
	DiffersDefinition Outcome = "differs-definition" // 口径不同
	Revised           Outcome = "revised"            // 已修订
	NoData            Outcome = "no-data"            // 缺数据
	NotCheckable      Outcome = "not-checkable"      // 无法核实
)

// Finding is what the data said at one moment.
type Finding struct {
	Outcome      Outcome
	Found        float64
	HasFound     bool
	Unit         Unit
	Period       Period // that the finding is about (which one "latest" was)
	Cells        []CellRef
	Rule         Message // how it was judged, in one sentence
	Illustrative bool    // rests on invented figures, wholly or in part
	AsOf         time.Time
	Revision     int // of Now that asked for; of Then the one that brought the newest of its figures, 0 = it rests on none
}

// Verdict is a claim judged: Then against what was released by the story's
// date, Now against the revision asked for. Outcome weighs both. Verdicts are
// computed, never stored.
type Verdict struct {
	Claim        Claim
	Outcome      Outcome
	Illustrative bool
	Then         Finding
	Now          Finding
}

// Story is Markdown with a header. Claims, live figures and charts in it are
// ordinary links and images (claim:, value: and chart: addresses).
type Story struct {
	Slug      string
	Title     string
	Outlet    string // who published the source
	Authors   []string
	Published time.Time // of the source, with its offset
	Address   string    // of the source, "" if not known
	Place     string
	Licence   string
	Lang      string // "zh-Hans" or "en"
	Note      string // what the text is: a retelling, a quotation …
	Body      string // Markdown without the header
	Source    string // the whole file, header included, as added
	Revision  int    // that brought this version
	Added     time.Time
	By        string
}
