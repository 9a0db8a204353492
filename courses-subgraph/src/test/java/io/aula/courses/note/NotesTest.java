package io.aula.courses.note;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.courses.CoursesTestServer;
import io.aula.platform.id.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What people write for themselves at a second of a lesson. */
class NotesTest extends CoursesTestServer {
    private static final String SAVE = """
            mutation($i: SaveNoteInput!) { saveNote(input: $i) {
              note { id revision positionMs bodyMarkdown bodyHtml courseId lesson { id } createdAt updatedAt }
              userErrors { __typename code message path ... on ConflictError { currentRevision } } } }
            """;

    private final String ana = Ids.next("usr");
    private final String eva = Ids.next("usr");

    @Autowired
    private NoteSweeper sweeper;

    private String course;
    private String module;
    private String lesson;

    @BeforeEach
    void aCourseThatAnaTakes() {
        course = createCourse("Con notas");
        module = createModule(course, "Uno");
        lesson = videoLesson(module, "Ver", 60_000);
        begin(ana, course);
    }

    @Test
    void aNoteStandsAtItsSecondInMarkdownThatRunsNothing() {
        JsonNode note = write(ana, 12_000, "**Ojo** <script>alert(1)</script> @eva [x](javascript:alert(1))")
                .path("note");
        assertThat(note.path("bodyHtml").asString())
                .contains("<strong>Ojo</strong>", "&lt;script&gt;", "@eva")
                .doesNotContain("<script", "javascript:", "/people/");
        assertThat(note.at("/lesson/id").asString()).isEqualTo(lesson);
        assertThat(note.path("courseId").asString()).isEqualTo(course);
        write(ana, 3_000, "antes");
        assertThat(texts(notes(ana, 10, null).path("nodes"), "bodyMarkdown"))
                .as("in the order of their seconds")
                .first()
                .isEqualTo("antes");
    }

    @Test
    void aNoteIsItsWritersAlone() {
        String id = write(ana, 0, "mía").at("/note/id").asString();
        for (String other : List.of(eva, TEACHER, ADMIN)) {
            assertThat(node(other, id).isNull()).isTrue();
            assertThat(notes(other, 10, null).path("nodes").isEmpty()).isTrue();
            assertThat(codes(change(other, id, Map.of("bodyMarkdown", "suya")))).containsExactly("NOT_FOUND");
            assertThat(codes(delete(other, id))).containsExactly("NOT_FOUND");
            assertThat(own(other, ana, null).isNull()).isTrue();
        }
        assertThat(node(ana, id).path("bodyMarkdown").asString()).isEqualTo("mía");
        assertThat(node(narrow(ana), id).isNull())
                .as("a program without the scope")
                .isTrue();
    }

    @Test
    void aWishThatIsSaidTwiceOrAtOnceWritesOneNote() {
        Map<String, Object> wish =
                Map.of("lessonId", lesson, "positionMs", 5_000, "bodyMarkdown", "una vez", "idempotencyKey", key());
        List<CompletableFuture<String>> asked = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            asked.add(CompletableFuture.supplyAsync(
                    () -> save(ana, wish).at("/note/id").asString()));
        }
        List<String> ids =
                asked.stream().map(CompletableFuture::join).distinct().toList();
        assertThat(ids).hasSize(1);
        assertThat(notes(ana, 10, null).path("nodes").size()).isEqualTo(1);
        Map<String, Object> other = new HashMap<>(wish);
        other.put("bodyMarkdown", "otra cosa");
        assertThat(codes(save(ana, other))).containsExactly("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void whatWasChangedElsewhereMeanwhileIsNotOverwritten() {
        String id = write(ana, 0, "uno").at("/note/id").asString();
        assertThat(change(ana, id, Map.of("bodyMarkdown", "dos", "expectedRevision", 1))
                        .at("/note/revision")
                        .asInt())
                .isEqualTo(2);
        JsonNode late = change(ana, id, Map.of("bodyMarkdown", "tres", "expectedRevision", 1));
        assertThat(codes(late)).containsExactly("STALE_REVISION");
        assertThat(late.at("/userErrors/0/currentRevision").asInt()).isEqualTo(2);
        assertThat(codes(change(ana, id, Map.of("bodyMarkdown", "dos", "expectedRevision", 1))))
                .as("the same said again, since its answer was lost")
                .isEmpty();
        assertThat(node(ana, id).path("bodyMarkdown").asString()).isEqualTo("dos");
    }

