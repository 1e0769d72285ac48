# Thin: cargo does the work. `make run` and `make test` set up what they need (scripts/setup).

HOST := $(shell uname -m)
BINARY := target/$(HOST)-unknown-linux-musl/release/cairn
AARCH64 := target/aarch64-unknown-linux-musl/release/cairn
OUT := target/image
CARGO := $(shell command -v cargo 2> /dev/null || echo "$$HOME/.cargo/bin/cargo")

.PHONY: all run test bench lint clean setup setup-test release release-aarch64 image

all: release

help:
	@echo "make run      build, make a root file system and an image, run a script in it"
	@echo "make test     every test"
	@echo "make image    $(OUT)/cairn.tar, for docker load"
	@echo "make bench    Cairn against what else is installed"
	@echo "make lint     formatting and clippy, of fuzz/ too"

setup:
	@scripts/setup build

setup-test:
	@scripts/setup test

release: setup
	$(CARGO) build --release --locked --target $(HOST)-unknown-linux-musl

release-aarch64: setup-test
	$(CARGO) build --release --locked --target aarch64-unknown-linux-musl

image: release
	@mkdir -p $(OUT)
	$(BINARY) image -o $(OUT)/cairn.tar
	@ls -l $(BINARY) $(OUT)/cairn.tar

run: image
	tests/e2e/show $(BINARY) $(OUT)

test: setup-test release release-aarch64
	$(CARGO) test --workspace --locked --target $(HOST)-unknown-linux-musl
	tests/on-release $(BINARY) $(AARCH64)
	tests/e2e/run $(BINARY)
	tests/e2e/configure $(BINARY)

bench: release
	bench/run $(BINARY)

lint: setup
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	$(CARGO) clippy --manifest-path fuzz/Cargo.toml --locked -- -D warnings

clean:
	$(CARGO) clean
