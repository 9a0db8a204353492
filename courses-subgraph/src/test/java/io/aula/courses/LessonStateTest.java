package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A lesson is hidden from learners until it is published. */
class LessonStateTest extends CoursesTestServer {
    private static final String READER = "usr_01TESTLEARNERSTATES0000001";

    @Test
    void aLessonAddedToAPublishedCourseIsHiddenEverywhereUntilItIsPublished() {
        String course = createCourse("Por partes");
        String module = createModule(course, "Uno");
        String first = createArticle(module, "a");
        assertThat(publish(course)).isEmpty();
        enroll(READER, course);
        String added = createLesson(module, "b", "VIDEO");
        String alone = createArticle(createModule(course, "Dos"), "c");
        Fixtures.readyVideo(sql, added, 10_000);

        for (String stranger : List.of(NOBODY, LEARNER, READER, OTHER_TEACHER)) {
            JsonNode seen = look(stranger, course, first, added);
            assertThat(texts(seen.at("/course/modules"), "title")).containsExactly("Uno");
            assertThat(texts(seen.at("/course/modules/0/lessons"), "id")).containsExactly(first);
            assertThat(seen.at("/course/lessonCount").asInt()).isEqualTo(1);
            assertThat(seen.at("/course/durationMs").asInt(-1)).isZero();
            assertThat(seen.at("/course/modules/0/durationMs").asInt(-1)).isZero();
            assertThat(seen.at("/first/next").isNull()).isTrue();
            assertThat(seen.path("added").isNull()).isTrue();
            assertThat(seen.path("node").isNull()).isTrue();
            assertThat(seen.at("/entities/0").isNull()).isTrue();
        }
        JsonNode own = look(TEACHER, course, first, added);
        assertThat(own.at("/course/lessonCount").asInt()).isEqualTo(3);
        assertThat(own.at("/course/durationMs").asInt()).isEqualTo(10_000);
        assertThat(own.at("/added/status").asString()).isEqualTo("DRAFT");
        assertThat(own.at("/added/next/id").asString()).isEqualTo(alone);

        assertThat(act("publishLesson", added)).isEmpty();
        JsonNode seen = look(READER, course, first, added);
        assertThat(seen.at("/first/next/id").asString()).isEqualTo(added);
        assertThat(seen.at("/added/status").asString()).isEqualTo("PUBLISHED");
        assertThat(seen.at("/added/previous/id").asString()).isEqualTo(first);
        assertThat(seen.at("/course/lessonCount").asInt()).isEqualTo(2);
        assertThat(topics(added)).contains("lesson.published");

        assertThat(act("unpublishLesson", added)).isEmpty();
        assertThat(look(READER, course, first, added).path("added").isNull()).isTrue();
    }

    @Test
    void learnersArePromisedWhatTheyCanWatchOrRead() {
        String course = createCourse("Lo que se puede ver");
        String module = createModule(course, "Uno");
        createArticle(module, "a");
        String video = videoLesson(module, "v", 10_000);
        createLesson(module, "más tarde", "VIDEO");
        assertThat(publish(course)).isEmpty();
        enroll(READER, course);
        assertThat(extent(READER, course)).containsExactly(2, 10_000);
        assertThat(extent(TEACHER, course)).containsExactly(3, 10_000);

        fail(video);
        for (String somebody : List.of(NOBODY, LEARNER, READER)) {
            assertThat(extent(somebody, course)).as(somebody).containsExactly(1, 0);
        }
        assertThat(extent(TEACHER, course)).containsExactly(3, 10_000);
    }

    /** Lessons and milliseconds, on a page of its own and on a card. */
    private List<Integer> extent(String user, String course) {
        JsonNode alone = as(user, "query($c: ID!) { course(id: $c) { lessonCount durationMs } }", Map.of("c", course))
                .path("course");
        return List.of(
                alone.path("lessonCount").asInt(), alone.path("durationMs").asInt());
    }

