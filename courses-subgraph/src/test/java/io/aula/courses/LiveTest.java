package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.MessageBuilder;
import tools.jackson.databind.JsonNode;

/** Subscriptions over graphql-transport-ws, as the gateway reads them: the token comes with {@code connection_init}. */
class LiveTest extends CoursesTestServer {
    private static final String WATCHER = "usr_01TESTLEARNERLIVE000000001";

    @Test
    void processingIsToldAsItStandsAndWithEachStep() throws InterruptedException {
        String owner = "usr_01TESTTEACHERLIVE000000001";
        JsonNode upload = createUpload(owner, Map.of()).path("upload");
        assertThat(patch(upload.path("id").asString(), owner, 0, new byte[1000]).statusCode())
                .isEqualTo(204);
        String video = upload.at("/video/id").asString();
        String query = "subscription($v: ID!) { videoProcessing(videoId: $v) { id status processing { percent } } }";
        try (Socket socket = new Socket(owner)) {
            socket.subscribe(query, Map.of("v", video));
            JsonNode first = socket.next().at("/payload/data/videoProcessing");
            assertThat(first.path("id").asString()).isEqualTo(video);
            assertThat(first.at("/processing/percent").asDouble(-1)).isZero();

            sql.update("update courses.media_job set percent = 30 where video_id = ?", video);
            tell("video." + video, Map.of("videoId", video));
            assertThat(socket.next()
                            .at("/payload/data/videoProcessing/processing/percent")
                            .asDouble())
                    .isEqualTo(30);
        }
        // The gateway says at the handshake which language the reader has chosen.
        for (var refusal : Map.of("es", "No tienes ningún vídeo así.", "en", "There is no such video of yours.")
                .entrySet()) {
            try (Socket stranger = new Socket(WATCHER, refusal.getKey())) {
                stranger.subscribe(query, Map.of("v", video));
                assertThat(stranger.next().toString()).contains("NOT_FOUND", refusal.getValue());
            }
        }
    }

    @Test
    void eachEventSpeaksTheLanguageOfWhoListens() throws InterruptedException {
        String owner = "usr_01TESTTEACHERLIVE000000002";
        JsonNode upload = createUpload(owner, Map.of()).path("upload");
        assertThat(patch(upload.path("id").asString(), owner, 0, new byte[1000]).statusCode())
                .isEqualTo(204);
        String video = upload.at("/video/id").asString();
        String query = "subscription($v: ID!) { videoProcessing(videoId: $v) { processing { failure { message } } } }";
        try (Socket spanish = new Socket(owner, "es");
                Socket english = new Socket(owner, "en-GB, en;q=0.8")) {
            for (Socket socket : List.of(spanish, english)) {
                socket.subscribe(query, Map.of("v", video));
                assertThat(socket.next()
                                .at("/payload/data/videoProcessing/processing/failure")
                                .isNull())
                        .isTrue();
            }
            sql.update(
                    "update courses.media_job set state = 'FAILED', failure_code = 'TOO_LONG', failure_retryable = false where video_id = ?",
                    video);
            tell("video." + video, Map.of("videoId", video));
            assertThat(failure(spanish)).isEqualTo("El vídeo es demasiado largo. Divídelo en partes.");
            assertThat(failure(english)).isEqualTo("The video is too long. Split it into parts.");

            sql.update(
                    "update courses.media_job set failure_texts = '{\"es\": \"Dura 9 h.\", \"en\": \"It lasts 9 h.\"}' where video_id = ?",
                    video);
            tell("video." + video, Map.of("videoId", video));
            assertThat(failure(spanish)).isEqualTo("Dura 9 h.");
            assertThat(failure(english)).isEqualTo("It lasts 9 h.");
        }
    }

    private static String failure(Socket socket) throws InterruptedException {
        return socket.next()
                .at("/payload/data/videoProcessing/processing/failure/message")
                .asString();
    }