    @Test
    void aDeletedNoteComesBackForADayAndThenIsGone() {
        String id = write(ana, 0, "borrada").at("/note/id").asString();
        assertThat(delete(ana, id).path("deletedId").asString()).isEqualTo(id);
        assertThat(delete(ana, id).path("deletedId").asString()).as("twice").isEqualTo(id);
        assertThat(node(ana, id).isNull()).isTrue();
        assertThat(restore(ana, id).at("/note/bodyMarkdown").asString()).isEqualTo("borrada");
        assertThat(codes(restore(ana, id))).as("undone twice").isEmpty();

        delete(ana, id);
        sql.update("update courses.lesson_note set deleted_at = deleted_at - interval '25 hours' where id = ?", id);
        sweeper.sweep();
        assertThat(codes(restore(ana, id))).containsExactly("NOT_FOUND");
    }

    @Test
    void whatCannotBeKeptIsRefusedAndSaysWhy() {
        assertThat(codes(write(ana, 0, " \u200b "))).containsExactly("NOTE_EMPTY");
        assertThat(codes(write(ana, 0, "![](x)"))).containsExactly("NOTE_EMPTY");
        assertThat(codes(write(ana, 0, "x".repeat(10_000)))).isEmpty();
        assertThat(codes(write(ana, 0, "x".repeat(10_001)))).containsExactly("NOTE_TOO_LONG");
        assertThat(codes(write(ana, 0, "\ufb2c".repeat(4_000))))
                .as("each is three letters in the form in which it is kept")
                .containsExactly("NOTE_TOO_LONG");
        assertThat(codes(write(ana, -1, "antes"))).containsExactly("NOTE_POSITION_INVALID");
        assertThat(codes(save(ana, Map.of("lessonId", "les_nope", "positionMs", 0, "bodyMarkdown", "x"))))
                .containsExactly("NOT_FOUND");
        assertThat(codes(write(eva, 0, "sin acceso")))
                .as("of a course that she does not take")
                .containsExactly("NOT_ENTITLED");
    }

    @Test
    void aCourseHoldsFiveHundredAndPagesGiveEachOnce() {
        sql.update("""
                insert into courses.lesson_note (id, user_id, course_id, lesson_id, position_ms, body, created_at, updated_at)
                  select 'not_' || lpad(n::text, 6, '0') || upper(substr(md5(? || n), 1, 20)), ?, ?, ?, n / 3 * 1000, 'n' || n, now(), now()
                    from generate_series(1, 499) n
                """, ana, ana, course, lesson);
        assertThat(codes(write(ana, 0, "la última"))).isEmpty();
        assertThat(codes(write(ana, 0, "una más"))).containsExactly("TOO_MANY_NOTES");
        assertThat(notes(ana, 1, null).path("totalCount").asInt()).isEqualTo(500);
        assertThat(all(after -> notes(ana, 100, after))).hasSize(500).doesNotHaveDuplicates();
        assertThat(all(after -> own(ana, ana, after))).hasSize(500).doesNotHaveDuplicates();
    }

