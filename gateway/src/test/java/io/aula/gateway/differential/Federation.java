package io.aula.gateway.differential;

import graphql.language.Document;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.validation.Validator;
import io.aula.gateway.executor.CallerHeaders;
import io.aula.gateway.executor.ErrorPolicy;
import io.aula.gateway.executor.ExecutionInput;
import io.aula.gateway.executor.ExecutionListener;
import io.aula.gateway.executor.PlanCompiler;
import io.aula.gateway.executor.PlanExecutor;
import io.aula.gateway.executor.SubgraphCall;
import io.aula.gateway.executor.SubgraphReply;
import io.aula.gateway.executor.Variables;
import io.aula.gateway.operation.Operation;
import io.aula.gateway.operation.OperationNormalizer;
import io.aula.gateway.plan.PlanNode;
import io.aula.gateway.plan.PlanPrinter;
import io.aula.gateway.plan.QueryPlan;
import io.aula.gateway.planner.QueryPlanner;
import io.aula.gateway.supergraph.Supergraph;
import io.aula.gateway.supergraph.SupergraphReader;
import io.aula.gateway.supergraph.TypeDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One random graph, whole and in pieces, and the gateway over the pieces. */
final class Federation {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int WORLDS = 12;

    final long seed;
    final String supergraphText;
    private final Graph graph;
    private final Server whole;
    private final Map<String, SubgraphDouble> doubles = new HashMap<>();
    private final Supergraph supergraph;
    private final QueryPlanner planner;
    private final PlanCompiler compiler;

    Federation(long seed) {
        this(seed, seed);
    }

    private Federation(long seed, long worldSeed) {
        this.seed = seed;
        graph = new RandomGraph(new Random(seed)).build();
        var world = new World(graph, worldSeed);
        whole = Server.whole(graph, world);
        graph.subgraphs.forEach(subgraph -> doubles.put(subgraph, new SubgraphDouble(graph, world, subgraph)));
        supergraphText = SupergraphText.of(graph);
        supergraph = SupergraphReader.read(supergraphText);
        planner = new QueryPlanner(supergraph);
        compiler = new PlanCompiler(
                supergraph.api().graphQl(),
                supergraph.types().values().stream()
                        .filter(TypeDefinition::isAbstract)
                        .map(TypeDefinition::name)
                        .collect(Collectors.toSet()));
    }

    /** What became of an operation; {@code difference} says what is wrong, and is empty where nothing is. */
    record Outcome(Optional<String> difference, boolean movesEntities, boolean requires) {}

    /** A valid operation; some of what chance writes is not. */
    RandomOperation.Asked operation(Random random) {
        while (true) {
            var asked = new RandomOperation(random, graph).build();
            if (isValid(asked.document())) {
                return asked;
            }
        }
    }

    GraphQLSchema schema() {
        return supergraph.api().graphQl();
    }

    /** Whatever chance writes, valid or not. */
    RandomOperation.Asked attempt(Random random) {
        return new RandomOperation(random, graph).build();
    }

    boolean isValid(String document) {
        return new Validator()
                .validateDocument(supergraph.api().graphQl(), Parser.parse(document), Locale.ENGLISH)
                .isEmpty();
    }

    Outcome compare(RandomOperation.Asked asked) {
        var expected = JSON.valueToTree(
                whole.execute(asked.document(), asked.variables()).toSpecification());
        var calls = new ArrayList<String>();
        try {
            var document = Parser.parse(asked.document());
            var operation = new OperationNormalizer(supergraph).normalize(document, Optional.empty());
            var plan = planner.plan(operation, graph.labels);
            var answer = JSON.readTree(run(operation, plan, asked, document, calls));
            var difference = expected.toString().equals(answer.toString())
                    ? Optional.<String>empty()
                    : Optional.of(explain(expected, answer, plan, calls));
            var lookups = plan.root().stream().flatMap(Federation::requests).toList();
            return new Outcome(
                    difference,
                    lookups.stream().anyMatch(request -> !(request instanceof PlanNode.Fetch)),
                    lookups.stream().anyMatch(Federation::requires));
        } catch (RuntimeException | StackOverflowError failure) {
            var trace = Stream.of(failure.getStackTrace()).limit(8).map(Object::toString);
            return new Outcome(Optional.of(failure + "\n  " + trace.collect(Collectors.joining("\n  "))), false, false);
        }
    }

    Collection<String> labels() {
        return graph.labels;
    }

    /** How many requests our plan sends at most. */
    int requests(RandomOperation.Asked asked) {
        return (int) plan(asked).root().stream().flatMap(Federation::requests).count();
    }

    /** How many of them wait for one another. */
    int waves(RandomOperation.Asked asked) {
        return plan(asked).root().map(Federation::waves).orElse(0);
    }

