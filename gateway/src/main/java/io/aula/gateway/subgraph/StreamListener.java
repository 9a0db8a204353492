package io.aula.gateway.subgraph;

import io.aula.gateway.executor.SubgraphFailure;

/** Hears what a subgraph streams: events, then exactly one end. */
public interface StreamListener {

    /** One event: a GraphQL response as JSON. */
    void event(byte[] payload, int length);

    /** The subgraph refused or ended the stream with errors: a JSON list. */
    void refused(byte[] errors);

    void completed();

    void failed(SubgraphFailure failure);
}
