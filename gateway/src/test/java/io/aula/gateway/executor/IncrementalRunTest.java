package io.aula.gateway.executor;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.Parser;
import io.aula.gateway.operation.OperationNormalizer;
import io.aula.gateway.planner.QueryPlanner;
import io.aula.gateway.supergraph.Supergraph;
import io.aula.gateway.supergraph.SupergraphReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Replies come when a test says so, so that "later" means something. */
class IncrementalRunTest {

    private static final String NESTED = "{ books { title ... @defer(label: \"outer\") { dueDate borrower { id"
            + " ... @defer(label: \"inner\") { name } } } } }";
    private static final Supergraph SUPERGRAPH = read();

    private final List<SubgraphCall> calls = new ArrayList<>();
    private final List<SubgraphReply> replies = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();
    private final Map<String, Boolean> switches = new HashMap<>();

    @Test
    void answersFirstWhatIsNotDeferred() {
        run("{ books { title ... @defer(label: \"lent\") { dueDate } } }", IncrementalFormat.PENDING);
        reply(
                "{\"books\":[{\"title\":\"A\",\"__typename\":\"Book\",\"isbn\":\"1\"},{\"title\":\"B\",\"__typename\":\"Book\",\"isbn\":\"2\"}]}");

        assertThat(parts)
                .containsExactly("{\"data\":{\"books\":[{\"title\":\"A\"},{\"title\":\"B\"}]},"
                        + "\"pending\":[{\"id\":\"1\",\"path\":[\"books\",0],\"label\":\"lent\"},"
                        + "{\"id\":\"2\",\"path\":[\"books\",1],\"label\":\"lent\"}],\"hasNext\":true}");

        reply("{\"_entities\":[{\"dueDate\":\"May\"},{\"dueDate\":null}]}");
        assertThat(parts.getLast())
                .isEqualTo("{\"incremental\":[{\"id\":\"1\",\"data\":{\"dueDate\":\"May\"}},"
                        + "{\"id\":\"2\",\"data\":{\"dueDate\":null}}],"
                        + "\"completed\":[{\"id\":\"1\"},{\"id\":\"2\"}],\"hasNext\":false}");
    }

    @Test
    void writesTheFormatOfAugust2022() {
        run("{ books { title ... @defer(label: \"lent\") { dueDate } } }", IncrementalFormat.PATHS);
        reply("{\"books\":[{\"title\":\"A\",\"__typename\":\"Book\",\"isbn\":\"1\"}]}");
        reply("{\"_entities\":[{\"dueDate\":\"May\"}]}");

        assertThat(parts)
                .containsExactly(
                        "{\"data\":{\"books\":[{\"title\":\"A\"}]},\"hasNext\":true}",
                        "{\"incremental\":[{\"label\":\"lent\",\"path\":[\"books\",0],\"data\":{\"dueDate\":\"May\"}}],"
                                + "\"hasNext\":false}");
    }

    @Test
    void announcesAPartWithinAPartWhenItsPlaceIsKnown() {
        run(NESTED, IncrementalFormat.PENDING);
        reply("{\"books\":[{\"title\":\"A\",\"__typename\":\"Book\",\"isbn\":\"1\"}]}");
        reply("{\"_entities\":[{\"dueDate\":\"May\",\"borrower\":{\"id\":\"p\",\"__typename\":\"Person\"}}]}");
        assertThat(parts.getLast())
                .contains("\"data\":{\"dueDate\":\"May\",\"borrower\":{\"id\":\"p\"}}")
                .contains("\"pending\":[{\"id\":\"2\",\"path\":[\"books\",0,\"borrower\"],\"label\":\"inner\"}]")
                .endsWith("\"hasNext\":true}");

        reply("{\"_entities\":[{\"name\":\"Ana\"}]}");
        assertThat(parts.getLast())
                .isEqualTo("{\"incremental\":[{\"id\":\"2\",\"data\":{\"name\":\"Ana\"}}],"
                        + "\"completed\":[{\"id\":\"2\"}],\"hasNext\":false}");
    }

