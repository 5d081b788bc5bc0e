#!/bin/sh
# Install the named system packages that are missing, all in one call. Without root, say which command does it.
# Usage: ensure-packages.sh PACKAGE…
set -eu

if [ "$(uname)" = Darwin ]; then
    echo "This needs: $*. On macOS install them with: brew install $*" >&2
    exit 1
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "This needs: $*. Install them with your system's package manager, then try again." >&2
    exit 1
fi

missing=
for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "A system package is missing:$missing. Run this once as root, then try again:" >&2
    echo "    apt-get update && apt-get install --yes --no-install-recommends$missing" >&2
    exit 1
fi

echo "Installing system packages:$missing …"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
# Word splitting is wanted: one word a package. The lists on a fresh machine are often empty, so a failure updates them.
# shellcheck disable=SC2086
install() { apt-get install --yes --no-install-recommends $missing >"$log" 2>&1; }
if ! install; then
    apt-get update >"$log" 2>&1 || true
    if ! install; then
        cat "$log" >&2
        echo "Installing$missing failed; the lines above say why." >&2
        exit 1
    fi
fi
