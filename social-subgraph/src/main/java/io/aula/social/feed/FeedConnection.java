package io.aula.social.feed;

import io.aula.platform.page.Connection;
import io.aula.platform.page.Connection.Edge;
import io.aula.platform.page.Connection.PageInfo;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Slice;
import io.aula.social.feed.FeedService.Shown;
import java.util.List;

/** A page of a feed. */
record FeedConnection(Connection<Shown> page) {

    /** @param found one more than the page holds, when there is, in the order of reading */
    static FeedConnection of(Slice slice, List<Shown> found) {
        List<Row<Shown>> rows = found.stream()
                .map(each -> new Row<>(
                        each.activity().at().toEpochMilli(),
                        each.activity().id().text(),
                        each))
                .toList();
        return new FeedConnection(Connection.of(slice, rows));
    }

    public List<Shown> nodes() {
        return page.nodes();
    }

    public List<Edge<Shown>> edges() {
        return page.edges();
    }

    public PageInfo pageInfo() {
        return page.pageInfo();
    }
}