    @Test
    void notesStayReadableWhenAccessIsLostAndTheLessonGoes() {
        String id = write(ana, 1_000, "se queda").at("/note/id").asString();
        sql.update(
                "update courses.enrollment set status = 'SUSPENDED' where user_id = ? and course_id = ?", ana, course);
        assertThat(texts(notes(ana, 10, null).path("nodes"), "id")).containsExactly(id);
        assertThat(codes(change(ana, id, Map.of("bodyMarkdown", "y se corrige"))))
                .isEmpty();
        assertThat(codes(write(ana, 0, "nueva"))).containsExactly("SUSPENDED");

        assertThat(deleteItem(course, lesson)).isEmpty();
        JsonNode kept = own(ana, ana, null).path("nodes").path(0);
        assertThat(kept.path("bodyMarkdown").asString()).isEqualTo("y se corrige");
        assertThat(kept.path("lesson").isNull()).isTrue();
    }

    private interface Pages {
        JsonNode after(String cursor);
    }

    private static List<String> all(Pages pages) {
        List<String> found = new ArrayList<>();
        String after = null;
        do {
            JsonNode page = pages.after(after);
            found.addAll(texts(page.path("nodes"), "id"));
            after = page.at("/pageInfo/hasNextPage").asBoolean()
                    ? page.at("/pageInfo/endCursor").asString()
                    : null;
        } while (after != null);
        return found;
    }

    private JsonNode write(String user, int positionMs, String text) {
        return save(
                user,
                Map.of("lessonId", lesson, "positionMs", positionMs, "bodyMarkdown", text, "idempotencyKey", key()));
    }

    private JsonNode change(String user, String id, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(Map.of("id", id, "lessonId", lesson, "positionMs", 0));
        input.putAll(more);
        return save(user, input);
    }

    private JsonNode save(String user, Map<String, ?> input) {
        return as(user, SAVE, Map.of("i", input)).path("saveNote");
    }

    private JsonNode delete(String user, String id) {
        return as(
                        user,
                        "mutation($id: ID!) { deleteNote(id: $id) { deletedId userErrors { code } } }",
                        Map.of("id", id))
                .path("deleteNote");
    }

    private JsonNode restore(String user, String id) {
        return as(
                        user,
                        "mutation($id: ID!) { restoreNote(id: $id) { note { bodyMarkdown } userErrors { code } } }",
                        Map.of("id", id))
                .path("restoreNote");
    }

    private JsonNode node(String user, String id) {
        return as(user, "query($id: ID!) { node(id: $id) { ... on LessonNote { id bodyMarkdown } } }", Map.of("id", id))
                .path("node");
    }

    @Test
    void aPlaceInALessonsNotesIsNoneInAllOfSomebodys() {
        write(ana, 1_000, "uno");
        write(ana, 2_000, "dos");
        String place = notes(ana, 1, null).at("/pageInfo/endCursor").asString();
        Map<String, Object> variables =
                Map.of("them", List.of(Map.of("__typename", "User", "id", ana)), "after", place);
        assertThat(ask(ana, """
                        query($them: [_Any!]!, $after: String) { _entities(representations: $them) { ... on User {
                          notes(first: 1, after: $after) { nodes { id } } } } }
                        """, variables).at("/errors/0/extensions/code").asString())
                .isEqualTo("BAD_USER_INPUT");
    }

    private JsonNode notes(String user, int first, String after) {
        Map<String, Object> slice = new HashMap<>(Map.of("id", lesson, "first", first));
        slice.put("after", after);
        return as(user, """
                        query($id: ID!, $first: Int, $after: String) { lesson(id: $id) { notes(first: $first, after: $after) {
                          totalCount nodes { id bodyMarkdown positionMs } pageInfo { hasNextPage endCursor } } } }
                        """, slice).at("/lesson/notes");
    }

    private JsonNode own(String asking, String whose, String after) {
        Map<String, Object> variables =
                new HashMap<>(Map.of("them", List.of(Map.of("__typename", "User", "id", whose)), "course", course));
        variables.put("after", after);
        return as(asking, """
                        query($them: [_Any!]!, $course: ID, $after: String) { _entities(representations: $them) { ... on User {
                          notes(courseId: $course, first: 100, after: $after) { nodes { id bodyMarkdown lesson { id } }
                            pageInfo { hasNextPage endCursor } } } } }
                        """, variables).at("/_entities/0/notes");
    }
}
