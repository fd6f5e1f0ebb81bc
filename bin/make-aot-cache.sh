#!/bin/sh
# Makes the AOT cache of a penstock.jar: make-aot-cache.sh JAVA JAR CACHE. The training run is the demo, which goes the
# whole way of requests on both sides. A failure leaves no cache, and a reason beside where it would be.
set -eu

java=$1 jar=$2 cache=$3
here=$(cd "$(dirname "$0")" && pwd)
home=$(mktemp -d)
trap 'rm -rf "$home" "$cache.$$"' EXIT

# shellcheck disable=SC2046
if "$java" $(cat "$here/java-flags") -XX:AOTCacheOutput="$cache.$$" -jar "$jar" demo --once --port 0 --home "$home/demo" \
  >"$cache.log" 2>&1 && [ -f "$cache.$$" ]; then
  mv "$cache.$$" "$cache"
else
  echo "No AOT cache could be made, so starting takes longer; $cache.log says why." >&2
  exit 1
fi
