# Every goal installs what it lacks (see scripts/setup) and says so.

.PHONY: run test check unit e2e bench dist fix setup setup-check setup-test ui

# Opens the desktop window with the practice workspace; without a display, serves the same screen and prints its link.
run: setup ui
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		cargo run --bin frontdesk -- --practice; \
	else \
		echo "There is no display here: the screen is served for a browser instead."; \
		cargo run --no-default-features --bin frontdesk-hub -- practice --listen 127.0.0.1:7420; \
	fi

# Everything: the checks, every Rust test, and both end-to-end lanes.
test: setup-test check unit e2e

# Fast: format, lints, types, unit tests of the screen, and that the core stands without a window.
check: setup-check ui
	cargo fmt --check
	cargo clippy --all-targets -- -D warnings
	cargo clippy --no-default-features --lib --bin frontdesk-hub -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --lib --quiet
	npm run --silent lint
	npm run --silent check
	npm run --silent test
	npm run --silent knip

unit: setup-test ui
	cargo test

# The screen in a browser, and the real window.
e2e: setup-test ui
	cargo build
	npm run --silent e2e
	npm run --silent e2e:window

# Durable ingest, lists, pages, search, start-up and rebuild at 10 k and 1 M messages, as multiples of bare SQLite.
bench: setup ui
	cargo bench --no-default-features

# Installable packages for this platform.
dist: setup ui
	npx tauri build --bundles deb -- --profile dist

# Formats, and writes anew what is generated.
fix: setup-check
	cargo fmt
	npm run --silent format
	FRONTDESK_WRITE_BINDINGS=1 cargo test --lib the_screens_types

ui:
	npm run --silent build

setup:
	@scripts/setup build

setup-check:
	@scripts/setup check

setup-test:
	@scripts/setup test
