#!/bin/sh
# The long campaigns: every figure, copies among 30,000 stories, linking of 100,000 reports, linking of 300,000 documents through files, one page more in a case of
# 10,000, a workbench over 100,000 events, web archives of 10,000 records with one in twenty hostile, the gazetteer
# rebuilt from its packages to the same bytes, builds killed at twenty random moments (the build, its readers; nodes, workers,
# readers and the build on a Ray cluster), builds by one process, two and a cluster, pages made to hurt, ten minutes of
# fuzzing for each reader of bytes, axe on every row of a report of 2,000 events, the keys that a coder presses for a
# correct row.
set -eu
mkdir -p bench/results
sh bench/all.sh "$1" "$2" | tee bench/results/all.txt
"$1" -m bench.kept speed-copies -- bench.speed copies --stories 10000 30000 | tee -a bench/results/all.txt
"$1" -m bench.kept speed-growth -- bench.speed growth --soak | tee -a bench/results/all.txt
"$1" -m bench.kept speed-bulk -- bench.speed bulk --documents 300000 | tee -a bench/results/all.txt
"$1" -m bench.kept speed-one_more -- bench.speed one_more | tee -a bench/results/all.txt
"$1" -m bench.kept speed-executors -- bench.speed executors --documents 5000 --rounds 2 | tee -a bench/results/all.txt
"$1" -m bench.kept speed-serve -- bench.speed serve --events 100000 | tee -a bench/results/all.txt
"$1" -m bench.kept speed-explore -- bench.speed explore --events 100000 | tee -a bench/results/all.txt
"$1" -m bench.kept speed-crawl -- bench.speed crawl --records 10000 | tee -a bench/results/all.txt
before=$(sha256sum dateline/data/gazetteer.sqlite)
make gazetteer
test "$before" = "$(sha256sum dateline/data/gazetteer.sqlite)" && echo "gazetteer: rebuilt to the same bytes" | tee -a bench/results/all.txt
DATELINE_SOAK=1 "$1" -m pytest tests/engine/test_killing.py tests/engine/test_hostile.py -q | tee -a bench/results/all.txt
"$1" -m bench.fuzz --seconds 600 | tee -a bench/results/all.txt
DATELINE_SOAK=1 "$1" -m pytest tests/browser/test_access.py -q -k whole | tee -a bench/results/all.txt
"$1" -m bench.keys --gold "$2" -o bench/results/keys.json > /dev/null
"$1" -m bench.cost
"$1" -m bench.table
