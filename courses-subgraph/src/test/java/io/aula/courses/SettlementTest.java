package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** When it is the course that changes, its learners are counted anew without doing anything. */
class SettlementTest extends CoursesTestServer {
    private static final String PUPIL = "usr_01TESTLEARNERSETTLED000001";
    private static final Offset<Double> NEARLY = Offset.offset(0.001);

    private final Promises promises = new Promises();
    private String course = "";
    private String module = "";
    private String read = "";

    @BeforeEach
    void aCourseOfWhichOneArticleIsToBeRead() {
        course = createCourse("Se encoge");
        module = createModule(course, "Uno");
        read = articleLesson(module, "Leer", 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"its module is deleted", "it is unpublished", "its video is taken", "its video is deleted"})
    void whoHadDoneEverythingButOneVideoIsThroughWhenThatGoes(String how) {
        String other = createModule(course, "Dos");
        String rest = createLesson(other, "Ver", "VIDEO");
        String video = Fixtures.readyVideo(sql, rest, 30_000);
        begin(PUPIL, course);
        assertThat(codes(read(PUPIL, read))).isEmpty();
        assertThat(status()).isEqualTo("ACTIVE");
        switch (how) {
            case "its module is deleted" ->
                assertThat(deleteItem(course, other)).isEmpty();
            case "it is unpublished" -> act("unpublishLesson(id: $id)", rest);
            case "its video is taken" -> {
                Map<String, Object> input = new HashMap<>(Map.of("id", rest));
                input.put("videoId", null);
                updateLesson(input);
            }
            default -> act("deleteVideo(id: $id)", video);
        }
        eventually("the course is finished", () -> status().equals("COMPLETED"));
        JsonNode done = enrollment(PUPIL, course);
        assertThat(done.path("progress").asDouble()).isEqualTo(1, NEARLY);
        assertThat(done.path("completedAt").isString()).isTrue();
        List<String> told = told(done.path("id").asString());
        assertThat(told.stream().filter(each -> each.contains("\"COMPLETED\""))).hasSize(1);
        assertThat(told.getLast()).contains("enrollment.changed");
    }

    @Test
    void whoHadDoneAllButAnArticleIsThroughWhenThatIsEmptied() {
        String rest = articleLesson(module, "Otro", 50);
        begin(PUPIL, course);
        read(PUPIL, read);
        Map<String, Object> input = new HashMap<>(Map.of("id", rest));
        input.put("articleHtml", null);
        updateLesson(input);
        eventually("the course is finished", () -> status().equals("COMPLETED"));
    }

    @Test
    void progressGoesBackWhenThereIsMoreToDoAndForthWhenItIsTakenAgain() {
        begin(PUPIL, course);
        read(PUPIL, read);
        JsonNode before = enrollment(PUPIL, course);
        String more = articleLesson(module, "Más", 100);
        act("publishLesson(id: $id)", more);
        eventually("half of it is done", () -> Math.abs(progress() - 0.5) < 0.001);
        JsonNode after = enrollment(PUPIL, course);
        assertThat(after.path("status").asString()).as("it stays finished").isEqualTo("COMPLETED");
        assertThat(after.path("completedAt")).isEqualTo(before.path("completedAt"));
        assertThat(deleteItem(course, more)).isEmpty();
        eventually("all of it is done", () -> progress() > 0.999);
        act("restoreItem(id: $id)", more);
        eventually("half of it is done again", () -> Math.abs(progress() - 0.5) < 0.001);
    }

    @Test
    void hundredsOfLearnersAreSettledInSlicesAndEachIsTold() {
        String rest = articleLesson(module, "Otro", 50);
        assertThat(publish(course)).isEmpty();
        int many = 600;
        String prefix = "usr_01TESTMANY" + course.substring(course.length() - 8);
        sql.update("""
                insert into courses.enrollment (id, user_id, course_id)
                  select 'enr_01TESTMANY' || right(?, 8) || lpad(n::text, 4, '0'), ? || lpad(n::text, 4, '0'), ? from generate_series(1, ?) n
                """, course, prefix, course, many);
        sql.update("""
                insert into courses.lesson_progress (user_id, lesson_id, course_id, duration_ms, read_at, completed_at)
                  select user_id, ?, course_id, 0, now(), now() from courses.enrollment where course_id = ?
                """, read, course);
        assertThat(deleteItem(course, rest)).isEmpty();
        eventually("everybody is through", () -> count("status = 'COMPLETED'") == many);
        assertThat(sql.queryForObject(
                        "select count(distinct subject) from courses.outbox where topic = 'enrollment.changed' and payload->'data'->>'courseId' = ?",
                        Integer.class,
                        course))
                .isEqualTo(many);
        eventually(
                "nothing is left to settle",
                () -> sql.queryForList("select 1 from courses.settlement where course_id = ?", course)
                        .isEmpty());
    }

