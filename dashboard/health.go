package dashboard

import (
	"errors"
	"net"
	"net/http"
	"strconv"
	"time"

	"countyboard/data"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are what whoever runs the server can watch.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
}

func newMetrics() *metrics {
	m := &metrics{registry: prometheus.NewRegistry(), requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "countyboard_http_request_seconds", Help: "Time to answer, by route and status.", Buckets: []float64{.001, .005, .02, .1, .5, 2, 10},
	}, []string{"route", "status"})}
	m.registry.MustRegister(m.requests, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// observe times each request.
func (s *Server) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		begin := time.Now()
		err := next(c)
		if err != nil {
			c.Error(err)
		}
		route := c.Path()
		if route == "" {
			route = "none"
		}
		s.metrics.requests.WithLabelValues(route, strconv.Itoa(c.Response().Status)).Observe(time.Since(begin).Seconds())
		return nil
	}
}

func (s *Server) logPanic(_ echo.Context, err error, stack []byte) error {
	s.Log.Error("panic", "error", err, "stack", string(stack))
	return err
}

// healthz says that the process answers.
func (s *Server) healthz(v *view) error { return v.c.String(http.StatusOK, "ok\n") }

// readyz says that the store answers too.
func (s *Server) readyz(v *view) error {
	if err := s.Store.Ping(v.ctx); err != nil {
		return data.Fail(data.Busy, "store-silent").Because(err)
	}
	return v.c.String(http.StatusOK, "ready\n")
}

// prometheus answers on the loopback interface only, and not through a proxy
// there: behind one every caller seems local.
func (s *Server) prometheus(v *view) error {
	r := v.c.Request()
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	ip := net.ParseIP(host)
	if err != nil || ip == nil || !ip.IsLoopback() || r.Header.Get("X-Forwarded-For") != "" || r.Header.Get("Forwarded") != "" {
		return data.Fail(data.NotFound, "address", "got", "/metrics", "known", "/").Because(errors.Join(err))
	}
	promhttp.HandlerFor(s.metrics.registry, promhttp.HandlerOpts{}).ServeHTTP(v.c.Response(), r)
	return nil
}
