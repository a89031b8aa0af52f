# Sourced by try.sh and test.sh: finds what the build needs, or installs it, and says so.

# Rust: the toolchain of rust-toolchain.toml or newer, with cargo.
if ! command -v cargo >/dev/null 2>&1; then
  [ -f "$HOME/.cargo/env" ] && . "$HOME/.cargo/env"
fi
if ! command -v cargo >/dev/null 2>&1; then
  if command -v apt-get >/dev/null 2>&1; then
    echo "accalmie: no cargo found; installing rustup from the system's packages" >&2
    { apt-get update -qq && apt-get install -y -qq rustup && rustup default stable; } >&2 || true
  fi
fi
if ! command -v cargo >/dev/null 2>&1; then
  echo "accalmie: cargo (Rust 1.95 or newer) is needed and could not be installed; install Rust and run this again" >&2
  exit 1
fi
# A linker for the few dependencies that need one.
if ! command -v cc >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
  echo "accalmie: no C linker found; installing gcc" >&2
  apt-get update -qq >&2 && apt-get install -y -qq gcc libc6-dev >&2
fi
