#!/usr/bin/env bash
# Builds the web app into ui/dist, which the program carries. Skipped, and said so, where there is no Node: the program is whole without it,
# and its server then answers programs alone. Built anew only when a file of ui/ is newer.
set -euo pipefail
cd "$(dirname "$0")/../ui"

say() { echo "ci/ui.sh: $*" >&2; }

if ! command -v npm >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
  say "no npm found; installing nodejs and npm"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nodejs npm; } >&2 || true
fi
if ! command -v npm >/dev/null 2>&1; then
  say "no npm: the web app is not built; install Node.js 20 or newer and run this again"
  exit 1
fi
if [ -f dist/index.html ] && [ -z "$(find . -path ./node_modules -prune -o -path ./dist -prune -o -type f -newer dist/index.html -print -quit)" ]; then
  exit 0
fi
# Not `npm ci`: it refuses a lock that leaves out what other systems would need.
[ -d node_modules ] && [ node_modules/.package-lock.json -nt package-lock.json ] || npm install --no-save --no-audit --no-fund --silent >&2
npm run --silent build >&2
