package draw

import (
	"context"
	"errors"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"countyboard/dashboard/assets"
	"countyboard/data"

	"modernc.org/quickjs"
)

// idle is how long an engine is kept for the next picture, in case.
const idle = time.Minute

// collectAt is how many bytes of an engine begin a collection, which goes through
// all of ECharts: some pictures' worth. Of its own it collects in almost each.
const collectAt = 16 << 20

// pool lends engines: each a JavaScript VM with ECharts in it, made when it is
// first needed. One that failed is closed and made anew, those that nobody used
// for a while are let go.
type pool struct {
	time   time.Duration
	memory uintptr
	queue  *Queue // a turn for each engine that may be
	mu     sync.Mutex
	free   []*quickjs.VM
	timer  *time.Timer
}

func newPool(limit time.Duration, memory uintptr) *pool {
	return &pool{time: limit, memory: memory, queue: NewQueue(min(max(runtime.GOMAXPROCS(0), 2), 4))}
}

// program is our drawing with ECharts, compiled once.
var program = sync.OnceValues(func() ([]byte, error) {
	source, err := assets.Server("draw.js")
	if err != nil {
		return nil, data.Fail(data.Internal, "assets-missing").Because(err)
	}
	vm, err := quickjs.NewVM()
	if err != nil {
		return nil, err
	}
	defer func() { _ = vm.Close() }()
	return vm.Compile(string(source)+"\nglobalThis.svg = drawing.svg;", quickjs.EvalGlobal)
})

// draw gives ECharts' SVG of an option, as it comes. Returns Busy where too many
// wait, Internal where ECharts fails or goes beyond its limits.
func (p *pool) draw(ctx context.Context, option []byte, width, height int) (string, error) {
	if err := p.queue.Enter(ctx); err != nil {
		return "", err
	}
	defer p.queue.Leave()
	vm, err := p.take()
	if err != nil {
		return "", data.AsError(err)
	}
	stop := watch(ctx, vm)
	got, err := vm.Call("svg", string(option), width, height)
	stop()
	svg, ok := got.(string)
	if err != nil || !ok || ctx.Err() != nil {
		_ = vm.Close() // out of memory, out of time or interrupted: its state is not to be trusted
		return "", data.AsError(errors.Join(err, ctx.Err()))
	}
	p.put(vm)
	return svg, nil
}

// watch interrupts an engine whose caller has gone, again and again until it is
// stopped: an interruption before the call has begun is lost.
func watch(ctx context.Context, vm *quickjs.VM) (stop func()) {
	done := make(chan struct{})
	end := context.AfterFunc(ctx, func() {
		for {
			vm.Interrupt()
			select {
			case <-done:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	})
	return func() { close(done); end() }
}

func (p *pool) take() (*quickjs.VM, error) {
	p.mu.Lock()
	if n := len(p.free); n > 0 {
		vm := p.free[n-1]
		p.free = p.free[:n-1]
		p.mu.Unlock()
		return vm, nil
	}
	p.mu.Unlock()
	code, err := program()
	if err != nil {
		return nil, err
	}
	vm, err := quickjs.NewVM()
	if err != nil {
		return nil, err
	}
	vm.SetMemoryLimit(p.memory)
	if _, err = vm.EvalBytecode(code); err == nil { // our own, which no limit of time is for
		err = vm.SetEvalTimeout(p.time)
	}
	if err != nil {
		_ = vm.Close()
		return nil, err
	}
	return vm, nil
}

func (p *pool) put(vm *quickjs.VM) {
	vm.SetGCThreshold(collectAt) // a collection has made it half as much again as what it left
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free = append(p.free, vm)
	if p.timer == nil {
		p.timer = time.AfterFunc(idle, p.letGo)
	}
	p.timer.Reset(idle)
}

// letGo closes the engines that nobody uses.
func (p *pool) letGo() {
	p.mu.Lock()
	for _, vm := range p.free {
		_ = vm.Close()
	}
	p.free = nil
	p.mu.Unlock()
	debug.FreeOSMemory() // pictures' pixels: a server at rest collects rarely
}
