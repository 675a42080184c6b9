#!/usr/bin/env bash
# Lets every single system call on the files of an archive fail, one at a time, in every verb, and checks what is left.
# Usage: tests/failing-calls.sh BINARY [MOST=1000000] [VERB...]
#
# MOST says how many calls of one name are tried in one verb, evenly spread. Needs strace. After each fault: the verb ended
# with a code of its own and called nothing a bug; verify finds nothing; what a report or an exit code of 0 has acknowledged
# is there; a file that was to be written is whole or not there at all; nothing of ours is left beside it.
set -euo pipefail
export LC_ALL=C

binary=$(realpath "${1:?usage: tests/failing-calls.sh BINARY [MOST] [VERB...]}")
most=${2:-1000000}
verbs=${*:3}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet run -c Release --project "$here/Archiver.Benchmarks" -- generate --count 40 --seed 1 --output "$work/first.txt"
dotnet run -c Release --project "$here/Archiver.Benchmarks" -- generate --count 12 --seed 2 --output "$work/new.txt"
mkdir "$work/whole" "$work/run"
export ARCHIVER_ARCHIVE=$work/whole/archive.db
"$binary" import "$work/first.txt" > "$work/out" 2>&1
ids() { { grep -oE '"id": ?"[^"]{36}"' || true; } | sed -E 's/.*"id": ?"([^"]{36})".*/\1/'; }
"$binary" list --json | ids > "$work/ids"
read -r shown removed binned <<< "$(head -n 3 "$work/ids" | tr '\n' ' ')"
"$binary" remove "$binned" --yes > "$work/out" 2>&1
"$binary" export --format jsonl > "$work/exported"
"$binary" show "$shown" --original > "$work/original"
word=$(sed -n 1p "$work/original" | grep -oE '\b[a-z]{5,}\b' | sed -n 2p)
cp -r "$work/whole" "$work/indexed"
ARCHIVER_ARCHIVE=$work/indexed/archive.db "$binary" search "$word" > "$work/out" 2>&1 || true

exports="markdown site originals epub csv html"
for format in $exports; do
    "$binary" export --format "$format" --output "$work/exported.$format" > "$work/out" 2>&1
done

# Which errors are tried with which calls.
errors() {
    case $1 in
        open | openat) echo EIO EACCES EMFILE ;;
        write | pwrite64 | ftruncate) echo EIO ENOSPC EINTR ;;
        read | pread64 | fsync | fdatasync) echo EIO EINTR ;;
        flock) echo ENOLCK EINTR ;;
        *) echo EIO ;;
    esac
}
calls=open,openat,read,pread64,write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,linkat,unlink,unlinkat,flock,lseek,fstat,stat,lstat,newfstatat,statx,fchmod,fchown,getdents64

# try VERB FOLDER [FAULT]: runs the verb on a copy of the archive, with the fault.
try() {
    local verb=$1 place=$2 fault=${3:-}
    rm -rf "$place"
    cp -r "$work/$([ "$verb" = follow ] && echo indexed || echo whole)" "$place"
    cp "$work/new.txt" "$place/new.txt"
    local arguments
    case $verb in
        import) arguments=(import "$place/new.txt" --report "$place/report.jsonl") ;;
        list) arguments=(list --json) ;;
        search | follow) arguments=(search "$word" --json) ;;
        show) arguments=(show "$shown" --original) ;;
        read) arguments=(read "$shown" --mark --at 2025-03-01T07:00) ;;
        tag) arguments=(tag "$shown" +failing) ;;
        star | unstar) arguments=("$verb" "$shown") ;;
        note) arguments=(note "$shown" "Said while calls fail.") ;;
        edit) arguments=(edit "$shown" --title "A title" --category elsewhere --date 2020-01-01) ;;
        highlight) arguments=(highlight "$shown" --text "$word" --comment "Why?") ;;
        remove) arguments=(remove "$removed" --yes) ;;
        restore) arguments=(restore "$binned") ;;
        backup) arguments=(backup "$place/backup.db") ;;
        export) arguments=(export --format jsonl --output "$place/out.jsonl" --force) ;;
        export-*) arguments=(export --format "${verb#export-}" --output "$place/out.${verb#export-}" --force) ;;
        salvage) arguments=(salvage "$place/saved.db") ;;
        similar | summarize | history) arguments=("$verb" "$shown") ;;
        *) arguments=("$verb") ;;
    esac
    code=0
    ARCHIVER_ARCHIVE=$place/archive.db timeout -s KILL 60 strace -f -y -qq -o "$place.trace" -e trace="$calls" ${fault:+-e inject="$fault"} \
        "$binary" "${arguments[@]}" > "$place.out" 2> "$place.error" || code=$?
}