    @Test
    void whatWasReadAndWatchedWhileTicksCountedCountsOnceTheRuleIsCoverage() {
        String watched = videoLesson(module, "Ver", 14_000);
        sql.update("update courses.course set completion_rule = 'MANUAL' where id = ?", course);
        begin(PUPIL, course);
        String readAt = read(PUPIL, read).at("/progress/readAt").asString();
        watch(PUPIL, session(PUPIL, watched), 0, 0, 13_000);
        assertThat(enrollment(PUPIL, course).path("completedLessons").asInt()).isZero();
        updateSettings(course, Map.of("completionRule", "COVERAGE"));
        eventually("both count", () -> status().equals("COMPLETED"));
        JsonNode lessons = as(
                PUPIL,
                "query($a: ID!, $b: ID!) { a: lesson(id: $a) { viewerProgress { completedAt } } b: lesson(id: $b) { viewerProgress { completedAt } } }",
                Map.of("a", read, "b", watched));
        assertThat(lessons.at("/a/viewerProgress/completedAt").asString())
                .as("it was done when it was read")
                .isEqualTo(readAt);
        assertThat(lessons.at("/b/viewerProgress/completedAt").isString()).isTrue();
        assertThat(topics(read)).contains("lesson.completed");
        assertThat(told(watched).getLast()).contains("lesson.completed");
    }

    @Test
    void whatWasWatchedCountsWhenTheThresholdIsLowered() {
        String watched = videoLesson(module, "Ver", 20_000);
        begin(PUPIL, course);
        read(PUPIL, read);
        watch(PUPIL, session(PUPIL, watched), 0, 0, 12_000);
        assertThat(status()).isEqualTo("ACTIVE");
        updateSettings(course, Map.of("completionThreshold", 0.5));
        eventually("enough was watched", () -> status().equals("COMPLETED"));
    }

    @Test
    void settingsThatStayAsTheyAreAskForNothing() {
        updateSettings(course, Map.of("completionThreshold", 0.9));
        begin(PUPIL, course);
        eventually("the beginning is settled", () -> asked().isEmpty());
        updateSettings(course, Map.of("completionThreshold", 0.9));
        assertThat(asked()).isEmpty();
        updateSettings(course, Map.of("completionThreshold", 0.8));
        assertThat(asked()).hasSize(1);
    }

    @Test
    void aCourseThatCannotBeSettledKeepsNoOtherWaiting() {
        sql.update("insert into courses.settlement (course_id, due_at) values (?, now() - interval '1 hour')", course);
        sql.execute("""
                create function courses.refuse_settled() returns trigger language plpgsql as
                  $$ begin if old.course_id = '%s' then raise 'no room'; end if; return old; end $$""".formatted(course));
        sql.execute(
                "create trigger refuse before delete on courses.settlement for each row execute function courses.refuse_settled()");
        try {
            String other = createCourse("Otro");
            String seen = articleLesson(createModule(other, "Uno"), "Leer", 100);
            String rest = articleLesson(createModule(other, "Dos"), "Otro", 50);
            begin(PUPIL, other);
            read(PUPIL, seen);
            assertThat(deleteItem(other, rest)).isEmpty();
            eventually(
                    "the other is finished",
                    () -> enrollment(PUPIL, other).path("status").asString().equals("COMPLETED"));
            assertThat(asked()).hasSize(1);
        } finally {
            sql.execute("drop trigger refuse on courses.settlement");
            sql.execute("drop function courses.refuse_settled()");
        }
    }

    @Test
    void whatWasDoneInTheMomentOfEnrollingCounts() {
        String preview = articleLesson(module, "Muestra", 100);
        updateLesson(Map.of("id", preview, "isFreePreview", true));
        begin(PUPIL, course);
        // As an act does that began before and was written after: nobody counts.
        sql.update(
                "insert into courses.lesson_progress (user_id, lesson_id, course_id, duration_ms, read_at, completed_at) values (?, ?, ?, 0, now(), now())",
                PUPIL,
                preview,
                course);
        eventually("it counts", () -> Math.abs(progress() - 0.5) < 0.001);
    }

