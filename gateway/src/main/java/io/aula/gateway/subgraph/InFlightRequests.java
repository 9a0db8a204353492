package io.aula.gateway.subgraph;

import io.aula.gateway.executor.SubgraphCall;
import io.aula.gateway.executor.SubgraphClient;
import io.aula.gateway.executor.SubgraphFailure;
import io.aula.gateway.executor.SubgraphReply;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends what is asked by several requests at the same time once. Shared are only calls that change nothing, of equal bytes, for the
 * same caller: whatever of the caller a subgraph gets to see is part of the key, but for the trace, which answers nothing.
 */
public final class InFlightRequests implements SubgraphClient {

    private static final int MAX_SHARERS = 1_000;

    private final SubgraphClient client;
    private final Map<Key, List<SubgraphReply>> underWay = new HashMap<>();

    private record Key(
            String subgraph, ByteBuffer body, Optional<String> authorization, Optional<String> acceptLanguage) {

        static Key of(SubgraphCall call) {
            var headers = call.headers();
            return new Key(
                    call.subgraph(),
                    ByteBuffer.wrap(call.body().bytes(), 0, call.body().length()),
                    headers.authorization(),
                    headers.acceptLanguage());
        }
    }

    public InFlightRequests(SubgraphClient client) {
        this.client = client;
    }

    @Override
    public void send(SubgraphCall call, SubgraphReply reply) {
        if (!call.repeatable()) {
            client.send(call, reply);
            return;
        }
        var key = Key.of(call);
        var sharers = underWay.get(key);
        if (sharers == null) {
            sharers = new ArrayList<>(1);
            sharers.add(reply);
            underWay.put(key, sharers);
            client.send(call, new SharedReply(key));
        } else if (sharers.size() < MAX_SHARERS) {
            sharers.add(reply);
        } else {
            client.send(call, reply);
        }
    }

    /** Whoever asks from inside a reply starts a call of its own, so the list cannot grow while it is told. */
    private final class SharedReply implements SubgraphReply {

        private final Key key;

        SharedReply(Key key) {
            this.key = key;
        }

        @Override
        public void answered(byte[] body, int length) {
            sharers().forEach(reply -> reply.answered(body, length));
        }

        @Override
        public void failed(SubgraphFailure failure) {
            sharers().forEach(reply -> reply.failed(failure));
        }

        private List<SubgraphReply> sharers() {
            return Optional.ofNullable(underWay.remove(key)).orElse(List.of());
        }
    }
}
