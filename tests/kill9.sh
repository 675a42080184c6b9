#!/usr/bin/env bash
# Kills imports with SIGKILL at random moments and checks what is left.
# Usage: tests/kill9.sh BINARY [COUNT=20000] [TIMES=50] [SEED]
#
# An undisturbed import gives the control archive and its export. Then, TIMES times: a fresh archive, an import that is
# killed at a random moment of the undisturbed duration, and three checks:
#   1. the archive opens;
#   2. every article in it, and so every article that the report acknowledges, is there and equals the control's;
#   3. a second import runs to its end, and the export is then identical to the control's.
# Exports are compared without the time of import (source.imported), the one field that may differ.
set -euo pipefail
export LC_ALL=C

binary=$(realpath "${1:?usage: tests/kill9.sh BINARY [COUNT] [TIMES] [SEED]}")
count=${2:-20000}
times=${3:-50}
seed=${4:-$((RANDOM * 32768 + RANDOM))}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset ARCHIVER_ARCHIVE

# The quotes of a text are escaped in JSON, so that this finds the field alone.
without_time() { sed -E 's/"imported": ?"[^"]*"/"imported":null/' "$1"; }

# archive_export ARCHIVE FILE
archive_export() {
    "$binary" export --format jsonl --archive "$1" --output "$work/raw.jsonl" --force 2> "$work/export.err" || return
    without_time "$work/raw.jsonl" > "$2"
}

now() { date +%s%N; }

echo "random seed $seed; $count articles; $times kills"
RANDOM=$seed
dotnet run -c Release --project "$here/Archiver.Benchmarks" -- generate --count "$count" --output "$work/dumps.txt"

mkdir "$work/control"
start=$(now)
"$binary" import "$work/dumps.txt" --archive "$work/control/archive.db" > "$work/import.out" 2>&1 || {
    cat "$work/import.out"
    echo "the undisturbed import failed"
    exit 1
}
nanoseconds=$(($(now) - start))
archive_export "$work/control/archive.db" "$work/control.jsonl"
[ "$(wc -l < "$work/control.jsonl")" -eq "$count" ] || { echo "the control has not $count articles"; exit 1; }
echo "an undisturbed import takes $((nanoseconds / 1000000)) ms"

# check_killed: prints what is wrong with the archive after a kill, nothing where it is right.
check_killed() {
    local code=0
    "$binary" list --limit 1 --archive "$archive" > "$work/list.out" 2> "$work/list.err" || code=$?
    : > "$work/killed.jsonl"
    if [ "$code" -eq 0 ]; then
        archive_export "$archive" "$work/killed.jsonl" || { echo "export: $(cat "$work/export.err")"; return; }
    elif [ "$code" -ne 10 ]; then
        echo "list: exit code $code: $(cat "$work/list.err")"
        return
    fi

    # A last line without its newline was being written: nobody has read it as an acknowledgement.
    touch "$work/report.jsonl"
    [ -z "$(tail -c 1 "$work/report.jsonl")" ] || sed -i '$d' "$work/report.jsonl"
    awk '
        function id() { at = match($0, /"id": ?"/); return at ? substr($0, at + RLENGTH, 36) : "" }
        FILENAME == control { expected[id()] = $0; next }
        FILENAME == report && /"outcome": ?"(imported|duplicate|updated|unchanged)"/ { acknowledged[id()]; next }
        FILENAME == report { next }
        { found[id()]; if (expected[id()] != $0) { print "article " id() " differs"; exit } }
        END { for (each in acknowledged) if (!(each in found)) { print "acknowledged " each " is missing"; exit } }
    ' control="$work/control.jsonl" report="$work/report.jsonl" \
        "$work/control.jsonl" "$work/report.jsonl" "$work/killed.jsonl"
}

# check_resumed: the same for the import that runs to its end.
check_resumed() {
    "$binary" import "$work/dumps.txt" --archive "$archive" > "$work/import.out" 2>&1 || {
        echo "the second import failed: $(cat "$work/import.out")"
        return
    }
    archive_export "$archive" "$work/resumed.jsonl" || { echo "export: $(cat "$work/export.err")"; return; }
    cmp -s "$work/control.jsonl" "$work/resumed.jsonl" && return
    if cmp -s <(sort "$work/control.jsonl") <(sort "$work/resumed.jsonl"); then
        echo "the final export has the control's articles in another order"
    else
        echo "the final export differs from the control's"
    fi
}

passed=0
failed=0
for ((run = 1; run <= times; run++)); do
    rm -rf "$work/fresh" "$work/report.jsonl"
    mkdir "$work/fresh"
    archive="$work/fresh/archive.db"
    delay=$(((RANDOM * 32768 + RANDOM) * (nanoseconds / 1000) / (32768 * 32768)))
    "$binary" import "$work/dumps.txt" --archive "$archive" --report "$work/report.jsonl" > /dev/null 2>&1 &
    pid=$!
    sleep "$(printf '%d.%06d' $((delay / 1000000)) $((delay % 1000000)))"
    kill -9 "$pid" 2> /dev/null || true
    wait "$pid" 2> /dev/null || true

    problem=$(check_killed)
    acknowledged=$(grep -cE '"outcome": ?"(imported|duplicate|updated|unchanged)"' "$work/report.jsonl" || true)
    present=$(wc -l < "$work/killed.jsonl")
    problem=${problem:-$(check_resumed)}
    echo "$run: killed after $((delay / 1000)) ms, $acknowledged acknowledged, $present present${problem:+: $problem}"
    if [ -z "$problem" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
