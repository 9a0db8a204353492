package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import io.aula.social.messages.MessageExamplesTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import tools.jackson.databind.JsonNode;

/**
 * A course's forum: who comes in, what is written, what is found, and who keeps it.
 *
 * <p>Long, because a thread's rules are tried on one course with one set of people.
 */
final class ForumTest extends SocialTestServer {
    private static final String LIST = """
            query($r: [_Any!]!, $filter: ThreadFilter, $sort: ThreadSort!, $first: Int!, $after: String) {
              _entities(representations: $r) { ... on Course {
                threads(filter: $filter, sort: $sort, first: $first, after: $after) {
                  totalCount nodes { id title } pageInfo { hasNextPage endCursor } } } } }""";
    private static final String CREATE = """
            mutation($input: CreateThreadInput!) { createThread(input: $input) {
              thread { id title tags bodyHtml author { id } } userErrors { __typename code path } } }""";
    private static final String THREAD = """
            query($id: ID!) { thread(id: $id) {
              id title kind pinned locked postCount participantCount fromInstructor viewerModerates editedAt lastActivityAt
              answer { id isAnswer } author { id }
              posts(first: 20) { totalCount nodes { id isAnswer fromInstructor thread { id } lesson { id } replies(first: 5) { nodes { id } } } } } }""";
    private static final String POST = """
            mutation($input: AddCommentInput!) { addComment(input: $input) {
              comment { id thread { id postCount } } userErrors { code path } } }""";
    private static final String ACCEPT = """
            mutation($thread: ID!, $comment: ID) { acceptAnswer(threadId: $thread, commentId: $comment) {
              thread { answer { id } } userErrors { code } } }""";
    private static final String STATE = """
            mutation($input: ThreadStateInput!) { setThreadState(input: $input) {
              thread { pinned locked } userErrors { code } } }""";
    private static final String EDIT = """
            mutation($input: EditThreadInput!) { editThread(input: $input) {
              thread { title bodyMarkdown tags editedAt } userErrors { code path } } }""";
    private static final String DELETE =
            "mutation($id: ID!) { deleteThread(id: $id) { thread { id } userErrors { code } } }";
    private static final String DELETE_POST = "mutation($id: ID!) { deleteComment(id: $id) { userErrors { code } } }";
    private static final String EDIT_POST =
            "mutation($id: ID!) { editComment(id: $id, bodyMarkdown: \"changed\") { userErrors { code } } }";
    private static final String VOTE = "mutation($id: ID!) { upvote(targetId: $id) { upvotes userErrors { code } } }";

    private final String learner = Ids.next("usr");
    private final String other = Ids.next("usr");
    private final String stranger = Ids.next("usr");

    /** Taught by Ana; the learner and the other are in it. */
    private String forum() {
        String course = course();
        join(learner, course);
        join(other, course);
        eventually(() -> isIn(learner, course) && isIn(other, course) && isIn(ANA, course));
        return course;
    }

    private void join(String person, String course) {
        String id = Ids.next("enr");
        tell(
                "enrollment.changed",
                id,
                1,
                Map.of("enrollmentId", id, "userId", person, "courseId", course, "status", "ACTIVE"));
    }

    private boolean isIn(@Nullable String token, String course) {
        return !list(token, course, Map.of(), "ACTIVE", 1, null).isNull();
    }

