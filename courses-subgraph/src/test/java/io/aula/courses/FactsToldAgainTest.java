package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What others are told again when their copy was lost. */
class FactsToldAgainTest extends CoursesTestServer {
    private static final String FINISHER = "usr_01TESTLEARNERSTATED0000001";

    private long before;

    @BeforeEach
    void noteWhatWasTold() {
        before = told();
    }

    /** All that is there was told again, also what other tests look at. */
    @AfterEach
    void takeBackWhatWasToldAgain() {
        sql.update("delete from courses.outbox where seq > ?", before);
    }

    private long told() {
        Long last = sql.queryForObject("select coalesce(max(seq), 0) from courses.outbox", Long.class);
        return last == null ? 0 : last;
    }

    private JsonNode tellAgain() {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at("/internal/facts")).POST(HttpRequest.BodyPublishers.noBody());
        HttpResponse<String> answer = send(NOBODY, request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private List<String> told(String topic, String subject) {
        return sql.queryForList(
                "select (payload->'data')::text from courses.outbox where topic = ? and subject = ? and seq > ? order by seq",
                String.class,
                topic,
                subject,
                before);
    }

    private int count(String table) {
        Integer count = sql.queryForObject("select count(*) from courses." + table, Integer.class);
        return count == null ? 0 : count;
    }

    @Test
    void everythingIsToldAsItIsNowHoweverLongAgoItWas() {
        String course = createCourse("Contado otra vez");
        String module = createModule(course, "Uno");
        String lesson = videoLesson(module, "Ver", 13_000);
        String draft = createCourse("Borrador");
        begin(FINISHER, course);
        watch(FINISHER, session(FINISHER, lesson), 0, 0, 13_000);
        String enrollment = enrollment(FINISHER, course).path("id").asString();
        sql.update("update courses.enrollment set enrolled_at = '2020-01-02T03:04:05Z' where id = ?", enrollment);
        noteWhatWasTold();

        JsonNode counts = tellAgain();
        assertThat(counts.path("courses").asInt()).isEqualTo(count("course"));
        assertThat(counts.path("lessons").asInt()).isEqualTo(count("lesson"));
        assertThat(counts.path("enrollments").asInt()).isEqualTo(count("enrollment"));
        assertThat(counts.path("completions").asInt())
                .isEqualTo(count("lesson_progress where completed_at is not null"));

        assertThat(told("course.updated", course)).singleElement().asString().contains("\"PUBLISHED\"");
        assertThat(told("course.updated", draft)).singleElement().asString().contains("\"DRAFT\"");
        assertThat(told("lesson.changed", lesson)).hasSize(1);
        assertThat(told("lesson.published", lesson)).singleElement().asString().contains("\"isNew\": false");
        assertThat(told("enrollment.changed", enrollment))
                .singleElement()
                .asString()
                .contains("\"COMPLETED\"", "2020-01-02T03:04:05Z");
        assertThat(told("enrollment.progressed", enrollment))
                .singleElement()
                .asString()
                .contains("\"completedLessons\": 1");
        assertThat(told("lesson.completed", lesson)).singleElement().asString().contains(FINISHER);
        assertThat(told("enrollment.created", enrollment)).as("news to nobody").isEmpty();
    }

    @Test
    void moreThanGoIntoOneTransactionAreToldOnceEach() {
        String course = publishedCourse("Muchos");
        for (int i = 0; i < 1_100; i++) {
            sql.update(
                    "insert into courses.enrollment (id, user_id, course_id, enrolled_at) values (?, ?, ?, now())",
                    "enr_01TESTMANY%016d".formatted(i),
                    "usr_01TESTMANY%016d".formatted(i),
                    course);
        }
        noteWhatWasTold();
        assertThat(tellAgain().path("enrollments").asInt()).isEqualTo(count("enrollment"));
        assertThat(count("outbox where topic = 'enrollment.changed' and seq > " + before))
                .isEqualTo(count("enrollment"));
        sql.update("delete from courses.enrollment where course_id = ?", course);
    }
}
