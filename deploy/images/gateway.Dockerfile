# The door, with the pages and the composed graph; built from the repository's root after bin/up:
#   docker build -f deploy/images/gateway.Dockerfile -t aula/gateway .
FROM eclipse-temurin:25-jre AS layers
WORKDIR /build
COPY gateway/target/gateway-0.1.0-SNAPSHOT.jar service.jar
RUN java -Djarmode=tools -jar service.jar extract --destination /aula

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/aula aula
WORKDIR /aula
COPY --from=layers /aula/lib lib
COPY --from=layers /aula/service.jar service.jar
COPY spa/dist pages
COPY schema/supergraph.graphql supergraph.graphql
USER 10001
ENV SERVER_ADDRESS=0.0.0.0 AULA_PORT=8080 AULA_HOME=/var/lib/aula AULA_SPA_DIR=/aula/pages AULA_SUPERGRAPH=/aula/supergraph.graphql
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-jar", "service.jar"]
