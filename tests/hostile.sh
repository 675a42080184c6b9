#!/usr/bin/env bash
# Imports what is made to do harm, and checks the outcome, the time and the memory.
# Usage: tests/hostile.sh BINARY
#
# Every case runs within its time limit and under 200 MB of memory, ends with the code and the reason that it states,
# and imports the good dump that stands beside it. Needs GNU time, gzip, zstd, zip, tar and about 3 GB for files.
set -uo pipefail
export LC_ALL=C

binary=$(realpath "${1:?usage: tests/hostile.sh BINARY}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset ARCHIVER_ARCHIVE
limit_kib=$((200 * 1000 * 1000 / 1024))
passed=0
failed=0

# dump NUMBER: a dump of its own.
dump() {
    printf 'The %s. lamp was lit.\nNobody saw it.\nStatistics\n7\nWords1\nRead CountDetails\nID: 00000000-0000-4000-8000-%012d\n' \
        "$1" "$1"
}

# check NAME SECONDS CODE IMPORTED REASON ARGUMENTS...: imports with the arguments; standard input is passed on.
check() {
    local name=$1 seconds=$2 code=$3 imported=$4 reason=$5 problem="" status=0 begin end
    shift 5
    rm -rf "$work/archive" "$work/report.jsonl"
    mkdir "$work/archive"
    begin=$(date +%s%N)
    timeout "$seconds" /usr/bin/time -f '%M' -o "$work/memory" "$binary" import "$@" --json \
        --archive "$work/archive/archive.db" --report "$work/report.jsonl" > "$work/out" 2> "$work/err" || status=$?
    end=$(date +%s%N)
    local kib
    kib=$(tail -n 1 "$work/memory" 2> /dev/null)
    [ "$status" -eq "$code" ] || problem="code $status instead of $code (124: out of time)"
    [ -n "$problem" ] || grep -q "\"imported\":$imported," "$work/out" || problem="imported: $(cat "$work/out")"
    [ -n "$problem" ] || [ -z "$reason" ] || grep -qF -- "$reason" "$work/report.jsonl" \
        || problem="no \"$reason\" in the report: $(head -c 600 "$work/report.jsonl")"
    [ -n "$problem" ] || [ "$kib" -le "$limit_kib" ] || problem="$kib KiB of memory"
    printf '%-52s %6d ms of %3d s, %4d MB%s\n' "$name" $(((end - begin) / 1000000)) "$seconds" $((${kib:-0} * 1024 / 1000000)) \
        "${problem:+: FAILED: $problem}"
    if [ -z "$problem" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

good=$work/good.txt
dump 1 > "$good"

# Bombs: ten gigabytes of zeros in ten megabytes or less.
head -c 10G /dev/zero | gzip -1 > "$work/bomb.gz"
check "10 GB in a gzip file of $(($(stat -c %s "$work/bomb.gz") / 1000000)) MB" 20 3 1 "too much in little" "$work/bomb.gz" "$good"
head -c 10G /dev/zero | zstd -q -1 > "$work/bomb.zst"
check "10 GB in a zstd file" 20 3 1 "too much in little" "$work/bomb.zst" "$good"
(cd "$work" && head -c 10G /dev/zero | zip -q -1 bomb.zip - && cp good.txt member.txt && zip -q bomb.zip member.txt)
check "10 GB in a zip file, and a good member beside it" 20 3 1 "too much in little" "$work/bomb.zip"
check "the same from standard input" 20 3 1 "too much in little" - < "$work/bomb.zip"
(cd "$work" && gzip -9 < bomb.gz > nested.gz && cp nested.gz nested.bin && tar cf nested.tar nested.bin good.txt \
    && zip -q -9 nested.zip nested.tar)
check "10 GB in gzip in gzip in tar in zip" 20 3 1 "too much in little" "$work/nested.zip"
(
    cd "$work" && cp good.txt deep
    for _ in $(seq 20); do gzip -c deep > deeper && mv deeper deep; done
)
check "twenty layers" 10 3 1 "too deep" "$work/deep" "$good"
rm -f "$work"/bomb.* "$work"/nested.*

# Names and links.
mkdir -p "$work/names/inner" && dump 2 > "$work/names/inner/a.txt" && dump 3 > "$work/names/inner/b.txt"
(cd "$work/names/inner" && tar cPf ../../names.tar --transform 's,a.txt,../../../../tmp/archiver-escaped-a.txt,' \
    --transform 's,b.txt,/tmp/archiver-escaped-b.txt,' a.txt b.txt)
check "a tar file with ../ and absolute names" 5 0 2 'names.tar!../../../../tmp/archiver-escaped-a.txt' "$work/names.tar"
if compgen -G '/tmp/archiver-escaped-*' > /dev/null; then
    echo "FAILED: a member's name has made a file"
    failed=$((failed + 1))
else
    passed=$((passed + 1))
fi
(cd "$work/names/inner" && tar cPf ../../forged.tar --transform 's,a.txt,x\n{"input":"forged"}\x1b[2J,' a.txt)
check "a member's name with a line end and an escape" 5 0 1 'forged.tar!x' "$work/forged.tar"
if [ "$(wc -l < "$work/report.jsonl")" -eq 1 ] && ! grep -q $'\x1b' "$work/report.jsonl" "$work/err"; then
    passed=$((passed + 1))
else
    echo "FAILED: a member's name has forged a line"
    failed=$((failed + 1))
fi
mkdir -p "$work/links/inner" && cp "$good" "$work/links/inner/good.txt"
ln -s .. "$work/links/inner/up" && ln -s "$work/links" "$work/links/self" && ln -s circle "$work/links/circle"
check "links in a circle" 5 3 1 "" "$work/links"

# What is no file.
mkdir "$work/pipes" && cp "$good" "$work/pipes/" && mkfifo "$work/pipes/fifo"
check "a pipe in a folder" 5 3 1 "it is a pipe" "$work/pipes"
check "a pipe that is named, and written to" 5 0 1 "" <(cat "$good")
check "/dev/zero" 5 3 1 "it is a device" /dev/zero "$good"
check "/dev/zero as standard input" 60 3 1 "it is longer than 16 GiB" - "$good" < /dev/zero
check "the same with --max-input 1G" 10 3 1 "it is longer than 1 GiB" - "$good" --max-input 1G < /dev/zero

# Text without an end.
head -c 2G /dev/zero | tr '\0' a > "$work/line.txt"
check "a line of 2 GB" 60 3 1 "too long: no dump ends within" "$work/line.txt" "$good"
zstd -q --rm "$work/line.txt"
check "the same in zstd" 20 3 1 "too much in little" "$work/line.txt.zst" "$good"
yes "A line of prose follows another." | head -c 1G > "$work/endless.txt"
check "1 GB of text without a dump" 60 3 1 "too long: no dump ends within" "$work/endless.txt" "$good"
rm -f "$work/endless.txt" "$work/line.txt.zst"
{
    seq -f 'Paragraph %.0f of a long book.' 1000000
    printf 'Statistics\n6000000\nWords1\nRead CountDetails\nID: 00000000-0000-4000-8000-000000000009\n'
} > "$work/book.txt"
limit_kib=$((500 * 1000 * 1000 / 1024))
check "a million paragraphs in one dump (500 MB allowed)" 60 0 2 "" "$work/book.txt" "$good"

# Many members.
limit_kib=$((200 * 1000 * 1000 / 1024))
mkdir "$work/many"
for each in $(seq 10000); do dump "$each" > "$work/many/$each.txt"; done
tar czf "$work/many.tar.gz" -C "$work" many
check "10,000 members" 30 0 10000 "" "$work/many.tar.gz"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
