#!/usr/bin/env bash
# Compares the import of a packed folder (.tar.zst, one dump a file) with that of the same dumps in one plain file.
# Usage: tests/packed.sh BINARY [COUNT=20000] [TIMES=9]
#
# The two take turns, so that what disturbs the machine meets both alike. Passes when the packed dumps come in at no
# less than 0.8 of the speed of the plain file, by the medians, and both archives hold every article.
set -euo pipefail
export LC_ALL=C

binary=$(realpath "${1:?usage: tests/packed.sh BINARY [COUNT] [TIMES]}")
count=${2:-20000}
times=${3:-9}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset ARCHIVER_ARCHIVE

dotnet run -c Release --project "$here/Archiver.Benchmarks" -- \
    generate --count "$count" --output "$work/plain" --folder "$work/dumps" > /dev/null 2>&1
tar cf - -C "$work" dumps | zstd -q -o "$work/packed.tar.zst"

# timed_import INPUT: adds the milliseconds it took to INPUT.times.
timed_import() {
    rm -rf "$work/archive"
    mkdir "$work/archive"
    local start end
    start=$(date +%s%N)
    "$binary" import "$1" --archive "$work/archive/archive.db" > "$work/out" 2>&1
    end=$(date +%s%N)
    tr -d , < "$work/out" | grep -q "^Imported $count[.]" || { cat "$work/out"; exit 1; }
    echo $(((end - start) / 1000000)) >> "$1.times"
}

median() { sort -n "$1" | sed -n "$(((times + 1) / 2))p"; }

for _ in $(seq "$times"); do
    timed_import "$work/plain"
    timed_import "$work/packed.tar.zst"
done
plain=$(median "$work/plain.times")
packed=$(median "$work/packed.tar.zst.times")
echo "$count dumps, medians of $times: plain file $plain ms, .tar.zst $packed ms," \
    "$(awk "BEGIN { printf \"%.2f\", $plain / $packed }") of its speed"
[ $((plain * 10)) -ge $((packed * 8)) ]