    private JsonNode list(
            @Nullable String token,
            String course,
            Map<String, ?> filter,
            String sort,
            int first,
            @Nullable String after) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put("r", List.of(Map.of("__typename", "Course", "id", course)));
        variables.putAll(Map.of("filter", filter, "sort", sort, "first", first));
        variables.put("after", after);
        JsonNode answer = graphql(token, LIST, variables);
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.at("/data/_entities/0/threads");
    }

    private List<String> titles(String course, Map<String, ?> filter) {
        List<String> titles = new ArrayList<>();
        list(learner, course, filter, "NEWEST", 50, null)
                .path("nodes")
                .forEach(node -> titles.add(node.path("title").asString()));
        return titles;
    }

    private JsonNode create(String author, String key, String course, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(
                Map.of("idempotencyKey", key, "courseId", course, "kind", "QUESTION", "title", "Why is it so?"));
        input.put("bodyMarkdown", "I do not see **why**.");
        input.putAll(more);
        JsonNode answer = graphql(author, CREATE, Map.of("input", input));
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.at("/data/createThread");
    }

    private String ask(String course, Map<String, ?> more) {
        return ask(learner, course, more);
    }

    private String ask(String author, String course, Map<String, ?> more) {
        String id =
                create(author, Ids.next("key"), course, more).at("/thread/id").asString();
        assertThat(id).startsWith("thr_");
        return id;
    }

    private JsonNode post(String author, String thread, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(
                Map.of("idempotencyKey", Ids.next("key"), "threadId", thread, "bodyMarkdown", "Because."));
        input.putAll(more);
        return graphql(author, POST, Map.of("input", input)).at("/data/addComment");
    }

    private String reply(String author, String thread) {
        String id = post(author, thread, Map.of()).at("/comment/id").asString();
        assertThat(id).startsWith("cmt_");
        return id;
    }

    private JsonNode thread(@Nullable String token, String id) {
        JsonNode answer = graphql(token, THREAD, Map.of("id", id));
        if (token != null) {
            assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        }
        return answer.at("/data/thread");
    }

    private String code(String token, String mutation, Map<String, ?> variables) {
        JsonNode answer = graphql(token, mutation, variables).path("data");
        return answer.iterator().next().at("/userErrors/0/code").asString("");
    }

    private JsonNode accept(String token, String thread, @Nullable String comment) {
        Map<String, @Nullable Object> variables = new HashMap<>(Map.of("thread", thread));
        variables.put("comment", comment);
        return graphql(token, ACCEPT, variables).at("/data/acceptAnswer");
    }

    @Test
    void aForumIsForTheCoursesStaffTheEnrolledAndModerators() {
        String course = forum();
        String id = ask(course, Map.of());
        for (String inside : List.of(learner, other, ANA, "moderator~" + stranger)) {
            assertThat(thread(inside, id).path("id").asString()).as(inside).isEqualTo(id);
            assertThat(isIn(inside, course)).isTrue();
        }
        assertThat(thread(stranger, id).isNull()).isTrue();
        assertThat(thread(null, id).isNull()).isTrue();
        assertThat(isIn(stranger, course)).isFalse();
        assertThat(isIn(null, course)).isFalse();
        assertThat(create(stranger, "k", course, Map.of())
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("NOT_FOUND");
        assertThat(post(stranger, id, Map.of()).at("/userErrors/0/code").asString())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void whoLeavesTheCourseLeavesItsForum() {
        String course = course();
        String id = Ids.next("enr");
        Map<String, String> enrollment = Map.of("enrollmentId", id, "userId", learner, "courseId", course);
        Map<String, String> inside = new HashMap<>(enrollment);
        inside.put("status", "ACTIVE");
        tell("enrollment.changed", id, 1, inside);
        eventually(() -> isIn(learner, course));
        String thread = ask(course, Map.of());
        inside.put("status", "WITHDRAWN");
        tell("enrollment.changed", id, 2, inside);
        eventually(() -> !isIn(learner, course));
        assertThat(thread(learner, thread).isNull()).isTrue();
    }

    @Test
    void theSameThreadSentTwiceIsOne() {
        String course = forum();
        String first = create(learner, "k", course, Map.of()).at("/thread/id").asString();
        assertThat(create(learner, "k", course, Map.of()).at("/thread/id").asString())
                .isEqualTo(first);
        assertThat(create(learner, "k", course, Map.of("title", "Something else"))
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(titles(course, Map.of())).hasSize(1);
    }

    @Test
    void sentTwiceAtOnceItIsOneToo() {
        String course = forum();
        List<CompletableFuture<String>> all = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() ->
                        create(learner, "k", course, Map.of()).at("/thread/id").asString()))
                .toList();
        assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    @Test
    void whatCannotBeTakenSaysWhere() {
        String course = forum();
        Map<Map<String, ?>, String> bad = new HashMap<>();
        bad.put(Map.of("title", " \u200b "), "title");
        bad.put(Map.of("title", "ab"), "title");
        bad.put(Map.of("title", "x".repeat(151)), "title");
        bad.put(Map.of("bodyMarkdown", "![](x)"), "bodyMarkdown");
        bad.put(Map.of("bodyMarkdown", "x".repeat(10_001)), "bodyMarkdown");
        bad.put(Map.of("tags", List.of("a", "b", "c", "d", "e", "f")), "tags");
        bad.put(Map.of("tags", List.of("two words")), "tags");
        bad.put(Map.of("tags", List.of("")), "tags");
        bad.put(Map.of("idempotencyKey", " "), "idempotencyKey");
        bad.forEach((more, field) -> {
            JsonNode error = create(learner, "k", course, more).at("/userErrors/0");
            assertThat(error.path("__typename").asString()).as(field).isEqualTo("ValidationError");
            assertThat(error.at("/path/1").asString()).isEqualTo(field);
        });
        JsonNode thread = create(learner, "k", course, Map.of("tags", List.of("#SQL", "sql", "c++")))
                .path("thread");
        assertThat(ids(thread.path("tags"))).containsExactly("sql", "c++");
    }

    @Test
    void whoBeginsThreadsTooFastIsAskedToWait() {
        String course = forum();
        IntStream.range(0, 10).forEach(i -> ask(course, Map.of("title", "number " + i)));
        assertThat(create(learner, "k", course, Map.of())
                        .at("/userErrors/0/__typename")
                        .asString())
                .isEqualTo("SlowDownError");
    }

    @Test
    void aThreadIsFoundByTheWordsOfItsTitleItsTextAndItsTagsWhateverTheAccents() {
        String course = forum();
        ask(course, Map.of("title", "¿Cómo funciona un índice?", "bodyMarkdown", "El plan no lo usa"));
        ask(course, Map.of("title", "Transactions", "kind", "DISCUSSION", "bodyMarkdown", "**isolation** levels"));
        ask(course, Map.of("title", "Something else", "bodyMarkdown", "No idea", "tags", List.of("postgresql")));

        assertThat(titles(course, Map.of("query", "INDICE como"))).containsExactly("¿Cómo funciona un índice?");
        assertThat(titles(course, Map.of("query", "isol"))).containsExactly("Transactions");
        assertThat(titles(course, Map.of("query", "solation"))).isEmpty();
        assertThat(titles(course, Map.of("query", "postgres"))).containsExactly("Something else");
        assertThat(titles(course, Map.of("query", "indice isolation"))).isEmpty();
        assertThat(titles(course, Map.of("query", "  "))).hasSize(3);
        assertThat(titles(course, Map.of("tag", "PostgreSQL"))).containsExactly("Something else");
        assertThat(titles(course, Map.of("kind", "DISCUSSION"))).containsExactly("Transactions");
        assertThat(titles(course, Map.of("unanswered", true))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {".*", "$where", "{\"$gt\":\"\"}", "^", "(", "[a-", "\\", "…!?", "'", "ʻokina’s"})
    void whatIsNoWordFindsNothingAndBreaksNothing(String query) {
        String course = forum();
        ask(course, Map.of());
        assertThat(titles(course, Map.of("query", query))).isEmpty();
        assertThat(titles(course, Map.of("tag", query))).isEmpty();
    }

    @Test
    void pageByPageEachThreadComesOnceWithThePinnedFirst() {
        String course = forum();
        List<String> begun = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            String author = i < 4 ? learner : other;
            begun.add(ask(author, course, Map.of("title", "number " + i)));
        }
        graphql(ANA, STATE, Map.of("input", Map.of("threadId", begun.get(2), "pinned", true)));
        reply(other, begun.get(0));

        for (String sort : List.of("ACTIVE", "NEWEST")) {
            List<String> read = new ArrayList<>();
            @Nullable String after = null;
            do {
                JsonNode page = list(learner, course, Map.of(), sort, 2, after);
                read.addAll(ids(page.path("nodes")));
                assertThat(page.path("totalCount").asInt()).isEqualTo(7);
                after = page.at("/pageInfo/hasNextPage").asBoolean()
                        ? page.at("/pageInfo/endCursor").asString()
                        : null;
            } while (after != null);
            assertThat(read).as(sort).hasSize(7).containsAll(begun);
            if (sort.equals("ACTIVE")) {
                assertThat(read).startsWith(begun.get(2), begun.get(0), begun.get(6));
            } else {
                assertThat(read).isEqualTo(begun.reversed());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "MDpjbXRfMDFKREIzTTRUOFEwVjZYMlk5WktDRTVSN0Y", "LTE6dGhyXzAx"})
    void aCursorThatWasNotGivenHereIsRefused(String cursor) {
        String course = forum();
        Map<String, Object> variables = new HashMap<>(
                Map.of("r", List.of(Map.of("__typename", "Course", "id", course)), "sort", "ACTIVE", "first", 1));
        variables.put("after", cursor);
        assertThat(graphql(learner, LIST, variables)
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("BAD_USER_INPUT");
    }

    @Test
    void aCursorOfAnotherOrderIsRefusedByItsName() {
        String course = forum();
        ask(course, Map.of("title", "one"));
        ask(course, Map.of("title", "two"));
        for (String sort : List.of("ACTIVE", "NEWEST")) {
            String cursor = list(learner, course, Map.of(), sort, 1, null)
                    .at("/pageInfo/endCursor")
                    .asString();
            Map<String, Object> variables = new HashMap<>(
                    Map.of("r", List.of(Map.of("__typename", "Course", "id", course)), "first", 1, "after", cursor));
            variables.put("sort", sort.equals("ACTIVE") ? "NEWEST" : "ACTIVE");
            JsonNode error = graphql(learner, LIST, variables).at("/errors/0");
            assertThat(error.at("/extensions/code").asString()).as(sort).isEqualTo("BAD_USER_INPUT");
            assertThat(error.path("message").asString()).as(sort).contains("after");
        }
    }

    @Test
    void whatIsPostedIsCountedAndKnowsItsThread() {
        String course = forum();
        String id = ask(course, Map.of());
        String first = reply(other, id);
        reply(ANA, id);
        String nested =
                post(learner, id, Map.of("parentId", first)).at("/comment/id").asString();

        JsonNode thread = thread(learner, id);
        assertThat(thread.path("postCount").asInt()).isEqualTo(3);
        assertThat(thread.path("participantCount").asInt()).isEqualTo(3);
        assertThat(thread.at("/posts/totalCount").asInt()).isEqualTo(2);
        assertThat(ids(thread.at("/posts/nodes/0/replies/nodes"))).containsExactly(nested);
        assertThat(thread.at("/posts/nodes/0/thread/id").asString()).isEqualTo(id);
        assertThat(thread.at("/posts/nodes/0/lesson").isNull()).isTrue();
        assertThat(thread.at("/posts/nodes/0/fromInstructor").asBoolean()).isFalse();
        assertThat(thread.at("/posts/nodes/1/fromInstructor").asBoolean()).isTrue();
        assertThat(thread.path("viewerModerates").asBoolean()).isFalse();
        assertThat(thread(ANA, id).path("viewerModerates").asBoolean()).isTrue();

        assertThat(code(other, DELETE_POST, Map.of("id", first))).isEmpty();
        assertThat(thread(learner, id).path("postCount").asInt()).isEqualTo(2);
    }

    @Test
    void whoPostAtOnceAreAllCounted() {
        String course = forum();
        String id = ask(course, Map.of());
        List<CompletableFuture<String>> all = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> reply(i % 2 == 0 ? other : ANA, id)))
                .toList();
        all.forEach(CompletableFuture::join);
        assertThat(thread(learner, id).path("postCount").asInt()).isEqualTo(8);
    }

    @Test
    void aPostIsInOnePlaceOnly() {
        String course = forum();
        String id = ask(course, Map.of());
        String lesson = lesson();
        String comment = write(lesson, "under a lesson", Map.of());
        assertThat(post(learner, id, Map.of("lessonId", lesson))
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("INVALID_INPUT");
        assertThat(post(learner, id, Map.of("positionMs", 5))
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("INVALID_INPUT");
        assertThat(post(learner, id, Map.of("parentId", comment))
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("NOT_FOUND");
        Map<String, Object> nowhere = Map.of("idempotencyKey", "n", "bodyMarkdown", "x");
        assertThat(graphql(learner, POST, Map.of("input", nowhere))
                        .at("/data/addComment/userErrors/0/code")
                        .asString())
                .isEqualTo("INVALID_INPUT");
    }

    @Test
    void theAnswerIsAcceptedByWhoAskedOrTheStaffAndIsOne() {
        String course = forum();
        String id = ask(course, Map.of());
        String first = reply(other, id);
        String second = reply(ANA, id);
        String nested =
                post(other, id, Map.of("parentId", first)).at("/comment/id").asString();

        assertThat(accept(other, id, first).at("/userErrors/0/code").asString()).isEqualTo("FORBIDDEN");
        assertThat(accept(stranger, id, first).at("/userErrors/0/code").asString())
                .isEqualTo("NOT_FOUND");
        assertThat(accept(learner, id, nested).at("/userErrors/0/code").asString())
                .isEqualTo("NOT_FOUND");
        assertThat(accept(learner, id, first).at("/thread/answer/id").asString())
                .isEqualTo(first);
        assertThat(accept(ANA, id, second).at("/thread/answer/id").asString()).isEqualTo(second);
        JsonNode posts = thread(learner, id).at("/posts/nodes");
        assertThat(posts.at("/0/isAnswer").asBoolean()).isFalse();
        assertThat(posts.at("/1/isAnswer").asBoolean()).isTrue();
        assertThat(titles(course, Map.of("unanswered", true))).isEmpty();
        assertThat(accept(learner, id, null).at("/thread/answer").isNull()).isTrue();
        assertThat(titles(course, Map.of("unanswered", true))).hasSize(1);

        String talk = ask(course, Map.of("kind", "DISCUSSION", "title", "A talk"));
        assertThat(accept(learner, talk, reply(other, talk))
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("INVALID_INPUT");
        assertThat(accept(learner, talk, first).at("/userErrors/0/code").asString())
                .isEqualTo("INVALID_INPUT");
    }

    @Test
    void anAnswerThatIsTakenBackIsNone() {
        String course = forum();
        String id = ask(course, Map.of());
        String answer = reply(other, id);
        accept(learner, id, answer);
        assertThat(code(other, DELETE_POST, Map.of("id", answer))).isEmpty();
        assertThat(thread(learner, id).path("answer").isNull()).isTrue();
        assertThat(titles(course, Map.of("unanswered", true))).hasSize(1);
        assertThat(accept(learner, id, answer).at("/userErrors/0/code").asString())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void aLockStopsWritingEditingAndDeletingForAllButTheStaff() {
        String course = forum();
        String id = ask(course, Map.of());
        String post = reply(other, id);
        Map<String, ?> lock = Map.of("input", Map.of("threadId", id, "locked", true));
        assertThat(code(learner, STATE, lock)).isEqualTo("FORBIDDEN");
        assertThat(code(ANA, STATE, lock)).isEmpty();

        assertThat(post(other, id, Map.of()).at("/userErrors/0/code").asString())
                .isEqualTo("THREAD_LOCKED");
        assertThat(code(other, EDIT_POST, Map.of("id", post))).isEqualTo("THREAD_LOCKED");
        assertThat(code(other, DELETE_POST, Map.of("id", post))).isEqualTo("THREAD_LOCKED");
        assertThat(code(learner, DELETE, Map.of("id", id))).isEqualTo("THREAD_LOCKED");
        assertThat(code(learner, EDIT, Map.of("input", writing(id)))).isEqualTo("THREAD_LOCKED");
        assertThat(accept(learner, id, post).at("/userErrors/0/code").asString())
                .isEqualTo("THREAD_LOCKED");
        assertThat(reply(ANA, id)).startsWith("cmt_");
        assertThat(accept(ANA, id, post).at("/thread/answer/id").asString()).isEqualTo(post);

        Map<String, ?> pin = Map.of("input", Map.of("threadId", id, "pinned", true));
        JsonNode state = graphql(ANA, STATE, pin).at("/data/setThreadState/thread");
        assertThat(state.path("pinned").asBoolean()).isTrue();
        assertThat(state.path("locked").asBoolean()).isTrue();
        graphql(ANA, STATE, Map.of("input", Map.of("threadId", id, "locked", false)));
        assertThat(reply(other, id)).startsWith("cmt_");
    }

    private static Map<String, ?> writing(String thread) {
        return Map.of(
                "threadId", thread, "title", "Another title", "bodyMarkdown", "Another text", "tags", List.of("new"));
    }

    @Test
    void onlyItsAuthorEditsAThreadWhichIsThenFoundByItsNewWords() {
        String course = forum();
        String id = ask(course, Map.of("title", "Befroe"));
        assertThat(code(other, EDIT, Map.of("input", writing(id)))).isEqualTo("FORBIDDEN");
        assertThat(code(ANA, EDIT, Map.of("input", writing(id)))).isEqualTo("FORBIDDEN");
        JsonNode edited = graphql(learner, EDIT, Map.of("input", writing(id))).at("/data/editThread/thread");
        assertThat(edited.path("title").asString()).isEqualTo("Another title");
        assertThat(edited.path("editedAt").isNull()).isFalse();
        assertThat(titles(course, Map.of("query", "befroe"))).isEmpty();
        assertThat(titles(course, Map.of("query", "another new"))).containsExactly("Another title");
    }

    @Test
    void aThreadIsDeletedByItsAuthorWhileNobodyAnsweredAndByTheStaffAlways() {
        String course = forum();
        String alone = ask(course, Map.of());
        assertThat(code(other, DELETE, Map.of("id", alone))).isEqualTo("FORBIDDEN");
        reply(learner, alone);
        assertThat(code(learner, DELETE, Map.of("id", alone))).isEmpty();
        assertThat(thread(learner, alone).isNull()).isTrue();

        String answered = ask(course, Map.of());
        String post = reply(other, answered);
        assertThat(code(learner, DELETE, Map.of("id", answered))).isEqualTo("THREAD_ANSWERED");
        assertThat(code(ANA, DELETE, Map.of("id", answered))).isEmpty();
        assertThat(thread(ANA, answered).isNull()).isTrue();
        assertThat(titles(course, Map.of())).isEmpty();
        String comment = "query($id: ID!) { comment(id: $id) { id } }";
        assertThat(graphql(other, comment, Map.of("id", post))
                        .at("/data/comment")
                        .isNull())
                .isTrue();
        assertThat(post(other, answered, Map.of()).at("/userErrors/0/code").asString())
                .isEqualTo("NOT_FOUND");
        // what they said is theirs to take back also where nobody sees it
        assertThat(code(other, DELETE_POST, Map.of("id", post))).isEmpty();
        assertThat(code(ANA, DELETE, Map.of("id", answered))).isEqualTo("NOT_FOUND");
    }

    @Test
    void aTeacherRemovesAPostAndNobodyVotesForTheirOwn() {
        String course = forum();
        String id = ask(course, Map.of());
        String post = reply(other, id);
        assertThat(code(other, VOTE, Map.of("id", post))).isEqualTo("OWN_VOTE");
        assertThat(code(learner, VOTE, Map.of("id", post))).isEmpty();
        assertThat(code(learner, DELETE_POST, Map.of("id", post))).isEqualTo("FORBIDDEN");
        assertThat(code(ANA, DELETE_POST, Map.of("id", post))).isEmpty();
        assertThat(thread(learner, id).path("postCount").asInt()).isZero();
    }

    @Test
    void aProgramWithoutATeachersScopeTakesPartAndKeepsNothing() {
        String course = forum();
        String id = ask(course, Map.of());
        String post = reply(other, id);
        String program = "community~" + ANA;
        assertThat(thread(program, id).path("viewerModerates").asBoolean()).isFalse();
        assertThat(reply(program, id)).startsWith("cmt_");
        assertThat(code(program, STATE, Map.of("input", Map.of("threadId", id, "locked", true))))
                .isEqualTo("FORBIDDEN");
        assertThat(code(program, DELETE_POST, Map.of("id", post))).isEqualTo("FORBIDDEN");
        assertThat(code(program, DELETE, Map.of("id", id))).isEqualTo("FORBIDDEN");
        assertThat(accept(program, id, post).at("/userErrors/0/code").asString())
                .isEqualTo("FORBIDDEN");
        String comment = write(lesson(), "under a lesson", Map.of());
        assertThat(code(program, DELETE_POST, Map.of("id", comment))).isEqualTo("FORBIDDEN");
        assertThat(code(ANA, DELETE_POST, Map.of("id", post))).isEmpty();
    }

    @Test
    void whatIsBegunPostedAndAcceptedIsToldOnce() {
        RabbitAdmin admin = new RabbitAdmin(rabbit);
        Queue queue = new Queue("test." + Ids.next("que"), true, false, false);
        admin.declareQueue(queue);
        admin.declareBinding(
                BindingBuilder.bind(queue).to(new TopicExchange("aula.events")).with("thread.*"));
        String course = forum();
        String id = ask(course, Map.of());
        String post = reply(other, id);
        accept(learner, id, post);
        accept(learner, id, post);
        eventually(() -> pending() == 0);

        Set<String> types = new HashSet<>();
        int count = 0;
        for (Message m = rabbit.receive(queue.getName()); m != null; m = rabbit.receive(queue.getName())) {
            String message = new String(m.getBody(), StandardCharsets.UTF_8);
            String type = json.readTree(message).path("type").asString();
            MessageExamplesTest.assertIsOfType(type, message);
            types.add(type);
            count++;
        }
        assertThat(types).containsExactlyInAnyOrder("thread.created", "thread.posted", "thread.answered");
        assertThat(count).isEqualTo(3);
        admin.deleteQueue(queue.getName());
    }

    @Test
    void anErasedPersonsThreadsStayWithoutTheirName() {
        String course = forum();
        String erased = person();
        join(erased, course);
        eventually(() -> isIn(erased, course));
        String id = create(erased, "k", course, Map.of()).at("/thread/id").asString();
        reply(other, id);
        tell("user.deleted", erased, 9, Map.of("userId", erased));
        eventually(() -> thread(learner, id).path("author").isNull());
        assertThat(thread(learner, id).path("postCount").asInt()).isEqualTo(1);
    }
}
