#!/usr/bin/env bash
# Kills tag, star, unstar, note, edit, highlight, their --undo, and import with SIGKILL at random moments and checks what is left.
# Usage: tests/kill9-notes.sh BINARY [TIMES=200] [COUNT=400] [SEED]
#
# One archive lives through all of it. Each of its articles has a note of each kind, and comes again and again with other
# details, so that an import that undid a note would be seen. After each kill: `verify` finds nothing; no article is lost; a
# note is there whole, on all the articles it was said of, or not at all; what was acknowledged is there; what was said
# before is as it was. Then the same command runs to its end. The moments are a fraction of the time that the same verb took
# undisturbed.
set -euo pipefail
export LC_ALL=C

binary=$(realpath "${1:?usage: tests/kill9-notes.sh BINARY [TIMES] [COUNT] [SEED]}")
times=${2:-200}
count=${3:-400}
seed=${4:-$((RANDOM * 32768 + RANDOM))}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export ARCHIVER_ARCHIVE=$work/archive.db

echo "random seed $seed; $count articles; $times kills"
RANDOM=$seed
generate() {
    dotnet run -c Release --project "$here/Archiver.Benchmarks" -- generate --count "$1" --seed "$2" --output "$3"
}
generate "$count" 1 "$work/first.txt"
for part in 2 3 4 5; do
    generate $((count / 4)) $part "$work/new.$part.txt"
done

# All that the reader has said, a line an article: what an import changes is left out, and the minute in which it was said.
said() {
    "$binary" export --format jsonl ${1:+--archive "$1"} | sed -E 's/"created":.*"details":/"details":/; s/"source":.*//; s/"created":"[^"]*"//g' | sort
}
ids() { sed -E 's/^[^"]*"formatVersion":[0-9]+,"id": ?"([^"]{36})".*/\1/' | sort; }

# Another state of each article.
again() {
    sed -E "s/^Category ID: .*/Category ID: again-$1/; s/^Date: .*/Date: 2021\/02\/$(printf '%02d' $((1 + $1 % 28)))/;
        s/^Updated: .*/Updated: 2026\/01\/01 $(printf '%02d:%02d' $(($1 / 60 % 24)) $(($1 % 60)))/" "$work/first.txt"
}

# choose VERB: the arguments of its next run.
choose() {
    local some one
    some=$(shuf -n $((1 + RANDOM % 20)) --random-source=<(yes "$RANDOM") "$work/ids" | tr '\n' ' ')
    one=${some%% *}
    case $1 in
        tag) arguments=(tag $some "+tag-$run" "-tag-$((run - 7))") ;;
        star) arguments=("$([ $((RANDOM % 2)) -eq 0 ] && echo star || echo unstar)" $some) ;;
        note) arguments=(note "$one" "Said in run $run.") ;;
        edit) arguments=(edit $some --title "Title of run $run" --category "run-$((run % 70))" --date "2020-01-$(printf '%02d' $((1 + run % 28)))") ;;
        highlight) arguments=(highlight "$one" --text "text of run $run" --comment "comment of run $run") ;;
        undo)
            # Something must have been said before that counts again.
            "$binary" edit -q $some --title "Before run $run" --category "before-$run"
            arguments=("$([ $((RANDOM % 2)) -eq 0 ] && echo tag || echo edit)" $some --undo)
            ;;
        import)
            again "$run" > "$work/again.txt"
            arguments=(import "$work/again.txt" "$work/new.$((2 + imports % 4)).txt" --report "$work/report.jsonl")
            ;;
    esac
}

