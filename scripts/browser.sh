#!/bin/sh
# What the tests in a browser need from Debian: Chromium, poppler's PDF readers, and a font with Arabic and Hebrew.
# Quick when all is there. Where it cannot be installed this says so and passes: the tests then skip, or fail under CI.
set -eu
wanted=""
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || wanted="$wanted chromium"
command -v pdftotext >/dev/null 2>&1 || wanted="$wanted poppler-utils"
if ! command -v fc-list >/dev/null 2>&1 || [ -z "$(fc-list :lang=ar family)" ] || [ -z "$(fc-list :lang=he family)" ]; then
  wanted="$wanted fontconfig fonts-dejavu-core fonts-noto-core"
fi
[ -n "$wanted" ] || exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "not installed, and only root can install it with apt-get:$wanted" >&2
  exit 0
fi
echo "installing for the tests in a browser:$wanted" >&2
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086
{ apt-get update -qq && apt-get install -qq -y --no-install-recommends $wanted >/dev/null; } ||
  echo "could not install:$wanted" >&2
