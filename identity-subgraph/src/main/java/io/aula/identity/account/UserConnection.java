package io.aula.identity.account;

import io.aula.platform.page.Connection;
import io.aula.platform.page.Connection.Edge;
import io.aula.platform.page.Connection.PageInfo;
import io.aula.platform.page.Connection.Row;
import java.util.List;

/** A page of people for staff, by id; what was searched for is kept for the count, which is made only when it is asked for. */
record UserConnection(Connection<Account> page, AccountSearch search) {
    static UserConnection of(AccountSearch.Outcome.Found found) {
        List<Row<Account>> rows = found.people().stream()
                .map(person -> new Row<>(0, person.id().text(), person))
                .toList();
        return new UserConnection(Connection.of(found.slice(), rows), found.search());
    }

    public List<Account> nodes() {
        return page.nodes();
    }

    public List<Edge<Account>> edges() {
        return page.edges();
    }

    public PageInfo pageInfo() {
        return page.pageInfo();
    }
}
