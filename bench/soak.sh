#!/bin/sh
# The long campaigns: every figure, and the gazetteer rebuilt from its packages to the same bytes.
set -eu
mkdir -p bench/results
sh bench/all.sh "$1" "$2" | tee bench/results/all.txt
before=$(sha256sum dateline/data/gazetteer.sqlite)
make gazetteer
test "$before" = "$(sha256sum dateline/data/gazetteer.sqlite)" && echo "gazetteer: rebuilt to the same bytes" | tee -a bench/results/all.txt
