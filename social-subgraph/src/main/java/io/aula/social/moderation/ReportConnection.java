package io.aula.social.moderation;

import io.aula.platform.page.Connection;
import io.aula.platform.page.Connection.Edge;
import io.aula.platform.page.Connection.PageInfo;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Slice;
import java.util.List;

/** A page of reports of one status; how many there are is counted only when the client asks. */
record ReportConnection(Connection<Report> page, ReportStatus of) {

    /** @param found one more than the page holds, when there is, in the order of reading */
    static ReportConnection of(ReportStatus status, Slice slice, List<Report> found) {
        List<Row<Report>> rows = found.stream()
                .map(each -> new Row<>(each.at().toEpochMilli(), each.id().text(), each))
                .toList();
        return new ReportConnection(Connection.of(slice, rows), status);
    }

    public List<Report> nodes() {
        return page.nodes();
    }

    public List<Edge<Report>> edges() {
        return page.edges();
    }

    public PageInfo pageInfo() {
        return page.pageInfo();
    }
}
