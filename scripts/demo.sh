#!/bin/sh
# demo.sh PYTHON OUT: the exercise as a case in OUT/talmeru, and its report as OUT/talmeru.html.
# Run again it keeps the case while the exercise is the same, and reads again only what new code would read otherwise.
set -eu
python=$1
out=$2
folder=$out/talmeru
page=$folder.html
exercise=examples/exercise
dateline=$(dirname "$python")/dateline

# Show a command and run it; what it says is kept, and shown when it fails.
run() {
  echo "  $dateline $*"
  "$python" -m dateline "$@" 2>"$out/said" && return
  cat "$out/said" >&2
  exit 1
}

# The event on whose shelling most pages and claimants speak.
most_told() {
  "$python" -m dateline events "$folder" --type remote.shelling 2>/dev/null | awk -F '\t' '
    NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i }
    NR > 1 && (told = $column["documents"] + $column["claimants"]) > most { most = told; id = $1 }
    END { print id }'
}

echo "Dateline reads an exercise: news pages about a crisis in Talmeru, an island country that does not exist."
mkdir -p "$out"
made_from=$(cat "$exercise"/pages/* "$exercise/gazetteer.csv" "$exercise/coastline.geojson" | cksum)
if [ "$(cat "$folder/made-from" 2>/dev/null)" != "$made_from" ]; then
  rm -rf "$folder"
  run init "$folder"
  run gazetteer import "$exercise/gazetteer.csv" --case "$folder"
  echo "  cp $exercise/coastline.geojson $folder"
  cp "$exercise/coastline.geojson" "$folder"
  run add "$folder" "$exercise/pages"
  echo "$made_from" >"$folder/made-from"
fi
run build "$folder"
built=$(head -n 1 "$out/said")
run report "$folder" --title Talmeru -o "$page"
rm "$out/said"

cat <<END

$built
The report is $page
Open it in a browser; it needs no network. Then look closer:

  $dateline events $folder
  $dateline show $folder $(most_told) --evidence
END
