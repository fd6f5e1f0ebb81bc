# What the launchers of this source tree share. To be sourced, with root set to the directory of the tree.

PENSTOCK_JDK=25
. "$root/bin/find-jdk.sh"
find_jdk || exit 1

# build_if_changed MODULE BUILT: builds the module, unless no source file is newer than the file BUILT, which stands for it.
build_if_changed() {
  [ ! -f "$2" ] || [ -n "$(find "$root" -name target -prune -o \( -path '*/src/main/*' -o -name pom.xml \) -type f -newer "$2" -print -quit)" ] || return 0
  log=$root/$1/target/build.log
  mkdir -p "$root/$1/target"
  echo "Building Penstock (the first time this takes a minute or two, since libraries are fetched)." >&2
  "$root/mvnw" -B -f "$root/pom.xml" -pl "$1" -am package -DskipTests >"$log" 2>&1 &
  build=$!
  trap 'kill $build 2>/dev/null || true' INT TERM
  while kill -0 $build 2>/dev/null; do
    step=$(sed -n 's/^\[INFO\] Building \(Penstock.*\) 0.*\[\(.*\)\]$/\2 \1/p' "$log" 2>/dev/null | tail -n 1)
    [ ! -t 2 ] || printf '\r\033[K  %s' "${step:-starting}" >&2
    sleep 1
  done
  [ ! -t 2 ] || printf '\r\033[K' >&2
  trap - INT TERM
  wait $build || { tail -n 40 "$log" >&2; echo "It could not be built; the whole log is in $log." >&2; exit 1; }
  touch "$2"
  echo "Built." >&2
}

# cache_if_changed CACHE BUILT TRAINING JAVA ARGUMENTS...: once for each build, makes what the JVM would otherwise load and link anew
# at every start. TRAINING says what is run to learn what that is. The cache's log is there even where none could be made.
cache_if_changed() {
  cache=$1 built=$2 training=$3
  shift 3
  if [ ! -f "$cache.log" ] || [ "$built" -nt "$cache.log" ]; then
    echo "Preparing a faster start, once for each build: $training to learn what to load." >&2
    "$root/bin/make-aot-cache.sh" "$cache" "$@" || true
  fi
}

# run_with_cache CACHE ARGUMENTS...: Java in place of this shell. Without its cache, or with one that another JVM made, Java starts
# all the same, only more slowly.
run_with_cache() {
  cache=$1
  shift
  exec "$JAVA_HOME/bin/java" -XX:AOTCache="$cache" -Xlog:aot=off -Xlog:cds=off "$@"
}
