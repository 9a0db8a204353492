package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What became a fact stays one. */
class EnrollmentFactsTest extends CoursesTestServer {
    private static final String FINISHER = "usr_01TESTLEARNERFACTS00000001";

    @Test
    void aFinishedCourseStaysFinishedWhenLessonsComeAndGo() {
        String course = createCourse("Terminado");
        String module = createModule(course, "Uno");
        String lesson = videoLesson(module, "Ver", 13_000);
        begin(FINISHER, course);
        String session = session(FINISHER, lesson);
        assertThat(watch(FINISHER, session, 0, 0, 12_000)
                        .path("courseCompleted")
                        .asBoolean())
                .isTrue();
        JsonNode done = enrollment(FINISHER, course);
        assertThat(done.path("status").asString()).isEqualTo("COMPLETED");
        String completedLesson = progress(lesson).path("completedAt").asString();

        String added = videoLesson(module, "Nuevo", 60_000);
        assertThat(publish(course)).isEmpty();
        watch(FINISHER, session(FINISHER, added), 0, 0, 5_000);
        JsonNode after = enrollment(FINISHER, course);
        assertThat(after.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(after.path("completedAt")).isEqualTo(done.path("completedAt"));

        sql.update("update courses.lesson set deleted_at = now() where id = ?", added);
        assertThat(watch(FINISHER, session, 1, 12_000, 13_000)
                        .path("courseCompleted")
                        .asBoolean())
                .as("it is finished once")
                .isFalse();
        assertThat(enrollment(FINISHER, course).path("completedAt")).isEqualTo(done.path("completedAt"));
        assertThat(progress(lesson).path("completedAt").asString()).isEqualTo(completedLesson);
    }

    @Test
    void neitherEnrollingNorLeavingUndoesThatACourseWasFinishedOrAccessSuspended() {
        String course = publishedCourse("Quieto");
        String id = enroll(FINISHER, course).at("/enrollment/id").asString();
        sql.update("update courses.enrollment set status = 'COMPLETED', completed_at = now() where id = ?", id);
        assertThat(enroll(FINISHER, course).at("/enrollment/status").asString()).isEqualTo("COMPLETED");
        assertThat(codes(withdraw(FINISHER, id))).containsExactly("ALREADY_COMPLETED");
        sql.update("update courses.enrollment set status = 'SUSPENDED' where id = ?", id);
        assertThat(codes(enroll(FINISHER, course))).containsExactly("SUSPENDED");
        assertThat(codes(withdraw(FINISHER, id))).containsExactly("SUSPENDED");
        assertThat(enrollment(FINISHER, course).path("status").asString()).isEqualTo("SUSPENDED");
    }

    @Test
    void whoLeftCanEnrollAgainAndEachChangeIsTold() {
        String course = publishedCourse("Ida y vuelta");
        String id = enroll(FINISHER, course).at("/enrollment/id").asString();
        assertThat(enroll(FINISHER, course).at("/enrollment/id").asString())
                .as("enrolled twice")
                .isEqualTo(id);
        assertThat(withdraw(FINISHER, id).at("/enrollment/status").asString()).isEqualTo("WITHDRAWN");
        assertThat(withdraw(FINISHER, id).path("userErrors").isEmpty()).isTrue();
        JsonNode again = enroll(FINISHER, course).path("enrollment");
        assertThat(again.path("id").asString()).isEqualTo(id);
        assertThat(again.path("status").asString()).isEqualTo("ACTIVE");
        assertThat(again.at("/course/learnerCount").asInt()).isEqualTo(1);
        List<String> told = sql.queryForList(
                "select (payload->>'version') || ' ' || (payload->'data'->>'status') from courses.outbox where subject = ? and topic = 'enrollment.changed' order by seq",
                String.class,
                id);
        assertThat(told).containsExactly("1 ACTIVE", "2 WITHDRAWN", "3 ACTIVE");
    }

    @Test
    void whoLeavesACourseThatIsNoLongerPublishedIsToldWhatTheyLeft() {
        String course = publishedCourse("Retirado");
        String id = enroll(FINISHER, course).at("/enrollment/id").asString();
        sql.update("update courses.course set status = 'DRAFT' where id = ?", course);
        JsonNode left = as(
                        FINISHER,
                        "mutation($id: ID!) { withdraw(enrollmentId: $id) { enrollment { status course { id } } userErrors { code } } }",
                        Map.of("id", id))
                .at("/withdraw/enrollment");
        assertThat(left.path("status").asString()).isEqualTo("WITHDRAWN");
        assertThat(left.at("/course/id").asString()).isEqualTo(course);
    }

    private JsonNode progress(String lesson) {
        return as(
                        FINISHER,
                        "query($id: ID!) { lesson(id: $id) { viewerProgress { completedAt } } }",
                        Map.of("id", lesson))
                .at("/lesson/viewerProgress");
    }

    @Test
    void whoAsksAgainToBeEnrolledWithTheKeyOfBeforeTheyLeftIsEnrolled() {
        String course = publishedCourse("La misma clave");
        Map<String, ?> input = Map.of("courseId", course, "idempotencyKey", key());
        String id = enrollWith(input).at("/enrollment/id").asString();
        assertThat(withdraw(FINISHER, id).at("/enrollment/status").asString()).isEqualTo("WITHDRAWN");
        JsonNode again = enrollWith(input);
        assertThat(again.at("/enrollment/id").asString()).isEqualTo(id);
        assertThat(again.at("/enrollment/status").asString()).isEqualTo("ACTIVE");
        assertThat(again.at("/enrollment/course/learnerCount").asInt()).isEqualTo(1);
        sql.update("update courses.enrollment set status = 'SUSPENDED' where id = ?", id);
        assertThat(codes(enrollWith(input))).containsExactly("SUSPENDED");
    }

    private JsonNode enrollWith(Map<String, ?> input) {
        return as(
                        FINISHER,
                        "mutation($i: EnrollInput!) { enroll(input: $i) { enrollment { id status course { learnerCount } } userErrors { code } } }",
                        Map.of("i", input))
                .path("enroll");
    }
}
