package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import tools.jackson.databind.JsonNode;

/** Who may read and write under a lesson, from what courses told. */
final class AccessTest extends SocialTestServer {
    private static final String COMMENT = "query($id: ID!) { comment(id: $id) { id bodyMarkdown } }";
    private static final String ENTITY =
            "query($r: [_Any!]!) { _entities(representations: $r) { ... on Comment { id bodyMarkdown } } }";
    private static final String VOTE = "mutation($id: ID!) { upvote(targetId: $id) { upvotes userErrors { code } } }";
    private static final String EDIT =
            "mutation($id: ID!) { editComment(id: $id, bodyMarkdown: \"new\") { userErrors { code } } }";
    private static final String DELETE = "mutation($id: ID!) { deleteComment(id: $id) { userErrors { code } } }";

    private static final String DELETE_AND_LOOK =
            "mutation($id: ID!) { deleteComment(id: $id) { comment { parent { bodyMarkdown } } userErrors { code } } }";

    private final String teacher = Ids.next("usr");
    private final String learner = Ids.next("usr");
    private final String stranger = Ids.next("usr");
    private final String course = Ids.next("crs");
    private long version = 1;

    private void course(String status) {
        Map<String, Object> data = new HashMap<>(Map.of("courseId", course, "status", status, "locale", "es"));
        data.putAll(Map.of("slug", course.toLowerCase(java.util.Locale.ROOT), "level", "BEGINNER"));
        data.put("instructorIds", List.of(ANA, teacher));
        tell("course.updated", course, ++version, data);
    }

    private String lesson(Map<String, ? extends @Nullable Object> otherwise) {
        String lesson = Ids.next("les");
        tell("lesson.changed", lesson, 5, lessonOf(course, lesson, otherwise));
        return lesson;
    }

    private String enrollment = Ids.next("enr");

    private void enrolled(String status, long at) {
        tell("enrollment.changed", enrollment, at, enrollmentOf(enrollment, learner, course, status));
    }

    private static Map<String, ?> enrollmentOf(String id, String user, String course, String status) {
        return Map.of("enrollmentId", id, "userId", user, "courseId", course, "status", status);
    }

    /** The queue is in order: once this is known, so is all that was told before. */
    private void settle() {
        String last = Ids.next("les");
        tell("lesson.changed", last, 1, lessonOf(course, last, Map.of("isFreePreview", false)));
        eventually(() -> isOpen(ANA, last));
    }

    private String code(@Nullable String token, String mutation, String id) {
        JsonNode answer = graphql(token, mutation, Map.of("id", id)).path("data");
        return answer.iterator().next().path("userErrors").path(0).path("code").asString("");
    }

    private String addCode(String author, String lesson, Map<String, ?> more) {
        return add(author, Ids.next("key"), lesson, "hello", more)
                .path("userErrors")
                .path(0)
                .path("code")
                .asString("");
    }

    private boolean sees(@Nullable String token, String comment) {
        JsonNode one = graphql(token, COMMENT, Map.of("id", comment));
        JsonNode entity = graphql(token, ENTITY, Map.of("r", List.of(Map.of("__typename", "Comment", "id", comment))));
        assertThat(one.has("errors")).as(one.toString()).isFalse();
        assertThat(entity.has("errors")).as(entity.toString()).isFalse();
        assertThat(entity.at("/data/_entities/0").isNull())
                .isEqualTo(one.at("/data/comment").isNull());
        return !one.at("/data/comment").isNull();
    }

    /** As staff see it. */
    private String bodyOf(String comment) {
        return graphql(teacher, COMMENT, Map.of("id", comment))
                .at("/data/comment/bodyMarkdown")
                .asString("");
    }

    @Test
    void commentsAreReadByStaffTheEnrolledAndAnyoneUnderAPreview() {
        course("PUBLISHED");
        String preview = lesson(Map.of());
        String paid = lesson(Map.of("isFreePreview", false));
        String draft = lesson(Map.of("status", "DRAFT"));
        String deleted = lesson(Map.of("deleted", true));
        String later = lesson(Map.of("releaseAt", "2999-01-01T00:00:00Z"));
        String released = lesson(Map.of("releaseAt", "2020-01-01T00:00:00+02:00", "isFreePreview", false));
        enrolled("ACTIVE", 1);
        settle();

        List<String> all = List.of(preview, paid, draft, deleted, later, released);
        assertThat(all).filteredOn(lesson -> isOpen(null, lesson)).containsExactly(preview);
        assertThat(all).filteredOn(lesson -> isOpen(stranger, lesson)).containsExactly(preview);
        assertThat(all).filteredOn(lesson -> isOpen(learner, lesson)).containsExactly(preview, paid, released);
        assertThat(all).filteredOn(lesson -> isOpen(teacher, lesson)).isEqualTo(all);
        assertThat(all)
                .filteredOn(lesson -> isOpen("moderator~" + stranger, lesson))
                .isEqualTo(all);
        assertThat(isOpen(teacher, Ids.next("les"))).isFalse();
        assertThat(density(null, preview).isArray()).isTrue();
        assertThat(density(stranger, paid).isNull()).isTrue();
        assertThat(density(learner, paid).isArray()).isTrue();
    }

