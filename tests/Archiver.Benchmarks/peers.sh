#!/usr/bin/env bash
# Runs the same corpus through sqlite-utils, notmuch and Archiver, and prints one table.
# Usage: tests/Archiver.Benchmarks/peers.sh BINARY [COUNT=100000]
#
# The peers get ready-parsed records and messages, which favours them: Archiver reads the dumps. Times are wall-clock
# times of whole processes: one run of the long commands, the median of 9 of the short ones. The files they read are in
# the system's cache.
set -euo pipefail
export LC_ALL=C

binary=$(realpath "${1:?usage: peers.sh BINARY [COUNT]}")
count=${2:-100000}
here=$(cd "$(dirname "$0")" && pwd)
unset ARCHIVER_ARCHIVE

missing=()
for tool in sqlite-utils notmuch; do
    command -v "$tool" > /dev/null || missing+=("$tool")
done
if [ ${#missing[@]} -gt 0 ]; then
    command -v apt-get > /dev/null || { echo "no apt-get here: install ${missing[*]} by hand" >&2; exit 1; }
    [ "$(id -u)" -eq 0 ] || { echo "install them first: apt-get update && apt-get install ${missing[*]}" >&2; exit 1; }
    echo "installing ${missing[*]}" >&2
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}" > /dev/null
fi
for tool in "$binary" sqlite-utils notmuch dotnet awk; do
    command -v "$tool" > /dev/null || { echo "$tool is missing, or cannot be run" >&2; exit 1; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
dotnet run -c Release --project "$here" -- generate --count "$count" \
    --output dumps.txt --form records=records.jsonl --form mail=mail >&2

# seconds COMMAND...: how long it takes; its output is dropped, a failure ends the script.
seconds() {
    local start end
    start=$(date +%s%N)
    "$@" > "$work/command.out" 2> "$work/command.err" || { echo "$*: $(cat "$work/command.err")" >&2; exit 1; }
    end=$(date +%s%N)
    awk -v ns="$((end - start))" 'BEGIN { printf "%.4f", ns / 1e9 }'
}

median() { for _ in 1 2 3 4 5 6 7 8 9; do seconds "$@"; echo; done | sort -n | sed -n 5p; }

bytes() { du -cb "$@" | awk 'END { print $1 }'; }

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

# row PROGRAM COMMAND SECONDS [MANY: the rate counts] [REMARK]
row() {
    awk -v program="$1" -v command="$2" -v seconds="$3" -v count="${4:-}" -v remark="${5:-}" 'BEGIN {
        printf "| %s | `%s` | %.3f s | %s | %s |\n", program, command, seconds,
            count == "" ? "" : sprintf("%.0f", count / seconds), remark
    }'
}

# sqlite-utils: one table, its ID the primary key, an index on each column that a listing asks for.
sqlite_import() {
    sqlite-utils insert peers.db articles records.jsonl --nl --pk id &&
        sqlite-utils create-index peers.db articles category &&
        sqlite-utils create-index peers.db articles date
}
sqlite_export() { sqlite-utils rows peers.db articles --nl; }
sqlite_list() {
    sqlite-utils rows peers.db articles -c id -c title -c date --where 'category = :category' -p category "$category" \
        --order 'date desc' --limit 20
}
sqlite_show() { sqlite-utils rows peers.db articles --where 'id = :id' -p id "$id"; }

# notmuch: a configuration of its own, so that nobody's mail is touched.
export NOTMUCH_CONFIG="$work/notmuch-config"
cat > "$NOTMUCH_CONFIG" <<CONFIG
[database]
path=$work/mail
[user]
name=Reader
primary_email=reader@news.example
[new]
tags=new
CONFIG

archive() { "$binary" "$@" --archive "$work/archiver/archive.db"; }
mkdir archiver

# The category with the most articles, and an article of the middle.
category=$(sed -E 's/.*"category":"([^"]*)".*/\1/' records.jsonl | sort | uniq -c | sort -rn | awk 'NR == 1 { print $2 }')
id=$(sed -n "$((count / 2 + 1))p" records.jsonl | sed -E 's/^\{"id":"([^"]*)".*/\1/')
input=$(bytes dumps.txt)

a_version=$(median "$binary" --version)
a_import=$(seconds archive import dumps.txt)
s_import=$(seconds sqlite_import)
n_import=$(seconds notmuch new)
a_export=$(seconds archive export --format jsonl --output exported.jsonl --force)
s_export=$(seconds sqlite_export)
a_list=$(median archive list --category "$category" --limit 20)
s_list=$(median sqlite_list)
n_list=$(median notmuch search --limit=20 "from:$category@news.example")
a_show=$(median archive show "$id")
s_show=$(median sqlite_show)
n_show=$(median notmuch show "id:$id@news.example")


# Words that an article of the middle has, with its category and month. How many articles have them is counted in 5,000:
# the most common one, the rarest, and two between.
middle=$(sed -n "$((count / 2 + 1))p" records.jsonl)
words=$({ printf '%s\n' "$middle"; awk -v step="$((count / 5000 + 1))" 'NR % step == 0' records.jsonl; } | awk '{
    sub(/.*"body":"/, ""); gsub(/\\n/, " "); count = split($0, words, " "); split("", seen)
    for (i = 1; i <= count; i++) if (words[i] ~ /^[a-z]+$/ && !(words[i] in seen)) {
        seen[words[i]] = 1; articles[words[i]]++
        if (NR == 1) its[words[i]] = 1
    }
} END { for (word in its) print articles[word], word }' | sort -rn -k1,1 -k2 | awk '{ print $2 }')
many=$(wc -l <<< "$words")
common=$(sed -n 1p <<< "$words")
rare=$(sed -n '$p' <<< "$words")
one=$(sed -n "$((many / 3))p" <<< "$words")
other=$(sed -n "$((many / 2))p" <<< "$words")
phrase="\"$(sed -E 's/.*"body":"([^"\\]*)\..*/\1/' <<< "$middle" | awk '{ print $(NF - 2), $(NF - 1) }')\""
its_category=$(sed -E 's/.*"category":"([^"]*)".*/\1/' <<< "$middle")
month=$(sed -E 's/.*"date":"([0-9]{4}-[0-9]{2}).*/\1/' <<< "$middle")
a_index=$(seconds archive search --count "$one")

# search NAME OUR-QUERY THEIR-QUERY: medians of 15, each in turn.
searches=()
search() {
    local name=$1 ours theirs
    read -ra ours <<< "$2"
    read -ra theirs <<< "$3"
    if [[ $2 == \"* ]]; then ours=("$2") theirs=("$3"); fi
    : > ours.times
    : > theirs.times
    for _ in $(seq 15); do
        { seconds archive search "${ours[@]}"; echo; } >> ours.times
        { seconds notmuch search --limit=20 "${theirs[@]}"; echo; } >> theirs.times
    done
    searches+=("$name|$(sort -n ours.times | sed -n 8p)|$(sort -n theirs.times | sed -n 8p)")
}
search "WORD WORD" "$one $other" "$one $other"
search '\"A PHRASE\"' "$phrase" "$phrase"
search "WORD category:C date:M" "$one category:$its_category date:$month" "$one from:$its_category@news.example date:$month..$month"
search "COMMON" "$common" "$common"
search "RARE" "$rare" "$rare"

[ "$(wc -l < exported.jsonl)" -eq "$count" ] || { echo "archiver export: not $count lines" >&2; exit 1; }
[ "$(sqlite-utils query peers.db 'select count(*) from articles' --raw)" -eq "$count" ] ||
    { echo "sqlite-utils: not $count rows" >&2; exit 1; }
[ "$(notmuch count --exclude=false '*')" -eq "$count" ] || { echo "notmuch: not $count messages" >&2; exit 1; }

# The search index beside the archive can be rebuilt, and is not part of it.
a_size=$(find archiver -type f ! -name '*.search*' -printf '%s\n' | awk '{ sum += $1 } END { print sum }')
s_size=$(bytes peers.db)
n_size=$(bytes mail)
n_index=$(bytes mail/.notmuch)
a_index_size=$(bytes archiver/archive.db.search)

echo
echo "$count articles, $((input / 1000000)) MB of dumps; $(sqlite-utils --version); $(notmuch --version)"
echo
echo "| program | command | time | articles/s | beside Archiver |"
echo "| --- | --- | ---: | ---: | --- |"
row archiver "import" "$a_import" "$count"
row sqlite-utils "insert --nl, create-index × 2" "$s_import" "$count" "$(ratio "$s_import" "$a_import") × its time"
row notmuch "new" "$n_import" "$count" "$(ratio "$n_import" "$a_import") × its time, with a full-text index"
row archiver "export --format jsonl" "$a_export" "$count"
row sqlite-utils "rows --nl" "$s_export" "$count" "$(ratio "$s_export" "$a_export") × its time"
row archiver "--version" "$a_version"
row archiver "list --category C --limit 20" "$a_list"
row sqlite-utils "rows --where --order --limit 20" "$s_list" "" "$(ratio "$s_list" "$a_list") × its time"
row notmuch "search --limit=20 from:C" "$n_list" "" "$(ratio "$n_list" "$a_list") × its time"
row archiver "show ID" "$a_show"
row sqlite-utils "rows --where" "$s_show" "" "$(ratio "$s_show" "$a_show") × its time"
row notmuch "show id:ID" "$n_show" "" "$(ratio "$n_show" "$a_show") × its time"
row archiver "search, which makes the index" "$a_index" "$count"
for each in "${searches[@]}"; do
    IFS='|' read -r name ours theirs <<< "$each"
    row archiver "search $name" "$ours"
    row notmuch "the same, --limit=20" "$theirs" "" "$(ratio "$theirs" "$ours") × its time"
done
echo
echo "| program | size | of the dumps' bytes |"
echo "| --- | ---: | ---: |"
echo "| archiver | $((a_size / 1000000)) MB | $(ratio "$a_size" "$input") |"
echo "| sqlite-utils | $((s_size / 1000000)) MB | $(ratio "$s_size" "$input") |"
echo "| notmuch, messages and index | $((n_size / 1000000)) MB | $(ratio "$n_size" "$input") |"
echo "| archiver, index of search | $((a_index_size / 1000000)) MB | $(ratio "$a_index_size" "$input") |"
echo "| notmuch, index alone | $((n_index / 1000000)) MB | $(ratio "$n_index" "$input") |"
