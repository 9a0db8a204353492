package io.aula.social.notification;

import io.aula.platform.page.Connection;
import io.aula.platform.page.Connection.Edge;
import io.aula.platform.page.Connection.PageInfo;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Slice;
import java.util.List;

/** A page of what somebody is told; how much of all is unread is counted only when the client asks. */
record NotificationConnection(Connection<Notification> page) {

    /** @param found one more than the page holds, when there is, in the order of reading */
    static NotificationConnection of(Slice slice, List<Notification> found) {
        List<Row<Notification>> rows = found.stream()
                .map(each -> new Row<>(each.at().toEpochMilli(), each.id().text(), each))
                .toList();
        return new NotificationConnection(Connection.of(slice, rows));
    }

    public List<Notification> nodes() {
        return page.nodes();
    }

    public List<Edge<Notification>> edges() {
        return page.edges();
    }

    public PageInfo pageInfo() {
        return page.pageInfo();
    }
}
