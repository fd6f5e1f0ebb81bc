#!/bin/sh
# Makes an AOT cache: make-aot-cache.sh CACHE JAVA ARGUMENTS..., where Java with these arguments is the training run, in an
# empty directory of its own. A failure leaves no cache, and a reason beside where it would be.
set -eu

cache=$1 java=$2
shift 2
place=$(mktemp -d)
trap 'rm -rf "$place" "$cache.$$"' EXIT
cd "$place"

# Without a profile of the training run. The compiler would take at each start what was often called then, needed or not.
if "$java" -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -XX:AOTCacheOutput="$cache.$$" "$@" >"$cache.log" 2>&1 &&
  [ -f "$cache.$$" ]; then
  mv "$cache.$$" "$cache"
else
  echo "No AOT cache could be made, so starting takes longer; $cache.log says why." >&2
  exit 1
fi
