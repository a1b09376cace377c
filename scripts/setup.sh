#!/bin/sh
# Make the virtual environment $2 with interpreter $1 and install Dateline and its tools from the lock file.
set -eu
python=$1
venv=$2
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Dateline needs Python 3.11 or newer; $python is $("$python" --version). Set PYTHON=..." >&2
  exit 2
}
if ! "$python" -m venv "$venv" 2>/dev/null; then
  echo "python3-venv is missing; installing it" >&2
  apt-get update -q && apt-get install -q -y python3-venv
  "$python" -m venv "$venv"
fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
