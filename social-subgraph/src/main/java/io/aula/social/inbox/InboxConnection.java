package io.aula.social.inbox;

import io.aula.platform.page.Connection;
import io.aula.platform.page.Connection.Edge;
import io.aula.platform.page.Connection.PageInfo;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Slice;
import io.aula.social.documents.Stretch;
import io.aula.social.inbox.InboxService.Shown;
import java.util.List;

/** A page of an inbox. */
record InboxConnection(Connection<Shown> page) {

    static InboxConnection of(Slice slice, Stretch<Shown> found) {
        List<Row<Shown>> rows = found.seen().stream()
                .map(each -> new Row<>(0, each.item().id().text(), each))
                .toList();
        return new InboxConnection(Connection.lookedThrough(slice, rows, found.place()));
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
