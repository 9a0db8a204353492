package io.aula.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnreadableArgumentsTest {
    private static final String SDL = """
            scalar DateTime
            input Filter { since: DateTime }
            type Query { find(filter: Filter): String }
            """;
    private final GraphQL graph = GraphQL.newGraphQL(new SchemaGenerator()
                    .makeExecutableSchema(
                            new SchemaParser().parse(SDL),
                            RuntimeWiring.newRuntimeWiring()
                                    .scalar(Scalars.DATE_TIME)
                                    .type("Query", type -> type.dataFetcher("find", env -> "found"))
                                    .build()))
            .instrumentation(new UnreadableArguments())
            .build();

    @Test
    void aVariableThatAScalarCannotReadIsTheCallersMistake() {
        assertRefused(ask("2026-02-30T00:00:00Z"));
        assertRefused(ask("+300000-01-01T00:00:00Z"));
    }

    @Test
    void soIsALiteralAndNoClassIsNamed() {
        ExecutionResult result = graph.execute("{ find(filter: { since: \"x - y\" }) }");

        assertRefused(result);
        assertThat(result.getErrors().getFirst().getMessage()).doesNotContain("StringValue");
    }

    @Test
    void whatIsReadablePasses() {
        assertThat(ask("2026-02-28T00:00:00Z").getErrors()).isEmpty();
    }

    @Test
    void anotherFaultOfTheDocumentKeepsItsForm() {
        assertThat(graph.execute("{ lost }").getErrors())
                .hasSize(1)
                .allSatisfy(error -> assertThat(error.getExtensions()).doesNotContainKey("code"));
    }

    private ExecutionResult ask(String since) {
        return graph.execute(ExecutionInput.newExecutionInput("query($f: Filter) { find(filter: $f) }")
                .variables(Map.of("f", Map.of("since", since)))
                .build());
    }

    private static void assertRefused(ExecutionResult result) {
        assertThat(result.getErrors()).hasSize(1);
        assertThat(result.getErrors().getFirst().getExtensions()).containsEntry("code", "BAD_USER_INPUT");
        assertThat(result.getErrors().getFirst().getMessage()).contains("DateTime");
    }
}
