package io.aula.gateway.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.gateway.graph.SomeNode;
import io.aula.gateway.operation.Operation;
import io.aula.gateway.operation.OperationKind;
import io.aula.gateway.operation.SelectionSet;
import io.aula.gateway.plan.PathSegment;
import io.aula.gateway.plan.PlanNode;
import io.aula.gateway.plan.ResponsePath;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitForCompanyTest {

    private final Visit root = visit("library", "");
    private final Visit shelves = visit("lending", "shelves", root);
    private final Visit prices = visit("shop", "books", root);
    private final Visit later = visit("lending", "books", prices);

    @Test
    void goesWithALaterRequestToTheSameSubgraph() {
        assertThat(waves(root, shelves, prices, later))
                .containsExactly("library", "shop books", "lending shelves books");
    }

    @Test
    void doesNotKeepOthersWaiting() {
        var labels = visit("labels", "shelves.label", shelves);
        assertThat(waves(root, shelves, prices, later, labels))
                .containsExactly("library", "lending shelves, shop books", "lending books, labels shelves.label");
    }

    @Test
    void doesNotWaitForNobody() {
        var last = visit("labels", "books", prices);
        assertThat(waves(root, shelves, prices, last))
                .containsExactly("library", "lending shelves, shop books", "labels books");
    }

    @Test
    void leavesNoWaveEmpty() {
        var again = visit("lending", "shelves", root);
        var deeper = visit("lending", "books", again);
        assertThat(waves(root, again, deeper)).containsExactly("library", "lending shelves", "lending books");
    }

    private static Visit visit(String subgraph, String place, Visit... after) {
        var path = place.isEmpty() ? ResponsePath.root() : ResponsePath.root().then(new PathSegment.Field(place));
        var visit = new Visit(SomeNode.of("Book", subgraph), path, !place.isEmpty());
        visit.after.addAll(List.of(after));
        visit.output.typename();
        return visit;
    }

    /** Each wave as its requests: subgraphs with the places of what is looked up. */
    private static List<String> waves(Visit... visits) {
        var operation = new Operation(OperationKind.QUERY, Optional.empty(), List.of(), SelectionSet.none());
        return new PlanBuilder(operation)
                .waves(List.of(visits), OperationKind.QUERY).stream()
                        .map(WaitForCompanyTest::print)
                        .toList();
    }

    private static String print(PlanNode node) {
        return switch (node) {
            case PlanNode.Parallel(var nodes) ->
                String.join(", ", nodes.stream().map(WaitForCompanyTest::print).toList());
            case PlanNode.EntityFetch fetch -> print(fetch.subgraph(), List.of(fetch.lookup()));
            case PlanNode.BatchFetch fetch -> print(fetch.subgraph(), fetch.lookups());
            case PlanNode.Fetch fetch -> fetch.subgraph();
            default -> throw new IllegalStateException(node.toString());
        };
    }

    private static String print(String subgraph, List<io.aula.gateway.plan.EntityLookup> lookups) {
        var places = lookups.stream()
                .flatMap(lookup -> lookup.paths().stream())
                .map(ResponsePath::print)
                .toList();
        return subgraph + " " + String.join(" ", places);
    }
}
