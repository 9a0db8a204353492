package io.aula.gateway.executor;

import java.util.function.Consumer;

/** Runs compiled plans. */
public final class PlanExecutor {

    private final SubgraphClient client;
    private final ExecutionListener listener;

    public PlanExecutor(SubgraphClient client, ExecutionListener listener) {
        this.client = client;
        this.listener = listener;
    }

    /** Runs a query or mutation; {@code done} gets the whole response as JSON, on the same event loop. */
    public void execute(CompiledPlan plan, ExecutionInput input, Consumer<JsonBuffer> done) {
        new PlanExecution(client, listener, plan, input, done).start();
    }

    /** Runs a deferrable query or mutation for a client that takes its answer in parts. */
    public void executeIncrementally(
            CompiledPlan plan, ExecutionInput input, IncrementalFormat format, IncrementalSink sink) {
        new PlanExecution(client, listener, plan, input, _ -> {}).startIncrementally(format, sink);
    }

    /** Completes one event of a subscription: {@code payload} is what the root subgraph sent. */
    public void complete(
            CompiledPlan plan, ExecutionInput input, byte[] payload, int length, Consumer<JsonBuffer> done) {
        new PlanExecution(client, listener, plan, input, done).startWith(payload, length);
    }

    /** The request that opens a subscription's stream, and the subgraph it goes to. */
    public SubgraphCall opening(CompiledPlan plan, ExecutionInput input) {
        if (plan.root() instanceof Step.Stream stream) {
            return RequestBodies.plain(stream.root().text(), input, false);
        }
        throw new IllegalArgumentException(
                "Not a subscription: " + plan.operation().name());
    }
}