# The files under their own names, with their sums; of a single file its own.
listed() { if [ -d "$1" ]; then (cd "$1" && find . -type f ! -name '.archiver-*' -exec cksum {} + | sort); else cksum < "$1"; fi; }

for format in $exports; do
    listed "$work/exported.$format" > "$work/listed.$format"
done

# check_exported FORMAT PLACE: prints what is wrong with an export, which is a file or a folder.
check_exported() {
    local format=$1 made=$2 again=0
    if [ -e "$made" ]; then
        [ -z "$(comm -23 <(listed "$made") "$work/listed.$format")" ] || echo "half a file is left"
        [ "$code" -ne 0 ] || listed "$made" | cmp -s - "$work/listed.$format" || echo "ends with 0, and not all is there"
    elif [ "$code" -eq 0 ]; then
        echo "ends with 0, and nothing is there"
    fi
    "$binary" export --format "$format" --output "$made" --force --archive "$(dirname "$made")/archive.db" > "$made.out" 2>&1 || again=$?
    [ "$again" -eq 0 ] || echo "again: code $again: $(tail -n 1 "$made.out")"
    [ ! -e "$made" ] || listed "$made" | cmp -s - "$work/listed.$format" || echo "again, and another export"
    local strays
    strays=$(find "$made" "$(dirname "$made")" -name '.archiver-*' ! -path "$made/.archiver-$format")
    [ -z "$strays" ] || echo "again, and leaves $strays"
}

# check VERB FOLDER: prints what is wrong, nothing where all is right.
check() {
    local verb=$1 place=$2 archive=$2/archive.db
    # The system could not load the program.
    [ "$code" -ne 127 ] || return 0
    case $code in 0 | 1 | 2 | 3 | 10 | 11 | 12 | 13) ;; *) echo "ends with code $code: $(head -c 300 "$place.error")" ;; esac
    if grep -qE 'a bug|^   at |Unhandled' "$place.error" "$place.out"; then echo "calls it a bug: $(grep -E -m 1 'bug|   at |Unhandled' "$place.error" "$place.out")"; fi
    local left
    left=$(ls -A "$place" | grep -vxE 'archive\.db(\.lock|\.writer|\.spool|\.search.*|\.compacting.*)?|archive-log\.db|new\.txt|report\.jsonl|(backup|saved)\.db|out\.[a-z]+' || true)
    # A file that cannot be looked at or deleted stays.
    [ -z "$left" ] || [[ $fault =~ ^(unlink|lseek|fstat): ]] || echo "leaves $left"
    [ "$verb" != verify ] || return 0
    "$binary" verify --archive "$archive" > "$place.verify" 2>&1 || { echo "verify: $(tail -n 3 "$place.verify")"; return; }
    "$binary" export --format jsonl --archive "$archive" > "$place.after" || { echo "export fails"; return; }
    ids < "$place.after" | sort > "$place.ids"
    case $verb in
        import)
            [ "$code" -ne 0 ] || [ "$(wc -l < "$place.after")" -eq 51 ] || echo "acknowledged, and not there"
            touch "$place/report.jsonl"
            { grep -E '"outcome": ?"imported".*}$' "$place/report.jsonl" || true; } | ids | sort > "$place.acknowledged"
            [ -z "$(comm -23 "$place.acknowledged" "$place.ids")" ] || echo "in the report, and not there"
            [ -z "$(grep -vxFf "$place.after" "$work/exported")" ] || echo "an article changed"
            ;;
        remove) [ "$code" -ne 0 ] || ! grep -q "$removed" "$place.ids" || echo "removed, and still there" ;;
        restore) [ "$code" -ne 0 ] || grep -q "$binned" "$place.ids" || echo "restored, and not there" ;;
        read | tag | star | note | edit | highlight) [ "$code" -ne 0 ] || ! cmp -s "$place.after" "$work/exported" || echo "acknowledged, and not there" ;;
        *) cmp -s "$place.after" "$work/exported" || echo "the articles changed" ;;
    esac
    case $verb in
        backup | salvage)
            local made=$place/backup.db
            [ "$verb" = backup ] || made=$place/saved.db
            if [ -e "$made" ]; then "$binary" verify --archive "$made" > "$place.verify" 2>&1 || echo "what was made is damaged"
            elif [ "$code" -eq 0 ]; then echo "ends with 0, and nothing is there"; fi
            ;;
        export)
            if [ -e "$place/out.jsonl" ]; then cmp -s "$place/out.jsonl" "$work/exported" || echo "half a file is left"
            elif [ "$code" -eq 0 ]; then echo "ends with 0, and nothing is there"; fi
            ;;
        export-*) check_exported "${verb#export-}" "$place/out.${verb#export-}" ;;
        show) [ "$code" -ne 0 ] || cmp -s "$place.out" "$work/original" || echo "shows something else" ;;
        list) [ "$code" -ne 0 ] || [ "$(ids < "$place.out" | sort | cksum)" = "$(sort "$place.ids" | cksum)" ] || echo "lists something else" ;;
    esac
}

