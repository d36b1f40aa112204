package charttest

import (
	"syscall"
	"testing"
	"time"
)

// CPU starts counting what the process computes; the function that it returns
// reports it for one run of the benchmark, in ms of user time. On a machine that
// others use as well it says more than the clock.
func CPU(b *testing.B) (report func()) {
	b.Helper()
	before := userTime(b)
	return func() {
		b.ReportMetric(float64((userTime(b)-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
	}
}

func userTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano())
}
