package io.aula.gateway.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.parser.Parser;
import io.aula.gateway.operation.OperationNormalizer;
import io.aula.gateway.supergraph.SupergraphReader;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class PlanningBudgetTest {

    @Test
    void manyEquallyGoodSubgraphsDoNotExhaustTheSearch() {
        var graphs = IntStream.range(0, 8).boxed().toList();
        var sdl =
                "schema @link(url: \"https://specs.apollo.dev/join/v0.3\") { query: Query } scalar join__FieldSet enum join__Graph {"
                        + graphs.stream()
                                .map(i -> "G" + i + " @join__graph(name: \"g" + i + "\", url: \"\") ")
                                .collect(Collectors.joining())
                        + "} type Query "
                        + graphs.stream()
                                .map(i -> "@join__type(graph: G" + i + ") ")
                                .collect(Collectors.joining())
                        + "{ start: Thing @join__field(graph: G0) } type Thing "
                        + graphs.stream()
                                .map(i -> "@join__type(graph: G" + i + ", key: \"id\") ")
                                .collect(Collectors.joining())
                        + "{ id: ID! "
                        + IntStream.range(0, 40)
                                .mapToObj(f -> "f" + f + ": Int @join__field(graph: G" + (1 + f % 7)
                                        + ") @join__field(graph: G" + (1 + (f + 3) % 7) + ") ")
                                .collect(Collectors.joining())
                        + "}";
        var supergraph = SupergraphReader.read(sdl);
        var query = "{ start {" + IntStream.range(0, 40).mapToObj(f -> " f" + f).collect(Collectors.joining()) + " } }";
        var operation = new OperationNormalizer(supergraph).normalize(Parser.parse(query), Optional.empty());

        var plan = Assertions.assertTimeout(Duration.ofSeconds(5), () -> new QueryPlanner(supergraph).plan(operation));

        assertThat(plan.root()).isPresent();
    }

    /** Eight types whose field sits now here, now there: eight ways on at every level. */
    private static String alternating() {
        return "schema @link(url: \"https://specs.apollo.dev/join/v0.3\") { query: Query } scalar join__FieldSet"
                + " enum join__Graph { A @join__graph(name: \"a\", url: \"\") B @join__graph(name: \"b\", url: \"\") }"
                + " type Query @join__type(graph: A) @join__type(graph: B) { item: Item @join__field(graph: A) }"
                + " interface Item @join__type(graph: A) @join__type(graph: B) { id: ID! name: String related: Item }"
                + IntStream.range(0, 8)
                        .mapToObj(i -> " type I" + i + " implements Item"
                                + " @join__type(graph: A, key: \"id\") @join__type(graph: B, key: \"id\")"
                                + " @join__implements(graph: A, interface: \"Item\") @join__implements(graph: B, interface: \"Item\")"
                                + " { id: ID! name: String @join__field(graph: B) related: Item @join__field(graph: "
                                + (i % 2 == 0 ? "A" : "B") + ") }")
                        .collect(Collectors.joining());
    }

    private static String nested(int depth) {
        return "{ item {" + " name related {".repeat(depth) + " name " + "}".repeat(depth) + " } }";
    }

    @Test
    void fiveHundredWaysOnArePlannedInTime() {
        var supergraph = SupergraphReader.read(alternating());
        var operation = new OperationNormalizer(supergraph).normalize(Parser.parse(nested(3)), Optional.empty());

        var started = cpuNanos();
        var plan = new QueryPlanner(supergraph).plan(operation);

        assertThat(plan.root()).isPresent();
        assertThat(Duration.ofNanos(cpuNanos() - started)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void aShortDocumentThatExplodesInPlanningIsRefusedEarly() {
        var supergraph = SupergraphReader.read(alternating());
        var operation = new OperationNormalizer(supergraph).normalize(Parser.parse(nested(24)), Optional.empty());

        var started = cpuNanos();
        assertThatThrownBy(() -> new QueryPlanner(supergraph).plan(operation))
                .isInstanceOf(PlanningException.class)
                .hasMessageContaining("more than");
        assertThat(Duration.ofNanos(cpuNanos() - started)).isLessThan(Duration.ofSeconds(4));
    }

    /** Of this thread alone, so that a busy machine does not decide the test. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
