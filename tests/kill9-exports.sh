#!/usr/bin/env bash
# Kills exports with SIGKILL at random moments, in every format, and checks what is left.
# Usage: tests/kill9-exports.sh BINARY [COUNT=2000] [TIMES=20] [SEED]
#
# Each format is exported TIMES times, half of them into a new place and half where an older export is. After each kill:
# every file under its own name is whole, as the older export or the undisturbed one has it; the same export again ends
# with what the undisturbed one wrote and nothing else; a file of somebody else in the folder is as it was.
set -euo pipefail
export LC_ALL=C

binary=$(realpath "${1:?usage: tests/kill9-exports.sh BINARY [COUNT] [TIMES] [SEED]}")
count=${2:-2000}
times=${3:-20}
seed=${4:-$((RANDOM * 32768 + RANDOM))}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export ARCHIVER_ARCHIVE=$work/archive.db

echo "random seed $seed; $count articles; $times kills for each format"
RANDOM=$seed
generate() { dotnet run -c Release --project "$here/Archiver.Benchmarks" -- generate --count "$1" --seed "$2" --output "$3" > /dev/null; }
generate "$count" 1 "$work/first.txt"
"$binary" import "$work/first.txt" > /dev/null 2>&1

folders="markdown markdown,--flavor,hugo site originals epub,--split,1MB"
files="json jsonl csv tsv text html epub jsonfeed atom wallabag netscape csl-json ris bibtex"

# write FORMAT PLACE: exports, over what is there.
write() { "$binary" export --format ${1//,/ } --output "$2" --force; }
is_folder() { [[ " $folders " == *" $1 "* ]]; }
slug() { echo "${1//,/}"; }
now() { date +%s%N; }

# The older exports, of the articles as they were, then the undisturbed ones.
mkdir "$work/old" "$work/control" "$work/run"
for format in $folders $files; do
    write "$format" "$work/old/$(slug "$format")" > /dev/null 2>&1
done
ids=$("$binary" list --json -n $((count / 10)) | grep -oE '"id": ?"[^"]{36}"' | sed -E 's/.*"([^"]{36})"$/\1/')
"$binary" remove --yes $(head -n $((count / 20)) <<< "$ids") > /dev/null 2>&1
"$binary" tag $(tail -n 5 <<< "$ids") +changed > /dev/null 2>&1
generate $((count / 20)) 2 "$work/second.txt"
"$binary" import "$work/second.txt" > /dev/null 2>&1
declare -A microseconds
for format in $folders $files; do
    start=$(now)
    write "$format" "$work/control/$(slug "$format")" > /dev/null 2>&1
    microseconds[$format]=$((($(now) - start) / 1000))
done

# listed FOLDER: the sum and the name of each file under its own name.
listed() { (cd "$1" && find . -type f ! -name '.archiver-*' -exec cksum {} + | sort); }

# same ONE OTHER: whether two files are the same but for the time of the export, which a feed begins with.
same() { cmp -s <(sed '1,6s/^<updated>.*//' "$1") <(sed '1,6s/^<updated>.*//' "$2"); }

# check FORMAT PLACE: prints what is wrong after a kill, nothing where all is right.
check() {
    local name
    name=$(slug "$1")
    [ -e "$2" ] || return 0
    if is_folder "$1"; then
        listed "$2" > "$work/listed"
        local wrong
        wrong=$(comm -23 "$work/listed" <(sort -u "$work/control/$name.listed" "$work/old/$name.listed"))
        [ -z "$wrong" ] || echo "half a file: $(head -n 1 <<< "$wrong")"
    else
        same "$2" "$work/control/$name" || same "$2" "$work/old/$name" || echo "half a file"
    fi
}

# complete FORMAT PLACE: the same of the export that runs to its end.
complete() {
    local name
    name=$(slug "$1")
    write "$1" "$2" > "$work/out" 2>&1 || { echo "again: code $?: $(tail -n 2 "$work/out")"; return; }
    if is_folder "$1"; then
        listed "$2" | cmp -s - "$work/control/$name.listed" || echo "the folder is another: $(listed "$2" | diff - "$work/control/$name.listed" | head -n 2)"
        local strays
        strays=$(find "$2" -name '.archiver-*' ! -path "$2/.archiver-${1%%,*}"; find "$2" -mindepth 1 -type d -empty)
        [ -z "$strays" ] || echo "left behind: $strays"
    else
        same "$2" "$work/control/$name" || echo "the file is another"
        strays=$(find "$(dirname "$2")" -mindepth 1 ! -path "$2" ! -path "$2/*")
        [ -z "$strays" ] || echo "left behind: $strays"
    fi
}

passed=0
failed=0
for format in $folders $files; do
    name=$(slug "$format")
    if is_folder "$format"; then
        for state in old control; do
            echo "mine" > "$work/$state/$name/mine"
            listed "$work/$state/$name" > "$work/$state/$name.listed"
        done
    fi
    in_the_middle=0
    for ((run = 1; run <= times; run++)); do
        rm -rf "$work/run"
        mkdir "$work/run"
        place=$work/run/$name
        if [ $((run % 2)) -eq 0 ]; then
            cp -r "$work/old/$name" "$place"
        elif is_folder "$format"; then
            mkdir "$place"
            echo "mine" > "$place/mine"
        fi
        delay=$(((RANDOM * 32768 + RANDOM) % (microseconds[$format] + 1)))
        code=0
        "$binary" export --format ${format//,/ } --output "$place" --force > /dev/null 2>&1 &
        pid=$!
        sleep "$(printf '%d.%06d' $((delay / 1000000)) $((delay % 1000000)))"
        kill -9 "$pid" 2> /dev/null || true
        wait "$pid" 2> /dev/null || code=$?
        [ "$code" -ne 137 ] || in_the_middle=$((in_the_middle + 1))
        problem=$(check "$format" "$place")
        problem=${problem:-$(complete "$format" "$place")}
        if [ -z "$problem" ]; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            echo "$format, run $run, code $code after $((delay / 1000)) ms: $problem"
        fi
    done
    echo "$format: $times exports, $in_the_middle of them killed before their end"
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
