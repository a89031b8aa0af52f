#!/usr/bin/env bash
# The independent readers that the tests of crates/exchange read exports back with: makes a Python environment under the target
# folder, once, and prints the path of its python. Use: export ACCALMIE_TEST_PYTHON="$(ci/python.sh)"
set -euo pipefail
cd "$(dirname "$0")/.."

# Read, never shipped: nothing of these is in the binary. libhxl imports six and does not ask for it.
packages=(libhxl==5.2.2 openpyxl==3.1.5 prov==3.2.3 pyarrow==26.0.1 six==1.17.0)

target="${CARGO_TARGET_DIR:-target}"
mkdir -p "$target"
venv="$(cd "$target" && pwd)/test-python"
stamp="$venv/packages"
if [ -x "$venv/bin/python" ] && [ "$(cat "$stamp" 2>/dev/null)" = "${packages[*]}" ]; then
  echo "$venv/bin/python"
  exit 0
fi

if ! command -v python3 >/dev/null 2>&1; then
  echo "accalmie: no python3 found; the tests that read exports back with other programs are skipped" >&2
  exit 1
fi
{
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "${packages[@]}"
} >&2 || { echo "accalmie: the Python readers could not be installed; the tests that need them are skipped" >&2; exit 1; }
printf '%s' "${packages[*]}" > "$stamp"
echo "$venv/bin/python"
