#!/bin/sh
# setup.sh PYTHON VENV LOCK: a virtual environment in VENV with what the lock file names, and Dateline from this folder.
# Quick when nothing changed: what it did is noted in VENV when all of it is done, so an interrupted run is done again.
set -eu
python=$1
venv=$2
lock=$3
here=$(pwd -P)
minor='import sys; print("%d.%d" % sys.version_info[:2])'

stop() {
  printf '%s\n' "$@" >&2
  exit 2
}

# Which files were installed from; every lock file is named, since the smaller one's pins are also in the larger.
noted() {
  cksum requirements.txt requirements-dev.txt pyproject.toml
}

is_ready() {
  [ -f "$venv/.ready-$1" ] && [ "$(cat "$venv/.ready-$1")" = "$(noted)" ]
}

# Scripts in a virtual environment hold its full path, and its packages lie under its Python's version.
is_sound() {
  case "$(sed -n 's/^command = //p' "$venv/pyvenv.cfg")" in *" $here/$venv") ;; *) return 1 ;; esac
  [ "$("$venv/bin/python" -c "$minor" 2>/dev/null)" = "$version" ] && [ -d "$venv/lib/python$version" ]
}

command -v "$python" >/dev/null ||
  stop "There is no $python. Install Python 3.11 or newer (Debian: apt-get install python3 python3-venv)," \
    "or name one that is there: make demo PYTHON=/path/to/python3"
version=$("$python" -c "$minor")
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  stop "Dateline needs Python 3.11 or newer, and $python is $version." \
    "Name a newer one if there is one: make demo PYTHON=python3.11"

if [ -e "$venv" ]; then
  [ -f "$venv/pyvenv.cfg" ] || stop "$venv is there and is no virtual environment; move it away"
  if is_sound; then
    is_ready requirements-dev.txt && exit 0
    is_ready "$lock" && exit 0
  else
    echo "$venv was made in another folder or for another Python: making it again" >&2
    rm -rf "$venv"
  fi
fi

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Python's venv module is missing: installing python$version-venv" >&2
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y "python$version-venv" >/dev/null
  else
    stop "Python's venv module is missing. Install it, then run this again:" \
      "  sudo apt-get install python$version-venv"
  fi
fi

echo "Setting up $venv from $lock (once; about 100 MB to download) ..." >&2
rm -f "$venv"/.ready-*
"$venv/bin/python" -m pip --version >/dev/null 2>&1 || "$python" -m venv "$venv"
pip() {
  "$venv/bin/python" -m pip --quiet --disable-pip-version-check --no-input "$@"
}
pip install --require-hashes -r "$lock"
pip install --no-deps --no-build-isolation -e .
noted >"$venv/.ready-$lock"
