package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import tools.jackson.databind.JsonNode;

/** What waits for an answer of those who teach, and what ends the waiting. */
final class InboxTest extends SocialTestServer {
    private static final String INBOX = """
            query($filter: InboxFilter, $state: InboxState!, $first: Int!, $after: String) {
              inbox(filter: $filter, state: $state, first: $first, after: $after) {
                nodes { id kind isDone since course { id }
                  subject { __typename ... on Thread { id title } ... on Comment { id bodyMarkdown } } }
                pageInfo { hasNextPage endCursor } } }""";
    private static final String MARK = """
            mutation($id: ID!, $on: Boolean!) { setInboxItemDone(id: $id, on: $on) {
              item { id isDone } userErrors { __typename code } } }""";
    private static final String CREATE = """
            mutation($input: CreateThreadInput!) { createThread(input: $input) { thread { id } userErrors { code } } }""";
    private static final String POST =
            "mutation($input: AddCommentInput!) { addComment(input: $input) { comment { id } userErrors { code } } }";
    private static final String ACCEPT = """
            mutation($thread: ID!, $comment: ID) { acceptAnswer(threadId: $thread, commentId: $comment) {
              userErrors { code } } }""";
    private static final String DELETE = "mutation($id: ID!) { deleteComment(id: $id) { userErrors { code } } }";
    private static final String DELETE_THREAD = "mutation($id: ID!) { deleteThread(id: $id) { userErrors { code } } }";

    @Autowired
    private MongoOperations mongo;

    /** New in each test, since an inbox is of all that somebody teaches. */
    private final String teacher = Ids.next("usr");

    private final String other = Ids.next("usr");
    private final String learner = Ids.next("usr");
    private final String friend = Ids.next("usr");

    private String course(int version, String... staff) {
        String id = Ids.next("crs");
        tellCourse(id, version, staff);
        for (String person : List.of(learner, friend)) {
            String enrollment = Ids.next("enr");
            tell(
                    "enrollment.changed",
                    enrollment,
                    1,
                    Map.of("enrollmentId", enrollment, "userId", person, "courseId", id, "status", "ACTIVE"));
        }
        eventually(() -> isIn(learner, id) && isIn(friend, id) && isIn(staff[0], id));
        return id;
    }

    private void tellCourse(String id, int version, String... staff) {
        Map<String, Object> course = new HashMap<>(Map.of("courseId", id, "status", "PUBLISHED", "locale", "es"));
        course.putAll(Map.of("slug", id.toLowerCase(java.util.Locale.ROOT), "level", "BEGINNER"));
        course.put("instructorIds", List.of(staff));
        tell("course.updated", id, version, course);
    }

    private boolean isIn(String person, String course) {
        String query = "query($r: [_Any!]!) { _entities(representations: $r) { ... on Course {"
                + " threads(first: 0, sort: NEWEST) { totalCount } } } }";
        return !graphql(person, query, Map.of("r", List.of(Map.of("__typename", "Course", "id", course))))
                .at("/data/_entities/0/threads")
                .isNull();
    }

    private String lessonOf(String course) {
        String lesson = Ids.next("les");
        tell("lesson.changed", lesson, 1, lessonOf(course, lesson, Map.of()));
        eventually(() -> isOpen(learner, lesson));
        return lesson;
    }

    private JsonNode inbox(String person, Map<String, ?> filter, String state, int first, @Nullable String after) {
        Map<String, @Nullable Object> variables = new HashMap<>(Map.of("filter", filter, "state", state));
        variables.put("first", first);
        variables.put("after", after);
        return graphql(person, INBOX, variables);
    }

    private List<String> waiting(String person) {
        return subjects(person, Map.of(), "WAITING");
    }

    private List<String> subjects(String person, Map<String, ?> filter, String state) {
        JsonNode answer = inbox(person, filter, state, 50, null);
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        List<String> subjects = new ArrayList<>();
        answer.at("/data/inbox/nodes")
                .forEach(node -> subjects.add(node.at("/subject/id").asString()));
        return subjects;
    }

    private String ask(String person, String course, String kind) {
        Map<String, Object> input = Map.of(
                "idempotencyKey",
                Ids.next("key"),
                "courseId",
                course,
                "kind",
                kind,
                "title",
                "Why so?",
                "bodyMarkdown",
                "?");
        return graphql(person, CREATE, Map.of("input", input))
                .at("/data/createThread/thread/id")
                .asString();
    }

    private String write(String person, Map<String, ?> where) {
        Map<String, Object> input = new HashMap<>(where);
        input.putAll(Map.of("idempotencyKey", Ids.next("key"), "bodyMarkdown", "Because."));
        return graphql(person, POST, Map.of("input", input))
                .at("/data/addComment/comment/id")
                .asString();
    }

    private JsonNode mark(String person, String id, boolean on) {
        return graphql(person, MARK, Map.of("id", id, "on", on)).at("/data/setInboxItemDone");
    }

