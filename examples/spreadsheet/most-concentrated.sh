#!/usr/bin/env bash
# The ten tasks whose models are reused most unevenly, as a file that spreadsheets open.
# Usage: most-concentrated.sh <snapshot> <file.csv>
set -euo pipefail
# Whatever the user's language, a point stands before decimals.
export LC_ALL=C
snapshot=$1
file=$2

# Columns that are named keep their places, so that awk can count on them; none of these has a comma or a quote in it.
hfreuse report --snapshot "$snapshot" --question 3 --measure derivatives-per-model --min-n 30 \
  --columns task,nAll,total,mean,gini,top1PctShare --sort gini --format tsv --quiet |
  head -n 11 |
  awk -F '\t' -v OFS=, '{ $1 = $1; print $0, NR == 1 ? "derivatives_per_1000" : 1000 * $3 / $2 }' |
  # A byte-order mark, by which Excel knows UTF-8.
  { printf '\xef\xbb\xbf' && cat; } > "$file"

# As a workbook too, where LibreOffice is installed.
if command -v soffice > /dev/null; then
  soffice --headless --convert-to xlsx --outdir "$(dirname "$file")" "$file" > /dev/null
fi
