package io.aula.courses.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.courses.CoursesTestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** When people are told of a lesson that was published for a later day. */
class ReleasesTest extends CoursesTestServer {
    @Autowired
    private Releases releases;

    private List<Boolean> toldAsNew(String lesson) {
        return sql.queryForList(
                "select (payload->'data'->>'isNew')::boolean from courses.outbox"
                        + " where subject = ? and topic = 'lesson.published' order by seq",
                Boolean.class,
                lesson);
    }

    private void release(String lesson, String when) {
        sql.update("update courses.lesson set release_at = now() + ?::interval where id = ?", when, lesson);
    }

    private void publishLesson(String lesson) {
        assertThat(as(
                                TEACHER,
                                "mutation($id: ID!) { publishLesson(id: $id) { userErrors { code } } }",
                                Map.of("id", lesson))
                        .at("/publishLesson/userErrors")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void aLessonThatIsPublishedForALaterDayIsNewsOnThatDayAndOnce() {
        String course = publishedCourse("Con fecha");
        String module = createModule(course, "Dos");
        String lesson = createArticle(module, "b");
        release(lesson, "2 days");
        publishLesson(lesson);
        releases.tell();
        assertThat(toldAsNew(lesson)).containsExactly(false);
        release(lesson, "-1 second");
        releases.tell();
        releases.tell();
        assertThat(toldAsNew(lesson)).containsExactly(false, true);
    }

    @Test
    void aLessonOfADraftOrOfADeletedModuleIsNoNewsOnItsDay() {
        String course = createCourse("Todavía borrador");
        String lesson = createArticle(createModule(course, "Uno"), "a");
        release(lesson, "2 days");
        publishLesson(lesson);
        String open = publishedCourse("Con módulo borrado");
        String module = createModule(open, "Dos");
        String deleted = createArticle(module, "b");
        release(deleted, "2 days");
        publishLesson(deleted);
        sql.update("update courses.module set deleted_at = now() where id = ?", module);
        release(lesson, "-1 second");
        release(deleted, "-1 second");
        releases.tell();
        assertThat(toldAsNew(lesson)).isEmpty();
        assertThat(toldAsNew(deleted)).containsExactly(false);
        assertThat(publish(course)).isEmpty();
        assertThat(toldAsNew(lesson)).containsExactly(true);
    }
}