    private JsonNode density(@Nullable String token, String lesson) {
        String query = "query($r: [_Any!]!) { _entities(representations: $r) { ... on Lesson {"
                + " commentDensity { count } } } }";
        JsonNode answer = graphql(token, query, Map.of("r", List.of(Map.of("__typename", "Lesson", "id", lesson))));
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.at("/data/_entities/0/commentDensity");
    }

    @Test
    void aPreviewIsOpenToAnyoneWhileItsCourseCanBeLookedAt() {
        course("DRAFT");
        String preview = lesson(Map.of());
        enrolled("ACTIVE", 1);
        settle();
        assertThat(isOpen(null, preview)).isFalse();
        assertThat(isOpen(learner, preview)).isTrue();
        for (String open : List.of("PUBLISHED", "UNLISTED")) {
            course(open);
            settle();
            assertThat(isOpen(null, preview)).as(open).isTrue();
        }
        for (String closed : List.of("ARCHIVED", "DRAFT", "IN_REVIEW")) {
            course(closed);
            settle();
            assertThat(isOpen(null, preview)).as(closed).isFalse();
            assertThat(isOpen(learner, preview)).as(closed).isTrue();
        }
    }

    @Test
    void whoIsNotInTheCourseAnyMoreIsOutAtOnce() {
        course("PUBLISHED");
        String paid = lesson(Map.of("isFreePreview", false));
        long at = 0;
        for (String status : List.of("ACTIVE", "SUSPENDED", "ACTIVE", "WITHDRAWN", "COMPLETED", "EXPIRED")) {
            enrolled(status, ++at);
            settle();
            assertThat(isOpen(learner, paid))
                    .as(status)
                    .isEqualTo(status.equals("ACTIVE") || status.equals("COMPLETED"));
        }
    }

    @Test
    void nothingIsWrittenWhereNothingIsRead() {
        course("PUBLISHED");
        String draft = lesson(Map.of("status", "DRAFT"));
        settle();
        String root = add(teacher, "k", draft, "note to self", Map.of())
                .at("/comment/id")
                .asString();
        assertThat(root).startsWith("cmt_");

        assertThat(addCode(stranger, draft, Map.of())).isEqualTo("NOT_FOUND");
        assertThat(addCode(stranger, draft, Map.of("parentId", root))).isEqualTo("NOT_FOUND");
        assertThat(code(stranger, VOTE, root)).isEqualTo("NOT_FOUND");
        assertThat(code(stranger, EDIT, root)).isEqualTo("NOT_FOUND");
        assertThat(code(stranger, DELETE, root)).isEqualTo("NOT_FOUND");
        assertThat(sees(stranger, root)).isFalse();
        assertThat(sees(null, root)).isFalse();
        assertThat(sees(teacher, root)).isTrue();
        assertThat(code(ANA, VOTE, root)).isEmpty();
    }

    @Test
    void aTeacherRemovesInTheirOwnCoursesAndNowhereElse() {
        course("PUBLISHED");
        String mine = lesson(Map.of());
        settle();
        String id = add(stranger, "k", mine, "spam", Map.of()).at("/comment/id").asString();
        String elsewhere = write(lesson(), "elsewhere", Map.of());
        String marks = "query($id: ID!) { comment(id: $id) { fromInstructor viewerModerates visibility } }";

        assertThat(graphql(teacher, marks, Map.of("id", id))
                        .at("/data/comment/viewerModerates")
                        .asBoolean())
                .isTrue();
        assertThat(code(learner, DELETE, id)).isEqualTo("FORBIDDEN");
        assertThat(code(teacher, DELETE, elsewhere)).isEqualTo("FORBIDDEN");
        assertThat(code(teacher, EDIT, id)).isEqualTo("FORBIDDEN");
        assertThat(code(teacher, DELETE, id)).isEmpty();
        assertThat(graphql(teacher, marks, Map.of("id", id))
                        .at("/data/comment/visibility")
                        .asString())
                .isEqualTo("REMOVED");
    }