    @Test
    void promisesNothingBelowWhatIsNotThere() {
        run(NESTED, IncrementalFormat.PENDING);
        reply("{\"books\":[]}");
        assertThat(parts).containsExactly("{\"data\":{\"books\":[]},\"hasNext\":false}");
        assertThat(calls).hasSize(1);
    }

    @Test
    void promisesNothingBelowWhatANullTookAway() {
        run("{ books { title ... @defer { dueDate } } }", IncrementalFormat.PENDING);
        reply("{\"books\":[{\"title\":\"A\",\"__typename\":\"Book\",\"isbn\":\"1\"},null]}");
        assertThat(parts).hasSize(1);
        assertThat(parts.getFirst()).startsWith("{\"data\":null,").endsWith("\"hasNext\":false}");
    }

    @Test
    void comesInOnePieceWhenAVariableSaysSo() {
        switches.put("later", false);
        run(
                "query ($later: Boolean!) { books { title ... @defer(if: $later) { summary } } }",
                IncrementalFormat.PENDING);
        reply("{\"books\":[{\"title\":\"A\",\"__typename\":\"Book\",\"isbn\":\"1\"}]}");
        assertThat(parts).isEmpty();
        reply("{\"_entities\":[{\"summary\":\"Long\"}]}");
        assertThat(parts)
                .containsExactly("{\"data\":{\"books\":[{\"title\":\"A\",\"summary\":\"Long\"}]},\"hasNext\":false}");
    }

    @Test
    void tellsThePartsErrorWithThePart() {
        run("{ books { title ... @defer { dueDate } } }", IncrementalFormat.PENDING);
        reply("{\"books\":[{\"title\":\"A\",\"__typename\":\"Book\",\"isbn\":\"1\"}]}");
        replies.removeFirst().failed(SubgraphFailure.TIMEOUT);
        assertThat(parts.getFirst()).doesNotContain("errors");
        assertThat(parts.getLast())
                .contains("\"data\":{\"dueDate\":null},\"errors\":[")
                .contains("SUBGRAPH_TIMEOUT")
                .endsWith("\"hasNext\":false}");
    }

    @Test
    void tellsANullOnceThatStandsInTwoParts() {
        run(
                "{ books { title borrower { name } ... @defer { borrower { name } summary } } }",
                IncrementalFormat.PENDING);
        reply("{\"books\":[{\"title\":\"A\",\"__typename\":\"Book\",\"isbn\":\"1\"}]}");
        while (!replies.isEmpty()) {
            reply("{\"_entities\":[{}]}");
        }
        assertThat(String.join("", parts).split("Nothing was answered for Book.borrower", -1))
                .as(String.valueOf(parts))
                .hasSize(2);
    }

    private void run(String text, IncrementalFormat format) {
        var operation = new OperationNormalizer(SUPERGRAPH).normalize(Parser.parse(text), Optional.empty());
        var plan = new QueryPlanner(SUPERGRAPH).plan(operation);
        var compiled = new PlanCompiler(SUPERGRAPH.api().graphQl(), Set.of()).compile(operation, plan);
        var input = new ExecutionInput(
                new Variables(Map.of(), Map.copyOf(switches)),
                CallerHeaders.none(),
                Map.of(),
                List.of(),
                Long.MAX_VALUE,
                Long.MAX_VALUE);
        SubgraphClient client = (call, reply) -> {
            calls.add(call);
            replies.add(reply);
        };
        new PlanExecutor(client, ExecutionListener.NONE, ErrorPolicy.MASKED)
                .executeIncrementally(compiled, input, format, (json, last) -> parts.add(json.toString()));
    }

    private void reply(String data) {
        var bytes = ("{\"data\":" + data + "}").getBytes(StandardCharsets.UTF_8);
        replies.removeFirst().answered(bytes, bytes.length);
    }

    private static Supergraph read() {
        try {
            return SupergraphReader.read(
                    Files.readString(Path.of("src/test/resources/plans/defer/nests-parts/supergraph.graphql")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
