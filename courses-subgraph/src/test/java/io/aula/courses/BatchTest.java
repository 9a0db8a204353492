package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A list costs the same statements however long it is. */
class BatchTest extends CoursesTestServer {
    private static final String COURSE = """
            ... on Course { id title cover { url } instructors { id } viewerAccess { allowed reason } viewerEnrollment { progress resume { positionMs } }
              modules { title durationMs viewerCompletedLessons
                lessons { title viewerAccess { allowed reason } viewerProgress { coverage } next { id }
                  content { ... on ArticleContent { html } ... on VideoContent { video { status poster { url } storyboard { url } renditions { height } } } } } } }
            """;

    @Test
    void oneCourseAndManyCostTheSameStatements() {
        List<String> courses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String course = createCourse("Lote " + i);
            String module = createModule(course, "Uno");
            createArticle(module, "a");
            createArticle(createModule(course, "Dos"), "b");
            Fixtures.readyVideo(sql, createLesson(module, "c", "VIDEO"), 10_000);
            as(
                    TEACHER,
                    "mutation($c: ID!) { updateCourse(input: {id: $c, expectedRevision: 1, settings: {sequential: true}}) { userErrors { code } } }",
                    Map.of("c", course));
            assertThat(publish(course)).isEmpty();
            enroll(LEARNER, course);
            courses.add(course);
        }
        List<String> forOne = reads(() -> entities(courses.subList(0, 1)));
        assertThat(forOne).isNotEmpty();
        assertThat(reads(() -> entities(courses))).isEqualTo(forOne);
    }

    private void entities(List<String> courses) {
        var found = as(
                LEARNER,
                "query($reps: [_Any!]!) { _entities(representations: $reps) { " + COURSE + " } }",
                Map.of(
                        "reps",
                        courses.stream()
                                .map(id -> Map.of("__typename", "Course", "id", id))
                                .toList()));
        assertThat(texts(found.path("_entities"), "id")).isEqualTo(courses);
        assertThat(found.at("/_entities/0/modules/0/lessons/0/content/html").asString())
                .contains("Hola");
    }

    @Test
    void oneVideoAndManyCostTheSameStatements() {
        String uploader = "usr_01TESTTEACHERBATCH00000001";
        upload(uploader);
        List<String> forOne = reads(() -> videos(uploader, 1));
        for (int i = 0; i < 3; i++) {
            upload(uploader);
        }
        assertThat(reads(() -> videos(uploader, 4))).isEqualTo(forOne);
    }

    private void upload(String uploader) {
        String id = createUpload(uploader, Map.of()).at("/upload/id").asString();
        assertThat(patch(id, uploader, 0, new byte[1000]).statusCode()).isEqualTo(204);
    }

    private void videos(String uploader, int count) {
        var found = as(
                        uploader,
                        "{ myVideos(first: 10) { nodes { id status renditions { height } storyboard { url } processing { percent queuePosition steps { step } failure { message } } source { name } } } }",
                        Map.of())
                .at("/myVideos/nodes");
        assertThat(found).hasSize(count);
        assertThat(found.at("/0/processing/percent").asDouble(-1)).isZero();
    }

    private static List<String> reads(Runnable work) {
        int before = READS.size();
        work.run();
        return READS.subList(before, READS.size()).stream().sorted().toList();
    }
}
