package echarts

// Palette is the colours of one theme. The categorical colours begin
// with blue and orange; the others were searched for until each pair differs
// under simulated colour blindness. A test holds them to it.
type Palette struct {
	Paper, Ink, Muted, Line, Grid string
	Accent                        string
	Other                         string   // 其他
	Groups                        []string // by rank
	Up, Down                      string   // diverging: blue for growth, orange for decline
	Before                        string   // the earlier period
}

// Light and Dark are the two themes; dashboard/assets mirrors them in CSS.
var (
	Light = Palette{
		Paper: "#ffffff", Ink: "#1a1d21", Muted: "#5d656e", Line: "#c9ced4", Grid: "#e7eaed", Accent: "#0b5cad",
		Other: "#9aa1a9", Groups: []string{"#0b5cad", "#d1660a", "#02543c", "#a37fbb", "#7a4301", "#50126e", "#925e74"},
		Up: "#0b5cad", Down: "#d1660a", Before: "#9aa1a9",
	}
	Dark = Palette{
		Paper: "#14171a", Ink: "#eceff2", Muted: "#a5adb6", Line: "#4a525a", Grid: "#2a3036", Accent: "#6fb1f2",
		Other: "#7d858e", Groups: []string{"#4f9be8", "#f28a3c", "#52d3bf", "#c7d3ff", "#f5dc4e", "#007963", "#b2b389"},
		Up: "#4f9be8", Down: "#f28a3c", Before: "#7d858e",
	}
)

// Of is the palette of a theme; light unless dark is asked for.
func Of(theme string) Palette {
	if theme == "dark" {
		return Dark
	}
	return Light
}

// color of a series by its rank: 其他 is grey, totals are ink.
func (p Palette) color(rank int) string {
	switch {
	case rank == -1:
		return p.Other
	case rank < 0:
		return p.Ink
	}
	return p.Groups[rank%len(p.Groups)]
}
