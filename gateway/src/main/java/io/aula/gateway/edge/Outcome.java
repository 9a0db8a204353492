package io.aula.gateway.edge;

import io.aula.gateway.executor.JsonBuffer;
import io.aula.gateway.policy.auth.Caller;

/** Where a request's result goes: exactly one of these is called, on the request's loop. */
interface Outcome {

    void refused(Refusal refusal);

    void answered(JsonBuffer response);

    /** The operation is a subscription; nothing has been opened yet. */
    void stream(StreamStart start);

    /** Opens the stream once the transport is ready for events. */
    interface StreamStart {

        SubscriptionRun open(EventSink sink);

        Caller caller();
    }
}
