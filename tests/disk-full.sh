#!/usr/bin/env bash
# Fills the disk at many points of an import, and makes it read-only. Needs root, for a small tmpfs.
# Usage: tests/disk-full.sh BINARY [COUNT=2000] [POINTS=50]
#
# At each point the place has a little more room, from none to what the import needs. The import ends with code 13 and
# one or two lines, or succeeds; `verify` finds nothing; what the report acknowledges is there; with room the import
# runs to its end, and the export is that of an undisturbed one. Then the same for export, backup and compact, whose
# archive stays as it was and who leave no file, for every format of export, for the report, and for a read-only place.
set -euo pipefail
export LC_ALL=C

binary=$(realpath "${1:?usage: tests/disk-full.sh BINARY [COUNT] [POINTS]}")
count=${2:-2000}
points=${3:-50}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
small=$work/small
mkdir "$small"
trap 'umount "$small" 2> /dev/null || true; rm -rf "$work"' EXIT
unset ARCHIVER_ARCHIVE

if ! mount -t tmpfs -o size=64m archiver "$small" 2> /dev/null; then
    echo "skipped: a tmpfs cannot be mounted here"
    echo "0 passed, 0 failed"
    exit 0
fi

resize() { mount -o "remount,$1" "$small"; }
passed=0
failed=0

