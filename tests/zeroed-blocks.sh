#!/usr/bin/env bash
# Zeroes every block of 4 KiB of an archive, one at a time, and prints how many articles that costs something.
# Usage: tests/zeroed-blocks.sh [COUNT=2000] [STEP=1]
#
# It is the test that `dotnet test` runs with a small archive: salvage saves every article, says what it lost, and shows no
# text that is not of it. With STEP only every so many blocks are zeroed.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet run -c Release --project "$here/Archiver.Benchmarks" -- generate --count "${1:-2000}" --output "$work/dumps.txt"
export ARCHIVER_ZEROED=$work/dumps.txt ARCHIVER_ZEROED_STEP=${2:-1}
dotnet test --project "$here/Archiver.Tests" --filter-method '*A_zeroed_block_costs*' --output detailed --show-stdout all
