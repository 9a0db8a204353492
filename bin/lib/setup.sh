# Set-up shared by the commands: finds the tools, installs packages, builds what changed. Sourced, not run.
# Every failure is one line on stderr that names what is missing and what to do.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$ROOT" || exit 1
export AULA_HOME=${AULA_HOME:-.aula}
case $AULA_HOME in /*) ;; *) AULA_HOME=$ROOT/$AULA_HOME ;; esac

RUN_PACKAGES="rabbitmq-server gstreamer1.0-tools gstreamer1.0-plugins-base gstreamer1.0-plugins-good
  gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly gstreamer1.0-libav webp libvips-tools espeak-ng fontconfig
  fonts-dejavu-core xz-utils util-linux bubblewrap procps python3-pip apertium apertium-eng-spa"
TEST_PACKAGES="chromium jq"
# Makes files for the tests of transcoder and pages and looks at what came of them; the platform itself never starts it.
CLIP_PACKAGES="ffmpeg"

die() { echo "$*" >&2; exit 1; }
say() { echo "── $*"; }

is_jdk25() { [ -x "$1/bin/javac" ] && "$1/bin/javac" -version 2>&1 | grep -q ' 25'; }

find_jdk() {
  local home on_path
  on_path=$(command -v javac 2>/dev/null) && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*25* "$on_path" "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/25*; do
    if [ -n "$home" ] && is_jdk25 "$home"; then
      export JAVA_HOME=$home
      return
    fi
  done
  die "JDK 25 is missing: install one (Temurin 25, or a package openjdk-25-jdk) or set JAVA_HOME to it."
}

find_node() {
  node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' 2>/dev/null && command -v npm >/dev/null \
    || die "Node 20 or newer with npm is missing: install it (nodejs, or nvm install 22)."
}

# Maven's own libraries call what the JDK warns of; and it ends before the better compiler has paid off.
export MAVEN_OPTS="${MAVEN_OPTS:-} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
# The wrapper where its distribution can be had, otherwise a Maven of at least 3.8.7.
find_maven() {
  if ./mvnw -v >/dev/null 2>&1; then MVN=./mvnw; return; fi
  local version
  version=$(mvn -v 2>/dev/null | sed -n 's/^Apache Maven \([0-9.]*\).*/\1/p')
  [ -n "$version" ] && [ "$(printf '%s\n3.8.7\n' "$version" | sort -V | head -1)" = 3.8.7 ] \
    || die "Maven: ./mvnw cannot fetch its distribution and there is no mvn of 3.8.7 or newer; apt-get install maven."
  MVN=mvn
}

