# A worker with GStreamer, its decoders and encoders, and what shuts its children in; built from the repository's root after bin/up:
#   docker build -f deploy/images/worker.Dockerfile -t aula/worker .
# The base is Debian 12, whose GStreamer 1.22 is the one that everything was tried with.
FROM eclipse-temurin:25-jre AS java

# The speech model, compared with its checksum; a pod that had to fetch it would keep its first job waiting.
FROM eclipse-temurin:25-jdk AS model
WORKDIR /build
COPY transcoder/src/main/java/io/aula/transcoder/model io/aula/transcoder/model
RUN AULA_MODELS=/models java io/aula/transcoder/model/FetchModel.java && test -s /models/ggml-base.bin

FROM debian:12-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends gstreamer1.0-tools gstreamer1.0-plugins-base gstreamer1.0-plugins-good \
      gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly gstreamer1.0-libav webp libvips-tools fontconfig fonts-dejavu-core util-linux bubblewrap \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --create-home --home-dir /var/lib/aula aula
COPY --from=java /opt/java/openjdk /usr/lib/jvm/java
WORKDIR /aula
COPY --from=model /models models
COPY transcoder/target/lib lib
COPY transcoder/target/transcoder-0.1.0-SNAPSHOT.jar worker.jar
USER 10001
# A pod that has no work for a minute ends; the autoscaler starts the next one when there is some.
ENV AULA_HOME=/var/lib/aula AULA_MODELS=/aula/models AULA_HEALTH_HOST=0.0.0.0 SERVER_PORT=8080 AULA_END_AFTER_IDLE_SECONDS=60 AULA_GRACE_SECONDS=60
EXPOSE 8080
ENTRYPOINT ["/usr/lib/jvm/java/bin/java", "-Xmx192m", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-cp", "worker.jar:lib/*", "io.aula.transcoder.worker.WorkerMain"]
