# Sets JAVA_HOME to a JDK 25 or newer, or says what to install and ends. Sourced by wfl and verify.

jdk_release() { # the feature release of the JDK in folder $1, or nothing
  [ -x "$1/bin/javac" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

find_jdk() {
  on_path=$(command -v javac 2>/dev/null) && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for home in "${JAVA_HOME:-}" "${on_path:-}" /usr/lib/jvm/*; do
    [ -n "$home" ] || continue
    release=$(jdk_release "$home")
    if [ "${release:-0}" -ge 25 ]; then
      JAVA_HOME=$home
      export JAVA_HOME
      return 0
    fi
  done
  cat >&2 <<'TEXT'
weftline: no JDK 25 found.
  looked in  JAVA_HOME, the path, /usr/lib/jvm
  cure       install a JDK 25, for example Temurin's Debian package temurin-25-jdk,
             or set JAVA_HOME to the folder of one
TEXT
  return 1
}

find_jdk || exit 69
