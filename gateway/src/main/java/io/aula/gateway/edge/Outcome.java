package io.aula.gateway.edge;

import io.aula.gateway.executor.IncrementalFormat;
import io.aula.gateway.executor.IncrementalSink;
import io.aula.gateway.executor.JsonBuffer;
import io.aula.gateway.policy.auth.Caller;
import java.util.Optional;

/** Where a request's result goes: exactly one of these is called, on the request's loop. */
interface Outcome {

    void refused(Refusal refusal);

    void answered(JsonBuffer response);

    /** How the caller takes answers in parts, if it does. */
    default Optional<IncrementalFormat> incremental() {
        return Optional.empty();
    }

    /** Where the parts go; asked for only where {@link #incremental} names a format. */
    default IncrementalSink parts() {
        throw new IllegalStateException("Whole answers only");
    }

    /** The operation is a subscription; nothing has been opened yet. */
    void stream(StreamStart start);

    /** Opens the stream once the transport is ready for events. */
    interface StreamStart {

        SubscriptionRun open(EventSink sink);

        Caller caller();
    }
}
