package dashboard

import (
	"net/http"

	"countyboard/data"
	"countyboard/data/story"
)

// withdrawal is what a publisher is told before a batch is withdrawn.
type withdrawal struct {
	batchRow
	Stories []take // whose claims look at its figures
}

// askWithdraw answers /uploads/ID/withdraw: what would go, and which stories look
// at it. One that is not published has nothing to withdraw.
func (s *Server) askWithdraw(v *view) error {
	b, err := s.Store.Batch(v.ctx, v.param("id"))
	if err != nil {
		return err
	}
	if b.State != data.Live {
		return v.redirect(v.Link("/uploads/" + b.ID))
	}
	held, err := s.brings(v.ctx, b.ID)
	if err != nil {
		return err
	}
	stories, err := s.Store.Stories(v.ctx, "", data.AsOf{})
	if err != nil {
		return err
	}
	w := withdrawal{batchRow: v.row(b)}
	for _, st := range stories {
		if claims, err := story.Claims(st); err == nil && looksAt(claims, held) {
			w.Stories = append(w.Stories, take{st.Title, v.Link("/stories/" + st.Slug)})
		}
	}
	v.Title, v.Body = v.T("page.withdraw-title", "file", b.File), w
	return s.private(v, http.StatusOK, "withdraw")
}
