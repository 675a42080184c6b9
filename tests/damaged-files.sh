#!/usr/bin/env bash
# Zeroes, swaps, cuts, appends and puts back blocks of an archive and of its log, and puts archives beside logs of other
# moments and other archives. Usage: tests/damaged-files.sh [BLOCKS=700]
#
# These are the tests that `dotnet test` runs with fewer, from a fixed seed: verify notices all of it, no command shows a
# wrong text or hangs, a log that does not belong is refused by name and left as it is, and salvage saves the rest.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
export ARCHIVER_BLOCKS=${1:-700} ARCHIVER_MIXES=1000000
dotnet test --project "$here/Archiver.Tests" --output detailed --show-stdout all \
    --filter-method '*A_block_that_is_not_what_was_written*' --filter-method '*Whatever_log_lies_beside_an_archive*'
