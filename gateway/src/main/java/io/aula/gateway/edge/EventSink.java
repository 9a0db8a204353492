package io.aula.gateway.edge;

import io.aula.gateway.executor.JsonBuffer;

/** A client's end of a stream. */
interface EventSink {

    void next(JsonBuffer response);

    /** The stream is over with errors: a JSON list. */
    void failed(byte[] errors);

    void completed();
}
