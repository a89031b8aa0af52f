#!/bin/sh
# Routes on one map, ours beside Valhalla's and OSRM's: the same pairs of points, in one run. Prints a table in Markdown.
#
#   benches/roads/compare.sh MAP.osm.pbf [FOLDER WITH THE WHEELS]
#
# The peers come out of their Python wheels, which hold the executables; nothing of them is installed. To get them:
#
#   pip download --no-deps --only-binary=:all: --python-version 312 --abi abi3 --platform manylinux_2_28_x86_64 \
#       -d FOLDER pyvalhalla==3.9.1 osrm-bindings==26.10.0
#
# Without the folder, or where a wheel is not in it, that peer is left out and the table says so.
set -eu
map=${1:?which map? compare.sh MAP.osm.pbf [FOLDER WITH THE WHEELS]}
wheels=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf '%s, %s cores, %s; load before: %s\n\n' "$(uname -sm)" "$(nproc)" \
    "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)" "$(cut -d' ' -f1-3 /proc/loadavg)"
cargo build --quiet --release --offline -p accalmie-roads --example compare --manifest-path "$here/../../Cargo.toml"
printf '### Accalmie %s (in process)\n\n' "$(git -C "$here" rev-parse --short HEAD)"
"${CARGO_TARGET_DIR:-$here/../../target}/release/examples/compare" "$map" "$work/pairs.tsv"
python3 "$here/peers.py" "$map" "$work/pairs.tsv" "$work" "$wheels"
printf '\nload after: %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