    @Test
    void aPreviewIsForEverybodyOnceItIsReleasedAndNotBefore() {
        String course = createCourse("Muestra de mañana");
        String preview = createArticle(createModule(course, "Uno"), "a");
        updateLesson(Map.of("id", preview, "isFreePreview", true, "releaseAt", "2091-06-01T00:00:00Z"));
        assertThat(publish(course)).isEmpty();
        enroll(READER, course);
        for (String stranger : List.of(NOBODY, LEARNER, READER)) {
            JsonNode closed = opened(stranger, preview);
            assertThat(closed.at("/viewerAccess/reason").asString()).isEqualTo("NOT_RELEASED");
            assertThat(closed.at("/viewerAccess/availableAt").asString()).isEqualTo("2091-06-01T00:00:00Z");
            assertThat(closed.at("/content/html").asString()).isEmpty();
        }
        assertThat(opened(TEACHER, preview).at("/viewerAccess/reason").asString())
                .isEqualTo("STAFF");

        updateLesson(Map.of("id", preview, "releaseAt", "2020-06-01T00:00:00Z"));
        assertThat(opened(NOBODY, preview).at("/viewerAccess/reason").asString())
                .isEqualTo("PREVIEW");
        assertThat(opened(NOBODY, preview).at("/content/html").asString()).isNotEmpty();
    }

    private JsonNode opened(String who, String lesson) {
        return as(
                        who,
                        "query($id: ID!) { lesson(id: $id) { viewerAccess { allowed reason availableAt } content { ... on ArticleContent { html } } } }",
                        Map.of("id", lesson))
                .path("lesson");
    }

    @Test
    void aModuleOfDraftsIsNotThereForLearners() {
        String module = createModule(publishedCourse("Con lo que viene"), "Dos");
        createArticle(module, "a");
        for (String stranger : List.of(NOBODY, LEARNER, OTHER_TEACHER)) {
            assertThat(module(stranger, module).isNull()).isTrue();
        }
        assertThat(module(TEACHER, module).path("id").asString()).isEqualTo(module);
    }

    private JsonNode module(String user, String id) {
        return as(user, "query($id: ID!) { node(id: $id) { id } }", Map.of("id", id))
                .path("node");
    }

    private JsonNode look(String user, String course, String first, String added) {
        return as(
                user,
                """
                query($c: ID!, $f: ID!, $a: ID!, $reps: [_Any!]!) {
                  course(id: $c) { lessonCount durationMs modules { title durationMs lessons { id } } }
                  first: lesson(id: $f) { next { id } }
                  added: lesson(id: $a) { status next { id } previous { id } }
                  node(id: $a) { id }
                  entities: _entities(representations: $reps) { ... on Lesson { id title } } }
                """,
                Map.of(
                        "c",
                        course,
                        "f",
                        first,
                        "a",
                        added,
                        "reps",
                        List.of(Map.of("__typename", "Lesson", "id", added))));
    }

    @Test
    void aLessonIsPublishedWhenThereIsSomethingToShow() {
        String course = createCourse("Vacías");
        String module = createModule(course, "Uno");
        String video = createLesson(module, "v", "VIDEO");
        String article = createLesson(module, "a", "ARTICLE");
        assertThat(act("publishLesson", video)).containsExactly("VIDEO_NOT_READY");
        assertThat(act("publishLesson", article)).containsExactly("ARTICLE_EMPTY");
        assertThat(publish(course)).containsExactly("VIDEO_NOT_READY", "ARTICLE_EMPTY");
        Fixtures.readyVideo(sql, video, 10_000);
        assertThat(act("publishLesson", video)).isEmpty();
    }

    @Test
    void publishingACoursePublishesEveryLessonThatIsReady() {
        String course = createCourse("Lo que hay");
        String module = createModule(course, "Uno");
        String ready = createArticle(module, "a");
        String empty = createLesson(module, "b", "VIDEO");
        assertThat(publish(course)).isEmpty();
        assertThat(status(ready)).isEqualTo("PUBLISHED");
        assertThat(status(empty)).isEqualTo("DRAFT");
        assertThat(topics(empty)).doesNotContain("lesson.published");
        Fixtures.readyVideo(sql, empty, 10_000);
        assertThat(publish(course)).isEmpty();
        assertThat(status(empty)).isEqualTo("PUBLISHED");
        assertThat(topics(ready)).containsOnlyOnce("lesson.published");
    }

