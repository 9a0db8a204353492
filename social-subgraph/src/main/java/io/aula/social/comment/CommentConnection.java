package io.aula.social.comment;

import io.aula.platform.page.Connection;
import io.aula.platform.page.Connection.Edge;
import io.aula.platform.page.Connection.PageInfo;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Slice;
import java.util.List;

/**
 * A page of comments.
 *
 * @param of the lesson, thread or comment that it was taken from
 * @param where the rest of what it was taken from; counted only when the client asks
 */
record CommentConnection<K>(Connection<Comment> page, K of, Where<K> where) {

    /** @param found one more than the page holds, when there is, in the order of reading */
    static <K> CommentConnection<K> of(K id, Where<K> where, Slice slice, List<Comment> found) {
        List<Row<Comment>> rows = found.stream()
                .map(comment -> new Row<>(comment.upvotes(), comment.id().text(), comment))
                .toList();
        return new CommentConnection<>(Connection.of(slice, rows), id, where);
    }

    public List<Comment> nodes() {
        return page.nodes();
    }

    public List<Edge<Comment>> edges() {
        return page.edges();
    }

    public PageInfo pageInfo() {
        return page.pageInfo();
    }
}
