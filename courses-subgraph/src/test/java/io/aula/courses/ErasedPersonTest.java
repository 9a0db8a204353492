package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What this service tells of a person, and what becomes of it when they are gone. */
class ErasedPersonTest extends CoursesTestServer {
    private final Promises promises = new Promises();
    private final String person = Ids.next("usr");

    @Autowired
    private List<EventHandler> handlers;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void ofALearnerNothingIsLeftAndIdentityIsToldSo() {
        String course = createCourse("Con alumnos");
        String lesson = videoLesson(createModule(course, "Uno"), "Ver", 60_000);
        assertThat(publish(course)).isEmpty();
        enroll(person, course);
        enroll(LEARNER, course);
        int learners = learners(course);
        watch(person, session(person, lesson), 0, 0, 12_000);
        note(lesson, "privada");
        save(course);
        assertThat(rowsOf(person)).contains("courses.lesson_note.user_id", "courses.saved_course.user_id");

        ObjectNode gone = promises.example("user.deleted");
        gone.put("id", Ids.next("evt")).put("subject", person);
        ((ObjectNode) gone.path("data")).put("userId", person);
        send(gone);
        eventually("identity to be told", () -> topics(person).contains("user.erased"));
        assertThat(rowsOf(person)).isEmpty();
        assertThat(learners(course)).isEqualTo(learners - 1);
        assertThat(enrollment(LEARNER, course).path("status").asString()).isEqualTo("ACTIVE");
        String told = sql.queryForObject(
                "select payload::text from courses.outbox where subject = ? and topic = 'user.erased'",
                String.class,
                person);
        assertThat(promises.broken("user.erased", told)).isEmpty();

        send(gone);
        eventually(
                "identity to be told again of whoever is told again",
                () -> topics(person).stream().filter("user.erased"::equals).count() == 2);
    }

    @Test
    void whatIsToldLateOfSomebodyErasedGivesThemNothing() {
        String course = publishedCourse("Tarde");
        erase();
        tell("courses.commerce", "entitlement.changed", 1, rightTo(course));
        tell("courses.images", "user.updated", 1, Map.of("userId", person, "avatarUploadIds", List.of()));
        assertThat(rowsOf(person)).isEmpty();
    }

    @Test
    void aRightThatIsTakenDownWhileItsPersonIsErasedGoesWithThem() throws Exception {
        String course = publishedCourse("A la vez");
        CompletableFuture<Void> erased = new CompletableFuture<>();
        transactions.executeWithoutResult(status -> {
            handle("courses.commerce", "entitlement.changed", 1, rightTo(course));
            erased.completeAsync(() -> {
                erase();
                return null;
            });
            assertThat(erased)
                    .as("nobody is erased past what is being taken down")
                    .failsWithin(Duration.ofSeconds(1))
                    .withThrowableOfType(TimeoutException.class);
        });
        erased.get(30, TimeUnit.SECONDS);
        assertThat(rowsOf(person)).isEmpty();
    }

    private Map<String, Object> rightTo(String course) {
        return Map.of(
                "entitlementId",
                Ids.next("ent"),
                "userId",
                person,
                "courseId",
                course,
                "source",
                "ORDER",
                "sourceId",
                "x",
                "state",
                "ACTIVE",
                "startsAt",
                Instant.now().toString());
    }

