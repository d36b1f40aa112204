package importer

// CellStore keeps copies of rows' cells for readers. Rows share large pieces of
// memory, since each of its own would waste what its growth left over.
type CellStore struct{ free []Cell }

// Keep copies the cells of a row.
func (s *CellStore) Keep(row []Cell) []Cell {
	const piece = 8 << 10
	n := len(row)
	if n > piece/8 {
		return append(make([]Cell, 0, n), row...)
	}
	if n > len(s.free) {
		s.free = make([]Cell, piece)
	}
	kept := s.free[:n:n]
	copy(kept, row)
	s.free = s.free[n:]
	return kept
}
