package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import io.aula.platform.page.Cursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Threads longer than a page, places in lists, and what strangers put where a place is asked. */
final class RepliesTest extends SocialTestServer {
    private static final String REPLIES = """
            query($id: ID!, $first: Int, $after: String, $last: Int, $before: String) { comment(id: $id) {
              replyCount replies(first: $first, after: $after, last: $last, before: $before) {
                totalCount nodes { id } edges { cursor }
                pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }""";
    private static final String ADD = """
            mutation($input: AddCommentInput!) { addComment(input: $input) {
              edge { cursor node { id } } comment { id parent { id replyCount } } userErrors { code } } }""";
    private static final String LESSON = """
            query($r: [_Any!]!, $first: Int, $after: String, $last: Int, $before: String, $sort: CommentSort!, $around: Int) {
              _entities(representations: $r) { ... on Lesson {
                comments(first: $first, after: $after, last: $last, before: $before, sort: $sort, aroundMs: $around) {
                  nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }""";

    private JsonNode replies(String root, Map<String, ?> slice) {
        Map<String, Object> variables = new HashMap<>(slice);
        variables.put("id", root);
        JsonNode answer = graphql(null, REPLIES, variables);
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.at("/data/comment/replies");
    }

    private JsonNode page(String lesson, String sort, Map<String, ?> slice) {
        Map<String, Object> variables = new HashMap<>(slice);
        variables.put("sort", sort);
        variables.put("r", List.of(Map.of("__typename", "Lesson", "id", lesson)));
        return graphql(null, LESSON, variables);
    }

    private JsonNode reply(String lesson, String root) {
        return graphql(
                        Ids.next("usr"),
                        ADD,
                        Map.of(
                                "input",
                                Map.of(
                                        "idempotencyKey",
                                        "k",
                                        "lessonId",
                                        lesson,
                                        "parentId",
                                        root,
                                        "bodyMarkdown",
                                        "reply")))
                .at("/data/addComment");
    }

