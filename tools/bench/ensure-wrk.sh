#!/bin/sh
# The load generator of `make bench`.
set -eu
command -v wrk >/dev/null 2>&1 || exec "$(dirname "$0")/../ensure-packages.sh" wrk
