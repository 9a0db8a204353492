# identity, courses or social; built from the repository's root after bin/up or `mvn -DskipTests package`:
#   docker build -f deploy/images/service.Dockerfile --build-arg MODULE=courses-subgraph -t aula/courses .
# Courses and social translate, with what TRANSLATORS names or with a LibreTranslate service; for identity leave it empty.
FROM eclipse-temurin:25-jre AS layers
ARG MODULE
WORKDIR /build
COPY ${MODULE}/target/${MODULE}-0.1.0-SNAPSHOT.jar service.jar
RUN java -Djarmode=tools -jar service.jar extract --destination /aula

FROM eclipse-temurin:25-jre
ARG TRANSLATORS="apertium apertium-eng-spa"
RUN if [ -n "$TRANSLATORS" ]; then \
      apt-get update && apt-get install -y --no-install-recommends $TRANSLATORS && rm -rf /var/lib/apt/lists/*; \
    fi \
 && useradd --system --uid 10001 --create-home --home-dir /var/lib/aula aula
WORKDIR /aula
COPY --from=layers /aula/lib lib
COPY --from=layers /aula/service.jar service.jar
USER 10001
ENV SERVER_ADDRESS=0.0.0.0 SERVER_PORT=8080 AULA_HOME=/var/lib/aula AULA_SCRATCH_DIR=/var/lib/aula/scratch
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-jar", "service.jar"]
