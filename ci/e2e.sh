#!/usr/bin/env bash
# The web app in a real browser, on a real server of the sample reports: ci/e2e.sh PROGRAM. Ends with a line of how many passed.
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")/.."

say() { echo "ci/e2e.sh: $*" >&2; }

chromium=${CHROMIUM:-$(command -v chromium || true)}
if [ -z "$chromium" ]; then
  command -v apt-get >/dev/null 2>&1 || { say "no chromium, and no apt-get to install it with"; exit 3; }
  say "no chromium found; installing it"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-core; } >&2 || { say "chromium could not be installed"; exit 3; }
  chromium=$(command -v chromium)
fi

folder=$(mktemp -d)
"$program" serve reports/ --db "$folder/exercise.db" --listen 127.0.0.1:0 >"$folder/out" 2>"$folder/err" &
server=$!
trap 'kill $server 2>/dev/null || true; wait $server 2>/dev/null || true; rm -rf "$folder"' EXIT
for _ in $(seq 600); do
  grep -q 'http://' "$folder/out" && break
  kill -0 $server 2>/dev/null || { say "the server ended:"; cat "$folder/err" >&2; exit 1; }
  sleep 0.2
done
url=$(grep -o 'http://[^ ]*' "$folder/out" | head -1)
[ -n "$url" ] || { say "the server printed no address in two minutes"; cat "$folder/err" >&2; exit 1; }
cd ui
CHROMIUM=$chromium ACCALMIE_URL=$url npm run --silent e2e
