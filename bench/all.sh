#!/bin/sh
# Every scorer on the development data and every speed figure; $1 is the interpreter, $2 the shared folder. Speed figures
# are kept in bench/results, and docs/benchmarks.md and the figures of docs/scale.md are written from them.
set -eu
gold=$2/gold
"$1" -m bench.accuracy exercise --data examples/exercise/expected.toml
"$1" -m bench.accuracy quantities --data tests/cases/figures.toml
"$1" -m bench.accuracy subevents --data tests/cases/subevents.toml
"$1" -m bench.accuracy seeds --data "$gold/seeds.yaml"
"$1" -m bench.accuracy stories --data "$gold/stories"
"$1" -m bench.accuracy figures --data "$gold/stories"
"$1" -m bench.accuracy links --data "$gold/stories/links.yaml"
"$1" -m bench.accuracy stream
"$1" -m bench.accuracy ecb --data "$gold/linking/ecbplus_dev.jsonl"
"$1" -m bench.accuracy wikiwars --data "$gold/time/wikiwars_dev.jsonl"
"$1" -m bench.accuracy timenorm --data "$gold/time/timenorm_en_train.tsv"
"$1" -m bench.accuracy geovirus --data "$gold/geo/geovirus.jsonl"
"$1" -m bench.accuracy polnear --data "$gold/attribution/polnear_dev.jsonl"
"$1" -m bench.accuracy re3d --data "$gold/entities"
"$1" -m bench.accuracy fighting --data "$gold/entities"
"$1" -m bench.accuracy muc4 --data "$gold/muc4/dev.jsonl"
"$1" -m bench.accuracy letter_case --data "$gold/geo/geovirus.jsonl"
"$1" -m bench.accuracy plover --data "$gold/plover/PLOVER_GSR_CAMEO.txt"
"$1" -m bench.accuracy factuality --data "$gold/factuality/uw_dev.jsonl"
"$1" -m bench.accuracy pages --data "$gold/pages/fundus"
"$1" -m bench.accuracy roles --data "$gold/pages/fundus"
"$1" -m bench.accuracy copies --data "$gold/pages/fundus"
"$1" -m bench.accuracy carrying --data "$gold/pages/fundus"
"$1" -m bench.kept prefilter -- bench.accuracy prefilter --json --data "$gold"
"$1" -m bench.kept speed-prefilter -- bench.speed prefilter --data "$gold/pages/fundus"
"$1" -m bench.kept speed-pages -- bench.speed pages --data "$gold/pages/fundus"
"$1" -m bench.accuracy languages --data "$gold/pages/fundus"
"$1" -m bench.accuracy gating --data "$gold/stories"
"$1" -m bench.accuracy gating --data "$gold/pages/fundus"
"$1" -m bench.kept speed-pipeline-stories -- bench.speed pipeline --data "$gold/stories"
"$1" -m bench.kept speed-pipeline-pages -- bench.speed pipeline --data "$gold/pages/fundus" --rounds 1
"$1" -m bench.kept speed-readers -- bench.speed readers --data "$gold/stories"
"$1" -m bench.kept speed-startup -- bench.speed startup --data "$2/seeds"
"$1" -m bench.kept speed-report -- bench.speed report
"$1" -m bench.kept speed-serve-small -- bench.speed serve --events 2000
"$1" -m bench.kept stages -- bench.stages --data "$gold"
"$1" -m bench.cost
"$1" -m bench.table
