package io.aula.courses.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.courses.CoursesTestServer;
import io.aula.platform.id.Ids;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What is deleted can be brought back for thirty days. */
class DeletionTest extends CoursesTestServer {
    @Autowired
    private Purge purge;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void aDeletedLessonComesBackWhereItWas() {
        String course = createCourse("Deshacer");
        String module = createModule(course, "Uno");
        String a = createArticle(module, "a");
        String b = createArticle(module, "b");
        String c = createArticle(module, "c");
        assertThat(publish(course)).isEmpty();
        assertThat(deleteItem(course, b)).isEmpty();
        assertThat(lessons(course)).containsExactly(a, c);
        assertThat(node(b).isNull()).isTrue();

        JsonNode item = deletedItems(TEACHER, course).path(0);
        assertThat(item.path("id").asString()).isEqualTo(b);
        assertThat(item.path("kind").asString()).isEqualTo("LESSON");
        assertThat(item.path("title").asString()).isEqualTo("b");
        assertThat(item.path("purgeAt").asString())
                .isGreaterThan(item.path("deletedAt").asString());

        JsonNode restored = restore(b);
        assertThat(restored.at("/item/__typename").asString()).isEqualTo("Lesson");
        assertThat(restored.at("/course/revision").asInt()).isEqualTo(revision(course));
        assertThat(lessons(course)).containsExactly(a, b, c);
        assertThat(deletedItems(TEACHER, course).isEmpty()).isTrue();
    }

    @Test
    void aModuleComesBackWithTheLessonsThatWentWithItAndNoOthers() {
        String course = createCourse("Módulos");
        String one = createModule(course, "Uno");
        String two = createModule(course, "Dos");
        String before = createArticle(one, "antes");
        String a = createArticle(one, "a");
        String b = createArticle(one, "b");
        String other = createArticle(two, "otra");
        assertThat(deleteItem(course, before)).isEmpty();
        assertThat(deleteItem(course, one)).isEmpty();
        assertThat(lessons(course)).containsExactly(other);
        assertThat(texts(deletedItems(TEACHER, course), "id")).containsExactly(one, before);
        assertThat(restore(one).at("/item/__typename").asString()).isEqualTo("Module");
        assertThat(lessons(course)).containsExactly(a, b, other);
        assertThat(texts(deletedItems(TEACHER, course), "id")).containsExactly(before);
    }

    @Test
    void aPlaceThatWasFreedIsNotTakenAndWhoComesBackStandsBesideIt() {
        String course = createCourse("Sitio");
        String module = createModule(course, "Uno");
        String a = createArticle(module, "a");
        String b = createArticle(module, "b");
        String rank = rank(b);
        assertThat(deleteItem(course, b)).isEmpty();
        String c = createArticle(module, "c");
        assertThat(rank(c)).isEqualTo(rank);
        assertThat(restore(b).path("userErrors").isEmpty()).isTrue();
        assertThat(lessons(course)).containsExactly(a, c, b);
    }

    @Test
    void whoComesBackWhileTheirPlaceIsBeingTakenStandsBesideIt() {
        String course = createCourse("A la vez");
        String module = createModule(course, "Uno");
        String a = createArticle(module, "a");
        String b = createArticle(module, "b");
        String rank = rank(b);
        assertThat(deleteItem(course, b)).isEmpty();
        String c = Ids.next("les");
        CompletableFuture<JsonNode> restored = transaction.execute(status -> {
            sql.update(
                    "insert into courses.lesson (id, course_id, module_id, kind, title, rank) values (?, ?, ?, 'ARTICLE', '{\"es\": \"c\"}', ?)",
                    c,
                    course,
                    module,
                    rank);
            CompletableFuture<JsonNode> asked = CompletableFuture.supplyAsync(() -> restore(b));
            eventually("the place is waited for", this::somebodyWaits);
            return asked;
        });
        JsonNode answer = restored.join();
        assertThat(answer.path("userErrors").isEmpty()).as("%s", answer).isTrue();
        assertThat(lessons(course)).containsExactly(a, c, b);
    }

    /** For the end of another transaction, as whoever finds its key in the index does. */
    private boolean somebodyWaits() {
        return sql.queryForObject(
                "select exists (select from pg_locks where locktype = 'transactionid' and not granted)", Boolean.class);
    }

    @Test
    void aLessonWhoseModuleIsGoneEndsTheLastModule() {
        String course = createCourse("Huérfana");
        String one = createModule(course, "Uno");
        String lesson = createArticle(one, "a");
        assertThat(deleteItem(course, lesson)).isEmpty();
        assertThat(deleteItem(course, one)).isEmpty();
        assertThat(texts(restore(lesson).path("userErrors"), "code")).containsExactly("NO_MODULE");
        String last = createArticle(createModule(course, "Otro"), "z");
        assertThat(restore(lesson).path("userErrors").isEmpty()).isTrue();
        assertThat(lessons(course)).containsExactly(last, lesson);
    }

    @Test
    void onlyWhoTeachesTheCourseSeesRestoresOrPurges() {
        String course = publishedCourse("Ajena");
        String lesson = createArticle(createModule(course, "Dos"), "a");
        assertThat(deleteItem(course, lesson)).isEmpty();
        for (String stranger : List.of(NOBODY, LEARNER, OTHER_TEACHER)) {
            assertThat(deletedItems(stranger, course).isEmpty()).isTrue();
        }
        for (String mutation : List.of("restoreItem", "purgeItem")) {
            assertThat(texts(
                            as(
                                            OTHER_TEACHER,
                                            "mutation($id: ID!) { " + mutation
                                                    + "(id: $id) { userErrors { __typename } } }",
                                            Map.of("id", lesson))
                                    .path(mutation)
                                    .path("userErrors"),
                            "__typename"))
                    .containsExactly("ForbiddenError");
        }
        String living = createArticle(createModule(course, "Tres"), "b");
        assertThat(purgeItem(living)).containsExactly("NOT_FOUND");
        assertThat(texts(restore(living).path("userErrors"), "code")).containsExactly("NOT_FOUND");
    }

