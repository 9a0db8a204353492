package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Who is made a teacher of a course by somebody else. */
class CourseStaffTest extends CoursesTestServer {
    private final Promises promises = new Promises();

    @Autowired
    private List<EventHandler> handlers;

    @Test
    void nobodyIsMadeATeacherOfWhomIdentityDidNotTellOrWhoMayNotTeach() {
        String course = createCourse("Con extraños");
        String learner = Ids.next("usr");
        tell("user.registered", learner, 1, "LEARNER");
        for (String stranger : List.of(Ids.next("usr"), learner)) {
            JsonNode error = teach(course, TEACHER, stranger).path(0);
            assertThat(error.path("code").asString()).isEqualTo("INSTRUCTOR_UNKNOWN");
            assertThat(error.path("path").toString()).isEqualTo("[\"instructorIds\"]");
            assertThat(error.path("message").asString()).contains("an account that may teach");
        }
        assertThat(mails(course)).isEmpty();
        assertThat(staff(course)).containsExactly(TEACHER);
        tell("user.updated", learner, 2, "LEARNER", "INSTRUCTOR");
        assertThat(teach(course, TEACHER, learner).size()).isZero();
        assertThat(staff(course)).containsExactly(TEACHER, learner);
    }

    @Test
    void whoIsMadeATeacherIsToldByMailOnceAndWhoTaughtAlreadyIsNot() {
        String course = createCourse("Entre dos");
        mayTeach(OTHER_TEACHER);
        assertThat(teach(course, TEACHER, OTHER_TEACHER).size()).isZero();
        assertThat(teach(course, OTHER_TEACHER, TEACHER).size()).isZero();
        assertThat(mails(course)).hasSize(1);
        String mail = mails(course).getFirst();
        assertThat(promises.broken("mail.requested", mail)).isEmpty();
        JsonNode data = json.readTree(mail).path("data");
        assertThat(data.path("userId").asString()).isEqualTo(OTHER_TEACHER);
        assertThat(data.at("/people/author").asString()).isEqualTo(TEACHER);
        assertThat(data.at("/titles/course").asString()).isEqualTo("Entre dos");
        assertThat(data.path("path").asString()).isEqualTo("/teach/" + course);
    }

    @Test
    void whoWasMadeATeacherMayStopAndWhoeverMadeTheCourseStays() {
        String course = createCourse("De paso");
        mayTeach(OTHER_TEACHER);
        teach(course, TEACHER, OTHER_TEACHER);
        assertThat(stop(TEACHER, course).at("/userErrors/0/code").asString()).isEqualTo("OWNER_STAYS");
        assertThat(stop(LEARNER, course).at("/userErrors/0/code").asString()).isEqualTo("NOT_FOUND");
        assertThat(stop(ADMIN, course).at("/userErrors/0/code").asString()).isEqualTo("FORBIDDEN");
        assertThat(stop(OTHER_TEACHER, course).path("courseId").asString()).isEqualTo(course);
        assertThat(staff(course)).containsExactly(TEACHER);
        assertThat(json.readTree(sql.queryForObject(
                                "select payload::text from courses.outbox where subject = ? and topic = 'course.updated'"
                                        + " order by seq desc limit 1",
                                String.class,
                                course))
                        .at("/data/instructorIds")
                        .toString())
                .isEqualTo("[\"" + TEACHER + "\"]");
        assertThat(stop(OTHER_TEACHER, course).at("/userErrors/0/code").asString())
                .as("a draft of others'")
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void whoMayTeachNoMoreStaysWhereTheyAreAndIsTakenOnNowhereElse() {
        String person = Ids.next("usr");
        tell("user.registered", person, 1, "LEARNER", "INSTRUCTOR");
        String course = createCourse("Antes");
        assertThat(teach(course, TEACHER, person).size()).isZero();
        tell("user.updated", person, 3, "LEARNER");
        tell("user.updated", person, 2, "LEARNER", "INSTRUCTOR");
        assertThat(teach(course, person, TEACHER).size()).isZero();
        assertThat(teach(createCourse("Después"), TEACHER, person).at("/0/code").asString())
                .isEqualTo("INSTRUCTOR_UNKNOWN");
    }

    @Test
    void whatACopyLostIsPutRightByTheSameWordToldAgain() {
        String person = Ids.next("usr");
        tell("user.registered", person, 4, "LEARNER", "INSTRUCTOR");
        sql.update("update courses.person set may_teach = false where id = ?", person);
        tell("user.updated", person, 4, "LEARNER", "INSTRUCTOR");
        assertThat(teach(createCourse("Otra vez"), TEACHER, person).size()).isZero();
        tell("user.deleted", person, 5);
        tell("user.updated", person, 4, "LEARNER", "INSTRUCTOR");
        assertThat(teach(createCourse("Nunca más"), TEACHER, person)
                        .at("/0/code")
                        .asString())
                .isEqualTo("INSTRUCTOR_UNKNOWN");
    }

    @Test
    void whoWasErasedComesBackByNoOlderWord() {
        String person = Ids.next("usr");
        tell("user.deleted", person, 4);
        tell("user.updated", person, 5, "INSTRUCTOR");
        assertThat(teach(createCourse("Borrado"), TEACHER, person).at("/0/code").asString())
                .isEqualTo("INSTRUCTOR_UNKNOWN");
    }

    @Test
    void theExamplesOfWhatIdentityTellsAreUnderstood() {
        JsonNode example = promises.example("user.updated");
        handle(
                example.path("type").asString(),
                example.path("subject").asString(),
                example.path("version").asInt(),
                example.path("data"));
        assertThat(sql.queryForObject(
                        "select may_teach from courses.person where id = ?",
                        Boolean.class,
                        example.path("subject").asString()))
                .isTrue();
    }

    private void tell(String type, String person, int version, String... roles) {
        handle(type, person, version, json.valueToTree(Map.of("userId", person, "roles", roles)));
    }

    private void handle(String type, String subject, int version, JsonNode data) {
        handlers.stream()
                .filter(each -> each.queue().equals("courses.people"))
                .findFirst()
                .orElseThrow()
                .handle(new Event(Ids.next("evt"), type, subject, version, Instant.now(), Optional.empty(), data));
    }

    private JsonNode teach(String course, String... people) {
        int revision = as(TEACHER, "query($id: ID!) { course(id: $id) { revision } }", Map.of("id", course))
                .at("/course/revision")
                .asInt();
        return as(
                        TEACHER,
                        "mutation($i: UpdateCourseInput!) { updateCourse(input: $i) { userErrors { code message path } } }",
                        Map.of("i", Map.of("id", course, "expectedRevision", revision, "instructorIds", people)))
                .at("/updateCourse/userErrors");
    }

    private JsonNode stop(String who, String course) {
        return as(
                        who,
                        "mutation($id: ID!) { stopTeaching(courseId: $id) { courseId userErrors { code } } }",
                        Map.of("id", course))
                .path("stopTeaching");
    }

    private List<String> staff(String course) {
        return texts(
                as(TEACHER, "query($id: ID!) { course(id: $id) { instructors { id } } }", Map.of("id", course))
                        .at("/course/instructors"),
                "id");
    }

    private List<String> mails(String course) {
        return sql.queryForList(
                "select payload::text from courses.outbox where subject = ? and topic = 'mail.requested' order by seq",
                String.class,
                course);
    }
}
