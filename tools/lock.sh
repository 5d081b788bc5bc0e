#!/bin/sh
# Write the two lock files: names, versions and hashes only. Needs uv; run after changing pyproject.toml.
set -eu
cd "$(dirname "$0")/.."
compile() { uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate "$@"; }
compile pyproject.toml tools/build-requirements.in -o requirements.lock
compile pyproject.toml tools/build-requirements.in --group dev -c requirements.lock -o requirements-dev.lock
