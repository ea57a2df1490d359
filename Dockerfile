# The command-line tool, and with it the emulator: a static build, as a user without rights.
FROM rust:1-alpine AS build
# The base image moves with each release of Rust; a pinned package would vanish under it.
# hadolint ignore=DL3018
RUN apk add --no-cache build-base cmake perl
WORKDIR /src
COPY . .
RUN cargo build --release --locked --package kcsec

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /src/target/release/kcsec /usr/local/bin/kcsec
USER 65532:65532
EXPOSE 8787
ENTRYPOINT ["/usr/local/bin/kcsec"]
CMD ["--help"]
