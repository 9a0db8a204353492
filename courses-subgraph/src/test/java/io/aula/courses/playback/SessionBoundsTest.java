package io.aula.courses.playback;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.courses.CoursesTestServer;
import io.aula.platform.id.Ids;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** How many sessions of players there may be, and how long they are kept. */
class SessionBoundsTest extends CoursesTestServer {
    private final String viewer = Ids.next("usr");

    @Autowired
    private SessionSweeper sweeper;

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
