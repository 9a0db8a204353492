package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** At most two players of one person count at a time. */
class PlaybackSessionsTest extends CoursesTestServer {
    private static final String VIEWER = "usr_01TESTLEARNERSESSIONS00001";
    private static final int LONG_MS = 600_000;

    @Test
    void theThirdPlayerTakesTheOldestsPlaceWhichLearnsItAndCountsNothing() {
        String lesson = lesson("Tres pantallas");
        String oldest = session(lesson);
        // Players wait up to a tenth longer: who is superseded hears of it within 15 seconds.
        assertThat(watch(VIEWER, oldest, 0, 0, 2_000).path("nextHeartbeatMs").asInt())
                .isBetween(5_000, 13_600);
        String second = session(lesson);
        String third = session(lesson);

        JsonNode refused = watch(VIEWER, oldest, 1, 2_000, 4_000);
        assertThat(refused.at("/userErrors/0/__typename").asString()).isEqualTo("ConflictError");
        assertThat(refused.at("/userErrors/0/code").asString()).isEqualTo("SESSION_SUPERSEDED");
        assertThat(refused.at("/userErrors/0/message").asString()).contains("You can go on here");
        assertThat(refused.at("/progress/watchedMs").asInt()).isEqualTo(2_000);
        JsonNode renewed = renew(oldest);
        assertThat(renewed.path("reason").asString()).isEqualTo("SESSION_SUPERSEDED");
        assertThat(renewed.path("message").asString()).contains("two other places");

        assertThat(renew(second).path("sessionId").asString()).isEqualTo(second);
        assertThat(watch(VIEWER, third, 0, 4_000, 5_000)
                        .at("/progress/watchedMs")
                        .asInt())
                .isEqualTo(3_000);
    }

    @Test
    void whoeverTakesOverAsksForANewPlaybackAndGoesOn() {
        String lesson = lesson("Sigo aquí");
        String oldest = session(lesson);
        String second = session(lesson);
        session(lesson);
        String again = session(lesson);
        assertThat(watch(VIEWER, again, 0, 0, 1_000).path("userErrors").isEmpty())
                .isTrue();
        assertThat(codes(watch(VIEWER, oldest, 0, 0, 1_000))).containsExactly("SESSION_SUPERSEDED");
        assertThat(codes(watch(VIEWER, second, 0, 0, 1_000))).containsExactly("SESSION_SUPERSEDED");
    }

    @Test
    void whatAVisitorWatchedOfAPreviewIsWhoseSignsInFirstWithinItsCreditAndNobodyElses() {
        String first = "usr_01TESTLEARNERSESSIONS00003";
        String second = "usr_01TESTLEARNERSESSIONS00004";
        String lesson = lesson("Antes de entrar");
        updateLesson(Map.of("id", lesson, "isFreePreview", true));
        String session = play(NOBODY, lesson).path("sessionId").asString();
        assertThat(watch(first, session, 0, 0, 8_000).at("/progress/watchedMs").asInt())
                .isEqualTo(8_000);
        assertThat(codes(watch(second, session, 1, 8_000, 9_000))).containsExactly("NOT_FOUND");
        assertThat(watch(first, session, 0, 0, 8_000).at("/progress/watchedMs").asInt())
                .as("sent again it counts once")
                .isEqualTo(8_000);
        sql.update("update courses.watch_session set max_rate = 0 where id = ?", session);
        assertThat(codes(watch(first, session, 1, 100_000, 400_000)))
                .as("more than can have been watched since")
                .containsExactly("IMPLAUSIBLE_WATCH");
        assertThat(codes(watch(first, "wse_01TESTNOBODYSSESSION000001", 0, 0, 1_000)))
                .containsExactly("NOT_FOUND");

        String late = play(NOBODY, lesson).path("sessionId").asString();
        sql.update("update courses.watch_session set expires_at = now() - interval '25 hours' where id = ?", late);
        assertThat(codes(watch(first, late, 0, 0, 1_000))).containsExactly("NOT_FOUND");
    }

