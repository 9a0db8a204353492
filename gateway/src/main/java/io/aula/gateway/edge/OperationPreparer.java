package io.aula.gateway.edge;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.language.SourceLocation;
import io.aula.gateway.executor.PlanCompiler;
import io.aula.gateway.operation.Operation;
import io.aula.gateway.operation.OperationNormalizer;
import io.aula.gateway.operation.TooManyConditionsException;
import io.aula.gateway.operation.document.DocumentParser;
import io.aula.gateway.operation.document.DocumentSyntaxException;
import io.aula.gateway.operation.document.Validity;
import io.aula.gateway.planner.PlanningException;
import io.aula.gateway.planner.QueryPlanner;
import io.aula.gateway.policy.auth.FieldAuthorizer.Permitted;
import io.aula.gateway.policy.limit.CostEstimator;
import io.aula.gateway.policy.limit.DocumentLimits;
import io.aula.gateway.policy.limit.DocumentSize;
import io.aula.gateway.policy.limit.LimitExceededException;
import io.aula.gateway.policy.limit.TextLimits;
import io.aula.gateway.supergraph.Supergraph;
import io.aula.gateway.supergraph.TypeDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Document to {@link Prepared}: limits, parser, validator, normalizer, planner, compiler. A small one is prepared where its request
 * came in, because handing it over takes longer than the work, and kept when it comes again; any other off the loops, and once.
 */
final class OperationPreparer {

    /** The most that kept documents weigh: about a thousand of the usual length, or some dozens of the longest. */
    private static final long KEPT_WEIGHT = 16 << 20;
    /** What a plan takes, as a multiple of its document's length and at least. */
    private static final int WEIGHT_PER_CHARACTER = 4;

    private static final int LEAST_WEIGHT = 8 << 10;
    private static final int PARTS = 500;
    private static final int LONGEST_NAME = 200;
    private static final int SMALL_CHARACTERS = 8_000;
    private static final int SMALL_FIELDS = 250;

    private final Supergraph supergraph;
    private final DocumentLimits limits;
    private final Optional<CostEstimator> costs;
    private final boolean introspection;
    /** Whether some field returns the type of the root once more. */
    private final boolean rootIsReturned;

    private final Executor workers;
    private final OperationNormalizer normalizer;
    private final QueryPlanner planner;
    private final PlanCompiler compiler;
    private final AsyncCache<Key, Prepared> prepared;
    private final Doorkeeper doorkeeper = new Doorkeeper();
    private final AsyncCache<PartKey, Prepared> parts;

    /** {@code inParts} if what is deferred may come later; {@code labels} are the active ones of overrides. */
    record Key(String document, String operationName, boolean inParts, Set<String> labels) {}

    /** An operation some callers may only see a part of. */
    private record PartKey(Operation asked, Operation permitted, Set<String> labels) {}

    OperationPreparer(Supergraph supergraph, GatewaySettings.Bounds bounds, boolean introspection, Executor workers) {
        this.supergraph = supergraph;
        this.limits = bounds.document();
        this.costs = bounds.cost().map(limit -> new CostEstimator(supergraph, limit));
        this.introspection = introspection;
        var root = supergraph.api().graphQl().getQueryType().getName();
        this.rootIsReturned = supergraph.types().values().stream()
                .flatMap(type -> type.fields().values().stream())
                .anyMatch(field -> field.type().name().equals(root));
        this.workers = workers;
        this.normalizer = new OperationNormalizer(supergraph);
        this.planner = new QueryPlanner(supergraph);
        this.compiler = new PlanCompiler(
                supergraph.api().graphQl(),
                supergraph.types().values().stream()
                        .filter(TypeDefinition::isAbstract)
                        .map(TypeDefinition::name)
                        .collect(Collectors.toSet()));
        this.prepared = Caffeine.newBuilder()
                .maximumWeight(KEPT_WEIGHT)
                .weigher((Key key, Prepared _) -> LEAST_WEIGHT
                        + WEIGHT_PER_CHARACTER
                                * (key.document().length() + key.operationName().length()))
                .executor(Runnable::run)
                .buildAsync();
        this.parts =
                Caffeine.newBuilder().maximumSize(PARTS).executor(Runnable::run).buildAsync();
    }

