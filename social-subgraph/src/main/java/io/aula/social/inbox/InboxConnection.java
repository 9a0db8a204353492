package io.aula.social.inbox;

import io.aula.platform.page.Connection;
import io.aula.platform.page.Connection.Edge;
import io.aula.platform.page.Connection.PageInfo;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Slice;
import io.aula.social.inbox.InboxService.Shown;
import java.util.List;

/** A page of an inbox. */
record InboxConnection(Connection<Shown> page) {

    /** @param found one more than the page holds, when there is, in the order of reading */
    static InboxConnection of(Slice slice, List<Shown> found) {
        List<Row<Shown>> rows = found.stream()
                .map(each -> new Row<>(0, each.item().id().text(), each))
                .toList();
        return new InboxConnection(Connection.of(slice, rows));
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
