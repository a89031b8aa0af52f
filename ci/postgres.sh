#!/usr/bin/env bash
# A private PostgreSQL for the tests of the ledger: in a temporary folder, on a unix socket only, never as root.
#   export ACCALMIE_TEST_POSTGRES=$(ci/postgres.sh)   starts it and prints its URL; one that runs already is kept
#   ci/postgres.sh stop                               ends it and removes its folder
# ACCALMIE_TEST_POSTGRES_DIR chooses another folder. What it holds is not kept: it does not wait for the disk.
set -euo pipefail

folder=${ACCALMIE_TEST_POSTGRES_DIR:-${TMPDIR:-/tmp}/accalmie-postgres.$(id -u)}
say() { echo "ci/postgres.sh: $*" >&2; }

find_bin() {
  local at
  for at in /usr/lib/postgresql/*/bin; do
    [ -x "$at/initdb" ] && bin=$at
  done
  if [ -z "${bin:-}" ] && command -v initdb >/dev/null 2>&1; then bin=$(dirname "$(readlink -f "$(command -v initdb)")"); fi
  [ -n "${bin:-}" ]
}

bin=
if ! find_bin; then
  command -v apt-get >/dev/null 2>&1 || { say "no initdb, and no apt-get to install it with; install PostgreSQL 15 or newer"; exit 1; }
  say "no initdb found; installing postgresql-15"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql-15; } >&2 || { say "postgresql-15 could not be installed"; exit 1; }
  find_bin || { say "postgresql-15 was installed, and there is still no initdb"; exit 1; }
fi

# The server refuses to run as root.
user=$(id -un)
if [ "$(id -u)" = 0 ]; then
  user=postgres
  id "$user" >/dev/null 2>&1 || user=nobody
fi
as() { if [ "$(id -un)" = "$user" ]; then "$@"; else setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups -- "$@"; fi; }

if [ "${1:-start}" = stop ]; then
  [ -d "$folder" ] || exit 0
  cd /
  as "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >&2 || say "it did not run"
  rm -rf "$folder"
  exit 0
fi

if ! as "$bin/pg_ctl" -D "$folder/data" status >/dev/null 2>&1; then
  rm -rf "$folder"
  mkdir -m 700 "$folder"
  [ "$(id -un)" = "$user" ] || chown "$user" "$folder"
  cd /
  as "$bin/initdb" -D "$folder/data" -U accalmie -A trust -E UTF8 --locale=C --no-sync >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 1; }
  as "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 \
    -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c unix_socket_permissions=0777 -c fsync=off -c full_page_writes=off" \
    start >&2 || { cat "$folder/log" >&2; exit 1; }
  chmod 711 "$folder"
fi
# In a URL the slashes of the socket's folder are written %2F.
echo "postgres://accalmie@${folder//\//%2F}/postgres"