    /** Tells {@code done} on {@code loop}; at once if the document is known. */
    void prepare(
            GraphQlRequest request,
            String document,
            boolean inParts,
            Set<String> labels,
            Executor loop,
            Consumer<Prepared> done) {
        var name = request.operationName().orElse("");
        var key = new Key(document, name, inParts && document.contains("@defer"), labels);
        var known = prepared.getIfPresent(key);
        answer(known == null ? begin(key) : known, loop, done);
    }

    private CompletableFuture<Prepared> begin(Key key) {
        try {
            if (key.document().length() > limits.characters()) {
                // Read no further, and never kept: its text alone would fill the room of all others.
                return CompletableFuture.completedFuture(prepare(key));
            }
            if (key.document().length() > SMALL_CHARACTERS) {
                return elsewhere(key, () -> prepare(key));
            }
            return switch (read(key.document())) {
                case Read.Refused(var refused) -> here(key, refused);
                case Read.Parsed parsed when parsed.fields() <= SMALL_FIELDS -> here(key, validated(parsed, key));
                case Read.Parsed parsed -> elsewhere(key, () -> validated(parsed, key));
            };
        } catch (RuntimeException | StackOverflowError broken) {
            return CompletableFuture.failedFuture(broken);
        }
    }

    private CompletableFuture<Prepared> here(Key key, Prepared done) {
        var future = CompletableFuture.completedFuture(done);
        if (doorkeeper.knows(key.document().hashCode())) {
            prepared.put(key, future);
        }
        return future;
    }

    /** Kept at once, so that all who ask meanwhile wait for the same. */
    private CompletableFuture<Prepared> elsewhere(Key key, Supplier<Prepared> work) {
        var own = new CompletableFuture<Prepared>();
        var other = prepared.asMap().putIfAbsent(key, own);
        if (other != null) {
            return other;
        }
        try {
            own.completeAsync(work, workers);
        } catch (RuntimeException refused) {
            // Or everybody who asks the same would wait for ever.
            own.completeExceptionally(refused);
        }
        return own;
    }

    /** Documents that could be prepared, the most used first. */
    List<Key> inUse(int most) {
        var eviction = prepared.synchronous().policy().eviction().orElseThrow();
        return eviction.hottest(most).entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Prepared.Ready)
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    /** Prepares documents before anybody asks, until {@code deadlineNanos}; how many were. */
    int warm(List<Key> documents, long deadlineNanos) {
        var warmed = 0;
        for (var key : documents) {
            if (System.nanoTime() - deadlineNanos > 0) {
                break;
            }
            prepared.put(key, CompletableFuture.completedFuture(prepare(key)));
            warmed++;
        }
        return warmed;
    }

    /** The same operation planned for what its caller may see. */
    void preparePart(Prepared.Ready whole, Permitted permitted, Executor loop, Consumer<Prepared> done) {
        var key = new PartKey(whole.operation(), permitted.operation(), whole.labels());
        var part = parts.get(
                key, (_, _) -> CompletableFuture.supplyAsync(() -> plan(whole, permitted.operation()), workers));
        answer(part, loop, done);
    }

    private static void answer(CompletableFuture<Prepared> future, Executor loop, Consumer<Prepared> done) {
        if (future.isDone() && !future.isCompletedExceptionally()) {
            done.accept(future.join());
            return;
        }
        future.whenCompleteAsync((result, failure) -> done.accept(result == null ? broken(failure) : result), loop);
    }

    private static Prepared broken(@Nullable Throwable failure) {
        System.getLogger(OperationPreparer.class.getName())
                .log(System.Logger.Level.ERROR, "A document could not be prepared", failure);
        return new Prepared.Refused(Refusal.of(500, "INTERNAL", "The operation could not be prepared"));
    }

    /** A text, once read; {@code fields} are those of its largest operation with every fragment expanded. */
    private sealed interface Read {

        record Parsed(Document document, int fields) implements Read {}

        record Refused(Prepared.Refused refused) implements Read {}
    }

    private Prepared prepare(Key key) {
        return switch (read(key.document())) {
            case Read.Parsed parsed -> validated(parsed, key);
            case Read.Refused(var refused) -> refused;
        };
    }

