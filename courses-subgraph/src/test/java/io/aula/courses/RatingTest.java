package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aula.platform.id.Ids;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import io.aula.platform.messaging.MalformedEventException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** The copy of what the reviews of courses come to. */
class RatingTest extends CoursesTestServer {
    private final Promises promises = new Promises();

    @Autowired
    private List<EventHandler> handlers;

    @Test
    void theNewestOfWhatIsToldOfACourseIsKeptWhateverTheOrder() {
        String course = Ids.next("crs");
        hear("review.created", course, 4.5, 2, 2);
        assertThat(kept(course)).isEqualTo("4.50 of 2");
        hear("review.updated", course, 4.0, 2, 4);
        hear("review.updated", course, 1.0, 1, 3);
        hear("review.updated", course, 4.0, 2, 4);
        assertThat(kept(course)).isEqualTo("4.00 of 2");
        hear("review.removed", course, null, 0, 5);
        assertThat(kept(course)).isEqualTo("none of 0");
    }

    @Test
    void whatIsNoRatingIsNotKept() {
        String course = Ids.next("crs");
        assertThatThrownBy(() -> hear("review.created", course, 5.5, 1, 1)).isInstanceOf(MalformedEventException.class);
        assertThatThrownBy(() -> hear("review.created", course, null, 1, 1))
                .isInstanceOf(MalformedEventException.class);
        assertThat(kept(course)).isEmpty();
    }

    @Test
    void theExamplesOfWhatSocialTellsAreUnderstood() {
        for (String type : List.of("review.created", "review.updated", "review.removed")) {
            handle(promises.example(type));
        }
        assertThat(kept("crs_01JDB3M4T8Q0V6X2Y9ZKCE5R7A")).isEqualTo("4.43 of 7");
    }

    private void hear(String type, String course, @Nullable Double average, int count, long version) {
        ObjectNode event = promises.example(type);
        ObjectNode data = (ObjectNode) event.path("data");
        data.put("courseId", course);
        ((ObjectNode) data.path("rating"))
                .put("average", average)
                .put("count", count)
                .put("version", version);
        handle(event);
    }

    private void handle(ObjectNode event) {
        handlers.stream()
                .filter(each -> each.queue().equals("courses.projection"))
                .findFirst()
                .orElseThrow()
                .handle(new Event(
                        Ids.next("evt"),
                        event.path("type").asString(),
                        event.path("subject").asString(),
                        event.path("version").asInt(),
                        Instant.now(),
                        Optional.empty(),
                        event.path("data")));
    }

    private String kept(String course) {
        return sql
                .queryForList(
                        "select coalesce(average::text, 'none') || ' of ' || review_count from courses.course_rating"
                                + " where course_id = ?",
                        String.class,
                        course)
                .stream()
                .findFirst()
                .orElse("");
    }
}
