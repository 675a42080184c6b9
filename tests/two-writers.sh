#!/usr/bin/env bash
# Two imports into one archive at once, and readers meanwhile.
# Usage: tests/two-writers.sh BINARY [COUNT=40000]
#
#   1. while the first import runs, a second with --wait 0 ends with code 11 and names the holder's process;
#   2. a second import that may wait succeeds, and so does the first;
#   3. list, show and export during the imports always succeed, with whole articles only;
#   4. the final export equals that of the same imports one after the other.
# Exports are compared without the time of import (source.imported), the one field that may differ.
set -euo pipefail
export LC_ALL=C

binary=$(realpath "${1:?usage: tests/two-writers.sh BINARY [COUNT]}")
count=${2:-40000}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset ARCHIVER_ARCHIVE

passed=0
failed=0

# check DESCRIPTION COMMAND...
check() {
    if "${@:2}"; then
        echo "passed: $1"
        passed=$((passed + 1))
    else
        echo "FAILED: $1"
        failed=$((failed + 1))
    fi
}

# The quotes of a text are escaped in JSON, so that this finds the field alone.
without_time() { sed -E 's/"imported": ?"[^"]*"/"imported":null/'; }

# from_control FILE...: every line of the exports is a line of the control's.
from_control() {
    awk 'FNR == NR { known[$0]; next } !($0 in known) { print "not in the control: " substr($0, 1, 200); bad = 1; exit }
        END { exit bad }' "$work/control.jsonl" "$@"
}

running() { kill -0 "$1" 2> /dev/null; }

generate() { dotnet run -c Release --project "$here/Archiver.Benchmarks" -- generate "$@"; }

generate --count "$count" --seed 1 --output "$work/first.txt"
generate --count "$count" --seed 2 --output "$work/second.txt"
mkdir "$work/control" "$work/shared"
for part in first second; do
    "$binary" import "$work/$part.txt" --archive "$work/control/archive.db" > /dev/null
done
"$binary" export --format jsonl --archive "$work/control/archive.db" | without_time > "$work/control.jsonl"

archive="$work/shared/archive.db"
"$binary" import "$work/first.txt" --archive "$archive" > "$work/first.out" 2>&1 &
first=$!
until "$binary" list --limit 1 --archive "$archive" > /dev/null 2>&1; do
    running "$first" || break
    sleep 0.01
done

code=0
"$binary" import "$work/second.txt" --archive "$archive" --wait 0 > "$work/refused.out" 2> "$work/refused.err" || code=$?
check "the first import was still running (or give a larger COUNT)" running "$first"
check "an import with --wait 0 ends with code 11 (it was $code)" [ "$code" -eq 11 ]
check "its message names process $first: $(head -n 1 "$work/refused.err")" grep -qw "$first" "$work/refused.err"

"$binary" import "$work/second.txt" --archive "$archive" --wait 600 > "$work/second.out" 2>&1 &
second=$!

: > "$work/readers.txt"
reads=0
articles=0
sample=""
while running "$first" || running "$second"; do
    reads=$((reads + 1))
    "$binary" list --limit 20 --json --archive "$archive" > /dev/null 2> "$work/reader.err" ||
        echo "list: $(cat "$work/reader.err")" >> "$work/readers.txt"
    "$binary" export --format jsonl --archive "$archive" 2> "$work/reader.err" > "$work/seen.raw" ||
        echo "export: $(cat "$work/reader.err")" >> "$work/readers.txt"
    without_time < "$work/seen.raw" > "$work/seen.jsonl"
    from_control "$work/seen.jsonl" >> "$work/readers.txt" || true
    seen=$(wc -l < "$work/seen.jsonl")
    [ "$seen" -ge "$articles" ] || echo "an export has $seen articles, one before it had $articles" >> "$work/readers.txt"
    articles=$seen
    sample=$(head -n 1 "$work/seen.jsonl" | sed -E 's/^.*"id": ?"([0-9a-f-]{36})".*$/\1/')
    [ -z "$sample" ] || "$binary" show "$sample" --json --archive "$archive" > /dev/null 2> "$work/reader.err" ||
        echo "show: $(cat "$work/reader.err")" >> "$work/readers.txt"
done

code=0
wait "$first" || code=$?
check "the first import succeeded (exit code $code)" [ "$code" -eq 0 ]
code=0
wait "$second" || code=$?
check "the second import waited and succeeded (exit code $code)" [ "$code" -eq 0 ]
check "there were readers during the imports: $reads rounds" [ "$reads" -gt 0 ]
check "all of them succeeded and saw whole articles only" [ ! -s "$work/readers.txt" ]
head -n 5 "$work/readers.txt"

"$binary" export --format jsonl --archive "$archive" | without_time > "$work/final.jsonl"
check "the final export equals that of the imports one after the other" cmp -s "$work/control.jsonl" "$work/final.jsonl"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
