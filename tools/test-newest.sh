#!/bin/sh
# The tests in an environment of its own with the newest version of every package that pyproject.toml allows.
set -eu
cd "$(dirname "$0")/.."
venv=.tools/newest
browser=$(tools/find-browser.sh)
command -v epubcheck >/dev/null || tools/ensure-packages.sh epubcheck
python=$(tools/ensure-python.sh)
rm -rf "$venv"
"$python" -m venv "$venv"
pip() { "$venv/bin/python" -m pip --disable-pip-version-check --quiet --no-input "$@"; }
pip install --upgrade pip
pip install --editable . --group dev
echo "Newest allowed versions:"
"$venv/bin/python" -m pip --disable-pip-version-check list --format freeze | grep -i -E '^(django|wagtail|granian|django-allauth|psycopg)='
CHROMIUM=$browser exec "$venv/bin/python" -m pytest -n 2 -m "not contracts" "$@"
