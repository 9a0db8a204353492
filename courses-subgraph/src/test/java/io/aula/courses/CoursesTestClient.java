package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the service under test, over HTTP, and what it looks up behind its back. */
public abstract class CoursesTestClient {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    protected JdbcTemplate sql;

    @Autowired
    protected RabbitTemplate rabbit;

    @Autowired
    protected JsonMapper json;

    @LocalServerPort
    private int port;

    /** Runs an operation as this person, or as {@link #NOBODY}, in English; the answer's data, which must be whole. */
    protected JsonNode as(String user, String query, Map<String, ?> variables) {
        JsonNode answer = ask(user, query, variables);
        assertThat(answer.path("errors").isMissingNode())
                .as("no errors in %s", answer)
                .isTrue();
        return answer.path("data");
    }

    /** The whole answer, errors and all. */
    protected JsonNode ask(String user, String query, Map<String, ?> variables) {
        return ask(user, query, variables, "accept-language", "en");
    }

    protected JsonNode ask(String user, String query, Map<String, ?> variables, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at("/graphql"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        json.writeValueAsString(Map.of("query", query, "variables", variables))));
        for (int at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
        }
        return json.readTree(
                send(user, request, HttpResponse.BodyHandlers.ofString()).body());
    }

    protected HttpResponse<byte[]> tus(String method, String uploadId, String user, Map<String, String> headers) {
        return tus(method, uploadId, user, headers, HttpRequest.BodyPublishers.noBody());
    }

    protected HttpResponse<byte[]> tus(
            String method, String uploadId, String user, Map<String, String> headers, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at("/uploads/" + uploadId)).method(method, body);
        Map<String, String> all = new HashMap<>(Map.of("Tus-Resumable", "1.0.0"));
        all.putAll(headers);
        all.forEach(request::header);
        return send(user, request, HttpResponse.BodyHandlers.ofByteArray());
    }

    protected HttpResponse<byte[]> patch(String uploadId, String user, long offset, byte[] bytes) {
        return tus(
                "PATCH",
                uploadId,
                user,
                Map.of("Upload-Offset", String.valueOf(offset), "Content-Type", "application/offset+octet-stream"),
                HttpRequest.BodyPublishers.ofByteArray(bytes));
    }

    protected URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    protected static <T> HttpResponse<T> send(
            String user, HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        if (!user.isEmpty()) {
            request.header("authorization", "Bearer " + user);
        }
        try {
            return HTTP.send(request.timeout(PATIENCE).build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected static void eventually(String what, BooleanSupplier holds) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s in time", what).isLessThan(until);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    protected static List<String> texts(JsonNode list, String field) {
        return list.valueStream().map(each -> each.path(field).asString()).toList();
    }

    protected List<String> topics(String subject) {
        return sql.queryForList(
                "select topic from courses.outbox where subject = ? order by seq", String.class, subject);
    }

    /** What whoever keeps the video was told of the work on it. */
    protected List<String> settled(String video) {
        return sql.queryForList(
                "select payload -> 'data' ->> 'work' || ' ' || (payload -> 'data' ->> 'outcome') from courses.outbox"
                        + " where topic = 'video.settled' and payload -> 'data' ->> 'videoId' = ? order by seq",
                String.class,
                video);
    }

    protected static String key() {
        return UUID.randomUUID().toString();
    }

    protected static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    protected static @Nullable String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    /** What a payload refuses. */
    protected static List<String> codes(JsonNode payload) {
        return texts(payload.path("userErrors"), "code");
    }
}
