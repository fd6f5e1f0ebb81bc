# Sets JAVA_HOME to a JDK that is new enough, for ./penstock and ./mvnw. To be sourced, with PENSTOCK_JDK set to the
# lowest version that will do. Where there is none, and root is the directory of the tree, it offers to fetch one.

jdk_version() { # the feature version of the JDK in a directory, or nothing
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release"
}

find_jdk() {
  best=
  best_version=0
  on_path=$(command -v javac 2>/dev/null || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")")
  for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "${XDG_DATA_HOME:-$HOME/.local/share}"/penstock/jdk-* \
    "${XDG_DATA_HOME:-$HOME/.local/share}"/penstock/jdk-*/Contents/Home /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -d "$candidate" ] || continue
    version=$(jdk_version "$candidate")
    [ -n "$version" ] || continue
    # The user's own choice wins, if it will do; otherwise the lowest one that will do, which is the one we test with.
    if [ "$version" -ge "$PENSTOCK_JDK" ]; then
      if [ "$candidate" = "${JAVA_HOME:-}" ]; then
        return 0
      fi
      if [ -z "$best" ] || [ "$version" -lt "$best_version" ]; then
        best=$candidate
        best_version=$version
      fi
    fi
  done
  if [ -z "$best" ] && [ -n "${root:-}" ]; then
    . "$root/bin/fetch-jdk.sh"
    if may_fetch_jdk; then
      fetch_jdk || return 1
      best=$(fetched_jdk)
    fi
  fi
  if [ -z "$best" ]; then
    echo "Penstock needs JDK $PENSTOCK_JDK or newer and found none: run this with --yes, which fetches Eclipse Temurin $PENSTOCK_JDK for you, or install one from adoptium.net, or set JAVA_HOME to it." >&2
    return 1
  fi
  JAVA_HOME=$best
  export JAVA_HOME
}
