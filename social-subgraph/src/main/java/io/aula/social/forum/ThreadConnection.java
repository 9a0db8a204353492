package io.aula.social.forum;

import io.aula.platform.id.CourseId;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Connection.Edge;
import io.aula.platform.page.Connection.PageInfo;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Slice;
import java.util.List;

/**
 * A page of a course's threads.
 *
 * @param filter the rest of what it was taken from; counted only when the client asks
 */
record ThreadConnection(Connection<ForumThread> page, CourseId of, ThreadFilter filter) {

    /** @param found one more than the page holds, when there is, in the order of reading */
    static ThreadConnection of(
            CourseId course, ThreadFilter filter, ThreadSort sort, Slice slice, List<ForumThread> found) {
        List<Row<ForumThread>> rows = found.stream()
                .map(thread -> new Row<>(Place.key(sort, thread), thread.id().text(), thread))
                .toList();
        return new ThreadConnection(Connection.of(slice, rows), course, filter);
    }

    public List<ForumThread> nodes() {
        return page.nodes();
    }

    public List<Edge<ForumThread>> edges() {
        return page.edges();
    }

    public PageInfo pageInfo() {
        return page.pageInfo();
    }
}
