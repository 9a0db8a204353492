package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
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
        JsonNode enrollment = as(
                        OldDatabase.FINISHER,
                        "query($id: ID!) { node(id: $id) { ... on Enrollment { status completedAt } } }",
                        Map.of("id", OldDatabase.FINISHED))
                .path("node");
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
