#!/bin/sh
# Try what a newcomer does: clone the last commit into an empty folder, `make run`, read a page, stop.
# Usage: try-clean-clone.sh [REPOSITORY]
set -eu
repository=${1:-$(cd "$(dirname "$0")/.." && pwd)}
place=$(mktemp -d)
server=
finish() {
    trap - EXIT INT TERM
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$place"
}
trap finish EXIT
trap 'finish; exit 130' INT TERM

git clone --quiet "$repository" "$place/clone"
cd "$place/clone"
python=$(tools/ensure-python.sh)
port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

# Set-up first: what follows can then be stopped as one process.
make --no-print-directory .venv/.ready
PORT=$port make --no-print-directory run &
server=$!
"$python" - "$port" "$server" <<'PYTHON'
import os, sys, time, urllib.error, urllib.request

port, server = int(sys.argv[1]), int(sys.argv[2])
deadline = time.monotonic() + 120
while True:
    try:
        for path in ("/readyz", "/en/"):
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
                print(f"{path}: {answer.status}, {len(answer.read())} bytes")
        break
    except (urllib.error.URLError, ConnectionError) as error:
        if time.monotonic() > deadline:
            sys.exit(f"The site did not answer within two minutes: {error}")
        try:
            os.kill(server, 0)
        except ProcessLookupError:
            sys.exit("`make run` ended before the site answered.")
        time.sleep(0.2)
PYTHON
[ -z "$(git status --porcelain)" ] || { git status --short; echo "make run left files that git sees." >&2; exit 1; }
echo "A clean clone runs."
