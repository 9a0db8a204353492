package io.aula.social.comment;

import io.aula.social.graphql.Cursor;
import io.aula.social.graphql.Page;
import io.aula.social.graphql.PageInfo;
import io.aula.social.graphql.Pages;
import java.util.List;

/**
 * @param of the lesson or thread that the page was taken from
 * @param where the rest of what it was taken from; counted only when the client asks
 */
record CommentConnection(List<Comment> nodes, List<CommentEdge> edges, PageInfo pageInfo, String of, Where where) {

    record CommentEdge(String cursor, Comment node) {}

    /** @param found one more than the page holds, when there is */
    static CommentConnection of(String id, Where where, Page page, List<Comment> found) {
        List<CommentEdge> edges = Pages.cut(found, page.size()).stream()
                .map(comment -> new CommentEdge(new Cursor(comment.upvotes(), comment.id()).text(), comment))
                .toList();
        return new CommentConnection(
                edges.stream().map(CommentEdge::node).toList(),
                edges,
                PageInfo.of(
                        edges.stream().map(CommentEdge::cursor).toList(),
                        found.size() > page.size(),
                        page.after() != null),
                id,
                where);
    }
}
