# The engine alone, without Spring: its jar, its libraries and the JDK that runs them. Sourced, not run; sets JAVA_HOME, target and
# classpath. Does without setup.sh because it must not take longer than the engine's start.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

find_engine_jdk() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*25* "$HOME"/.sdkman/candidates/java/25*; do
    # Its own note of the version, because asking javac would take longer than the engine's start.
    [ -x "$home/bin/javac" ] && grep -qs '^JAVA_VERSION="25' "$home/release" && { echo "$home"; return; }
  done
  return 1
}
JAVA_HOME=$(find_engine_jdk) || { echo "${0##*/}: no JDK 25 found. Install one or set JAVA_HOME." >&2; exit 1; }
export JAVA_HOME

target=$root/gateway/target/standalone
jar=$target/engine.jar
# Folders count too: one is newer when a file has gone from it.
if [ ! -f "$jar" ] || [ -n "$(find "$root/gateway/src/main/java" "$root/gateway/pom.xml" -newer "$jar" -print -quit)" ]; then
  maven=./mvnw
  (cd "$root" && ./mvnw -v) >/dev/null 2>&1 || maven=mvn
  # Only the engine's own packages and the libraries it needs: Spring is not even on the class path.
  (cd "$root" && "$maven" -q -B -Pengine -pl gateway -am compile dependency:copy-dependencies -DincludeScope=runtime \
    -DincludeArtifactIds=graphql-java,java-dataloader,reactive-streams,caffeine,nimbus-jose-jwt,jspecify,slf4j-api,slf4j-jdk14,netty-buffer,netty-codec-base,netty-codec-http,netty-codec-compression,netty-common,netty-handler,netty-resolver,netty-transport,netty-transport-native-unix-common,netty-transport-classes-epoll,netty-transport-native-epoll \
    -DoutputDirectory="$target/lib") >&2 || { echo "${0##*/}: the engine does not build." >&2; exit 1; }
  (cd "$root/gateway/target/classes" && "$JAVA_HOME/bin/jar" --create --file "$jar" --main-class io.aula.gateway.edge.StandaloneGateway \
    io/aula/gateway/door io/aula/gateway/edge io/aula/gateway/executor io/aula/gateway/graph io/aula/gateway/operation io/aula/gateway/plan \
    io/aula/gateway/planner io/aula/gateway/policy io/aula/gateway/subgraph io/aula/gateway/supergraph)
  rm -f "$target/engine.aot"
fi
classpath=$jar:$(printf '%s:' "$target"/lib/*.jar)