    @Test
    void whatWasDoneOfAPreviewCountsFromTheBeginning() {
        String preview = articleLesson(module, "Muestra", 100);
        updateLesson(Map.of("id", preview, "isFreePreview", true));
        assertThat(publish(course)).isEmpty();
        assertThat(codes(read(PUPIL, preview))).isEmpty();
        enroll(PUPIL, course);
        assertThat(progress()).isEqualTo(0.5, NEARLY);
    }

    @Test
    void anActInALessonThatWasDoneBeforeSettlesTheCourse() {
        String rest = articleLesson(module, "Otro", 50);
        String seen = videoLesson(module, "Ver", 13_000);
        begin(PUPIL, course);
        read(PUPIL, read);
        String session = session(PUPIL, seen);
        watch(PUPIL, session, 0, 0, 13_000);
        eventually("the beginning is settled", () -> asked().isEmpty());
        // Nobody hears of it.
        sql.update("update courses.lesson set deleted_at = now() where id = ?", rest);
        assertThat(status()).isEqualTo("ACTIVE");
        assertThat(watch(PUPIL, session, 1, 0, 1_000).path("courseCompleted").asBoolean())
                .isTrue();
        assertThat(status()).isEqualTo("COMPLETED");
    }

    @Test
    void whatWasWatchedOfALessonGoesWithItForGood() {
        String gone = articleLesson(module, "Otro", 50);
        begin(PUPIL, course);
        read(PUPIL, read);
        read(PUPIL, gone);
        assertThat(deleteItem(course, gone)).isEmpty();
        assertThat(rows(gone)).as("it may come back").isEqualTo(1);
        assertThat(purgeItem(gone)).isEmpty();
        eventually("its progress is gone", () -> rows(gone) == 0);
        assertThat(rows(read)).isEqualTo(1);
        eventually(
                "nothing is left to forget",
                () -> sql.queryForList("select 1 from courses.purged_lesson where lesson_id = ?", gone)
                        .isEmpty());
    }

    @Test
    void anArticleThatIsBeingWrittenIsCountedAnewOnceInAWhile() {
        begin(PUPIL, course);
        eventually("the beginning is settled", () -> asked().isEmpty());
        for (int i = 0; i < 3; i++) {
            updateLesson(Map.of("id", read, "articleHtml", List.of(Map.of("locale", "es", "text", "palabra " + i))));
        }
        assertThat(asked()).hasSize(3);
        assertThat(sql.queryForObject(
                        "select min(due_at) > now() + interval '10 seconds' from courses.settlement where course_id = ?",
                        Boolean.class,
                        course))
                .isTrue();
        act("unpublishLesson(id: $id)", read);
        eventually("one pass answers them all", () -> asked().isEmpty());
    }

    private List<Long> asked() {
        return sql.queryForList("select seq from courses.settlement where course_id = ?", Long.class, course);
    }

    private int rows(String lesson) {
        return sql.queryForObject(
                "select count(*) from courses.lesson_progress where lesson_id = ?", Integer.class, lesson);
    }

    private int count(String which) {
        return sql.queryForObject(
                "select count(*) from courses.enrollment where course_id = ? and " + which, Integer.class, course);
    }

    private void act(String mutation, String id) {
        String name = mutation.substring(0, mutation.indexOf('('));
        JsonNode answer =
                as(TEACHER, "mutation($id: ID!) { " + mutation + " { userErrors { code } } }", Map.of("id", id));
        assertThat(codes(answer.path(name))).isEmpty();
    }

    private String status() {
        return enrollment(PUPIL, course).path("status").asString();
    }

    private double progress() {
        return enrollment(PUPIL, course).path("progress").asDouble();
    }

    /** Each event of this subject, as promised. */
    private List<String> told(String subject) {
        List<String> all = sql.queryForList(
                "select payload::text from courses.outbox where subject = ? order by seq", String.class, subject);
        all.forEach(each -> assertThat(
                        promises.broken(json.readTree(each).path("type").asString(), each))
                .as(each)
                .isEmpty());
        return all;
    }
}