    @Test
    void whatATeacherOfTheCourseWroteSaysSo() {
        course("PUBLISHED");
        String mine = lesson(Map.of());
        settle();
        String marks = "query($id: ID!) { comment(id: $id) { fromInstructor } }";
        String taught =
                add(teacher, "k", mine, "because", Map.of()).at("/comment/id").asString();
        String asked =
                add(stranger, "k", mine, "why", Map.of()).at("/comment/id").asString();
        String elsewhere = add(teacher, "k2", lesson(), "hello", Map.of())
                .at("/comment/id")
                .asString();

        assertThat(graphql(null, marks, Map.of("id", taught))
                        .at("/data/comment/fromInstructor")
                        .asBoolean())
                .isTrue();
        for (String other : List.of(asked, elsewhere)) {
            JsonNode read = graphql(null, marks, Map.of("id", other)).at("/data/comment/fromInstructor");
            assertThat(read.isBoolean()).isTrue();
            assertThat(read.asBoolean()).isFalse();
        }
    }

    @Test
    void aTokenThatWasNotGivenForItReadsWhatAnybodyMay() {
        course("PUBLISHED");
        String preview = lesson(Map.of());
        String paid = lesson(Map.of("isFreePreview", false));
        enrolled("ACTIVE", 1);
        settle();
        assertThat(isOpen(learner, paid)).isTrue();
        String id = add(learner, "k", paid, "between us", Map.of())
                .at("/comment/id")
                .asString();

        String narrow = "graph~" + learner;
        assertThat(isOpen(narrow, paid)).isFalse();
        assertThat(isOpen(narrow, preview)).isTrue();
        assertThat(sees(narrow, id)).isFalse();
        assertThat(sees(learner, id)).isTrue();
    }