# Installs Debian packages that are missing; as root or by sudo, otherwise tells which.
need_packages() {
  local missing=() package
  command -v dpkg-query >/dev/null || return 0
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  local as=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || die "packages are missing: sudo apt-get install -y ${missing[*]}"
    as=(sudo)
  fi
  say "installing ${missing[*]}"
  # A package may start a server of its own after its installation: not while we install for ours.
  local guard=/usr/sbin/policy-rc.d guarded=
  if [ ! -e "$guard" ]; then
    printf '#!/bin/sh\nexit 101\n' | "${as[@]}" tee "$guard" >/dev/null && "${as[@]}" chmod 755 "$guard" && guarded=yes
  fi
  mkdir -p "$AULA_HOME"
  local outcome=0
  { "${as[@]}" apt-get update -q && "${as[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -q --no-install-recommends "${missing[@]}"; } >"$AULA_HOME/apt.log" 2>&1 || outcome=$?
  [ -n "$guarded" ] && "${as[@]}" rm -f "$guard"
  [ "$outcome" -eq 0 ] || die "apt-get could not install ${missing[*]}; see $AULA_HOME/apt.log"
}

# sum NAME PATH…: whether what lies there changed since `done_with NAME`.
sum_of() { find "$@" -type f -not -path '*/target/*' -not -path '*/node_modules/*' -not -path '*/dist/*' \
  -not -path 'spa/src/gql/*' -not -path '*/test-output/*' -print0 2>/dev/null \
  | sort -z | xargs -0 sha256sum 2>/dev/null | sha256sum | cut -d' ' -f1; }
# What is built lies in the checkout, whichever data folder is used: so do the notes of it.
BUILT=$ROOT/.aula/build
is_current() { [ "$(cat "$BUILT/$1" 2>/dev/null)" = "$2" ]; }
done_with() { mkdir -p "$BUILT" && echo "$2" >"$BUILT/$1"; }

MODULES="platform/media platform/jooq platform/service platform/devstack gateway identity-subgraph courses-subgraph social-subgraph transcoder"

# What each module would be built of now: its name and a sum, a line each.
java_sums() {
  local module
  for module in $MODULES; do
    echo "${module//\//-} $(sum_of pom.xml schema/*.graphql* schema/rabbitmq.definitions.json "$module")"
  done
}

done_with_java() { # SUMS, as they were before the build
  local module sum
  while read -r module sum; do done_with "$module" "$sum"; done <<<"$1"
}

build_java() {
  local module name sums changed=()
  sums=$(java_sums)
  for module in $MODULES; do
    name=${module//\//-}
    if ! is_current "$name" "$(sed -n "s/^$name //p" <<<"$sums")" || ! ls "$module"/target/*.jar >/dev/null 2>&1; then changed+=("$module"); fi
  done
  [ ${#changed[@]} -eq 0 ] && return
  # Everything stands on the platform's modules, and Maven brings dependents without what those need besides.
  case " ${changed[*]} " in *" platform/"*) read -ra changed <<<"$(echo $MODULES)" ;; esac
  say "building ${changed[*]}"
  local list
  list=$(IFS=,; echo "${changed[*]}")
  "$MVN" -q -B -DskipTests -pl "$list" -am -amd package || die "the build failed: see the lines above."
  done_with_java "$sums"
}

npm_ci() { # FOLDER
  local sum
  sum=$(sha256sum "$1/package-lock.json" | cut -d' ' -f1)
  if [ -d "$1/node_modules" ] && is_current "npm-${1//\//-}" "$sum"; then return; fi
  say "npm ci in $1"
  npm --prefix "$1" ci --silent --no-fund --no-audit || die "npm ci failed in $1."
  done_with "npm-${1//\//-}" "$sum"
}

check_schema() {
  npm_ci schema
  local sum
  sum=$(sum_of schema)
  is_current schema "$sum" && return
  say "composing the schema"
  npm --prefix schema test --silent >"$BUILT/schema.log" 2>&1 || { tail -40 "$BUILT/schema.log" >&2; die "the schema does not compose, or a checked-in file is stale."; }
  done_with schema "$sum"
}

build_spa() {
  npm_ci spa
  local sum
  sum=$(sum_of spa schema/api.graphql)
  if [ -f spa/dist/index.html ] && is_current spa "$sum"; then return; fi
  say "building the pages"
  npm --prefix spa run --silent build >"$BUILT/spa.log" 2>&1 || { tail -20 "$BUILT/spa.log" >&2; die "the pages do not build."; }
  done_with spa "$sum"
}

# The speech model comes beside the build, from its source because on a first run nothing is built yet. It is kept when the data
# goes, and one cache serves all platforms of a checkout. Whoever loads it checks its sum again.
begin_model() {
  export AULA_MODELS=${AULA_MODELS:-$AULA_HOME/models}
  [ "${AULA_WHISPER_MODEL:-base}" = base ] && [ "$(stat -c %s "$AULA_MODELS/ggml-base.bin" 2>/dev/null)" = 147951465 ] && return
  say "fetching the speech model meanwhile"
  "$JAVA_HOME/bin/java" -Xmx128m transcoder/src/main/java/io/aula/transcoder/model/FetchModel.java >"$AULA_HOME/model.log" 2>&1 &
  model_fetch=$!
}

# Says which way it took; without one everything else goes on.
end_model() {
  [ -n "${model_fetch:-}" ] || return 0
  wait "$model_fetch" || true
  unset model_fetch
  say "$(tail -n 1 "$AULA_HOME/model.log")"
}

set_up() {
  mkdir -p "$AULA_HOME" "$BUILT" || die "disk: cannot write $AULA_HOME; set AULA_HOME elsewhere."
  find_jdk
  find_node
  need_packages $RUN_PACKAGES
  begin_model
  find_maven
  check_schema
  build_java
  build_spa
  end_model
}

# The devstack's own jars are linked aside, so that a rebuild does not pull them from under a running supervisor.
devstack() {
  [ -n "${JAVA_HOME:-}" ] && is_jdk25 "$JAVA_HOME" || find_jdk
  local jar=platform/devstack/target/platform-devstack-0.1.0-SNAPSHOT.jar
  [ -f "$jar" ] || die "nothing is built yet; bin/up does it."
  local aside
  aside=$AULA_HOME/apps/devstack-$(sha256sum "$jar" | cut -c1-12)
  if [ ! -d "$aside" ]; then
    mkdir -p "$aside.new" && cp -lf platform/devstack/target/lib/*.jar "$aside.new"/ 2>/dev/null \
      || cp -f platform/devstack/target/lib/*.jar "$aside.new"/
    cp -f "$jar" "$aside.new"/ && mv -T "$aside.new" "$aside" || die "disk: cannot write $aside"
  fi
  exec "$JAVA_HOME/bin/java" -Xmx96m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Daula.root="$ROOT" \
    --enable-native-access=ALL-UNNAMED -cp "$aside/*" io.aula.devstack.cli.Main "$@"
}
