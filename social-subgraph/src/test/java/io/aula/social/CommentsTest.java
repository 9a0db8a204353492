package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Reading page by page, and who may change what. */
final class CommentsTest extends SocialTestServer {
    private static final String PAGE = """
            query($r: [_Any!]!, $first: Int!, $after: String, $sort: CommentSort!, $around: Int) {
              _entities(representations: $r) { ... on Lesson {
                comments(first: $first, after: $after, sort: $sort, aroundMs: $around) {
                  totalCount nodes { id bodyMarkdown visibility editedAt }
                  pageInfo { hasNextPage hasPreviousPage endCursor } } } } }""";
    private static final String EDIT = """
            mutation($id: ID!, $body: String!) { editComment(id: $id, bodyMarkdown: $body) {
              comment { bodyMarkdown editedAt } userErrors { code } } }""";
    private static final String DELETE = """
            mutation($id: ID!) { deleteComment(id: $id) {
              comment { visibility bodyMarkdown bodyHtml } userErrors { code } } }""";

    private JsonNode page(String lesson, int first, @Nullable String after, String sort, @Nullable Integer around) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put("r", List.of(Map.of("__typename", "Lesson", "id", lesson)));
        variables.put("first", first);
        variables.put("after", after);
        variables.put("sort", sort);
        variables.put("around", around);
        JsonNode answer = graphql(null, PAGE, variables);
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.path("data").path("_entities").path(0).path("comments");
    }

    private List<String> readAll(String lesson, int pageSize, String sort) {
        List<String> read = new ArrayList<>();
        @Nullable String after = null;
        while (true) {
            JsonNode page = page(lesson, pageSize, after, sort, null);
            assertThat(page.path("pageInfo").path("hasPreviousPage").asBoolean())
                    .isEqualTo(after != null);
            read.addAll(ids(page.path("nodes")));
            if (!page.path("pageInfo").path("hasNextPage").asBoolean()) {
                return read;
            }
            after = page.path("pageInfo").path("endCursor").asString();
        }
    }

    @Test
    void pageByPageEachCommentComesOnceInEveryOrder() {
        String lesson = lesson();
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            written.add(write(lesson, "number " + i, Map.of()));
        }
        String vote = "mutation($id: ID!) { upvote(targetId: $id) { upvotes } }";
        graphql(ANA, vote, Map.of("id", written.get(2)));

        assertThat(readAll(lesson, 3, "OLDEST")).isEqualTo(written);
        assertThat(readAll(lesson, 3, "NEWEST")).isEqualTo(written.reversed());
        assertThat(readAll(lesson, 2, "TOP"))
                .hasSize(7)
                .startsWith(written.get(2))
                .containsAll(written);
        assertThat(page(lesson, 3, null, "NEWEST", null).path("totalCount").asInt())
                .isEqualTo(7);
    }

    @Test
    void aroundAMomentOnlyWhatIsSaidAboutItComes() {
        String lesson = lesson();
        String near = write(lesson, "about 1:00", Map.of("positionMs", 60_000));
        write(lesson, "about 5:00", Map.of("positionMs", 300_000));
        write(lesson, "about nothing", Map.of());

        JsonNode found = page(lesson, 10, null, "TOP", 62_000);
        assertThat(ids(found.path("nodes"))).containsExactly(near);
        assertThat(found.path("totalCount").asInt()).isEqualTo(1);
    }

    /** MongoDB would keep it, PostgreSQL would not: one dialect for all. */
    @Test
    void aTextWithU0000IsRefusedWhereverItStands() {
        String id = write(lesson(), "whole", Map.of());
        for (Map<String, String> bad :
                List.of(Map.of("id", id, "body", "a\u0000b"), Map.of("id", id + "\u0000", "body", "ab"))) {
            JsonNode answer = graphql(ANA, EDIT, bad);
            assertThat(answer.path("errors")
                            .path(0)
                            .path("extensions")
                            .path("code")
                            .asString())
                    .as(answer.toString())
                    .isEqualTo("BAD_USER_INPUT");
        }
    }

    @Test
    void onlyItsAuthorEditsACommentAndTheEditShows() {
        String author = Ids.next("usr");
        String id = add(author, "k", lesson(), "befroe", Map.of())
                .path("comment")
                .path("id")
                .asString();

        JsonNode foreign = graphql(ANA, EDIT, Map.of("id", id, "body", "mine now"))
                .path("data")
                .path("editComment");
        assertThat(foreign.path("userErrors").path(0).path("code").asString()).isEqualTo("FORBIDDEN");
        JsonNode staff = graphql("moderator~" + ANA, EDIT, Map.of("id", id, "body", "better"))
                .path("data");
        assertThat(staff.path("editComment")
                        .path("userErrors")
                        .path(0)
                        .path("code")
                        .asString())
                .isEqualTo("FORBIDDEN");
        JsonNode own = graphql(author, EDIT, Map.of("id", id, "body", "before"))
                .path("data")
                .path("editComment");
        assertThat(own.path("comment").path("bodyMarkdown").asString()).isEqualTo("before");
        assertThat(own.path("comment").path("editedAt").isNull()).isFalse();
    }

    @Test
    void aDeletedCommentStaysAsATombstoneWhileRepliesHangOnIt() {
        String author = Ids.next("usr");
        String lesson = lesson();
        String root = add(author, "k", lesson, "root", Map.of())
                .path("comment")
                .path("id")
                .asString();
        String replier = Ids.next("usr");
        String reply = add(replier, "k", lesson, "reply", Map.of("parentId", root))
                .path("comment")
                .path("id")
                .asString();

        JsonNode deleted =
                graphql(author, DELETE, Map.of("id", root)).path("data").path("deleteComment");
        assertThat(deleted.path("comment").path("visibility").asString()).isEqualTo("DELETED");
        assertThat(deleted.path("comment").path("bodyMarkdown").isNull()).isTrue();
        assertThat(deleted.path("comment").path("bodyHtml").isNull()).isTrue();
        assertThat(ids(page(lesson, 5, null, "TOP", null).path("nodes"))).containsExactly(root);

        graphql(replier, DELETE, Map.of("id", reply));
        assertThat(page(lesson, 5, null, "TOP", null).path("totalCount").asInt())
                .isZero();
        assertThat(add(replier, "k2", lesson, "late", Map.of("parentId", root))
                        .path("userErrors")
                        .path(0)
                        .path("code")
                        .asString())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void aModeratorRemovesWhatALearnerMayNot() {
        String lesson = lesson();
        String id = write(lesson, "buy my pills", Map.of());
        JsonNode learner =
                graphql(Ids.next("usr"), DELETE, Map.of("id", id)).path("data").path("deleteComment");
        assertThat(learner.path("userErrors").path(0).path("code").asString()).isEqualTo("FORBIDDEN");

        JsonNode removed = graphql("moderator~" + ANA, DELETE, Map.of("id", id))
                .path("data")
                .path("deleteComment");
        assertThat(removed.path("comment").path("visibility").asString()).isEqualTo("REMOVED");
        assertThat(removed.path("comment").path("bodyMarkdown").isNull()).isTrue();
        assertThat(page(lesson, 5, null, "TOP", null).path("totalCount").asInt())
                .isZero();
    }

    @Test
    void anErasedPersonsCommentsStayWithoutTheirNameAndTheirVotesGo() {
        String author = person();
        String lesson = lesson();
        String liked = write(lesson, "liked", Map.of());
        String vote = "mutation($id: ID!) { upvote(targetId: $id) { upvotes } }";
        graphql(author, vote, Map.of("id", liked));
        String id = add(author, "k", lesson, "I was here", Map.of())
                .path("comment")
                .path("id")
                .asString();
        tell("user.deleted", author, 9, Map.of("userId", author));
        String query = "query($id: ID!) { comment(id: $id) { bodyMarkdown author { id } } }";
        eventually(() -> graphql(null, query, Map.of("id", id))
                .at("/data/comment/author")
                .isNull());

        JsonNode comment = graphql(null, query, Map.of("id", id)).path("data").path("comment");
        assertThat(comment.path("bodyMarkdown").asString()).isEqualTo("I was here");
        assertThat(comment.path("author").isNull()).isTrue();
        String upvotes = "query($id: ID!) { comment(id: $id) { upvotes } }";
        eventually(() -> graphql(null, upvotes, Map.of("id", liked))
                        .at("/data/comment/upvotes")
                        .asInt(1)
                == 0);
    }
}
