package io.aula.identity.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of people for staff, by id; the cursor is the last id. */
record UserConnection(List<Account> nodes, List<UserEdge> edges, PageInfo pageInfo, AccountSearch search) {

    record UserEdge(String cursor, Account node) {}

    record PageInfo(
            boolean hasNextPage,
            boolean hasPreviousPage,
            @Nullable String startCursor,
            @Nullable String endCursor) {}

    static UserConnection of(List<Account> found, int first, AccountSearch search) {
        List<Account> nodes = found.subList(0, Math.min(first, found.size()));
        List<UserEdge> edges = nodes.stream()
                .map(node -> new UserEdge(node.id().value(), node))
                .toList();
        PageInfo page = new PageInfo(
                found.size() > first,
                search.after() != null,
                edges.isEmpty() ? null : edges.getFirst().cursor(),
                edges.isEmpty() ? null : edges.getLast().cursor());
        return new UserConnection(nodes, edges, page, search);
    }
}
