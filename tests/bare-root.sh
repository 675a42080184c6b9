#!/usr/bin/env bash
# Runs every verb in a root folder that has nothing but the C library, the binary and what lies beside it: no OpenSSL, no
# ICU, no time zones, no shell. Usage: tests/bare-root.sh BINARY. Needs root, for chroot; without it, it checks nothing.
set -uo pipefail

binary=$(realpath "$1")
if [ "$(id -u)" -ne 0 ]; then
    echo "bare-root.sh needs root, for chroot. Nothing was checked."
    exit 0
fi

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
passed=0
failed=0
tried=" "

check() {
    local name=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $name"
    fi
}

# The binary may need these, and no others: they belong to the C library, and every system has them.
allowed='^(linux-vdso|ld-linux[^ ]*|ld-musl[^ ]*|libc|libm|libdl|libpthread|librt)\.so'
only_libc() {
    local others
    others=$(ldd "$1" | awk '{ print $1 }' | sed 's|.*/||' | grep -Ev "$allowed")
    [ -z "$others" ] || { echo "$1 needs $others"; return 1; }
}

mkdir -p "$root/tmp" "$root/dev" "$root/work"
# What a container has of devices.
mknod -m 666 "$root/dev/null" c 1 3 2>/dev/null || : >"$root/dev/null"
mknod -m 666 "$root/dev/urandom" c 1 9 2>/dev/null || head -c 4096 /dev/urandom >"$root/dev/urandom"
cp "$binary" "$root/archiver"
cp "$(dirname "$binary")"/libe_sqlite3.so "$root/"
for library in $(ldd "$binary" "$(dirname "$binary")/libe_sqlite3.so" | grep -o '/[^ )]*\.so[^ )]*' | grep -v "$(dirname "$binary")" | sort -u); do
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
done

printf '%s\n' 'The town hall clock struck thirteen on Friday.' 'Nobody minded.' 'Details' \
    'ID: 11111111-2222-4333-8444-555555555555' 'Category ID: city' 'URL: https://clock.example/13' 'Date: Jan. 31, 2025' >"$root/work/one.txt"
printf '%s\n' 'The town hall clock was mended on Monday.' 'Nobody minded.' 'Details' 'URL: https://clock.example/12' >"$root/work/two.txt"
printf '%s\n' 'An article without any name.' 'Details' 'Category ID: city' >"$root/work/three.txt"

# expect CODE ARGUMENTS…: what the command wrote is in $root/work/out.
expect() {
    local code=$1
    shift
    tried+="$1 "
    chroot "$root" /archiver "$@" --archive /work/a.db >"$root/work/out" 2>"$root/work/err"
    local ended=$?
    [ "$ended" -eq "$code" ] || { echo "$* ended with $ended, not $code:"; head -n 3 "$root/work/err"; return 1; }
}

prints() {
    local text=$1
    shift
    expect 0 "$@" && { grep -q -- "$text" "$root/work/out" || { echo "$* did not print $text"; return 1; }; }
}

# The reader in the browser answers with the page of its key, and ends when it is told to.
serves() {
    local pid address answer=1
    tried+="serve "
    chroot "$root" /archiver serve --port 0 --archive /work/a.db >"$root/work/out" 2>"$root/work/err" &
    pid=$!
    for _ in {1..100}; do
        [ -s "$root/work/out" ] && break
        sleep 0.1
    done
    address=$(head -n 1 "$root/work/out")
    [[ $address =~ ^http://127.0.0.1:([0-9]+)(/.*)$ ]] && exec 3<>"/dev/tcp/127.0.0.1/${BASH_REMATCH[1]}" \
        && printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "${BASH_REMATCH[2]}" "${BASH_REMATCH[1]}" >&3 \
        && grep -q 'SameSite=Strict' <&3 && answer=0
    kill -TERM $pid
    wait $pid
    [ $? -eq 130 ] && [ $answer -eq 0 ] || { echo "serve did not answer, or did not end as it should:"; head -n 3 "$root/work/err"; return 1; }
}

every_verb() {
    local verbs verb
    verbs=$("$binary" --help | sed -n '/^Options/q;s/^  \([a-z][a-z]*\)  .*/\1/p')
    [ -n "$verbs" ] || { echo "the help names no verb"; return 1; }
    for verb in $verbs; do
        [[ $tried == *" $verb "* ]] || { echo "$verb was not tried"; return 1; }
    done
}

# What the loader opens, by its own account.
loads_only_libc() {
    local others
    others=$(LD_DEBUG=files chroot "$root" /archiver "$@" --archive /work/a.db 2>&1 >/dev/null \
        | sed -n 's/.*calling init: //p' | sed 's|.*/||' | sort -u | grep -Ev "$allowed|^libe_sqlite3\.so|^archiver$")
    [ -z "$others" ] || { echo "$* loads $others"; return 1; }
}

check "the binary needs only the C library" only_libc "$binary"
check "SQLite needs only the C library" only_libc "$(dirname "$binary")/libe_sqlite3.so"
check "--version" expect 0 --version
check "help" expect 0 help query
check "import" expect 0 import /work/one.txt /work/two.txt /work/three.txt --report /work/report.jsonl
check "import again, unchanged" prints '"unchanged":3' import /work/one.txt /work/two.txt /work/three.txt --json
check "list" prints 11111111 list
check "search" prints 11111111 search thirteen
check "similar" expect 0 similar 1111
check "show" prints thirteen show 1111
check "show --original" prints 'Category ID: city' show 1111 --original
check "read" expect 0 read 1111 --mark
check "tag" prints harbour tag 1111 +harbour --json
check "tags" prints harbour tags
check "star" expect 0 star 1111
check "unstar" expect 0 unstar 1111
check "note" prints 'Why so' note 1111 'Why so' --json
check "edit" prints 'A heading' edit 1111 --title 'A heading' --json
check "highlight" prints thirteen highlight 1111 --text thirteen --json
check "summarize" prints thirteen summarize 1111
check "export" prints sha256 export
check "categories" prints city categories
check "stats" expect 0 stats
check "stats --html" expect 0 stats --html /work/stats.html
check "duplicates" expect 0 duplicates
check "history" expect 0 history 1111
check "open, where no browser is" expect 1 open 1111
check "remove" expect 0 remove 1111 --yes
check "restore" expect 0 restore 1111
check "backup" expect 0 backup /work/b.db
check "compact" expect 0 compact
check "verify" expect 0 verify
check "salvage" expect 0 salvage /work/s.db
check "serve" serves
check "every verb was tried" every_verb
check "nothing else is loaded by an import" loads_only_libc import /work/one.txt
check "nothing else is loaded by a search" loads_only_libc search thirteen
check "nothing else is loaded by verify" loads_only_libc verify

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
