package io.aula.gateway.edge;

import io.aula.gateway.executor.CompiledPlan;
import io.aula.gateway.executor.ExecutionInput;
import io.aula.gateway.executor.SubgraphFailure;
import io.aula.gateway.policy.auth.Caller;
import io.aula.gateway.subgraph.StreamListener;
import io.aula.gateway.subgraph.SubgraphStreams;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One subscription: events from its subgraph, each completed by the other subgraphs, in order and never two at once. */
final class SubscriptionRun implements StreamListener {

    private static final int MAX_WAITING = 256;

    private final Start start;
    private final EventSink sink;
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private SubgraphStreams.@Nullable Stream stream;
    private @Nullable Runnable end;
    private boolean completing;
    private boolean over;

    /** Everything needed to open the stream. */
    record Start(CompiledPlan plan, ExecutionInput input, LoopScope scope, Caller caller, GatewaySettings.Bounds bounds)
            implements Outcome.StreamStart {

        @Override
        public SubscriptionRun open(EventSink sink) {
            var run = new SubscriptionRun(this, sink);
            run.stream = scope.streams().open(scope.executor().opening(plan, input), run);
            return run;
        }
    }

    private SubscriptionRun(Start start, EventSink sink) {
        this.start = start;
        this.sink = sink;
    }

    void cancel() {
        over = true;
        waiting.clear();
        if (stream != null) {
            stream.cancel();
        }
    }

    @Override
    public void event(byte[] payload, int length) {
        if (over) {
            return;
        }
        if (waiting.size() >= MAX_WAITING) {
            cancel();
            sink.failed(errors("SUBSCRIPTION_OVERRUN", "Events come faster than they can be completed"));
            return;
        }
        waiting.add(Arrays.copyOf(payload, length));
        completeNext();
    }

    private void completeNext() {
        if (completing || over) {
            return;
        }
        var payload = waiting.poll();
        if (payload == null) {
            if (end != null) {
                over = true;
                end.run();
            }
            return;
        }
        completing = true;
        var input = start.input();
        var fresh = new ExecutionInput(
                input.variables(),
                input.headers(),
                input.introspection(),
                input.denied(),
                System.nanoTime() + start.bounds().deadline().toNanos(),
                input.maxResponseBytes());
        start.scope().executor().complete(start.plan(), fresh, payload, payload.length, response -> {
            completing = false;
            if (!over) {
                sink.next(response);
                completeNext();
            }
        });
    }

    @Override
    public void refused(byte[] errors) {
        finish(() -> sink.failed(start.scope().executor().refusal(start.plan(), errors)));
    }

    @Override
    public void completed() {
        finish(sink::completed);
    }

    @Override
    public void failed(SubgraphFailure failure) {
        finish(() -> sink.failed(errors(failure.code(), failure.message())));
    }

    /** What has arrived is delivered first. */
    private void finish(Runnable last) {
        if (!over && end == null) {
            end = last;
            completeNext();
        }
    }

    private static byte[] errors(String code, String message) {
        return Refusal.of(200, code, message).errors();
    }
}
