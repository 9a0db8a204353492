package io.aula.gateway.planner;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.Parser;
import io.aula.gateway.operation.OperationNormalizer;
import io.aula.gateway.supergraph.SupergraphReader;
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
}
