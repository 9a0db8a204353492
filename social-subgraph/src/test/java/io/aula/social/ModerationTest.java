package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What people report, what becomes of it, and what its author learns.
 *
 * <p>Long, because each way through a report is walked by whom it concerns and by whom it does not.
 */
final class ModerationTest extends SocialTestServer {
    private static final String REPORT = """
            mutation($input: ReportInput!) { report(input: $input) {
              report { id status text complaints { note } decisions { note } } userErrors { __typename code path } } }""";
    private static final String RESOLVE = """
            mutation($id: ID!, $uphold: Boolean!, $note: String) { resolveReport(id: $id, uphold: $uphold, note: $note) {
              report { id status isOutOfSight } userErrors { code } } }""";
    private static final String REOPEN =
            "mutation($id: ID!) { reopenReport(id: $id) { report { status isOutOfSight } userErrors { code } } }";
    private static final String APPEAL = """
            mutation($id: ID!, $text: String!) { appealReport(id: $id, text: $text) {
              report { status viewerMayAppeal appeal { text } } userErrors { code path } } }""";
    private static final String ONE = """
            query($id: ID!) { report(id: $id) {
              id status text reason isOutOfSight viewerMayAppeal author { id } appeal { text }
              complaints { reporter { id } reason note } decisions { by { id } upheld note }
              target { __typename ... on Comment { id visibility bodyMarkdown } ... on Thread { id title } } } }""";
    private static final String QUEUE = """
            query($status: ReportStatus!, $after: String) { moderationQueue(status: $status, first: 100, after: $after) {
              totalCount nodes { id reason complaints { note } } pageInfo { hasNextPage endCursor } } }""";
    private static final String COMMENT =
            "query($id: ID!) { comment(id: $id) { visibility bodyMarkdown bodyHtml locale replyCount } }";
    private static final String EDIT = """
            mutation($id: ID!) { editComment(id: $id, bodyMarkdown: "other") {
              userErrors { __typename code ... on ModerationError { rule appealUrl } } } }""";
    private static final String DELETE = "mutation($id: ID!) { deleteComment(id: $id) { userErrors { code } } }";
    private static final String TOLD = """
            { notifications(first: 50) { nodes { kind actorCount target { __typename ... on Report { id } } } } }""";
    private static final String CREATE = """
            mutation($input: CreateThreadInput!) { createThread(input: $input) {
              thread { id } userErrors { __typename code ... on SlowDownError { retryAfterMs } } } }""";
    private static final String THREAD = "query($id: ID!) { thread(id: $id) { id postCount answer { id } } }";
    private static final String ACCEPT = """
            mutation($thread: ID!, $comment: ID) { acceptAnswer(threadId: $thread, commentId: $comment) {
              userErrors { code } } }""";
    private static final String POST =
            "mutation($input: AddCommentInput!) { addComment(input: $input) { comment { id } userErrors { code } } }";

    private final String author = Ids.next("usr");
    private final String moderator = "moderator~" + Ids.next("usr");
    private final String another = "moderator~" + Ids.next("usr");

    private static JsonNode payload(JsonNode answer) {
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.path("data").iterator().next();
    }

    private static String code(JsonNode payload) {
        return payload.at("/userErrors/0/code").asString("");
    }

    private JsonNode report(String person, String target, String reason, @Nullable String note) {
        Map<String, @Nullable Object> input = new HashMap<>(Map.of("targetId", target, "reason", reason));
        input.put("note", note);
        return payload(graphql(person, REPORT, Map.of("input", input)));
    }

    /** By this many people who have nothing to do with each other; returns the report. */
    private String reported(String target, int people) {
        List<String> reports = IntStream.range(0, people)
                .mapToObj(i -> report(Ids.next("usr"), target, "SPAM", null)
                        .at("/report/id")
                        .asString())
                .distinct()
                .toList();
        assertThat(reports).hasSize(1);
        return reports.getFirst();
    }

    private JsonNode resolve(String by, String report, boolean uphold) {
        return payload(graphql(by, RESOLVE, Map.of("id", report, "uphold", uphold, "note", "because")));
    }

