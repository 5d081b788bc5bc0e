#!/bin/sh
# Make or bring up to date a virtual environment with exactly the locked packages and this checkout in it.
# Usage: make-venv.sh FOLDER LOCK-FILE. Safe to repeat and to interrupt: a half-made environment is made anew.
set -eu
cd "$(dirname "$0")/.."
folder=$1
lock=$2

usable() { "$folder/bin/python" -m pip --version >/dev/null 2>&1; }
new_enough() { "$folder/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

if ! usable || ! new_enough; then
    python=$(tools/ensure-python.sh)
    echo "Making the environment $folder with $("$python" --version) …"
    rm -rf "$folder"
    "$python" -m venv "$folder"
fi

echo "Installing the packages of $lock …"
pip() { "$folder/bin/python" -m pip --disable-pip-version-check --quiet --quiet --no-input "$@"; }
pip install --require-hashes --requirement "$lock"
# The build back end is in the lock too, so nothing unlocked is fetched to build the checkout itself.
pip install --no-deps --no-build-isolation --editable .
