package io.aula.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArgumentTextTest {
    private static final String SDL = """
            input Text { locale: String text: String }
            input Change { titles: [Text!] }
            interface Node { id: ID! }
            type Thing implements Node { id: ID! }
            type Query { nodes(ids: [ID!]!): [Node]! find(id: ID, change: Change, tags: [String!]): String  plain: String }
            """;
    private final GraphQL graph = GraphQL.newGraphQL(new SchemaGenerator()
                    .makeExecutableSchema(
                            new SchemaParser().parse(SDL),
                            RuntimeWiring.newRuntimeWiring()
                                    .type(
                                            "Query",
                                            type -> type.dataFetcher("nodes", ArgumentTextTest::things)
                                                    .dataFetcher("find", env -> "found")
                                                    .dataFetcher("plain", env -> "plain"))
                                    .type(
                                            "Node",
                                            type -> type.typeResolver(
                                                    env -> env.getSchema().getObjectType("Thing")))
                                    .build()))
            .instrumentation(new ArgumentText())
            .defaultDataFetcherExceptionHandler(new ErrorMapping())
            .build();

    @Test
    void aLiteralWithNulIsRefusedAndTheRestAnswered() {
        ExecutionResult result = graph.execute("{ find(id: \"a\\u0000b\") plain }");

        assertRefused(result, "id");
        assertThat(result.<Map<String, Object>>getData()).containsEntry("plain", "plain");
    }

    @Test
    void aVariableIsRefusedHoweverDeepItHoldsNul() {
        assertRefused(ask(Map.of("c", Map.of("titles", List.of(Map.of("locale", "es", "text", "a\u0000"))))), "change");
        assertRefused(ask(Map.of("t", List.of("ok", "\u0000"))), "tags");
    }

    @Test
    void otherTextPasses() {
        ExecutionResult result = ask(Map.of("i", "a\u0001\n", "t", List.of()));

        assertThat(result.getErrors()).isEmpty();
        assertThat(result.<Map<String, Object>>getData()).containsEntry("find", "found");
    }

    @Test
    void anIdWithNulAmongManyLosesOnlyItself() {
        ExecutionResult result = graph.execute("{ nodes(ids: [\"a\", \"b\\u0000\", \"c\"]) { id } }");

        assertThat(result.getErrors()).isEmpty();
        assertThat(result.<Map<String, List<?>>>getData().get("nodes"))
                .isEqualTo(Arrays.asList(Map.of("id", "a"), null, Map.of("id", "c")));
    }

    private static List<@Nullable Map<String, String>> things(DataFetchingEnvironment env) {
        List<String> ids = env.getArgumentOrDefault("ids", List.of());
        return ids.stream()
                .<@Nullable Map<String, String>>map(id -> id.contains("\0") ? null : Map.of("id", id))
                .toList();
    }

    private ExecutionResult ask(Map<String, Object> variables) {
        return graph.execute(ExecutionInput.newExecutionInput(
                        "query($i: ID, $c: Change, $t: [String!]) { find(id: $i, change: $c, tags: $t) }")
                .variables(variables)
                .build());
    }

    private static void assertRefused(ExecutionResult result, String argument) {
        assertThat(result.getErrors()).hasSize(1);
        assertThat(result.getErrors().getFirst().getExtensions()).containsEntry("code", "BAD_USER_INPUT");
        assertThat(result.getErrors().getFirst().getMessage()).contains("U+0000", argument);
        assertThat(result.<Map<String, Object>>getData()).containsEntry("find", null);
    }
}