    private JsonNode appeal(String by, String report, String text) {
        return payload(graphql(by, APPEAL, Map.of("id", report, "text", text)));
    }

    private JsonNode one(@Nullable String reader, String report) {
        JsonNode answer = graphql(reader, ONE, Map.of("id", report));
        assertThat(reader != null && answer.has("errors")).as(answer.toString()).isFalse();
        return answer.at("/data/report");
    }

    private JsonNode comment(@Nullable String reader, String id) {
        return graphql(reader, COMMENT, Map.of("id", id)).at("/data/comment");
    }

    private String visibility(String id) {
        return comment(null, id).path("visibility").asString();
    }

    private String said(String lesson, String body) {
        return add(author, Ids.next("key"), lesson, body, Map.of())
                .at("/comment/id")
                .asString();
    }

    private List<String> toldOf(String person) {
        List<String> told = new ArrayList<>();
        graphql(person, TOLD, Map.of())
                .at("/data/notifications/nodes")
                .forEach(node -> told.add(node.path("kind").asString() + " "
                        + node.at("/target/id").asString() + " "
                        + node.path("actorCount").asInt()));
        return told;
    }

    private void enrolled(String person, String course) {
        String id = Ids.next("enr");
        tell(
                "enrollment.changed",
                id,
                1,
                Map.of("enrollmentId", id, "userId", person, "courseId", course, "status", "ACTIVE"));
        eventually(() -> !graphql(
                        person,
                        "query($r: [_Any!]!) { _entities(representations: $r) { ... on Course { threads(first: 0) { totalCount } } } }",
                        Map.of("r", List.of(Map.of("__typename", "Course", "id", course))))
                .at("/data/_entities/0/threads")
                .isNull());
    }

    private JsonNode create(String person, String course) {
        Map<String, Object> input = new HashMap<>(Map.of("idempotencyKey", Ids.next("key"), "courseId", course));
        input.putAll(Map.of("kind", "QUESTION", "title", "Why is it so?", "bodyMarkdown", "I wonder."));
        return payload(graphql(person, CREATE, Map.of("input", input)));
    }

    @Test
    void whatThreePeopleReportIsOutOfSightUntilItIsDecided() {
        String lesson = lesson();
        String id = said(lesson, "buy my pills");
        reported(id, 2);
        assertThat(visibility(id)).isEqualTo("VISIBLE");
        String report = reported(id, 1);

        assertThat(visibility(id)).isEqualTo("HELD");
        assertThat(entity("Lesson", lesson).at("/comments/totalCount").asInt()).isZero();
        JsonNode hidden = comment(null, id);
        assertThat(List.of(
                        hidden.path("bodyMarkdown").isNull(),
                        hidden.path("bodyHtml").isNull(),
                        hidden.path("locale").isNull()))
                .containsOnly(true);
        assertThat(comment(moderator, id).path("bodyMarkdown").asString()).isEqualTo("buy my pills");
        eventually(() -> toldOf(author).equals(List.of("MODERATION " + report + " 0")));

        assertThat(resolve(moderator, report, false).at("/report/status").asString())
                .isEqualTo("DISMISSED");
        assertThat(comment(null, id).path("bodyMarkdown").asString()).isEqualTo("buy my pills");
        assertThat(entity("Lesson", lesson).at("/comments/totalCount").asInt()).isOne();
    }

    @Test
    void whoStillSawWhatOthersHadHeldComplainsWithThemUntilItIsDecided() {
        String id = said(lesson(), "buy my pills");
        String report = reported(id, 3);
        assertThat(visibility(id)).isEqualTo("HELD");

        assertThat(reported(id, 1)).isEqualTo(report);
        assertThat(one(moderator, report).path("complaints")).hasSize(4);

        resolve(moderator, report, true);
        assertThat(code(report(Ids.next("usr"), id, "SPAM", null))).isEqualTo("NOT_FOUND");
    }