    @Test
    void ofPlayersThatBeginAtOnceTwoStay() {
        String viewer = "usr_01TESTLEARNERSESSIONS00002";
        String lesson = lesson("Todas a la vez");
        enroll(viewer, course(lesson));
        together(8, at -> play(viewer, lesson));
        assertThat(sql.queryForObject(
                        "select count(*) from courses.watch_session where user_id = ? and not closed",
                        Integer.class,
                        viewer))
                .isEqualTo(2);
    }

    @Test
    void aSessionsCreditIsSpentOnceHoweverManyHeartbeatsComeAtOnce() {
        String lesson = lesson("Un solo crédito");
        String session = session(lesson);
        // Only the 15 s that a session begins with, however slow this machine is.
        sql.update("update courses.watch_session set max_rate = 0 where id = ?", session);
        List<JsonNode> answers = together(12, at -> watch(VIEWER, session, at, at * 20_000, at * 20_000 + 14_000));
        assertThat(answers.stream().filter(each -> each.path("userErrors").isEmpty()))
                .hasSize(1);
        assertThat(answers.stream().flatMap(each -> codes(each).stream())).containsOnly("IMPLAUSIBLE_WATCH");
        assertThat(watch(VIEWER, session, 99, 0, 0).at("/progress/watchedMs").asInt())
                .isEqualTo(14_000);
    }

    @Test
    void aHeartbeatThatIsSentTwiceAtOnceCountsOnce() {
        String lesson = lesson("Dos veces lo mismo");
        String session = session(lesson);
        together(6, at -> watch(VIEWER, session, 0, 0, 3_000));
        JsonNode last = watch(VIEWER, session, 1, 3_000, 4_000);
        assertThat(last.path("userErrors").isEmpty()).isTrue();
        assertThat(last.at("/progress/watchedMs").asInt()).isEqualTo(4_000);
        assertThat(sql.queryForObject(
                        "select credit_ms <= 11001 + 2 * extract(epoch from credited_at - opened_at) * 1000 from courses.watch_session where id = ?",
                        Boolean.class,
                        session))
                .as("3 s and 1 s were taken from the credit, no more and no less, each time rounded to the millisecond")
                .isTrue();
    }

    @Test
    void whoeverLeavesTheCourseWhileWatchingIsToldAndWhatWasWatchedCounts() {
        String lesson = lesson("Me voy a medias");
        String session = session(lesson);
        watch(VIEWER, session, 0, 0, 2_000);
        withdraw(VIEWER, enrollment(VIEWER, course(lesson)).path("id").asString());

        JsonNode told = watch(VIEWER, session, 1, 2_000, 4_000);
        assertThat(codes(told)).containsExactly("NOT_ENTITLED");
        assertThat(told.at("/userErrors/0/message").asString()).isNotBlank();
        assertThat(told.at("/progress/watchedMs").asInt()).isEqualTo(4_000);
        assertThat(renew(session).path("reason").asString()).isEqualTo("NOT_ENTITLED");

        enroll(VIEWER, course(lesson));
        assertThat(watch(VIEWER, session, 2, 4_000, 5_000).path("userErrors").isEmpty())
                .as("come back")
                .isTrue();
    }

    @Test
    void whoeverWatchesAPreviewOrTeachesNeedsNoEnrollment() {
        String lesson = lesson("De muestra");
        updateLesson(Map.of("id", lesson, "isFreePreview", true));
        for (String viewer : List.of("usr_01TESTLEARNERSESSIONS00003", TEACHER)) {
            assertThat(watch(viewer, session(viewer, lesson), 0, 0, 1_000)
                            .path("userErrors")
                            .isEmpty())
                    .as(viewer)
                    .isTrue();
        }
    }

