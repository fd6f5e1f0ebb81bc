#!/bin/sh
# Measures how long the packaged program takes from its start until it serves, with PostgreSQL behind it, and until the client
# of the demo has its first answer; and what it then has resident: without and with the AOT cache, in turn. The processor time
# says what a machine with nothing else to do would take.
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
  until grep -q '^Serving' "$home/out" 2>/dev/null; do sleep 0.005; done
  ready=$(date +%s%N)
  until grep -q '"active"' "$home/out" 2>/dev/null; do sleep 0.005; done
  ended=$(date +%s%N)
  ticks=$(cut -d ' ' -f 14,15 "/proc/$pid/stat" | tr ' ' '+')
  resident=$(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\) kB/\1/p' "/proc/$pid/status")
  kill "$pid"
  wait "$pid" 2>/dev/null || true
  printf '%-18s serves after %5d ms, first answer after %5d ms, processor time %5d ms, %4d MB resident\n' \
    "$name:" $(((ready - began) / 1000000)) $(((ended - began) / 1000000)) $((($ticks) * 10)) $((resident / 1024))
}

"$java" -jar "$jar" demo --once --port 0 --home "$home/demo" >/dev/null 2>&1 # makes the key, once
for _ in $(seq "${1:-5}"); do
  start 'without AOT cache'
  start 'with AOT cache' -XX:AOTCache="$cache" -Xlog:aot=off -Xlog:cds=off
done