    @Test
    void aPersonsReportCountsOnceHoweverOftenItComes() {
        String id = said(lesson(), "hm");
        String person = Ids.next("usr");
        String first = report(person, id, "SPAM", "really").at("/report/id").asString();
        IntStream.range(0, 4)
                .forEach(i -> assertThat(report(person, id, "OTHER", null)
                                .at("/report/id")
                                .asString())
                        .isEqualTo(first));
        assertThat(visibility(id)).isEqualTo("VISIBLE");
        JsonNode seen = one(moderator, first);
        assertThat(seen.path("complaints")).hasSize(1);
        assertThat(seen.at("/complaints/0/reporter/id").asString()).isEqualTo(person);
        assertThat(seen.at("/complaints/0/note").asString()).isEqualTo("really");
    }

    @Test
    void reportedByManyAtOnceItIsOneReportAndHeldOnce() throws Exception {
        String id = said(lesson(), "all at once");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> all = IntStream.range(0, 8)
                    .<Callable<String>>mapToObj(i -> () -> report(Ids.next("usr"), id, "SPAM", null)
                            .at("/report/id")
                            .asString())
                    .toList();
            List<String> reports = new ArrayList<>();
            for (var each : threads.invokeAll(all)) {
                reports.add(each.get());
            }
            assertThat(reports).doesNotContain("").hasSize(8);
            assertThat(reports.stream().distinct()).hasSize(1);
            assertThat(one(moderator, reports.getFirst()).path("complaints")).hasSize(8);
        }
        assertThat(visibility(id)).isEqualTo("HELD");
    }

    @Test
    void whatATeacherReportsIsHeldWhoeverElseReportsItAtThatMoment() throws Exception {
        String lesson = lesson();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 8; round++) {
                String id = write(lesson, "round " + round, Map.of());
                List<Callable<JsonNode>> both =
                        List.of(() -> report(ANA, id, "SPAM", null), () -> report(Ids.next("usr"), id, "SPAM", null));
                for (var each : threads.invokeAll(both)) {
                    each.get();
                }
                assertThat(visibility(id)).as("round %d", round).isEqualTo("HELD");
            }
        }
    }

    @Test
    void whatATeacherReportsWaitsOutOfSightAtOnce() {
        String id = said(lesson(), "rude");
        report(ANA, id, "HARASSMENT", null);
        assertThat(visibility(id)).isEqualTo("HELD");
    }

    @Test
    void nobodyReportsWhatIsTheirsOrIsNotThereForThem() {
        String id = said(lesson(), "mine");
        assertThat(code(report(author, id, "SPAM", null))).isEqualTo("OWN_CONTENT");
        assertThat(code(report(author, author, "SPAM", null))).isEqualTo("OWN_CONTENT");
        assertThat(code(report(author, Ids.next("cmt"), "SPAM", null))).isEqualTo("NOT_FOUND");
        assertThat(code(report(author, "{\"$gt\":\"\"}", "SPAM", null))).isEqualTo("NOT_FOUND");
        assertThat(code(report(author, id, "SPAM", "x".repeat(2_001)))).isEqualTo("INVALID_INPUT");
        String course = Ids.next("crs");
        publish(course);
        String closed = Ids.next("les");
        tell("lesson.changed", closed, 1, lessonOf(course, closed, Map.of("isFreePreview", false)));
        eventually(() -> isOpen(ANA, closed));
        String inside = add(ANA, Ids.next("key"), closed, "for the enrolled", Map.of())
                .at("/comment/id")
                .asString();
        assertThat(code(report(author, inside, "SPAM", null))).isEqualTo("NOT_FOUND");
    }

    @Test
    void aCourseOrAPersonIsReportedOnlyWhereThereIsOne() {
        for (String nobodys : List.of(Ids.next("crs"), Ids.next("usr"))) {
            assertThat(code(report(author, nobodys, "SPAM", null))).as(nobodys).isEqualTo("NOT_FOUND");
        }
        String draft = Ids.next("crs");
        Map<String, Object> told = new HashMap<>(Map.of("courseId", draft, "status", "DRAFT", "locale", "es"));
        told.putAll(Map.of("slug", "s", "level", "BEGINNER", "instructorIds", List.of(ANA)));
        tell("course.updated", draft, 1, told);
        String course = course();
        eventually(() -> code(report(author, course, "SPAM", null)).isEmpty());
        assertThat(code(report(author, draft, "SPAM", null)))
                .as("nobody is told of a draft")
                .isEqualTo("NOT_FOUND");
        assertThat(code(report(author, person(), "SPAM", null))).isEmpty();
    }

    @Test
    void whatIsUpheldIsGoneAndItsAuthorMayObjectOnceToSomebodyElse() {
        String id = said(lesson(), "harsh words");
        String report = reported(id, 1);
        assertThat(one(author, report).isNull())
                .as("nothing has come of it yet")
                .isTrue();
        assertThat(resolve(moderator, report, true).at("/report/isOutOfSight").asBoolean())
                .isTrue();
        assertThat(visibility(id)).isEqualTo("REMOVED");

        JsonNode error = payload(graphql(author, EDIT, Map.of("id", id))).at("/userErrors/0");
        assertThat(error.path("__typename").asString()).isEqualTo("ModerationError");
        assertThat(error.path("rule").asString()).isEqualTo("SPAM");
        assertThat(error.path("appealUrl").asString()).isEqualTo("/moderation/" + report);

        JsonNode theirs = one(author, report);
        assertThat(theirs.path("text").asString()).isEqualTo("harsh words");
        assertThat(theirs.at("/decisions/0/note").asString()).isEqualTo("because");
        assertThat(theirs.at("/decisions/0/by").isNull()).isTrue();
        assertThat(theirs.path("complaints").isNull()).as("who complained").isTrue();
        assertThat(theirs.path("author").isNull()).isTrue();
        assertThat(theirs.path("viewerMayAppeal").asBoolean()).isTrue();

        assertThat(code(appeal(author, report, "  "))).isEqualTo("INVALID_INPUT");
        assertThat(code(appeal(Ids.next("usr"), report, "me too"))).isEqualTo("NOT_FOUND");
        assertThat(appeal(author, report, "It was a joke.").at("/report/status").asString())
                .isEqualTo("APPEALED");
        assertThat(code(appeal(author, report, "Again."))).isEqualTo("CONFLICT");
        assertThat(code(resolve(moderator, report, false))).isEqualTo("SAME_MODERATOR");
        assertThat(visibility(id)).isEqualTo("REMOVED");

        assertThat(resolve(another, report, false).at("/report/status").asString())
                .isEqualTo("DISMISSED");
        assertThat(comment(null, id).path("bodyMarkdown").asString()).isEqualTo("harsh words");
        assertThat(one(moderator, report).path("decisions")).hasSize(2);
        assertThat(one(moderator, report).at("/decisions/1/by/id").asString())
                .isEqualTo(another.substring("moderator~".length()));
    }

    @Test
    void whatWasLetPassIsHeldByNobodysNumberUntilItSaysSomethingElse() {
        String id = said(lesson(), "an opinion");
        String report = reported(id, 3);
        resolve(moderator, report, false);
        assertThat(reported(id, 5)).isEqualTo(report);
        assertThat(visibility(id)).isEqualTo("VISIBLE");
        assertThat(one(moderator, report).path("status").asString()).isEqualTo("OPEN");

        assertThat(code(payload(graphql(author, EDIT, Map.of("id", id))))).isEmpty();
        reported(id, 1);
        assertThat(visibility(id)).isEqualTo("HELD");
    }

    @Test
    void aReportOfWhatItsAuthorDeletedIsDecidedAllTheSame() {
        String id = said(lesson(), "I regret this");
        String report = reported(id, 3);
        assertThat(code(payload(graphql(author, DELETE, Map.of("id", id))))).isEmpty();
        assertThat(visibility(id)).isEqualTo("DELETED");
        JsonNode seen = one(moderator, report);
        assertThat(seen.path("target").isNull() && seen.path("text").isNull()).isTrue();
        assertThat(resolve(moderator, report, true).at("/report/status").asString())
                .isEqualTo("UPHELD");
        assertThat(visibility(id)).isEqualTo("DELETED");
        assertThat(payload(graphql(moderator, REOPEN, Map.of("id", report)))
                        .at("/report/status")
                        .asString())
                .isEqualTo("OPEN");
        assertThat(resolve(moderator, report, false).at("/report/status").asString())
                .isEqualTo("DISMISSED");
        assertThat(visibility(id)).isEqualTo("DELETED");
    }

    @Test
    void whoWasMistakenOpensItAgainAndOfTwoWhoDecideOneIsTold() {
        String id = said(lesson(), "fine words");
        String report = reported(id, 1);
        resolve(moderator, report, true);
        assertThat(code(resolve(another, report, false))).isEqualTo("CONFLICT");
        assertThat(resolve(moderator, report, true).at("/report/status").asString())
                .isEqualTo("UPHELD");

        JsonNode opened = payload(graphql(moderator, REOPEN, Map.of("id", report)));
        assertThat(opened.at("/report/isOutOfSight").asBoolean()).isTrue();
        assertThat(visibility(id)).isEqualTo("HELD");
        assertThat(code(payload(graphql(moderator, REOPEN, Map.of("id", report)))))
                .isEqualTo("CONFLICT");
        resolve(moderator, report, false);
        assertThat(visibility(id)).isEqualTo("VISIBLE");
    }

    @Test
    void onlyModeratorsReadWhatIsReportedAndByWhom() {
        String id = said(lesson(), "seen by all");
        String person = Ids.next("usr");
        JsonNode answer = report(person, id, "MISLEADING", "wrong year").path("report");
        assertThat(answer.path("text").isNull() && answer.path("complaints").isNull())
                .isTrue();
        String report = answer.path("id").asString();
        assertThat(one(person, report).isNull()).isTrue();
        assertThat(one(null, report).isNull()).isTrue();
        JsonNode refused = graphql(person, QUEUE, Map.of("status", "OPEN"));
        assertThat(refused.at("/errors/0/extensions/code").asString()).isIn("FORBIDDEN", "INSUFFICIENT_SCOPE");
        JsonNode deciding = graphql(person, RESOLVE, Map.of("id", report, "uphold", true, "note", "because"));
        assertThat(deciding.at("/errors/0/extensions/code").asString()).isEqualTo("INSUFFICIENT_SCOPE");

        List<String> waiting = new ArrayList<>();
        @Nullable String after = null;
        do {
            Map<String, @Nullable Object> page = new HashMap<>(Map.of("status", "OPEN"));
            page.put("after", after);
            JsonNode queue = payload(graphql(moderator, QUEUE, page));
            waiting.addAll(ids(queue.path("nodes")));
            assertThat(queue.path("totalCount").asInt()).isPositive();
            after = queue.at("/pageInfo/hasNextPage").asBoolean()
                    ? queue.at("/pageInfo/endCursor").asString()
                    : null;
        } while (after != null);
        assertThat(waiting).contains(report).doesNotHaveDuplicates();
    }

    @Test
    void aThreadIsOutOfSightWithItsPosts() {
        String course = course();
        enrolled(author, course);
        String thread = create(author, course).at("/thread/id").asString();
        Map<String, Object> post = Map.of("idempotencyKey", Ids.next("key"), "threadId", thread, "bodyMarkdown", "So.");
        String id = payload(graphql(ANA, POST, Map.of("input", post)))
                .at("/comment/id")
                .asString();
        String report = report(ANA, thread, "SPAM", null).at("/report/id").asString();

        assertThat(graphql(author, THREAD, Map.of("id", thread))
                        .at("/data/thread")
                        .isNull())
                .isTrue();
        assertThat(comment(ANA, id).isNull()).isTrue();
        assertThat(one(moderator, report).at("/target/title").asString()).isEqualTo("Why is it so?");
        assertThat(one(moderator, report).path("text").asString())
                .startsWith("Why is it so?")
                .endsWith("I wonder.");
        resolve(moderator, report, false);
        assertThat(graphql(author, THREAD, Map.of("id", thread))
                        .at("/data/thread/postCount")
                        .asInt())
                .isOne();
    }

    @Test
    void aCourseAndAPersonAreReportedAndStayInSight() {
        String course = course();
        eventually(() -> code(report(author, course, "SPAM", null)).isEmpty());
        String report = reported(course, 2);
        assertThat(one(moderator, report).path("isOutOfSight").asBoolean()).isFalse();
        assertThat(one(moderator, report).at("/target/__typename").asString()).isEqualTo("Course");
        assertThat(resolve(moderator, report, true).at("/report/isOutOfSight").asBoolean())
                .isFalse();
        assertThat(one(moderator, reported(person(), 1))
                        .at("/target/__typename")
                        .asString())
                .isEqualTo("User");
    }

    @Test
    void whatASuspendedPersonWroteIsHeldUntilTheyAreBack() {
        String course = course();
        enrolled(author, course);
        String thread = create(author, course).at("/thread/id").asString();
        String lesson = lesson();
        String id = said(lesson, "before");
        String other = write(lesson, "of another", Map.of());
        suspend(true, 5);
        eventually(() -> visibility(id).equals("HELD"));
        eventually(() ->
                graphql(ANA, THREAD, Map.of("id", thread)).at("/data/thread").isNull());
        assertThat(visibility(other)).isEqualTo("VISIBLE");
        assertThat(add(author, Ids.next("key"), lesson, "with an old token", Map.of())
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("SUSPENDED");
        suspend(false, 4); // late: what it tells is older
        suspend(false, 6);
        eventually(() -> visibility(id).equals("VISIBLE"));
        eventually(() ->
                !graphql(ANA, THREAD, Map.of("id", thread)).at("/data/thread").isNull());
        assertThat(comment(null, id).path("bodyMarkdown").asString()).isEqualTo("before");
    }

    @Test
    void anAnswerThatWasHeldIsTheAcceptedOneAgainOnceItIsSeen() {
        String course = course();
        String asker = Ids.next("usr");
        enrolled(asker, course);
        enrolled(author, course);
        String thread = create(asker, course).at("/thread/id").asString();
        Map<String, Object> post = Map.of("idempotencyKey", Ids.next("key"), "threadId", thread, "bodyMarkdown", "So.");
        String id = payload(graphql(author, POST, Map.of("input", post)))
                .at("/comment/id")
                .asString();
        payload(graphql(asker, ACCEPT, Map.of("thread", thread, "comment", id)));
        assertThat(answer(thread)).isEqualTo(id);

        String report = report(ANA, id, "SPAM", null).at("/report/id").asString();
        assertThat(answer(thread)).isEmpty();
        resolve(moderator, report, false);
        assertThat(answer(thread)).isEqualTo(id);
        suspend(true, 5);
        eventually(() -> answer(thread).isEmpty());
        suspend(false, 6);
        eventually(() -> answer(thread).equals(id));

        payload(graphql(moderator, REOPEN, Map.of("id", report)));
        resolve(moderator, report, true);
        assertThat(answer(thread)).isEmpty();
    }

    private String answer(String thread) {
        return graphql(ANA, THREAD, Map.of("id", thread))
                .at("/data/thread/answer/id")
                .asString("");
    }

    private void suspend(boolean isSuspended, long version) {
        Map<String, Object> data = new HashMap<>(Map.of("userId", author, "handle", "h", "locale", "es"));
        data.put("suspended", isSuspended);
        tell("user.updated", author, version, data);
    }

    @Test
    void allThatAPersonWritesIsCountedTogether() {
        String course = course();
        enrolled(author, course);
        String lesson = lesson();
        String other = write(lesson, "of another", Map.of());
        IntStream.range(0, 8).forEach(i -> said(lesson, "number " + i));
        assertThat(code(report(author, other, "SPAM", null))).isEmpty();
        assertThat(create(author, course).at("/thread/id").asString()).startsWith("thr_");

        JsonNode slow = create(author, course).at("/userErrors/0");
        assertThat(slow.path("__typename").asString()).isEqualTo("SlowDownError");
        assertThat(slow.path("retryAfterMs").asInt()).isBetween(1, 60_000);
        assertThat(code(report(author, course, "SPAM", null))).isEqualTo("SLOW_DOWN");
        assertThat(add(Ids.next("usr"), "k", lesson, "of somebody else", Map.of())
                        .path("userErrors"))
                .isEmpty();
    }
}
