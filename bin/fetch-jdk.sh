# Fetches Eclipse Temurin where there is no JDK, for bin/find-jdk.sh, which sources this. Asked first: on a terminal the person,
# otherwise --yes (PENSTOCK_YES) or CI have to say so. PENSTOCK_TEMURIN is the address of the API that knows the releases.

own_jdk=${XDG_DATA_HOME:-$HOME/.local/share}/penstock/jdk-$PENSTOCK_JDK

# Prints where the JDK is that was fetched, if there is one.
fetched_jdk() {
  for candidate in "$own_jdk" "$own_jdk/Contents/Home"; do
    [ ! -x "$candidate/bin/javac" ] || { echo "$candidate"; return 0; }
  done
}

may_fetch_jdk() {
  if [ -n "${PENSTOCK_YES:-}" ] || [ -n "${CI:-}" ]; then return 0; fi
  [ -t 0 ] && [ -t 2 ] || return 1
  printf 'There is no JDK %s or newer here. Fetch Eclipse Temurin %s into %s? [y/N] ' "$PENSTOCK_JDK" "$PENSTOCK_JDK" "$own_jdk" >&2
  read -r reply || return 1
  case $reply in [yY] | [yY][eE][sS]) return 0 ;; *) return 1 ;; esac
}

jdk_platform() { # as Adoptium names it
  case $(uname -m) in x86_64 | amd64) arch=x64 ;; aarch64 | arm64) arch=aarch64 ;; *) arch=$(uname -m) ;; esac
  case $(uname -s) in
    Darwin) os=mac ;;
    Linux) if ls /lib/ld-musl-* >/dev/null 2>&1; then os=alpine-linux; else os=linux; fi ;;
    *) os=$(uname -s) ;;
  esac
  echo "architecture=$arch&os=$os"
}

download() { # download URL FILE
  if command -v curl >/dev/null 2>&1; then curl -fsSL -o "$2" "$1"; else wget -q -O "$2" "$1"; fi
}

sha256() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

# Asks which release there is, fetches it, and puts it into its directory if it has the sum that is published for it.
fetch_jdk() {
  api=${PENSTOCK_TEMURIN:-https://api.adoptium.net}
  mkdir -p "$(dirname "$own_jdk")" || return 1
  place=$(mktemp -d "$own_jdk.XXXXXX") || return 1
  if ! download "$api/v3/assets/latest/$PENSTOCK_JDK/hotspot?image_type=jdk&vendor=eclipse&$(jdk_platform)" "$place/release.json"; then
    rm -rf "$place"
    echo "Temurin $PENSTOCK_JDK cannot be fetched: $api does not answer." >&2
    return 1
  fi
  package=$(tr -d '\r\n' <"$place/release.json" | sed -n 's/.*"package"[ ]*:[ ]*{\([^}]*\)}.*/\1/p')
  link=$(echo "$package" | sed -n 's/.*"link"[ ]*:[ ]*"\([^"]*\)".*/\1/p')
  published=$(echo "$package" | sed -n 's/.*"checksum"[ ]*:[ ]*"\([0-9a-f]\{64\}\)".*/\1/p')
  if [ -z "$link" ] || [ -z "$published" ]; then
    rm -rf "$place"
    echo "There is no Temurin $PENSTOCK_JDK for this machine: install a JDK, and set JAVA_HOME to it." >&2
    return 1
  fi
  echo "Fetching $link, once." >&2
  if ! download "$link" "$place/jdk.tar.gz" || [ "$(sha256 "$place/jdk.tar.gz")" != "$published" ]; then
    rm -rf "$place"
    echo "What was fetched is not what is published (its SHA-256 sum differs), or did not come whole. Nothing was installed." >&2
    return 1
  fi
  mkdir "$place/jdk" && tar -xzf "$place/jdk.tar.gz" -C "$place/jdk" --strip-components 1 && mv "$place/jdk" "$own_jdk"
  moved=$?
  rm -rf "$place"
  return $moved
}
