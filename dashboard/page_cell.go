package dashboard

import (
	"context"
	"net/http"
	"sync"

	"countyboard/dashboard/chart"
	"countyboard/data"
	"countyboard/importer"
)

// origin is the page of a cell in its surroundings.
type origin struct {
	data.Batch
	Sheet, Cell string
	importer.Excerpt
}

// cell answers /uploads/ID/cell?sheet=&cell=: the cell of a batch's workbook, as
// it was handed in, among its neighbours.
func (s *Server) cell(v *view) error {
	b, err := s.Store.Batch(v.ctx, v.param("id"))
	if err != nil {
		return err
	}
	q := v.c.QueryParams()
	o := origin{Batch: b, Sheet: q.Get("sheet"), Cell: q.Get("cell")}
	book, err := s.books.open(v.ctx, s, b.Upload)
	if err != nil {
		return err
	}
	found := false
	for i := range book.Sheets {
		if book.Sheets[i].Name == o.Sheet {
			o.Excerpt, found = book.Sheets[i].Around(o.Cell, b.Report.Tables)
			break
		}
	}
	if !found {
		return data.Fail(data.NotFound, "cell", "file", b.File, "cell", clip(o.Sheet)+"!"+clip(o.Cell))
	}
	v.Title, v.Wide, v.Sample, v.Body = b.File+" · "+o.Sheet+"!"+o.Cell, true, b.Illustrative, o
	return s.private(v, http.StatusOK, "cell")
}

// CellLink is where a cell is shown in its surroundings, for those who may see it.
func (v *view) CellLink(c chart.Cell) string { return v.cellLink(c.Batch, c.Sheet, c.Cell) }

func (v *view) cellLink(batch, sheet, cell string) string {
	return v.Link("/uploads/"+batch+"/cell", "sheet", sheet, "cell", cell)
}

// books keeps the workbook that was opened last: who follows one figure to its
// cell follows others. Workbooks are read again from the bytes that were handed
// in, one at a time and within the importer's limits.
type books struct {
	mu   sync.Mutex
	id   string
	book *importer.Workbook
}

// open returns the workbook of an upload; it is not to be changed. Returns what
// the reader says of a file that it cannot read without its password.
func (k *books) open(ctx context.Context, s *Server, id string) (*importer.Workbook, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.id == id {
		return k.book, nil
	}
	_, bytes, err := s.Store.Upload(ctx, id)
	if err != nil {
		return nil, err
	}
	book, _, err := importer.Open(ctx, s.Readers, bytes, importer.Options{})
	if err != nil {
		return nil, err
	}
	if k.id, k.book = id, book; tooLarge(book) {
		k.id, k.book = "", nil
	}
	return book, nil
}

// mostKept is how many cells of a workbook are kept in memory, about 60 bytes each.
const mostKept = 1_000_000

func tooLarge(book *importer.Workbook) bool {
	n := 0
	for _, s := range book.Sheets {
		for _, r := range s.Rows {
			n += len(r.Cells)
		}
	}
	return n > mostKept
}
