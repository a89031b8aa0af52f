#!/usr/bin/env bash
# Every test there is. Ends in the closing line of the test runner. From cold about twenty minutes on two cores, most of it
# compiling; the slowest tests say so themselves.
set -euo pipefail
cd "$(dirname "$0")"
. ci/install.sh
# One run builds once: without the compiler's increments the target folder is a third as large.
export CARGO_INCREMENTAL=0

step() { printf '\n== %s (%ss)\n' "$1" "$SECONDS"; }

step "formatting"
if cargo fmt --version >/dev/null 2>&1; then cargo fmt --all --check; else echo "rustfmt is not installed: skipped"; fi

step "the web app: built, its words and types checked, its pure parts tested"
app=
if ci/ui.sh; then
  app=yes
  (cd ui && npm run --silent check >/dev/null && npm test --silent)
else
  echo "no Node: the web app is not tested"
fi

step "lints"
if cargo clippy --version >/dev/null 2>&1; then cargo clippy --workspace --all-targets --locked --quiet -- -D warnings; else echo "clippy is not installed: skipped"; fi

step "licences and advisories"
if command -v cargo-deny >/dev/null 2>&1; then cargo deny --offline check licenses bans sources; else echo "cargo-deny is not installed: the house test below checks the licences"; fi

step "a PostgreSQL of our own, and other programs that read our exports back"
if url=$(ci/postgres.sh); then export ACCALMIE_TEST_POSTGRES=$url; else echo "no PostgreSQL: the ledger is tested on SQLite alone"; fi
if python=$(ci/python.sh); then export ACCALMIE_TEST_PYTHON=$python; else echo "no Python readers: exports are read back by our own tests alone"; fi

step "the lexicons' own examples, the sample reports, the figures against docs/scores.tsv, and all tests (compiles everything once)"
log=$(mktemp)
trap 'rm -f "$log"; [ -z "${ACCALMIE_TEST_POSTGRES:-}" ] || ci/postgres.sh stop >/dev/null 2>&1 || true' EXIT
status=0
cargo test --workspace --locked --no-fail-fast 2>&1 | tee "$log" || status=$?

step "the web app in a real browser, on a real server of the sample reports (some minutes)"
browsed="0 passed, 0 failed, 0 skipped"
if [ -n "$app" ]; then
  seen=$(mktemp)
  code=0
  ci/e2e.sh "${CARGO_TARGET_DIR:-target}/debug/accalmie" 2>&1 | tee "$seen" || code=$?
  case $code in
    0 | 1) browsed=$(tail -1 "$seen") ;;
    *) echo "no browser: the web app is tested in none" ;;
  esac
  [ $code -ne 1 ] || status=1
  rm -f "$seen"
fi
printf 'result of the browser: %s\n' "$browsed" >>"$log"

step "the HTTP API held against its OpenAPI by schemathesis (half a minute)"
code=0
ci/schemathesis.sh "${CARGO_TARGET_DIR:-target}/debug/accalmie" 10 || code=$?
case $code in
  0) echo "result of the description: 1 passed, 0 failed, 0 skipped" >>"$log" ;;
  1) echo "result of the description: 0 passed, 1 failed, 0 skipped" >>"$log"; status=1 ;;
  *) echo "result of the description: 0 passed, 0 failed, 1 skipped" >>"$log" ;;
esac

# One closing line over all crates and the browser.
awk '/^test result:/ { passed += $4; failed += $6; skipped += $8 } /^result of the (browser|description):/ { passed += $5; failed += $7; skipped += $9 } END { printf "\ntests: %d passed, %d failed, %d skipped\n", passed, failed, skipped; exit failed > 0 }' "$log" || status=1
exit "$status"
