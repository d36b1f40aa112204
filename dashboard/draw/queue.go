package draw

import (
	"context"
	"time"

	"countyboard/data"
)

// mostWaiting is how many may wait in a queue; later ones are sent away.
const mostWaiting = 64

// Queue lets so many work at once, and a bounded number wait for them.
type Queue struct {
	turns, waiting chan struct{}
}

// NewQueue makes a queue for so many at once.
func NewQueue(turns int) *Queue {
	return &Queue{make(chan struct{}, turns), make(chan struct{}, mostWaiting)}
}

// Enter takes a turn, which Leave gives back. Returns Busy at once where as many
// wait as may.
func (q *Queue) Enter(ctx context.Context) error {
	select {
	case q.turns <- struct{}{}:
		return nil
	default:
	}
	select {
	case q.waiting <- struct{}{}:
	default:
		return data.Fail(data.Busy, "picture-busy")
	}
	defer func() { <-q.waiting }()
	select {
	case q.turns <- struct{}{}:
		return nil
	case <-ctx.Done():
		return data.AsError(ctx.Err())
	}
}

// aPicture is about how long one takes while others are drawn.
const aPicture = 250 * time.Millisecond

// Wait is about how long those that wait now will take, in whole seconds from 1.
func (q *Queue) Wait() time.Duration {
	all := aPicture * time.Duration(len(q.waiting)+len(q.turns)) / time.Duration(cap(q.turns))
	return max((all+time.Second-1)/time.Second, 1) * time.Second
}

// Leave ends a turn.
func (q *Queue) Leave() { <-q.turns }
