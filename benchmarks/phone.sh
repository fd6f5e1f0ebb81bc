#!/bin/sh
# Measures the phone in Chromium: how long after `penstock dev` is ready something is painted, each time in a new process and
# a browser that has seen nothing, and what a change of screen costs beside the endpoint's own time.
#
#   benchmarks/phone.sh [ROUNDS]
#
# Needs Chromium at /usr/bin/chromium.
set -eu

PENSTOCK_JDK=25
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/.." && pwd)
. "$root/bin/find-jdk.sh"
find_jdk || exit 1

"$root/mvnw" -q -B -f "$root/pom.xml" -pl simulator -am test-compile dependency:build-classpath \
  -Dmdep.includeScope=test -Dmdep.outputFile=target/test.classpath

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
"$root/penstock" demo --once --port 0 --home "$home" >/dev/null 2>&1 # builds, and makes AOT cache, key and database, once

echo "Load of the machine before: $(cut -d ' ' -f 1-3 /proc/loadavg)"
"$JAVA_HOME/bin/java" -cp "$root/simulator/target/test-classes:$root/simulator/target/classes:$(cat "$root/simulator/target/test.classpath")" \
  dev.penstock.simulator.phone.page.PhoneTimes "${1:-7}" \
  "$root/examples/booking/src/main/resources/dev/penstock/examples/booking/flows/appointments.en.json" "$home" \
  "$root/penstock"