    private Read read(String text) {
        try {
            TextLimits.check(text, limits);
            var document = DocumentParser.parse(text);
            return new Read.Parsed(document, DocumentSize.check(document, limits));
        } catch (LimitExceededException e) {
            return new Read.Refused(
                    new Prepared.Refused(Refusal.of(400, "DOCUMENT_LIMIT_EXCEEDED", String.valueOf(e.getMessage()))));
        } catch (DocumentSyntaxException e) {
            return new Read.Refused(refused(String.valueOf(e.getMessage()), "GRAPHQL_PARSE_FAILED", e.location()));
        }
    }

    private static Prepared.Refused refused(String message, String code, @Nullable SourceLocation location) {
        var places = location == null ? List.<int[]>of() : List.of(place(location));
        return new Prepared.Refused(Refusal.document(List.of(new Refusal.Problem(message, code, places))));
    }

    private static int[] place(SourceLocation location) {
        return new int[] {location.getLine(), location.getColumn()};
    }

    private Prepared validated(Read.Parsed parsed, Key key) {
        var document = parsed.document();
        var name = Optional.of(key.operationName()).filter(text -> !text.isEmpty());
        var errors = Validity.errors(supergraph.api().graphQl(), document);
        if (!errors.isEmpty()) {
            var problems = errors.stream()
                    .limit(20)
                    .map(error -> new Refusal.Problem(
                            error.getMessage(),
                            "GRAPHQL_VALIDATION_FAILED",
                            error.getLocations().stream()
                                    .map(OperationPreparer::place)
                                    .toList()))
                    .toList();
            return new Prepared.Refused(Refusal.document(problems));
        }
        var chosen = operations(document, name);
        if (chosen.size() != 1) {
            var message = name.map(OperationPreparer::unknown)
                    .orElse("The document has several operations: name one in 'operationName'");
            return refused(message, "OPERATION_RESOLUTION_FAILURE", null);
        }
        try {
            var operation = normalizer.normalize(document, chosen.getFirst(), key.inParts());
            return ready(chosen.getFirst(), operation, key.labels());
        } catch (TooManyConditionsException e) {
            return new Prepared.Refused(Refusal.of(400, "DOCUMENT_LIMIT_EXCEEDED", String.valueOf(e.getMessage())));
        }
    }

    /** What nobody can have meant is not sent back. */
    private static String unknown(String name) {
        return name.length() > LONGEST_NAME
                ? "The document has no operation whose name has " + name.length() + " letters"
                : "Unknown operation named '" + name + "'";
    }

    private static List<OperationDefinition> operations(Document document, Optional<String> name) {
        var operations = new ArrayList<OperationDefinition>(1);
        for (var definition : document.getDefinitions()) {
            if (definition instanceof OperationDefinition operation
                    && (name.isEmpty() || name.get().equals(operation.getName()))) {
                operations.add(operation);
            }
        }
        return operations;
    }

    private Prepared ready(OperationDefinition definition, Operation operation, Set<String> labels) {
        var asksSchema = Introspection.part(operation);
        var isBelowRoot = rootIsReturned && Introspection.isBelowRoot(operation);
        if ((asksSchema.isPresent() || isBelowRoot) && !introspection) {
            return refused("Introspection is switched off", "INTROSPECTION_DISABLED", null);
        }
        if (isBelowRoot) { // once for each item of a list, perhaps
            return refused(
                    "'__schema' and '__type' are told at the root of the operation: ask for them there",
                    "GRAPHQL_VALIDATION_FAILED",
                    null);
        }
        try {
            var plan = compiler.compile(operation, planner.plan(operation, labels));
            var cost = costs.map(estimator -> estimator.cost(operation));
            return new Prepared.Ready(operation, definition.getVariableDefinitions(), plan, asksSchema, cost, labels);
        } catch (PlanningException e) {
            return unplannable(e);
        }
    }

    private Prepared plan(Prepared.Ready whole, Operation permitted) {
        try {
            var plan = compiler.compile(whole.operation(), planner.plan(permitted, whole.labels()));
            return new Prepared.Ready(
                    whole.operation(), whole.variables(), plan, whole.introspection(), whole.cost(), whole.labels());
        } catch (PlanningException e) {
            return unplannable(e);
        }
    }

    private static Prepared unplannable(PlanningException e) {
        System.getLogger(OperationPreparer.class.getName()).log(System.Logger.Level.WARNING, e.getMessage());
        return new Prepared.Refused(
                Refusal.of(400, "UNREACHABLE_FIELD", "No service can answer a part of this operation"));
    }
}
