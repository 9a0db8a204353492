package io.aula.gateway.executor;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.Parser;
import io.aula.gateway.operation.OperationNormalizer;
import io.aula.gateway.planner.QueryPlanner;
import io.aula.gateway.supergraph.SupergraphReader;
import io.aula.gateway.supergraph.TypeDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Plans whose folder has {@code answers.json}, what each subgraph will answer in turn, are also executed: {@code calls.json} is what
 * was sent, {@code response.json} what came of it; {@code -Dgolden.update} writes both anew.
 */
class ExecutionGoldensTest {

    private static final Path PLANS = Path.of("src/test/resources/plans");

    @TestFactory
    List<DynamicTest> callsAndResponsesAreAsTheyWereBefore() throws IOException {
        try (var files = Files.walk(PLANS)) {
            return files.filter(file -> file.endsWith("answers.json"))
                    .map(Path::getParent)
                    .sorted()
                    .map(folder ->
                            DynamicTest.dynamicTest(PLANS.relativize(folder).toString(), () -> check(folder)))
                    .toList();
        }
    }

    private static void check(Path folder) throws IOException, MalformedJsonException {
        var supergraph = SupergraphReader.read(Files.readString(folder.resolve("supergraph.graphql")));
        var document = Parser.parse(Files.readString(folder.resolve("operation.graphql")));
        var operation = new OperationNormalizer(supergraph).normalize(document, Optional.empty(), false);
        var abstractTypes = supergraph.types().values().stream()
                .filter(TypeDefinition::isAbstract)
                .map(TypeDefinition::name)
                .collect(Collectors.toSet());
        var compiled = new PlanCompiler(supergraph.api().graphQl(), abstractTypes)
                .compile(operation, new QueryPlanner(supergraph).plan(operation));
        var recorded = new Recorded(answers(folder));
        var responses = new ArrayList<String>();
        var input = new ExecutionInput(
                Variables.none(), CallerHeaders.none(), Map.of(), List.of(), Long.MAX_VALUE, Long.MAX_VALUE);
        new PlanExecutor(recorded, ExecutionListener.NONE, new ErrorPolicy(recorded.answers.keySet()))
                .execute(compiled, input, json -> responses.add(json.toString()));

        assertThat(responses).hasSize(1);
        compare(
                folder.resolve("calls.json"),
                recorded.calls.stream().collect(Collectors.joining(",\n", "[\n", "\n]\n")));
        compare(folder.resolve("response.json"), responses.getFirst() + "\n");
    }

    private static void compare(Path golden, String actual) throws IOException {
        if (System.getProperty("golden.update") != null) {
            Files.writeString(golden, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(golden));
    }

    private static Map<String, List<byte[]>> answers(Path folder) throws IOException, MalformedJsonException {
        var json = Files.readAllBytes(folder.resolve("answers.json"));
        var records = new Records();
        var all = new HashMap<String, List<byte[]>>();
        records.forEach(new TapeReader(records).read(json, json.length), (subgraph, list) -> {
            var answers = new ArrayList<byte[]>();
            for (var i = 0; i < records.size(list); i++) {
                answers.add(new JsonBuffer(256)
                        .value(records, records.item(list, i))
                        .toByteArray());
            }
            all.put(JsonValues.text(records, subgraph), answers);
        });
        return all;
    }

    /** Answers from a list and writes down what it was asked. */
    private static final class Recorded implements SubgraphClient {

        private final Map<String, List<byte[]>> answers;
        private final List<String> calls = new ArrayList<>();

        Recorded(Map<String, List<byte[]>> answers) {
            this.answers = answers;
        }

        @Override
        public void send(SubgraphCall call, SubgraphReply reply) {
            calls.add("{\"subgraph\":\"" + call.subgraph() + "\",\"body\":" + call.body() + "}");
            var left = answers.getOrDefault(call.subgraph(), List.of());
            if (left.isEmpty()) {
                var nothing = "no answer left".getBytes(StandardCharsets.US_ASCII);
                reply.answered(nothing, nothing.length);
                return;
            }
            var answer = left.removeFirst();
            reply.answered(answer, answer.length);
        }
    }
}