    @Test
    void theLimitOfAMinuteHoldsForCommentsThatComeAtOnce() {
        String lesson = lesson();
        String author = Ids.next("usr");
        List<CompletableFuture<JsonNode>> all = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> add(author, "k" + i, lesson, "now", Map.of())))
                .toList();
        long written = all.stream()
                .map(CompletableFuture::join)
                .filter(answer -> !answer.path("comment").isNull())
                .count();
        assertThat(written).isEqualTo(10);
    }

    @Test
    void nobodyVotesForWhatTheyWrote() {
        String lesson = lesson();
        String id =
                add(stranger, "k", lesson, "mine", Map.of()).at("/comment/id").asString();
        assertThat(code(stranger, VOTE, id)).isEqualTo("OWN_VOTE");
        assertThat(code(learner, VOTE, id)).isEmpty();
        assertThat(graphql(null, "query($id: ID!) { comment(id: $id) { upvotes } }", Map.of("id", id))
                        .at("/data/comment/upvotes")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aLessonThatNobodyToldOfIsRefused() {
        assertThat(addCode(stranger, Ids.next("les"), Map.of())).isEqualTo("NOT_FOUND");
        assertThat(addCode("moderator~" + stranger, Ids.next("les"), Map.of())).isEqualTo("NOT_FOUND");
        assertThat(isOpen(null, Ids.next("les"))).isFalse();
    }

    @Test
    void whoLeftTheCourseNeitherSeesNorChangesWhatTheyWroteThereAndCanDeleteIt() {
        course("PUBLISHED");
        String paid = lesson(Map.of("isFreePreview", false));
        enrolled("ACTIVE", 1);
        settle();
        String root = add(teacher, "k", paid, "a question", Map.of())
                .at("/comment/id")
                .asString();
        String own = add(learner, "k", paid, "mine", Map.of("parentId", root))
                .at("/comment/id")
                .asString();
        enrolled("WITHDRAWN", 2);
        settle();
        assertThat(sees(learner, own)).isFalse();
        assertThat(code(learner, EDIT, own)).isEqualTo("NOT_FOUND");
        assertThat(addCode(learner, paid, Map.of())).isEqualTo("NOT_FOUND");
        assertThat(code(learner, DELETE, root)).as("another's").isEqualTo("NOT_FOUND");
        assertThat(bodyOf(own)).isEqualTo("mine");

        JsonNode deleted = graphql(learner, DELETE_AND_LOOK, Map.of("id", own)).at("/data/deleteComment");
        assertThat(deleted.path("userErrors").isEmpty()).as("%s", deleted).isTrue();
        assertThat(deleted.path("comment").isNull())
                .as("what it hung on stays closed")
                .isTrue();
        assertThat(bodyOf(own)).isEmpty();
        assertThat(code(learner, DELETE, own)).as("deleted twice").isEmpty();
    }

    @Test
    void lateDoubledAndReorderedEventsChangeNothing() {
        course("PUBLISHED");
        String lesson = Ids.next("les");
        enrolled("WITHDRAWN", 2);
        enrolled("ACTIVE", 1);
        enrolled("WITHDRAWN", 2);
        tell("lesson.changed", lesson, 7, lessonOf(course, lesson, Map.of("deleted", true)));
        tell("lesson.changed", lesson, 3, lessonOf(course, lesson, Map.of()));
        tell("lesson.changed", lesson, 7, lessonOf(course, lesson, Map.of("deleted", true)));
        String paid = lesson(Map.of("isFreePreview", false));
        settle();
        assertThat(isOpen(stranger, lesson)).isFalse();
        assertThat(isOpen(learner, paid)).isFalse();

        tell("lesson.changed", lesson, 8, lessonOf(course, lesson, Map.of()));
        settle();
        assertThat(isOpen(stranger, lesson)).as("restored").isTrue();

        tell("course.updated", course, 1, Map.of("courseId", course, "status", "DRAFT", "instructorIds", List.of()));
        settle();
        assertThat(isOpen(stranger, lesson))
                .as("an older telling of the course")
                .isTrue();
    }

    @Test
    void aLessonIsOpenWhicheverOfItsEventsComesFirst() {
        String lesson = lesson(Map.of("isFreePreview", false));
        enrolled("ACTIVE", 1);
        eventually(() -> isOpen(learner, lesson));
        assertThat(isOpen(teacher, lesson)).isFalse();
        course("PUBLISHED");
        eventually(() -> isOpen(teacher, lesson));
    }

    @Test
    void anErasedPersonsEnrollmentDoesNotComeBack() {
        course("PUBLISHED");
        String paid = lesson(Map.of("isFreePreview", false));
        enrolled("ACTIVE", 1);
        settle();
        assertThat(isOpen(learner, paid)).isTrue();
        tell("user.deleted", learner, 9, Map.of("userId", learner));
        enrolled("ACTIVE", 2);
        settle();
        assertThat(isOpen(learner, paid)).isFalse();
    }

    @Test
    void withoutTheGraphTheDoorStillOpensAndCloses() {
        Stores.NEO4J.cut();
        course("PUBLISHED");
        String paid = lesson(Map.of("isFreePreview", false));
        enrolled("ACTIVE", 1);
        eventually(() -> isOpen(learner, paid));
        assertThat(addCode(learner, paid, Map.of())).isEmpty();
        enrolled("EXPIRED", 2);
        eventually(() -> !isOpen(learner, paid));
        Stores.NEO4J.mend();
    }

    @Test
    void anEventThatCannotBeReadHoldsNobodyUp() {
        tell("lesson.changed", "les_x", 1, Map.of("lessonId", "les_x", "courseId", "crs_x", "status", "PUBLISHED"));
        course("PUBLISHED");
        settle();
        List<String> causes = new ArrayList<>();
        eventually(() -> {
            Message dead = rabbit.receive("dead.events");
            if (dead != null) {
                causes.add(Objects.toString(
                        dead.getMessageProperties().getHeaders().get("x-cause")));
            }
            return causes.stream().anyMatch(cause -> cause.contains("lesson.changed"));
        });
    }

    @Test
    void reconcilingFindsEachLessonCourseAndEnrollmentWithItsState() {
        course("UNLISTED");
        String lesson = lesson(Map.of("isFreePreview", false, "releaseAt", "2030-01-01T00:00:00Z"));
        String gone = lesson(Map.of("deleted", true));
        enrolled("COMPLETED", 4);
        settle();
        JsonNode access = get("/internal/reconcile").path("access");
        assertThat(ids(access.at("/lessons/ids")))
                .contains(lesson + " " + course + " PUBLISHED paid 1893456000000")
                .noneMatch(line -> line.startsWith(gone));
        assertThat(ids(access.at("/courses/ids"))).contains(course + " UNLISTED " + ANA + "," + teacher);
        assertThat(ids(access.at("/enrollments/ids")))
                .contains(enrollment + " " + learner + " " + course + " COMPLETED");
    }

    @Test
    void onlyWhoFollowsBackIsAFriendInTheCourseAndWhoLeftIsNone() {
        String me = person();
        String friend = person();
        graphql(me, "mutation($id: ID!) { follow(userId: $id) { userErrors { code } } }", Map.of("id", friend));
        course("PUBLISHED");
        enroll(friend, course);
        String friends = "query($r: [_Any!]!) { _entities(representations: $r) {"
                + " ... on Course { friendsEnrolled { id } } } }";
        Map<String, ?> variables = Map.of("r", List.of(Map.of("__typename", "Course", "id", course)));
        eventually(() -> isEnrolled(friend, course));
        assertThat(graphql(me, friends, variables)
                        .at("/data/_entities/0/friendsEnrolled")
                        .isEmpty())
                .as("to follow asks nobody")
                .isTrue();
        graphql(friend, "mutation($id: ID!) { follow(userId: $id) { userErrors { code } } }", Map.of("id", me));
        eventually(() -> graphql(me, friends, variables)
                        .at("/data/_entities/0/friendsEnrolled")
                        .size()
                == 1);
        String id = Ids.next("enr");
        tell("enrollment.changed", id, 3, enrollmentOf(id, friend, course, "WITHDRAWN"));
        eventually(() -> graphql(me, friends, variables)
                .at("/data/_entities/0/friendsEnrolled")
                .isEmpty());
    }
}