    @Test
    void aCourseThatSomebodyTakesStaysForThemArchivedAndWhatNobodyElseHasGoes() {
        String taken = createCourse("Con alumnos");
        String lesson = videoLesson(createModule(taken, "Uno"), "Ver", 60_000);
        assertThat(publish(taken)).isEmpty();
        enroll(LEARNER, taken);
        String draft = createCourse("Borrador secreto");
        String module = createModule(draft, "Uno");
        String drafted = videoLesson(module, "Nadie", 60_000);
        assertThat(deleteItem(draft, createArticle(module, "Borrada antes"))).isEmpty();
        String shared = createCourse("De otra");
        String together = createCourse("Entre dos");
        String written = createArticle(createModule(together, "Uno"), "De la otra");
        sql.update("update courses.course set owner_id = ? where id in (?, ?, ?)", person, taken, draft, together);
        sql.update("delete from courses.course_instructor where course_id = ?", draft);
        sql.update(
                "update courses.video set owner_id = ? where id in (select video_id from courses.lesson where id in (?, ?))",
                person,
                lesson,
                drafted);
        sql.update(
                "insert into courses.course_instructor (course_id, user_id, position) values (?, ?, 1)",
                shared,
                person);
        String kept = video(lesson);
        String dropped = video(drafted);

        erase();
        assertThat(column("select status from courses.course where id = ?", taken))
                .containsExactly("ARCHIVED");
        assertThat(column("select id from courses.lesson where course_id = ?", taken))
                .containsExactly(lesson);
        assertThat(column("select (purge_at is null)::text from courses.video where id = ?", kept))
                .containsExactly("true");
        assertThat(column("select id from courses.lesson where course_id = ?", together))
                .as("whoever teaches it too keeps what they wrote")
                .containsExactly(written);
        assertThat(column("select title::text from courses.course where id = ?", draft)
                        .getFirst())
                .doesNotContain("secreto");
        assertThat(column("select id from courses.lesson where course_id = ?", draft))
                .isEmpty();
        assertThat(column("select id from courses.module where course_id = ?", draft))
                .isEmpty();
        assertThat(column("select (purge_at is not null)::text from courses.video where id = ?", dropped))
                .as("its files are swept")
                .containsExactly("true");
        assertThat(column("select user_id from courses.course_instructor where course_id = ?", shared))
                .doesNotContain(person);
        assertThat(topics(shared)).endsWith("course.updated");
        assertThat(topics(taken)).endsWith("course.archived");
        assertThat(topics(drafted)).endsWith("lesson.changed");
        assertThat(topics(person)).as("files are left").doesNotContain("user.erased");
        sql.update("delete from courses.media_job where video_id = ?", dropped);
        sql.update("delete from courses.upload where video_id = ?", dropped);
        sql.update("delete from courses.rendition where video_id = ?", dropped);
        sql.update("delete from courses.video where id = ?", dropped);
        eventually("identity to be told", () -> topics(person).contains("user.erased"));
    }

    @Test
    void whoeverAsksIsToldAllThatIsKeptOfSomebodyPageByPage() {
        String course = createCourse("Contado");
        String lesson = createArticle(createModule(course, "Uno"), "Leer");
        begin(person, course);
        note(lesson, "para mí");
        save(course);
        Map<String, List<JsonNode>> lists = new TreeMap<>();
        String after = "";
        while (after != null) {
            JsonNode answer = asked(Map.of("userId", person, "after", after));
            assertThat(promises.broken("personal-data.answer", answer.toString()))
                    .isEmpty();
            answer.path("rows")
                    .forEach(row -> lists.computeIfAbsent(answer.path("file").asString(), file -> new ArrayList<>())
                            .add(row));
            after = answer.path("next").asString(null);
        }
        assertThat(lists.get("enrollments")).hasSize(1);
        assertThat(lists.get("enrollments").getFirst().path("courseId").asString())
                .isEqualTo(course);
        assertThat(texts(json.valueToTree(lists.get("lesson-notes")), "bodyMarkdown"))
                .containsExactly("para mí");
        assertThat(texts(json.valueToTree(lists.get("saved-courses")), "courseId"))
                .containsExactly(course);
        assertThat(asked(Map.of("userId", "nobody")).path("refused").asString()).isEqualTo("MALFORMED");
    }

    @Test
    void aQuestionWhoseAnswerNobodyWaitsForAnyMoreIsLetGo() {
        RabbitAdmin broker = new RabbitAdmin(rabbit);
        String replies = "test." + Ids.next("que");
        broker.declareQueue(new Queue(replies, true, false, false));
        try {
            ask(replies, "long ago", Instant.now().minus(Duration.ofHours(1)));
            ask(replies, "now", Instant.now());
            Message answer = rabbit.receive(replies, 30_000);
            // One takes them in their order: an answer to the first would have come first.
            assertThat(answer).isNotNull();
            assertThat(answer.getMessageProperties().getCorrelationId()).isEqualTo("now");
        } finally {
            broker.deleteQueue(replies);
        }
    }

