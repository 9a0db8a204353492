package io.aula.courses;

import com.netflix.graphql.dgs.DgsQueryExecutor;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service over a real PostgreSQL, once for all tests. A token is its subject: {@code usr_…}. */
@SpringBootTest(classes = CoursesApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(CoursesTestSupport.Tokens.class)
abstract class CoursesTestSupport {
    static final String TEACHER = "usr_01TESTTEACHER000000000000A";
    static final String OTHER_TEACHER = "usr_01TESTTEACHER000000000000B";
    static final String LEARNER = "usr_01TESTLEARNER000000000000A";
    private static final EmbeddedPostgres POSTGRES = postgres();
    static final Path HOME = home();

    @Autowired
    DgsQueryExecutor graph;

    @Autowired
    JdbcTemplate sql;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("spring.datasource.url", () -> POSTGRES.getJdbcUrl("postgres", "postgres"));
        settings.add(
                "aula.object-store-url", () -> HOME.resolve("objects").toUri().toString());
        settings.add("aula.upload.scratch", () -> HOME.resolve("scratch").toString());
        settings.add("spring.rabbitmq.addresses", () -> "amqp://nobody:nobody@127.0.0.1:1/none");
        settings.add("logging.structured.format.console", () -> "");
    }

    @Configuration
    static class Tokens {
        @Bean
        JwtDecoder tokens() {
            return CoursesTestSupport::jwt;
        }
    }

    static Jwt jwt(String subject) {
        return Jwt.withTokenValue(subject)
                .header("alg", "none")
                .subject(subject)
                .claim(
                        "scope",
                        List.of(
                                "courses:write",
                                "media:upload",
                                "media:read",
                                "enrollments:read",
                                "enrollments:write",
                                "progress:read",
                                "progress:write"))
                .claim("roles", subject.contains("TEACHER") ? List.of("LEARNER", "INSTRUCTOR") : List.of("LEARNER"))
                .issuedAt(Instant.now())
                .expiresAt(Instant.now().plusSeconds(600))
                .build();
    }

    <T> T as(String user, String query, String path, Map<String, Object> variables) {
        SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(jwt(user)));
        try {
            return graph.executeAndExtractJsonPath(query, path, variables);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private static EmbeddedPostgres postgres() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path home() {
        try {
            return Files.createTempDirectory("aula-courses");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
