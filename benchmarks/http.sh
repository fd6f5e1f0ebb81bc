#!/bin/sh
# Measures Penstock's server over HTTP/1.1 on one core, beside the bare RSA operation of the same provider in the same
# process and round. Server and generator are pinned to a core each; the variants take turns.
#
#   benchmarks/http.sh [rate|latency|flood|overload|all] [ROUNDS] [VARIANT...]
#
# A variant is openssl, jdk, openssl-no-adx (OPENSSL_ia32cap=:~0x80000), or openssl-no-ifma (:~0x200000), which is OpenSSL as it
# is on a processor without AVX-512 IFMA. SERVER_CORES (default 0) and GENERATOR_CORES (default 1) choose the cores, JAVA_FLAGS
# the flags of the server. Needs Linux, for taskset and /proc.
set -eu

PENSTOCK_JDK=25
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../bin/find-jdk.sh"
find_jdk || exit 1

what=${1:-rate}
rounds=${2:-5}
[ $# -lt 1 ] || shift
[ $# -lt 1 ] || shift
[ $# -gt 0 ] || set -- openssl jdk

jar=$here/target/benchmarks.jar
[ -f "$jar" ] || "$here/../mvnw" -q -B -f "$here/../pom.xml" -pl benchmarks -am package -DskipTests

java=$JAVA_HOME/bin/java
flags=${JAVA_FLAGS:-$(cat "$here/../bin/java-flags")}
server="taskset -c ${SERVER_CORES:-0} $java $flags --enable-native-access=ALL-UNNAMED"
for variant; do
  shift
  case $variant in
    openssl-no-ifma) set -- "$@" "$variant=env OPENSSL_ia32cap=:~0x200000 $server -Dpenstock.rsa=openssl" ;;
    openssl-no-adx) set -- "$@" "$variant=env OPENSSL_ia32cap=:~0x80000 $server -Dpenstock.rsa=openssl" ;;
    *) set -- "$@" "$variant=$server -Dpenstock.rsa=$variant" ;;
  esac
done

sed -n 's/^model name[^:]*: /Processor: /p;' /proc/cpuinfo | head -n 1
echo "Load of the machine before: $(cut -d ' ' -f 1-3 /proc/loadavg)"
# Without a core of its own the generator would take the server's by never sleeping.
[ "${SERVER_CORES:-0}" != "${GENERATOR_CORES:-1}" ] || sleeps=-Dgenerator.sleeps=true
exec taskset -c "${GENERATOR_CORES:-1}" "$java" -XX:+UseSerialGC -Xmx1g ${sleeps:-} ${BENCHMARK_FLAGS:-} -cp "$jar" dev.penstock.benchmarks.http.HttpBenchmark "$what" "$rounds" "$@"