    @Test
    void aDraftDoesNotHoldUpAnOrderedCourseNorIsItPlayed() {
        String course = createCourse("En orden");
        String module = createModule(course, "Uno");
        String hidden = createLesson(module, "v", "VIDEO");
        String second = createArticle(module, "a");
        assertThat(publish(course)).isEmpty();
        sql.update("update courses.course set sequential = true where id = ?", course);
        Fixtures.readyVideo(sql, hidden, 10_000);
        enroll(READER, course);
        assertThat(as(READER, "query($l: ID!) { lesson(id: $l) { viewerAccess { reason } } }", Map.of("l", second))
                        .at("/lesson/viewerAccess/reason")
                        .asString())
                .isEqualTo("FREE");
    }

    @Test
    void aCourseGoesBackToADraftAndWhoIsEnrolledKeepsIt() {
        String course = publishedCourse("De vuelta");
        enroll(READER, course);
        assertThat(act("unpublishCourse", course)).isEmpty();
        assertThat(status(LEARNER, course)).isNull();
        assertThat(status(READER, course)).isEqualTo("DRAFT");
        assertThat(as(
                                READER,
                                "query($c: ID!) { course(id: $c) { viewerAccess { allowed } modules { lessons { content { ... on ArticleContent { html } } } } } }",
                                Map.of("c", course))
                        .at("/course/modules/0/lessons/0/content/html")
                        .asString())
                .contains("Hola");
        assertThat(enroll(OTHER_TEACHER, course).at("/userErrors/0/code").asString())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void bringingACourseBackHidesNothingThatThoseEnrolledSee() {
        String course = createCourse("Con historia");
        String module = createModule(course, "Uno");
        createArticle(module, "a");
        String video = createLesson(module, "v", "VIDEO");
        Fixtures.readyVideo(sql, video, 10_000);
        assertThat(publish(course)).isEmpty();
        enroll(READER, course);
        fail(video);
        for (String away : List.of("archiveCourse", "unpublishCourse")) {
            assertThat(act(away, course)).isEmpty();
            assertThat(publish(course)).isEmpty();
            assertThat(status(video)).as(away).isEqualTo("PUBLISHED");
        }
    }

    @Test
    void openingACourseForTheFirstTimeHidesWhatCannotBeShownAnyMore() {
        String course = createCourse("Sin historia");
        String module = createModule(course, "Uno");
        createArticle(module, "a");
        String video = createLesson(module, "v", "VIDEO");
        Fixtures.readyVideo(sql, video, 10_000);
        assertThat(act("publishLesson", video)).isEmpty();
        fail(video);
        assertThat(publish(course)).isEmpty();
        assertThat(status(video)).isEqualTo("DRAFT");
    }

    private void fail(String lesson) {
        sql.update(
                "update courses.video set status = 'FAILED' where id = (select video_id from courses.lesson where id = ?)",
                lesson);
    }

    @Test
    void anArchivedCourseIsBroughtBackBothWays() {
        String course = publishedCourse("Archivo");
        enroll(READER, course);
        assertThat(act("archiveCourse", course)).isEmpty();
        assertThat(status(READER, course)).isEqualTo("ARCHIVED");
        assertThat(act("unpublishCourse", course)).isEmpty();
        assertThat(status(TEACHER, course)).isEqualTo("DRAFT");
        assertThat(act("archiveCourse", course)).isEmpty();
        assertThat(publish(course)).isEmpty();
        assertThat(status(LEARNER, course)).isEqualTo("PUBLISHED");
    }

    private List<String> act(String mutation, String id) {
        boolean isCourse = mutation.endsWith("Course");
        int revision = isCourse
                ? sql.queryForObject("select revision from courses.course where id = ?", Integer.class, id)
                : 0;
        String call = mutation + (isCourse ? "(id: $id, expectedRevision: " + revision + ")" : "(id: $id)");
        return texts(
                as(TEACHER, "mutation($id: ID!) { " + call + " { userErrors { code } } }", Map.of("id", id))
                        .path(mutation)
                        .path("userErrors"),
                "code");
    }

    private String status(String lesson) {
        return as(TEACHER, "query($id: ID!) { lesson(id: $id) { status } }", Map.of("id", lesson))
                .at("/lesson/status")
                .asString();
    }

    private String status(String user, String course) {
        JsonNode found = as(user, "query($id: ID!) { course(id: $id) { status } }", Map.of("id", course))
                .path("course");
        return found.isNull() ? null : found.path("status").asString();
    }
}