    private void ask(String replies, String name, Instant at) {
        rabbit.send(
                "",
                "courses.personal-data",
                MessageBuilder.withBody(json.writeValueAsBytes(Map.of("userId", person, "after", "")))
                        .setReplyTo(replies)
                        .setCorrelationId(name)
                        .setTimestamp(Date.from(at))
                        .build());
    }

    @Test
    void aLongListComesInSeveralPagesAndEachRowOnce() {
        for (int i = 0; i < 230; i++) {
            sql.update(
                    "insert into courses.video (id, owner_id, name) values (?, ?, ?)",
                    Ids.next("vid"),
                    person,
                    "v" + i);
        }
        List<String> names = new ArrayList<>();
        String after = "";
        int pages = 0;
        while (after != null) {
            JsonNode answer = asked(Map.of("userId", person, "after", after));
            if (answer.path("file").asString().equals("videos")) {
                pages++;
                names.addAll(texts(answer.path("rows"), "name"));
            }
            after = answer.path("next").asString(null);
        }
        assertThat(pages).isEqualTo(2);
        assertThat(names).hasSize(230).doesNotHaveDuplicates();
    }

    private void save(String course) {
        assertThat(codes(as(
                                person,
                                "mutation($id: ID!) { saveCourse(courseId: $id) { userErrors { code } } }",
                                Map.of("id", course))
                        .path("saveCourse")))
                .isEmpty();
    }

    private void note(String lesson, String text) {
        assertThat(codes(as(
                                person,
                                "mutation($i: SaveNoteInput!) { saveNote(input: $i) { userErrors { code } } }",
                                Map.of("i", Map.of("lessonId", lesson, "positionMs", 0, "bodyMarkdown", text)))
                        .path("saveNote")))
                .isEmpty();
    }

    private void erase() {
        tell("courses.erasure", "user.deleted", 9, Map.of("userId", person));
    }

    /** As the listener does, in a transaction of its own. */
    private void tell(String queue, String type, int version, Map<String, ?> data) {
        transactions.executeWithoutResult(status -> handle(queue, type, version, data));
    }

    private void handle(String queue, String type, int version, Map<String, ?> data) {
        Event event = new Event(
                Ids.next("evt"), type, person, version, Instant.now(), Optional.empty(), json.valueToTree(data));
        handlers.stream()
                .filter(each -> each.queue().equals(queue))
                .findFirst()
                .orElseThrow()
                .handle(event);
    }

    private void send(ObjectNode event) {
        event.put("id", Ids.next("evt"));
        rabbit.send("aula.events", event.path("type").asString(), message(event.toString()));
    }

    private JsonNode asked(Map<String, String> question) {
        Message answer = rabbit.sendAndReceive("", "courses.personal-data", message(json.writeValueAsString(question)));
        assertThat(answer).isNotNull();
        return json.readTree(answer.getBody());
    }

    private static Message message(String body) {
        return MessageBuilder.withBody(body.getBytes(StandardCharsets.UTF_8)).build();
    }

    private int learners(String course) {
        return sql.queryForObject("select learner_count from courses.course where id = ?", Integer.class, course);
    }

    private String video(String lesson) {
        return column("select video_id from courses.lesson where id = ?", lesson)
                .getFirst();
    }

    private List<String> column(String query, String id) {
        return sql.queryForList(query, String.class, id);
    }

    /** Every table in which this id stands; that they are erased, and what was told of them, stays. */
    private List<String> rowsOf(String id) {
        return sql
                .queryForList(
                        "select table_schema || '.' || table_name || '.' || column_name from information_schema.columns"
                                + " where table_schema in ('courses', 'ts') and data_type = 'text' and column_name in"
                                + " ('user_id', 'owner_id', 'actor', 'approved_by', 'sitting_by')"
                                + " and table_name not in ('erased_person', 'user_daily')",
                        String.class)
                .stream()
                .filter(column -> {
                    String[] parts = column.split("\\.");
                    return Boolean.TRUE.equals(sql.queryForObject(
                            "select exists (select 1 from %s.%s where %s = ?)".formatted(parts[0], parts[1], parts[2]),
                            Boolean.class,
                            id));
                })
                .toList();
    }
}
