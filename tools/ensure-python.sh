#!/bin/sh
# Print the path of a Python that is new enough and can make virtual environments; on a fresh Debian or Ubuntu install it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
complete() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

find_python() {
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        path=$(command -v "$name" 2>/dev/null) || continue
        if new_enough "$path"; then
            echo "$path"
            return 0
        fi
    done
    return 1
}

offers() { apt-cache show "$1" >/dev/null 2>&1; }

# The packages of the newest suitable Python that this system offers.
offered_packages() {
    version=$(apt-cache show python3 2>/dev/null | sed -n 's/^Version: 3\.\([0-9]*\).*/\1/p' | head -n 1)
    if [ "${version:-0}" -ge 11 ]; then
        echo python3 python3-venv
        return 0
    fi
    for name in python3.14 python3.13 python3.12 python3.11; do
        if offers "$name" && offers "$name-venv"; then
            echo "$name" "$name-venv"
            return 0
        fi
    done
    return 1
}

if ! python=$(find_python); then
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "VET@work needs Python 3.11 or newer. Install it, or name one: make PYTHON=/path/to/python3 …" >&2
        exit 1
    fi
    if [ "$(id -u)" -eq 0 ] && ! offers python3; then apt-get update >/dev/null 2>&1 || true; fi
    if ! packages=$(offered_packages); then
        echo "VET@work needs Python 3.11 or newer, and this system offers none. Install one, or name it: make PYTHON=/path/to/python3 …" >&2
        exit 1
    fi
    # shellcheck disable=SC2086
    "$here/ensure-packages.sh" $packages >&2
    python=$(find_python) || { echo "Python 3.11 or newer was installed but is not found on the PATH." >&2; exit 1; }
fi

if ! complete "$python"; then
    # Debian and Ubuntu ship the part that makes environments as a package of its own.
    minor=$("$python" -c 'import sys; print(f"{sys.version_info[0]}.{sys.version_info[1]}")')
    "$here/ensure-packages.sh" "python$minor-venv" >&2
    complete "$python" || { echo "$python cannot make virtual environments (its module ensurepip is missing)." >&2; exit 1; }
fi
echo "$python"
