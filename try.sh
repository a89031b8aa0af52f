#!/usr/bin/env bash
# Builds Accalmie, reads the sample reports (invented exercises on real geography), and serves them to a browser on this machine.
#   ./try.sh          reads, then serves until Ctrl-C
#   ./try.sh --read   only reads
set -euo pipefail
cd "$(dirname "$0")"
. ci/install.sh
[ "${1:-}" = --read ] || ci/ui.sh || echo "accalmie: without the web app, the server answers programs alone" >&2
cargo build --release --locked --quiet -p accalmie
bin="${CARGO_TARGET_DIR:-target}/release/accalmie"
COLUMNS=${COLUMNS:-100} "$bin" read reports/
[ "${1:-}" = --read ] && exit 0
echo
mkdir -p "${CARGO_TARGET_DIR:-target}/try"
exec "$bin" serve reports/ --db "${CARGO_TARGET_DIR:-target}/try/accalmie.db" --listen "${ACCALMIE_LISTEN:-127.0.0.1:8737}"
