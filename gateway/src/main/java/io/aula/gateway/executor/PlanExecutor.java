package io.aula.gateway.executor;

import java.util.List;
import java.util.function.Consumer;

/** Runs compiled plans. */
public final class PlanExecutor {

    private final SubgraphClient client;
    private final ExecutionListener listener;
    private final ErrorPolicy policy;
    private final ByteBudget budget;

    public PlanExecutor(SubgraphClient client, ExecutionListener listener, ErrorPolicy policy) {
        this(client, listener, policy, ByteBudget.unlimited());
    }

    /** The answers of all requests together hold no more than {@code budget}. */
    public PlanExecutor(SubgraphClient client, ExecutionListener listener, ErrorPolicy policy, ByteBudget budget) {
        this.client = client;
        this.listener = listener;
        this.policy = policy;
        this.budget = budget;
    }

    /** Runs a query or mutation; {@code done} gets the whole response as JSON, on the same event loop. */
    public void execute(CompiledPlan plan, ExecutionInput input, Consumer<JsonBuffer> done) {
        new PlanExecution(client, listener, policy, budget, plan, input, done).start();
    }

    /** Runs a deferrable query or mutation for a client that takes its answer in parts. */
    public void executeIncrementally(
            CompiledPlan plan, ExecutionInput input, IncrementalFormat format, IncrementalSink sink) {
        new PlanExecution(client, listener, policy, budget, plan, input, _ -> {}).startIncrementally(format, sink);
    }

    /** Completes one event of a subscription: {@code payload} is what the root subgraph sent. */
    public void complete(
            CompiledPlan plan, ExecutionInput input, byte[] payload, int length, Consumer<JsonBuffer> done) {
        new PlanExecution(client, listener, policy, budget, plan, input, done).startWith(payload, length);
    }

    /** The request that opens a subscription's stream, and the subgraph it goes to. */
    public SubgraphCall opening(CompiledPlan plan, ExecutionInput input) {
        if (plan.root() instanceof Step.Stream stream) {
            return RequestBodies.plain(stream.root().text(), input, false);
        }
        throw new IllegalArgumentException(
                "Not a subscription: " + plan.operation().name());
    }

    /** What a subgraph said when it refused a stream or broke it off, as callers may know it: a JSON list of at least one error. */
    public byte[] refusal(CompiledPlan plan, byte[] said) {
        var errors = new ErrorCollector(policy);
        try {
            var records = new Records();
            var list = new TapeReader(records).read(said, said.length);
            for (var i = 0; Records.isList(list) && i < records.size(list); i++) {
                var error = records.item(list, i);
                errors.relay(
                        subgraph(plan),
                        error,
                        new Trail(),
                        new ErrorCollector.SubgraphPath(records, AnswerFields.path(records, error), 0, List.of()));
            }
        } catch (MalformedJsonException e) {
            // Told below, like an empty list.
        }
        if (errors.isEmpty()) {
            errors.add(SubgraphFailure.MALFORMED.message(), SubgraphFailure.MALFORMED.code(), null);
        }
        var json = errors.json();
        return new JsonBuffer(json.length() + 2)
                .put('[')
                .put(json.bytes(), 0, json.length())
                .put(']')
                .toByteArray();
    }

    private static String subgraph(CompiledPlan plan) {
        return plan.root() instanceof Step.Stream stream ? stream.root().text().subgraph() : "";
    }
}
