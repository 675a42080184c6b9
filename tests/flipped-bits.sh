#!/usr/bin/env bash
# Flips bits of an archive at random places, one at a time, and runs every reading command on each result.
# Usage: tests/flipped-bits.sh [FLIPS=2000] [ARTICLES=1000]
#
# It is the test that `dotnet test` runs with fewer, from a fixed seed: verify notices every flip that matters, no
# command shows a wrong text, hangs or fails in a way of its own, and salvage saves what the flip did not touch.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
export ARCHIVER_FLIPS=${1:-2000} ARCHIVER_FLIP_ARTICLES=${2:-1000}
dotnet test --project "$here/Archiver.Tests" --filter-method '*A_flipped_bit_is_noticed*' \
    --output detailed --show-stdout all
