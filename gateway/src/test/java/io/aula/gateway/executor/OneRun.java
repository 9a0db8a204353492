package io.aula.gateway.executor;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.Parser;
import io.aula.gateway.operation.OperationNormalizer;
import io.aula.gateway.planner.QueryPlanner;
import io.aula.gateway.supergraph.Supergraph;
import io.aula.gateway.supergraph.SupergraphReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs an operation on subgraphs that answer each request with the same words. */
final class OneRun {

    private static final String USUAL = "/execution/supergraph.graphql";

    private final Supergraph supergraph;
    private final Map<String, String> answers = new HashMap<>();
    private final Map<String, SubgraphFailure> failures = new HashMap<>();
    private final List<String> calls = new ArrayList<>();

    OneRun() {
        this(USUAL);
    }

    OneRun(String resource) {
        supergraph = read(resource);
    }

    void answers(String subgraph, String words) {
        answers.put(subgraph, words);
    }

    void fails(String subgraph, SubgraphFailure failure) {
        failures.put(subgraph, failure);
    }

    /** The bodies of the requests so far. */
    List<String> calls() {
        return calls;
    }

    /** The response, as text. */
    String of(String text) {
        return of(text, Map.of());
    }

    /** The same with variables that decide what is selected. */
    String of(String text, Map<String, Boolean> switches) {
        var operation = new OperationNormalizer(supergraph).normalize(Parser.parse(text), Optional.empty());
        var plan = new QueryPlanner(supergraph).plan(operation);
        var compiled = new PlanCompiler(supergraph.api().graphQl(), Set.of()).compile(operation, plan);
        var response = new ArrayList<String>();
        var input = new ExecutionInput(
                new Variables(Map.of(), switches),
                CallerHeaders.none(),
                Map.of(),
                List.of(),
                Long.MAX_VALUE,
                Long.MAX_VALUE);
        new PlanExecutor(this::answer, ExecutionListener.NONE, ErrorPolicy.MASKED)
                .execute(compiled, input, json -> response.add(json.toString()));
        assertThat(response).hasSize(1);
        return response.getFirst();
    }

    private void answer(SubgraphCall call, SubgraphReply reply) {
        calls.add(call.body().toString());
        var failure = failures.get(call.subgraph());
        if (failure != null) {
            reply.failed(failure);
            return;
        }
        var answer = answers.get(call.subgraph()).getBytes(StandardCharsets.UTF_8);
        reply.answered(answer, answer.length);
    }

    private static Supergraph read(String resource) {
        try (var in = OneRun.class.getResourceAsStream(resource)) {
            return SupergraphReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
