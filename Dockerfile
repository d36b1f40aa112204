# Three stages: assets, binary, a small image that runs without root.
# The base images are arguments, so that a build needs no particular registry.
ARG NODE_IMAGE=node:20-bookworm-slim
ARG GO_IMAGE=golang:1.26-bookworm
ARG BASE_IMAGE=debian:bookworm-slim

FROM ${NODE_IMAGE} AS assets
WORKDIR /src/dashboard/assets
COPY dashboard/assets/package.json dashboard/assets/package-lock.json dashboard/assets/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY dashboard/assets ./
RUN node build.mjs

FROM ${GO_IMAGE} AS binary
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=assets /src/dashboard/assets/dist ./dashboard/assets/dist
ARG VERSION=image
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "-s -w -X main.version=${VERSION}" -o /countyboard ./cmd/countyboard

FROM ${BASE_IMAGE}
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin countyboard \
 && mkdir -p /data && chown countyboard /data
COPY --from=binary /countyboard /usr/local/bin/countyboard
USER countyboard
ENV COUNTYBOARD_DATABASE=/data/countyboard.sqlite
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s CMD ["countyboard", "serve", "--check"]
ENTRYPOINT ["countyboard"]
CMD ["serve"]
