#!/bin/sh
# Run a command with DATABASE_URL naming a PostgreSQL of its own: a new cluster in a temporary folder, gone afterwards.
# Usage: postgres.sh COMMAND…   With DATABASE_URL already naming a PostgreSQL, that one is used.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON_OF_TESTS:-$here/../.venv/bin/python}

case "${DATABASE_URL:-}" in postgres*) exec "$@" ;; esac

# The newest folder with both programs: Debian keeps them out of the PATH.
find_programs() {
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) \
        $(ls -d /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin 2>/dev/null | sort -r) \
        $(dirname "$(command -v initdb 2>/dev/null || echo /nowhere/x)"); do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
            echo "$folder"
            return 0
        fi
    done
    return 1
}
if ! programs=$(find_programs); then
    "$here/ensure-packages.sh" postgresql
    programs=$(find_programs) || { echo "PostgreSQL was installed, but initdb and pg_ctl are not found." >&2; exit 1; }
fi

# PostgreSQL refuses to run as root: an unprivileged account owns the cluster then.
as_owner() { "$@"; }
owner=
if [ "$(id -u)" -eq 0 ]; then
    for owner in postgres nobody; do id "$owner" >/dev/null 2>&1 && break; done
    as_owner() { runuser -u "$owner" -- "$@"; }
fi

cluster=$(mktemp -d /tmp/vetatwork-postgres.XXXXXX)
[ -z "$owner" ] || chown "$owner" "$cluster"
stop() {
    trap - EXIT INT TERM HUP
    as_owner "$programs/pg_ctl" --pgdata="$cluster/data" --mode=immediate --silent stop >/dev/null 2>&1 || true
    rm -rf "$cluster"
}
trap stop EXIT
trap 'stop; exit 130' INT TERM HUP
cd "$cluster"

report() { cat "$cluster/log" >&2; echo "PostgreSQL could not be started; the lines above say why." >&2; exit 1; }
as_owner "$programs/initdb" --pgdata="$cluster/data" --username=vetatwork --auth=trust --encoding=UTF8 --no-locale \
    --no-sync >"$cluster/log" 2>&1 || report
# Only this machine's loopback; nothing in the cluster outlives the run, so it need not wait for the disk.
tries=0
while :; do
    port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    as_owner "$programs/pg_ctl" --pgdata="$cluster/data" --log="$cluster/data/log" --silent --wait start -o \
        "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off" \
        >"$cluster/log" 2>&1 && break
    tries=$((tries + 1))
    cat "$cluster/data/log" >>"$cluster/log" 2>/dev/null || true
    [ "$tries" -lt 3 ] || report
done

cd "$OLDPWD"
DATABASE_URL="postgres://vetatwork@127.0.0.1:$port/postgres" "$@"
