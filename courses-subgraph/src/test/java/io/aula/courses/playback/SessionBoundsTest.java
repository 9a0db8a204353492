package io.aula.courses.playback;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.courses.CoursesTestServer;
import io.aula.platform.http.SignedAddress;
import io.aula.platform.id.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** How many sessions of players there may be, and how long they are kept. */
class SessionBoundsTest extends CoursesTestServer {
    private final String viewer = Ids.next("usr");

    @Autowired
    private SessionSweeper sweeper;

    /** Whatever became of the test before. */
    @AfterEach
    void withoutTheMany() {
        sql.update("delete from courses.watch_session where id like 'ses_01SWEPT%' or id like 'ses_01VISIT%'");
    }

    @Test
    void aRequestThatNamesOnePlaybackAHundredTimesOpensOneSession() {
        String lesson = preview();
        String names = IntStream.range(0, 100)
                .mapToObj(n -> "p" + n + ": playback { ... on PlaybackGrant { sessionId } }")
                .collect(Collectors.joining(" "));
        JsonNode video = as(
                        viewer,
                        "query($id: ID!) { lesson(id: $id) { content { ... on VideoContent { video { " + names
                                + " } } } } }",
                        Map.of("id", lesson))
                .at("/lesson/content/video");
        Set<String> sessions = new HashSet<>();
        video.forEach(playback -> sessions.add(playback.path("sessionId").asString()));
        assertThat(video.size()).isEqualTo(100);
        assertThat(sessions).hasSize(1);
        assertThat(rows()).isEqualTo(1);
        assertThat(session(viewer, lesson)).as("another request").isNotIn(sessions);
    }

    @Test
    void sessionsThatEndedDaysAgoAreRemovedAndTheOthersStay() {
        String lesson = preview();
        String old = session(viewer, lesson);
        String late = session(viewer, lesson);
        sql.update("update courses.watch_session set expires_at = now() - interval '49 hours' where id = ?", old);
        sql.update("update courses.watch_session set expires_at = now() - interval '23 hours' where id = ?", late);
        assertThat(sweeper.sweep()).isPositive();
        assertThat(rows()).isEqualTo(1);
        assertThat(watch(viewer, late, 0, 0, 1_000).path("userErrors").size())
                .as("a player that comes back within a day")
                .isZero();
    }

    @Test
    void oneRoundRemovesAllThatEndedHoweverManyTheyAre() {
        String lesson = preview();
        sql.update(
                "insert into courses.watch_session (id, user_id, lesson_id, video_id, duration_ms, opened_at, credited_at, expires_at)"
                        + " select 'ses_01SWEPT' || lpad(n::text, 19, '0'), ?, ?, 'vid_01SWEPT0000000000000000000', 1000, at, at, at"
                        + " from generate_series(1, 10001) n, (select now() - interval '3 days' as at) ended",
                viewer,
                lesson);
        assertThat(sweeper.sweep()).isGreaterThanOrEqualTo(10_001);
        assertThat(rows()).isZero();
    }

    @Test
    void aNetworkOpensSoManyPreviewsInAnHourWithoutSigningInAndOthersGoOn() throws Exception {
        String lesson = preview();
        for (int visit = 0; visit < 2; visit++) {
            assertThat(visit(lesson, "203.0.113.7").path("sessionId").asString())
                    .isNotEmpty();
        }
        sql.update(
                "insert into courses.watch_session (id, user_id, lesson_id, video_id, duration_ms, opened_at, credited_at, expires_at, network)"
                        + " select 'ses_01VISIT' || lpad(n::text, 19, '0'), user_id, lesson_id, video_id, 1000, opened_at, opened_at,"
                        + " expires_at, network from generate_series(1, ?) n, (select * from courses.watch_session"
                        + " where lesson_id = ? limit 1) one",
                PlaybackService.MOST_VISITS,
                lesson);
        JsonNode refused = visit(lesson, "203.0.113.99");
        assertThat(refused.path("reason").asString()).isEqualTo("NOT_ENTITLED");
        assertThat(refused.path("message").asString()).startsWith("Too many videos were opened from your network");
        assertThat(visit(lesson, "203.0.114.7").path("sessionId").asString())
                .as("another network")
                .isNotEmpty();
        assertThat(session(viewer, lesson)).as("who is signed in").isNotEmpty();
        sql.update(
                "update courses.watch_session set opened_at = now() - interval '61 minutes' where lesson_id = ?",
                lesson);
        assertThat(visit(lesson, "203.0.113.7").path("sessionId").asString())
                .as("an hour later")
                .isNotEmpty();
        sql.update("delete from courses.watch_session where lesson_id = ?", lesson);
    }

    /** As the gateway sends a visitor's question. */
    private JsonNode visit(String lesson, String address) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getUrlDecoder().decode(GATEWAY_KEY), "HmacSHA256"));
        String proof = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal(address.getBytes(StandardCharsets.US_ASCII)));
        return ask(
                        NOBODY,
                        "query($id: ID!) { lesson(id: $id) { content { ... on VideoContent { video { playback {"
                                + " ... on PlaybackGrant { sessionId } ... on PlaybackDenied { reason message } } } } } } }",
                        Map.of("id", lesson),
                        "accept-language",
                        "en",
                        SignedAddress.HEADER,
                        address + " " + proof)
                .at("/data/lesson/content/video/playback");
    }

    private String preview() {
        String course = createCourse("Sesiones");
        String lesson = videoLesson(createModule(course, "Uno"), "Ver", 60_000);
        updateLesson(Map.of("id", lesson, "isFreePreview", true));
        assertThat(publish(course)).isEmpty();
        return lesson;
    }

    private int rows() {
        return sql.queryForObject(
                "select count(*) from courses.watch_session where user_id = ?", Integer.class, viewer);
    }
}