    @Test
    void repliesPastTheTwentiethAreReachedFromBothEndsWhateverIsWrittenMeanwhile() {
        String lesson = lesson();
        String root = write(lesson, "root", Map.of());
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            written.add(write(lesson, "reply " + i, Map.of("parentId", root)));
        }
        JsonNode first = replies(root, Map.of("first", 20));
        assertThat(ids(first.path("nodes"))).isEqualTo(written.subList(0, 20));
        assertThat(first.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
        assertThat(first.path("totalCount").asInt()).isEqualTo(25);

        JsonNode own = reply(lesson, root);
        written.add(own.at("/comment/id").asString());
        assertThat(own.at("/comment/parent/replyCount").asInt()).isEqualTo(26);
        assertThat(own.at("/edge/node/id").asString()).isEqualTo(written.getLast());
        JsonNode rest = replies(
                root,
                Map.of("first", 20, "after", first.at("/pageInfo/endCursor").asString()));
        assertThat(ids(rest.path("nodes"))).isEqualTo(written.subList(20, 26));
        assertThat(rest.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
        assertThat(rest.at("/edges/5/cursor").asString())
                .as("one's own stands where its payload said")
                .isEqualTo(own.at("/edge/cursor").asString());

        JsonNode latest = replies(root, Map.of("last", 4));
        assertThat(ids(latest.path("nodes"))).isEqualTo(written.subList(22, 26));
        assertThat(latest.at("/pageInfo/hasPreviousPage").asBoolean()).isTrue();
        JsonNode before = replies(
                root,
                Map.of("last", 20, "before", latest.at("/pageInfo/startCursor").asString()));
        assertThat(ids(before.path("nodes"))).isEqualTo(written.subList(2, 22));
        JsonNode gap =
                replies(root, Map.of("last", 3, "before", own.at("/edge/cursor").asString()));
        assertThat(ids(gap.path("nodes"))).isEqualTo(written.subList(22, 25));
    }

    @Test
    void aPlaceHoldsWhenTheCommentThatStoodThereIsDeleted() {
        String lesson = lesson();
        List<String> written = new ArrayList<>();
        String author = Ids.next("usr");
        for (int i = 0; i < 5; i++) {
            written.add(add(author, "k" + i, lesson, "number " + i, Map.of())
                    .at("/comment/id")
                    .asString());
        }
        JsonNode first = page(lesson, "OLDEST", Map.of("first", 2)).at("/data/_entities/0/comments");
        graphql(
                author,
                "mutation($id: ID!) { deleteComment(id: $id) { userErrors { code } } }",
                Map.of("id", written.get(1)));
        JsonNode next = page(
                        lesson,
                        "OLDEST",
                        Map.of(
                                "first",
                                5,
                                "after",
                                first.at("/pageInfo/endCursor").asString()))
                .at("/data/_entities/0/comments");
        assertThat(ids(next.path("nodes"))).isEqualTo(written.subList(2, 5));
    }

    @Test
    void everyOrderIsTheSameReadFromEitherEnd() {
        String lesson = lesson();
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            written.add(write(lesson, "number " + i, Map.of()));
        }
        String vote = "mutation($id: ID!) { upvote(targetId: $id) { upvotes } }";
        graphql(ANA, vote, Map.of("id", written.get(3)));
        graphql(Ids.next("usr"), vote, Map.of("id", written.get(3)));
        graphql(ANA, vote, Map.of("id", written.get(1)));
        for (String sort : List.of("TOP", "NEWEST", "OLDEST")) {
            List<String> whole = ids(page(lesson, sort, Map.of("first", 50)).at("/data/_entities/0/comments/nodes"));
            List<String> read = new ArrayList<>();
            Map<String, Object> slice = new HashMap<>(Map.of("last", 2));
            JsonNode page;
            do {
                page = page(lesson, sort, slice).at("/data/_entities/0/comments");
                read.addAll(0, ids(page.path("nodes")));
                slice.put("before", page.at("/pageInfo/startCursor").asString());
            } while (page.at("/pageInfo/hasPreviousPage").asBoolean());
            assertThat(read).as(sort).isEqualTo(whole).hasSize(6);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense", "", "{\"$gt\":\"\"}", "MTpjbXRf", "LTE6Y210XzAxREVNT0lOU1RSVUNUT1IwMDAwMDAwMDAx"})
    void aCursorThatIsNotOursIsBadInput(String cursor) {
        JsonNode answer = page(lesson(), "NEWEST", Map.of("first", 5, "after", cursor));
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
    }

    @Test
    void aCursorOfAnotherListIsBadInput() {
        String ofPeople = new Cursor(1, Ids.next("usr"), "").text();
        assertThat(page(lesson(), "TOP", Map.of("first", 5, "after", ofPeople))
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("BAD_USER_INPUT");
        JsonNode followers = graphql(
                null,
                "query($r: [_Any!]!, $after: String) { _entities(representations: $r) {"
                        + " ... on User { followers(first: 5, after: $after) { nodes { id } } } } }",
                Map.of(
                        "r",
                        List.of(Map.of("__typename", "User", "id", ANA)),
                        "after",
                        new Cursor(1, Ids.next("cmt"), "").text()));
        assertThat(followers.at("/errors/0/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
    }

    @Test
    void tooManyAtOnceNoneAtAllAndBothEndsAreBadInput() {
        String lesson = lesson();
        for (Map<String, ?> slice : List.<Map<String, ?>>of(
                Map.of("first", Integer.MAX_VALUE),
                Map.of("first", -1),
                Map.of("last", 101),
                Map.of(),
                Map.of("first", 1, "last", 1),
                Map.of("first", 1, "around", -1))) {
            assertThat(page(lesson, "TOP", slice)
                            .at("/errors/0/extensions/code")
                            .asString())
                    .as(slice.toString())
                    .isEqualTo("BAD_USER_INPUT");
        }
        assertThat(page(lesson, "TOP", Map.of("first", 1, "around", Integer.MAX_VALUE))
                        .has("errors"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cmt_",
                "cmt_x",
                "les_01DEMOINSTRUCTOR0000000001",
                "{\"$ne\":null}",
                ".*",
                "cmt_.*",
                "' OR 1=1 //",
                "xyz_01DEMOINSTRUCTOR0000000001",
                "cmt_01DEMOINSTRUCTOR0000000001"
            })
    void whatIsNoIdOfTheKindIsNobodysCommentPersonOrLesson(String id) {
        JsonNode comment = graphql(ANA, "query($id: ID!) { comment(id: $id) { bodyMarkdown } }", Map.of("id", id));
        assertThat(comment.has("errors")).as(comment.toString()).isFalse();
        assertThat(comment.at("/data/comment").isNull()).isTrue();
        for (String type : List.of("Comment", "User", "Course", "Lesson")) {
            JsonNode entity = graphql(
                    ANA,
                    "query($r: [_Any!]!) { _entities(representations: $r) { __typename } }",
                    Map.of("r", List.of(Map.of("__typename", type, "id", id))));
            assertThat(entity.has("errors")).as(entity.toString()).isFalse();
        }
        for (String mutation : List.of(
                "upvote(targetId: $id)",
                "deleteComment(id: $id)",
                "editComment(id: $id, bodyMarkdown: \"x\")",
                "follow(userId: $id)",
                "unfollow(userId: $id)")) {
            JsonNode answer = graphql(
                    ANA, "mutation($id: ID!) { it: " + mutation + " { userErrors { code } } }", Map.of("id", id));
            assertThat(answer.at("/data/it/userErrors/0/code").asString())
                    .as(mutation)
                    .isEqualTo("NOT_FOUND");
        }
        assertThat(add(ANA, "k", id, "x", Map.of()).at("/userErrors/0/code").asString())
                .isEqualTo("NOT_FOUND");
        assertThat(add(ANA, "k", lesson(), "x", Map.of("parentId", id))
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void anEditIsHeldToTheSameRulesAsANewComment() {
        String author = Ids.next("usr");
        String lesson = lesson();
        assertThat(add(author, "k", lesson, "![](https://a.example/x.png)", Map.of())
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("INVALID_INPUT");
        String id = add(author, "k2", lesson, "one\ntwo", Map.of())
                .at("/comment/id")
                .asString();
        String edit = "mutation($id: ID!, $body: String!) { editComment(id: $id, bodyMarkdown: $body) {"
                + " comment { bodyHtml bodyMarkdown } userErrors { code } } }";
        assertThat(graphql(author, edit, Map.of("id", id, "body", "\u200b\u00a0"))
                        .at("/data/editComment/userErrors/0/code")
                        .asString())
                .isEqualTo("INVALID_INPUT");
        JsonNode edited = graphql(author, edit, Map.of("id", id, "body", "tres\ncuatro\u200b"))
                .at("/data/editComment/comment");
        assertThat(edited.path("bodyHtml").asString()).isEqualTo("<p>tres<br>cuatro</p>");
        assertThat(edited.path("bodyMarkdown").asString()).isEqualTo("tres\ncuatro");
    }
}