    private String itemOf(String subject) {
        return "inb" + subject.substring(subject.indexOf('_'));
    }

    @Test
    void overAllCoursesItHoldsWhatNobodyWhoTeachesAnsweredTheLongestWaitingFirst() {
        String one = course(1, teacher);
        String two = course(1, teacher, other);
        String question = ask(learner, one, "QUESTION");
        String comment = write(friend, Map.of("lessonId", lessonOf(two)));
        assertThat(waiting(teacher)).containsExactly(question, comment);
        assertThat(waiting(other)).containsExactly(comment);
        assertThat(subjects(teacher, Map.of("kind", "COMMENT"), "WAITING")).containsExactly(comment);
        assertThat(subjects(teacher, Map.of("courseId", one), "WAITING")).containsExactly(question);
        assertThat(subjects(other, Map.of("courseId", one), "WAITING")).isEmpty();
        assertThat(subjects(teacher, Map.of("courseId", "crs_?"), "WAITING")).isEmpty();
        JsonNode first = inbox(teacher, Map.of(), "WAITING", 1, null).at("/data/inbox/nodes/0");
        assertThat(first.at("/subject/title").asString()).isEqualTo("Why so?");
        assertThat(first.at("/course/id").asString()).isEqualTo(one);
        assertThat(first.path("kind").asString()).isEqualTo("QUESTION");
    }

    @Test
    void whatStaffWriteAndWhatAsksNothingWaitsForNobody() {
        String course = course(1, teacher, other);
        ask(learner, course, "DISCUSSION");
        ask(teacher, course, "ANNOUNCEMENT");
        ask(other, course, "QUESTION");
        write(other, Map.of("lessonId", lessonOf(course)));
        assertThat(waiting(teacher)).isEmpty();
    }

    @Test
    void anAnswerOfStaffEndsTheWaitingAndWithoutItItGoesOn() {
        String course = course(1, teacher, other);
        String lesson = lessonOf(course);
        String question = ask(learner, course, "QUESTION");
        String comment = write(learner, Map.of("lessonId", lesson));
        write(friend, Map.of("threadId", question));
        String reply = write(friend, Map.of("lessonId", lesson, "parentId", comment));
        assertThat(waiting(teacher)).containsExactly(question, comment);

        String answer = write(other, Map.of("threadId", question));
        String answered = write(teacher, Map.of("lessonId", lesson, "parentId", reply));
        assertThat(waiting(teacher)).isEmpty();
        assertThat(waiting(other)).isEmpty();

        graphql(other, DELETE, Map.of("id", answer));
        graphql(teacher, DELETE, Map.of("id", answered));
        assertThat(waiting(teacher)).containsExactly(question, comment);
    }

    @Test
    void anAcceptedAnswerEndsItTooUntilItIsTakenBack() {
        String question = ask(learner, course(1, teacher), "QUESTION");
        String post = write(friend, Map.of("threadId", question));
        graphql(learner, ACCEPT, Map.of("thread", question, "comment", post));
        assertThat(waiting(teacher)).isEmpty();
        graphql(friend, DELETE, Map.of("id", post));
        assertThat(waiting(teacher)).containsExactly(question);
    }

