#!/bin/sh
# Resolve the dependencies again and export them with their hashes: what bootstrap.py installs.
# Called by `make lock` (LOCK_FLAGS=--upgrade takes newer versions).
set -eu
cd "$(dirname "$0")/.."
uv=$(ls -d .cache/uv-*/uv | tail -n 1)
export UV_CACHE_DIR=.cache/uv UV_PYTHON_DOWNLOADS=never
"$uv" lock --quiet --python "${PYTHON:-python3}" "$@"
export_to() {
  out=$1
  shift
  "$uv" export --quiet --locked --python "${PYTHON:-python3}" --no-emit-project --no-annotate \
    --no-header --format requirements-txt --no-default-groups "$@" --output-file "$out" >/dev/null
}
export_to requirements.txt --group build
export_to requirements-dev.txt --group build --group dev
