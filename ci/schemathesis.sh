#!/usr/bin/env bash
# The HTTP API held against its OpenAPI by another program: ci/schemathesis.sh PROGRAM [EXAMPLES]. A server of the sample reports on a free port is
# asked what its description allows and what it does not, as administrator and then as anybody; no answer may be a 5xx, have a status that is
# not described, or a body of another shape. Some minutes.
set -euo pipefail
program=$(realpath "$1")
examples=${2:-25}
cd "$(dirname "$0")/.."

say() { echo "ci/schemathesis.sh: $*" >&2; }

target="${CARGO_TARGET_DIR:-target}"
mkdir -p "$target"
venv="$(cd "$target" && pwd)/test-schemathesis"
package=schemathesis==4.32.5
if [ "$(cat "$venv/package" 2>/dev/null)" != "$package" ]; then
  command -v python3 >/dev/null 2>&1 || { say "no python3: skipped"; exit 3; }
  rm -rf "$venv"
  { python3 -m venv "$venv" && "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$package"; } >&2 || { say "$package cannot be installed: skipped"; exit 3; }
  printf '%s' "$package" >"$venv/package"
fi

folder=$(mktemp -d)
server=
end() {
  [ -z "$server" ] || { kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }
  server=
}
trap 'end; rm -rf "$folder"' EXIT

# Prints the address, with its key where it has one.
start() {
  "$program" serve "$@" --listen 127.0.0.1:0 >"$folder/out" 2>"$folder/err" &
  server=$!
  for _ in $(seq 600); do
    grep -q 'http://' "$folder/out" && break
    kill -0 "$server" 2>/dev/null || { say "the server ended:"; cat "$folder/err" >&2; exit 1; }
    sleep 0.2
  done
  address=$(grep -o 'http://[^ ]*' "$folder/out" | head -1)
  [ -n "$address" ] || { say "the server printed no address in two minutes"; exit 1; }
  url=${address%%#*}
  url=${url%/}
}

# Left out: what never ends (events), and what ends the session that asks.
hold() {
  "$venv/bin/st" run "$url/api/v1/openapi.json" --url "$url" --seed 8 --max-examples "$examples" --generation-database none \
    --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance \
    --request-timeout 60 --exclude-path /api/v1/events --exclude-path /api/v1/session --exclude-path /api/v1/session/password \
    --exclude-path-regex '^/api/v1/people' "$@"
}

start reports/ --db "$folder/exercise.db"
curl --silent --fail --dump-header "$folder/head" --header "Origin: $url" --header 'Content-Type: application/json' \
  --data "{\"key\":\"${address##*#key=}\"}" "$url/api/v1/session" >"$folder/session"
cookie=$(sed -n 's/^[Ss]et-[Cc]ookie: \([^;]*\).*/\1/p' "$folder/head" | head -1)
csrf=$(sed -n 's/.*"csrf":"\([^"]*\)".*/\1/p' "$folder/session")
status=0
hold --header "Cookie: $cookie" --header "X-CSRF: $csrf" --header "Origin: $url" || status=1
grep "problem" "$folder/err" | sort | uniq -c | head -20 >&2 || true
end

start --db "$folder/exercise.db" --public
hold || status=1
exit $status