    @Test
    void whatWasTakenBackWaitsNoLonger() {
        String course = course(1, teacher);
        String question = ask(learner, course, "QUESTION");
        String comment = write(learner, Map.of("lessonId", lessonOf(course)));
        graphql(learner, DELETE, Map.of("id", comment));
        graphql(learner, DELETE_THREAD, Map.of("id", question));
        assertThat(waiting(teacher)).isEmpty();
        assertThat(mark(teacher, itemOf(comment), true).at("/userErrors/0/code").asString())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void whoIsSuspendedWaitsOutOfSight() {
        String course = course(1, teacher);
        String question = ask(learner, course, "QUESTION");
        String comment = write(learner, Map.of("lessonId", lessonOf(course)));
        tell("user.updated", learner, 5, person(true));
        eventually(() -> waiting(teacher).isEmpty());
        tell("user.updated", learner, 6, person(false));
        eventually(() -> waiting(teacher).equals(List.of(question, comment)));
    }

    private Map<String, ?> person(boolean isSuspended) {
        return Map.of("userId", learner, "handle", "h", "locale", "es", "suspended", isSuspended);
    }

    @Test
    void whoIsErasedLeavesTheirQuestion() {
        String question = ask(learner, course(1, teacher), "QUESTION");
        tell("user.deleted", learner, 9, Map.of("userId", learner));
        eventually(
                () -> graphql(teacher, "query($id: ID!) { thread(id: $id) { author { id } } }", Map.of("id", question))
                        .at("/data/thread/author")
                        .isNull());
        String post = write(friend, Map.of("threadId", question));
        assertThat(post).startsWith("cmt_");
        assertThat(waiting(teacher)).containsExactly(question);
    }

    @Test
    void doneIsForAllWhoTeachAndCanBeTakenBack() {
        String course = course(1, teacher, other);
        String question = ask(learner, course, "QUESTION");
        assertThat(mark(teacher, itemOf(question), true).at("/item/isDone").asBoolean())
                .isTrue();
        assertThat(mark(other, itemOf(question), true).at("/item/isDone").asBoolean())
                .isTrue();
        assertThat(waiting(other)).isEmpty();
        assertThat(subjects(other, Map.of(), "DONE")).containsExactly(question);
        write(friend, Map.of("threadId", question));
        assertThat(waiting(teacher)).isEmpty();
        assertThat(mark(other, itemOf(question), false).at("/item/isDone").asBoolean(true))
                .isFalse();
        assertThat(waiting(teacher)).containsExactly(question);
    }

    @Test
    void whoDoesNotTeachTheCourseSeesAndMarksNothing() {
        String course = course(1, teacher);
        String question = ask(learner, course, "QUESTION");
        for (String stranger : List.of(learner, other)) {
            assertThat(waiting(stranger)).isEmpty();
            assertThat(mark(stranger, itemOf(question), true)
                            .at("/userErrors/0/code")
                            .asString())
                    .isEqualTo("NOT_FOUND");
        }
        assertThat(inbox("community~" + teacher, Map.of(), "WAITING", 5, null)
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("INSUFFICIENT_SCOPE");
        assertThat(waiting(teacher)).containsExactly(question);

        tellCourse(course, 2, other);
        eventually(() -> waiting(teacher).isEmpty());
        assertThat(mark(teacher, itemOf(question), true)
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("NOT_FOUND");
        assertThat(waiting(other)).containsExactly(question);
    }

    @Test
    void pageByPageEachComesOnceAlsoPastWhatIsOutOfSight() {
        String course = course(1, teacher);
        String lesson = lessonOf(course);
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            asked.add(write(i % 3 == 1 ? learner : friend, Map.of("lessonId", lesson)));
        }
        tell("user.updated", learner, 5, person(true));
        eventually(() -> waiting(teacher).size() == 6);
        asked.removeAll(List.of(asked.get(1), asked.get(4), asked.get(7)));
        List<String> read = new ArrayList<>();
        @Nullable String after = null;
        do {
            JsonNode page = inbox(teacher, Map.of(), "WAITING", 2, after).at("/data/inbox");
            page.path("nodes").forEach(node -> read.add(node.at("/subject/id").asString()));
            after = page.at("/pageInfo/hasNextPage").asBoolean()
                    ? page.at("/pageInfo/endCursor").asString()
                    : null;
        } while (after != null);
        assertThat(read).isEqualTo(asked);
        String cursor = inbox(teacher, Map.of(), "WAITING", 2, null)
                .at("/data/inbox/pageInfo/endCursor")
                .asString();
        assertThat(inbox(teacher, Map.of(), "DONE", 2, cursor)
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("BAD_USER_INPUT");
    }

    @Test
    void aThousandInARowThatAreOutOfSightEndNoInbox() {
        String course = course(1, teacher);
        List<Document> hidden = IntStream.range(0, 1_010)
                .mapToObj(i -> new Document("_id", "inb_00000000000000000000%06d".formatted(i))
                        .append("subject", "cmt_00000000000000000000%06d".formatted(i))
                        .append("courseId", course)
                        .append("kind", "COMMENT")
                        .append("since", new Date())
                        .append("isAnswered", false)
                        .append("isDone", false))
                .toList();
        mongo.insert(hidden, "inbox");
        String question = ask(learner, course, "QUESTION");
        try {
            JsonNode page = inbox(teacher, Map.of(), "WAITING", 5, null).at("/data/inbox");
            assertThat(page.path("nodes")).isEmpty();
            assertThat(page.at("/pageInfo/hasNextPage").asBoolean())
                    .as("there may be more")
                    .isTrue();
            JsonNode next = inbox(
                            teacher,
                            Map.of(),
                            "WAITING",
                            5,
                            page.at("/pageInfo/endCursor").asString())
                    .at("/data/inbox");
            assertThat(next.at("/nodes/0/subject/id").asString()).isEqualTo(question);
            assertThat(next.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
        } finally {
            mongo.remove(Query.query(Criteria.where("courseId").is(course)), "inbox");
        }
    }

    @Test
    void ofManyWhoAnswerAtOnceNoneIsForgotten() {
        String course = course(1, teacher, other);
        String lesson = lessonOf(course);
        String comment = write(learner, Map.of("lessonId", lesson));
        List<CompletableFuture<String>> all = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> write(
                        i == 0 ? other : i % 2 == 0 ? friend : learner,
                        Map.of("lessonId", lesson, "parentId", comment))))
                .toList();
        all.forEach(CompletableFuture::join);
        assertThat(waiting(teacher)).isEmpty();
    }
}
