package data

import (
	"context"
	"fmt"
)

// Remembering asks a Reader each question about series and places once, and what
// is part of an answer that it has not at all. It serves one page, one file or one
// sitting of a judge, by one goroutine, and its answers are not to be changed.
// What is known now is told as its first answer knew it.
type Remembering struct {
	Reader
	head    *Revision
	answers map[string]Answer
	wholes  map[whole]Answer
	places  map[AsOf][]string
}

// whole is all that is known of an indicator in a place.
type whole struct {
	indicator, place string
	asof             AsOf
}

// Remember makes a Remembering of r, or returns the one that r is.
func Remember(r Reader) *Remembering {
	if m, ok := r.(*Remembering); ok {
		return m
	}
	return &Remembering{Reader: r, answers: make(map[string]Answer), wholes: make(map[whole]Answer), places: make(map[AsOf][]string)}
}

// Head implements Reader.
func (r *Remembering) Head(ctx context.Context) (Revision, error) {
	if r.head != nil {
		return *r.head, nil
	}
	head, err := r.Reader.Head(ctx)
	if err == nil {
		r.head = &head
	}
	return head, err
}

// Places implements Reader.
func (r *Remembering) Places(ctx context.Context, asof AsOf) ([]string, error) {
	if all, ok := r.places[asof]; ok {
		return all, nil
	}
	all, err := r.Reader.Places(ctx, asof)
	if err == nil {
		r.places[asof] = all
	}
	return all, err
}

// Series implements Reader.
func (r *Remembering) Series(ctx context.Context, q Query) (Answer, error) {
	if q.AsOf.Revision == 0 {
		head, err := r.Head(ctx)
		if err != nil {
			return Answer{}, err
		}
		q.AsOf.Revision = head.Number
	}
	if len(q.Places) != 1 {
		return r.once(ctx, q)
	}
	of := whole{q.Indicator, q.Places[0], q.AsOf}
	a, ok := r.wholes[of]
	if !ok && !q.narrow() {
		var err error
		if a, err = r.Reader.Series(ctx, Query{Indicator: of.indicator, Places: q.Places, AsOf: q.AsOf}); err != nil {
			return Answer{}, err
		}
		r.wholes[of], ok = a, true
	}
	if ok {
		return a.of(q), nil
	}
	return r.once(ctx, q)
}

func (r *Remembering) once(ctx context.Context, q Query) (Answer, error) {
	key := fmt.Sprint(q, q.AsOf.Revision, q.AsOf.Date) // both count, and AsOf writes one of them
	if a, ok := r.answers[key]; ok {
		return a, nil
	}
	a, err := r.Reader.Series(ctx, q)
	if err == nil {
		r.answers[key] = a
	}
	return a, err
}
