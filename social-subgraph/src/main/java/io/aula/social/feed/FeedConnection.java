package io.aula.social.feed;

import io.aula.platform.page.Connection;
import io.aula.platform.page.Connection.Edge;
import io.aula.platform.page.Connection.PageInfo;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Slice;
import io.aula.social.documents.Stretch;
import io.aula.social.feed.FeedService.Shown;
import java.util.List;

/** A page of a feed. */
record FeedConnection(Connection<Shown> page) {

    static FeedConnection of(Slice slice, Stretch<Shown> found) {
        List<Row<Shown>> rows = found.seen().stream()
                .map(each -> new Row<>(
                        each.activity().at().toEpochMilli(),
                        each.activity().id().text(),
                        each))
                .toList();
        return new FeedConnection(Connection.lookedThrough(slice, rows, found.place()));
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