# check VERB: prints what is wrong, nothing where all is right.
check() {
    "$binary" verify > "$work/verify.out" 2>&1 || { echo "verify: $(tail -n 3 "$work/verify.out")"; return; }
    said > "$work/after" || { echo "export failed"; return; }
    if [ "$1" = import ]; then
        ids < "$work/after" > "$work/after.ids"
        [ -z "$(comm -23 "$work/ids" "$work/after.ids")" ] || echo "an article is lost"
        [ -z "$(comm -23 "$work/before" "$work/after")" ] || echo "an import undid what was said"
        # A last line without its newline was being written: nobody has read it as an acknowledgement.
        touch "$work/report.jsonl"
        [ -z "$(tail -c 1 "$work/report.jsonl")" ] || sed -i '$d' "$work/report.jsonl"
        { grep -E '"outcome": ?"(imported|duplicate|updated|unchanged)"' "$work/report.jsonl" || true; } \
            | sed -E 's/.*"id": ?"([^"]{36})".*/\1/' | sort -u > "$work/acknowledged"
        [ -z "$(comm -23 "$work/acknowledged" "$work/after.ids")" ] || echo "an acknowledged article is missing"
    elif [ "$code" -eq 0 ]; then
        cmp -s "$work/after" "$work/done" || echo "what was acknowledged is lost"
    else
        cmp -s "$work/after" "$work/before" || cmp -s "$work/after" "$work/done" || echo "it is half done"
    fi
}

"$binary" import "$work/first.txt" > /dev/null 2>&1
said | ids > "$work/ids"
[ "$(wc -l < "$work/ids")" -eq "$count" ]
everything=(--query 'words:>=0')
"$binary" edit -q "${everything[@]}" --title "The first title" --category first --date 2019-01-01
"$binary" tag -q "${everything[@]}" +first
"$binary" star -q "${everything[@]}"
declare -A microseconds
imports=0
passed=0
failed=0
acknowledged=0
verbs=(tag star note edit highlight import undo)
for ((run = 1; run <= times; run++)); do
    verb=${verbs[$((run % ${#verbs[@]}))]}
    choose "$verb"
    said > "$work/before"
    rm -f "$work/report.jsonl"
    if [ "$verb" != import ]; then
        # What the archive is to be like when the command has run to its end.
        rm -rf "$work/copy"
        mkdir "$work/copy"
        cp "$work/archive.db" "$work/archive-log.db" "$work/copy"
        start=$(date +%s%N)
        "$binary" "${arguments[@]}" --archive "$work/copy/archive.db" > "$work/copy.out" 2>&1 || { cat "$work/copy.out"; exit 1; }
        microseconds[$verb]=$((($(date +%s%N) - start) / 1000))
        said "$work/copy/archive.db" > "$work/done"
    fi
    limit=${microseconds[$verb]:-30000}
    delay=$(((RANDOM * 32768 + RANDOM) % (limit + limit / 4)))
    "$binary" "${arguments[@]}" > /dev/null 2>&1 &
    pid=$!
    sleep "$(printf '%d.%06d' $((delay / 1000000)) $((delay % 1000000)))"
    kill -9 "$pid" 2> /dev/null || true
    code=0
    wait "$pid" 2> /dev/null || code=$?
    [ "$code" -ne 0 ] || acknowledged=$((acknowledged + 1))

    problem=$(check "$verb")
    # A second --undo would take back more.
    if [ -z "$problem" ] && [ "$verb" != undo ]; then
        start=$(date +%s%N)
        "$binary" "${arguments[@]}" > "$work/again.out" 2>&1 || problem="again: $(cat "$work/again.out")"
        [ "$verb" != import ] || microseconds[import]=$((($(date +%s%N) - start) / 1000))
        [ "$verb" != import ] || imports=$((imports + 1))
        said > "$work/again"
        [ "$verb" = import ] || cmp -s "$work/again" "$work/done" || problem="run again it does something else"
    fi
    echo "$run: ${arguments[0]}$([ "$verb" = undo ] && echo ' --undo' || true), $([ "$code" -eq 137 ] && echo killed || echo "ended with $code") after $((delay / 1000)) ms${problem:+: $problem}"
    if [ -z "$problem" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done

echo "$passed passed, $failed failed; $acknowledged were acknowledged before the kill"
[ "$failed" -eq 0 ]
