#!/bin/sh
# Resolve the dependencies again and export them with their hashes: what bootstrap.py installs.
#   lock.sh [--upgrade]     write uv.lock and the requirements (`make lock`)
#   lock.sh --check         say whether they still say what pyproject.toml asks (`make check`)
set -eu
cd "$(dirname "$0")/.."
uv=$(ls -d .cache/uv-*/uv 2>/dev/null | tail -n 1)
uv=${uv:-uv}
export UV_CACHE_DIR=.cache/uv UV_PYTHON_DOWNLOADS=never UV_PYTHON=.venv/bin/python

export_to() { # export_to FILE GROUP…
  "$uv" export --quiet --locked $offline --no-emit-project --no-annotate --no-header \
    --format requirements-txt --no-default-groups $2 >"$1"
}

if [ "${1:-}" = --check ]; then
  offline=--offline
  "$uv" lock --check --quiet --offline
  fresh=$(mktemp)
  trap 'rm -f "$fresh"' EXIT
  export_to "$fresh" "--group build" && cmp "$fresh" requirements.txt
  export_to "$fresh" "--group build --group dev" && cmp "$fresh" requirements-dev.txt
else
  offline=
  "$uv" lock --quiet "$@"
  export_to requirements.txt "--group build"
  export_to requirements-dev.txt "--group build --group dev"
fi
