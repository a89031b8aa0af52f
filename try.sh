#!/usr/bin/env bash
# Builds Accalmie and reads the sample reports (invented exercises on real geography).
set -euo pipefail
cd "$(dirname "$0")"
. ci/install.sh
cargo build --release --locked --quiet -p accalmie
COLUMNS=${COLUMNS:-100} "${CARGO_TARGET_DIR:-target}/release/accalmie" read reports/
