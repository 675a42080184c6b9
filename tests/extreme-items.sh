#!/usr/bin/env bash
# Compares the work of the processor for one extreme item of size n with that for one of size 2n, in every verb that reads
# it. Usage: tests/extreme-items.sh BINARY [SIZE=1] [KIND...]
#
# SIZE multiplies n. Prints for each kind and verb the seconds at n and at 2n, the ratio, and the memory at 2n. Passes when
# no ratio of what takes longer than two tenths of a second is above 2.5. Each figure is the least of three runs.
# Without pipefail: what is cut to a length ends what writes it.
set -eu
export LC_ALL=C

binary=$(realpath "${1:?usage: tests/extreme-items.sh BINARY [SIZE] [KIND...]}")
size=${2:-1}
shift $(($# < 2 ? $# : 2))
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset ARCHIVER_ARCHIVE

# dump NUMBER BODY SIMILAR DETAILS: a dump whose parts are the outputs of these commands.
dump() {
    eval "$2"
    printf 'Similar Readings (%s items)\n' "$(eval "$3" | wc -l)"
    eval "$3"
    printf 'Summary\nThe tide turns.\nStatistics\n9\nWords\n3\nRead Count\nDetails\nID: %08x-94e6-4f35-8c52-17f4e9d06b3a\n' "$1"
    printf 'Category ID: sea\nURL: https://tides.example/%s\n' "$1"
    eval "$4"
}

n_of() {
    case $1 in
        hits) echo 400000 ;;
        titles | details | repeated-details | paragraphs | equal-paragraphs | odd-statistics) echo 100000 ;;
        states) echo 4000 ;;
        line) echo 8000000 ;;
        no-spaces) echo 4000000 ;;
        query) echo 20000 ;;
        members) echo 10000 ;;
        warnings) echo 20000 ;;
    esac
}

# make KIND N FILE
make() {
    local n=$2
    case $1 in
        hits) dump 1 "yes tide | head -n $n | tr '\n' ' '; echo" 'echo More of the sea' true ;;
        titles) dump 1 'echo The tide turns.' "seq -f 'More of the sea, part %.0f' $n" true ;;
        details) dump 1 'echo The tide turns.' 'echo More of the sea' "seq $n | sed 's/.*/Key &: value &/'" ;;
        repeated-details) dump 1 'echo The tide turns.' 'echo More of the sea' "seq -f 'Category ID: sea-%.0f' $n" ;;
        paragraphs) dump 1 "seq -f 'The tide turns at %.0f.' $n" 'echo More of the sea' true ;;
        equal-paragraphs) dump 1 "yes 'The tide turns.' | head -n $n" 'echo More of the sea' true ;;
        odd-statistics) dump 1 'echo The tide turns.' 'echo More of the sea' true \
            | awk -v n="$n" '/^9$/ { printf "9"; for (i = 0; i < n; i++) printf ",9"; print ""; next } { print }' ;;
        states) for number in $(seq "$n"); do dump 1 "echo The tide turns at $number." 'echo More of the sea' \
            "date -u -d @$((1600000000 + number * 60)) '+Updated: %Y/%m/%d %H:%M'"; done ;;
        line) dump 1 "yes 'the tide turns, and turns again, and nobody knows why' | head -c $n | tr '\n' ' '; echo" 'echo More of the sea' true ;;
        no-spaces) dump 1 "yes tideturns | head -c $n | tr -d '\n'; echo" 'echo More of the sea' true ;;
        query) dump 1 'echo The tide turns.' 'echo More of the sea' true ;;
        members) mkdir -p "$3.d"
            (cd "$3.d" && seq -f '%.0f' "$n" | while read -r number; do
                printf 'The tide turns at %s.\nStatistics\n5\nWords\nDetails\nID: %08x-94e6-4f35-8c52-17f4e9d06b3a\n' "$number" "$number" > "$number.txt"
            done && zip -q -r ../members.zip . && mv ../members.zip "$3")
            rm -rf "$3.d"
            return ;;
        warnings) for number in $(seq "$n"); do printf 'The tide turns at %s.\nStatistics\n12345\nWords\nDetails\nID: none\nDate: never\n' "$number"; done ;;
    esac > "$3"
}

# cost PREPARE COMMAND...: the seconds of the processor and the MB of memory of a command, the least of three runs.
cost() {
    local prepare=$1
    shift
    for _ in 1 2 3; do
        eval "$prepare"
        /usr/bin/time -o "$work/time" -f '%U %S %M' "$@" > "$work/out" 2>&1 || true
        tail -n 1 "$work/time"
    done | awk '{ cost = $1 + $2; if (least == "" || cost < least) least = cost; if ($3 > memory) memory = $3 } END { printf "%.2f %d", least, memory / 1024 }'
}

measure() {
    local kind=$1 n=$2 at=$3
    make "$kind" "$n" "$at.in"
    local query=tide
    [ "$kind" != query ] || query="$(yes 'tide OR' | head -c "$n" | tr '\n' ' ') tide"
    local archive=(--archive "$at.db") id=00000001
    {
        echo "import $(cost "rm -f $at*db*" "$binary" import "$at.in" "${archive[@]}")"
        "$binary" search tide "${archive[@]}" > "$work/out" 2>&1 || true
        echo "again $(cost : "$binary" import "$at.in" "${archive[@]}")"
        echo "index $(cost "rm -f $at.db.search*" "$binary" search tide --limit 1 "${archive[@]}")"
        echo "search $(cost : "$binary" search "$query" --json "${archive[@]}")"
        echo "show $(cost : "$binary" show "$id" "${archive[@]}")"
        echo "similar $(cost : "$binary" similar "$id" "${archive[@]}")"
        echo "summarize $(cost : "$binary" summarize "$id" "${archive[@]}")"
        echo "export $(cost : "$binary" export --format jsonl "${archive[@]}")"
        echo "verify $(cost : "$binary" verify "${archive[@]}")"
    } > "$at.costs"
    rm -rf "$at.in" "$at"*db*
}

kinds=(hits titles details repeated-details paragraphs equal-paragraphs odd-statistics states line no-spaces query members warnings)
[ $# -eq 0 ] || kinds=("$@")
for kind in "${kinds[@]}"; do
    n=$(awk "BEGIN { printf \"%d\", $(n_of "$kind") * $size }")
    measure "$kind" "$n" "$work/once"
    measure "$kind" $((2 * n)) "$work/twice"
    paste -d ' ' "$work/once.costs" "$work/twice.costs" | awk -v kind="$kind" -v n="$n" '{
        ratio = $5 > 0.2 ? $5 / ($2 > 0.01 ? $2 : 0.01) : 0
        printf "%-17s %9d  %-9s %6.2f s %6.2f s  %s  %4d MB%s\n", kind, n, $1, $2, $5, ratio ? sprintf("%4.2f", ratio) : "   -", $6, (ratio > 2.5 ? "  TOO MUCH" : "")
    }'
done | tee "$work/all"
echo "$(wc -l < "$work/all") compared, $(grep -c 'TOO MUCH' "$work/all" || true) too much"
! grep -q 'TOO MUCH' "$work/all" && [ "$(wc -l < "$work/all")" -eq $((9 * ${#kinds[@]})) ]
