package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Others decide who may read what by these, so they hear of drafts too, and of every change. */
class LessonEventsTest extends CoursesTestServer {
    private final Promises promises = new Promises();

    @Test
    void aCourseIsToldFromItsCreationOnWithItsStaffAndItsState() {
        String course = createCourse("Contado");
        mayTeach(OTHER_TEACHER);
        assertThat(told(course).getLast().at("/data/status").asString()).isEqualTo("DRAFT");
        assertThat(told(course).getLast().at("/data/instructorIds/0").asString())
                .isEqualTo(TEACHER);
        as(
                TEACHER,
                "mutation($c: ID!, $all: [ID!]) { updateCourse(input: {id: $c, expectedRevision: 1, instructorIds: $all}) { userErrors { code } } }",
                Map.of("c", course, "all", List.of(TEACHER, OTHER_TEACHER)));
        assertThat(told(course)
                        .getLast()
                        .at("/data/instructorIds")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactly(TEACHER, OTHER_TEACHER);
        createArticle(createModule(course, "Uno"), "a");
        as(
                TEACHER,
                "mutation($c: ID!) { publishCourse(input: {id: $c, expectedRevision: 2, unlisted: true}) { userErrors { code } } }",
                Map.of("c", course));
        JsonNode unlisted = told(course).getLast();
        assertThat(unlisted.path("type").asString()).isEqualTo("course.updated");
        assertThat(unlisted.at("/data/status").asString()).isEqualTo("UNLISTED");
        assertThat(publish(course)).isEmpty();
        assertThat(told(course).getLast().path("type").asString()).isEqualTo("course.published");
        as(
                TEACHER,
                "mutation($c: ID!) { unpublishCourse(id: $c, expectedRevision: 4) { userErrors { code } } }",
                Map.of("c", course));
        assertThat(told(course).getLast().at("/data/status").asString()).isEqualTo("DRAFT");
        // A version belongs to its type: a mail was asked for too, at a revision of the course.
        assertThat(told(course).stream()
                        .filter(event -> event.path("type").asString().startsWith("course."))
                        .map(event -> event.path("version").asInt()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aLessonIsToldAtEveryChangeWithAVersionThatGrows() {
        String course = createCourse("Lecciones contadas");
        String module = createModule(course, "Uno");
        String other = createModule(course, "Dos");
        String lesson = createArticle(module, "a");
        assertThat(last(lesson)).isEqualTo("DRAFT false null false");
        Map<String, Object> preview = new HashMap<>(Map.of("id", lesson, "isFreePreview", true));
        preview.put("releaseAt", "2031-01-01T00:00:00Z");
        change(lesson, "updateLesson(input: $i)", preview);
        assertThat(last(lesson)).isEqualTo("DRAFT true 2031-01-01T00:00:00Z false");
        change(lesson, "publishLesson(id: $id)", Map.of());
        assertThat(last(lesson)).isEqualTo("PUBLISHED true 2031-01-01T00:00:00Z false");
        change(lesson, "moveItem(input: $i)", Map.of("itemId", lesson, "toModuleId", other));
        change(lesson, "deleteItem(id: $id, expectedRevision: 2)", Map.of());
        assertThat(last(lesson)).endsWith("true");
        change(lesson, "restoreItem(id: $id)", Map.of());
        assertThat(last(lesson)).endsWith("false");
        change(other, "deleteItem(id: $id, expectedRevision: 4)", Map.of());
        assertThat(last(lesson)).endsWith("true");
        change(other, "restoreItem(id: $id)", Map.of());
        assertThat(last(lesson)).endsWith("false");
        change(lesson, "unpublishLesson(id: $id)", Map.of());
        assertThat(last(lesson)).startsWith("DRAFT");

        List<JsonNode> all = told(lesson);
        assertThat(all.stream().map(event -> event.path("version").asInt()))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(all).allMatch(event -> event.at("/data/courseId").asString().equals(course));
    }

    @Test
    void aLessonThatIsPublishedAgainIsToldUnderAGreaterVersionWhichIsTheCoursesRevision() {
        String course = publishedCourse("De ida y vuelta");
        String lesson = sql.queryForObject("select id from courses.lesson where course_id = ?", String.class, course);
        for (int times = 0; times < 2; times++) {
            change(lesson, "unpublishLesson(id: $id)", Map.of());
            int shown = as(
                            TEACHER,
                            "mutation($id: ID!) { publishLesson(id: $id) { lesson { course { revision } } } }",
                            Map.of("id", lesson))
                    .at("/publishLesson/lesson/course/revision")
                    .asInt();
            assertThat(published(lesson).getLast()).isEqualTo(shown);
        }
        assertThat(published(lesson)).hasSize(3).isSorted().doesNotHaveDuplicates();
        change(lesson, "publishLesson(id: $id)", Map.of());
        assertThat(published(lesson)).as("published already").hasSize(3);
    }

    @Test
    void aLessonIsNewWhenPeopleAreFirstToldOfItAndNotWhenItOrItsCourseIsShownAgain() {
        String course = publishedCourse("Cerrado y abierto");
        String lesson = sql.queryForObject("select id from courses.lesson where course_id = ?", String.class, course);
        String added = createArticle(createModule(course, "Dos"), "b");
        assertThat(isNew(lesson)).containsExactly(true);
        change(lesson, "unpublishLesson(id: $id)", Map.of());
        change(lesson, "publishLesson(id: $id)", Map.of());
        assertThat(isNew(lesson)).containsExactly(true, false);
        archive(course);
        change(added, "publishLesson(id: $id)", Map.of());
        assertThat(isNew(added)).as("its course is closed").isEmpty();
        assertThat(publish(course)).isEmpty();
        assertThat(isNew(lesson)).containsExactly(true, false, false);
        assertThat(isNew(added)).containsExactly(true);
    }

    private void archive(String course) {
        int revision = sql.queryForObject("select revision from courses.course where id = ?", Integer.class, course);
        JsonNode answer = as(
                TEACHER,
                "mutation($id: ID!, $r: Int!) { archiveCourse(id: $id, expectedRevision: $r) { userErrors { code } } }",
                Map.of("id", course, "r", revision));
        assertThat(answer.at("/archiveCourse/userErrors").isEmpty())
                .as("%s", answer)
                .isTrue();
    }

    private List<Boolean> isNew(String lesson) {
        return told(lesson).stream()
                .filter(event -> event.path("type").asString().equals("lesson.published"))
                .map(event -> event.at("/data/isNew").asBoolean())
                .toList();
    }

    private List<Integer> published(String lesson) {
        return told(lesson).stream()
                .filter(event -> event.path("type").asString().equals("lesson.published"))
                .map(event -> event.path("version").asInt())
                .toList();
    }

    @Test
    void theExampleIsWhatIsPromised() {
        assertThat(promises.broken("lesson.changed", json.writeValueAsString(promises.example("lesson.changed"))))
                .isEmpty();
    }

    private void change(String id, String call, Map<String, ?> input) {
        String name = call.substring(0, call.indexOf('('));
        String type = Map.of("updateLesson", "UpdateLessonInput", "moveItem", "MoveItemInput")
                .getOrDefault(name, "");
        String declared = call.contains("$i)") ? "$i: " + type + "!" : "$id: ID!";
        JsonNode answer = as(
                TEACHER,
                "mutation(" + declared + ") { " + call + " { userErrors { code message } } }",
                call.contains("$i)") ? Map.of("i", input) : Map.of("id", id));
        assertThat(answer.path(name).path("userErrors").isEmpty())
                .as("%s", answer)
                .isTrue();
    }

    private String last(String lesson) {
        JsonNode data = told(lesson).getLast().path("data");
        return data.path("status").asString() + " " + data.path("isFreePreview").asBoolean() + " "
                + data.path("releaseAt").asString("null") + " "
                + data.path("deleted").asBoolean();
    }

    /** What was said of it, each message as promised. */
    private List<JsonNode> told(String subject) {
        List<String> messages = sql.queryForList(
                "select payload::text from courses.outbox where subject = ? order by seq", String.class, subject);
        return messages.stream()
                .map(message -> {
                    JsonNode event = json.readTree(message);
                    assertThat(promises.broken(event.path("type").asString(), message))
                            .as(message)
                            .isEmpty();
                    return event;
                })
                .toList();
    }
}
