#!/bin/sh
# Measures how long the packaged program takes from the call of its launcher until it serves, with PostgreSQL behind it, and
# until the client of the demo has its first answer; and what it then has resident. In turn with the same without the AOT cache
# that the launcher makes. The processor time says what a machine with nothing else to do would take.
#
#   benchmarks/start.sh [ROUNDS]
set -eu

PENSTOCK_JDK=25
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../bin/find-jdk.sh"
find_jdk || exit 1

root=$here/..
jar=$root/cli/target/penstock.jar
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT

start() { # the name of the variant, then its command
  name=$1
  shift
  until ! pgrep -f "$home/demo/data" >/dev/null; do sleep 0.1; done # the server of the round before
  rm -f "$home/out"
  began=$(date +%s%N)
  "$@" demo --port 0 --home "$home/demo" >"$home/out" 2>/dev/null &
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

"$root/penstock" demo --once --port 0 --home "$home/demo" >/dev/null # builds, and makes AOT cache and key, once
echo "Load of the machine before: $(cut -d ' ' -f 1-3 /proc/loadavg)"
for _ in $(seq "${1:-5}"); do
  # shellcheck disable=SC2046
  start 'without AOT cache' "$JAVA_HOME/bin/java" $(cat "$root/bin/java-flags") -jar "$jar"
  start 'launcher' "$root/penstock"
done
