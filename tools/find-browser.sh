#!/bin/sh
# Print the path of a Chromium or Chrome for the browser tests; on Debian and Ubuntu install it where it is missing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mac="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"

find_browser() {
    # A name that is only a stub asking for a snap does not answer --version.
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable "$mac" \
        "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
        [ -n "$name" ] || continue
        path=$(command -v "$name" 2>/dev/null) || continue
        if "$path" --version >/dev/null 2>&1; then
            echo "$path"
            return 0
        fi
    done
    return 1
}

if ! find_browser; then
    if [ "$(uname)" = Darwin ]; then
        echo "The browser tests need Google Chrome or Chromium: brew install --cask google-chrome" >&2
        exit 1
    fi
    "$here/ensure-packages.sh" chromium >&2
    find_browser || {
        echo "The browser tests need Chromium or Chrome; the package chromium did not bring one that starts." >&2
        echo "Install Chrome, or name a browser: make test CHROMIUM=/path/to/browser" >&2
        exit 1
    }
fi
