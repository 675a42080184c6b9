#!/usr/bin/env bash
# Four processes import overlapping folders into one archive, and two read it in a loop meanwhile.
# Usage: tests/many-processes.sh BINARY [COUNT=4000]
#
# Every import and every reader succeeds, `verify` finds nothing, and the export is that of one import of everything
# (sorted, since the order is that of arrival, and without the time of import, source.imported).
set -euo pipefail
export LC_ALL=C

binary=$(realpath "${1:?usage: tests/many-processes.sh BINARY [COUNT]}")
count=${2:-4000}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset ARCHIVER_ARCHIVE

passed=0
failed=0
check() {
    if "${@:2}"; then
        echo "passed: $1"
        passed=$((passed + 1))
    else
        echo "FAILED: $1"
        failed=$((failed + 1))
    fi
}

state() { "$binary" export --format jsonl --archive "$1" | sed -E 's/"imported": ?"[^"]*"/"imported":null/' | sort; }

dotnet run -c Release --project "$here/Archiver.Benchmarks" -- generate --count "$count" --folder "$work/all"

# Each folder has half of the files, each file is in two of the four, and has the same path in both.
number=0
while IFS= read -r file; do
    number=$((number % 4 + 1))
    for folder in "$number" $((number % 4 + 1)); do
        mkdir -p "$work/$folder/$(dirname "$file")"
        ln "$work/all/$file" "$work/$folder/$file"
    done
done < <(cd "$work/all" && find . -type f | sort)

mkdir "$work/control" "$work/shared"
"$binary" import "$work/all" --archive "$work/control/archive.db" > /dev/null 2>&1
state "$work/control/archive.db" > "$work/control.jsonl"
check "the control has every article" test "$(wc -l < "$work/control.jsonl")" -eq "$count"

archive=$work/shared/archive.db
importers=()
for folder in 1 2 3 4; do
    "$binary" import "$work/$folder" --archive "$archive" --wait 600 > "$work/import.$folder" 2>&1 &
    importers+=($!)
done

# read_loop NAME COMMAND...: until the imports are done; what fails is written down.
read_loop() {
    local rounds=0 code
    until [ -e "$work/done" ]; do
        code=0
        "$binary" "${@:2}" --archive "$archive" --wait 600 > "$work/$1.out" 2> "$work/$1.err" || code=$?
        # 10: the first import has not made the archive yet.
        if [ "$code" -eq 0 ]; then
            rounds=$((rounds + 1))
        elif [ "$code" -ne 10 ] || [ "$rounds" -gt 0 ]; then
            echo "code $code: $(head -n 2 "$work/$1.err")" >> "$work/$1.failures"
        fi
        echo "$rounds" > "$work/$1.rounds"
    done
}
read_loop list list &
readers=($!)
read_loop export export --format jsonl &
readers+=($!)

for index in 0 1 2 3; do
    code=0
    wait "${importers[$index]}" || code=$?
    check "import $((index + 1)) succeeds: $(tail -n 2 "$work/import.$((index + 1))")" test "$code" -eq 0
done
touch "$work/done"
wait "${readers[@]}"
for reader in list export; do
    [ ! -e "$work/$reader.failures" ] || head -n 5 "$work/$reader.failures"
    check "$reader succeeds, $(cat "$work/$reader.rounds") times" test ! -e "$work/$reader.failures" -a "$(cat "$work/$reader.rounds")" -gt 0
done
state "$archive" > "$work/shared.jsonl"
check "the export is that of one import" cmp -s "$work/control.jsonl" "$work/shared.jsonl"
verified() { "$binary" verify --archive "$archive" > "$work/verify.out" 2>&1 || { cat "$work/verify.out"; return 1; }; }
check "verify finds nothing" verified

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