    @Test
    void anotherDeviceLearnsWhereToGoOnInItsLanguage() throws InterruptedException {
        String course = createCourse("Dos aparatos");
        String lesson = createLesson(createModule(course, "Uno"), "Ver", "VIDEO");
        updateLesson(Map.of("id", lesson, "title", List.of(Map.of("locale", "en", "text", "Watch"))));
        Fixtures.readyVideo(sql, lesson, 20_000);
        assertThat(publish(course)).isEmpty();
        enroll(WATCHER, course);
        String session = as(
                        WATCHER,
                        "query($id: ID!) { lesson(id: $id) { content { ... on VideoContent { video { playback { ... on PlaybackGrant { sessionId } } } } } } }",
                        Map.of("id", lesson))
                .at("/lesson/content/video/playback/sessionId")
                .asString();
        try (Socket phone = new Socket(WATCHER)) {
            phone.subscribe(
                    "subscription { resumeChanged { positionMs deviceLabel sessionId lesson { id title } } }",
                    Map.of());
            // The subscription has no first word of its own: watch until the phone hears of it.
            BlockingQueue<JsonNode> heard = phone.answers;
            int seq = 0;
            while (heard.isEmpty() && seq < 50) {
                as(
                        WATCHER,
                        "mutation($i: RecordWatchInput!) { recordWatch(input: $i) { userErrors { code } } }",
                        Map.of(
                                "i",
                                Map.of(
                                        "sessionId",
                                        session,
                                        "seq",
                                        seq++,
                                        "intervals",
                                        List.of(),
                                        "positionMs",
                                        4_000,
                                        "deviceLabel",
                                        "portátil")));
                TimeUnit.MILLISECONDS.sleep(100);
            }
            JsonNode resume = phone.next().at("/payload/data/resumeChanged");
            assertThat(resume.path("positionMs").asInt()).isEqualTo(4_000);
            assertThat(resume.path("deviceLabel").asString()).isEqualTo("portátil");
            assertThat(resume.path("sessionId").asString())
                    .as("each player knows its own news")
                    .isEqualTo(session);
            assertThat(resume.at("/lesson/title").asString()).isEqualTo("Watch");
        }
    }

    private void tell(String key, Map<String, ?> news) {
        rabbit.send(
                "aula.live",
                key,
                MessageBuilder.withBody(json.writeValueAsBytes(news)).build());
    }

    /** One connection; what the server says about its one subscription. */
    private final class Socket implements WebSocket.Listener, AutoCloseable {
        private final BlockingQueue<JsonNode> answers = new ArrayBlockingQueue<>(100);
        private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private final WebSocket socket;

        Socket(String user) {
            this(user, "en");
        }

        Socket(String user, String language) {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .subprotocols("graphql-transport-ws")
                    .header("accept-language", language)
                    .buildAsync(URI.create(at("/graphql").toString().replace("http:", "ws:")), this)
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
            send(Map.of("type", "connection_init", "payload", Map.of("authorization", "Bearer " + user)));
            acknowledged.orTimeout(20, TimeUnit.SECONDS).join();
        }

        void subscribe(String query, Map<String, ?> variables) {
            send(Map.of("id", "1", "type", "subscribe", "payload", Map.of("query", query, "variables", variables)));
        }

        JsonNode next() throws InterruptedException {
            JsonNode answer = answers.poll(20, TimeUnit.SECONDS);
            assertThat(answer).as("something about the subscription").isNotNull();
            return answer;
        }

        private void send(Map<String, ?> message) {
            socket.sendText(json.writeValueAsString(message), true).join();
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            text.append(part);
            if (isLast) {
                JsonNode message = json.readTree(text.toString());
                text.setLength(0);
                if (message.path("type").asString().equals("connection_ack")) {
                    acknowledged.complete(null);
                } else {
                    answers.add(message);
                }
            }
            from.request(1);
            return null;
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
