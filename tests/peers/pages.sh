#!/usr/bin/env bash
# Finds the articles of labelled pages with Archiver, cross-validated, and with other tools, and prints one table.
# Usage: tests/peers/pages.sh FOLDER [RESULTS]
#
# FOLDER has html and ground-truth, as WCXB has them. What the tools find is kept in RESULTS, and found again only where
# it is not there. Times are of the processor, of one page after another, of ours as the JIT compiles it.
set -euo pipefail

folder=$(realpath "${1:?usage: pages.sh FOLDER [RESULTS]}")
here=$(cd "$(dirname "$0")" && pwd)
results=$(realpath -m "${2:-$here/../../artifacts/page-peers}")
for tool in dotnet node npm; do
    command -v "$tool" > /dev/null || { echo "$tool is missing" >&2; exit 1; }
done

# What npm brings lies outside the sources.
mkdir -p "$results/tools"
cp "$here/package.json" "$here/package-lock.json" "$here/extract.mjs" "$results/tools"
(cd "$results/tools" && npm ci --ignore-scripts --no-audit --no-fund > /dev/null)
found=()
for tool in readability-linkedom readability-jsdom defuddle-linkedom; do
    if [ ! -s "$results/$tool.jsonl" ]; then
        echo "$tool" >&2
        node "$results/tools/extract.mjs" "$tool" "$folder" "$results/$tool.part"
        mv "$results/$tool.part" "$results/$tool.jsonl"
    fi
    found+=("$results/$tool.jsonl")
done
dotnet run -c Release --project "$here/../Archiver.Benchmarks" -- score-pages --pages "$folder" --smart-reader --results "${found[@]}"