# result NAME PROBLEM
result() {
    echo "$1${2:+: $2}"
    if [ -z "$2" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

# run COMMAND...: its exit code in $code, what it said to people in stderr.
run() {
    code=0
    "$binary" "$@" > "$work/stdout" 2> "$work/stderr" || code=$?
}

# said: what is wrong with a failure for want of room, nothing where all is right.
said() {
    [ "$code" -eq 13 ] || { echo "exit code $code: $(head -n 3 "$work/stderr")"; return; }
    [ "$(wc -l < "$work/stderr")" -le 3 ] && ! grep -q '^ *at ' "$work/stderr" || echo "said: $(head -n 5 "$work/stderr")"
}

export_of() { "$binary" export --format jsonl --archive "$1" | sed -E 's/"imported": ?"[^"]*"/"imported":null/'; }
ids() { sed -E 's/.*"id": ?"([^"]{36})".*/\1/' | sort -u; }
intact() { "$binary" verify --archive "$1" > "$work/verify" 2>&1 || echo "verify: $(tail -n 3 "$work/verify")"; }

dotnet run -c Release --project "$here/Archiver.Benchmarks" -- generate --count "$count" --output "$work/dumps.txt"
"$binary" import "$work/dumps.txt" --archive "$small/archive.db" > /dev/null 2>&1
export_of "$small/archive.db" > "$work/control"
kilobytes=$(du -k --apparent-size "$small/archive.db" | cut -f1)
cp "$small/archive.db" "$work/full.db"
needed=$((kilobytes * 5 / 2))

for ((point = 1; point <= points; point++)); do
    resize size=64m
    rm -rf "${small:?}"/*
    resize "size=$((8 + (needed * (point - 1) / points)))k"
    rm -f "$work/report"
    run import "$work/dumps.txt" --archive "$small/archive.db" --report "$work/report"
    ended=$code
    problem=$([ "$code" -eq 0 ] || said)
    touch "$work/report"
    acknowledged=$({ grep -E '"outcome": ?"imported"' "$work/report" || true; } | wc -l)
    if [ -e "$small/archive.db" ]; then
        problem=${problem:-$(intact "$small/archive.db")}
        { grep -E '"outcome": ?"imported"' "$work/report" || true; } | ids > "$work/acknowledged"
        export_of "$small/archive.db" | ids > "$work/found" || problem=${problem:-export failed}
        [ -z "$(comm -23 "$work/acknowledged" "$work/found")" ] || problem=${problem:-an acknowledged article is missing}
    elif [ "$acknowledged" -gt 0 ]; then
        problem=${problem:-the archive is gone}
    fi
    resize size=64m
    run import "$work/dumps.txt" --archive "$small/archive.db"
    [ "$code" -eq 0 ] || problem=${problem:-the import with room: $code: $(head -n 2 "$work/stderr")}
    export_of "$small/archive.db" | cmp -s - "$work/control" || problem=${problem:-the export differs}
    problem=${problem:-$(intact "$small/archive.db")}
    result "import, point $point, code $ended, $acknowledged acknowledged" "$problem"
done

# The archive is there, and nearly no room for anything else.
for extra in 40 400; do
    for verb in export backup compact; do
        resize size=64m
        rm -rf "${small:?}"/*
        cp "$work/full.db" "$small/archive.db"
        resize "size=$((kilobytes + extra))k"
        case $verb in
            export) run export --archive "$small/archive.db" --output "$small/out" --force ;;
            backup) run backup "$small/out" --archive "$small/archive.db" ;;
            compact) run compact --archive "$small/archive.db" ;;
        esac
        problem=$(said)
        [ ! -e "$small/out" ] || problem=${problem:-a half file is left}
        left=$(find "$small" -type f ! -name 'archive.db*' ! -name archive-log.db)
        [ -z "$left" ] && [ ! -e "$small/archive.db.compacting" ] || problem=${problem:-left behind: $left}
        problem=${problem:-$(intact "$small/archive.db")}
        export_of "$small/archive.db" | cmp -s - "$work/control" || problem=${problem:-the export differs}
        result "$verb with $extra KB of room" "$problem"
    done
done

# Every format of export, at some points: the archive is elsewhere. What has its name is whole, and with room the same
# export ends with what an undisturbed one writes.
listed() { (cd "$1" && find . -type f ! -name '.archiver-*' -exec cksum {} + | sort); }
for format in markdown markdown,--flavor,hugo site originals epub,--split,1MB \
    json jsonl csv,--with-text tsv text html epub jsonfeed atom wallabag netscape csl-json ris bibtex; do
    arguments=(export --archive "$work/full.db" --format ${format//,/ } --force --output)
    rm -rf "$work/whole"
    "$binary" "${arguments[@]}" "$work/whole" > /dev/null 2>&1
    room=$(du -sk "$work/whole" | cut -f1)
    for part in 0 5 9; do
        resize size=64m
        rm -rf "${small:?}"/*
        resize "size=$((4 + room * part / 10))k"
        run "${arguments[@]}" "$small/out"
        problem=$([ "$code" -eq 0 ] || said)
        if [ -d "$small/out" ]; then
            listed "$small/out" > "$work/listed"
            [ -z "$(comm -23 "$work/listed" <(listed "$work/whole"))" ] || problem=${problem:-half a file: $(comm -23 "$work/listed" <(listed "$work/whole") | head -n 1)}
        else
            [ ! -e "$small/out" ] || problem=${problem:-half a file is left}
        fi
        strays=$(find "$small" -name '.archiver-*.tmp')
        [ -z "$strays" ] || problem=${problem:-left behind: $strays}
        resize size=64m
        run "${arguments[@]}" "$small/out"
        [ "$code" -eq 0 ] || problem=${problem:-with room: $code: $(head -n 2 "$work/stderr")}
        if [ -d "$work/whole" ]; then
            listed "$small/out" | cmp -s - <(listed "$work/whole") || problem=${problem:-the folder is another}
        else
            # A feed begins with the time of its export.
            cmp -s <(sed '1,6s/^<updated>.*//' "$small/out") <(sed '1,6s/^<updated>.*//' "$work/whole") || problem=${problem:-the file is another}
        fi
        result "export --format ${format//,/ } with room for $part tenths" "$problem"
    done
done

# A report that cannot be written: the archive is elsewhere.
resize size=64m
rm -rf "${small:?}"/*
resize size=8k
run import "$work/dumps.txt" --archive "$work/elsewhere.db" --report "$small/report"
problem=$(said)
result "a report without room" "${problem:-$(intact "$work/elsewhere.db")}"
run import "$work/dumps.txt" --archive "$work/elsewhere.db"
problem=$([ "$code" -eq 0 ] || echo "exit code $code")
export_of "$work/elsewhere.db" | cmp -s - "$work/control" || problem=${problem:-the export differs}
result "the import after it" "$problem"
if [ -e /dev/full ]; then
    code=0
    "$binary" export --archive "$work/full.db" > /dev/full 2> "$work/stderr" || code=$?
    result "export to a full standard output" "$(said)"
fi

# A place that is read-only.
resize size=64m
rm -rf "${small:?}"/*
cp "$work/full.db" "$small/archive.db"
resize ro
for verb in import compact export backup remove; do
    case $verb in
        import) run import "$work/dumps.txt" --archive "$small/archive.db" ;;
        compact) run compact --archive "$small/archive.db" ;;
        export) run export --archive "$small/archive.db" --output "$small/out" --force ;;
        backup) run backup "$small/out" --archive "$work/full.db" ;;
        remove) run remove --yes "$(head -n 1 "$work/control" | ids)" --archive "$small/archive.db" ;;
    esac
    problem=$(said)
    cmp -s "$work/full.db" "$small/archive.db" || problem=${problem:-the archive changed}
    result "$verb in a read-only place" "$problem"
done
export_of "$small/archive.db" | cmp -s - "$work/control" && problem="" || problem="the export differs"
result "reading in a read-only place" "${problem:-$(intact "$small/archive.db")}"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