    @Test
    void aVideoInTwoLessonsIsCountedInTheOneItIsPlayedIn() {
        String first = lesson("Dos veces el mismo");
        String course = course(first);
        String second = createLesson(createModule(course, "Dos"), "Otra vez", "VIDEO");
        String video = sql.queryForObject("select video_id from courses.lesson where id = ?", String.class, first);
        updateLesson(Map.of("id", second, "videoId", video));
        assertThat(publish(course)).isEmpty();

        String inSecond = session(second);
        assertThat(watch(VIEWER, inSecond, 0, 0, 4_000)
                        .at("/progress/lesson/id")
                        .asString())
                .isEqualTo(second);
        assertThat(watched(second)).isEqualTo(4_000);
        assertThat(watched(first)).isZero();
        watch(VIEWER, session(first), 0, 10_000, 11_000);
        assertThat(watched(first)).isEqualTo(1_000);
        assertThat(watched(second)).isEqualTo(4_000);

        // Asked for both at once, each says where one stopped in it.
        JsonNode both = as(VIEWER, """
                query($a: ID!, $b: ID!) { a: lesson(id: $a) { ...Start } b: lesson(id: $b) { ...Start } }
                fragment Start on Lesson { content { ... on VideoContent { video { playback { ... on PlaybackGrant { startAtMs } } } } } }
                """, Map.of("a", first, "b", second));
        assertThat(both.at("/a/content/video/playback/startAtMs").asInt()).isEqualTo(11_000);
        assertThat(both.at("/b/content/video/playback/startAtMs").asInt()).isEqualTo(4_000);
    }

    @Test
    void aBatchOfTheLastNumberThereIsIsRefused() {
        String session = session(lesson("El último número"));
        assertThat(codes(watch(VIEWER, session, Integer.MAX_VALUE, 0, 1_000))).containsExactly("BATCH_INVALID");
        assertThat(codes(watch(VIEWER, session, Integer.MAX_VALUE - 1, 0, 1_000)))
                .isEmpty();
    }

    @Test
    void aVideoIsInItsOwnersLibraryAndLearnersSeeItInItsLesson() {
        String lesson = lesson("De quién es");
        String query =
                "query($l: ID!, $v: ID!) { lesson(id: $l) { content { ... on VideoContent { video { id } } } } video(id: $v) { id } node(id: $v) { id } }";
        String video = sql.queryForObject("select video_id from courses.lesson where id = ?", String.class, lesson);
        JsonNode seen = as(VIEWER, query, Map.of("l", lesson, "v", video));
        assertThat(seen.at("/lesson/content/video/id").asString()).isEqualTo(video);
        assertThat(seen.path("video").isNull()).isTrue();
        assertThat(seen.path("node").isNull()).isTrue();
        assertThat(as(TEACHER, query, Map.of("l", lesson, "v", video))
                        .at("/video/id")
                        .asString())
                .isEqualTo(video);
    }

    private int watched(String lesson) {
        return as(VIEWER, "query($id: ID!) { lesson(id: $id) { viewerProgress { watchedMs } } }", Map.of("id", lesson))
                .at("/lesson/viewerProgress/watchedMs")
                .asInt();
    }

    private interface Act {
        JsonNode run(int at);
    }

    private static List<JsonNode> together(int times, Act act) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<JsonNode>> all = IntStream.range(0, times)
                    .<Callable<JsonNode>>mapToObj(at -> () -> act.run(at))
                    .toList();
            return threads.invokeAll(all).stream()
                    .map(PlaybackSessionsTest::done)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode done(Future<JsonNode> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private String lesson(String title) {
        String course = createCourse(title);
        String lesson = createLesson(createModule(course, "Uno"), "Ver", "VIDEO");
        Fixtures.readyVideo(sql, lesson, LONG_MS);
        assertThat(publish(course)).isEmpty();
        enroll(VIEWER, course);
        return lesson;
    }

    private String course(String lesson) {
        return sql.queryForObject("select course_id from courses.lesson where id = ?", String.class, lesson);
    }

    private String session(String lesson) {
        return play(VIEWER, lesson).path("sessionId").asString();
    }

    private JsonNode renew(String session) {
        return as(
                        VIEWER,
                        "mutation($s: ID!) { renewPlayback(sessionId: $s) { ... on PlaybackGrant { sessionId } ... on PlaybackDenied { reason message } } }",
                        Map.of("s", session))
                .path("renewPlayback");
    }
}