# faults VERB: all that are tried, one a line.
faults() {
    try "$1" "$work/run/$1"
    # The calls on our files, by their number in their thread: so strace counts them.
    awk -v work="$work/run/$1/" '{
        call = $2; sub(/\(.*/, "", call)
        if ($2 !~ /^[a-z]/) next
        number = ++numbers[$1 " " call]
        if (index($0, work) && !((call, number) in seen)) { seen[call, number] = 1; print call, number }
    }' "$work/run/$1.trace" | sort -k1,1 -k2,2n | awk -v most="$most" '
        { lines[NR] = $0; of[$1]++ }
        END { for (i = 1; i <= NR; i++) { split(lines[i], part, " "); at = ++count[part[1]]; step = of[part[1]] > most ? of[part[1]] / most : 1
            if (int(at / step) != int((at - 1) / step)) print lines[i] } }' | while read -r call number; do
        for error in $(errors "$call"); do
            echo "$call:error=$error:when=$number"
        done
        case $call in pwrite64 | fsync | pread64) echo "$call:error=EIO:when=$number+" ;; esac
    done
}

run() {
    local verb=$1 fault problem tried=0 failed=0 wrong=0
    while read -r fault; do
        try "$verb" "$work/run/$verb" "$fault"
        problem=$(check "$verb" "$work/run/$verb")
        tried=$((tried + 1))
        [ "$code" -eq 0 ] || failed=$((failed + 1))
        if [ -n "$problem" ]; then
            wrong=$((wrong + 1))
            echo "$verb, $fault: $problem" >&2
        fi
    done < <(faults "$verb")
    rm -rf "$work/run/$verb" "$work/run/$verb".*
    echo "$verb: $tried faults, $failed of them failures that it reported, $wrong wrong"
}

# All verbs of the program, a search that follows what was imported after the index, and other formats of export. To serve has no end of its own.
for verb in ${verbs:-$("$binary" --help | sed -n '/^Options/q;s/^  \([a-z][a-z]*\)  .*/\1/p' | grep -vx -e help -e serve) follow $(printf 'export-%s ' $exports)}; do
    run "$verb" > "$work/result.$verb" &
    [ "$(jobs -rp | wc -l)" -lt 2 ] || wait -n
done
wait
cat "$work"/result.*
awk '{ tried += $2; wrong += $(NF - 1) } END { print tried " faults, " wrong " wrong"; exit !(tried > 0 && wrong == 0) }' "$work"/result.*
