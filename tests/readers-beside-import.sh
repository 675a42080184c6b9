#!/usr/bin/env bash
# Eight readers ask `serve` in a loop for two minutes while another process imports into the same archive.
# Usage: tests/readers-beside-import.sh BINARY [COUNT=100000] [SECONDS=120]
#
# Every page has the status 200, or 202 while it is being worked out; each is whole, an article has its first paragraph,
# and at the end the list counts as many articles as came in. Needs curl.
set -euo pipefail
export LC_ALL=C

binary=$(realpath "${1:?usage: tests/readers-beside-import.sh BINARY [COUNT] [SECONDS]}")
count=${2:-100000}
seconds=${3:-120}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
served=
trap '[ -z "$served" ] || kill -TERM "$served" 2> /dev/null || true; rm -rf "$work"' EXIT
unset ARCHIVER_ARCHIVE

dotnet run -c Release --project "$here/Archiver.Benchmarks" -- generate --count "$count" --output "$work/dumps.txt" > /dev/null
archive=$work/archive.db
"$binary" import "$here/../samples/dumps" --archive "$archive" > /dev/null 2>&1
articles() { "$binary" export --format jsonl --archive "$archive" | wc -l; }
first=$(articles)
"$binary" serve --port 0 --archive "$archive" > "$work/address" 2> /dev/null &
served=$!
until [ -s "$work/address" ]; do sleep 0.1; done
address=$(cat "$work/address")
origin=${address%%/\?*}
curl -sS -o /dev/null -c "$work/cookies" "$address"

# reader NUMBER: asks for pages until the time is over; what is wrong is written down.
reader() {
    local page=$work/page.$1 asked=0 status path ids=() paths
    while [ "$SECONDS" -lt "$seconds" ]; do
        paths=(/ '/search?q=river' '/?is=unread' /browse "${ids[@]:0:20}")
        path=${paths[RANDOM % ${#paths[@]}]}
        status=$(curl -sS -o "$page" -b "$work/cookies" -w '%{http_code}' "$origin$path" 2>> "$work/wrong.$1" || true)
        asked=$((asked + 1))
        [[ $status == 200 || $status == 202 ]] || echo "$path: status $status: $(grep -o '<p>.*' "$page" | head -1)" >> "$work/wrong.$1"
        [ "$(tail -n 1 "$page")" = '</html>' ] || echo "$path: cut off" >> "$work/wrong.$1"
        if [[ $path == /article/* ]]; then
            grep -q 'id="p0"' "$page" || echo "$path: without its text" >> "$work/wrong.$1"
        elif [ "$path" = / ]; then
            mapfile -t ids < <(grep -o '/article/[0-9a-f-]\{36\}' "$page" | shuf -n 20)
            grep -o '<p class="about">[0-9,]* article' "$page" >> "$work/counts.$1" || echo "$path: no count" >> "$work/wrong.$1"
        fi
    done
    echo "$asked" > "$work/asked.$1"
}

SECONDS=0
readers=()
for number in 1 2 3 4 5 6 7 8; do
    : > "$work/wrong.$number"
    reader "$number" &
    readers+=($!)
done
failed=0
"$binary" import "$work/dumps.txt" --archive "$archive" > "$work/import" 2>&1 || { echo "FAILED: the import: $(tail -n 1 "$work/import")"; failed=1; }
took=$SECONDS
wait "${readers[@]}"
last=$(curl -sS -b "$work/cookies" "$origin/" | grep -o '<p class="about">[0-9,]* article' | tr -cd '0-9\n')
all=$(articles)
[ "$last" = "$all" ] || { echo "FAILED: the list counts $last articles of $all"; failed=1; }
[ "$all" -gt "$first" ] || { echo "FAILED: nothing came in"; failed=1; }
if [ -n "$(cat "$work"/wrong.*)" ]; then
    echo "FAILED: $(cat "$work"/wrong.* | wc -l) pages: $(cat "$work"/wrong.* | sort | uniq -c | sort -rn | head -5)"
    failed=1
fi
echo "$(cat "$work"/asked.* | paste -sd+ | bc) pages in $seconds s, $(cat "$work"/counts.* | sort -u | wc -l) states of the archive among them, beside an import of $((all - first)) articles in $took s"
[ "$failed" = 0 ] && echo "passed" || exit 1
