package io.aula.social.comment;

import io.aula.social.graphql.Cursor;
import io.aula.social.graphql.PageInfo;
import io.aula.social.graphql.Pages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param scope what the page was taken from; counted only when the client asks */
record CommentConnection(List<Comment> nodes, List<CommentEdge> edges, PageInfo pageInfo, Comments.Scope scope) {

    record CommentEdge(String cursor, Comment node) {}

    static CommentConnection read(
            Comments comments,
            Comments.Scope scope,
            CommentSort sort,
            @Nullable Integer first,
            @Nullable String after) {
        int size = Pages.size(first);
        List<Comment> found = comments.page(scope, sort, after == null ? null : Cursor.parse(after), size + 1);
        List<CommentEdge> edges = Pages.cut(found, size).stream()
                .map(comment -> new CommentEdge(new Cursor(comment.upvotes(), comment.id()).text(), comment))
                .toList();
        return new CommentConnection(
                edges.stream().map(CommentEdge::node).toList(),
                edges,
                PageInfo.of(edges.stream().map(CommentEdge::cursor).toList(), found.size() > size, after != null),
                scope);
    }
}
