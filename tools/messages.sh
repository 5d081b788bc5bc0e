#!/bin/sh
# Collect every string to translate into src/vetatwork/locale/<language>/LC_MESSAGES/django.po: English, and whatever
# language has a folder there already.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root/src/vetatwork"
mkdir -p locale
languages="--locale=en"
for folder in locale/*/; do
    [ -d "$folder" ] && languages="$languages --locale=$(basename "$folder")"
done
# shellcheck disable=SC2086
SECRET_KEY=only-for-messages DATA_DIR="$root/.tools/data" "$root/.venv/bin/vetatwork" manage makemessages $languages --no-location --no-obsolete
