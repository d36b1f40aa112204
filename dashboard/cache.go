package dashboard

import (
	"container/list"
	"sync"

	"golang.org/x/sync/singleflight"
)

// cache keeps answers within a number of bytes; those used longest ago go first.
// Several who ask for the same answer at once wait for one making of it.
type cache struct {
	mu     sync.Mutex
	most   int
	size   int
	order  *list.List // of *kept, most recently used in front
	byKey  map[string]*list.Element
	flight singleflight.Group
}

type kept struct {
	key  string
	page *page
}

func newCache(most int) *cache {
	return &cache{most: most, order: list.New(), byKey: make(map[string]*list.Element)}
}

func (c *cache) get(key string) (*page, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[key]
	if !ok {
		return nil, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*kept).page, true
}

func (c *cache) make(key string, build func() (*page, error)) (*page, error) {
	v, err, _ := c.flight.Do(key, func() (any, error) {
		if p, ok := c.get(key); ok {
			return p, nil
		}
		p, err := build()
		if err == nil {
			c.put(key, p)
		}
		return p, err
	})
	if err != nil {
		return nil, err
	}
	return v.(*page), nil
}

func (c *cache) put(key string, p *page) {
	size := weight(p)
	if size > c.most/4 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.byKey[key]; ok {
		return
	}
	c.byKey[key] = c.order.PushFront(&kept{key, p})
	c.size += size
	for c.size > c.most {
		last := c.order.Back()
		k := last.Value.(*kept)
		c.order.Remove(last)
		delete(c.byKey, k.key)
		c.size -= weight(k.page)
	}
}

func weight(p *page) int { return len(p.plain) + len(p.gzip) + 512 }
