package data

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"time"
)

// BatchID is the identity of a reading: the same bytes read the same way give
// the same ID on any server. released is the day asked for (zero: none asked).
func BatchID(upload, place string, released time.Time, illustrative bool, obs []Observation) string {
	h := sha256.New()
	enc := json.NewEncoder(h)
	day := ""
	if !released.IsZero() {
		day = released.Format(time.DateOnly)
	}
	// Plain strings and structs of them always encode.
	_ = enc.Encode([]any{"batch/1", upload, place, day, illustrative})
	for _, o := range obs {
		cells := make([]string, len(o.From))
		for i, c := range o.From {
			cells[i] = c.Sheet + "!" + c.Cell
		}
		_ = enc.Encode([]any{o.Key, o.Value.Status, o.Value.Raw, strconv.FormatFloat(o.Value.Number, 'g', -1, 64), o.Unit, cells, o.Source, o.Note})
	}
	return hex.EncodeToString(h.Sum(nil))
}