    @Test
    void whatIsPurgedIsGoneForGood() {
        String course = createCourse("Para siempre");
        String module = createModule(course, "Uno");
        String lesson = createArticle(module, "a");
        assertThat(deleteItem(course, module)).isEmpty();
        assertThat(purgeItem(module)).isEmpty();
        assertThat(deletedItems(TEACHER, course).isEmpty()).isTrue();
        assertThat(texts(restore(lesson).path("userErrors"), "code")).containsExactly("NOT_FOUND");
        assertThat(count("lesson", lesson) + count("module", module)).isZero();
    }

    @Test
    void aLessonThatWasDeletedByItselfOutlivesTheModuleItWasIn() {
        String course = createCourse("Cada una por su lado");
        String module = createModule(course, "Uno");
        String alone = createArticle(module, "a");
        String within = createArticle(module, "b");
        assertThat(deleteItem(course, alone)).isEmpty();
        assertThat(deleteItem(course, module)).isEmpty();
        assertThat(purgeItem(module)).isEmpty();
        assertThat(texts(deletedItems(TEACHER, course), "id")).containsExactly(alone);
        assertThat(count("lesson", within)).isZero();
        assertThat(purgeItem(module)).containsExactly("NOT_FOUND");
        assertThat(texts(restore(module).path("userErrors"), "code")).containsExactly("NOT_FOUND");
        String other = createArticle(createModule(course, "Dos"), "c");
        assertThat(restore(alone).path("userErrors").isEmpty()).isTrue();
        assertThat(lessons(course)).containsExactly(other, alone);
        purge.sweep();
        assertThat(count("module", module)).isZero();
    }

    @Test
    void afterThirtyDaysItIsGoneByItselfAndNotBefore() {
        String course = createCourse("Treinta días");
        String module = createModule(course, "Uno");
        String old = createArticle(module, "a");
        String young = createArticle(module, "b");
        String oldModule = createModule(course, "Dos");
        String within = createArticle(oldModule, "c");
        sql.update(
                "insert into courses.video (id, owner_id, name, duration_ms) values ('vid_01TESTPURGED0000000001', ?, 'x', 1000)",
                TEACHER);
        sql.update(
                "insert into courses.watch_session (id, user_id, lesson_id, video_id, duration_ms, opened_at, credited_at, expires_at) values ('ses_01TESTPURGED0000000001', 'usr_01TESTLEARNERPURGED00001', ?, 'vid_01TESTPURGED0000000001', 1000, now(), now(), now())",
                old);
        for (String item : List.of(old, young, oldModule)) {
            assertThat(deleteItem(course, item)).isEmpty();
        }
        sql.update("update courses.lesson set deleted_at = now() - interval '31 days' where id in (?, ?)", old, within);
        sql.update("update courses.lesson set deleted_at = now() - interval '29 days' where id = ?", young);
        sql.update("update courses.module set deleted_at = now() - interval '31 days' where id = ?", oldModule);
        purge.sweep();
        assertThat(count("lesson", old) + count("lesson", within) + count("module", oldModule))
                .isZero();
        assertThat(count("lesson", young)).isEqualTo(1);
    }

    @Test
    void aDeletedLessonSaysHowManyBytesItStillTakes() {
        String course = createCourse("Bytes");
        String module = createModule(course, "Uno");
        String lesson = createLesson(module, "a", "VIDEO");
        sql.update(
                "insert into courses.video (id, owner_id, name, source_bytes) values ('vid_01TESTBYTES00000000001', ?, 'x', 5000000000)",
                TEACHER);
        sql.update("update courses.lesson set video_id = 'vid_01TESTBYTES00000000001' where id = ?", lesson);
        assertThat(deleteItem(course, module)).isEmpty();
        assertThat(deletedItems(TEACHER, course).at("/0/bytes").asString()).isEqualTo("5000000000");
        String other = createLesson(createModule(course, "Dos"), "b", "VIDEO");
        sql.update("update courses.lesson set video_id = 'vid_01TESTBYTES00000000001' where id = ?", other);
        assertThat(deletedItems(TEACHER, course).at("/0/bytes").asString()).isEqualTo("0");
    }

    private JsonNode restore(String item) {
        return as(
                        TEACHER,
                        "mutation($id: ID!) { restoreItem(id: $id) { item { __typename } course { revision } userErrors { code } } }",
                        Map.of("id", item))
                .path("restoreItem");
    }

    private JsonNode deletedItems(String user, String course) {
        JsonNode found = as(
                user,
                "query($id: ID!) { course(id: $id) { deletedItems { id kind title deletedAt purgeAt bytes } } }",
                Map.of("id", course));
        return found.at("/course/deletedItems");
    }

    private List<String> lessons(String course) {
        return as(TEACHER, "query($id: ID!) { course(id: $id) { modules { lessons { id } } } }", Map.of("id", course))
                .at("/course/modules")
                .valueStream()
                .flatMap(module -> texts(module.path("lessons"), "id").stream())
                .toList();
    }

    private JsonNode node(String id) {
        return as(TEACHER, "query($id: ID!) { node(id: $id) { id } }", Map.of("id", id))
                .path("node");
    }

    private String rank(String lesson) {
        return sql.queryForObject("select rank from courses.lesson where id = ?", String.class, lesson);
    }

    private int count(String table, String id) {
        return sql.queryForObject("select count(*) from courses." + table + " where id = ?", Integer.class, id);
    }
}
