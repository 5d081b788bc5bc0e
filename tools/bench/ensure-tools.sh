#!/bin/sh
# The load generator and the server that `make bench` compares with.
set -eu
here=$(dirname "$0")
missing=
command -v wrk >/dev/null 2>&1 || missing="$missing wrk"
command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ] || missing="$missing nginx-light"
# shellcheck disable=SC2086
[ -z "$missing" ] || exec "$here/../ensure-packages.sh" $missing
