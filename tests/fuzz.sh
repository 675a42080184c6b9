#!/usr/bin/env bash
# Fuzzes the parser, guided by its coverage, with AFL++ and SharpFuzz.
# Usage: tests/fuzz.sh [MINUTES=20] [FINDINGS]
#
# Each input is read as an import reads it before it stores anything; a crash is an exception, or bytes that are not
# accounted for. What is found stays in FINDINGS. AFL++ is installed from Debian's packages where it is missing and the
# script runs as root; the tool that instruments the library is installed into a folder that goes with the script.
set -euo pipefail
export LC_ALL=C DOTNET_TieredPGO=0

minutes=${1:-20}
here=$(cd "$(dirname "$0")" && pwd)
findings=${2:-$here/../artifacts/fuzz}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

command -v afl-fuzz > /dev/null || { apt-get update -qq && apt-get install -y -qq afl++ > /dev/null; }
dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path "$work/tools" > /dev/null
dotnet build "$here/Archiver.Benchmarks" -c Release -o "$work/bin" > /dev/null
"$work/tools/sharpfuzz" "$work/bin/Archiver.Library.dll"

mkdir -p "$work/seeds"
cp "$here"/../samples/dumps/*.txt "$here"/Archiver.Tests/Fixtures/corpus/*.txt "$work/seeds"
rm -rf "$findings"
mkdir -p "$findings"
AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_NO_UI=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 \
    afl-fuzz -i "$work/seeds" -o "$findings" -m none -t 10000 -V $((minutes * 60)) \
    -- dotnet "$work/bin/Archiver.Benchmarks.dll" fuzz > "$findings/log.txt" 2>&1 || {
    tail -n 20 "$findings/log.txt"
    echo "the fuzzer did not run"
    exit 1
}

figure() { sed -n "s/^$1 *: //p" "$findings/default/fuzzer_stats"; }
echo "$(figure run_time) s, $(figure execs_done) executions, $(figure corpus_count) inputs on paths of their own," \
    "$(figure edges_found) edges, $(figure saved_crashes) crashes, $(figure saved_hangs) hangs"
[ "$(figure saved_crashes)" -eq 0 ] && [ "$(figure saved_hangs)" -eq 0 ]
