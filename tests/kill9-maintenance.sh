#!/usr/bin/env bash
# Kills import, compact, backup, remove, restore and read with SIGKILL at random moments and checks what is left.
# Usage: tests/kill9-maintenance.sh BINARY [COUNT=2000] [TIMES=200] [SEED]
#
# One archive lives through all of it. After each kill: `verify` finds nothing; everything that was there before is there
# as it was (in the archive or in the bin, where it was being moved); a backup is whole or is not there; the same command
# then runs to its end. The moments are a fraction of the time that the same verb took undisturbed.
set -euo pipefail
export LC_ALL=C

binary=$(realpath "${1:?usage: tests/kill9-maintenance.sh BINARY [COUNT] [TIMES] [SEED]}")
count=${2:-2000}
times=${3:-200}
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
for part in 2 3 4 5 6 7 8 9; do
    generate $((count / 4)) $part "$work/$part.txt"
done

# The quotes of a text are escaped in JSON, so that this finds the field alone. The order is that of the lines: a
# restored article keeps its number, a killed import changes no other.
state() { "$binary" export --format jsonl ${1:+--archive "$1"} | sed -E 's/"imported": ?"[^"]*"/"imported":null/' | sort; }
ids() { sed -E 's/.*"id": ?"([^"]{36})".*/\1/'; }
binned() { "$binary" remove --list --json | grep -oE '"id": ?"[^"]{36}"' | ids | sort || true; }
everything() { { state | ids; binned; } | sort; }

# command VERB: the arguments of the verb's next run; the same until it has run to its end.
choose() {
    case $1 in
        import) arguments=(import "$work/$((2 + imports % 8)).txt" --report "$work/report.jsonl") ;;
        compact) arguments=(compact) ;;
        backup) arguments=(backup "$work/backup.db" --force) ;;
        remove) arguments=(remove --yes $(state | shuf -n 200 --random-source=<(yes "$RANDOM") | ids)) ;;
        restore) arguments=(restore $(binned)) ;;
        read) arguments=(read "$(state | shuf -n 1 --random-source=<(yes "$RANDOM") | ids)" --mark --at "2025-03-01T$(printf '%02d:%02d' $((run / 60 % 24)) $((run % 60)))") ;;
    esac
}

# check VERB: prints what is wrong, nothing where all is right.
check() {
    "$binary" verify > "$work/verify.out" 2>&1 || { echo "verify: $(tail -n 3 "$work/verify.out")"; return; }
    state > "$work/after" || { echo "export failed"; return; }
    everything > "$work/after.ids"
    [ -z "$(uniq -d "$work/after.ids")" ] || { echo "an article is there twice"; return; }
    [ -z "$(comm -23 "$work/before.ids" "$work/after.ids")" ] || { echo "an article is lost"; return; }
    case $1 in
        compact | backup) cmp -s "$work/before" "$work/after" || echo "the articles changed" ;;
        remove) [ -z "$(comm -13 "$work/before" "$work/after")" ] || echo "an article changed" ;;
        read)
            # One article at most has changed, and one that was acknowledged has.
            changed=$(comm -13 "$work/before" "$work/after" | wc -l)
            [ "$changed" -le 1 ] || echo "$changed articles changed"
            [ "$changed" -eq 1 ] || [ "$code" -ne 0 ] || echo "an acknowledged reading is lost"
            ;;
        import | restore) [ -z "$(comm -23 "$work/before" "$work/after")" ] || echo "an article changed" ;;
    esac
    if [ "$1" = import ]; then
        # A last line without its newline was being written: nobody has read it as an acknowledgement.
        touch "$work/report.jsonl"
        [ -z "$(tail -c 1 "$work/report.jsonl")" ] || sed -i '$d' "$work/report.jsonl"
        { grep -E '"outcome": ?"(imported|duplicate|updated|unchanged)"' "$work/report.jsonl" || true; } | ids | sort -u > "$work/acknowledged"
        [ -z "$(comm -23 "$work/acknowledged" "$work/after.ids")" ] || echo "an acknowledged article is missing"
    fi
    if [ "$1" = backup ] && [ -e "$work/backup.db" ]; then
        "$binary" verify --archive "$work/backup.db" > /dev/null 2>&1 || echo "the backup is damaged"
    fi
}

"$binary" import "$work/first.txt" > /dev/null 2>&1
declare -A microseconds
imports=0
passed=0
failed=0
verbs=(import read compact backup remove restore)
for ((run = 1; run <= times; run++)); do
    verb=${verbs[$((run % ${#verbs[@]}))]}
    choose "$verb"
    [ "${#arguments[@]}" -gt 1 ] || [ "$verb" = compact ] || continue
    state > "$work/before"
    everything > "$work/before.ids"
    rm -f "$work/report.jsonl"
    [ "$verb" != backup ] || [ $((RANDOM % 2)) -eq 0 ] || rm -f "$work/backup.db"
    limit=${microseconds[$verb]:-30000}
    delay=$(((RANDOM * 32768 + RANDOM) % limit))
    "$binary" "${arguments[@]}" > /dev/null 2>&1 &
    pid=$!
    sleep "$(printf '%d.%06d' $((delay / 1000000)) $((delay % 1000000)))"
    kill -9 "$pid" 2> /dev/null || true
    code=0
    wait "$pid" 2> /dev/null || code=$?

    problem=$(check "$verb")
    if [ -z "$problem" ]; then
        # A removal or a restoring that was cut off after it was done finds nothing more to do.
        start=$(date +%s%N)
        again=0
        "$binary" "${arguments[@]}" > "$work/again.out" 2>&1 || again=$?
        [ "$again" -eq 0 ] || { [[ $verb = re* ]] && [ "$again" -eq 2 ]; } || problem="again: code $again: $(cat "$work/again.out")"
        [ "$again" -ne 0 ] || microseconds[$verb]=$((($(date +%s%N) - start) / 1000))
        [ "$verb" != import ] || imports=$((imports + 1))
        "$binary" verify > "$work/verify.out" 2>&1 || problem="verify after it: $(tail -n 3 "$work/verify.out")"
    fi
    echo "$run: $verb, $([ "$code" -eq 137 ] && echo killed || echo "ended with $code") after $((delay / 1000)) ms${problem:+: $problem}"
    if [ -z "$problem" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
