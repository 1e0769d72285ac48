# The image that `cairn image` makes, by Docker: builds the binary and lays out its root file system.
#   docker build -t cairn .
# Fewer commands: --build-arg APPLETS="sh ls cat" (in the binary) or LINKS="sh ls cat" (links only).
FROM rust:1-slim-bookworm AS build
ARG APPLETS=""
ARG LINKS=""
WORKDIR /cairn
COPY . .
RUN set -e; \
    target="$(uname -m)-unknown-linux-musl"; \
    rustup target add "$target"; \
    CAIRN_APPLETS="$APPLETS" cargo build --release --locked --target "$target"; \
    "target/$target/release/cairn" rootfs ${LINKS:+--applets "$LINKS"} /rootfs

FROM scratch
COPY --from=build /rootfs /
# COPY gives everything to root; one file has another group.
COPY --from=build --chown=0:42 /rootfs/etc/shadow /etc/shadow
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
CMD ["/bin/sh"]
