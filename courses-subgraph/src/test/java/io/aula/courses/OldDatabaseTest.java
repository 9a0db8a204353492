package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What was there before this version is there with it. */
class OldDatabaseTest extends CoursesTestServer {
    private final Promises promises = new Promises();

    @Test
    void whatWasWatchedBeforeIsStillWatched() {
        JsonNode seen = progress(OldDatabase.WATCHED);
        assertThat(seen.path("watchedMs").asInt()).isEqualTo(30_000);
        assertThat(seen.path("positionMs").asInt()).isEqualTo(30_000);
        assertThat(play(OldDatabase.LEARNER, OldDatabase.WATCHED)
                        .path("startAtMs")
                        .asInt())
                .isEqualTo(30_000);
    }

    @Test
    void whatWasWatchedOfAVideoThatWasReplacedIsNotSaidOfTheNewOne() {
        JsonNode seen = progress(OldDatabase.REPLACED);
        assertThat(seen.path("watchedMs").asInt()).isZero();
        assertThat(seen.path("watched").isEmpty()).isTrue();
        assertThat(play(OldDatabase.LEARNER, OldDatabase.REPLACED)
                        .path("startAtMs")
                        .asInt())
                .isZero();
    }

    @Test
    void aCourseThatHadBeenFinishedIsFinishedAgain() {
        JsonNode enrollment = known(OldDatabase.FINISHER, OldDatabase.FINISHED);
        assertThat(enrollment.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(enrollment.path("completedAt").asString()).startsWith("2026-10-01");
    }

    @Test
    void everyOldEnrollmentIsToldOnceAsItStands() {
        Map<String, String> told = Map.of(
                OldDatabase.ENROLLMENT, "ACTIVE", OldDatabase.FINISHED, "COMPLETED", OldDatabase.LEFT, "WITHDRAWN");
        told.forEach((id, status) -> {
            List<String> messages = sql.queryForList(
                    "select payload::text from courses.outbox where subject = ? and topic = 'enrollment.changed' order by seq",
                    String.class,
                    id);
            assertThat(messages).isNotEmpty();
            assertThat(promises.broken("enrollment.changed", messages.getFirst()))
                    .isEmpty();
            assertThat(json.readTree(messages.getFirst()).at("/data/status").asString())
                    .isEqualTo(status);
        });
    }

    @Test
    void howFarPeopleAreIsCountedAnewAndTold() {
        JsonNode learner = known(OldDatabase.LEARNER, OldDatabase.ENROLLMENT);
        double share = 30_000 / 110_900.0;
        assertThat(learner.path("progress").asDouble()).isEqualTo(share, Offset.offset(1e-6));
        assertThat(learner.path("status").asString()).isEqualTo("ACTIVE");
        List<JsonNode> told = told(OldDatabase.ENROLLMENT);
        assertThat(told.stream().map(OldDatabaseTest::shortly))
                .containsExactly("enrollment.changed 4", "enrollment.progressed 5");
        assertThat(told.getLast().at("/data/progress").asDouble()).isEqualTo(share, Offset.offset(1e-12));
        assertThat(told.getLast().at("/data/completedAt").isNull()).isTrue();
    }

    @Test
    void whoHadDoneEveryLessonHasFinishedSinceTheLastOfThem() {
        JsonNode done = known(OldDatabase.THROUGH, OldDatabase.ALL_DONE);
        assertThat(done.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(done.path("completedAt").asString()).startsWith("2026-09-01T10:00:00");
        assertThat(done.path("progress").asDouble()).isEqualTo(0.95, Offset.offset(1e-6));
        assertThat(done.path("completedLessons").asInt()).isEqualTo(1);
        List<JsonNode> told = told(OldDatabase.ALL_DONE);
        assertThat(told.stream().map(OldDatabaseTest::shortly))
                .containsExactly("enrollment.changed 4", "enrollment.progressed 5", "enrollment.changed 5");
        assertThat(told.get(1).at("/data/completedAt").asString()).startsWith("2026-09-01T10:00:00");
        assertThat(told.getLast().at("/data/status").asString()).isEqualTo("COMPLETED");
    }

    @Test
    void whatIsCountedAlreadyAsItIsNowIsNotToldAgain() {
        assertThat(told(OldDatabase.LEFT).stream().map(OldDatabaseTest::shortly))
                .containsExactly("enrollment.changed 2");
    }

    /** Identity fills in from this; until it says otherwise, things stay as they were. */
    @Test
    void everyOldCourseIsToldOnceWithItsOwnerAndWhetherItIsFree() {
        Map.of(OldDatabase.COURSE, true, OldDatabase.SHORT_COURSE, false).forEach((id, isFree) -> {
            List<JsonNode> told = sql
                    .queryForList(
                            "select payload::text from courses.outbox where subject = ? and jsonb_exists(payload->'data', 'isFree') order by seq",
                            String.class,
                            id)
                    .stream()
                    .map(message -> {
                        assertThat(promises.broken("course.updated", message)).isEmpty();
                        return json.readTree(message).path("data");
                    })
                    .toList();
            assertThat(told.getFirst().path("isFree").asBoolean()).isEqualTo(isFree);
            assertThat(told.getFirst().path("ownerId").asString()).isEqualTo(TEACHER);
        });
    }

    @Test
    void whoTookACourseBeforeItHadAPriceGoesOnWithIt() {
        JsonNode access = as(
                        OldDatabase.THROUGH,
                        "query($id: ID!) { course(id: $id) { isFree viewerAccess { allowed reason } } }",
                        Map.of("id", OldDatabase.SHORT_COURSE))
                .path("course");
        assertThat(access.path("isFree").asBoolean()).isFalse();
        assertThat(access.at("/viewerAccess/reason").asString()).isEqualTo("ENROLLED");
    }

    private JsonNode known(String user, String id) {
        return as(
                        user,
                        "query($id: ID!) { node(id: $id) { ... on Enrollment { status completedAt progress completedLessons } } }",
                        Map.of("id", id))
                .path("node");
    }

    /** Each message as promised. */
    private List<JsonNode> told(String enrollment) {
        return sql
                .queryForList(
                        "select payload::text from courses.outbox where subject = ? order by seq",
                        String.class,
                        enrollment)
                .stream()
                .map(message -> {
                    JsonNode event = json.readTree(message);
                    assertThat(promises.broken(event.path("type").asString(), message))
                            .as(message)
                            .isEmpty();
                    return event;
                })
                .toList();
    }

    private static String shortly(JsonNode event) {
        return event.path("type").asString() + " " + event.path("version").asInt();
    }

    @Test
    void theWordsOfAnOldArticleAreCountedInItsLongestLanguage() {
        assertThat(sql.queryForObject(
                        "select reading_ms from courses.lesson where id = ?", Integer.class, OldDatabase.ARTICLE))
                .isEqualTo(900);
    }

    private JsonNode progress(String lesson) {
        return as(
                        OldDatabase.LEARNER,
                        "query($id: ID!) { lesson(id: $id) { viewerProgress { watchedMs positionMs watched { startMs } } } }",
                        Map.of("id", lesson))
                .at("/lesson/viewerProgress");
    }
}
