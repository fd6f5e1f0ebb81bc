#!/bin/sh
# Measures how long the packaged program takes from its start to the first answered request, and what it then has resident:
# without and with the AOT cache, in turn. The processor time says what a machine with nothing else to do would take.
#
#   benchmarks/start.sh [ROUNDS]
set -eu

PENSTOCK_JDK=25
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../bin/find-jdk.sh"
find_jdk || exit 1

java=$JAVA_HOME/bin/java
jar=$here/../cli/target/penstock.jar
cache=$here/../cli/target/penstock.aot
[ -f "$cache" ] || "$here/../bin/make-aot-cache.sh" "$java" "$jar" "$cache"
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT

start() { # the name of the variant, then flags
  name=$1
  shift
  rm -f "$home/out"
  began=$(date +%s%N)
  # shellcheck disable=SC2046
  "$java" $(cat "$here/../bin/java-flags") "$@" -jar "$jar" demo --port 0 --home "$home/demo" >"$home/out" 2>/dev/null &
  pid=$!
  until grep -q '"active"' "$home/out" 2>/dev/null; do sleep 0.01; done
  ended=$(date +%s%N)
  ticks=$(cut -d ' ' -f 14,15 "/proc/$pid/stat" | tr ' ' '+')
  resident=$(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\) kB/\1/p' "/proc/$pid/status")
  kill "$pid"
  wait "$pid" 2>/dev/null || true
  printf '%-18s first answer after %5d ms, processor time %5d ms, %4d MB resident\n' \
    "$name:" $(((ended - began) / 1000000)) $((($ticks) * 10)) $((resident / 1024))
}

"$java" -jar "$jar" demo --once --port 0 --home "$home/demo" >/dev/null 2>&1 # makes the key, once
for _ in $(seq "${1:-5}"); do
  start 'without AOT cache'
  start 'with AOT cache' -XX:AOTCache="$cache" -Xlog:aot=off -Xlog:cds=off
done