    String print(RandomOperation.Asked asked) {
        return PlanPrinter.print(plan(asked));
    }

    private QueryPlan plan(RandomOperation.Asked asked) {
        return planner.plan(normalized(asked), graph.labels);
    }

    private Operation normalized(RandomOperation.Asked asked) {
        return new OperationNormalizer(supergraph).normalize(Parser.parse(asked.document()), Optional.empty());
    }

    /** Whether another planner's plan gives the right answer, whatever the data; one world may have just nulls where it errs. */
    boolean answersRightly(RandomOperation.Asked asked, JsonNode root) {
        var plan = new QueryPlan(normalized(asked), Optional.of(new OtherPlan(supergraph).read(root)));
        for (var i = 0; i < WORLDS; i++) {
            var other = new Federation(seed, seed + i);
            var expected = JSON.valueToTree(
                    other.whole.execute(asked.document(), asked.variables()).toSpecification());
            var answer = JSON.readTree(
                    other.run(plan.operation(), plan, asked, Parser.parse(asked.document()), new ArrayList<>()));
            if (!expected.toString().equals(answer.toString())) {
                return false;
            }
        }
        return true;
    }

    private static String explain(JsonNode expected, JsonNode answer, QueryPlan plan, List<String> calls) {
        return "expected: " + expected + "\nanswer:   " + answer + "\n" + PlanPrinter.print(plan)
                + String.join("\n", calls);
    }

    private String run(
            Operation operation, QueryPlan plan, RandomOperation.Asked asked, Document document, List<String> calls) {
        var answers = new ArrayList<String>();
        var input = new ExecutionInput(
                variables(asked, document), CallerHeaders.none(), Map.of(), List.of(), Long.MAX_VALUE, Long.MAX_VALUE);
        new PlanExecutor((call, reply) -> answer(call, reply, calls), ExecutionListener.NONE, ErrorPolicy.MASKED)
                .execute(compiler.compile(operation, plan), input, json -> answers.add(json.toString()));
        if (answers.size() != 1) {
            throw new IllegalStateException(answers.size() + " answers");
        }
        return answers.getFirst();
    }

    private static Variables variables(RandomOperation.Asked asked, Document document) {
        var coerced = new HashMap<String, Object>(asked.variables());
        for (var operation : document.getDefinitionsOfType(graphql.language.OperationDefinition.class)) {
            for (var variable : operation.getVariableDefinitions()) {
                if (variable.getDefaultValue() instanceof graphql.language.BooleanValue preset) {
                    coerced.putIfAbsent(variable.getName(), preset.isValue());
                }
            }
        }
        var json = new HashMap<String, byte[]>();
        asked.variables().forEach((name, value) -> json.put(name, JSON.writeValueAsBytes(value)));
        return Variables.of(coerced, json);
    }

    private void answer(SubgraphCall call, SubgraphReply reply, List<String> calls) {
        var body = JSON.readTree(call.body().toString());
        var variables = body.has("variables")
                ? (Map<String, Object>) JSON.treeToValue(body.get("variables"), Map.class)
                : Map.<String, Object>of();
        var server =
                java.util.Objects.requireNonNull(doubles.get(call.subgraph())).server();
        var answer = server.execute(body.get("query").asString(), variables).toSpecification();
        calls.add(call.subgraph() + " ← " + call.body() + "\n  → " + JSON.writeValueAsString(answer));
        var bytes = JSON.writeValueAsBytes(answer);
        reply.answered(bytes, bytes.length);
    }

    private static Stream<PlanNode> requests(PlanNode node) {
        return switch (node) {
            case PlanNode.Sequence(var nodes) -> nodes.stream().flatMap(Federation::requests);
            case PlanNode.Parallel(var nodes) -> nodes.stream().flatMap(Federation::requests);
            case PlanNode.Conditional(var conditions, var inner) -> requests(inner);
            default -> Stream.of(node);
        };
    }

    private static int waves(PlanNode node) {
        return switch (node) {
            case PlanNode.Sequence(var nodes) ->
                nodes.stream().mapToInt(Federation::waves).sum();
            case PlanNode.Parallel(var nodes) ->
                nodes.stream().mapToInt(Federation::waves).max().orElse(0);
            case PlanNode.Conditional(var conditions, var inner) -> waves(inner);
            default -> 1;
        };
    }

    private static boolean requires(PlanNode request) {
        var lookups = switch (request) {
            case PlanNode.EntityFetch fetch -> List.of(fetch.lookup());
            case PlanNode.BatchFetch fetch -> fetch.lookups();
            default -> List.<io.aula.gateway.plan.EntityLookup>of();
        };
        return lookups.stream()
                .flatMap(lookup -> lookup.representations().stream())
                .anyMatch(representation -> !representation.required().isEmpty());
    }
}
