package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import io.aula.platform.messaging.LiveBus;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import tools.jackson.databind.JsonNode;

/** What others write while a lesson is open, over graphql-transport-ws as the gateway asks for it. */
final class LiveCommentsTest extends SocialTestServer {
    private static final String ADDED =
            "subscription($id: ID!) { lessonCommentAdded(lessonId: $id) { id bodyMarkdown author { id } } }";

    /** Collects the messages of one socket. */
    private static final class Inbox implements WebSocket.Listener {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    private final Inbox inbox = new Inbox();

    private JsonNode next(int seconds) throws InterruptedException {
        String message = inbox.messages.poll(seconds, TimeUnit.SECONDS);
        return message == null ? json.missingNode() : json.readTree(message);
    }

    private WebSocket listen(@Nullable String token, String lesson) throws InterruptedException {
        return listen(token, lesson, "en");
    }

    private WebSocket listen(@Nullable String token, String lesson, String language) throws InterruptedException {
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .header("accept-language", language)
                .buildAsync(address("ws", "/graphql"), inbox)
                .join();
        Map<String, ?> payload = token == null ? Map.of() : Map.of("authorization", "Bearer " + token);
        socket.sendText(json.writeValueAsString(Map.of("type", "connection_init", "payload", payload)), true)
                .join();
        assertThat(next(10).path("type").asString()).isEqualTo("connection_ack");
        Map<String, ?> operation = Map.of("query", ADDED, "variables", Map.of("id", lesson));
        socket.sendText(json.writeValueAsString(Map.of("type", "subscribe", "id", "1", "payload", operation)), true)
                .join();
        return socket;
    }

    @Test
    void whatOthersWriteArrivesAndOnesOwnDoesNot() throws InterruptedException {
        String reader = Ids.next("usr");
        String lesson = lesson();
        String elsewhere = lesson();
        WebSocket socket = listen(reader, lesson);
        // The subscription is made after the socket's last answer: the first news must not be missed for it.
        JsonNode news = json.missingNode();
        String written = "";
        for (int i = 0; i < 20 && news.isMissingNode(); i++) {
            add(reader, "own" + i, lesson, "my own", Map.of());
            write(elsewhere, "elsewhere", Map.of());
            written = write(lesson, "hello", Map.of());
            news = next(1);
        }
        assertThat(news.path("type").asString()).isEqualTo("next");
        JsonNode comment = news.path("payload").path("data").path("lessonCommentAdded");
        assertThat(comment.path("id").asString()).isEqualTo(written);
        assertThat(comment.path("bodyMarkdown").asString()).isEqualTo("hello");

        add(reader, "own", lesson, "my own again", Map.of());
        String last = write(lesson, "bye", Map.of());
        assertThat(next(10).path("payload")
                        .path("data")
                        .path("lessonCommentAdded")
                        .path("id")
                        .asString())
                .isEqualTo(last);
        socket.sendText(json.writeValueAsString(Map.of("type", "complete", "id", "1")), true)
                .join();
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    @Test
    void withoutATokenNobodyListens() throws InterruptedException {
        WebSocket socket = listen(null, Ids.next("les"), "es");
        JsonNode refused = next(10);
        assertThat(refused.toString()).contains("UNAUTHENTICATED", "Inicia sesión primero");
        socket.abort();
    }

    @Test
    void aClosedLessonIsNotThereInTheLanguageThatIsRead() throws InterruptedException {
        for (var refusal : Map.of("es", "Esa lección no existe.", "en", "There is no such lesson.")
                .entrySet()) {
            WebSocket socket = listen(Ids.next("usr"), Ids.next("les"), refusal.getKey());
            assertThat(next(10).toString()).contains("NOT_FOUND", refusal.getValue());
            socket.abort();
        }
    }

    @Test
    void whoComesWhileMongoIsAwayIsToldSo() throws InterruptedException {
        Assumptions.assumeTrue(
                System.getenv("AULA_MONGODB_URI") == null, "a MongoDB of the environment's has no wire to cut");
        String lesson = lesson();
        Stores.MONGO.cut();
        WebSocket socket = listen(Ids.next("usr"), lesson, "es");
        assertThat(next(20).toString()).contains("UNAVAILABLE", "no están disponibles");
        socket.abort();
    }

    @Test
    void whoIsNoLongerInTheCourseHearsNoMore() throws InterruptedException {
        String reader = Ids.next("usr");
        String course = course();
        String enrollment = Ids.next("enr");
        String lesson = Ids.next("les");
        tell("lesson.changed", lesson, 1, lessonOf(course, lesson, Map.of("isFreePreview", false)));
        status(enrollment, reader, course, "ACTIVE", 1);
        eventually(() -> isOpen(reader, lesson));
        WebSocket socket = listen(reader, lesson);
        JsonNode news = json.missingNode();
        for (int i = 0; i < 20 && news.isMissingNode(); i++) {
            add(ANA, Ids.next("key"), lesson, "hello", Map.of());
            news = next(1);
        }
        assertThat(news.path("type").asString()).isEqualTo("next");

        status(enrollment, reader, course, "SUSPENDED", 2);
        eventually(() -> !isOpen(reader, lesson));
        while (!next(2).isMissingNode()) {
            // what was under way
        }
        add("moderator~" + Ids.next("usr"), "k", lesson, "among ourselves", Map.of());
        assertThat(next(3).isMissingNode()).isTrue();

        status(enrollment, reader, course, "ACTIVE", 3);
        eventually(() -> isOpen(reader, lesson));
        add("moderator~" + Ids.next("usr"), "k", lesson, "welcome back", Map.of());
        assertThat(next(10).toString()).contains("welcome back");
        socket.abort();
    }

    @Test
    void aCommentThatCannotBeReadEndsNobodysListening() throws InterruptedException {
        Assumptions.assumeTrue(
                System.getenv("AULA_MONGODB_URI") == null, "a MongoDB of the environment's has no wire to cut");
        String lesson = lesson();
        WebSocket socket = listen(Ids.next("usr"), lesson);
        String written = "";
        JsonNode news = json.missingNode();
        for (int i = 0; i < 20 && news.isMissingNode(); i++) {
            written = write(lesson, "hello", Map.of());
            news = next(1);
        }
        assertThat(news.path("type").asString()).isEqualTo("next");
        while (!next(2).isMissingNode()) {
            // what was under way
        }

        Stores.MONGO.cut();
        rabbit.send(
                LiveBus.LIVE,
                "comment." + lesson,
                new Message(json.writeValueAsBytes(Map.of("commentId", written)), new MessageProperties()));
        assertThat(next(5).isMissingNode()).as("neither news nor an end").isTrue();
        Stores.MONGO.mend();
        eventually(() -> !answer("Lesson", lesson).has("errors"));
        write(lesson, "still there?", Map.of());
        assertThat(next(20).toString()).contains("still there?");
        socket.abort();
    }

    private void status(String enrollment, String user, String course, String status, long version) {
        tell(
                "enrollment.changed",
                enrollment,
                version,
                Map.of("enrollmentId", enrollment, "userId", user, "courseId", course, "status", status));
    }
}
